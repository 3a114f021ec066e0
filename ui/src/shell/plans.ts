/** Opening, starting and closing plan files from the window. */
import { call } from '../desk/call';
import { pickOpenPlan, pickSavePlan } from '../desk/dialogs';

/** Each answers false when the person thought better of it; failures are thrown to whoever asked. */
export async function openPlan(): Promise<boolean> {
  const path = await pickOpenPlan();
  if (path === null) return false;
  await call('open_plan', { path });
  return true;
}
export async function newPlan(): Promise<boolean> {
  const path = await pickSavePlan('New plan.slipway');
  if (path === null) return false;
  await call('new_plan', { path, name: '', sample: false });
  return true;
}
export async function openSample(): Promise<boolean> {
  await call('open_sample', {});
  return true;
}
export async function closePlan(): Promise<boolean> {
  await call('close_plan', {});
  return true;
}
