import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { afterEach, expect, it } from 'vitest';
import { answers, fixtureDesk } from '../../dev/fixture';
import type { PipelineView } from '../desk/wire';
import PipelineDialog from './PipelineDialog.svelte';

const exact: PipelineView = {
  title: 'Slipway gate',
  file_name: 'freeze.json',
  freezes: 3,
  unsaid: [],
  text: '{ "format": "slipway-freeze" }',
};
const argo: PipelineView = {
  title: 'Argo CD',
  file_name: 'argo-sync-windows.yaml',
  freezes: 3,
  unsaid: [
    { gap: 'lets-pass', about: '', sentence: '4 applications are taken to be called like the service.' },
    { gap: 'stops-more', about: 'FZ-12', sentence: 'Cron knows no year: it has to go after 2026-12-02.' },
  ],
  text: 'spec:\n  syncWindows: []\n',
};
const given = {
  ...answers,
  pipeline_view: ({ dialect }: { dialect: string }) => (dialect === 'argo' ? argo : exact),
  export_pipeline: () => ({ path: '/p/argo.yaml', bytes: 12, sentence: '3 freezes for Argo CD written' }),
  check_pipeline: () => ({
    same: false,
    sentence: '/p/old.yaml no longer says what the plan says for Argo CD.',
  }),
};

let undo = () => {};
afterEach(() => undo());

function open() {
  const desk = fixtureDesk(given as typeof answers, true);
  desk.answer('pick_export', '/p/argo.yaml');
  desk.answer('pick_import', ['/p/old.yaml']);
  undo = desk.provide();
  const said: string[] = [];
  const closed = { times: 0 };
  render(PipelineDialog, { onclose: () => closed.times++, ondone: (text: string) => said.push(text) });
  return { desk, said, closed, user: userEvent.setup() };
}

it('says what a machine cannot be told before the file is written', async () => {
  const { user } = open();
  expect(await screen.findByLabelText('freeze.json')).toBeTruthy();
  await user.click(screen.getByRole('radio', { name: 'Argo CD' }));
  const file = await screen.findByLabelText('argo-sync-windows.yaml');
  expect(file.textContent).toContain('syncWindows');
  const passes = screen.getByRole('heading', { name: 'May let something pass' });
  expect(passes).toBeTruthy();
  expect(screen.getByText(/Cron knows no year/)).toBeTruthy();
  const faults = (await axe.run(document.body, { rules: { region: { enabled: false } } })).violations;
  expect(faults.filter((fault) => fault.id !== 'color-contrast')).toEqual([]);
});
it('asks where to, writes it, and says so', async () => {
  const { desk, user, said, closed } = open();
  await user.click(screen.getByRole('radio', { name: 'Argo CD' }));
  await screen.findByLabelText('argo-sync-windows.yaml');
  await user.click(screen.getByRole('button', { name: 'Save as…' }));
  await waitFor(() => expect(said).toEqual(['3 freezes for Argo CD written']));
  expect(closed.times).toBe(1);
  const sent = desk.said.find((each) => each.name === 'export_pipeline');
  expect(sent?.question).toMatchObject({ dialect: 'argo', names: null });
});
it('holds an old file against the plan', async () => {
  const { user } = open();
  await screen.findByLabelText('freeze.json');
  await user.click(screen.getByRole('button', { name: 'Check a file…' }));
  expect(await screen.findByText(/no longer says what the plan says/)).toBeTruthy();
  await user.click(screen.getByRole('radio', { name: 'Argo CD' }));
  await waitFor(() => expect(screen.queryByText(/no longer says/)).toBeNull());
  expect(within(document.body).getByRole('radio', { name: 'Argo CD' }).getAttribute('aria-checked')).toBe(
    'true',
  );
});
