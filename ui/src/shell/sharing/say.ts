/** How sharing is said: in the status bar, in its panel, beside a face. Pure functions of the frame's answer. */
import type { Member, SharingState } from '../../desk/wire';
import { ago } from '../../words/dates';
import { count, list } from '../../words/numbers';
import { ms } from '../../words/zones';

/** A member seen longer ago than this is not said to be anywhere. */
export const PRESENT_MS = 3 * 60_000;

export type Spoken = {
  tone: 'plain' | 'ok' | 'alert';
  /** Words before the figure, the figure that stands out, words after it. */
  before: string;
  figure: string;
  after: string;
};

/** The segment of the status bar. */
export function segment(sharing: SharingState): Spoken {
  const { connection, waiting } = sharing;
  const plain = (before: string, figure = '', after = ''): Spoken => ({
    tone: 'plain',
    before,
    figure,
    after,
  });
  const edits = waiting === 1 ? 'edit' : 'edits';
  switch (connection.kind) {
    case 'up-to-date':
      return waiting > 0
        ? plain('Shared ·', String(waiting), `${edits} on the way`)
        : { ...plain('Shared · up to date'), tone: 'ok' };
    case 'syncing':
      return waiting > 0 ? plain('Syncing', String(waiting), `${edits}…`) : plain('Syncing…');
    case 'offline':
      return waiting > 0
        ? plain('Offline ·', String(waiting), `${edits} to merge`)
        : plain('Offline · nothing waits');
    case 'stopped':
      return {
        ...(waiting > 0
          ? plain('Sharing stopped ·', String(waiting), `${edits} waiting`)
          : plain('Sharing stopped')),
        tone: 'alert',
      };
  }
}
/** The segment as one text. */
export const spoken = (said: Spoken): string =>
  [said.before, said.figure, said.after].filter((word) => word !== '').join(' ');

/** Conflicts there are to settle, whoever made the second edit. */
export const toSettle = (sharing: SharingState): number => sharing.conflicts_mine + sharing.conflicts_others;

/** What waits and what is safe, for the panel. */
export function waitingWords(sharing: SharingState): string {
  const { connection, waiting } = sharing;
  if (waiting === 0)
    return connection.kind === 'up-to-date'
      ? 'The hub has every edit of yours.'
      : 'No edit of yours is waiting.';
  const edits = count(waiting, 'edit');
  const verb = waiting === 1 ? 'is' : 'are';
  return connection.kind === 'offline' || connection.kind === 'stopped'
    ? `${edits} ${waiting === 1 ? 'waits' : 'wait'} here.`
    : `${edits} ${verb} on the way to the hub.`;
}

/** True while a member can be said to be somewhere. */
export const present = (member: Member, now: number): boolean =>
  member.place !== '' && Math.abs(now - ms(member.seen_at)) < PRESENT_MS;

const first = (name: string): string => name.split(/\s+/)[0] ?? name;

/** Colleagues who have the plan open now. One person on two computers is one colleague. */
export function here(members: readonly Member[], now: number): Member[] {
  const mine = members.find((member) => member.me)?.author;
  const seen = new Set(mine === undefined ? [] : [mine]);
  return members.filter((member) => {
    if (member.me || !present(member, now) || seen.has(member.author)) return false;
    seen.add(member.author);
    return true;
  });
}
/** `Tomás is in Freezes`, `Tomás and Ines are here`, `Tomás and 2 others are here`. */
export function whoIsHere(there: readonly Member[], title: (place: string) => string): string {
  const [one, two] = there;
  if (!one) return 'Nobody else is here';
  if (!two) {
    const place = title(one.place);
    return place ? `${first(one.author)} is in ${place}` : `${first(one.author)} is here`;
  }
  if (there.length === 2) return `${list([first(one.author), first(two.author)])} are here`;
  return `${first(one.author)} and ${there.length - 1} others are here`;
}
/** `in Freezes, seen just now`; `last seen Wed 18 Nov`. */
export function whereabouts(
  member: Member,
  now: number,
  zone: string,
  title: (place: string) => string,
): string {
  const when = ago(member.seen_at, now, zone);
  if (!present(member, now)) return `last seen ${when}`;
  const place = title(member.place);
  return place ? `in ${place}, seen ${when}` : `here, seen ${when}`;
}
