/** Shapes in time as SVG path data: one path per lane and kind keeps a busy board cheap. */
import type { Shape, Span } from './scene';

type Scale = { x(at: number): number; shows(start: number, end: number): boolean };
const n = (value: number): string => String(Math.round(value * 10) / 10);

/** A rectangle with round corners. */
export function box(x: number, y: number, w: number, h: number, r = 0): string {
  if (r <= 0) return `M${n(x)} ${n(y)}h${n(w)}v${n(h)}h${n(-w)}z`;
  const c = Math.min(r, w / 2, h / 2);
  const a = `a${n(c)} ${n(c)} 0 0 1 `;
  return (
    `M${n(x + c)} ${n(y)}h${n(w - 2 * c)}${a}${n(c)} ${n(c)}v${n(h - 2 * c)}${a}${n(-c)} ${n(c)}` +
    `h${n(-(w - 2 * c))}${a}${n(-c)} ${n(-c)}v${n(-(h - 2 * c))}${a}${n(c)} ${n(-c)}z`
  );
}

/** All spans as boxes of at least `least` pixels; what is not drawn is left out. */
export function boxes(spans: readonly Span[], to: Scale, y: number, h: number, least = 1, r = 0): string {
  let path = '';
  for (const { start, end } of spans) {
    if (!to.shows(start, end)) continue;
    const x = to.x(start);
    path += box(x, y, Math.max(least, to.x(end) - x), h, r);
  }
  return path;
}

/** Upright lines. */
export function lines(instants: readonly number[], to: Scale, y: number, h: number): string {
  let path = '';
  for (const at of instants) if (to.shows(at, at)) path += `M${n(Math.round(to.x(at)) + 0.5)} ${y}v${n(h)}`;
  return path;
}

/** Where the bars of a shape are, below its label. */
export const BAR = 37;
const BLOCK = { width: 7, height: 19 };

export type ShapePaths = {
  lock: string;
  test: string;
  deploy: string;
  alert: string;
  tail: string;
  hatch: string;
  ghost: string;
};
export type Placed = { shape: Shape; row: number };
/** Height of one row of shapes in a lane. */
export const LANE = 56;
export const MORE = 42;

/** All shapes of a lane. `faded` ones are left out here; they are drawn again, paler. */
export function shapePaths(placed: readonly Placed[], to: Scale, freezes: readonly Span[]): ShapePaths {
  const out: ShapePaths = { lock: '', test: '', deploy: '', alert: '', tail: '', hatch: '', ghost: '' };
  for (const { shape, row } of placed) {
    const middle = BAR + row * MORE;
    if (shape.published && to.shows(shape.published.start, shape.published.end))
      out.ghost += ghost(shape, to, middle);
    if (!to.shows(shape.lock, shape.watchEnds)) continue;
    const [lock, test, start, end] = [
      to.x(shape.lock),
      to.x(shape.test),
      to.x(shape.deploy.start),
      to.x(shape.watchEnds),
    ];
    const wide = Math.max(BLOCK.width, to.x(shape.deploy.end) - start);
    if (test > lock) out.lock += box(lock, middle - 3, Math.max(1, test - lock), 6, 2);
    if (start > test) out.test += box(test, middle - 3, start - test, 6, test > lock ? 0 : 2);
    const colliding = shape.collisions.length > 0;
    const block = box(start, middle - BLOCK.height / 2, wide, BLOCK.height, 2);
    if (colliding) out.alert += block;
    else out.deploy += block;
    if (end > start + wide + 3) out.tail += `M${n(start + wide + 1)} ${middle}H${n(end)}`;
    if (colliding) out.hatch += hatch(shape, to, freezes, middle, start, wide);
  }
  return out;
}

/** Ends of the watches, as short upright strokes. */
export function tailEnds(placed: readonly Placed[], to: Scale): string {
  let path = '';
  for (const { shape, row } of placed) {
    if (!to.shows(shape.watchEnds, shape.watchEnds)) continue;
    path += `M${n(Math.round(to.x(shape.watchEnds)) + 0.5)} ${BAR + row * MORE - 4}v8`;
  }
  return path;
}

/** Where a release meets a freeze, else around its deployment. */
function hatch(
  shape: Shape,
  to: Scale,
  freezes: readonly Span[],
  middle: number,
  start: number,
  wide: number,
): string {
  const meets = freezes.filter((each) => each.start < shape.watchEnds && shape.deploy.start < each.end);
  if (meets.length === 0) return box(start - 6, middle - 10, wide + 12, 20, 2);
  return meets
    .map((each) => {
      const from = to.x(Math.max(each.start, shape.test));
      const until = to.x(Math.min(each.end, shape.watchEnds));
      return box(
        Math.min(from, start - 2),
        middle - 10,
        Math.max(until, start + wide + 2) - Math.min(from, start - 2),
        20,
        2,
      );
    })
    .join('');
}

/** Where the published plan has it, and a line to where it is now. */
function ghost(shape: Shape, to: Scale, middle: number): string {
  if (!shape.published) return '';
  const [before, now] = [to.x(shape.published.start), to.x(shape.deploy.start)];
  const wide = Math.max(BLOCK.width, to.x(shape.published.end) - before);
  const block = box(before + 0.5, middle - BLOCK.height / 2 + 0.5, wide - 1, BLOCK.height - 1, 2);
  const from = now > before ? before + wide : before;
  return `${block}M${n(from)} ${middle + 14}H${n(now + (now > before ? 0 : BLOCK.width))}`;
}

/** Shapes of a lane in rows, so that none lies on another: as few rows as can be. */
export function packed(shapes: readonly Shape[]): { placed: Placed[]; rows: number } {
  const ends: number[] = [];
  const placed = [...shapes]
    .sort((a, b) => a.lock - b.lock || a.deploy.start - b.deploy.start)
    .map((shape) => {
      const free = ends.findIndex((end) => end <= shape.lock);
      const row = free < 0 ? ends.length : free;
      ends[row] = shape.deploy.end;
      return { shape, row };
    });
  return { placed, rows: Math.max(1, ends.length) };
}
