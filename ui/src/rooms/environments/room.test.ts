import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { alone, fixtureDesk, type Answers } from '../../../dev/fixture';
import App from '../../shell/App.svelte';
import recorded from '../calendar/recorded.json';
import { environments } from '.';

const day = (number: number) => `2026-12-${String(number).padStart(2, '0')}T23:00:00Z`;
const line = (id: string, environment: string, from: string, until: string, more: object = {}) => ({
  id,
  reference: id.toUpperCase(),
  environment,
  purpose: `Accept ${id}`,
  of: '',
  mode: 'exclusive',
  window: { start: from, end: until },
  state: 'booked',
  priority: 3,
  requester: 'Payments',
  needs: '',
  conflicts: [],
  ...more,
});
const first = line('bk-1', 'UAT-1', '2026-12-08T08:00:00Z', '2026-12-08T11:00:00Z');
const second = line('bk-2', 'UAT-1', '2026-12-08T10:00:00Z', '2026-12-08T14:00:00Z', {
  conflicts: ['Both have it.'],
});
const waits = line('bk-3', 'UAT-1', '2026-12-08T10:00:00Z', '2026-12-08T14:00:00Z', { state: 'waiting' });
const view = {
  monday: '2026-12-07',
  days: [6, 7, 8, 9, 10, 11, 12, 13].map(day),
  environments: [
    {
      id: 'uat-1',
      reference: 'UAT-1',
      name: 'Acceptance 1',
      quota_hours: null,
      tests_per_day: null,
      shares_data_with: [],
      booked_percent: 4,
      bookings: [first, second],
    },
    {
      id: 'uat-2',
      reference: 'UAT-2',
      name: 'Acceptance 2',
      quota_hours: 40,
      tests_per_day: null,
      shares_data_with: [],
      booked_percent: 0,
      bookings: [],
    },
  ],
  waiting: [waits],
  conflicts: [
    {
      kind: 'overlap',
      severity: 'error',
      bookings: ['bk-1', 'bk-2'],
      subjects: [],
      sentence: 'Both have it.',
    },
  ],
  releases: [],
  teams: [],
  services: [],
};
const answers: Answers = {
  frame: () => ({ ...recorded.frame, sharing: alone }),
  bookings: () => view,
  preview_booking: () => ({ conflicts: [], waits: false, next: null }),
  preview_booking_move: () => ({ conflicts: [], waits: false, next: null }),
  book: () => ({
    seq: 9,
    sentence: 'Booked UAT-1 as BK-9',
    answer: { id: 'bk-9', reference: 'BK-9', state: 'booked' },
  }),
  give_back: () => ({ seq: 9, sentence: 'Gave BK-1 back; BK-3 moves up', answer: { moved_up: [] } }),
};

vi.setConfig({ testTimeout: 30_000 });
document.elementFromPoint ??= () => null;
let undo = () => {};
afterEach(() => undo());

async function open(given: Answers = answers) {
  location.hash = '#/environments';
  window.dispatchEvent(new HashChangeEvent('hashchange'));
  const desk = fixtureDesk(given);
  undo = desk.provide();
  render(App, { rooms: [environments] });
  await screen.findByRole('grid', { name: 'Bookings of the week' });
  const said = (name: string) => desk.said.filter((each) => each.name === name).map((each) => each.question);
  return { said, user: userEvent.setup() };
}

describe('environments', () => {
  it('shows the week, what collides and who waits, without faults of accessibility', async () => {
    await open();
    expect(screen.getByRole('button', { name: /^BK-2, .*1 conflict/ })).toBeTruthy();
    expect(screen.getByRole('link', { name: /BK-3/ })).toBeTruthy();
    const result = await axe.run(document.body, {
      rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
    });
    expect(
      result.violations.flatMap((found) => found.nodes.map((node) => `${found.id}: ${node.html}`)),
    ).toEqual([]);
  });
  it('is walked and given back by keyboard', async () => {
    const { said, user } = await open();
    screen.getByRole('button', { name: /^BK-1,/ }).focus();
    await user.keyboard('{ArrowRight}');
    expect(document.activeElement).toBe(screen.getByRole('button', { name: /^BK-2,/ }));
    await user.keyboard('{ArrowLeft}{Enter}');
    await user.click(await screen.findByRole('button', { name: 'Give back' }));
    await waitFor(() => expect(said('give_back')).toEqual([{ booking: 'bk-1', seen: recorded.frame.seq }]));
  });
  it('books from a form that says what it meets and what is free next', async () => {
    const next = { start: '2026-12-09T08:00:00Z', end: '2026-12-09T11:00:00Z' };
    const { said, user } = await open({
      ...answers,
      preview_booking: () => ({
        conflicts: [
          { kind: 'overlap', severity: 'error', bookings: [], subjects: [], sentence: 'BK-1 has it.' },
        ],
        waits: true,
        next,
      }),
    });
    await user.click(screen.getByRole('button', { name: /^Book/ }));
    await user.type(await screen.findByLabelText('What for'), 'Try a fix');
    await user.click(await screen.findByRole('button', { name: /^Next 3 h free/ }));
    await user.click(screen.getByRole('button', { name: 'Wait for it' }));
    await waitFor(() => expect(said('book')).toHaveLength(1));
    expect(said('book')[0]).toMatchObject({ purpose: 'Try a fix', window: next, mode: 'exclusive' });
  });
  it('is moved and resized by keys, with what it would meet said meanwhile', async () => {
    const { said, user } = await open({
      ...answers,
      preview_booking_move: () => ({
        conflicts: [
          { kind: 'overlap', severity: 'error', bookings: ['bk-9'], subjects: [], sentence: 'BK-9 has it.' },
        ],
        waits: true,
        next: null,
      }),
    });
    screen.getByRole('button', { name: /^BK-1,/ }).focus();
    await user.keyboard('m{ArrowRight}{ArrowRight}{Shift>}{ArrowRight}{/Shift}');
    await screen.findByText(/BK-9 has it\./);
    const [first, last] = [said('preview_booking_move')[0], said('preview_booking_move').at(-1)] as {
      window: { start: string; end: string };
    }[];
    expect(Date.parse(last?.window.end ?? '')).toBeGreaterThan(Date.parse(first?.window.end ?? ''));
    await user.keyboard('{Escape}');
    expect(said('move_booking')).toEqual([]);
    await user.keyboard('m{ArrowLeft}{Enter}');
    await waitFor(() => expect(said('move_booking')).toHaveLength(1));
    expect(said('move_booking')[0]).toMatchObject({ booking: 'bk-1', seen: recorded.frame.seq });
  });
  it('keeps the quota of an environment and whose data it shares', async () => {
    const { said, user } = await open();
    const [name] = screen.getAllByRole('rowheader');
    await user.click(within(name as HTMLElement).getByRole('button'));
    const form = await screen.findByRole('form', { name: /^Rules of/ });
    const hours = within(form).getByLabelText('Hours a team may book in a week');
    await user.clear(hours);
    await user.type(hours, '12');
    await user.click(within(form).getAllByRole('checkbox')[0] as HTMLElement);
    await user.click(within(form).getByRole('button', { name: 'Keep' }));
    await waitFor(() => expect(said('edit')).toHaveLength(1));
    expect(said('edit')[0]).toMatchObject({ table: 'environment', fields: { quota_hours: 12 } });
  });
});
