import { describe, expect, it } from 'vitest';
import * as dates from './dates';
import * as durations from './durations';
import { said } from './failures';
import { keycaps, pressed } from './keys';
import * as numbers from './numbers';
import { city, dayStart, fromWall, instant, offsetMinutes } from './zones';

const BERLIN = 'Europe/Berlin';

describe('zones', () => {
  it('a zone is ahead of UTC by what its clock shows', () => {
    expect(offsetMinutes('2026-11-18T21:00:00Z', BERLIN)).toBe(60);
    expect(offsetMinutes('2026-07-01T00:00:00Z', BERLIN)).toBe(120);
    expect(offsetMinutes('2026-07-01T00:00:00Z', 'Asia/Kolkata')).toBe(330);
  });
  it('a wall time becomes the instant it names', () => {
    expect(instant(fromWall(2026, 11, 18, 22, 0, BERLIN))).toBe('2026-11-18T21:00:00Z');
    expect(instant(fromWall(2026, 11, 18, 22, 0, 'America/Chicago'))).toBe('2026-11-19T04:00:00Z');
  });
  it('the hour that is skipped in spring moves to after it, the hour that repeats in autumn is the first', () => {
    expect(instant(fromWall(2026, 3, 29, 2, 30, BERLIN))).toBe('2026-03-29T01:30:00Z');
    expect(instant(fromWall(2026, 10, 25, 2, 30, BERLIN))).toBe('2026-10-25T00:30:00Z');
  });
  it('a day starts at local midnight, also across a clock change', () => {
    expect(instant(dayStart('2026-10-25T12:00:00Z', BERLIN))).toBe('2026-10-24T22:00:00Z');
    expect(instant(dayStart('2026-10-25T12:00:00Z', BERLIN, 1))).toBe('2026-10-25T23:00:00Z');
  });
  it('a zone is called by its city', () => {
    expect(city('America/New_York')).toBe('New York');
    expect(city('UTC')).toBe('UTC');
  });
});

describe('dates', () => {
  it('a deployment reads as weekday, day and clock', () => {
    expect(dates.dayClock('2026-11-18T21:00:00Z', BERLIN)).toBe('Wed 18 Nov, 22:00');
    expect(dates.dayClock('2026-11-18T23:30:00Z', BERLIN)).toBe('Thu 19 Nov, 00:30');
  });
  it('a night is one day with two clocks, longer is two days', () => {
    expect(dates.span('2026-11-18T21:00:00Z', '2026-11-19T00:30:00Z', BERLIN)).toBe(
      'Wed 18 Nov, 22:00–01:30',
    );
    expect(dates.span('2026-11-18T21:00:00Z', '2026-11-21T21:00:00Z', BERLIN)).toBe(
      'Wed 18 Nov, 22:00 – Sat 21 Nov, 22:00',
    );
  });
  it('a freeze of whole days ends with its last day', () => {
    expect(dates.days('2026-11-22T23:00:00Z', '2026-12-01T23:00:00Z', BERLIN)).toBe('23 Nov – 1 Dec');
    expect(dates.days('2026-11-08T23:00:00Z', '2026-11-12T23:00:00Z', BERLIN)).toBe('9 – 12 Nov');
    expect(dates.days('2026-11-10T23:00:00Z', '2026-11-11T23:00:00Z', BERLIN)).toBe('11 Nov');
  });
  it('weeks are counted as ISO does, also around New Year', () => {
    expect(dates.isoWeek('2026-11-18T12:00:00Z', 'UTC')).toBe(47);
    expect(dates.isoWeek('2027-01-01T12:00:00Z', 'UTC')).toBe(53);
    expect(dates.isoWeek('2024-12-30T12:00:00Z', 'UTC')).toBe(1);
  });
  it('the recent past is told coarsely', () => {
    const now = Date.UTC(2026, 9, 6, 12);
    expect(dates.ago('2026-10-06T11:59:40Z', now, 'UTC')).toBe('just now');
    expect(dates.ago('2026-10-06T11:18:00Z', now, 'UTC')).toBe('42 min ago');
    expect(dates.ago('2026-10-02T11:18:00Z', now, 'UTC')).toBe('Fri 2 Oct');
  });
  it('inputs get local wall time', () => {
    expect(dates.inputDateTime('2026-11-18T21:05:00Z', BERLIN)).toBe('2026-11-18T22:05');
  });
});

