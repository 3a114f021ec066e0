import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { afterEach, expect, it } from 'vitest';
import { answers, fixtureDesk, type Answers } from '../../../dev/fixture';
import App from '../../shell/App.svelte';
import { log } from '.';
import { fours } from './operations';
import recorded from './recorded.json';

const given: Answers = {
  ...answers,
  log: ({ text }: { text: string }) => ({
    ...recorded.log,
    lines: recorded.log.lines.filter((line) => line.sentence.toLowerCase().includes(text.toLowerCase())),
  }),
  log_entry: ({ seq }: { seq: number }) => (seq === 2 ? recorded.log_entry_large : recorded.log_entry),
  verify: () => recorded.verify,
};
let undo = () => {};
afterEach(() => undo());

async function open(hash = '#/log', more: Answers = {}) {
  location.hash = hash;
  window.dispatchEvent(new HashChangeEvent('hashchange'));
  const desk = fixtureDesk({ ...given, ...more });
  undo = desk.provide();
  render(App, { rooms: [log] });
  const grid = await screen.findByRole('grid', { name: 'Log' });
  return { desk, grid, user: userEvent.setup() };
}
async function faults(): Promise<string[]> {
  const result = await axe.run(document.body, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  return result.violations.flatMap((each) => each.nodes.map((node) => `${each.id}: ${node.html}`));
}

it('shows what an entry changed, its seal, and the entry it takes back', async () => {
  const { grid, user } = await open();
  await user.click(within(grid).getByText('Undid: Set RO-20 to locked'));
  const aside = await screen.findByRole('complementary', { name: 'Inspector' });
  expect(await within(aside).findByText('planned')).toBeTruthy();
  expect(within(aside).getByRole('link', { name: /#4 Set RO-20 to locked/ })).toBeTruthy();
  expect(within(aside).getByText(fours(recorded.log_entry.hash))).toBeTruthy();
  expect(location.hash).toContain('entry=5');
});
it('asks for the words that were typed, once typing rests', async () => {
  const { desk, grid, user } = await open();
  await user.type(screen.getByLabelText('Filter the log'), 'rel-01');
  await waitFor(() => expect(within(grid).queryByText('Set ST-31 to locked')).toBeNull());
  expect(within(grid).getByText(/^Added REL-01/)).toBeTruthy();
  expect(desk.said.filter((each) => each.name === 'log').length).toBeLessThan(5);
});
it('says whether the chain holds, by key', async () => {
  const { user } = await open();
  await user.keyboard('v');
  expect(await screen.findByText('Chain intact.')).toBeTruthy();
  expect(screen.getAllByText(/hold together/).length).toBeGreaterThan(0);
});
it('says a broken chain in the words of the check, not that all is well', async () => {
  const { user } = await open('#/log', {
    verify: () => ({ ...recorded.verify, holds: false, sentence: 'Entry 4 is not what its hash says.' }),
  });
  await user.keyboard('v');
  expect(await screen.findByText('The chain is broken.')).toBeTruthy();
  expect(screen.queryByText('Chain intact.')).toBeNull();
});
it('a check that is older than the newest edit is taken off', async () => {
  const { desk, user } = await open();
  await user.keyboard('v');
  await screen.findByText('Chain intact.');
  desk.push({ kind: 'touched', seq: 7, tables: ['release'] });
  await waitFor(() => expect(screen.queryByText('Chain intact.')).toBeNull());
});
it('has no faults of accessibility, with an entry of many rows open', async () => {
  await open('#/log?entry=2');
  await screen.findByText('333 rows');
  expect(await faults()).toEqual([]);
}, 30_000);
