/** Days and times as people read them: `Wed 18 Nov, 22:00`. */
import { dayStart, ms, wall, type Wall } from './zones';

export const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

const two = (n: number): string => String(n).padStart(2, '0');
const short = (w: Wall): string => (MONTHS[w.month - 1] ?? '').slice(0, 3);

/** `18 Nov` */
export function date(at: string | number, zone: string): string {
  const w = wall(at, zone);
  return `${w.day} ${short(w)}`;
}
/** `18 Nov 2026` */
export function dateYear(at: string | number, zone: string): string {
  return `${date(at, zone)} ${wall(at, zone).year}`;
}
/** `Wed 18 Nov` */
export function day(at: string | number, zone: string): string {
  const w = wall(at, zone);
  return `${WEEKDAYS[w.weekday - 1]} ${w.day} ${short(w)}`;
}
/** `Wed 18 November 2026` */
export function dayLong(at: string | number, zone: string): string {
  const w = wall(at, zone);
  return `${WEEKDAYS[w.weekday - 1]} ${w.day} ${MONTHS[w.month - 1]} ${w.year}`;
}
/** `22:00` */
export function clock(at: string | number, zone: string): string {
  const w = wall(at, zone);
  return `${two(w.hour)}:${two(w.minute)}`;
}
/** `22:00:07` */
export function clockSeconds(at: string | number, zone: string): string {
  return `${clock(at, zone)}:${two(wall(at, zone).second)}`;
}
/** `Wed 18 Nov, 22:00` */
export function dayClock(at: string | number, zone: string): string {
  return `${day(at, zone)}, ${clock(at, zone)}`;
}
/** True when both fall on one local day. */
export function sameDay(a: string | number, b: string | number, zone: string): boolean {
  return dayStart(a, zone) === dayStart(b, zone);
}
/** Half-open times: `Wed 18 Nov, 22:00–01:30`, or both days when more than a night lies between. */
export function span(start: string | number, end: string | number, zone: string): string {
  const night = ms(end) - ms(start) <= 16 * 3_600_000;
  if (sameDay(start, end, zone) || night) return `${dayClock(start, zone)}–${clock(end, zone)}`;
  return `${dayClock(start, zone)} – ${dayClock(end, zone)}`;
}
/** Whole days of a half-open span that starts and ends at midnight: `23 Nov – 1 Dec`. */
export function days(start: string | number, end: string | number, zone: string): string {
  const last = ms(end) - 1000;
  if (sameDay(start, last, zone)) return date(start, zone);
  const a = wall(start, zone);
  const b = wall(last, zone);
  if (a.year === b.year && a.month === b.month) return `${a.day} – ${b.day} ${short(b)}`;
  return `${date(start, zone)} – ${date(last, zone)}`;
}
/** ISO week number, e.g. 47. */
export function isoWeek(at: string | number, zone: string): number {
  const w = wall(at, zone);
  const thursday = new Date(Date.UTC(w.year, w.month - 1, w.day + 4 - w.weekday));
  const first = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  return Math.floor((thursday.getTime() - first) / (7 * 86_400_000)) + 1;
}
/** How long ago, coarse: `just now`, `4 min ago`, `3 h ago`, else the day. */
export function ago(at: string | number, now: number, zone: string): string {
  const minutes = Math.floor((now - ms(at)) / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min ago`;
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} h ago`;
  return day(at, zone);
}
/** `2026-11-18` for an input of type date. */
export function inputDate(at: string | number, zone: string): string {
  const w = wall(at, zone);
  return `${w.year}-${two(w.month)}-${two(w.day)}`;
}
/** `2026-11-18T22:00` for an input of type datetime-local. */
export function inputDateTime(at: string | number, zone: string): string {
  return `${inputDate(at, zone)}T${clock(at, zone)}`;
}
