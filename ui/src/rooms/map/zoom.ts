/** Zooming a scrolled plane about a point, and fitting it in. */

export const LEAST = 0.4;
export const MOST = 1.6;

export const bounded = (scale: number): number =>
  Math.min(MOST, Math.max(LEAST, Math.round(scale * 100) / 100));

/** Where to scroll so that what lies `offset` pixels from the edge stays there. */
export function scrolled(scroll: number, offset: number, from: number, to: number): number {
  return Math.max(0, ((scroll + offset) / from) * to - offset);
}

/** The scale at which a picture fits its stage; never larger than life. */
export function fitting(width: number, height: number, stageWidth: number, stageHeight: number): number {
  if (!width || !height) return 1;
  return bounded(Math.min(1, stageWidth / width, stageHeight / height));
}
