/** When something of the business happens, as a form is filled in: days, a stretch, hours of weekdays, working days of a month. */
import { fromWall, instant } from '../../words/zones';

export type Recurrence = { rule: string; from: string; starts: string; minutes: number; zone: string };
/** When it happens, as the plan keeps it. */
export type Occurs =
  | { rule: 'days'; first: string; until: string }
  | { rule: 'once'; window: { start: string; end: string } }
  | { rule: 'recurring'; recurrence: Recurrence }
  | { rule: 'working-days'; end: 'first' | 'last'; days: number };
export type How = 'days' | 'once' | 'weekly' | 'month' | 'last' | 'first';
export const WEEKDAYS = [
  ['MO', 'Monday'],
  ['TU', 'Tuesday'],
  ['WE', 'Wednesday'],
  ['TH', 'Thursday'],
  ['FR', 'Friday'],
  ['SA', 'Saturday'],
  ['SU', 'Sunday'],
] as const;
export const NTH = [
  { value: '1', label: 'first' },
  { value: '2', label: 'second' },
  { value: '3', label: 'third' },
  { value: '4', label: 'fourth' },
  { value: '-1', label: 'last' },
];
export const howWords: Record<How, string> = {
  days: 'on certain days',
  once: 'from one time to another',
  weekly: 'on weekdays',
  month: 'on a weekday of each month',
  last: 'the last working days of a month',
  first: 'the first working days of a month',
};

const dated = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text);
const timed = (text: string) => /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
/** Minutes since midnight. */
const minutesOf = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));
/** The day after, as a date. */
const after = (text: string) =>
  new Date(Date.parse(`${text}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

/** `2026-11-02T10:00` as an instant of the zone; `null` when it is none. */
function at(text: string, zone: string): number | null {
  const found = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(text);
  if (!found) return null;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = found.slice(1).map(Number);
  return fromWall(year, month, day, hour, minute, zone);
}

export class Rhythm {
  how = $state<How>('days');
  first = $state('');
  last = $state('');
  from = $state('');
  until = $state('');
  weekdays = $state<string[]>(['TU']);
  /** Every so many weeks. */
  every = $state('1');
  nth = $state('2');
  days = $state('3');
  /** The whole day, or from a time to a time. */
  whole = $state(true);
  starts = $state('09:00');
  ends = $state('17:00');

  constructor(today: string, how: How = 'days') {
    this.how = how;
    this.first = this.last = today;
  }
  put(day: string, yes: boolean): void {
    const kept = yes ? [...this.weekdays, day] : this.weekdays.filter((each) => each !== day);
    this.weekdays = WEEKDAYS.map(([key]) => key).filter((key) => kept.includes(key));
  }
  /** Elapsed minutes of one occurrence; an end before its start is on the next day. */
  get minutes(): number {
    if (this.whole) return 1440;
    const long = minutesOf(this.ends) - minutesOf(this.starts);
    return long > 0 ? long : long + 1440;
  }
  /** What is missing, or `null`. */
  wrong(zone: string): string | null {
    const { how } = this;
    if (how === 'once') {
      const [from, until] = [at(this.from, zone), at(this.until, zone)];
      if (from === null || until === null) return 'Say from when and until when.';
      return until > from ? null : 'It ends before it begins.';
    }
    if (how === 'days') {
      if (!dated(this.first) || !dated(this.last)) return 'Say the first and the last day.';
      return this.last < this.first ? 'The last day is before the first.' : null;
    }
    if (how === 'last' || how === 'first')
      return Number(this.days) >= 1 && Number(this.days) <= 20 ? null : 'Say how many working days, 1 to 20.';
    if (!dated(this.first)) return 'Say from which day on.';
    if (this.weekdays.length === 0) return 'Choose a weekday.';
    if (how === 'weekly' && !/^[1-9]\d?$/.test(this.every)) return 'Say every how many weeks.';
    if (!this.whole && !(timed(this.starts) && timed(this.ends))) return 'Say from when to when.';
    return null;
  }
  recurrence(zone: string): Recurrence {
    const days = this.weekdays.map((day) => (this.how === 'month' ? `${this.nth}${day}` : day)).join(',');
    const rule =
      this.how === 'month'
        ? `FREQ=MONTHLY;BYDAY=${days}`
        : `FREQ=WEEKLY;${Number(this.every) > 1 ? `INTERVAL=${Number(this.every)};` : ''}BYDAY=${days}`;
    return {
      rule,
      from: this.first,
      starts: this.whole ? '00:00' : this.starts,
      minutes: this.minutes,
      zone,
    };
  }
  occurs(zone: string): Occurs {
    const { how } = this;
    if (how === 'days') return { rule: 'days', first: this.first, until: after(this.last) };
    if (how === 'last' || how === 'first') return { rule: 'working-days', end: how, days: Number(this.days) };
    if (how === 'once') {
      const window = { start: instant(at(this.from, zone) ?? 0), end: instant(at(this.until, zone) ?? 0) };
      return { rule: 'once', window };
    }
    return { rule: 'recurring', recurrence: this.recurrence(zone) };
  }
}
