import { describe, expect, it } from 'vitest';
import type { Board, Move } from '../../desk/wire';
import { Bench } from './bench.svelte';
import { gapWords, marks, toAdopt } from './compare';
import { filterOf } from './filter';
import { WAITING, find, lanesOf, step } from './lanes';
import { metersOf } from './meters';
import recorded from './recorded.json';
import { ordinal, spoken, tagOf } from './tags';

const board = recorded.board as unknown as Board;
const none = filterOf('');
const lanes = lanesOf(board, none);
const [first, , ro22] = board.columns;
const cache = board.columns.flatMap((column) => column.cards).find((card) => card.reference === 'CHG-2207');
if (!first || !ro22 || !cache) throw new Error('recorded.json has lost its cards');

describe('lanes', () => {
  it('releases come first, what waits comes last', () => {
    expect(lanes.map((lane) => lane.reference)).toEqual(['RO-20', 'RO-21', 'RO-22', 'RO-23', 'Deferred']);
    expect(lanes.at(-1)?.key).toBe(WAITING);
  });
  it('a trial shows a card where it arrives and leaves a ghost where it was', () => {
    const moves: Move[] = [{ move: 'place-change', change: cache.id, release: first.id }];
    const [there, , , here] = lanesOf(board, none, moves);
    expect(there?.shown[0]).toMatchObject({ mark: 'arrives', other: 'RO-23' });
    expect(here?.shown.find((each) => each.card.id === cache.id)).toMatchObject({
      mark: 'leaves',
      other: 'RO-20',
    });
    expect(find(lanesOf(board, none, moves), cache.id)).toEqual({ lane: 0, index: 0 });
  });
  it('a move to where the card is already marks nothing', () => {
    const moves: Move[] = [{ move: 'place-change', change: cache.id, release: cache.release }];
    expect(
      lanesOf(board, none, moves)
        .flatMap((lane) => lane.shown)
        .every((each) => each.mark === 'here'),
    ).toBe(true);
  });
  it('arrows go down, stop at the end, and sideways skip empty lanes', () => {
    expect(step(lanes, null, 'ArrowDown')).toEqual({ lane: 0, index: 0 });
    expect(step(lanes, { lane: 0, index: 1 }, 'ArrowDown')).toEqual({ lane: 0, index: 1 });
    expect(step(lanes, { lane: 1, index: 3 }, 'ArrowRight')).toEqual({ lane: 2, index: 2 });
    const waiting = lanesOf(board, filterOf('risk:>=4'));
    expect(step(waiting, { lane: 3, index: 0 }, 'ArrowRight')).toEqual({ lane: 4, index: 0 });
    expect(step(waiting, { lane: 3, index: 0 }, 'ArrowLeft')).toEqual({ lane: 3, index: 0 });
    expect(step([], null, 'ArrowDown')).toBeNull();
  });
  it('meters show what a preview adds and takes', () => {
    const then = recorded.preview.loads.find((load) => load.release === ro22.id);
    const [load, risk] = metersOf(ro22, then ?? null);
    expect(load).toMatchObject({ label: 'Load', value: 35, max: 40, delta: 8 });
    expect(risk?.delta).toBe(cache.risk);
    expect(metersOf(ro22, null).every((meter) => meter.delta === 0)).toBe(true);
  });
});

describe('the hand', () => {
  it('held by keys it moves lane by lane and stops at the ends', () => {
    const bench = new Bench();
    bench.take('c', 'a', 'keys');
    bench.shift(['a', 'b'], 1);
    bench.shift(['a', 'b'], 1);
    expect(bench.hold?.over).toBe('b');
    expect(bench.release()).toEqual({ change: 'c', to: 'b' });
    expect(bench.hold).toBeNull();
  });
  it('let go where it was, or over nothing, moves nothing', () => {
    const bench = new Bench();
    bench.take('c', 'a', 'pointer');
    expect(bench.release()).toBeNull();
    bench.take('c', 'a', 'pointer');
    bench.over('a');
    expect(bench.release()).toBeNull();
  });
  it('looking at a proposal twice goes back to the draft', () => {
    const bench = new Bench();
    const proposal = board.scenarios.find((row) => row.kind === 'proposal');
    if (!proposal) throw new Error('no proposal');
    bench.look(proposal);
    expect(bench.moves(board.scenarios)).toBe(proposal.moves);
    bench.look(proposal);
    expect(bench.moves(board.scenarios)).toEqual([]);
  });
});

describe('scenarios', () => {
  const rows = board.scenarios;
  it('more value is best, fewer deferrals are best, and a missed legal date is the worst', () => {
    expect(marks(rows, 'value_per_week')).toEqual(['best', null]);
    expect(marks(rows, 'deferred')).toEqual(['best', null]);
    expect(marks(rows, 'legal_missed')).toEqual(['worst', 'best']);
  });
  it('figures that are alike have no best', () => {
    const [row] = rows;
    if (!row) throw new Error('no rows');
    expect(marks([row, row], 'deferred')).toEqual([null, null]);
  });
  it('the newest proposal is adopted unless another is looked at', () => {
    expect(toAdopt(rows, null)?.letter).toBe('B');
    expect(toAdopt([], null)).toBeNull();
  });
  it('the solver says how far from ideal it may be', () => {
    expect(gapWords(null)).toBe('');
    const solve = { seed: 1, iterations: 1, objective: 1, bound: 1 };
    expect(gapWords({ ...solve, gap_basis_points: 0 })).toBe('Proven best');
    expect(gapWords({ ...solve, gap_basis_points: 180 })).toBe('Best found, within 1.8 % of ideal');
    expect(gapWords({ ...solve, gap_basis_points: 4_294_967_295 })).toBe('Best found, gap not proven');
  });
});

describe('words of a card', () => {
  it('a waiting card says why and how often', () => {
    const card = { ...cache, release: null, deferral_reason: 'No test slot', deferrals: 3 };
    expect(tagOf(card, true)).toEqual({ kind: 'reason', text: 'No test slot, 3rd time' });
    expect(spoken({ card, mark: 'here', other: '' })).toContain('waits: No test slot, 3rd time');
  });
  it('ordinals', () => {
    expect([1, 2, 3, 4, 11, 12, 21].map(ordinal)).toEqual([
      '1st',
      '2nd',
      '3rd',
      '4th',
      '11th',
      '12th',
      '21st',
    ]);
  });
});
