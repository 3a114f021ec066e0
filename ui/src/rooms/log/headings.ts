/** Headings of days: `Today, Tue 6 October 2026`, quickly for tens of thousands of lines. */
import { dayLong, sameDay } from '../../words/dates';

/** Names the day of an instant. Instants of the same ten minutes share their day in every zone there is. */
export function dayHeadings(now: string, zone: string): (at: string) => string {
  const known = new Map<string, string>();
  return (at) => {
    const tenMinutes = at.slice(0, 15);
    let heading = known.get(tenMinutes);
    if (heading === undefined) {
      heading = `${sameDay(at, now, zone) ? 'Today, ' : ''}${dayLong(at, zone)}`;
      known.set(tenMinutes, heading);
    }
    return heading;
  };
}
