/** Time to pixels for the whole board: where the left edge is, how many days show, what has to be drawn. */
import type { Span } from './scene';

export const DAY = 86_400_000;
/** Days that show in each zoom. */
export const ZOOMS = { week: 8, month: 31, quarter: 83, year: 365 } as const;
export type Zoom = keyof typeof ZOOMS;
const FEWEST = 2;
const MOST = 730;
/** Pixels in which the drawn part moves on; what lies further away is not drawn. */
const STEP = 200;
const BEYOND = 150;

export class Ruler {
  /** What can be scrolled to. */
  span = $state.raw<Span>({ start: 0, end: DAY });
  /** The instant at the left edge of the track. */
  from = $state(0);
  /** Days that show. */
  days = $state<number>(ZOOMS.quarter);
  /** Pixels of the track on the screen. */
  width = $state(800);

  readonly perDay = $derived(Math.max(1, this.width) / this.days);
  /** Pixels of the whole track. */
  readonly total = $derived(Math.max(this.width, this.x(this.span.end)));
  /** Pixels scrolled. */
  readonly left = $derived(this.x(this.from));
  readonly #step = $derived(Math.floor(this.left / STEP));
  /** Pixels that are drawn: the screen and a little more. */
  readonly drawn = $derived({
    from: this.#step * STEP - BEYOND,
    to: (this.#step + 1) * STEP + this.width + BEYOND,
  });
  /** The zoom nearest to the days that show. */
  readonly zoom = $derived.by(() => {
    const far = (zoom: Zoom) => Math.abs(Math.log(this.days / ZOOMS[zoom]));
    return (Object.keys(ZOOMS) as Zoom[]).reduce((best, each) => (far(each) < far(best) ? each : best));
  });

  x(at: number): number {
    return ((at - this.span.start) / DAY) * this.perDay;
  }
  at(x: number): number {
    return this.span.start + (x / this.perDay) * DAY;
  }
  /** A length of time in pixels. */
  wide(length: number): number {
    return (length / DAY) * this.perDay;
  }
  /** Whether a span is among what is drawn. */
  shows(start: number, end: number): boolean {
    return this.x(end) >= this.drawn.from && this.x(start) <= this.drawn.to;
  }
  /** Another span to scroll in; the left edge stays at its instant where it can. */
  reach(span: Span): void {
    this.span = span;
    this.from = this.#inside(this.from);
  }
  /** Puts an instant at the left edge. */
  go(from: number): void {
    this.from = this.#inside(from);
  }
  /** Told by the board: it was scrolled to this pixel. */
  scrolled(left: number): void {
    if (Math.abs(left - this.left) >= 1) this.from = this.at(left);
  }
  pan(pixels: number): void {
    this.go(this.at(this.left + pixels));
  }
  /** Shows so many days, with the instant under pixel `px` of the screen's track kept in place. */
  show(days: number, px = this.width / 2): void {
    const pinned = this.at(this.left + px);
    this.days = Math.min(MOST, Math.max(FEWEST, days));
    this.go(pinned - (px / this.perDay) * DAY);
  }
  zoomBy(factor: number, px?: number): void {
    this.show(this.days / factor, px);
  }
  /** Scrolls as little as needed so that a span can be seen; a span far away comes a third from the left. */
  reveal(start: number, end: number): void {
    const edge = Math.min(this.days * 0.04, 3) * DAY;
    const until = this.from + this.days * DAY;
    if (start - edge >= this.from && end + edge <= until) return;
    const length = end - start + 2 * edge;
    if (length > this.days * DAY) this.go(start - edge);
    else if (start < this.from - this.days * DAY || end > until + this.days * DAY)
      this.go(start - this.days * 0.3 * DAY);
    else if (start - edge < this.from) this.go(start - edge);
    else this.go(end + edge - this.days * DAY);
  }
  #inside(from: number): number {
    const last = this.span.end - this.days * DAY;
    return Math.max(this.span.start, Math.min(from, Math.max(this.span.start, last)));
  }
}

/** The days to ask the engine for: the plan and today with room on both sides, four years at most. */
export function reachOf(extent: Span | null, now: number, at: number): Span {
  const room = 26 * 7 * DAY;
  const start = Math.min(extent?.start ?? now, now) - room;
  const end = Math.max(extent?.end ?? now, now) + room;
  const most = 1460 * DAY;
  if (end - start <= most) return { start, end };
  const from = Math.max(start, Math.min(at - most / 2, end - most));
  return { start: from, end: from + most };
}
