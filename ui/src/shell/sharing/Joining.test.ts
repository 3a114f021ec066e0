import { screen, waitFor } from '@testing-library/svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { answers, type Answers } from '../../../dev/fixture';
import { place, sharedAnswers } from '../../../dev/shared';
import { faults, openWindow, visited } from '../../../dev/window';

vi.setConfig({ testTimeout: 60_000 });
let undo = () => {};
afterEach(() => undo());
async function open(given: Answers = sharedAnswers(), opened = true) {
  const held = await openWindow(given, opened);
  undo = held.leave;
  return held;
}

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
