/** What differs between two texts, word by word, so that only the difference is lit. */

export type Piece = { text: string; differs: boolean };

/** Longer texts are compared as a whole: a table of their words would be too large. */
const MOST = 400;

const words = (text: string): string[] => text.match(/\s+|[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu) ?? [];

/** Positions of `own` that stand in the longest common row of words with `other`. */
function shared(own: readonly string[], other: readonly string[]): Set<number> {
  const width = other.length + 1;
  const long = new Uint16Array((own.length + 1) * width);
  const at = (i: number, j: number) => long[i * width + j] ?? 0;
  for (let i = own.length - 1; i >= 0; i -= 1)
    for (let j = other.length - 1; j >= 0; j -= 1)
      long[i * width + j] = own[i] === other[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const kept = new Set<number>();
  for (let i = 0, j = 0; i < own.length && j < other.length;) {
    if (own[i] === other[j]) {
      kept.add(i);
      i += 1;
      j += 1;
    } else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return kept;
}

/** The pieces of `text`, those that `before` does not have marked. */
export function pieces(text: string, before: string): Piece[] {
  if (text === '') return [];
  if (text === before) return [{ text, differs: false }];
  const own = words(text);
  const other = words(before);
  if (own.length > MOST || other.length > MOST || other.length === 0) return [{ text, differs: true }];
  const kept = shared(own, other);
  const list: Piece[] = [];
  own.forEach((word, i) => {
    // A blank between two marked words is marked with them: one light, not crumbs.
    const blank = word.trim() === '' && i > 0 && !kept.has(i - 1) && i + 1 < own.length && !kept.has(i + 1);
    const differs = !kept.has(i) || blank;
    const last = list.at(-1);
    if (last && last.differs === differs) last.text += word;
    else list.push({ text: word, differs });
  });
  return list;
}
