import { describe, expect, it } from 'vitest';
import { Rhythm } from './rhythm.svelte';

const zone = 'Europe/Berlin';
const of = (more: Partial<Rhythm>) => Object.assign(new Rhythm('2026-11-02'), more);

describe('when something of the business happens', () => {
  it('is trading hours of weekdays, at the wall time of the zone', () => {
    const hours = of({ how: 'weekly', weekdays: ['MO', 'TU'], whole: false, starts: '08:00', ends: '18:30' });
    expect(hours.wrong(zone)).toBeNull();
    expect(hours.occurs(zone)).toEqual({
      rule: 'recurring',
      recurrence: {
        rule: 'FREQ=WEEKLY;BYDAY=MO,TU',
        from: '2026-11-02',
        starts: '08:00',
        minutes: 630,
        zone,
      },
    });
  });
  it('runs past midnight when its end is before its start', () => {
    expect(of({ whole: false, starts: '22:00', ends: '02:00' }).minutes).toBe(240);
    expect(of({ whole: false, starts: '09:00', ends: '09:00' }).minutes).toBe(1440);
  });
  it('is every second week, or the last Friday of a month', () => {
    const rule = (more: Partial<Rhythm>) => of(more).recurrence(zone).rule;
    expect(rule({ how: 'weekly', every: '2', weekdays: ['TH'] })).toBe('FREQ=WEEKLY;INTERVAL=2;BYDAY=TH');
    expect(rule({ how: 'month', nth: '-1', weekdays: ['FR'] })).toBe('FREQ=MONTHLY;BYDAY=-1FR');
  });
  it('is whole days with the last one in it, or a stretch of the zone', () => {
    expect(of({ last: '2026-11-04' }).occurs(zone)).toEqual({
      rule: 'days',
      first: '2026-11-02',
      until: '2026-11-05',
    });
    const once = of({ how: 'once', from: '2026-11-02T22:00', until: '2026-11-03T04:00' });
    expect(once.occurs(zone)).toEqual({
      rule: 'once',
      window: { start: '2026-11-02T21:00:00Z', end: '2026-11-03T03:00:00Z' },
    });
  });
  it('says what is missing', () => {
    const wrong = (more: Partial<Rhythm>) => of(more).wrong(zone);
    expect(wrong({ last: '2026-11-01' })).toBe('The last day is before the first.');
    expect(wrong({ how: 'once' })).toBe('Say from when and until when.');
    expect(wrong({ how: 'weekly', weekdays: [] })).toBe('Choose a weekday.');
    expect(wrong({ how: 'weekly', every: '0' })).toBe('Say every how many weeks.');
    expect(wrong({ how: 'last', days: '21' })).toBe('Say how many working days, 1 to 20.');
    expect(wrong({ how: 'weekly', whole: false, ends: '' })).toBe('Say from when to when.');
  });
  it('keeps weekdays in the order of the week', () => {
    const week = of({ weekdays: ['FR'] });
    week.put('MO', true);
    week.put('WE', true);
    week.put('FR', false);
    expect(week.weekdays).toEqual(['MO', 'WE']);
  });
});
