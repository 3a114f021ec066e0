import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { alone, fixtureDesk, type Answers } from '../../../dev/fixture';
import App from '../../shell/App.svelte';
import recorded from '../calendar/recorded.json';
import { cab } from '.';

const person = (name: string) => ({ id: name.toLowerCase(), name, initials: name.slice(0, 2) });
const line = (id: string, block: string, more: object = {}) => ({
  id,
  subject: { kind: 'change', id: `c-${id}` },
  reference: `CHG-${id}`,
  title: `Change ${id}`,
  block,
  minutes: 5,
  seconds: 60,
  phase: 'early',
  presenter: person('Tomas'),
  verdict: null,
  standing: '',
  level: 3,
  priority: { product: 9, risk: 3, urgency: 3, collisions: 0 },
  why: 'Risk 3, discussed from 3.',
  stale: false,
  lacks: [],
  ...more,
});
const seat = (name: string, role = 'member') => ({
  seat: { person: name.toLowerCase(), role, votes: true, taken_by: name.toLowerCase() },
  person: person(name),
  delegate: null,
});
const meeting = (state: string, more: object = {}) => ({
  id: 'm1',
  series: 's1',
  series_name: 'CAB',
  name: 'CAB of Thu 8 Oct',
  starts_at: '2026-10-08T12:00:00Z',
  zone: 'Europe/Berlin',
  state,
  minutes: 60,
  agenda_minutes: 12,
  as_of: '2026-10-08T12:10:00Z',
  elapsed: 600,
  phase: 'early',
  paused: false,
  blank: false,
  opened_at: state === 'planned' ? null : '2026-10-08T12:00:00Z',
  closed_at: null,
  standing: state === 'planned' ? null : '1',
  items: [line('1', 'discuss'), line('2', 'discuss'), line('3', 'consent'), line('4', 'consent')],
  seats: [seat('Sofia', 'chair'), seat('Tomas')],
  present: ['sofia', 'tomas'],
  quorum_met: true,
  quorum: '2 of 2 present, quorum met',
  pre_read: null,
  missing: [],
  findings: [],
  undoes: null,
  ...more,
});
const slide = (item: string, more: object = {}) => ({
  item,
  meeting: 'm1',
  number: Number(item),
  of: 4,
  block: item > '2' ? 'consent' : 'discuss',
  subject: { kind: 'change', id: `c-${item}` },
  reference: `CHG-${item}`,
  title: `Change ${item}`,
  release: { id: 'r1', reference: 'RO-20', title: 'Retail Online', movable: true },
  asked_by: 'Tomas, Payments',
  level: 3,
  drivers: [],
  what: 'Adds 14 columns beside the old ones.',
  if_wait: 'CHG-9 waits too.',
  when: {
    headline: 'Sun 18 Oct, 02:00',
    sentence: '19 min of a window of 4 h. No freeze, no collision.',
    deploy: { start: '2026-10-18T00:00:00Z', end: '2026-10-18T04:00:00Z' },
    week: ['M', 'T', 'W', 'T', 'F', 'S', 'S'].map((letter, n) => ({
      day: `2026-10-${12 + n}`,
      letter,
      deploys: n === 6 ? [0.08, 0.25] : null,
      open: n > 4,
      frozen: '',
    })),
  },
  felt: {
    headline: '11 services',
    sentence: '3 of them break when it fails.',
    waves: [
      [{ name: 'Ledger', critical: true, hard: true }],
      [{ name: 'Shop', critical: false, hard: true }],
    ],
  },
  proof: {
    headline: '1 of 2 gates',
    sentence: 'Never rehearsed.',
    gates: [
      { name: 'Tests', met: true, sentence: '7 of 7 tests shown.' },
      { name: 'Back-out rehearsed', met: false, sentence: 'Never rehearsed.' },
    ],
  },
  way_back: {
    headline: '55 min',
    sentence: 'Tomas decides alone until 04:20.',
    window: { start: '2026-10-18T00:00:00Z', end: '2026-10-18T04:00:00Z' },
    last_safe: '2026-10-18T02:20:00Z',
    no_return: null,
  },
  linter: [],
  history: '1 of 6 past changes of its services failed.',
  asked: [],
  steps: [],
  voters: ['Sofia', 'Tomas'].map((name) => ({
    voter: { person: name.toLowerCase(), chair: name === 'Sofia', choice: null, chance: null, interest: '' },
    person: person(name),
  })),
  tally: 'No vote yet, chair decides last',
  decision: null,
  differences: [],
  consent:
    item > '2'
      ? ['3', '4'].map((one) => ({
          item: one,
          reference: `CHG-${one}`,
          title: `Change ${one}`,
          level: 1,
          when: 'Wed 14 Oct 23:00',
          back_out_minutes: 10,
          owner: 'Grace',
          verdict: null,
          lacks: [],
        }))
      : [],
  note: '',
  ...more,
});
const done = (sentence: string, answer: object = {}) => ({ seq: 9, sentence, answer });

vi.setConfig({ testTimeout: 30_000 });
let undo = () => {};
afterEach(() => undo());

