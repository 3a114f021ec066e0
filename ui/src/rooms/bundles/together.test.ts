import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { answers, fixtureDesk } from '../../../dev/fixture';
import App from '../../shell/App.svelte';
import { bundles } from './index';
import recorded from './recorded.json';

// jsdom lays nothing out: nothing lies under the pointer.
document.elementsFromPoint = () => [];

const changed = {
  author: 'Ines Costa',
  at: '2026-10-06T11:55:00Z',
  sentence: 'Moved CHG-2207 to RO-22',
  seq: recorded.why.seq + 3,
  name: 'CHG-2207',
  fields: [{ field: 'release', before: 'RO-23', after: 'RO-22' }],
};
let undo = () => {};
afterEach(() => undo());

/** The board of somebody who is challenging a risk while a colleague edits. */
async function challenging() {
  let seq = recorded.why.seq;
  const desk = fixtureDesk({
    ...answers,
    board: () => ({ ...recorded.board, seq }),
    why: () => ({ ...recorded.why, seq }),
    change_choices: () => recorded.choices,
    challenge_risk: ({ seen }: { seen: number }) => {
      if (seen < changed.seq)
        throw { kind: 'stale', code: 'stale', sentence: 'Ines Costa changed CHG-2207.', changed };
      return { seq: 60, sentence: 'Challenged the risk of CHG-2207', answer: {} };
    },
  });
  undo = desk.provide();
  window.innerWidth = 1440;
  location.hash = '#/bundles';
  window.dispatchEvent(new HashChangeEvent('hashchange'));
  render(App, { rooms: [bundles] });
  const user = userEvent.setup();
  await user.click(await screen.findByRole('option', { name: /CHG-2207/ }));
  await user.click(await screen.findByRole('button', { name: 'Challenge' }));
  await user.selectOptions(screen.getByLabelText('Level'), '3');
  const reason = screen.getByLabelText(/^Reason/);
  await user.type(reason, 'Two teams tested it');
  const asked = (name: string) => desk.said.filter((each) => each.name === name);
  const colleague = () => {
    seq = changed.seq;
    desk.push({ kind: 'touched', seq, tables: ['change'] });
  };
  return { desk, user, reason, asked, colleague };
}

describe('editing together', { timeout: 30_000 }, () => {
  it('what is typed stays, and so does the focus, while the inspector hears of a colleague', async () => {
    const { user, reason, asked, colleague } = await challenging();
    const before = asked('why').length;
    colleague();
    await waitFor(() => expect(asked('why').length).toBe(before + 1));
    await new Promise((done) => setTimeout(done, 50));
    expect(document.activeElement).toBe(reason);
    await user.keyboard(', twice');
    expect(screen.getByLabelText(/^Reason/)).toBe(reason);
    expect((reason as HTMLTextAreaElement).value).toBe('Two teams tested it, twice');
  });
  it('an edit of what a colleague just changed shows theirs, and mine is written only when told to', async () => {
    const { user, asked, colleague } = await challenging();
    colleague();
    await waitFor(() => expect(asked('why').length).toBeGreaterThan(1));
    await user.click(screen.getByRole('button', { name: 'Set the level' }));
    expect(await screen.findByText('Ines Costa changed CHG-2207 at 13:55, after you looked.')).toBeTruthy();
    expect(screen.getByText('release')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Write mine over it' }));
    await waitFor(() => expect(screen.queryByLabelText(/^Reason/)).toBeNull());
    expect(asked('challenge_risk').map((each) => (each.question as { seen: number }).seen)).toEqual([
      recorded.why.seq,
      changed.seq,
    ]);
  });
  it('taking theirs writes nothing', async () => {
    const { user, asked, colleague } = await challenging();
    colleague();
    await user.click(screen.getByRole('button', { name: 'Set the level' }));
    await user.click(await screen.findByRole('button', { name: 'Take theirs' }));
    await waitFor(() => expect(screen.queryByLabelText(/^Reason/)).toBeNull());
    expect(asked('challenge_risk')).toHaveLength(1);
  });
});
