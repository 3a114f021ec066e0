/** The logic of the talks: marks of the options, rows behind numbers, offers being written, names on the axis. */
import { describe, expect, it } from 'vitest';
import type { FreezeRoom, Impact, ReleaseTick } from '../../desk/wire';
import { Axis } from '../../parts/timeline';
import { behind, uncovered } from './behind';
import { OfferDraft, readDate, readWindow } from './draft.svelte';
import { between, carried } from './gaps';
import { cells, COLUMNS, heading, permille, twoLines } from './impacts';
import recorded from './recorded.json';
import { keyOf, startingWith, Table, whyNoDecision, whyNoOffer } from './table.svelte';
import { marks, wide } from './ticks';
import { steps } from '../../parts/scatter';
import { chart, rowOf } from './tradeoff';
import { listTag, signed, windowWords } from './wording';

const room = recorded.ours as unknown as FreezeRoom;
const talks = room.talks as NonNullable<FreezeRoom['talks']>;
const zone = 'Europe/Berlin';
const window = (start: string, end: string) => ({ start: `${start}T00:00:00Z`, end: `${end}T00:00:00Z` });

const impact = (fields: Partial<Impact>): Impact => ({
  ...(talks.options[0]?.impact as Impact),
  ...fields,
});

describe('marks of the options', () => {
  const lost = (all: Impact[]) =>
    cells(all).map((row) => row.find((cell) => cell.column.key === 'lost')?.mark);

  it('the lowest cost is best, and shared when it is shared', () => {
    expect(
      lost([
        impact({ change_days_lost: 9 }),
        impact({ change_days_lost: 0 }),
        impact({ change_days_lost: 0 }),
      ]),
    ).toEqual(['worst', 'best', 'best']);
  });
  it('nothing is marked where all are alike', () => {
    expect(lost([impact({ change_days_lost: 4 }), impact({ change_days_lost: 4 })])).toEqual([
      'plain',
      'plain',
    ]);
  });
  it('more cover is better, unlike everything else', () => {
    const all = [
      impact({ coverage_permille: 1000 }),
      impact({ coverage_permille: 860 }),
      impact({ coverage_permille: 930 }),
    ];
    expect(cells(all).map((row) => row.find((cell) => cell.column.key === 'cover')?.mark)).toEqual([
      'best',
      'worst',
      'plain',
    ]);
  });
  it('a thaw over its budget is bad even when others are worse', () => {
    const all = [118, 84, 60].map((thaw_risk) => impact({ thaw_risk, thaw_budget: 65 }));
    expect(cells(all).map((row) => row.find((cell) => cell.column.key === 'thaw')?.mark)).toEqual([
      'worst',
      'worst',
      'best',
    ]);
  });
  it('the heading names a budget that all share', () => {
    const thaw = COLUMNS.find((column) => column.key === 'thaw');
    if (!thaw) throw new Error('no thaw column');
    expect(heading(thaw, [impact({ thaw_budget: 65 }), impact({ thaw_budget: 65 })])).toBe(
      'Thaw risk, of 65',
    );
    expect(heading(thaw, [impact({ thaw_budget: 65 }), impact({ thaw_budget: 70 })])).toBe('Thaw risk');
    expect(twoLines('Legal dates missed')).toEqual(['Legal dates', 'missed']);
    expect([permille(970), permille(964)]).toEqual(['97%', '96.4%']);
  });
});

describe('the rows behind a number', () => {
  it('add up to the number for every option the engine sent', () => {
    for (const option of talks.options) {
      const rows = behind('lost', option.impact, option.phases, [], zone).rows;
      const sum = rows.reduce((all, row) => all + Number(row.figure?.replaceAll(',', '')), 0);
      expect(sum, option.name).toBe(option.impact.change_days_lost);
      const thaw = option.impact.thaw_releases.reduce((all, row) => all + row.risk, 0);
      expect(thaw, option.name).toBe(option.impact.thaw_risk);
    }
  });
  it('say in words when there are none', () => {
    expect(behind('moved', impact({ moved: [] }), [], [], zone).note).toBe('Every release keeps its date.');
  });
  it('name the stretches that were asked for and stay open', () => {
    const asked = [window('2026-11-16', '2026-12-05')];
    expect(uncovered(asked, [window('2026-11-23', '2026-12-02')])).toEqual([
      window('2026-11-16', '2026-11-23'),
      window('2026-12-02', '2026-12-05'),
    ]);
    expect(uncovered(asked, asked)).toEqual([]);
    expect(uncovered(asked, [])).toEqual(asked);
  });
});

