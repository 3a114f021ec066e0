import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { away, conflicts, place } from '../../../dev/shared';
import { also, groups, headline, whereIs } from './away';
import { alike, choiceOf, columns } from './conflict';
import { Judged, PAUSE_MS } from './judged.svelte';
import { blames, forCreating, forJoining, hubName } from './places';
import { AWAY_AFTER_MS, Watch } from './watch.svelte';

const ZONE = 'Europe/Berlin';
const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

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
  it('without a hub, after a copy was merged, and once only', () => {
    const alone = (count: number) => ({ ...shared('up-to-date', count), kind: 'alone' as const });
    const seen = vi.fn();
    const watch = new Watch(seen);
    watch.heard(alone(0));
    watch.heard(alone(4));
    expect(watch.showing).toBe(true);
    watch.dismiss();
    watch.heard(alone(4));
    expect(watch.showing).toBe(false);
    watch.heard(alone(5));
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