describe('durations', () => {
  it('two units at most', () => {
    expect(durations.minutes(45)).toBe('45 min');
    expect(durations.minutes(210)).toBe('3 h 30 min');
    expect(durations.minutes(2 * 1440 + 61)).toBe('2 d 1 h');
    expect(durations.minutes(0)).toBe('0 min');
    expect(durations.minutes(-90)).toBe('−1 h 30 min');
  });
  it('a watch of 72 hours stays in hours', () => {
    expect(durations.hours(72)).toBe('72 h');
    expect(durations.hours(36)).toBe('36 h');
    expect(durations.hours(168)).toBe('7 d');
  });
  it('a move says its direction', () => {
    expect(durations.shift(0, -7 * 86_400_000)).toBe('−7 days');
    expect(durations.shift(0, 86_400_000)).toBe('+1 day');
    expect(durations.shift(0, 3_600_000)).toBe('+1 h');
    expect(durations.shift(5, 5)).toBe('no move');
  });
});

describe('numbers', () => {
  it('one is singular', () => {
    expect(numbers.count(1, 'cycle')).toBe('1 cycle');
    expect(numbers.count(4310, 'row')).toBe('4,310 rows');
    expect(numbers.count(2, 'person', 'people')).toBe('2 people');
  });
  it('money is short', () => {
    expect(numbers.money(871_000, '€')).toBe('€871k');
    expect(numbers.money(-4_000, '€')).toBe('−€4k');
    expect(numbers.money(1_240_000, '$')).toBe('$1.2m');
    expect(numbers.money(999_900, '€')).toBe('€1m');
    expect(numbers.money(420, '€')).toBe('€420');
  });
  it('lists end with and', () => {
    expect(numbers.list(['a', 'b', 'c'])).toBe('a, b and c');
    expect(numbers.listFirst(['a', 'b', 'c', 'd'], 2)).toBe('a, b and 2 more');
    expect(numbers.list([])).toBe('');
  });
  it('differences carry their sign', () => {
    expect(numbers.delta(3)).toBe('+3');
    expect(numbers.delta(-2)).toBe('−2');
    expect(numbers.delta(0)).toBe('0');
  });
});

describe('keys', () => {
  const event = (key: string, more: Partial<KeyboardEvent> = {}) => ({
    key,
    ctrlKey: false,
    metaKey: false,
    shiftKey: false,
    altKey: false,
    ...more,
  });
  it('a key press is spelled as the commands spell it', () => {
    expect(pressed(event('k', { ctrlKey: true }))).toBe('Ctrl K');
    expect(pressed(event('Z', { metaKey: true, shiftKey: true }))).toBe('Ctrl Shift Z');
    expect(pressed(event('?', { shiftKey: true }))).toBe('?');
    expect(pressed(event('F6', { shiftKey: true }))).toBe('Shift F6');
    expect(pressed(event(' '))).toBe('Space');
  });
  it('Apple keyboards show their own signs', () => {
    expect(keycaps('Ctrl Shift Z', true)).toEqual(['⌘', '⇧', 'Z']);
    expect(keycaps('Ctrl K', false)).toEqual(['Ctrl', 'K']);
  });
});

describe('failures', () => {
  it('a refusal speaks in the words of the plan', () => {
    const words = said({
      kind: 'refused',
      code: 'window-closed',
      sentence: 'RO-23 deploys Wed 18 Nov 22:00, inside Peak trading.',
    });
    expect(words).toEqual({
      title: 'RO-23 deploys Wed 18 Nov 22:00, inside Peak trading.',
      detail: 'Nothing was changed.',
      code: 'window-closed',
    });
  });
  it('no failure is silent about what is safe', () => {
    for (const kind of ['refused', 'stale', 'malformed', 'fault'] as const) {
      const words = said({ kind, code: 'x', sentence: '' });
      expect(words.detail).not.toBe('');
      if (kind !== 'refused') expect(words.title).not.toBe('');
    }
  });
});
