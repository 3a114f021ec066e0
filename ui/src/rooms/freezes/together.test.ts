/** A colleague edits the freeze while its criteria are being written. */
import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { answers, fixtureDesk } from '../../../dev/fixture';
import App from '../../shell/App.svelte';
import { freezes } from '.';
import recorded from './recorded.json';

let undo = () => {};
afterEach(() => undo());

it('what is typed and its focus stay, and what came in meanwhile was not looked at', async () => {
  let seq = recorded.agreed.seq;
  const desk = fixtureDesk({
    ...answers,
    freezes: () => recorded.freezes,
    talks: () => ({ ...recorded.agreed, seq }),
    services: () => recorded.services,
    search: () => recorded.search,
    edit: () => {
      throw {
        kind: 'stale',
        code: 'stale',
        sentence: 'Tomás Reyes changed it.',
        changed: {
          author: 'Tomás Reyes',
          at: '2026-10-05T08:00:00Z',
          sentence: 'Wrote the criteria of Peak trading',
          seq: seq + 1,
          name: 'Peak trading',
          fields: [{ field: 'criteria', before: 'Data is lost.', after: 'Data is lost for a day.' }],
        },
      };
    },
  });
  undo = desk.provide();
  location.hash = `#/freezes?freeze=${recorded.agreed.freeze.id}`;
  globalThis.dispatchEvent(new HashChangeEvent('hashchange'));
  render(App, { rooms: [freezes] });
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Edit' }));
  const field = screen.getByLabelText(/Criteria, one a line/);
  await user.clear(field);
  await user.type(field, 'Data is lost for an hour.');
  const asked = (name: string) => desk.said.filter((each) => each.name === name);
  const before = asked('talks').length;
  const looked = seq;
  seq += 5;
  desk.push({ kind: 'touched', seq, tables: ['freeze'] });
  await waitFor(() => expect(asked('talks').length).toBe(before + 1));
  await new Promise((done) => setTimeout(done, 50));
  expect(document.activeElement).toBe(field);
  expect((field as HTMLTextAreaElement).value).toBe('Data is lost for an hour.');
  await user.click(screen.getByRole('button', { name: 'Save criteria' }));
  expect(asked('edit')[0]?.question).toMatchObject({ seen: looked });
  expect(
    await screen.findByText('Tomás Reyes changed Peak trading Mon 5 Oct, 10:00, after you looked.'),
  ).toBeTruthy();
  expect((field as HTMLTextAreaElement).value).toBe('Data is lost for an hour.');
}, 30_000);
