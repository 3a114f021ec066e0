import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { answers, fixtureDesk, frameView, type Answers } from '../../../dev/fixture';
import { rooms } from '../../../dev/rooms';
import { away, conflicts, offline, place, sharedAnswers, sharing, stopped } from '../../../dev/shared';
import type { ConflictView } from '../../desk/wire';
import App from '../App.svelte';

vi.setConfig({ testTimeout: 60_000 });

/** Faults axe finds; colours are checked by eye and by figures, jsdom paints none. */
async function faults(): Promise<string[]> {
  const result = await axe.run(document.body, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  return result.violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${node.html}`),
  );
}
let undo = () => {};
afterEach(() => undo());

async function open(given: Answers = sharedAnswers(), opened = true) {
  const desk = fixtureDesk(given, opened);
  undo = desk.provide();
  render(App, { rooms });
  await (opened
    ? screen.findByRole('navigation', { name: 'Places' })
    : screen.findByRole('button', { name: /Join a shared plan/ }));
  const calls = (name: string) => desk.said.filter((each) => each.name === name);
  return { desk, user: userEvent.setup(), calls };
}
const visited = {
  sentence: '4 edits came in, 2 went out.',
  pulled: 4,
  pushed: 2,
  conflicts: [],
  renumbered: [],
};
const status = () => within(screen.getByLabelText('Status'));

describe('the status bar of a shared plan', () => {
  it('says nothing of sharing while the plan is in its file alone', async () => {
    await open(answers);
    expect(status().queryByText(/Shared|Offline/)).toBeNull();
  });
  it('says offline with a count, opens its panel, and tries again when told to', async () => {
    const { user, calls } = await open(sharedAnswers(offline, { sync_now: () => visited }));
    await user.click(status().getByRole('button', { name: 'Offline · 23 edits to merge' }));
    const panel = within(await screen.findByRole('dialog', { name: 'Sharing' }));
    expect(panel.getByText('23 edits wait here.')).toBeTruthy();
    expect(panel.getByText('in Freezes, seen just now')).toBeTruthy();
    expect(panel.getByText('last seen 2 h ago, 12 edits behind')).toBeTruthy();
    expect(panel.queryByRole('button', { name: 'Republish…' })).toBeNull();
    expect(await faults()).toEqual([]);
    await user.click(panel.getByRole('button', { name: 'Try now' }));
    await waitFor(() => expect(calls('sync_now')).toHaveLength(1));
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('dialog', { name: 'Sharing' })).toBeNull();
    expect(document.activeElement?.textContent).toContain('Offline');
  });
  it('a hub that does not answer says so in the panel, beside what is safe', async () => {
    const sentence = "The shared plan can't be reached: files01 does not answer.";
    const { user } = await open(
      sharedAnswers(offline, {
        sync_now: () => {
          throw { kind: 'refused', code: 'hub-unreachable', sentence };
        },
      }),
    );
    await user.click(status().getByRole('button', { name: /Offline/ }));
    await user.click(screen.getByRole('button', { name: 'Try now' }));
    const panel = within(screen.getByRole('dialog', { name: 'Sharing' }));
    expect((await panel.findByRole('alert')).textContent).toContain(sentence);
  });
  it('a hub that lost entries can be filled from this copy, after a second look', async () => {
    const { user, calls } = await open(sharedAnswers(stopped, { republish: () => visited }));
    await user.click(status().getByRole('button', { name: /Sharing stopped/ }));
    await user.click(screen.getByRole('button', { name: 'Republish…' }));
    expect(calls('republish')).toHaveLength(0);
    await user.click(screen.getByRole('button', { name: 'Publish my copy to the hub' }));
    await waitFor(() => expect(calls('republish')).toHaveLength(1));
  });
  it('leaving says what stays before it leaves', async () => {
    const { user, calls } = await open(sharedAnswers({ waiting: 2 }, { leave_hub: () => ({}) }));
    await user.click(status().getByRole('button', { name: 'Shared · 2 edits on the way' }));
    await user.click(screen.getByRole('button', { name: 'Leave…' }));
    expect(screen.getByText(/2 edits of yours will not reach the others/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Stay' }));
    expect(calls('leave_hub')).toHaveLength(0);
    await user.click(screen.getByRole('button', { name: 'Leave…' }));
    await user.click(screen.getByRole('button', { name: 'Leave the hub' }));
    await waitFor(() => expect(calls('leave_hub')).toHaveLength(1));
    await waitFor(() => expect(screen.queryByRole('dialog', { name: 'Sharing' })).toBeNull());
  });
  it('hears that a visit ended', async () => {
    let connection: unknown = offline.connection;
    const { desk } = await open(
      sharedAnswers({}, { frame: () => ({ ...frameView, sharing: { ...sharing, connection } }) }),
    );
    expect(status().getByText(/Offline/)).toBeTruthy();
    connection = { kind: 'up-to-date' };
    desk.push({ kind: 'sharing' });
    expect(await status().findByText(/up to date/)).toBeTruthy();
  });
});

describe('presence', () => {
  it('says at the rail who is where, and tells the hub where I am', async () => {
    const { user, desk } = await open();
    const people = screen.getByRole('button', { name: 'Tomás is in Freezes' });
    expect(people.getAttribute('title')).toContain('Lukas Weber: last seen');
    expect(desk.said).toContainEqual({ name: 'i_am_at', question: { place: 'calendar' } });
    await user.keyboard('{Control>}3{/Control}');
    await waitFor(() =>
      expect(desk.said).toContainEqual({ name: 'i_am_at', question: { place: 'freezes' } }),
    );
    desk.push({ kind: 'sharing' });
    await user.click(people);
    expect(await screen.findByRole('dialog', { name: 'People of this plan' })).toBeTruthy();
    expect(desk.said.filter((each) => each.name === 'i_am_at')).toHaveLength(2);
    expect(await faults()).toEqual([]);
  });
  it('an own plan tells nobody anything', async () => {
    const { calls } = await open(answers);
    expect(calls('i_am_at')).toHaveLength(0);
  });
});

describe('sharing a plan', () => {
  async function dialog(given: Answers) {
    const held = await open({ ...sharedAnswers(), ...answers, ...given });
    await held.user.click(screen.getByRole('button', { name: /Q4 2026/ }));
    await held.user.click(screen.getByRole('menuitem', { name: 'Share this plan…' }));
    return { ...held, field: await screen.findByLabelText('File on the team share') };
  }
  const button = () => screen.getByRole('button', { name: 'Share the plan' });

  it('judges the place while it is typed, then shares and says so', async () => {
    const { user, field, calls } = await dialog({ judge_hub_place: () => place, create_hub: () => visited });
    expect(button().getAttribute('aria-disabled')).toBe('true');
    await user.click(field);
    await user.paste('/mnt/files01/plans/Q4.hub');
    expect(await screen.findByText(/A shared plan is safe there/, {}, { timeout: 3000 })).toBeTruthy();
    expect(calls('judge_hub_place')).toHaveLength(1);
    expect(await faults()).toEqual([]);
    await user.click(button());
    await waitFor(() => expect(calls('create_hub')).toHaveLength(1));
    expect(calls('create_hub')[0]?.question).toEqual({ address: '/mnt/files01/plans/Q4.hub' });
    await waitFor(() => expect(screen.queryByLabelText('File on the team share')).toBeNull());
    expect((await screen.findAllByText('4 edits came in, 2 went out.')).length).toBeGreaterThan(0);
  });
  it('does not work in a place that is not safe, and says the way out', async () => {
    const unsafe = {
      ...place,
      place: 'A folder that Dropbox keeps.',
      safe: false,
      sentence: 'Two machines would each write their own copy.',
      way_out: 'Use a folder on a file server, or PostgreSQL.',
    };
    const { user, field, calls } = await dialog({ judge_hub_place: () => unsafe });
    await user.click(field);
    await user.paste('/home/d/Dropbox/x.hub');
    expect(await screen.findByText(/Use a folder on a file server/, {}, { timeout: 3000 })).toBeTruthy();
    await user.click(button());
    expect(button().getAttribute('title')).toBe('This place cannot keep a shared plan safe.');
    await user.type(field, '{Enter}');
    expect(calls('create_hub')).toHaveLength(0);
  });
  it('stays open with the reason at the field when it fails', async () => {
    const sentence = 'The shared plan refuses: Permission denied. Your edits are saved on this computer.';
    const { user, field } = await dialog({
      judge_hub_place: () => place,
      create_hub: () => {
        throw { kind: 'refused', code: 'hub-denied', sentence };
      },
    });
    await user.click(field);
    await user.paste('/mnt/x.hub');
    await screen.findByText(/A shared plan is safe there/, {}, { timeout: 3000 });
    await user.click(button());
    expect(await screen.findByText(sentence)).toBeTruthy();
    expect(field.getAttribute('aria-invalid')).toBe('true');
  });
});

describe('joining a plan', () => {
  it('is a way in on the welcome screen: address, own copy, open', async () => {
    const { user, calls } = await open(
      {
        ...sharedAnswers(),
        judge_hub_place: () => ({ ...place, kind: 'postgres', holds: 'Q4 2026' }),
        join_hub: () => ({ path: '/home/d/Q4.slipway', name: 'Q4 2026', read_only: false }),
      },
      false,
    );
    await user.keyboard('j');
    await user.click(await screen.findByRole('radio', { name: 'PostgreSQL' }));
    await user.click(screen.getByLabelText('Address of the database'));
    await user.paste('postgres://d@db/plans');
    expect(await screen.findByText(/It holds “Q4 2026”/, {}, { timeout: 3000 })).toBeTruthy();
    const join = screen.getByRole('button', { name: 'Join' });
    expect(join.getAttribute('title')).toBe('Say where your copy goes.');
    await user.click(screen.getByLabelText('Your own copy'));
    await user.paste('/home/d/Q4.slipway');
    expect(await faults()).toEqual([]);
    await user.click(join);
    await waitFor(() => expect(calls('join_hub')).toHaveLength(1));
    expect(calls('join_hub')[0]?.question).toEqual({
      address: 'postgres://d@db/plans',
      path: '/home/d/Q4.slipway',
    });
  });
});

describe('merging', () => {
  function settling() {
    let left: ConflictView[] = conflicts;
    const before: ConflictView[][] = [];
    return sharedAnswers(
      { conflicts_mine: 4 },
      {
        conflicts: () => left,
        settle_conflict: ({ id }: { id: string }) => {
          before.push(left);
          left = left.filter((each) => each.id !== id);
          return { seq: 1, sentence: `Settled ${id}`, answer: {} };
        },
        undo: () => {
          left = before.pop() ?? left;
          return { seq: 2, sentence: 'Undid it', answer: {} };
        },
      },
    );
  }
  const answered = (desk: { said: { name: string; question: unknown }[] }) =>
    desk.said.filter((each) => each.name === 'settle_conflict').map((each) => each.question);

  it('never opens by itself; the status bar offers it', async () => {
    const { user } = await open(settling());
    expect(screen.queryByRole('heading', { name: /conflicts to settle/ })).toBeNull();
    await user.click(status().getByRole('button', { name: '4 conflicts to settle' }));
    expect(await screen.findByRole('heading', { name: '4 conflicts to settle' })).toBeTruthy();
    expect(await screen.findByText('You and Ines Costa both moved RO-23.')).toBeTruthy();
    expect(await faults()).toEqual([]);
  });
  it('settles by one key each, moves by arrows, and takes back by Ctrl Z', async () => {
    const { user, desk } = await open(settling());
    await user.click(status().getByRole('button', { name: '4 conflicts to settle' }));
    await screen.findByText('You and Ines Costa both moved RO-23.');
    await user.keyboard('{ArrowDown}2');
    await screen.findByText(/took CHG-2207 out/);
    await user.keyboard('1');
    await screen.findByText(/Version 8 was published/);
    await user.keyboard('1');
    expect(answered(desk)).toEqual([
      { id: 'c2', choice: 'theirs' },
      { id: 'c3', choice: 'mine' },
    ]);
    await user.keyboard('{Control>}z{/Control}');
    await waitFor(() => expect(desk.said.some((each) => each.name === 'undo')).toBe(true));
    desk.push({ kind: 'touched', seq: 5, tables: ['merge_conflict'] });
    expect(await screen.findByText(/took CHG-2207 out/)).toBeTruthy();
  });
  it('settles the rest at once with a count, leaves out what cannot be, and ends in a list of what was done', async () => {
    const { user, desk } = await open(settling());
    await user.click(status().getByRole('button', { name: '4 conflicts to settle' }));
    await user.click(await screen.findByRole('button', { name: 'All yours (3)' }));
    await screen.findByText(/Version 8 was published/);
    expect(answered(desk)).toHaveLength(3);
    await user.keyboard('2');
    expect(await screen.findByText('4 conflicts settled. Each choice is in the log.')).toBeTruthy();
    expect(await faults()).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Done' }));
    await waitFor(() => expect(screen.queryByText(/Each choice is in the log/)).toBeNull());
  });
});

describe('while you were away', () => {
  it('is one line after opening; looking shows one difference, what needs me on top', async () => {
    const { user, calls } = await open(sharedAnswers({ away: 31 }));
    expect(await screen.findByText('Lukas and Ines changed 6 things while you were away.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Look' }));
    const panel = within(await screen.findByRole('region', { name: 'What changed' }));
    const sections = panel.getAllByRole('region').map((each) => each.getAttribute('aria-label'));
    expect(sections).toEqual(['Needs you', 'Releases', 'Changes', 'Freezes']);
    expect(panel.getByText('CHG-2293')).toBeTruthy();
    expect(await faults()).toEqual([]);
    await user.click(panel.getByRole('radio', { name: 'By person' }));
    expect(panel.getByRole('region', { name: 'Lukas Weber' })).toBeTruthy();
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('region', { name: 'What changed' })).toBeNull();
    expect(calls('seen_away')).toHaveLength(0);
    await user.click(screen.getByRole('button', { name: 'Dismiss' }));
    expect(calls('seen_away')).toHaveLength(1);
    await waitFor(() => expect(screen.queryByText(/while you were away/)).toBeNull());
  });
  it('says nothing to a file that has just joined', async () => {
    const { calls } = await open(sharedAnswers({ away: 900 }, { away: () => ({ ...away, since: null }) }));
    await waitFor(() => expect(calls('seen_away')).toHaveLength(1));
    expect(screen.queryByText(/while you were away/)).toBeNull();
  });
});

describe('teams without a hub', () => {
  it('merge a copy from the plan menu, and read what came of it', async () => {
    const { desk, user, calls } = await open({ ...answers, merge_copy: () => visited });
    desk.answer('pick_open_plan', '/home/d/from Ines.slipway');
    await user.click(screen.getByRole('button', { name: /Q4 2026/ }));
    await user.click(screen.getByRole('menuitem', { name: 'Merge a copy…' }));
    await waitFor(() => expect(calls('merge_copy')).toHaveLength(1));
    expect(calls('merge_copy')[0]?.question).toEqual({ path: '/home/d/from Ines.slipway' });
    expect((await screen.findAllByText('4 edits came in, 2 went out.')).length).toBeGreaterThan(0);
  });
  it('write a copy for somebody else', async () => {
    const { desk, user, calls } = await open({ ...answers, save_copy: () => ({ path: '/tmp/c.slipway' }) });
    desk.answer('pick_save_plan', '/tmp/c.slipway');
    await user.click(screen.getByRole('button', { name: /Q4 2026/ }));
    await user.click(screen.getByRole('menuitem', { name: 'Export a copy…' }));
    await waitFor(() => expect(calls('save_copy')[0]?.question).toEqual({ path: '/tmp/c.slipway' }));
  });
});
