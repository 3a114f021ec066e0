import { describe, expect, it } from 'vitest';
import type { BookingLine, BookingPreview, MoveBooking } from '../../desk/wire';
import { BookingHold, STEP } from './moving.svelte';

const line = {
  id: 'bk-1',
  reference: 'BK-1',
  purpose: 'Try a fix',
  mode: 'exclusive',
  state: 'booked',
  priority: 3,
  window: { start: '2026-11-03T09:00:00Z', end: '2026-11-03T12:00:00Z' },
} as BookingLine;
const HOUR = 3_600_000;

function held(preview: BookingPreview = { conflicts: [], waits: false, next: null }) {
  const asked: MoveBooking[] = [];
  const moved: MoveBooking[] = [];
  const hold = new BookingHold({
    preview: (question) => {
      asked.push(question);
      return Promise.resolve(preview);
    },
    move: (question) => {
      moved.push(question);
      return Promise.resolve({ sentence: 'Moved BK-1' });
    },
  });
  hold.take(line, 'uat-1', 7);
  return { hold, asked, moved };
}
const settled = () => new Promise((done) => setTimeout(done));

describe('a booking that is held', () => {
  it('moves in quarters of an hour and keeps its length', () => {
    const { hold } = held();
    hold.by(2 * HOUR + 400_000);
    expect(hold.window).toEqual({ start: '2026-11-03T11:00:00Z', end: '2026-11-03T14:00:00Z' });
    hold.nudge(1);
    expect(hold.window.start).toBe('2026-11-03T11:15:00Z');
  });
  it('is resized by either end and never gets shorter than a quarter of an hour', () => {
    const { hold } = held();
    hold.by(HOUR, 'end');
    expect(hold.window.end).toBe('2026-11-03T13:00:00Z');
    hold.by(9 * HOUR, 'start');
    expect(Date.parse(hold.window.end) - Date.parse(hold.window.start)).toBe(STEP);
    hold.nudge(-9, 'end');
    expect(Date.parse(hold.window.end) - Date.parse(hold.window.start)).toBe(STEP);
  });
  it('asks one question at a time and after it about the newest place', async () => {
    const { hold, asked } = held();
    hold.by(HOUR);
    hold.by(2 * HOUR);
    hold.by(3 * HOUR);
    expect(asked).toHaveLength(1);
    await settled();
    expect(asked.map((each) => each.window.start)).toEqual(['2026-11-03T10:00:00Z', '2026-11-03T12:00:00Z']);
  });
  it('asks for itself, so that its own needs and quota count, and says what speaks against the place', async () => {
    const conflict = (bookings: string[], sentence: string) =>
      ({ kind: 'overlap', severity: 'error', bookings, subjects: [], sentence }) as never;
    const { hold, asked } = held({
      conflicts: [conflict(['bk-1', 'bk-2'], 'BK-2 has it.')],
      waits: true,
      next: null,
    });
    hold.lane(1, ['uat-1', 'uat-2']);
    await settled();
    expect(asked[0]).toMatchObject({ booking: 'bk-1', environment: 'uat-2' });
    expect([hold.place.environment, hold.against]).toEqual(['uat-2', ['BK-2 has it.']]);
  });
  it('is moved once it is dropped elsewhere, as of what was seen; else it stays', async () => {
    const { hold, moved } = held();
    expect(await hold.drop()).toBeNull();
    expect(moved).toEqual([]);
    hold.take(line, 'uat-1', 7);
    hold.nudge(4, 'end');
    expect(await hold.drop()).toBe('Moved BK-1');
    expect(moved).toEqual([
      {
        booking: 'bk-1',
        environment: 'uat-1',
        window: { start: '2026-11-03T09:00:00Z', end: '2026-11-03T13:00:00Z' },
        seen: 7,
      },
    ]);
    expect(hold.line).toBeNull();
  });
  it('goes back where it was on Escape', () => {
    const { hold } = held();
    hold.by(HOUR);
    hold.cancel();
    expect([hold.line, hold.preview]).toEqual([null, null]);
  });
});
