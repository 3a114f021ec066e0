import { screen, waitFor } from '@testing-library/svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Answers } from '../../../dev/fixture';
import { conflicts, sharedAnswers } from '../../../dev/shared';
import { faults, openWindow, status } from '../../../dev/window';
import type { ConflictView } from '../../desk/wire';

vi.setConfig({ testTimeout: 60_000 });
let undo = () => {};
afterEach(() => undo());
async function open(given: Answers = sharedAnswers(), opened = true) {
  const held = await openWindow(given, opened);
  undo = held.leave;
  return held;
}

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
