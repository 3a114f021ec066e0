/** Where the points of the trade-off stand on paper, by any two of the numbers options are weighed by. */
import type { Measure, TradeOff } from '../../desk/wire';
import { lineThrough, side, type Tick } from '../../parts/scatter';
import { count, whole } from '../../words/numbers';
import { permille } from './impacts';

export type Point = {
  index: number;
  x: number;
  y: number;
  label: string;
  /** Worth offering by the numbers that decide, not by these two alone. */
  front: boolean;
  knee: boolean;
  across: number;
  up: number;
  /** Who is no worse in any deciding number and better in one: names, the first of them. */
  beatenBy: string;
};
export type Chart = { points: Point[]; line: string; across: Tick[]; up: Tick[] };
export type Axes = { across: Measure; up: Measure };

/** What people call a number, and how its value is said. */
export const measureWords: Record<Measure, { name: string; say: (value: number) => string }> = {
  'change-days': { name: 'change-days lost', say: (n) => count(n, 'change-day') },
  covered: { name: 'share of the ask covered', say: (n) => `${permille(n)} covered` },
  'days-frozen': { name: 'days frozen', say: (n) => `${count(n, 'day')} frozen` },
  'releases-moved': { name: 'releases moved', say: (n) => `${count(n, 'release')} moved` },
  'legal-missed': { name: 'legal dates missed', say: (n) => `${count(n, 'legal date')} missed` },
  'thaw-risk': { name: 'risk of the night it thaws', say: (n) => `${whole(n)} points when it thaws` },
  'drain-days': { name: 'days to drain', say: (n) => `${count(n, 'day')} to drain` },
  exceptions: { name: 'likely exceptions', say: (n) => count(n, 'likely exception') },
  'cost-of-delay': { name: 'cost of delay', say: (n) => `${whole(n)} cost of delay` },
  exposure: { name: 'exposure kept out', say: (n) => `${whole(n)} kept out of the event` },
  'largest-share': { name: 'largest share of one party', say: (n) => `${permille(n)} paid by one party` },
};
const more: readonly Measure[] = ['covered', 'exposure'];
const inPercent: readonly Measure[] = ['covered', 'largest-share'];
const shownAs = (measure: Measure, value: number) => (inPercent.includes(measure) ? value / 10 : value);

/** The number of a tried offer. */
export function valueOf(of: TradeOff, index: number, measure: Measure): number {
  return of.tried[index]?.values[of.measures.indexOf(measure)] ?? 0;
}
/** Numbers in which the tried offers differ at all: along the others every point would stand in one line. */
export const telling = (of: TradeOff): Measure[] =>
  of.measures.filter((measure) => new Set(of.tried.map((_, i) => valueOf(of, i, measure))).size > 1);

/** What a tried offer is called. */
export const nameOf = (label: string): string =>
  label === 'Offer' ? 'Our offer' : label === 'Ask' ? 'The ask' : label || 'Tried dates';

function scale(of: TradeOff, measure: Measure, length: number, turned: boolean) {
  const values = of.tried.map((_, i) => shownAs(measure, valueOf(of, i, measure)));
  const percent = inPercent.includes(measure);
  const text = (n: number) => (percent ? `${n}%` : whole(n));
  const drawn = side(values, length, turned, text, percent ? 100 : Infinity);
  return { at: (value: number) => drawn.at(shownAs(measure, value)), ticks: drawn.ticks };
}

/** Lays the points out in a box of this size; the line joins the best there is by these two numbers. */
export function chart(of: TradeOff, axes: Axes, width: number, height: number): Chart {
  const x = scale(of, axes.across, width, false);
  const y = scale(of, axes.up, height, true);
  const front = new Set(of.front);
  const points = of.tried.map((each, index): Point => {
    const [across, up] = [valueOf(of, index, axes.across), valueOf(of, index, axes.up)];
    const by = each.dominated_by[0];
    return {
      index,
      x: x.at(across),
      y: y.at(up),
      label: each.label,
      front: front.has(index),
      knee: of.knee === index,
      across,
      up,
      beatenBy: by === undefined ? '' : nameOf(of.tried[by]?.label ?? ''),
    };
  });
  const better = (measure: Measure, a: number, b: number) => (more.includes(measure) ? a - b : b - a);
  const best = points.filter(
    (one) =>
      !points.some((other) => {
        const [dx, dy] = [better(axes.across, other.across, one.across), better(axes.up, other.up, one.up)];
        return dx >= 0 && dy >= 0 && dx + dy > 0;
      }),
  );
  return { points, line: lineThrough(best), across: x.ticks, up: y.ticks };
}
/** What a point is called in the table: `ask`, `offer`, a letter, or nothing. */
export function rowOf(label: string): string | null {
  if (label === 'Ask') return 'ask';
  if (label === 'Offer') return 'offer';
  return label || null;
}
