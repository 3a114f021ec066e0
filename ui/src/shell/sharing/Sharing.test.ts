import { screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { answers, frameView, type Answers } from '../../../dev/fixture';
import { away, offline, sharedAnswers, sharing, stopped } from '../../../dev/shared';
import { faults, openWindow, status, visited } from '../../../dev/window';

vi.setConfig({ testTimeout: 60_000 });
let undo = () => {};
afterEach(() => undo());
async function open(given: Answers = sharedAnswers(), opened = true) {
  const held = await openWindow(given, opened);
  undo = held.leave;
  return held;
}

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