describe('an offer that is being written', () => {
  const phases = talks.options[0]?.phases ?? [];
  const draft = () => new OfferDraft('delivery', 'Draft', phases, zone);

  it('is what it was made from until something is changed', () => {
    expect(draft().sendable).toEqual(phases);
  });
  it('counts the last day whole, also over the clock change', () => {
    expect(readWindow('2026-10-24', '2026-10-25', false, zone)).toEqual({
      start: '2026-10-23T22:00:00Z',
      end: '2026-10-25T23:00:00Z',
    });
  });
  it('cannot be sent while a phase ends before it starts', () => {
    const written = draft();
    const [first] = written.phases;
    if (!first) throw new Error('no phase');
    first.to = '2020-01-01';
    expect(written.sendable).toBeNull();
    expect(written.wrong(first)).toBe('It ends before it starts.');
    first.to = '';
    expect(written.wrong(first)).toBe('Both dates are needed.');
  });
  it('means the same with and without times of day', () => {
    const written = draft();
    written.setTimes(true);
    expect(written.phases[0]?.from).toContain('T00:00');
    expect(written.sendable).toEqual(phases);
    written.setTimes(false);
    expect(written.sendable).toEqual(phases);
  });
  it('keeps at least one phase', () => {
    const written = draft();
    written.add();
    expect(written.phases).toHaveLength(phases.length + 1);
    for (const phase of [...written.phases]) written.remove(phase.key);
    expect(written.phases).toHaveLength(1);
  });
  it('takes no text that is not a date', () => {
    expect([readDate('soon', zone), readDate('2026-13-01', zone), readDate('', zone)]).toEqual([
      null,
      null,
      null,
    ]);
  });
});

describe('the table', () => {
  it('starts with the knee, or else with an option worth offering', () => {
    const [first] = talks.options.filter((row) => row.kind === 'computed' && row.dominated_by === '');
    const unbent = { ...talks, trade_off: { ...talks.trade_off, knee: null } };
    expect(startingWith(unbent)).toBe(first && keyOf(first));
    const knee = talks.trade_off.tried.findIndex((each) => each.label === 'B');
    expect(startingWith({ ...talks, trade_off: { ...talks.trade_off, knee } })).toBe('B');
  });
  it('shows what is being written as a row of its own, and another freeze clears it', () => {
    const table = new Table();
    table.sit('a');
    table.write(talks, 'delivery', 'Draft', talks.options[0]?.phases ?? [], zone);
    expect(table.rows(talks, null).at(-1)).toMatchObject({ key: 'extra', name: 'Draft', impact: null });
    expect(table.selected(talks)).toBe('extra');
    table.sit('b');
    expect(table.draft).toBeNull();
    expect(table.selected(talks)).toBe(startingWith(talks));
  });
  it('says who answers first instead of letting us counter ourselves', () => {
    expect(whyNoOffer({ ...talks, turn: 'delivery' })).toBeNull();
    expect(whyNoOffer({ ...talks, turn: 'event' })).toContain('answers first');
    expect(whyNoOffer({ ...talks, state: 'agreed' })).toBe('The talks are over.');
  });
  it('lets the decider decide at the end or after an objection, not before', () => {
    const early = { ...talks, ends_by: '2026-12-04T16:00:00Z' };
    const why = (of: typeof talks, now: string) => whyNoDecision(of, now, (at) => at);
    expect(why(early, '2026-12-01T00:00:00Z')).toContain('until 2026-12-04');
    expect(why(early, '2026-12-05T00:00:00Z')).toBeNull();
    const parties = early.parties.map((party) => ({ ...party, stance: 'object' as const }));
    expect(why({ ...early, parties }, '2026-12-01T00:00:00Z')).toBeNull();
    expect(why({ ...early, decider: null }, '2026-12-05T00:00:00Z')).toContain('nobody');
  });
  it('counts a proposal as a signature', () => {
    const [one] = talks.parties;
    if (!one) throw new Error('no party');
    const party = { ...one, required: true, stance: 'reading' as const, proposed: false };
    expect(signed([party, { ...party, proposed: true }, { ...party, stance: 'accept' }])).toEqual({
      yes: 2,
      of: 3,
    });
  });
});