async function open(hash: string, given: Answers = {}) {
  let standing = '1';
  location.hash = hash;
  window.dispatchEvent(new HashChangeEvent('hashchange'));
  const desk = fixtureDesk({
    frame: () => ({ ...recorded.frame, sharing: alone }),
    cab_meeting: () => meeting('running', { standing }),
    cab_slide: ({ item }: { item: string }) => slide(item),
    go_to_item: ({ item }: { item: string }) => {
      standing = item;
      return done('Went there');
    },
    decide_item: () => done('CHG-1 approved', { decisions: [] }),
    approve_together: () => done('Approved 2 changes together', { decisions: [] }),
    add_step: () => done('Wrote down a condition', { id: 'w1' }),
    vote_on_item: () => done('Sofia votes for'),
    pause_meeting: () => done('Paused'),
    blank_screen: () => done('Blanked'),
    undo_in_meeting: () => done('Undid it'),
    note_item: () => done('Noted'),
    edit_agenda_item: () => done('Set it'),
    set_attendance: () => done('Sofia is at the CAB'),
    ...given,
  } as Answers);
  undo = desk.provide();
  render(App, { rooms: [cab] });
  const said = (name: string) => desk.said.filter((each) => each.name === name).map((each) => each.question);
  return { said, user: userEvent.setup(), desk };
}
const faults = async () => {
  const result = await axe.run(document.body, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  return result.violations.flatMap((found) => found.nodes.map((node) => `${found.id}: ${node.html}`));
};

describe('the meeting', () => {
  it('shows the slide, the rail and the dock without faults of accessibility', async () => {
    await open('#/cab?meeting=m1&mode=present');
    await screen.findByRole('heading', { level: 1, name: 'Change 1' });
    expect(screen.getByText('Sun 18 Oct, 02:00')).toBeTruthy();
    expect(screen.getByRole('navigation', { name: 'Agenda' })).toBeTruthy();
    expect(screen.getByRole('img', { name: /backing out works until 04:20/ })).toBeTruthy();
    expect(await faults()).toEqual([]);
  });

  it('is led by keys alone: approve, next, condition, defer with its reason, together, undo', async () => {
    const { said, user } = await open('#/cab?meeting=m1&mode=present');
    await screen.findByRole('heading', { level: 1, name: 'Change 1' });
    await user.keyboard('a');
    await waitFor(() => expect(said('decide_item')).toEqual([{ item: '1', verdict: 'approved', note: '' }]));

    await user.keyboard('c');
    const condition = await screen.findByRole('textbox', { name: 'What is to be done' });
    await waitFor(() => expect(document.activeElement).toBe(condition));
    await user.keyboard('Rehearse the way back{Enter}');
    await waitFor(() => expect(said('decide_item')).toHaveLength(2));
    expect(said('add_step')).toEqual([
      { item: '1', kind: 'condition', text: 'Rehearse the way back', owner: 'tomas', due: '2026-10-17' },
    ]);
    expect(said('decide_item')[1]).toEqual({ item: '1', verdict: 'approved-if', note: '' });

    await user.keyboard('d');
    const reason = await screen.findByRole('textbox', { name: 'Deferred, because' });
    await waitFor(() => expect(document.activeElement).toBe(reason));
    await user.keyboard('no rehearsal{Enter}');
    await waitFor(() =>
      expect(said('decide_item')[2]).toEqual({ item: '1', verdict: 'deferred', note: 'no rehearsal' }),
    );

    await user.keyboard('12pbu');
    await waitFor(() => expect(said('undo_in_meeting')).toHaveLength(1));
    expect(said('vote_on_item')).toHaveLength(2);
    expect(said('pause_meeting')).toEqual([{ meeting: 'm1', paused: true }]);
    expect(said('blank_screen')).toEqual([{ meeting: 'm1', blank: true }]);
  });

  it('finds a slide, keeps a private note, and leaves with Escape', async () => {
    const { said, user } = await open('#/cab?meeting=m1&mode=present');
    await screen.findByRole('heading', { level: 1, name: 'Change 1' });
    await user.keyboard('/');
    await user.type(await screen.findByRole('searchbox'), 'chg-4{Enter}');
    await waitFor(() => expect(said('go_to_item')).toEqual([{ item: '3' }]));
    await user.keyboard('n');
    await user.type(await screen.findByRole('textbox', { name: /Note, not shown/ }), 'ask Grace');
    await user.click(screen.getByRole('button', { name: 'Keep the note' }));
    await waitFor(() => expect(said('note_item')).toHaveLength(1));
    await user.keyboard('{Escape}');
    await waitFor(() => expect(location.hash).not.toContain('mode=present'));
  });

  it('takes down how likely each voter holds success to be, by keys and by the button', async () => {
    const voters = slide('1').voters.map((one, n) => ({
      ...one,
      voter: { ...one.voter, choice: n === 0 ? 'for' : 'against', chance: n === 0 ? null : 40 },
    }));
    const third = {
      ...voters[0],
      person: { ...voters[0]?.person, id: 'ines', name: 'Ines' },
      voter: { ...voters[0]?.voter, person: 'ines', choice: null },
    };
    const { said, user } = await open('#/cab?meeting=m1&mode=present', {
      cab_slide: () => slide('1', { voters: [...voters, third] }),
    });
    await screen.findByRole('heading', { level: 1, name: 'Change 1' });
    await user.keyboard('e');
    const first = await screen.findByRole('spinbutton', { name: 'Sofia' });
    await waitFor(() => expect(document.activeElement).toBe(first));
    await user.keyboard('85{Enter}');
    const second = screen.getByRole('spinbutton', { name: 'Tomas' });
    await waitFor(() => expect(document.activeElement).toBe(second));
    await user.keyboard('{Enter}');
    await waitFor(() => expect(screen.queryByRole('spinbutton', { name: 'Tomas' })).toBeNull());
    // The second kept its number, and a number needs a vote to stand beside.
    expect(said('vote_on_item')).toEqual([{ item: '1', person: 'sofia', choice: 'for', chance: 85 }]);
    await user.click(screen.getByRole('button', { name: /^Chance/ }));
    expect(await screen.findByText('has no vote yet: 3 gives one')).toBeTruthy();
    expect(screen.queryByRole('spinbutton', { name: 'Ines' })).toBeNull();
    expect(await faults()).toEqual([]);
  });
  it('tells its keys on ?', async () => {
    const { user } = await open('#/cab?meeting=m1&mode=present');
    await screen.findByRole('heading', { level: 1, name: 'Change 1' });
    await user.keyboard('?');
    expect(await screen.findByText('How likely each voter holds success to be')).toBeTruthy();
    expect(await faults()).toEqual([]);
  });

  it('says why something cannot be decided, where it was asked', async () => {
    const { user } = await open('#/cab?meeting=m1&mode=present', {
      decide_item: () => {
        throw {
          kind: 'refused',
          code: 'no-quorum',
          sentence: '1 of 2 present, 1 voter short of the quorum.',
        };
      },
    });
    await screen.findByRole('heading', { level: 1, name: 'Change 1' });
    await user.keyboard('a');
    expect((await screen.findByRole('alert')).textContent).toContain('1 voter short of the quorum');
  });

  it('says plainly that a second window cannot open outside the window', async () => {
    const { user, desk } = await open('#/cab?meeting=m1&mode=present');
    void desk;
    await screen.findByRole('heading', { level: 1, name: 'Change 1' });
    await user.click(screen.getByRole('button', { name: 'Show the audience' }));
    await waitFor(() =>
      expect(
        screen.queryByRole('alert') ?? screen.queryByRole('button', { name: 'Audience screen on' }),
      ).toBeTruthy(),
    );
  });
});

describe('the audience', () => {
  it('sees the standing slide and nothing private', async () => {
    await open('#/cab?meeting=m1&mode=audience', {
      cab_slide: () => slide('1', { note: 'do not say', steps: [] }),
    });
    await screen.findByRole('heading', { level: 1, name: 'Change 1' });
    expect(document.querySelector('dialog')?.textContent).not.toContain('do not say');
    expect(screen.queryByRole('group', { name: 'Votes' })).toBeNull();
    expect(screen.queryByRole('navigation', { name: 'Agenda' })).toBeNull();
  });
  it('sees nothing while the screen is blank', async () => {
    await open('#/cab?meeting=m1&mode=audience', { cab_meeting: () => meeting('running', { blank: true }) });
    await screen.findByText('The screen is blank.');
    expect(screen.queryByRole('heading', { level: 1, name: 'Change 1' })).toBeNull();
  });
});

describe('the agenda', () => {
  it('is over-full and says so; minutes, block and place are set by keys', async () => {
    const { said, user } = await open('#/cab?meeting=m1', {
      cab_meeting: () => meeting('planned', { agenda_minutes: 75 }),
    });
    await screen.findByText('The agenda is over-full.');
    const minutes = screen.getByRole('spinbutton', { name: 'Minutes of CHG-1' });
    await user.clear(minutes);
    await user.type(minutes, '9');
    await user.tab();
    await waitFor(() => expect(said('edit_agenda_item')[0]).toMatchObject({ item: '1', minutes: 9 }));
    await user.selectOptions(screen.getByRole('combobox', { name: 'Block of CHG-3' }), 'discuss');
    await waitFor(() => expect(said('edit_agenda_item')[1]).toMatchObject({ item: '3', block: 'discuss' }));
    screen.getByRole('button', { name: 'Move CHG-1' }).focus();
    await user.keyboard('{Alt>}{ArrowDown}{/Alt}');
    await waitFor(() => expect(said('edit_agenda_item')[2]).toMatchObject({ item: '1', place: 1 }));
    const seats = screen.getByRole('complementary', { name: 'Who is there' });
    await user.click(within(seats).getByRole('checkbox', { name: /Sofia/ }));
    await waitFor(() =>
      expect(said('set_attendance')).toEqual([{ meeting: 'm1', person: 'sofia', present: false }]),
    );
    expect(await faults()).toEqual([]);
  });
});
