/** Drafts, the table and the desk of exceptions as a person meets them. */
import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { afterEach, describe, expect, it } from 'vitest';
import { answers, fixtureDesk } from '../../../dev/fixture';
import App from '../../shell/App.svelte';
import { freezes } from '.';
import recorded from './recorded.json';

const request = recorded.ours.exceptions[0] ?? recorded.agreed.exceptions[0];
const row = (more: object) => ({
  id: 'fx-1',
  reference: 'FX-1',
  freeze: recorded.agreed.freeze.id,
  freeze_name: recorded.agreed.freeze.name,
  subject: 'CHG-1 Fix the till',
  requester: 'Stores',
  teams: ['Stores'],
  reason_code: 'defect',
  verdict: 'filed',
  filed_at: '2026-10-01T08:00:00Z',
  decided_at: null,
  days_waited: 3,
  slot: null,
  advice: 60,
  budget: { granted: 1, limit: 3 },
  uses: 0,
  uses_allowed: 1,
  ...more,
});
const draft = {
  ...recorded.ours,
  freeze: { ...recorded.ours.freeze, state: 'draft', talks: null },
  talks: { ...recorded.ours.talks, state: 'draft', rounds: [], gaps: [] },
};
const given = {
  ...answers,
  freezes: () => recorded.freezes,
  talks: () => recorded.ours,
  preview_offer: () => recorded.preview,
  services: () => recorded.services,
  search: () => recorded.search,
  people: () => ({ people: [{ id: 'p-1', name: 'Ana Gil' }], roles: [], acts: [], me: {}, locked: null }),
  exception_desk: () => ({
    open: 1,
    rows: [row({}), row({ id: 'fx-2', reference: 'FX-2', verdict: 'granted', subject: 'CHG-2 Ledger' })],
  }),
  exception_page: () => ({
    request: { ...request, id: 'fx-1', reference: 'FX-1', verdict: 'filed', slot: null },
    freeze: recorded.agreed.freeze,
    criteria: recorded.agreed.criteria,
    budget: { granted: 1, limit: 3 },
  }),
};
let undo = () => {};
afterEach(() => undo());

