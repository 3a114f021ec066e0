import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { away, conflicts, offline, place, sharing, stopped } from '../../../dev/shared';
import type { SharingState } from '../../desk/wire';
import { also, groups, headline, whereIs } from './away';
import { alike, choiceOf, columns } from './conflict';
import { Judged, PAUSE_MS } from './judged.svelte';
import { blames, forCreating, forJoining, hubName } from './places';
import { here, segment, spoken, waitingWords, whereabouts, whoIsHere } from './say';
import { SHOWN_AFTER_MS, Steady } from './steady.svelte';
import { AWAY_AFTER_MS, Watch } from './watch.svelte';

const state = (fields: Partial<SharingState>): SharingState => ({ ...sharing, ...fields });
const say = (fields: Partial<SharingState>) => spoken(segment(state(fields)));
const NOW = Date.parse('2026-10-06T11:57:00Z');
const ZONE = 'Europe/Berlin';
const title = (id: string) => ({ freezes: 'Freezes', calendar: 'Calendar' })[id] ?? '';
const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('the sharing segment', () => {
  it('says the state, and the count that matters in it', () => {
    expect(say({})).toBe('Shared · up to date');
    expect(say({ waiting: 2 })).toBe('Shared · 2 edits on the way');
    expect(say({ connection: { kind: 'syncing' } })).toBe('Syncing…');
    expect(say({ connection: { kind: 'syncing' }, waiting: 1 })).toBe('Syncing 1 edit…');
    expect(say(offline)).toBe('Offline · 23 edits to merge');
    expect(say({ ...offline, waiting: 0 })).toBe('Offline · nothing waits');
    expect(say(stopped)).toBe('Sharing stopped · 3 edits waiting');
  });
  it('being offline is a normal state: only what stops until somebody acts is coloured', () => {
    expect(segment(state(offline)).tone).toBe('plain');
    expect(segment(state(stopped)).tone).toBe('alert');
  });
  it('says what is safe about the edits that wait', () => {
    expect(waitingWords(state(offline))).toBe('23 edits wait here.');
    expect(waitingWords(state({ waiting: 1 }))).toBe('1 edit is on the way to the hub.');
    expect(waitingWords(state({}))).toBe('The hub has every edit of yours.');
  });
  it('a visit shorter than a blink does not flicker, a longer one shows, and the first one shows at once', () => {
    const steady = new Steady();
    steady.heard({ kind: 'syncing' });
    expect(steady.shown.kind).toBe('syncing');
    steady.heard({ kind: 'up-to-date' });
    steady.heard({ kind: 'syncing' });
    vi.advanceTimersByTime(SHOWN_AFTER_MS - 1);
    expect(steady.shown.kind).toBe('up-to-date');
    steady.heard({ kind: 'up-to-date' });
    vi.advanceTimersByTime(SHOWN_AFTER_MS);
    expect(steady.shown.kind).toBe('up-to-date');
    steady.heard({ kind: 'syncing' });
    vi.advanceTimersByTime(SHOWN_AFTER_MS / 2);
    steady.heard({ kind: 'syncing' });
    vi.advanceTimersByTime(SHOWN_AFTER_MS / 2);
    expect(steady.shown.kind).toBe('syncing');
  });
});

describe('presence', () => {
  it('names who is here and where, never me and never the same person twice', () => {
    const there = here(sharing.members, NOW);
    expect(there.map((member) => member.author)).toEqual(['Tomás Reyes']);
    expect(whoIsHere(there, title)).toBe('Tomás is in Freezes');
    const [me, tomas] = sharing.members;
    if (!me || !tomas) throw new Error('two members are needed');
    const twice = [me, tomas, { ...tomas, key: 'other', computer: 'WS-1' }, { ...me, me: false, key: 'x' }];
    expect(here(twice, NOW)).toHaveLength(1);
  });
  it('counts from two on, and says so when nobody is here', () => {
    const ines = {
      ...sharing.members[2],
      seen_at: sharing.members[1]?.seen_at ?? '',
    } as (typeof sharing.members)[number];
    const two = here([...sharing.members.slice(0, 2), ines], NOW);
    expect(whoIsHere(two, title)).toBe('Tomás and Ines are here');
    expect(whoIsHere([...two, ...two], title)).toBe('Tomás and 3 others are here');
    expect(whoIsHere([], title)).toBe('Nobody else is here');
  });
  it('a place this window does not know is not named', () => {
    const [, tomas] = sharing.members;
    if (!tomas) throw new Error('a colleague is needed');
    expect(whoIsHere([{ ...tomas, place: 'newer-room' }], title)).toBe('Tomás is here');
  });
  it('says when somebody was last seen', () => {
    const said = sharing.members.slice(1).map((member) => whereabouts(member, NOW, ZONE, title));
    expect(said).toEqual(['in Freezes, seen just now', 'last seen 2 h ago', 'last seen Sun 4 Oct']);
  });
});

