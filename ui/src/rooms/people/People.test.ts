import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { afterEach, expect, it } from 'vitest';
import { answers, fixtureDesk, type Answers } from '../../../dev/fixture';
import App from '../../shell/App.svelte';
import { people } from '.';
import { ticked, whyNoKey } from './acts';
import recorded from './recorded.json';
import type { PeopleView } from '../../desk/wire';

const view = recorded as PeopleView;
let undo = () => {};
afterEach(() => undo());

async function open(more: Partial<PeopleView> = {}, given: Answers = {}, hash = '#/people') {
  location.hash = hash;
  window.dispatchEvent(new HashChangeEvent('hashchange'));
  const desk = fixtureDesk({ ...answers, people: () => ({ ...view, ...more }), ...given });
  undo = desk.provide();
  render(App, { rooms: [people] });
  await screen.findByRole('table', { name: 'Which roles may do what' });
  return { desk, user: userEvent.setup() };
}
async function faults(): Promise<string[]> {
  const result = await axe.run(document.body, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  return result.violations.flatMap((each) => each.nodes.map((node) => `${each.id}: ${node.html}`));
}
const done = (sentence: string) => () => ({ seq: 13, sentence, answer: {} });

it('says who I am, and adds the key of this computer to me', async () => {
  const { desk, user } = await open({}, { add_key: done('Added key abababab to Deniz Aksoy') });
  const me = screen.getByRole('region', { name: 'You' });
  expect(within(me).getByText('A claim')).toBeTruthy();
  await user.click(within(me).getByRole('button', { name: 'Add this key to me' }));
  expect(desk.said).toContainEqual({ name: 'add_key', question: { person: 'p1', key: null } });
});

it('keeps an act to a role with a tick, and opens it to anybody again', async () => {
  const { desk, user } = await open(
    {},
    { set_right: done('Only Release manager may publish a version now') },
  );
  await user.click(screen.getByRole('checkbox', { name: 'Release manager may publish a version' }));
  expect(desk.said).toContainEqual({
    name: 'set_right',
    question: { act: 'publish', roles: ['Release manager'] },
  });
  await user.click(screen.getByRole('checkbox', { name: 'CAB chair may approve a release' }));
  expect(desk.said).toContainEqual({
    name: 'set_right',
    question: { act: 'approve-release', roles: ['Release manager'] },
  });
  await user.click(screen.getByRole('checkbox', { name: 'Anybody may decide exceptions' }));
  expect(desk.said).toContainEqual({ name: 'set_right', question: { act: 'decide-exception', roles: [] } });
});

it('shows a refusal where the tick was and leaves the tick as the plan says', async () => {
  const sentence = 'Nobody in the plan is Head of release, so nobody could change the rights back.';
  const { user } = await open(
    {},
    {
      set_right: () => {
        throw { kind: 'refused', code: 'nobody-left', sentence };
      },
    },
  );
  const tick = screen.getByRole<HTMLInputElement>('checkbox', {
    name: 'Head of release may change rights, roles and keys',
  });
  await user.click(tick);
  expect(await screen.findByText(sentence)).toBeTruthy();
  expect(tick.checked).toBe(false);
});

it('says what I may not do, and who may', async () => {
  await open();
  expect(screen.getByText(/Only CAB chair may decide exceptions: Sofia Brandt/)).toBeTruthy();
});

it('locks every tick and key with the reason when rights are not mine to change', async () => {
  const locked = 'Only CAB chair may change rights, roles and keys: Sofia Brandt.';
  await open({ locked });
  const ticks = screen.getAllByRole<HTMLInputElement>('checkbox');
  expect(ticks.every((tick) => tick.disabled)).toBe(true);
  const add = screen.getByRole('button', { name: 'Add this key to me' });
  expect(add.getAttribute('aria-disabled')).toBe('true');
  expect(add.getAttribute('title')).toBe(locked);
});

it('shows a person with keys, and takes one away', async () => {
  const { desk, user } = await open({}, { remove_key: done('Took key') }, '#/people?person=p2');
  const aside = await screen.findByRole('complementary', { name: 'Inspector' });
  await user.click(within(aside).getByRole('button', { name: 'Take key cdcd cdcd from Sofia Brandt' }));
  expect(desk.said).toContainEqual({
    name: 'remove_key',
    question: { person: 'p2', key: 'cd'.repeat(32) },
  });
});

it('has no faults of accessibility', async () => {
  await open({}, {}, '#/people?person=p2');
  expect(await faults()).toEqual([]);
}, 30_000);

it('knows why a key cannot be mine', () => {
  expect(whyNoKey(view)).toBeNull();
  expect(whyNoKey({ ...view, me: { ...view.me, key: null } })).toMatch(/keychain/);
  expect(whyNoKey({ ...view, me: { ...view.me, person: null } })).toMatch(/not among the people/);
  expect(whyNoKey({ ...view, me: { ...view.me, standing: 'proved' } })).toMatch(/yours already/);
});

it('ticks and unticks a role', () => {
  expect(ticked(['a'], 'b', true)).toEqual(['a', 'b']);
  expect(ticked(['a', 'b'], 'a', false)).toEqual(['b']);
});
