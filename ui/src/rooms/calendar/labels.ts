/** What of a release's label fits before the next one begins: reference first, then collision, count and risk. */
import type { Shape } from './scene';

/** What a band of a freeze is called. */
export const bandWords: Record<string, string> = {
  agreed: 'Agreed',
  ask: 'Ask',
  offer: 'Offer',
  both: 'Both agree',
};

export type LabelParts = { reference: boolean; sign: boolean; count: boolean; glyph: boolean };

export function labelParts(
  shape: Pick<Shape, 'reference' | 'changes' | 'level' | 'collisions'>,
  room: number,
): LabelParts {
  let left = room - (shape.reference.length * 7.6 + 6);
  const take = (wanted: boolean, width: number) => {
    if (!wanted || left < width) return false;
    left -= width;
    return true;
  };
  const reference = left >= 0;
  const sign = reference && take(shape.collisions.length > 0, 17);
  const glyph = reference && take(shape.level > 0, 18);
  const count = reference && take(true, 5 + 7.5 * String(shape.changes).length);
  return { reference, sign, count, glyph };
}

/** Pixels each label has until the next one of its row begins. */
export function rooms(starts: readonly { x: number; row: number }[], end: number): number[] {
  return starts.map(({ x, row }, i) => {
    const next = starts.slice(i + 1).find((other) => other.row === row);
    return (next ? next.x : end) - x - 6;
  });
}
