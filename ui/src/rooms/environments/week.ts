/** Where a booking lies in a week of days, and times as forms write them. */
import type { BookingLine, BookingsView } from '../../desk/wire';
import { linesOf, type Line } from '../../parts/copying';
import { clock, dayClock } from '../../words/dates';
import { fromWall } from '../../words/zones';

export type Placed = { line: BookingLine; left: number; width: number; row: number };

/** Bookings as shares of the week, in percent; those that overlap stand below each other. */
export function placed(lines: readonly BookingLine[], days: readonly string[]): Placed[] {
  const start = Date.parse(days[0] ?? '');
  const end = Date.parse(days[days.length - 1] ?? '');
  const ends: number[] = [];
  return lines.map((line) => {
    const from = Math.max(start, Date.parse(line.window.start));
    const until = Math.min(end, Date.parse(line.window.end));
    let row = ends.findIndex((reached) => reached <= from);
    if (row < 0) row = ends.length;
    ends[row] = until;
    const share = (at: number) => ((at - start) / (end - start)) * 100;
    return { line, left: share(from), width: Math.max(0.6, share(until) - share(from)), row };
  });
}
export const rowsOf = (all: readonly Placed[]): number => Math.max(1, ...all.map(({ row }) => row + 1));

/** `Mon 2 Nov 10:00–13:00`, with the day of the end where it is another one. */
export function times(line: BookingLine, zone: string): string {
  const { start, end } = line.window;
  const same =
    dayClock(start, zone).split(' ').slice(0, 3).join(' ') ===
    dayClock(end, zone).split(' ').slice(0, 3).join(' ');
  return `${dayClock(start, zone)}–${same ? clock(end, zone) : dayClock(end, zone)}`;
}

/** `2026-11-02T10:00` as an instant of the zone; `null` when it is none. */
export function fromInput(text: string, zone: string): number | null {
  const found = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(text);
  if (!found) return null;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = found.slice(1).map(Number);
  return fromWall(year, month, day, hour, minute, zone);
}

export const everyLine = (view: BookingsView): BookingLine[] => [
  ...view.environments.flatMap((each) => each.bookings),
  ...view.waiting,
];

/** The week as a table: a row for each booking, and one for an environment nobody has booked. */
export const weekLines = (view: BookingsView, zone: string): Line[] =>
  linesOf(
    ['Environment', 'Booking', 'Purpose', 'For', 'When', 'Mode', 'State', 'Asked by', 'Conflicts'],
    view.environments.flatMap((each) =>
      each.bookings.length === 0
        ? [[each.reference, '', '', '', '', '', '', '', '']]
        : each.bookings.map((line) => [
            each.reference,
            line.reference,
            line.purpose,
            line.of,
            times(line, zone),
            line.mode,
            line.state,
            line.requester,
            line.conflicts.join(' '),
          ]),
    ),
  );
