/** The whole window over invented answers, for its tests. Never part of a build. */
import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import App from '../src/shell/App.svelte';
import { fixtureDesk, type Answers } from './fixture';
import { rooms } from './rooms';

/** Faults axe finds; colours are checked by eye and by figures, jsdom paints none. */
export async function faults(): Promise<string[]> {
  const result = await axe.run(document.body, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  return result.violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${node.html}`),
  );
}
/** Opens the window with a plan, or at the welcome screen. `leave` takes the desk away again. */
export async function openWindow(given: Answers, opened = true) {
  const desk = fixtureDesk(given, opened);
  const leave = desk.provide();
  render(App, { rooms });
  await (opened
    ? screen.findByRole('navigation', { name: 'Places' })
    : screen.findByRole('button', { name: /Join a shared plan/ }));
  const calls = (name: string) => desk.said.filter((each) => each.name === name);
  return { desk, user: userEvent.setup(), calls, leave };
}
export const status = () => within(screen.getByLabelText('Status'));
/** What a visit to the hub answers. */
export const visited = {
  sentence: '4 edits came in, 2 went out.',
  pulled: 4,
  pushed: 2,
  conflicts: [],
  renumbered: [],
};
