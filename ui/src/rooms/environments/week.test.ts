import { describe, expect, it } from 'vitest';
import type { BookingLine } from '../../desk/wire';
import { fromInput, placed, rowsOf } from './week';

const days = Array.from({ length: 8 }, (_, day) => `2026-11-0${2 + day}T00:00:00Z`);
const line = (start: string, end: string) => ({ window: { start, end } }) as BookingLine;

describe('a week of bookings', () => {
  it('puts overlapping bookings below each other and those that touch beside each other', () => {
    const all = placed(
      [
        line('2026-11-02T10:00:00Z', '2026-11-02T13:00:00Z'),
        line('2026-11-02T12:00:00Z', '2026-11-02T16:00:00Z'),
        line('2026-11-02T13:00:00Z', '2026-11-02T15:00:00Z'),
      ],
      days,
    );
    expect(all.map(({ row }) => row)).toEqual([0, 1, 0]);
    expect(rowsOf(all)).toBe(2);
  });
  it('cuts at the edges of the week', () => {
    const [one] = placed([line('2026-10-30T00:00:00Z', '2026-11-30T00:00:00Z')], days);
    expect([one?.left, one?.width]).toEqual([0, 100]);
  });
  it('reads a time of a form in the zone of the plan', () => {
    expect(fromInput('2026-10-25T10:00', 'Europe/Berlin')).toBe(Date.parse('2026-10-25T09:00:00Z'));
    expect(fromInput('2026-10-24T10:00', 'Europe/Berlin')).toBe(Date.parse('2026-10-24T08:00:00Z'));
    expect(fromInput('', 'Europe/Berlin')).toBe(null);
  });
});
