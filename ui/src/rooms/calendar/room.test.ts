import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { alone, fixtureDesk, type Answers } from '../../../dev/fixture';
import App from '../../shell/App.svelte';
import { calendar } from '.';
import recorded from './recorded.json';

/** Answers an engine gave about its sample plan. */
const answers: Answers = {
  frame: () => ({ ...recorded.frame, sharing: alone }),
  calendar: () => recorded.calendar,
  release_card: ({ release }: { release: string }) => ({ ...recorded.release_card, id: release }),
  preview_move: ({ sequence, deploy_start }: { sequence: number; deploy_start: string }) => ({
    ...recorded.preview_move,
    sequence,
    deploy: { ...recorded.preview_move.deploy, start: deploy_start },
  }),
  legal_slots: () => recorded.legal_slots,
  best_slots: () => ({ reference: 'RO-23', slots: [], sentence: '' }),
  boarding: () => null,
  move_release: () => ({ seq: 9, sentence: 'Moved RO-23 to Sat 23 Jan 20:00', answer: {} }),
  services: () => [],
};
const ro23 = recorded.release_card.id;

vi.setConfig({ testTimeout: 30_000 });
// axe asks what lies under a point; jsdom lays nothing out.
document.elementFromPoint ??= () => null;

let undo = () => {};
afterEach(() => undo());

