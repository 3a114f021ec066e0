/** How acts and standings are called on this page. */
import type { Act, MyStanding, PeopleView } from '../../desk/wire';

/** A word for the head of a column; the whole sentence is its title. */
export const short: Record<Act, string> = {
  publish: 'Publish',
  sign: 'Sign',
  'decide-talks': 'Decide talks',
  'decide-exception': 'Decide exceptions',
  'approve-release': 'Approve',
  'decide-change': 'Decide changes',
  adopt: 'Adopt',
  'settle-conflict': 'Settle',
  'found-hub': 'Share',
  'set-rights': 'Set rights',
};

export const standings: Record<MyStanding, { word: string; tone: 'ok' | 'warn' | 'outline' }> = {
  proved: { word: 'Proved', tone: 'ok' },
  claimed: { word: 'A claim', tone: 'warn' },
  'other-key': { word: 'Another key', tone: 'warn' },
  stranger: { word: 'Not in the plan', tone: 'outline' },
};

/** A key in fours, short enough to compare by eye. */
export const fours = (key: string, groups = 4) => (key.match(/.{1,4}/g) ?? []).slice(0, groups).join(' ');

/** The roles of an act after a tick was set or taken away. */
export function ticked(roles: readonly string[], role: string, on: boolean): string[] {
  const rest = roles.filter((each) => each !== role);
  return on ? [...rest, role] : rest;
}

/** Why this computer's key cannot be added to me; `null` when it can. */
export function whyNoKey(view: PeopleView): string | null {
  const { me } = view;
  if (view.locked) return view.locked;
  if (me.key === null) return 'This computer has no key: its keychain does not answer.';
  if (me.person === null) return `${me.name} is not among the people of this plan.`;
  if (me.standing === 'proved') return 'The key of this computer is yours already.';
  return null;
}
