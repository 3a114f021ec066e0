import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { afterEach, describe, expect, it } from 'vitest';
import { answers, fixtureDesk } from '../../../dev/fixture';
import App from '../../shell/App.svelte';
import { bundles } from './index';
import recorded from './recorded.json';

// jsdom lays nothing out: nothing lies under the pointer.
document.elementsFromPoint = () => [];

async function faults(): Promise<string[]> {
  const result = await axe.run(document.body, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  return result.violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${node.html}`),
  );
}
const written = (sentence: string, answer: unknown = {}) => ({ seq: 9, sentence, answer });
const given = {
  ...answers,
  board: () => recorded.board,
  why: ({ change }: { change: string }) =>
    change === recorded.waits.card.id ? recorded.waits : recorded.why,
  risk_calibration: () => recorded.scores,
  preview_place: ({ sequence }: { sequence: number }) => ({ ...recorded.preview, sequence }),
  preview_moves: ({ sequence }: { sequence: number }) => ({ ...recorded.preview, sequence }),
  change_choices: () => recorded.choices,
  place_change: () => written('Put CHG-2207 into RO-22'),
  pin_change: () => written('Pinned CHG-2207 to RO-23'),
  adopt_scenario: () => written('Adopted Proposal 1: 4 moves'),
  take_way_out: () => written('Took a way out'),
  add_change: () => written('Added CHG-9 Show returns', { id: 'x', reference: 'CHG-9' }),
};
let undo = () => {};
afterEach(() => undo());

async function open(more: Record<string, (question: never) => unknown> = {}, hash = '#/bundles') {
  const desk = fixtureDesk({ ...given, ...more });
  undo = desk.provide();
  window.innerWidth = 1440;
  location.hash = hash;
  window.dispatchEvent(new HashChangeEvent('hashchange'));
  render(App, { rooms: [bundles] });
  await screen.findByRole('option', { name: /CHG-2207/ });
  return { desk, user: userEvent.setup() };
}
const asked = (desk: { said: { name: string; question: unknown }[] }, name: string) =>
  desk.said.filter((each) => each.name === name).map((each) => each.question);
const card = (name: RegExp) => screen.getByRole('option', { name });

describe('bundles', { timeout: 30_000 }, () => {
  it('has no faults of accessibility, with a change explained and with the form open', async () => {
    const { user } = await open();
    await user.click(card(/CHG-2207/));
    await screen.findByText(/RO-22 uses 35 of 40 effort points/);
    expect(await faults()).toEqual([]);
    await user.keyboard('n');
    await screen.findByRole('dialog', { name: 'New change' });
    expect(await faults()).toEqual([]);
  }, 60_000);
  it('moves a card by M, arrows and Enter, and sends what was seen', async () => {
    const { desk, user } = await open();
    await user.click(card(/CHG-2207/));
    await user.keyboard('m{ArrowLeft}');
    await screen.findByText('If you drop it in RO-22');
    await user.keyboard('{Enter}');
    const to = recorded.board.columns.find((column) => column.reference === 'RO-22')?.id;
    await waitFor(() =>
      expect(asked(desk, 'place_change')).toEqual([
        { change: recorded.why.card.id, release: to, reason: '', seen: recorded.board.seq },
      ]),
    );
    expect((await screen.findAllByText(/Put CHG-2207 into RO-22/)).length).toBeGreaterThan(0);
  });
  it('moves a card by clicking a column after M, and Escape puts it back', async () => {
    const { desk, user } = await open();
    await user.click(card(/CHG-2207/));
    await user.keyboard('m{Escape}');
    expect(screen.queryByRole('button', { name: 'Move it to RO-20' })).toBeNull();
    await user.keyboard('m');
    await user.click(await screen.findByRole('button', { name: 'Move it to RO-20' }));
    await waitFor(() => expect(asked(desk, 'place_change')).toHaveLength(1));
  });
  it('asks for a reason before it defers, and shows a refusal in the dialog', async () => {
    const { desk, user } = await open({
      place_change: () => {
        throw { kind: 'stale', code: 'stale', sentence: 'Ines changed CHG-2207 after you read it.' };
      },
    });
    await user.click(card(/CHG-2207/));
    await user.keyboard('d');
    const dialog = await screen.findByRole('dialog', { name: 'Defer CHG-2207?' });
    await user.click(within(dialog).getByRole('button', { name: 'Defer' }));
    expect(await within(dialog).findByText(/A deferral needs a reason/)).toBeTruthy();
    expect(asked(desk, 'place_change')).toHaveLength(0);
    await user.click(within(dialog).getByRole('button', { name: 'No test slot' }));
    await user.click(within(dialog).getByRole('button', { name: 'Defer' }));
    expect(await within(dialog).findByText('Ines changed CHG-2207 after you read it.')).toBeTruthy();
  });
  it('shows a proposal on the board, adopts one card of it, and the whole', async () => {
    const { desk, user } = await open();
    await user.click(screen.getByRole('button', { name: /^B/ }));
    await screen.findByText('Showing proposal B.');
    expect((await screen.findAllByRole('option', { name: /would come from/ })).length).toBeGreaterThan(0);
    const proposal = recorded.board.scenarios[1];
    await user.click(screen.getAllByRole('button', { name: 'Adopt' })[0] as HTMLElement);
    await waitFor(() =>
      expect(asked(desk, 'adopt_scenario')).toEqual([
        { scenario: proposal?.id, changes: [expect.any(String)] },
      ]),
    );
    await user.click(screen.getAllByRole('button', { name: 'Adopt B' })[0] as HTMLElement);
    await waitFor(() =>
      expect(asked(desk, 'adopt_scenario')[1]).toEqual({ scenario: proposal?.id, changes: null }),
    );
  });
  it('tries a way forward on the board and takes it as one operation', async () => {
    const { desk, user } = await open();
    await user.click(card(/CHG-2264/));
    await user.click((await screen.findAllByRole('button', { name: 'Try' }))[0] as HTMLElement);
    await screen.findByText(/Trying for CHG-2264/);
    expect(asked(desk, 'preview_moves')).toHaveLength(1);
    expect(asked(desk, 'take_way_out')).toHaveLength(0);
    await user.click(screen.getByRole('button', { name: 'Take' }));
    await waitFor(() => expect(asked(desk, 'take_way_out')).toHaveLength(1));
    await waitFor(() => expect(screen.queryByText(/Trying for CHG-2264/)).toBeNull());
  });
  it('tries facts that are not so yet, and tells the one that is not enough', async () => {
    const { desk, user } = await open();
    await user.click(card(/CHG-2264/));
    expect(await screen.findByText(/alone is not enough: RO-24 would be 15 risk points short/)).toBeTruthy();
    const way = (await screen.findByText(/Show 5 missing tests by Wed 2 Dec/)).closest('.way') as HTMLElement;
    await user.click(within(way).getByRole('button', { name: 'Try' }));
    expect(await screen.findByText('once that holds')).toBeTruthy();
    await waitFor(() =>
      expect(asked(desk, 'preview_moves')[0]).toMatchObject({
        assuming: [{ change: recorded.waits.card.id, fact: { fact: 'evidence-shown' } }],
      }),
    );
  });
  it('says what is met, and whom a change meets in its release', async () => {
    await open({}, '#/bundles?change=CHG-2207');
    expect(await screen.findByText(/Needs CHG-2198 first, which RO-22 carries/)).toBeTruthy();
    expect(await screen.findByText(/Meets CHG-2214 at Checkout API: 3 more points in RO-23/)).toBeTruthy();
  });
  it('shows how past scores held, and says where they are too thin', async () => {
    const { user } = await open();
    await user.click(screen.getByRole('button', { name: 'How past scores held' }));
    const dialog = await screen.findByRole('dialog', { name: 'How past scores held' });
    expect(await within(dialog).findByText(/better than the base rate: Brier 0.081/)).toBeTruthy();
    expect(
      within(dialog).getByLabelText(/Level 1: 0 of 22 changes failed, 0.0 %, between 0.0 % and 15 %$/),
    ).toBeTruthy();
    expect(within(dialog).getAllByText('n 14, too thin')).toHaveLength(2);
    expect(await faults()).toEqual([]);
  });
  it('pins by P, solves by S and says why it cannot', async () => {
    const { desk, user } = await open({
      solve: () => {
        throw { kind: 'refused', code: 'no-change', sentence: 'No change rides this train or waits for it.' };
      },
    });
    await user.click(card(/CHG-2207/));
    await user.keyboard('p');
    await waitFor(() =>
      expect(asked(desk, 'pin_change')).toEqual([{ change: recorded.why.card.id, pinned: true }]),
    );
    await user.keyboard('s');
    expect(await screen.findByText('No change rides this train or waits for it.')).toBeTruthy();
  });
  it('filters by the text, and says what it cannot read', async () => {
    const { user } = await open();
    await user.keyboard('f');
    const field = await screen.findByRole('searchbox', { name: 'Filter changes' });
    await user.type(field, 'risk:>=4');
    await waitFor(() => expect(screen.queryByRole('option', { name: /CHG-2188/ })).toBeNull());
    expect(screen.getByText('2 shown')).toBeTruthy();
    await fireEvent.input(field, { target: { value: 'colour:red' } });
    expect(await screen.findByText(/There is no filter “colour”/)).toBeTruthy();
  });
  it('draws a window of a board with 10,000 changes on 40 releases', async () => {
    const [column] = recorded.board.columns;
    const columns = Array.from({ length: 40 }, (_, c) => ({
      ...column,
      id: `release-${c}`,
      reference: `RO-${c}`,
      cards: Array.from({ length: 250 }, (_, i) => ({
        ...recorded.why.card,
        id: `change-${c}-${i}`,
        reference: `CHG-${2207 + c * 1000 + i}`,
        release: `release-${c}`,
      })),
    }));
    await open({ board: () => ({ ...recorded.board, columns }) });
    expect(document.querySelectorAll('*').length).toBeLessThan(1500);
    expect(screen.getAllByRole('option')[0]?.getAttribute('aria-setsize')).toBe('250');
  });
  it('opens the change that a link names, by reference', async () => {
    await open({}, '#/bundles?change=CHG-2207');
    expect(await screen.findByText(/RO-22 uses 35 of 40 effort points/)).toBeTruthy();
  });
  it('adds a change and keeps the form when its reference is taken', async () => {
    const { desk, user } = await open({
      add_change: () => {
        throw { kind: 'refused', code: 'reference-taken', sentence: 'CHG-2207 is another change already.' };
      },
    });
    await user.click(screen.getByRole('button', { name: 'New change' }));
    const dialog = await screen.findByRole('dialog', { name: 'New change' });
    await user.click(within(dialog).getByRole('button', { name: 'Add the change' }));
    expect(await within(dialog).findByText('A change needs a title.')).toBeTruthy();
    await user.type(within(dialog).getByLabelText('Title'), 'Show returns');
    await user.click(within(dialog).getByRole('button', { name: 'Add the change' }));
    expect(await within(dialog).findByText('CHG-2207 is another change already.')).toBeTruthy();
    expect(asked(desk, 'add_change')).toHaveLength(1);
  });
});
