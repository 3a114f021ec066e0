import { describe, expect, it } from 'vitest';
import { DAY, reachOf, Ruler, ZOOMS } from './ruler.svelte';

const start = Date.UTC(2026, 8, 1);
function ruler(days: number = ZOOMS.quarter) {
  const made = new Ruler();
  made.width = 830;
  made.days = days;
  made.reach({ start, end: start + 400 * DAY });
  made.go(start + 35 * DAY);
  return made;
}

describe('the ruler', () => {
  it('a quarter of 83 days on 830 pixels takes 10 a day', () => {
    const made = ruler();
    expect(made.perDay).toBe(10);
    expect(made.left).toBe(350);
    expect(made.at(made.x(start + 40 * DAY))).toBe(start + 40 * DAY);
  });
  it('zooms about the pointer', () => {
    const made = ruler();
    const pinned = made.at(made.left + 300);
    made.zoomBy(2, 300);
    expect(made.perDay).toBe(20);
    expect(made.at(made.left + 300)).toBeCloseTo(pinned, 0);
    expect(made.zoom).toBe('month');
  });
  it('never shows what is before the start or after the end', () => {
    const made = ruler();
    made.pan(-9999);
    expect(made.from).toBe(start);
    made.pan(99_999);
    expect(made.from).toBe(start + (400 - 83) * DAY);
    made.show(9999);
    expect(made.days).toBe(730);
    expect(made.from).toBe(start);
  });
  it('reveals only as far as needed', () => {
    const made = ruler();
    const before = made.from;
    made.reveal(start + 50 * DAY, start + 60 * DAY);
    expect(made.from).toBe(before);
    made.reveal(start + 115 * DAY, start + 125 * DAY);
    expect(made.from + made.days * DAY).toBeCloseTo(start + 128 * DAY, 0);
    made.reveal(start + 350 * DAY, start + 352 * DAY);
    expect(made.from).toBeLessThan(start + 350 * DAY);
    expect(made.from + made.days * DAY).toBeGreaterThan(start + 352 * DAY);
  });
  it('the drawn part moves in steps, so that scrolling a little draws nothing new', () => {
    const made = ruler();
    const before = made.drawn;
    made.scrolled(made.left + 20);
    expect(made.drawn).toBe(before);
    made.scrolled(made.left + 500);
    expect(made.drawn.from).toBeGreaterThan(before.from);
    expect(made.drawn.from).toBeLessThanOrEqual(made.left);
    expect(made.drawn.to).toBeGreaterThanOrEqual(made.left + made.width);
  });
});

describe('what is asked for', () => {
  it('half a year more than the plan and today on both sides', () => {
    const now = Date.UTC(2026, 9, 6);
    const reach = reachOf({ start: now - 10 * DAY, end: now + 80 * DAY }, now, now);
    expect(reach).toEqual({ start: now - 192 * DAY, end: now + 262 * DAY });
    expect(reachOf(null, now, now)).toEqual({ start: now - 182 * DAY, end: now + 182 * DAY });
  });
  it('four years of a longer plan, around where one looks', () => {
    const now = Date.UTC(2026, 9, 6);
    const long = { start: now - 4000 * DAY, end: now + 4000 * DAY };
    const reach = reachOf(long, now, now);
    expect(reach.end - reach.start).toBe(1460 * DAY);
    expect((reach.start + reach.end) / 2).toBe(now);
  });
});
