/** Releases on the axis of a freeze: where their names stand so that no two overlap. */
import type { ReleaseTick } from '../../desk/wire';
import type { Axis } from '../../parts/timeline';
import { ms } from '../../words/zones';

export type Mark = {
  id: string;
  reference: string;
  title: string;
  x: number;
  inside: boolean;
  stopped: number;
  /** Pixels from the mark to the middle of its name; `null` when there is no room for one. */
  name: number | null;
  /** 0 or 1: names stand on two lines. */
  line: number;
};

const LETTER = 6.8;
const GAP = 6;
const LINES = 2;

/** Pixels a name takes. */
export const wide = (reference: string): number => reference.length * LETTER + GAP;

/** Marks from left to right. Neighbours push each other's names apart; those inside the freeze are named first. */
export function marks(releases: readonly ReleaseTick[], axis: Axis): Mark[] {
  const all: Mark[] = releases
    .map((tick) => ({
      id: tick.id,
      reference: tick.reference,
      title: tick.title,
      x: axis.x(ms(tick.deploy.start)),
      inside: tick.inside,
      stopped: tick.stopped,
      name: null,
      line: 0,
    }))
    .sort((a, b) => a.x - b.x);
  const push = (at: number): number => {
    const mark = all[at];
    if (!mark) return 0;
    const width = wide(mark.reference);
    const left = mark.x - (all[at - 1]?.x ?? -Infinity);
    const right = (all[at + 1]?.x ?? Infinity) - mark.x;
    if (right < width && left >= width) return -(width - right) / 2;
    if (left < width && right >= width) return (width - left) / 2;
    return 0;
  };
  const taken: [number, number][][] = Array.from({ length: LINES }, () => []);
  const order = all.map((mark, at) => ({ mark, by: push(at) }));
  order.sort((a, b) => Number(b.mark.inside) - Number(a.mark.inside) || a.mark.x - b.mark.x);
  for (const { mark, by } of order) {
    if (mark.x < 0 || mark.x > axis.width) continue;
    const half = wide(mark.reference) / 2;
    const middle = Math.max(half, Math.min(axis.width - half, mark.x + by));
    const line = taken.findIndex((spans) =>
      spans.every(([a, b]) => middle + half <= a + 0.5 || middle - half >= b - 0.5),
    );
    if (line < 0) continue;
    taken[line]?.push([middle - half, middle + half]);
    mark.line = line;
    mark.name = middle - mark.x;
  }
  return all.filter((mark) => mark.x >= 0 && mark.x <= axis.width);
}