describe('a place for a hub', () => {
  it('a safe one is said to be safe, one to know of is a warning, and both may be used', () => {
    expect(forCreating(place)).toMatchObject({ tone: 'ok', why: null });
    const slow = forCreating({ ...place, sentence: 'It is mounted over sshfs and will be slow.' });
    expect(slow).toMatchObject({
      tone: 'warn',
      detail: 'It is mounted over sshfs and will be slow.',
      why: null,
    });
  });
  it('an unsafe one is refused with the way out', () => {
    const refused = forCreating({
      ...place,
      place: 'A folder that Dropbox keeps.',
      safe: false,
      sentence: 'Two machines would each write their own copy.',
      way_out: 'Use a folder on a file server, or PostgreSQL.',
    });
    expect(refused.tone).toBe('alert');
    expect(refused.title).toBe('A folder that Dropbox keeps. Two machines would each write their own copy.');
    expect(refused.detail).toBe('Use a folder on a file server, or PostgreSQL.');
    expect(refused.why).not.toBeNull();
  });
  it('a place that holds a plan is for joining, an empty one for sharing', () => {
    const held = { ...place, holds: 'Q4 2026' };
    expect(forCreating(held).why).toBe('The place holds another plan already.');
    expect(forCreating({ ...held, holds_this_plan: true }).why).toBeNull();
    expect(forJoining(held)).toMatchObject({ tone: 'ok', why: null });
    expect(forJoining(place).why).toBe('No plan is shared there.');
    expect(forJoining({ ...held, safe: false }).why).not.toBeNull();
  });
  it('a failure to join belongs to the field that caused it', () => {
    expect(blames('exists')).toBe('path');
    expect(blames('hub-missing')).toBe('address');
    expect(blames('malformed')).toBe('address');
  });
  it('a hub gets a name a file can have', () => {
    expect(hubName('Q4 2026')).toBe('Q4 2026.hub');
    expect(hubName('A/B: "x"')).toBe('A B x.hub');
    expect(hubName(' ')).toBe('Plan.hub');
  });
});

describe('what is typed and judged', () => {
  it('asks once after a pause, and drops a late answer to an older text', async () => {
    const open: ((value: string) => void)[] = [];
    const asked: string[] = [];
    const judged = new Judged<string>((text) => {
      asked.push(text);
      return new Promise((answer) => open.push(answer));
    });
    judged.type('/mnt/a');
    judged.type('/mnt/ab');
    expect(judged.asking).toBe(true);
    vi.advanceTimersByTime(PAUSE_MS);
    expect(asked).toEqual(['/mnt/ab']);
    judged.type('/mnt/abc');
    vi.advanceTimersByTime(PAUSE_MS);
    open[1]?.('newer');
    await settle();
    open[0]?.('older');
    await settle();
    expect(judged.verdict).toBe('newer');
    expect(judged.asking).toBe(false);
  });
  it('forgets what it knew the moment the text changes, and asks nothing about nothing', async () => {
    const judged = new Judged<string>(() => Promise.resolve('safe'));
    judged.type('/mnt/a', 0);
    await vi.advanceTimersByTimeAsync(1);
    expect(judged.verdict).toBe('safe');
    judged.type('  ');
    expect(judged.verdict).toBeNull();
    expect(judged.asking).toBe(false);
  });
  it('a failure shows with its words', async () => {
    const judged = new Judged<string>(() =>
      Promise.reject({ kind: 'malformed', code: 'malformed', sentence: "This address can't be read." }),
    );
    judged.type('https://x', 0);
    await vi.advanceTimersByTimeAsync(1);
    expect(judged.failure?.sentence).toBe("This address can't be read.");
  });
});

