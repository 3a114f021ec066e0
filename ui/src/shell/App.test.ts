import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { afterEach, describe, expect, it } from 'vitest';
import { answers, fixtureDesk, frameView } from '../../dev/fixture';
import { rooms } from '../../dev/rooms';
import type { FrameView } from '../desk/wire';
import App from './App.svelte';

/** Faults axe finds; colours are checked by eye and by figures, jsdom paints none. */
async function faults(): Promise<string[]> {
  const result = await axe.run(document.body, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  return result.violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${node.html}`),
  );
}

let undo = () => {};
afterEach(() => undo());

async function open(given = answers, opened = true) {
  const desk = fixtureDesk(given, opened);
  undo = desk.provide();
  render(App, { rooms });
  await (opened
    ? screen.findByRole('navigation', { name: 'Places' })
    : screen.findByRole('button', { name: /Open the sample plan/ }));
  return { desk, user: userEvent.setup() };
}
const changed = (fields: Partial<FrameView>) => ({ ...answers, frame: () => ({ ...frameView, ...fields }) });
const calls = (desk: { said: { name: string }[] }) => desk.said.map((each) => each.name);

describe('the frame', () => {
  it('names the plan, lists its places with counts, and says when it was saved', async () => {
    await open();
    expect(screen.getByText('Halden Retail')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Calendar, 4 collisions' }).getAttribute('aria-current')).toBe(
      'page',
    );
    const status = screen.getByLabelText('Status');
    expect(within(status).getByText('13:51:07')).toBeTruthy();
    expect(within(status).getByText('19:57')).toBeTruthy();
  });
  it('has no faults of accessibility, in either kind of room', async () => {
    const { user } = await open();
    expect(await faults()).toEqual([]);
    await user.keyboard('{Control>}8{/Control}');
    await screen.findByRole('heading', { name: 'Log', level: 1 });
    expect(await faults()).toEqual([]);
  }, 30_000);
  it('goes to a place by its digit', async () => {
    const { user } = await open();
    await user.keyboard('{Control>}3{/Control}');
    await waitFor(() => expect(location.hash).toBe('#/freezes'));
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Freezes');
  });
  it('undoes by key and by button, and both name what they will undo', async () => {
    const { desk, user } = await open({
      ...answers,
      undo: () => ({ seq: 1, sentence: 'Undid: Pin CHG-2198 to RO-22', answer: {} }),
    });
    await user.click(screen.getByRole('button', { name: 'Undo: Pin CHG-2198 to RO-22' }));
    await user.keyboard('{Control>}z{/Control}');
    expect(calls(desk).filter((name) => name === 'undo')).toHaveLength(2);
    expect(await screen.findByText(/^Undid: Pin CHG-2198/)).toBeTruthy();
  });
  it('says why there is nothing to redo instead of calling', async () => {
    const { desk, user } = await open();
    const redo = screen.getByRole('button', { name: 'Redo' });
    expect(redo.getAttribute('title')).toBe('Nothing to redo');
    await user.click(redo);
    await user.keyboard('{Control>}{Shift>}z{/Shift}{/Control}');
    expect(calls(desk)).not.toContain('redo');
  });
  it('shows a refusal across the stage until it is closed', async () => {
    const { user } = await open({
      ...answers,
      undo: () => {
        throw {
          kind: 'refused',
          code: 'changed-since',
          sentence: 'RO-22 was moved after this. Undo that first.',
        };
      },
    });
    await user.keyboard('{Control>}z{/Control}');
    expect(await screen.findByText('RO-22 was moved after this. Undo that first.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Close this message' }));
    expect(screen.queryByText('RO-22 was moved after this. Undo that first.')).toBeNull();
  });
  it('asks the frame again when the plan was touched', async () => {
    const { desk } = await open();
    const before = calls(desk).filter((name) => name === 'frame').length;
    desk.push({ kind: 'touched', seq: 48_210, tables: ['release'] });
    await waitFor(() => expect(calls(desk).filter((name) => name === 'frame').length).toBe(before + 1));
  });
  it('shows long work with a way to stop it', async () => {
    const { desk, user } = await open({ ...answers, stop: () => true });
    desk.push({
      kind: 'progress',
      job: 'solve-1',
      title: 'Solving 64 changes',
      detail: 'within 1.8%',
      fraction: 0.5,
      done: false,
    });
    await user.click(await screen.findByRole('button', { name: 'Stop and keep best' }));
    expect(desk.said.at(-1)).toEqual({ name: 'stop', question: { job: 'solve-1' } });
  });
  it('shows the first steps where nothing is inspected, and hides the inspector on its key', async () => {
    const { user } = await open();
    await user.keyboard('{Control>}5{/Control}');
    await user.keyboard('{Control>}.{/Control}');
    await waitFor(() => expect(screen.queryByRole('complementary')).toBeNull());
    await user.keyboard('{Control>}.{/Control}');
    expect(await screen.findByRole('complementary')).toBeTruthy();
  });
  it('does not offer to write a plan that can only be read', async () => {
    await open(changed({ plan: { ...(frameView.plan as NonNullable<FrameView['plan']>), read_only: true } }));
    expect(screen.getByText('Read only')).toBeTruthy();
  });
  it('says so in one sentence when a route leads nowhere', async () => {
    const { desk } = await open();
    expect(desk.said.length).toBeGreaterThan(0);
    location.hash = '#/nowhere';
    expect(await screen.findByText('There is no place called “nowhere”.')).toBeTruthy();
  });
});

describe('copying a table', () => {
  async function table() {
    const opened = await open();
    const main = document.querySelector('main');
    main?.insertAdjacentHTML(
      'beforeend',
      `<table aria-label="Voters"><tr><th>Voter</th><th>Score</th></tr>
       <tr><th scope="row" tabindex="0" id="cell">ليلى</th><td>=1+1</td></tr></table>`,
    );
    const cell = document.querySelector<HTMLElement>('#cell') as HTMLElement;
    return { ...opened, cell, read: () => navigator.clipboard.readText() };
  }
  it('takes the table that has the focus by its key, and says how many rows', async () => {
    const { user, cell, read } = await table();
    cell.focus();
    await user.keyboard('{Control>}c{/Control}');
    await waitFor(async () => expect(await read()).toBe("Voter\tScore\nليلى\t'=1+1"));
    expect(
      await screen.findByText('Voters is on the clipboard: 1 row.', { selector: '.toast *' }),
    ).toBeTruthy();
  });
  it('leaves selected words to the window', async () => {
    const { user, cell, read } = await table();
    await navigator.clipboard.writeText('before');
    cell.focus();
    getSelection()?.selectAllChildren(cell);
    await user.keyboard('{Control>}c{/Control}');
    getSelection()?.removeAllRanges();
    expect(await read()).not.toContain('Voter');
  });
  it('has a menu of its own for the mouse', async () => {
    const { user, cell, read } = await table();
    await user.pointer({ keys: '[MouseRight]', target: cell });
    await user.click(await screen.findByRole('menuitem', { name: /Copy table/ }));
    await waitFor(async () => expect(await read()).toContain('Voter'));
    expect(screen.queryByRole('menu')).toBeNull();
  });
  it('is a command for tables that hold nothing to focus', async () => {
    const { user, read } = await table();
    await user.keyboard('{Control>}k{/Control}');
    await user.type(
      await screen.findByRole('combobox', { name: 'Search or run a command' }),
      '>copy table{Enter}',
    );
    await waitFor(async () => expect(await read()).toContain('Voter'));
  });
});

describe('the palette', () => {
  it('finds a place, a command and a record, and goes there by Enter', async () => {
    const { user } = await open();
    await user.keyboard('{Control>}k{/Control}');
    const field = await screen.findByRole('combobox', { name: 'Search or run a command' });
    await user.type(field, 'basket');
    await screen.findByRole('option', { name: /CHG-2207/ });
    expect(await faults()).toEqual([]);
    await user.keyboard('{Enter}');
    await waitFor(() => expect(location.hash).toBe('#/bundles?change=2'));
    expect(screen.queryByRole('combobox', { name: 'Search or run a command' })).toBeNull();
  }, 30_000);
  it('does not run what cannot be done now', async () => {
    const { desk, user } = await open();
    await user.keyboard('{Control>}k{/Control}');
    await user.type(await screen.findByRole('combobox', { name: 'Search or run a command' }), '>redo{Enter}');
    expect(screen.getByRole('option', { name: /Nothing to redo/ }).getAttribute('aria-disabled')).toBe(
      'true',
    );
    expect(calls(desk)).not.toContain('redo');
  });
});

describe('publishing', () => {
  it('shows what differs before it publishes, and sends the note', async () => {
    const { desk, user } = await open({
      ...answers,
      publish: () => ({
        seq: 2,
        sentence: 'Published version 8',
        answer: { version: 8, digest: 'aa', overtaken: false, told: '' },
      }),
    });
    await user.click(screen.getByRole('button', { name: /Draft/ }));
    await user.click(screen.getByRole('menuitem', { name: /Publish/ }));
    expect(await screen.findByText(/RO-23 moves from Wed 25 Nov/)).toBeTruthy();
    expect(await faults()).toEqual([]);
    await user.type(screen.getByLabelText(/What is new/), 'Peak agreed');
    await user.click(screen.getByRole('button', { name: 'Publish version 8' }));
    await waitFor(() =>
      expect(desk.said).toContainEqual({ name: 'publish', question: { note: 'Peak agreed' } }),
    );
    await waitFor(() => expect(screen.queryByText(/RO-23 moves from/)).toBeNull());
  }, 30_000);
  it('stays open with the reason when it is refused', async () => {
    const { user } = await open({
      ...answers,
      publish: () => {
        throw {
          kind: 'refused',
          code: 'nothing-new',
          sentence: 'Nothing has changed since the last version.',
        };
      },
    });
    await user.click(screen.getByRole('button', { name: /Draft/ }));
    await user.click(screen.getByRole('menuitem', { name: /Publish/ }));
    await screen.findByText(/RO-23 moves from/);
    await user.click(screen.getByRole('button', { name: 'Publish version 8' }));
    expect(await screen.findByText('Nothing has changed since the last version.')).toBeTruthy();
  });
});

describe('the welcome screen', () => {
  it('opens the sample with Enter, and has no faults of accessibility', async () => {
    const { desk, user } = await open(
      { ...answers, open_sample: () => ({ path: '/s', name: 'Sample', read_only: false }) },
      false,
    );
    expect(await faults()).toEqual([]);
    await user.keyboard('{Enter}');
    expect(calls(desk)).toContain('open_sample');
  }, 30_000);
  it('offers no import while there is no place for it', async () => {
    await open(answers, false);
    expect(screen.queryByText('Bring your changes')).toBeNull();
  });
  it('says why a plan did not open and stays', async () => {
    const { user } = await open(
      {
        ...answers,
        open_sample: () => {
          throw {
            kind: 'fault',
            code: 'samples',
            sentence: 'The folder of samples cannot be made: disk full.',
          };
        },
      },
      false,
    );
    await user.click(screen.getByRole('button', { name: /Open the sample plan/ }));
    expect(await screen.findByText('The folder of samples cannot be made: disk full.')).toBeTruthy();
  });
});
