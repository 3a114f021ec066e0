/** The place as a person meets it: found by name, worked by keys, refused where the mistake is. */
import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { afterEach, describe, expect, it } from 'vitest';
import { answers, fixtureDesk } from '../../../dev/fixture';
import App from '../../shell/App.svelte';
import { freezes } from '.';
import recorded from './recorded.json';

const given = {
  ...answers,
  freezes: () => recorded.freezes,
  talks: ({ freeze }: { freeze: string }) =>
    freeze === recorded.agreed.freeze.id
      ? recorded.agreed
      : { ...recorded.ours, freeze: { ...recorded.ours.freeze, id: freeze } },
  preview_offer: () => recorded.preview,
  services: () => recorded.services,
  search: () => recorded.search,
};

let undo = () => {};
afterEach(() => undo());

async function open(more: Record<string, (question: never) => unknown> = {}, hash = '#/freezes') {
  const desk = fixtureDesk({ ...given, ...more });
  undo = desk.provide();
  location.hash = hash;
  globalThis.dispatchEvent(new HashChangeEvent('hashchange'));
  render(App, { rooms: [freezes] });
  return { desk, user: userEvent.setup() };
}
async function faults(): Promise<string[]> {
  const result = await axe.run(document.body, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  return result.violations.flatMap((each) => each.nodes.map((node) => `${each.id}: ${node.html}`));
}
const sent = (desk: { said: { name: string; question: unknown }[] }, name: string) =>
  desk.said.filter((each) => each.name === name).map((each) => each.question as Record<string, unknown>);

describe('the place of freezes', { timeout: 60_000 }, () => {
  it('has no faults of accessibility, at rest, with a number open, and while an offer is written', async () => {
    const { user } = await open();
    const grid = await screen.findByRole('grid', { name: 'Options' });
    expect(await faults()).toEqual([]);
    await user.click(within(grid).getAllByRole('button', { name: /^Change-days lost/ })[0] as HTMLElement);
    await screen.findByRole('dialog');
    expect(await faults()).toEqual([]);
    await user.keyboard('{Escape}');
    await user.click(screen.getByRole('button', { name: /Edit offer/ }));
    await screen.findByRole('form', { name: /^Offer to/ });
    expect(await faults()).toEqual([]);
  });
  it('arrows walk the options, Enter opens the rows behind a number, Escape goes back to it', async () => {
    const { user } = await open();
    const grid = await screen.findByRole('grid', { name: 'Options' });
    within(grid).getAllByRole('button')[0]?.focus();
    await user.keyboard('{ArrowRight}{ArrowRight}{ArrowRight}');
    const number = document.activeElement as HTMLElement;
    expect(number.getAttribute('aria-label')).toMatch(/^Change-days lost/);
    await user.keyboard('{Enter}');
    expect((await screen.findByRole('dialog')).textContent).toContain('Change-days lost');
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(document.activeElement).toBe(number);
  });
  it('offers the option in view with what is said along with it', async () => {
    const done = { seq: 3, sentence: 'Deniz made an offer in round 2 of NEG-4.', answer: {} };
    const { desk, user } = await open({ make_offer: () => done });
    await user.click(await screen.findByRole('button', { name: /^Offer [A-D]$/ }));
    await user.type(screen.getByLabelText('Message'), 'Two days less');
    await user.click(screen.getByRole('button', { name: 'Send offer' }));
    await waitFor(() => expect(sent(desk, 'make_offer')).toHaveLength(1));
    const [question] = sent(desk, 'make_offer');
    expect(question).toMatchObject({
      side: 'delivery',
      message: 'Two days less',
      negotiation: recorded.ours.talks.id,
    });
    const offered = recorded.ours.talks.options.map((row) => row.phases);
    expect(offered).toContainEqual(question?.phases);
    expect((await screen.findAllByText(done.sentence)).length).toBeGreaterThan(0);
    expect(screen.queryByRole('button', { name: 'Send offer' })).toBeNull();
  });
  it('shows a refusal in the form and keeps what was typed', async () => {
    const { user } = await open({
      make_offer: () => {
        throw {
          kind: 'refused',
          code: 'same-offer',
          sentence: 'The offer does not differ from the standing offer.',
        };
      },
    });
    await user.click(await screen.findByRole('button', { name: /Edit offer/ }));
    await user.type(screen.getByLabelText('Message'), 'Again');
    await user.click(screen.getByRole('button', { name: 'Send offer' }));
    const form = screen.getByRole('form', { name: /^Offer to/ });
    expect((await within(form).findByRole('alert')).textContent).toContain('does not differ');
    expect((screen.getByLabelText('Message') as HTMLInputElement).value).toBe('Again');
  });
  it('asks for new numbers when a date of the offer changes', async () => {
    const { desk, user } = await open();
    await user.click(await screen.findByRole('button', { name: /Edit offer/ }));
    await waitFor(() => expect(sent(desk, 'preview_offer').length).toBeGreaterThan(0));
    const before = sent(desk, 'preview_offer').length;
    const last = screen.getByLabelText('Last day');
    await user.clear(last);
    await user.type(last, '2027-01-02');
    await waitFor(() => expect(sent(desk, 'preview_offer').length).toBeGreaterThan(before));
  });
  it('writes down what a party says, and wants to know to what it objects', async () => {
    const done = { seq: 3, sentence: 'Release objected to round 2 of NEG-4.', answer: {} };
    const { desk, user } = await open({ take_position: () => done });
    await user.click(await screen.findByRole('button', { name: 'Write down what Release says' }));
    await user.click(screen.getByRole('radio', { name: 'Object' }));
    await user.click(screen.getByRole('button', { name: 'Record' }));
    expect(sent(desk, 'take_position')).toEqual([]);
    await user.type(screen.getByLabelText('To what'), 'The Thursday');
    await user.click(screen.getByRole('button', { name: 'Record' }));
    await waitFor(() =>
      expect(sent(desk, 'take_position')).toEqual([
        {
          negotiation: recorded.ours.talks.id,
          party: 'Release',
          stance: 'object',
          conditions: 'The Thursday',
        },
      ]),
    );
  });
  it('an agreed freeze shows its facts and offers nothing', async () => {
    const { user } = await open();
    await user.click(await screen.findByRole('button', { name: /Stock count/ }));
    expect(await screen.findByRole('heading', { name: 'Facts' })).toBeTruthy();
    expect(screen.queryByRole('grid', { name: 'Options' })).toBeNull();
    expect(screen.queryByRole('button', { name: /Edit offer/ })).toBeNull();
    expect(await faults()).toEqual([]);
  });
  it('an ask without a name is not sent; a whole one is', async () => {
    const done = {
      seq: 4,
      sentence: 'Asked for the freeze Spring sale',
      answer: { id: recorded.ours.freeze.id, reference: 'FZ-24' },
    };
    const { desk, user } = await open({ ask_freeze: () => done });
    await user.click(await screen.findByRole('button', { name: 'Ask for a freeze' }));
    await user.click(await screen.findByRole('button', { name: 'Send the ask' }));
    expect(await screen.findByText('A freeze needs a name.')).toBeTruthy();
    expect(await faults()).toEqual([]);
    await user.type(screen.getByLabelText('Name'), 'Spring sale');
    await user.type(screen.getByLabelText('From'), '2027-03-01');
    await user.type(screen.getByLabelText('Last day'), '2027-03-04');
    await user.click(screen.getByRole('button', { name: 'Send the ask' }));
    await waitFor(() => expect(sent(desk, 'ask_freeze')).toHaveLength(1));
    expect(sent(desk, 'ask_freeze')[0]).toMatchObject({
      name: 'Spring sale',
      window: { start: '2027-02-28T23:00:00Z', end: '2027-03-04T23:00:00Z' },
    });
  });
  it('one sentence and one action where there is no freeze at all', async () => {
    await open({ freezes: () => ({ drafts: [], in_talks: [], asked: [], agreed: [], requests: 0 }) });
    expect(await screen.findByText('Nobody has asked for a freeze.')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Ask for one' })).toBeTruthy();
  });
});