describe('a conflict', () => {
  const [first] = conflicts;
  if (!first) throw new Error('a conflict is needed');
  it('shows before, yours and theirs with who and when', () => {
    const shown = columns(first, ZONE);
    expect(shown.map((each) => [each.title, each.key])).toEqual([
      ['Before', '3'],
      ['Yours', '1'],
      ['Theirs', '2'],
    ]);
    expect(shown[1]?.by).toBe('Deniz Aksoy, Tue 6 Oct, 11:12');
    expect(choiceOf('2')).toBe('theirs');
    expect(choiceOf('4')).toBeNull();
  });
  it('of two colleagues carries their names instead', () => {
    const other = columns({ ...first, is_mine: false, mine_by: 'Lukas Weber' }, ZONE);
    expect(other.map((each) => each.title)).toEqual(['Before', 'Lukas Weber', 'Ines Costa']);
  });
  it('“all yours” leaves out what cannot be taken and what is not yours', () => {
    const others = { ...first, id: 'c9', is_mine: false };
    expect(alike([...conflicts, others], first, 'mine').map((each) => each.id)).toEqual(['c1', 'c2', 'c3']);
    expect(alike([...conflicts, others], others, 'theirs').map((each) => each.id)).toEqual(['c9']);
  });
});

describe('while you were away', () => {
  it('is one sentence with names and a count', () => {
    expect(headline(away)).toBe('Lukas and Ines changed 6 things while you were away.');
    expect(also(away)).toBe('1 reference of yours was renumbered; 4 conflicts to settle.');
    expect(also({ ...away, renumbered: [], conflicts: 0 })).toBe('');
    expect(headline({ ...away, differences: [] })).toBe(
      'Lukas and Ines made 31 edits that cancel out while you were away.',
    );
  });
  it('is grouped by kind, or by everybody who had a hand in it', () => {
    expect(groups(away.differences, 'kind').map((each) => [each.title, each.rows.length])).toEqual([
      ['Releases', 2],
      ['Changes', 3],
      ['Freezes', 1],
    ]);
    expect(groups(away.differences, 'person').map((each) => [each.title, each.rows.length])).toEqual([
      ['Ines Costa', 3],
      ['Lukas Weber', 4],
    ]);
  });
  it('a row leads to its place', () => {
    expect(away.differences.map(whereIs)[0]).toEqual({ room: 'releases', params: { release: 'ro-23' } });
  });
});

describe('when the bar shows', () => {
  const shared = (kind: 'up-to-date' | 'syncing' | 'offline', count: number) => ({
    kind: 'shared' as const,
    away: count,
    connection: kind === 'offline' ? { kind, since: '', sentence: '' } : { kind },
  });
  it('after opening, once the first visit has ended', () => {
    const seen = vi.fn();
    const watch = new Watch(seen);
    watch.heard(shared('syncing', 0));
    watch.heard(shared('syncing', 4));
    expect(watch.showing).toBe(false);
    watch.heard(shared('up-to-date', 4));
    expect(watch.showing).toBe(true);
    expect(seen).not.toHaveBeenCalled();
  });
  it('not for what is seen happening: that is marked as seen', () => {
    const seen = vi.fn();
    const watch = new Watch(seen);
    watch.heard(shared('up-to-date', 0));
    watch.heard(shared('up-to-date', 1));
    expect(watch.showing).toBe(false);
    expect(seen).toHaveBeenCalledOnce();
  });
  it('after being offline', () => {
    const watch = new Watch(() => {});
    watch.heard(shared('up-to-date', 0));
    watch.heard(shared('offline', 0));
    watch.heard(shared('syncing', 0));
    watch.heard(shared('up-to-date', 7));
    expect(watch.showing).toBe(true);
  });
  it('after a long look elsewhere, not after a short one', () => {
    const seen = vi.fn();
    const watch = new Watch(seen);
    watch.heard(shared('up-to-date', 0));
    watch.eyes(false, 0);
    watch.heard(shared('up-to-date', 3));
    expect(seen).not.toHaveBeenCalled();
    watch.eyes(true, AWAY_AFTER_MS - 1);
    watch.heard(shared('up-to-date', 3));
    expect(watch.showing).toBe(false);
    expect(seen).toHaveBeenCalledOnce();
    watch.eyes(false, 0);
    watch.eyes(true, AWAY_AFTER_MS);
    watch.heard(shared('up-to-date', 3));
    expect(watch.showing).toBe(true);
  });
  it('goes when it is dismissed or nothing is new any more', () => {
    const seen = vi.fn();
    const watch = new Watch(seen);
    watch.heard(shared('up-to-date', 2));
    watch.dismiss();
    expect(watch.showing).toBe(false);
    expect(seen).toHaveBeenCalledOnce();
  });
});
