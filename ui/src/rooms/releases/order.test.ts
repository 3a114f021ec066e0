import { expect, it } from 'vitest';
import type { ReleaseOrder } from '../../desk/wire';
import { draftOf, instantOf, question } from './draft';
import { along, axisOf, bar, marksOf, ticks } from './order';

const order: ReleaseOrder = {
  window: { start: '2026-12-20T01:00:00Z', end: '2026-12-20T05:00:00Z' },
  lines: [
    {
      wave: 1,
      what: 'pg-ledger: CHG-2231',
      deploy: { start: '2026-12-20T01:00:00Z', end: '2026-12-20T02:00:00Z' },
      checked_at: '2026-12-20T02:30:00Z',
      critical: true,
      slack_minutes: 0,
      changes: [],
      services: [],
      crews: [],
      cycle: false,
      starts_because: '02:00, when the window opens.',
      back_out_minutes: 36,
      back_out_so_far: 36,
      last_safe_back_out: '2026-12-20T04:24:00Z',
      no_return_at: null,
      because: [],
    },
  ],
  critical_minutes: 90,
  window_minutes: 240,
  back_out_minutes: 36,
  last_safe_back_out: '2026-12-20T04:24:00Z',
  point_of_no_return: null,
  minutes_without_limits: 90,
  fits: true,
  back_out: [],
  sentence: '',
  proof: [],
};

it('a bar lies where its hour lies in the window, its check behind it', () => {
  const axis = axisOf(order);
  expect(bar(axis, order.lines[0]!)).toEqual({ left: 0, work: 25, check: 12.5 });
  expect(along(axis, '2026-12-20T09:00:00Z')).toBe(100);
});
it('steps that run over stretch the axis, and the end of the window becomes a mark', () => {
  const over = { ...order, lines: [{ ...order.lines[0]!, checked_at: '2026-12-20T06:00:00Z' }] };
  const axis = axisOf(over);
  expect(new Date(axis.end).toISOString()).toBe('2026-12-20T06:00:00.000Z');
  expect(marksOf(over, axis).map((mark) => mark.name)).toEqual(['Window ends', 'Last safe back-out']);
  expect(marksOf(order, axisOf(order)).map((mark) => mark.name)).toEqual(['Last safe back-out']);
});
it('times on the axis are round on the wall of the plan', () => {
  const axis = axisOf(order);
  expect(ticks(axis, 60).map((at) => new Date(at).toISOString().slice(11, 16))).toEqual([
    '01:00',
    '01:30',
    '02:00',
    '02:30',
    '03:00',
    '03:30',
    '04:00',
    '04:30',
    '05:00',
  ]);
  expect(
    ticks({ start: axis.start, end: axis.end }, 330, 4).every((at) => (at / 60_000 + 330) % 60 === 0),
  ).toBe(true);
});
it('what is typed on the wall of Berlin becomes an instant, in winter and in summer', () => {
  expect(instantOf('2026-12-20T02:00', 'Europe/Berlin')).toBe('2026-12-20T01:00:00Z');
  expect(instantOf('2026-07-20T02:00', 'Europe/Berlin')).toBe('2026-07-20T00:00:00Z');
  expect(instantOf('soon', 'Europe/Berlin')).toBeNull();
});
it('a new release says at each field what is missing', () => {
  const draft = { ...draftOf('2026-11-23T02:00:00Z', 'Europe/Berlin'), minutes: '0', start: '' };
  const asked = question(draft, 'Europe/Berlin');
  expect(asked.ok).toBe(false);
  if (!asked.ok) expect(Object.keys(asked.errors).sort()).toEqual(['minutes', 'start', 'title']);
});
it('a complete form is the question of the engine', () => {
  const draft = { ...draftOf('2026-11-23T02:00:00Z', 'Europe/Berlin'), title: ' Tax table ' };
  expect(question(draft, 'Europe/Berlin')).toEqual({
    ok: true,
    question: {
      reference: '',
      title: 'Tax table',
      train: null,
      kind: 'planned',
      deploy_start: '2026-12-07T21:00:00Z',
      minutes: 180,
    },
  });
});
