/** A time axis: instants to pixels and back, and the ticks of days, weeks and months in a zone. */
import { date, isoWeek, MONTHS } from '../words/dates';
import { dayStart, fromWall, wall } from '../words/zones';

export type Tick = { at: number; x: number };
export type WeekTick = Tick & { label: string; week: number };
export type MonthTick = Tick & { label: string; end: number };

const DAY = 86_400_000;

export class Axis {
  readonly from: number;
  readonly to: number;
  readonly width: number;
  readonly zone: string;

  constructor(from: number, to: number, width: number, zone: string) {
    this.from = from;
    this.to = Math.max(to, from + 60_000);
    this.width = Math.max(1, width);
    this.zone = zone;
  }

  /** Pixels a day takes. */
  get perDay(): number {
    return (this.width / (this.to - this.from)) * DAY;
  }
  /** Pixels from the left of an instant. */
  x(at: number): number {
    return ((at - this.from) / (this.to - this.from)) * this.width;
  }
  /** The instant at a pixel. */
  at(x: number): number {
    return this.from + (x / this.width) * (this.to - this.from);
  }
  /** Left and width of a span, cut to the axis; `null` when it lies outside. */
  band(start: number, end: number): { x: number; width: number } | null {
    if (end <= this.from || start >= this.to) return null;
    const x = this.x(Math.max(start, this.from));
    return { x, width: Math.max(1, this.x(Math.min(end, this.to)) - x) };
  }
  /** Local midnights. */
  days(): Tick[] {
    const out: Tick[] = [];
    for (let at = dayStart(this.from, this.zone); at < this.to; at = dayStart(at, this.zone, 1)) {
      if (at >= this.from) out.push({ at, x: this.x(at) });
    }
    return out;
  }
  /** Mondays, with the day and the ISO week. */
  weeks(): WeekTick[] {
    const first = wall(this.from, this.zone).weekday;
    const out: WeekTick[] = [];
    for (let at = dayStart(this.from, this.zone, 1 - first); at < this.to; at = dayStart(at, this.zone, 7)) {
      if (at >= this.from) {
        out.push({ at, x: this.x(at), label: String(wall(at, this.zone).day), week: isoWeek(at, this.zone) });
      }
    }
    return out;
  }
  /** Months that show, each with where it ends. */
  months(): MonthTick[] {
    const out: MonthTick[] = [];
    const { year, month } = wall(this.from, this.zone);
    for (let n = 0; n < 240; n += 1) {
      const index = month - 1 + n;
      const at = fromWall(year, month + n, 1, 0, 0, this.zone);
      if (at >= this.to) break;
      const end = fromWall(year, month + n + 1, 1, 0, 0, this.zone);
      const name = MONTHS[index % 12] ?? '';
      const label = n === 0 || index % 12 === 0 ? `${name} ${year + Math.floor(index / 12)}` : name;
      out.push({ at, x: Math.max(0, this.x(at)), label, end: Math.min(this.width, this.x(end)) });
    }
    return out;
  }
  /** Saturdays and Sundays, as bands. */
  weekends(): { x: number; width: number }[] {
    const out: { x: number; width: number }[] = [];
    const first = wall(this.from, this.zone).weekday;
    for (let at = dayStart(this.from, this.zone, 6 - first); at < this.to; at = dayStart(at, this.zone, 7)) {
      const band = this.band(at, dayStart(at, this.zone, 2));
      if (band) out.push(band);
    }
    return out;
  }
  /** The same length zoomed by `factor`, with the instant under `x` kept in place. */
  zoomed(factor: number, x: number): Axis {
    const pinned = this.at(x);
    const length = (this.to - this.from) / factor;
    const from = pinned - (x / this.width) * length;
    return new Axis(from, from + length, this.width, this.zone);
  }
  /** Moved by pixels, to the right for positive ones. */
  panned(pixels: number): Axis {
    const by = (pixels / this.width) * (this.to - this.from);
    return new Axis(this.from + by, this.to + by, this.width, this.zone);
  }
  /** `5 Oct – 27 Dec` */
  title(): string {
    return `${date(this.from, this.zone)} – ${date(this.to - 1000, this.zone)}`;
  }
}