async function open(given: Answers = answers, hash = '#/calendar') {
  location.hash = hash;
  window.dispatchEvent(new HashChangeEvent('hashchange'));
  const desk = fixtureDesk(given);
  undo = desk.provide();
  render(App, { rooms: [calendar] });
  await screen.findByRole('treegrid', { name: 'Calendar' });
  const said = (name: string) => desk.said.filter((each) => each.name === name).map((each) => each.question);
  return { said, desk, user: userEvent.setup() };
}
const faults = async () => {
  const result = await axe.run(document.body, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  return result.violations.flatMap((found) => found.nodes.map((node) => `${found.id}: ${node.html}`));
};
const release = () => screen.getByRole('gridcell', { name: /^RO-23,/ });

describe('the calendar', () => {
  it('draws lanes as rows and names each release with its deployment, and has no faults of accessibility', async () => {
    await open();
    expect(release().getAttribute('aria-label')).toMatch(
      /RO-23, Retail Online 27.23, deploys Wed 13 Jan, 22:00/,
    );
    expect(screen.getByRole('rowheader', { name: /^6 collisions/ })).toBeTruthy();
    expect(screen.getByRole('rowheader', { name: /^EMEA 22:00–02:00/ })).toBeTruthy();
    expect(screen.getAllByRole('gridcell').filter((cell) => cell.tabIndex === 0)).toHaveLength(1);
    expect(document.querySelectorAll('[role=treegrid] *').length).toBeLessThan(1500);
    expect(await faults()).toEqual([]);
  });

  it('shows a selected release and keeps it in the route', async () => {
    const { said, user } = await open();
    await user.click(release());
    expect(await screen.findByRole('heading', { name: 'Retail Online 27.23' })).toBeTruthy();
    expect(location.hash).toContain(`release=${ro23}`);
    expect(said('release_card')).toEqual([{ release: ro23 }]);
    expect(await faults()).toEqual([]);
  });

  it('moves by keys: a slot is held and spoken first, Enter moves, with what was seen', async () => {
    const { said, user } = await open();
    await user.click(release());
    release().focus();
    await user.keyboard('{Control>}{ArrowRight}{/Control}');
    await waitFor(() => expect(said('preview_move')).toHaveLength(1));
    expect(said('move_release')).toEqual([]);
    await screen.findByText(/clears .* adds .*Enter moves it/);
    expect(await screen.findByText('If you drop here')).toBeTruthy();
    expect(await faults()).toEqual([]);
    await user.keyboard('{Enter}');
    await waitFor(() =>
      expect(said('move_release')).toEqual([
        { release: ro23, deploy_start: '2027-01-23T19:00:00Z', keep_lock: false, seen: recorded.frame.seq },
      ]),
    );
    expect((await screen.findAllByText('Moved RO-23 to Sat 23 Jan 20:00')).length).toBeGreaterThan(0);
  });

  it('Escape leaves a held release where it is', async () => {
    const { said, user } = await open();
    await user.click(release());
    release().focus();
    await user.keyboard('{Control>}{ArrowLeft}{/Control}');
    await screen.findByText('If you drop here');
    await user.keyboard('{Escape}');
    expect(screen.queryByText('If you drop here')).toBeNull();
    expect(said('move_release')).toEqual([]);
  });

  it('offers the legal slots as a list on M, and a click moves', async () => {
    const { said, user } = await open();
    await user.click(release());
    release().focus();
    await user.keyboard('m');
    const slots = await screen.findByRole('radiogroup', { name: 'Legal slots' });
    const wanted = within(slots).getByRole('radio', { name: /Sat 23 Jan/ });
    await user.click(wanted);
    await waitFor(() => expect(said('move_release')).toHaveLength(1));
  });

  it('a refused move says so and leaves the release', async () => {
    const sentence = 'RO-23 was moved by Lukas after you opened it.';
    const { user } = await open({
      ...answers,
      move_release: () => {
        throw { kind: 'stale', code: 'changed-since', sentence };
      },
    });
    await user.click(release());
    release().focus();
    await user.keyboard('{Control>}{ArrowRight}{/Control}');
    await screen.findByText('If you drop here');
    await user.keyboard('{Enter}');
    expect((await screen.findAllByText(sentence)).length).toBeGreaterThan(0);
    expect(screen.queryByText('If you drop here')).toBeNull();
  });

  it('J goes from collision to collision', async () => {
    const { user } = await open();
    release().focus();
    await user.keyboard('j');
    const first = new URLSearchParams(location.hash.split('?')[1]).get('collision');
    await user.keyboard('j');
    const second = new URLSearchParams(location.hash.split('?')[1]).get('collision');
    const ids = recorded.calendar.collisions.map((mark) => mark.id);
    expect(ids.indexOf(second ?? '')).toBe(ids.indexOf(first ?? '') + 1);
  });

  it('the filter leaves lanes that fit, and Escape in it is text', async () => {
    const { user } = await open();
    await user.type(screen.getByRole('searchbox', { name: 'Filter releases' }), 'payments');
    expect(screen.queryByRole('gridcell', { name: /^RO-23,/ })).toBeNull();
    expect(screen.getByRole('gridcell', { name: /^PL-11,/ })).toBeTruthy();
  });

  it('a freeze is asked for only with a name, days in order and somebody who asks', async () => {
    const { said, user } = await open({
      ...answers,
      ask_freeze: () => ({
        seq: 9,
        sentence: 'Asked for the freeze Gala',
        answer: { id: 'x', reference: 'FZ-30' },
      }),
    });
    await user.click(screen.getByRole('button', { name: 'New' }));
    await user.click(screen.getByRole('menuitem', { name: /Freeze/ }));
    await user.click(await screen.findByRole('button', { name: 'Ask for it' }));
    expect(screen.getByText('A freeze needs a name.')).toBeTruthy();
    expect(said('ask_freeze')).toEqual([]);
    expect(await faults()).toEqual([]);
    await user.type(screen.getByLabelText('Name'), 'Gala');
    await user.type(screen.getByLabelText('Asked by'), 'Commerce');
    await user.click(screen.getByRole('button', { name: 'Ask for it' }));
    await waitFor(() => expect(said('ask_freeze')).toHaveLength(1));
    expect(said('ask_freeze')[0]).toMatchObject({ name: 'Gala', level: 'hard', agreed: false });
  });

  it('a plan of 60 trains and 7,000 collisions draws only what is on the screen', async () => {
    const [train] = recorded.calendar.trains;
    const [mark] = recorded.calendar.collisions;
    const later = (at: string, days: number) => new Date(Date.parse(at) + days * 86_400_000).toISOString();
    const trains = Array.from({ length: 60 }, (_, t) => ({
      ...train,
      id: `train ${t}`,
      name: `Train ${t}`,
      releases: Array.from({ length: 50 }, (_, n) => {
        const [first] = train?.releases ?? [];
        const by = (n - 10) * 14;
        return {
          ...first,
          id: `${t} ${n}`,
          reference: `T${t}-${n}`,
          scope_lock: later(first?.scope_lock ?? '', by),
          test_starts: later(first?.test_starts ?? '', by),
          deploy: { start: later(first?.deploy.start ?? '', by), end: later(first?.deploy.end ?? '', by) },
          watch_ends: later(first?.watch_ends ?? '', by),
        };
      }),
    }));
    const collisions = Array.from({ length: 7000 }, (_, n) => ({
      ...mark,
      id: `c${n}`,
      at: later(recorded.calendar.span.start, n / 70),
    }));
    const { user } = await open({
      ...answers,
      calendar: () => ({ ...recorded.calendar, trains, collisions }),
    });
    const drawn = () => document.querySelectorAll('[role=treegrid] *').length;
    expect(screen.getByRole('rowheader', { name: /^7,000 collisions/ })).toBeTruthy();
    expect(drawn()).toBeGreaterThan(200);
    expect(drawn()).toBeLessThan(1500);
    await user.click(screen.getByRole('radio', { name: 'Year' }));
    expect(drawn()).toBeLessThan(1500);
  });

  it('a plan with nothing in it says so and offers the first release', async () => {
    location.hash = '#/calendar';
    const desk = fixtureDesk({
      ...answers,
      calendar: () => ({
        ...recorded.calendar,
        trains: [],
        loose: [],
        freezes: [],
        collisions: [],
        extent: null,
      }),
    });
    undo = desk.provide();
    render(App, { rooms: [calendar] });
    expect(await screen.findByText('No release and no freeze is planned yet.')).toBeTruthy();
    await userEvent.setup().click(screen.getByRole('button', { name: 'Plan the first release' }));
    expect(await screen.findByLabelText('Title')).toBeTruthy();
  });

  it('shows a repair on the board before it is taken, and takes it as one operation', async () => {
    const shape = recorded.calendar.trains
      .flatMap((train) => train.releases)
      .find((each) => each.id === ro23);
    const deploy = { start: '2027-01-06T21:00:00Z', end: '2027-01-07T00:00:00Z' };
    const step = { move: 'move-release', release: ro23, deploy, keep_lock: false };
    const { said, user } = await open({
      ...answers,
      repair: () => ({
        moves: [
          {
            sentence: 'Move RO-23 to Wed 6 Jan 22:00.',
            step,
            days: -7,
            reasons: ['RO-23 deploys in a freeze.'],
          },
        ],
        clears: [],
        stays: [],
        proven: true,
        bound: 1,
        cost: 1,
        looked_at: 42,
        sentence: '1 move clears 1 collision, and nothing is left; no fewer will do.',
      }),
      take_way_out: () => ({ seq: 9, sentence: 'Repaired the calendar: 1 move', answer: {} }),
    });
    expect(shape).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Repair' }));
    expect(await screen.findByText(/no fewer will do/, { selector: 'b' })).toBeTruthy();
    expect(screen.getByText(/Otherwise: RO-23 deploys in a freeze/)).toBeTruthy();
    expect(release().getAttribute('aria-label')).toMatch(/deploys Wed 6 Jan, 22:00/);
    await user.click(screen.getByRole('button', { name: 'Take all' }));
    await waitFor(() =>
      expect(said('take_way_out')).toEqual([{ sentence: 'Repaired the calendar: 1 move', moves: [step] }]),
    );
    await waitFor(() => expect(release().getAttribute('aria-label')).toMatch(/deploys Wed 13 Jan, 22:00/));
  });

  it('draws milestones, meetings and bookings in lanes that a view can leave out', async () => {
    const { user } = await open();
    expect(screen.getByRole('gridcell', { name: /Cut-over rehearsal.*too late for PL-11/ })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Lanes and saved views' }));
    // What lies below the screen is not drawn: the trains make room.
    await user.click(screen.getByRole('checkbox', { name: 'Trains' }));
    expect(screen.getByRole('gridcell', { name: /^BK-1 booked/ })).toBeTruthy();
    await user.click(screen.getByRole('checkbox', { name: 'Environments' }));
    expect(screen.queryByRole('gridcell', { name: /^BK-1 booked/ })).toBe(null);
    await user.click(screen.getByRole('button', { name: /^Trains, eight weeks/ }));
    expect(screen.queryByRole('gridcell', { name: /Cut-over rehearsal/ })).toBe(null);
    expect(release()).toBeTruthy();
  });

  it('leads to a meeting of the CAB by keys', async () => {
    const { user } = await open();
    await user.click(screen.getByRole('button', { name: 'Lanes and saved views' }));
    await user.click(screen.getByRole('checkbox', { name: 'Trains' }));
    screen.getByRole('rowheader', { name: /^CAB/ }).focus();
    await user.keyboard('{ArrowRight}');
    const [at] = recorded.calendar.meetings[0]?.at ?? [];
    const gavel = await screen.findByRole('gridcell', { name: /^CAB, .*its agenda$/ });
    await waitFor(() => expect(document.activeElement).toBe(gavel));
    expect(gavel.tabIndex).toBe(0);
    await user.keyboard('{Enter}');
    await waitFor(() => expect(location.hash).toMatch(/^#\/cab\?/));
    const query = new URLSearchParams(location.hash.split('?')[1]);
    expect(query.get('at')).toBe(at?.start);
    expect(query.get('series')).toBe(recorded.calendar.meetings[0]?.id);
  });

  it('is saved as a picture from its own menu and from the palette, and says where', async () => {
    const { said, desk, user } = await open({
      ...answers,
      write_picture: ({ path }: { path: string }) => ({
        path,
        bytes: 1,
        sentence: `Picture written to ${path}`,
      }),
    });
    desk.answer('pick_export', '/tmp/calendar.svg');
    await user.pointer({ keys: '[MouseRight]', target: release() });
    await user.click(screen.getByRole('menuitem', { name: /Save the picture as SVG/ }));
    await screen.findByText('Picture written to /tmp/calendar.svg', { selector: '.toast *' });
    await user.keyboard('{Control>}k{/Control}');
    await user.type(
      await screen.findByRole('combobox', { name: 'Search or run a command' }),
      '>picture svg{Enter}',
    );
    await waitFor(() => expect(said('write_picture')).toHaveLength(2));
    for (const written of said('write_picture') as { svg: string; png: null }[]) {
      expect(written.svg).toMatch(/<title>Calendar, .* of /);
      expect(written.svg).toContain('RO-23');
      expect(written.png).toBeNull();
    }
  });
});
