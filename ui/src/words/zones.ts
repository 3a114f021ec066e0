/** Wall time in a named zone. An instant is always written in UTC, e.g. `2026-11-18T21:00:00Z`. */

export type Wall = {
  year: number;
  month: number;
  day: number;
  /** 1 Monday … 7 Sunday. */
  weekday: number;
  hour: number;
  minute: number;
  second: number;
};

const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: string): Intl.DateTimeFormat {
  let found = formats.get(zone);
  if (!found) {
    found = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(zone, found);
  }
  return found;
}

/** Milliseconds of an instant given as text or number. */
export function ms(instant: string | number): number {
  return typeof instant === 'number' ? instant : Date.parse(instant);
}

/** What a clock on the wall shows in `zone`. */
export function wall(instant: string | number, zone: string): Wall {
  const read: Record<string, number> = {};
  for (const part of format(zone).formatToParts(ms(instant))) {
    if (part.type !== 'literal') read[part.type] = Number(part.value);
  }
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = read;
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay() || 7;
  return { year, month, day, weekday, hour, minute, second };
}

/** Minutes by which `zone` is ahead of UTC at an instant. */
export function offsetMinutes(instant: string | number, zone: string): number {
  const at = Math.floor(ms(instant) / 60_000) * 60_000;
  const w = wall(at, zone);
  return Math.round((Date.UTC(w.year, w.month - 1, w.day, w.hour, w.minute) - at) / 60_000);
}

/** The instant of a wall time; in a gap of the clock change the time after it, in a repeat the first. */
export function fromWall(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  zone: string,
): number {
  const naive = Date.UTC(year, month - 1, day, hour, minute);
  const first = naive - offsetMinutes(naive - 86_400_000, zone) * 60_000;
  const second = naive - offsetMinutes(naive + 86_400_000, zone) * 60_000;
  for (const guess of [Math.min(first, second), Math.max(first, second)]) {
    const w = wall(guess, zone);
    if (Date.UTC(w.year, w.month - 1, w.day, w.hour, w.minute) === naive) return guess;
  }
  return Math.max(first, second);
}

/** The instant of local midnight of the day that holds `instant`, plus whole days. */
export function dayStart(instant: string | number, zone: string, plusDays = 0): number {
  const w = wall(instant, zone);
  return fromWall(w.year, w.month, w.day + plusDays, 0, 0, zone);
}

/** `2026-11-18T21:00:00Z` of milliseconds. */
export function instant(at: number): string {
  return new Date(Math.round(at / 1000) * 1000).toISOString().replace('.000Z', 'Z');
}

/** `Berlin` of `Europe/Berlin`. */
export function city(zone: string): string {
  return (zone.split('/').pop() ?? zone).replaceAll('_', ' ');
}
