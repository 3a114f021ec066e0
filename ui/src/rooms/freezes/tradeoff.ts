/** Where the points of the trade-off stand on paper: cost to the right, cover upwards. */
import type { TradeOff } from '../../desk/wire';

export type Point = {
  index: number;
  x: number;
  y: number;
  label: string;
  front: boolean;
  knee: boolean;
  cost: number;
  cover: number;
};
export type Scale = { ticks: { at: number; text: string }[] };
export type Chart = { points: Point[]; line: string; across: Scale; up: Scale };

/** Round steps over a stretch, four or so. */
export function steps(low: number, high: number, most = 4): number[] {
  const span = Math.max(high - low, 1);
  const raw = span / most;
  const ten = 10 ** Math.floor(Math.log10(raw));
  const step = Math.max(1, [1, 2, 5, 10].map((n) => n * ten).find((n) => n >= raw) ?? ten * 10);
  const out: number[] = [];
  for (let at = Math.ceil(low / step) * step; at <= high; at += step) out.push(at);
  return out;
}

/** Lays the points out in a box of this size. */
export function chart(of: TradeOff, width: number, height: number): Chart {
  const costs = of.tried.map((each) => each.change_days_lost);
  const covers = of.tried.map((each) => each.coverage_permille / 10);
  const pad = (low: number, high: number) => Math.max((high - low) * 0.08, 1);
  const [x0, x1] = [Math.min(...costs, 0 + (costs[0] ?? 0)), Math.max(...costs)];
  const [y0, y1] = [Math.min(...covers), Math.max(...covers)];
  const left = x0 - pad(x0, x1);
  const right = x1 + pad(x0, x1);
  const low = y0 - pad(y0, y1);
  const high = y1 + pad(y0, y1) * 0.6;
  const x = (cost: number) => ((cost - left) / (right - left)) * width;
  const y = (cover: number) => height - ((cover - low) / (high - low)) * height;
  const front = new Set(of.front);
  const points = of.tried.map((each, index) => ({
    index,
    x: x(each.change_days_lost),
    y: y(each.coverage_permille / 10),
    label: each.label,
    front: front.has(index),
    knee: of.knee === index,
    cost: each.change_days_lost,
    cover: each.coverage_permille,
  }));
  const line = of.front
    .map((index) => points[index])
    .filter((point) => point !== undefined)
    .map((point, i) => `${i === 0 ? 'M' : 'L'}${point.x.toFixed(1)} ${point.y.toFixed(1)}`)
    .join('');
  return {
    points,
    line,
    across: {
      ticks: steps(left, right)
        .filter((n) => n >= 0)
        .map((n) => ({ at: x(n), text: String(n) })),
    },
    up: {
      ticks: steps(low, Math.min(high, 100))
        .filter((n) => n >= 0)
        .map((n) => ({ at: y(n), text: `${n}%` })),
    },
  };
}
/** What a point is called in the table: `ask`, `offer`, a letter, or nothing. */
export function rowOf(label: string): string | null {
  if (label === 'Ask') return 'ask';
  if (label === 'Offer') return 'offer';
  return label || null;
}
