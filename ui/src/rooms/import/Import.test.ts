import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { afterEach, expect, it } from 'vitest';
import { answers, fixtureDesk, type Answers } from '../../../dev/fixture';
import App from '../../shell/App.svelte';
import { imports } from '.';
import recorded from './recorded.json';

const given: Answers = {
  ...answers,
  detect_import: () => recorded.detect_import,
  propose_table: () => recorded.propose_table,
  preview_import: () => recorded.preview_import,
  apply_import: () => ({
    seq: 48_210,
    sentence: 'Imported Kubernetes 1.34',
    answer: { sentence: 'Kubernetes 1.34: 211 added.', counts: recorded.preview_import.counts, refused: 1 },
  }),
};
let undo = () => {};
afterEach(() => undo());

async function open(more: Answers = {}) {
  location.hash = '#/import';
  window.dispatchEvent(new HashChangeEvent('hashchange'));
  const desk = fixtureDesk({ ...given, ...more });
  undo = desk.provide();
  render(App, { rooms: [imports] });
  const path = await screen.findByLabelText('File or folder');
  return { desk, path, user: userEvent.setup() };
}
async function faults(): Promise<string[]> {
  const result = await axe.run(document.body, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  return result.violations.flatMap((each) => each.nodes.map((node) => `${each.id}: ${node.html}`));
}
const names = (desk: { said: { name: string }[] }) => desk.said.map((each) => each.name);

it('brings a table in by the keyboard alone, and writes only at the end', async () => {
  const { desk, path, user } = await open();
  await user.type(path, '/home/deniz/changes.csv{Enter}');
  expect(await screen.findByText('How the table is read')).toBeTruthy();
  await user.selectOptions(screen.getByLabelText('Priority is read as'), 'impact');
  await user.click(screen.getByRole('button', { name: 'Look at the difference' }));
  expect(await screen.findByRole('treegrid', { name: 'Records the import touches' })).toBeTruthy();
  expect(names(desk)).not.toContain('apply_import');
  await user.click(screen.getByRole('button', { name: /^Import \d+ records/ }));
  expect(await screen.findByText('Imported.')).toBeTruthy();
  const sent = desk.said.find((each) => each.name === 'apply_import')?.question as {
    mapping: { columns: { field: string; matched: string }[] };
  };
  expect(sent.mapping.columns).toContainEqual({ column: 7, field: 'impact', matched: 'person' });
  expect(screen.getByRole('link', { name: 'See it in the log' }).getAttribute('href')).toBe(
    '#/log?entry=48210',
  );
});
it('lists what is refused with file, row, field, value and reason', async () => {
  const { path, user } = await open();
  await user.type(path, '/home/deniz/changes.csv{Enter}');
  await user.click(await screen.findByRole('button', { name: 'Look at the difference' }));
  await user.click(await screen.findByRole('tab', { name: /Refused/ }));
  const grid = screen.getByRole('grid', { name: 'What is refused' });
  const refusal = recorded.preview_import.refused[0]!;
  expect(within(grid).getByText(refusal.reason)).toBeTruthy();
  expect(within(grid).getByText(refusal.value)).toBeTruthy();
  expect(within(grid).getByText(`${refusal.file}, row ${refusal.row}`)).toBeTruthy();
});
it('says at the path why it cannot be read', async () => {
  const { path, user } = await open({
    detect_import: () => {
      throw { kind: 'refused', code: 'not-a-source', sentence: '/x is no source that can be imported.' };
    },
  });
  await user.type(path, '/x{Enter}');
  await waitFor(() => expect(path.getAttribute('aria-invalid')).toBe('true'));
  expect(screen.getByText('/x is no source that can be imported.')).toBeTruthy();
});
it('offers the folders beside OpenStack releases, and asks which release', async () => {
  const { desk, path, user } = await open({
    detect_import: () => ({
      path: '/r',
      kind: 'openstack',
      label: 'OpenStack',
      releases: ['epoxy', 'flamingo'],
      layers: [],
      environments: [],
    }),
  });
  await user.type(path, '/r{Enter}');
  const look = await screen.findByRole('button', { name: 'Look at the difference' });
  await screen.findByLabelText('Which release');
  expect(look.title).toBe('Say which release.');
  await user.selectOptions(screen.getByLabelText('Which release'), 'flamingo');
  await user.type(screen.getByLabelText('Another folder'), '/g{Enter}');
  await user.click(look);
  await waitFor(() => expect(names(desk)).toContain('preview_import'));
  expect(desk.said.find((each) => each.name === 'preview_import')?.question).toEqual({
    path: '/r',
    extras: ['/g'],
    release: 'flamingo',
    environment: null,
    region: null,
    business: null,
    mapping: null,
  });
});
it('has no faults of accessibility in any step', async () => {
  const { path, user } = await open();
  expect(await faults()).toEqual([]);
  await user.type(path, '/home/deniz/changes.csv{Enter}');
  await screen.findByText('How the table is read');
  expect(await faults()).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Look at the difference' }));
  await screen.findByRole('treegrid', { name: 'Records the import touches' });
  expect(await faults()).toEqual([]);
}, 60_000);

it('lays the files of a Compose project over each other in the order in which they are chosen', async () => {
  const full = '/home/deniz/shop/compose.full.yaml';
  const watch = '/home/deniz/shop/compose.watch.yaml';
  const { desk, path, user } = await open({
    detect_import: () => ({
      kind: 'compose',
      label: 'Docker Compose project',
      path: '/home/deniz/shop/compose.yaml',
      releases: [],
      layers: [full, watch],
      environments: ['PROD', 'UAT'],
    }),
  });
  await user.type(path, '/home/deniz/shop/compose.yaml{Enter}');
  const group = await screen.findByRole('group', { name: 'Files to lay over it' });
  await user.selectOptions(screen.getByLabelText('Its versions run in'), 'PROD');
  await user.click(within(group).getByLabelText('compose.watch.yaml'));
  await user.click(within(group).getByLabelText('compose.full.yaml'));
  expect(within(group).getByLabelText('compose.watch.yaml (layer 2)')).toBeTruthy();
  expect(await faults()).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Look at the difference' }));
  await screen.findByRole('treegrid', { name: 'Records the import touches' });
  const asked = desk.said.find((each) => each.name === 'preview_import')?.question as {
    extras: string[];
    environment: string;
  };
  expect([asked.extras, asked.environment]).toEqual([[watch, full], 'PROD']);
}, 60_000);
it('a table of relations is turned with one switch', async () => {
  const { desk, path, user } = await open({
    propose_table: () => ({
      ...recorded.propose_table,
      columns: [
        { column: 0, name: 'from', samples: ['shop'], filled: 2 },
        { column: 1, name: 'to', samples: ['ledger'], filled: 2 },
      ],
      fields: [
        { code: 'consumer', label: 'Consumer', required: true, many: false },
        { code: 'provider', label: 'Provider', required: true, many: false },
      ],
      needs: [],
      unmapped: [],
      mapping: {
        ...recorded.propose_table.mapping,
        kind: 'dependencies',
        columns: [
          { column: 0, field: 'consumer', matched: 'label' },
          { column: 1, field: 'provider', matched: 'label' },
        ],
      },
    }),
  });
  await user.type(path, '/home/deniz/links.csv{Enter}');
  await user.click(await screen.findByText('ledger needs shop'));
  await user.click(screen.getByRole('button', { name: 'Look at the difference' }));
  await screen.findByRole('treegrid', { name: 'Records the import touches' });
  const asked = desk.said.find((each) => each.name === 'preview_import')?.question as {
    mapping: { direction: string };
  };
  expect(asked.mapping.direction).toBe('second-needs-first');
}, 60_000);
