import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { afterEach, expect, it } from 'vitest';
import { answers, fixtureDesk, frameView, type Answers } from '../../../dev/fixture';
import App from '../../shell/App.svelte';
import { log } from '.';
import { fours } from './operations';
import recorded from './recorded.json';

const given: Answers = {
  ...answers,
  log: ({ text }: { text: string }) => ({
    ...recorded.log,
    count: text ? 1 : 6,
    lines: recorded.log.lines.filter((line) => line.sentence.toLowerCase().includes(text.toLowerCase())),
  }),
  log_entry: ({ seq }: { seq: number }) => (seq === 2 ? recorded.log_entry_large : recorded.log_entry),
  entry_effects: () => recorded.entry_effects,
  verify: () => recorded.verify,
  see_plan_at: () => ({ seq: 5, at: recorded.log_entry.line.at, sentence: 'You see the plan as it was.' }),
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
  await user.click(within(grid).getByTitle('Undid: Set RO-20 to locked'));
  const aside = await screen.findByRole('complementary', { name: 'Inspector' });
  expect(await within(aside).findByText('planned')).toBeTruthy();
  expect(within(aside).getByRole('link', { name: /#4 Set RO-20 to locked/ })).toBeTruthy();
  expect(within(aside).getByText(fours(recorded.log_entry.seal.entry, 4))).toBeTruthy();
  expect(within(aside).getByText('“Legal date, cookie banner”')).toBeTruthy();
  expect(await within(aside).findByText(/inside Peak trading/)).toBeTruthy();
  expect(within(aside).getByText(/^signed ed25519, key 7be20c14/)).toBeTruthy();
  expect(location.hash).toContain('entry=5');
});
it('asks for the words that were typed, once typing rests', async () => {
  const { desk, grid, user } = await open();
  await user.type(screen.getByLabelText('Filter the log'), 'rel-01');
  await waitFor(() => expect(within(grid).queryByText('ST-31')).toBeNull());
  expect(within(grid).getByText('REL-01')).toBeTruthy();
  expect(screen.getByText('1 of 6')).toBeTruthy();
  expect(desk.said.filter((each) => each.name === 'log').length).toBeLessThan(5);
});
it('says whether the chain holds, unasked and again by key', async () => {
  const { desk, user } = await open();
  expect(await screen.findByText('Chain intact.')).toBeTruthy();
  expect(screen.getByText(/6 entries checked in .* s/)).toBeTruthy();
  await user.keyboard('v');
  await waitFor(() => expect(desk.said.filter((each) => each.name === 'verify').length).toBe(2));
});
it('says a broken chain in the words of the check, not that all is well', async () => {
  await open('#/log', {
    verify: () => ({ ...recorded.verify, holds: false, sentence: 'Entry 4 is not what its hash says.' }),
  });
  expect(await screen.findByText('The chain is broken.')).toBeTruthy();
  expect(screen.getAllByText(/Entry 4 is not what its hash says/).length).toBeGreaterThan(0);
  expect(screen.queryByText('Chain intact.')).toBeNull();
});
it('a check that is older than the newest edit says so', async () => {
  const { desk } = await open();
  await screen.findByText('Chain intact.');
  desk.push({ kind: 'touched', seq: 7, tables: ['release'] });
  expect(await screen.findByText(/1 entry written since/)).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Check again' })).toBeTruthy();
});
it('chips write the filter, and a filter that is not understood says what is allowed', async () => {
  window.innerWidth = 1440;
  const { desk, user } = await open('#/log', {
    log: ({ text }: { text: string }) => {
      if (text.includes('foo:'))
        throw { kind: 'refused', code: 'filter', sentence: 'There is no filter “foo:”. Write since:.' };
      return recorded.log;
    },
  });
  const field = screen.getByLabelText<HTMLInputElement>('Filter the log');
  await user.click(screen.getByRole('button', { name: 'Decisions only' }));
  expect(field.value).toBe('is:decision');
  await waitFor(() => expect(desk.said.at(-1)?.question).toEqual({ before: null, text: 'is:decision' }));
  await user.type(field, ' foo:bar');
  expect(await screen.findByText(/There is no filter “foo:”/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Show all' }));
  expect(field.value).toBe('');
  window.innerWidth = 1024;
});
it('what has no room as a chip is in the menu of people', async () => {
  const { user } = await open();
  await user.click(screen.getByRole('button', { name: 'People 1' }));
  await user.click(screen.getByRole('menuitemradio', { name: /Deniz Aydin/ }));
  await user.click(screen.getByRole('button', { name: 'People 1' }));
  await user.click(screen.getByRole('menuitemradio', { name: 'Rule overrides' }));
  const field = screen.getByLabelText<HTMLInputElement>('Filter the log');
  expect(field.value).toBe('by:"Deniz Aydin" is:override');
  await user.click(screen.getByRole('button', { name: 'Everybody again' }));
  expect(field.value).toBe('is:override');
});
it('an empty result has one sentence and one way out', async () => {
  const { user } = await open('#/log?filter=by%3Anobody', {
    log: ({ text }: { text: string }) => (text ? { ...recorded.log, lines: [], count: 0 } : recorded.log),
  });
  expect(await screen.findByText('No entry fits the filter.')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Export' }).getAttribute('aria-disabled')).toBe('true');
  await user.click(screen.getByRole('button', { name: 'Show all' }));
  expect(await screen.findByText('REL-01')).toBeTruthy();
});
it('takes an entry back, or says why not', async () => {
  const { desk, user } = await open('#/log?entry=5', {
    reverse_entry: () => ({ seq: 7, sentence: 'Reversed entry 5', answer: { seq: 5 } }),
  });
  await user.click(await screen.findByRole('button', { name: 'Reverse this' }));
  expect(desk.said.some((each) => each.name === 'reverse_entry')).toBe(true);
  await user.click(screen.getByTitle('Filled the sample plan'));
  const off = await screen.findByTitle('“Filled the sample plan” cannot be undone.');
  expect(off.getAttribute('aria-disabled')).toBe('true');
});
it('a page that does not belong to the log is said to be foreign', async () => {
  const { desk, user } = await open('#/log', {
    check_document: () => ({
      verdict: 'foreign',
      sentence: 'This document does not belong to this log: it was printed from another plan.',
      file: 'plan.pdf',
      entry: null,
      since: 0,
    }),
  });
  desk.answer('pick_document', '/home/deniz/plan.pdf');
  await user.click(await screen.findByRole('button', { name: 'Check a PDF…' }));
  expect(await screen.findByText('It does not belong here.')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Close this message' }));
  expect(screen.queryByText('It does not belong here.')).toBeNull();
});
it('while the past is shown, the window says so and nothing can be changed', async () => {
  const past = { seq: 5, at: recorded.log_entry.line.at, sentence: 'You see the plan as it was.' };
  const { desk, user } = await open('#/log?entry=5', {
    frame: () => ({ ...frameView, past }),
    back_to_now: () => ({}),
  });
  expect(screen.getByText('You see the plan as it was.')).toBeTruthy();
  for (const name of ['Undo: Pin CHG-2198 to RO-22', 'Redo', 'Reverse this']) {
    const button = await screen.findByRole('button', { name });
    expect(button.getAttribute('aria-disabled')).toBe('true');
    expect(button.title).toContain('Go back to now');
  }
  await user.keyboard('{Escape}');
  expect(desk.said.some((each) => each.name === 'back_to_now')).toBe(true);
  expect(await faults()).toEqual([]);
}, 30_000);
it('has no faults of accessibility, with an entry of many rows open', async () => {
  await open('#/log?entry=2');
  await screen.findByRole('heading', { name: 'What changed' });
  expect(await faults()).toEqual([]);
}, 30_000);
