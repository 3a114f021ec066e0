import { describe, expect, it } from 'vitest';
import { followed, statements, told, trend, type Followed } from './trend';

const noon = (day: string) => Date.parse(`${day}T12:00:00Z`);
const slipped: Followed = {
  id: 'a',
  name: 'Rehearsal',
  forecasts: [
    { said_on: '2026-09-01', day: '2026-10-01' },
    { said_on: '2026-09-20', day: '2026-10-08' },
  ],
  when: noon('2026-10-12'),
  reached: true,
};
const still: Followed = {
  ...slipped,
  id: 'b',
  name: 'Live',
  forecasts: slipped.forecasts.slice(0, 1),
  reached: false,
};

describe('the trend of milestones', () => {
  it('ends where the day named is the day on which it was reached', () => {
    const said = statements(slipped);
    expect(said).toHaveLength(3);
    expect(said[2]?.[0]).toBe(said[2]?.[1]);
    expect(statements(still)).toHaveLength(1);
  });

  it('follows only what was said more than once', () => {
    expect(followed([slipped, still]).map((each) => each.id)).toEqual(['a']);
  });

  it('is told row by row, the day on which it was reached last', () => {
    const rows = told([slipped]);
    expect(rows.map((row) => row.reached)).toEqual([false, false, true]);
    expect(rows.map((row) => [row.said, row.named])).toEqual(statements(slipped));
  });

  it('puts a later day higher and what was said later further right, and says each in words', () => {
    const drawn = trend([slipped], 'a', 300, 200, (day) =>
      new Date(day * 86_400_000).toISOString().slice(0, 10),
    );
    const [first, second, done] = drawn.spots;
    expect(first && second && first.x < second.x && first.y > second.y).toBe(true);
    expect(done?.look).toBe('solid');
    expect(second?.words).toBe('Rehearsal: on 2026-09-20 it was to be 2026-10-08');
    expect(done?.words).toBe('Rehearsal: reached 2026-10-12');
    expect(drawn.spots.every((spot) => spot.front)).toBe(true);
    for (const spot of drawn.spots) {
      expect(spot.x).toBeGreaterThanOrEqual(0);
      expect(spot.x).toBeLessThanOrEqual(300);
      expect(spot.y).toBeGreaterThanOrEqual(0);
      expect(spot.y).toBeLessThanOrEqual(200);
    }
  });
});
