/** Releases on the axis of a freeze: which get their name beside the mark so that no two names overlap. */
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
  row: number;
  named: boolean;
};

const LETTER = 6.6;
const GAP = 6;
const ROWS = 2;

/** Marks from left to right; those inside are named first, the others where there is room, on two rows. */
export function marks(releases: readonly ReleaseTick[], axis: Axis): Mark[] {
  const all: Mark[] = releases.map((tick) => ({
    id: tick.id,
    reference: tick.reference,
    title: tick.title,
    x: axis.x(ms(tick.deploy.start)),
    inside: tick.inside,
    stopped: tick.stopped,
    row: 0,
    named: false,
  }));
  const taken: [number, number][][] = Array.from({ length: ROWS }, () => []);
  for (const mark of [...all].sort((a, b) => Number(b.inside) - Number(a.inside) || a.x - b.x)) {
    const half = (mark.reference.length * LETTER) / 2 + GAP / 2;
    const [from, to] = [mark.x - half, mark.x + half];
    if (from < -20 || to > axis.width + 20) continue;
    const row = taken.findIndex((spans) => spans.every(([a, b]) => to <= a || from >= b));
    if (row < 0) continue;
    taken[row]?.push([from, to]);
    mark.row = row;
    mark.named = true;
  }
  return all;
}
