/** Moving a change of the thaw board from one working day to another. */
import type { ThawDay, ThawLoad } from '../../desk/wire';

/** The next working day in a direction. */
export function workingDay(on: string, step: 1 | -1): string {
  const day = new Date(`${on}T12:00:00Z`);
  do day.setUTCDate(day.getUTCDate() + step);
  while (day.getUTCDay() === 0 || day.getUTCDay() === 6);
  return day.toISOString().slice(0, 10);
}

/** The days with the change so many working days later; days in order, none empty. */
export function moveStep(loads: readonly ThawLoad[], change: string, days: number): ThawDay[] {
  const found = loads.find((load) => load.steps.some((step) => step.change === change));
  let to = found?.on ?? '';
  for (let i = 0; i < Math.abs(days); i += 1) to = workingDay(to, days < 0 ? -1 : 1);
  const out = new Map<string, string[]>();
  for (const load of loads) {
    out.set(
      load.on,
      load.steps.map((step) => step.change).filter((each) => each !== change),
    );
  }
  if (found) out.set(to, [...(out.get(to) ?? []), change]);
  return [...out]
    .filter(([, changes]) => changes.length > 0)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([on, changes]) => ({ on, changes }));
}
