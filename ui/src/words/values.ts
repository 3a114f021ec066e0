/** Values of a record as people read them: instants on the plan's clock, yes and no. */
import { day, dayClock } from './dates';

const INSTANT = /\b\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z\b/g;
/** A day that stands alone: not part of a longer name. */
const DAY = /(?<![\w-])\d{4}-\d\d-\d\d(?![\w-])/g;

/** Every instant inside the text becomes `Wed 18 Nov, 22:00`. */
export function readable(text: string, zone: string): string {
  if (text === 'true') return 'yes';
  if (text === 'false') return 'no';
  return text
    .replace(INSTANT, (found) => dayClock(found, zone))
    .replace(DAY, (found) => day(`${found}T12:00:00Z`, 'UTC'));
}
