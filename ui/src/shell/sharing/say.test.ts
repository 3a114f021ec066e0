import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { offline, sharing, stopped } from '../../../dev/shared';
import type { SharingState } from '../../desk/wire';
import { here, segment, spoken, waitingWords, whereabouts, whoIsHere } from './say';
import { SHOWN_AFTER_MS, Steady } from './steady.svelte';

const state = (fields: Partial<SharingState>): SharingState => ({ ...sharing, ...fields });
const say = (fields: Partial<SharingState>) => spoken(segment(state(fields)));
const NOW = Date.parse('2026-10-06T11:57:00Z');
const ZONE = 'Europe/Berlin';
const title = (id: string) => ({ freezes: 'Freezes', calendar: 'Calendar' })[id] ?? '';

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