async function open(more: Record<string, (question: never) => unknown> = {}, hash = '#/freezes') {
  const desk = fixtureDesk({ ...given, ...more });
  undo = desk.provide();
  location.hash = hash;
  globalThis.dispatchEvent(new HashChangeEvent('hashchange'));
  render(App, { rooms: [freezes] });
  const asked = (name: string) =>
    desk.said.filter((each) => each.name === name).map((each) => each.question as Record<string, unknown>);
  return { asked, user: userEvent.setup() };
}
async function faults(): Promise<string[]> {
  const result = await axe.run(document.body, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  return result.violations.flatMap((each) => each.nodes.map((node) => `${each.id}: ${node.html}`));
}
const done = (sentence: string) => () => ({ seq: 900, sentence, touched: [], answer: {} });

describe('the desk of exceptions', { timeout: 60_000 }, () => {
  it('is reached from the list, filtered, walked by arrows, and opens the page of a request', async () => {
    const { user } = await open();
    await user.click(await screen.findByRole('button', { name: /^Exception desk/ }));
    const grid = await screen.findByRole('grid', { name: 'Requests for exceptions' });
    expect(within(grid).getByText('FX-1')).toBeTruthy();
    expect(within(grid).queryByText('FX-2'), 'what is to be decided comes first').toBeNull();
    await user.click(screen.getByRole('radio', { name: 'All' }));
    const first = (await within(grid).findByText('FX-1')).closest('[data-index]') as HTMLElement;
    first.focus();
    await user.keyboard('{ArrowDown}');
    await waitFor(() => expect(location.hash).toContain('exception=fx-2'));
    await user.keyboard('{ArrowUp}');
    await waitFor(() => expect(location.hash).toContain('exception=fx-1'));
    await screen.findByRole('button', { name: /Grant…/ });
    expect(await faults()).toEqual([]);
  });
  it('grants while it holds and for as many deployments as are typed', async () => {
    const { asked, user } = await open(
      { decide_exception: done('Set FX-1 to granted') },
      '#/freezes?desk=exceptions&exception=fx-1',
    );
    await user.click(await screen.findByRole('button', { name: /Grant…/ }));
    const form = screen.getByRole('form', { name: 'Grant FX-1' });
    const [from, until] = [within(form).getByLabelText('Holds from'), within(form).getByLabelText('Until')];
    await user.type(from, '2026-11-20T22:00');
    expect(
      (within(form).getByRole('button', { name: 'Grant' }) as HTMLElement).getAttribute('aria-disabled'),
    ).toBe('true');
    await user.type(until, '2026-11-21T02:00');
    const uses = within(form).getByLabelText('Deployments it is good for');
    await user.clear(uses);
    await user.type(uses, '2');
    await user.click(within(form).getByRole('button', { name: 'Grant' }));
    await waitFor(() => expect(asked('decide_exception')).toHaveLength(1));
    const [said] = asked('decide_exception');
    expect(said).toMatchObject({ exception: 'fx-1', verdict: 'granted', uses_allowed: 2, conditions: [] });
    const valid = said?.valid as { start: string; end: string };
    expect(Date.parse(valid.end) - Date.parse(valid.start)).toBe(4 * 3_600_000);
  });
});

describe('a draft', { timeout: 60_000 }, () => {
  it('is weighed, edited and sent', async () => {
    const { asked, user } = await open({
      talks: () => draft,
      edit: done('Changed freeze'),
      send_ask: done('Commerce asked for it.'),
    });
    await screen.findByRole('grid', { name: 'Options' });
    expect(await faults()).toEqual([]);
    await user.click(screen.getByRole('button', { name: /^Edit draft/ }));
    const name = await screen.findByLabelText('Name');
    expect((name as HTMLInputElement).value).toBe(draft.freeze.name);
    await user.type(name, ' 2');
    await user.click(screen.getByRole('button', { name: 'Keep the draft' }));
    await waitFor(() => expect(asked('edit')).toHaveLength(1));
    expect(asked('edit')[0]).toMatchObject({
      table: 'freeze',
      id: draft.freeze.id,
      seen: draft.seq,
      fields: { name: `${draft.freeze.name} 2` },
    });
    await user.click(await screen.findByRole('button', { name: 'Send the ask' }));
    await waitFor(() => expect(asked('send_ask')[0]).toMatchObject({ negotiation: draft.talks.id }));
  });
  it('is kept by the form of a new ask, and asks nobody', async () => {
    const { asked, user } = await open(
      { ask_freeze: () => ({ ...done('Drafted')(), answer: { id: 'f-9', reference: 'FZ-90' } }) },
      '#/freezes?new=ask',
    );
    await user.type(await screen.findByLabelText('Name'), 'Summer fair');
    await user.type(screen.getByLabelText('From'), '2026-12-20');
    await user.type(screen.getByLabelText('Last day'), '2026-12-28');
    await user.click(screen.getByRole('button', { name: 'Keep as a draft' }));
    await waitFor(() => expect(asked('ask_freeze')[0]).toMatchObject({ name: 'Summer fair', draft: true }));
  });
});

describe('the table', { timeout: 60_000 }, () => {
  it('takes roles, weights and delegates as of what was looked at', async () => {
    const { asked, user } = await open({ seat_parties: done('Changed who sits where.') });
    await user.click(await screen.findByRole('tab', { name: 'Table' }));
    const table = await screen.findByRole('region', { name: 'The table' });
    await user.click(within(table).getByRole('button', { name: 'Edit' }));
    const form = await screen.findByRole('form', { name: 'The table' });
    const weight = within(form).getAllByLabelText('Its loss counts, times')[0] as HTMLInputElement;
    await user.clear(weight);
    await user.type(weight, '2.5');
    await user.selectOptions(within(form).getAllByLabelText('When they cannot')[0] as HTMLElement, 'Ana Gil');
    expect(await faults()).toEqual([]);
    await user.click(within(form).getByRole('button', { name: 'Keep the table' }));
    await waitFor(() => expect(asked('seat_parties')).toHaveLength(1));
    const [said] = asked('seat_parties');
    expect(said).toMatchObject({ negotiation: recorded.ours.talks.id, seen: recorded.ours.seq });
    expect((said?.parties as object[])[0]).toMatchObject({ weight: 25, delegate: 'p-1' });
  });
});
