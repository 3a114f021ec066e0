/** Points by two numbers: where they stand, and round steps along both sides. */

export type Spot = {
  key: string;
  x: number;
  y: number;
  /** A letter inside the mark; empty for a dot. */
  inside: string;
  /** A name beside the mark; empty for none. */
  tag: string;
  look: 'round' | 'dashed' | 'solid';
  /** On the line of the best. */
  front: boolean;
  words: string;
};
export type Tick = { at: number; text: string };
export type Drawing = { spots: Spot[]; line: string; across: Tick[]; up: Tick[] };

/** Round steps over a stretch, four or so. */
export function steps(low: number, high: number, most = 4): number[] {
  const span = Math.max(high - low, 1);
  const raw = span / most;
  const ten = 10 ** Math.floor(Math.log10(raw));
  const step = Math.max(1, [1, 2, 5, 10].map((n) => n * ten).find((n) => n >= raw) ?? ten * 10);
  const out: number[] = [];
  // Adding nothing makes a step at zero a plain one, without a sign.
  for (let at = Math.ceil(low / step) * step + 0; at <= high; at += step) out.push(at);
  return out;
}

/** One side of the picture: where a value stands on it, and its steps. Values below nothing have no step. */
export function side(
  values: readonly number[],
  length: number,
  turned: boolean,
  text: (value: number) => string,
  most = Infinity,
): { at: (value: number) => number; ticks: Tick[] } {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const pad = Math.max((high - low) * 0.08, 1);
  const [from, to] = [low - pad, high + pad];
  const at = (value: number) => {
    const share = (value - from) / (to - from);
    return (turned ? 1 - share : share) * length;
  };
  const ticks = steps(from, Math.min(to, most))
    .filter((n) => n >= 0)
    .map((n) => ({ at: at(n), text: text(n) }))
    // Steps too fine for their words say the same twice.
    .filter((tick, i, all) => tick.text !== all[i - 1]?.text);
  return { at, ticks };
}

/** A line through the places, from left to right. */
export const lineThrough = (places: readonly { x: number; y: number }[]): string =>
  [...places]
    .sort((a, b) => a.x - b.x || a.y - b.y)
    .map((place, i) => `${i === 0 ? 'M' : 'L'}${place.x.toFixed(1)} ${place.y.toFixed(1)}`)
    .join('');
