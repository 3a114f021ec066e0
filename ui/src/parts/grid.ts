/** What a grid shows: columns, and rows under headings. */

export type Column = {
  key: string;
  title: string;
  /** CSS track: `90px`, `1fr`, `minmax(120px, 2fr)`. */
  width: string;
  align?: 'start' | 'end' | 'centre';
  sortable?: boolean;
  /** Dropped when the stage is narrower than this many pixels. */
  from?: number;
};
export type Sort = { key: string; down: boolean };
export type Line<T> = { heading: string; key: string } | { item: T; key: string };

/** Rows with a heading before each new group, in the order given. */
export function lines<T>(
  rows: readonly T[],
  keyOf: (row: T) => string,
  group?: (row: T) => string,
): Line<T>[] {
  if (!group) return rows.map((item) => ({ item, key: keyOf(item) }));
  const out: Line<T>[] = [];
  let before: string | null = null;
  for (const item of rows) {
    const heading = group(item);
    if (heading !== before) out.push({ heading, key: `heading ${out.length} ${heading}` });
    before = heading;
    out.push({ item, key: keyOf(item) });
  }
  return out;
}

/** The next line that is not a heading, `step` lines on; stays where there is none. */
export function stepTo<T>(all: readonly Line<T>[], at: number, step: number): number {
  const direction = step < 0 ? -1 : 1;
  let to = Math.max(0, Math.min(all.length - 1, at + step));
  while (to >= 0 && to < all.length) {
    const line = all[to];
    if (line && 'item' in line) return to;
    to += direction;
  }
  return at;
}