describe('gap, chart and axis', () => {
  it('a side that has not answered stands by its last word', () => {
    const gaps = carried([
      {
        round: 1,
        ask: window('2026-11-09', '2026-12-12'),
        offer: window('2026-11-25', '2026-12-01'),
        days: 27,
      },
      { round: 2, ask: window('2026-11-16', '2026-12-05'), offer: null, days: null },
    ]);
    expect(gaps.map((gap) => gap.days)).toEqual([27, 13]);
    expect(between(window('2026-11-01', '2026-11-02'), window('2026-11-05', '2026-11-07'))).toBe(3);
  });
  it('dearer points stand further right, safer ones higher, all inside the box', () => {
    const drawn = chart(talks.trade_off, { across: 'change-days', up: 'covered' }, 300, 200);
    expect(drawn.points).toHaveLength(talks.trade_off.tried.length);
    for (const a of drawn.points) {
      expect(a.x >= 0 && a.x <= 300 && a.y >= 0 && a.y <= 200).toBe(true);
      for (const b of drawn.points) if (a.across < b.across) expect(a.x).toBeLessThan(b.x);
    }
    const turns = drawn.line.match(/[ML]/g)?.length ?? 0;
    expect(turns > 0 && turns <= talks.trade_off.front.length).toBe(true);
    expect(steps(130, 390)).toEqual([200, 300]);
    expect([rowOf('Ask'), rowOf('Offer'), rowOf('C'), rowOf('')]).toEqual(['ask', 'offer', 'C', null]);
  });
  it('names of releases never overlap on their line, and those inside come first', () => {
    const axis = new Axis(Date.UTC(2026, 10, 1), Date.UTC(2026, 11, 1), 600, 'UTC');
    const releases: ReleaseTick[] = Array.from({ length: 40 }, (_, i) => {
      const start = new Date(Date.UTC(2026, 10, 1, i * 18)).toISOString();
      const end = new Date(Date.UTC(2026, 10, 1, i * 18 + 2)).toISOString();
      const inside = i >= 10 && i < 14;
      return {
        id: String(i),
        reference: `RO-${i + 10}`,
        title: '',
        deploy: { start, end },
        inside,
        stopped: inside ? 1 : 0,
      };
    });
    const drawn = marks(releases, axis);
    expect(drawn.filter((mark) => mark.inside && mark.name === null).length).toBeLessThan(3);
    const named = drawn.filter((mark) => mark.name !== null);
    for (const a of named)
      for (const b of named)
        if (a !== b && a.line === b.line) {
          const apart = Math.abs(a.x + (a.name ?? 0) - (b.x + (b.name ?? 0)));
          expect(apart).toBeGreaterThan((wide(a.reference) + wide(b.reference)) / 2 - 2);
        }
  });
  it('days are said as days, anything else with its times', () => {
    expect(windowWords({ start: '2026-11-22T23:00:00Z', end: '2026-12-01T23:00:00Z' }, zone)).toBe(
      '23 Nov – 1 Dec',
    );
    expect(windowWords({ start: '2026-11-28T17:00:00Z', end: '2026-12-02T11:00:00Z' }, zone)).toBe(
      'Sat 28 Nov, 18:00 – Wed 2 Dec, 12:00',
    );
    expect(listTag({ ...room.freeze, turn: 'delivery' })?.text).toBe('Your turn');
    expect(listTag({ ...room.freeze, turn: 'event', round: 3 })?.text).toBe('Round 3');
  });
});

describe('phases that are dragged', () => {
  const draft = () => {
    const phases = talks.options[0]?.phases ?? [];
    return new OfferDraft('delivery', 'Draft', phases, zone);
  };
  it('move whole, or by one end, in days of the zone', () => {
    const one = draft();
    const before = one.sendable?.[0]?.window;
    one.shift(0, 'both', 2);
    one.shift(0, 'end', -1);
    const after = one.sendable?.[0]?.window;
    const days = (a?: string, b?: string) => (Date.parse(b ?? '') - Date.parse(a ?? '')) / 86_400_000;
    expect(days(before?.start, after?.start)).toBe(2);
    expect(days(before?.end, after?.end)).toBe(1);
  });
  it('never turn round', () => {
    const one = draft();
    const before = one.sendable?.[0]?.window;
    one.shift(0, 'end', -400);
    expect(one.sendable?.[0]?.window).toEqual(before);
  });
  it('keep their terms when days become times', () => {
    const one = draft();
    const [phase] = one.phases;
    if (phase) phase.allowed = ['emergency'];
    one.setTimes(!one.times);
    expect(one.sendable?.[0]?.allowed).toEqual(['emergency']);
  });
});
