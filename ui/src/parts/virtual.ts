/** Which of many rows of equal height are on the screen. */

export type Visible = {
  /** First row to draw. */
  first: number;
  /** One past the last row to draw. */
  end: number;
  /** Pixels above the first drawn row. */
  before: number;
  /** Pixels of all rows. */
  total: number;
};

/** Rows to draw, with `overscan` more on either side. */
export function visible(
  scrollTop: number,
  height: number,
  rowHeight: number,
  count: number,
  overscan = 8,
): Visible {
  const top = Math.max(0, Math.min(scrollTop, count * rowHeight - height));
  const first = Math.max(0, Math.floor(top / rowHeight) - overscan);
  const end = Math.min(count, Math.ceil((top + height) / rowHeight) + overscan);
  return { first, end: Math.max(first, end), before: first * rowHeight, total: count * rowHeight };
}

/** Where to scroll so that row `index` can be seen; unchanged when it can already. */
export function reveal(index: number, scrollTop: number, height: number, rowHeight: number): number {
  const top = index * rowHeight;
  if (top < scrollTop) return top;
  if (top + rowHeight > scrollTop + height) return top + rowHeight - height;
  return scrollTop;
}
