/** The table that is laid, the desk of exceptions, and the axes of the trade-off, without a browser. */
import { describe, expect, it } from 'vitest';
import type { ExceptionRow, FreezeRoom, TalksView } from '../../desk/wire';
import { startOf } from './ask';
import { passing, startingState, teamsOf, type DeskFilter } from './exception-desk';
import recorded from './recorded.json';
import { Seats, tenths } from './seats.svelte';
import { chart, telling, valueOf } from './tradeoff';

const room = recorded.ours as unknown as FreezeRoom;
const talks = room.talks as TalksView;
const zone = 'Europe/Berlin';

describe('the table that is laid', () => {
  it('keeps what it was given when nothing is changed', () => {
    const asked = new Seats(talks, zone).asked(talks.id, 7);
    expect(asked.parties).toEqual(
      talks.parties.map((party) => ({
        name: party.name,
        person: party.person?.id ?? null,
        delegate: party.delegate?.id ?? null,
        side: party.side,
        role: party.role,
        required: party.required,
        weight: party.weight,
      })),
    );
    expect([asked.seen, asked.decider]).toEqual([7, talks.decider?.id ?? null]);
    expect(asked.ends_by).toBe(talks.ends_by);
  });
  it('says what is missing before the engine is asked', () => {
    const seats = new Seats(talks, zone);
    expect(seats.wrong).toBeNull();
    seats.add();
    expect(seats.wrong).toBe('Every party has a name.');
    const last = seats.seats.at(-1);
    if (last) Object.assign(last, { name: 'Audit', weight: '11' });
    expect(seats.wrong).toBe('The loss of Audit counts 0.1 to 10 times.');
    if (last) last.weight = '1,5';
    Object.assign(seats, { event: 'Sale', from: '', until: '' });
    expect(seats.wrong).toBe('Say when Sale begins and ends.');
    Object.assign(seats, { from: '2026-11-20T00:00', until: '2026-11-27T00:00', worth: '1200' });
    expect(seats.wrong).toBeNull();
    expect(seats.protects).toMatchObject({ start: '2026-11-19T23:00:00Z', value_per_hour: 1200 });
    expect(seats.parties.at(-1)).toMatchObject({ name: 'Audit', weight: 15 });
  });
  it('weighs in tenths between a tenth and ten', () => {
    expect(['1', '0.1', '10', '1,5', '0', '10.1', 'x', ''].map(tenths)).toEqual([
      10,
      1,
      100,
      15,
      null,
      null,
      null,
      null,
    ]);
  });
});

const row = (more: Partial<ExceptionRow>): ExceptionRow => ({
  id: 'x',
  reference: 'FX-1',
  freeze: 'f',
  freeze_name: 'Peak trading',
  subject: 'CHG-1 Fix the till',
  requester: 'Stores',
  teams: ['Payments'],
  reason_code: 'defect',
  verdict: 'filed',
  filed_at: '2026-10-01T08:00:00Z',
  decided_at: null,
  days_waited: 3,
  slot: null,
  advice: 60,
  budget: { granted: 1, limit: 3 },
  uses: 0,
  uses_allowed: 1,
  ...more,
});

describe('the desk of exceptions', () => {
  const rows = [
    row({ id: 'a' }),
    row({ id: 'b', verdict: 'granted-if', teams: ['Data'], reason_code: 'legal' }),
    row({ id: 'c', verdict: 'rejected', subject: 'CHG-9 Colours', teams: ['Data', 'Web'] }),
    row({ id: 'd', verdict: 'more-info', freeze_name: 'Month end' }),
  ];
  const all: DeskFilter = { state: 'all', team: '', reason: '', text: '' };
  const ids = (by: Partial<DeskFilter>) => passing(rows, { ...all, ...by }).map((each) => each.id);
  it('filters by state, team, reason and words', () => {
    expect(ids({ state: 'open' })).toEqual(['a', 'd']);
    expect([ids({ state: 'granted' }), ids({ state: 'refused' })]).toEqual([['b'], ['c']]);
    expect(ids({ team: 'Data' })).toEqual(['b', 'c']);
    expect(ids({ reason: 'legal' })).toEqual(['b']);
    expect([ids({ text: 'colours' }), ids({ text: 'month' })]).toEqual([['c'], ['d']]);
    expect(teamsOf(rows)).toEqual(['Data', 'Payments', 'Web']);
  });
  it('opens on what is to be decided, or on all when nothing is', () => {
    expect(startingState(rows)).toBe('open');
    expect(startingState(rows.slice(1, 3))).toBe('all');
  });
});

describe('the trade-off by any two numbers', () => {
  it('turns an axis when other numbers are chosen, and keeps who beats whom', () => {
    const size = [300, 200] as const;
    const usual = chart(talks.trade_off, { across: 'change-days', up: 'covered' }, ...size);
    const other = chart(talks.trade_off, { across: 'covered', up: 'change-days' }, ...size);
    for (const [i, point] of usual.points.entries()) {
      const turned = other.points[i];
      expect([turned?.across, turned?.up]).toEqual([point.up, point.across]);
      expect([turned?.front, turned?.beatenBy]).toEqual([point.front, point.beatenBy]);
      expect(point.front).toBe(point.beatenBy === '');
    }
  });
  it('offers as axes only numbers in which options differ', () => {
    for (const measure of telling(talks.trade_off)) {
      const values = talks.trade_off.tried.map((_, i) => valueOf(talks.trade_off, i, measure));
      expect(new Set(values).size).toBeGreaterThan(1);
    }
    expect(telling(talks.trade_off)).toContain('covered');
  });
});

describe('the form of an ask', () => {
  it('starts empty, or with the draft as it stands', () => {
    expect(startOf(null, null, zone)).toMatchObject({ name: '', from: '', covers: 'all', level: 'hard' });
    const phase = talks.options[0]?.phases[0] ?? null;
    const start = startOf(room, phase, zone);
    expect(start).toMatchObject({ name: room.freeze.name, level: phase?.level });
    expect(start.from.length).toBe(start.times ? 16 : 10);
  });
});
