import { afterEach, describe, expect, it } from 'vitest';
import { provide } from '../../desk/desk';
import type { Diff, Mapping, Proposal } from '../../desk/wire';
import { importWord, sentence, unfolded, writes } from './difference';
import {
  directions,
  fieldOf,
  meaning,
  open,
  withColumn,
  withDateOrder,
  withDirection,
  withMeaning,
  wordsOf,
} from './mapping';
import { nextPlaces } from './next';
import { ImportWork } from './work.svelte';

const mapping: Mapping = {
  kind: 'changes',
  system: 'csv/changes.csv',
  encoding: 'utf8',
  delimiter: ',',
  has_header: true,
  columns: [
    { column: 0, field: 'reference', matched: 'code' },
    { column: 1, field: 'due', matched: 'label' },
  ],
  values: [],
  date_order: null,
  direction: 'first-needs-second',
  unknown: 'refuse',
  complete: true,
};
const proposal: Proposal = {
  columns: [
    { column: 0, name: 'Number', samples: ['CHG-1'], filled: 2 },
    { column: 1, name: 'Due', samples: ['03/04/2026'], filled: 2 },
    { column: 2, name: 'Component', samples: ['web'], filled: 2 },
    { column: 3, name: 'Component', samples: ['api'], filled: 1 },
  ],
  rows: 2,
  mapping,
  fields: [
    { code: 'reference', label: 'Reference', required: true, many: false },
    { code: 'services', label: 'Services', required: false, many: true },
    { code: 'due', label: 'Due', required: false, many: false },
  ],
  needs: [{ need: 'date-order', column: 'Due', sample: '03/04/2026' }],
  unmapped: [{ field: 'state', value: 'implementable', count: 2 }],
};
const diff: Diff = {
  source: 'changes.csv',
  counts: [{ table: 'change', added: 2, changed: 1, unchanged: 4, gone: 0 }],
  rows: [
    { table: 'change', id: 'a', status: 'added', label: 'CHG-1', fields: [], file: 'changes.csv', row: 2 },
    {
      table: 'change',
      id: 'b',
      status: 'changed',
      label: 'CHG-2',
      fields: [{ field: 'title', before: 'Old', after: 'New' }],
      file: 'changes.csv',
      row: 3,
    },
  ],
  refused: [],
  notes: [],
  facts: [],
  seen_again: 0,
  writes: 3,
};

describe('the mapping of a table', () => {
  it('a field of one column leaves the column it had; one of many takes both', () => {
    const moved = withColumn(mapping, proposal.fields, 2, 'reference');
    expect(fieldOf(moved, 0)).toBe('');
    expect(fieldOf(moved, 2)).toBe('reference');
    const both = withColumn(
      withColumn(mapping, proposal.fields, 2, 'services'),
      proposal.fields,
      3,
      'services',
    );
    expect(both.columns.filter((use) => use.field === 'services').map((use) => use.column)).toEqual([2, 3]);
    expect(mapping.columns).toHaveLength(2);
  });
  it('asks for the order of dates until it is said or nobody reads the column', () => {
    expect(open(proposal, mapping)).toHaveLength(1);
    expect(open(proposal, withDateOrder(mapping, 'day-first'))).toEqual([]);
    expect(open(proposal, withColumn(mapping, proposal.fields, 1, ''))).toEqual([]);
  });
  it('a needed field without a column is asked for', () => {
    expect(open(proposal, withColumn(mapping, proposal.fields, 0, ''))[0]).toEqual({
      need: 'column',
      field: 'reference',
      label: 'Reference',
    });
  });
  it('a word is given one of the words of its field, left out, or not said', () => {
    const said = withMeaning(mapping, 'state', 'implementable', 'ready');
    expect(meaning(said, 'state', 'Implementable ')).toBe('ready');
    expect(meaning(withMeaning(said, 'state', 'implementable', ''), 'state', 'implementable')).toBe('');
    expect(meaning(withMeaning(said, 'state', 'implementable', null), 'state', 'implementable')).toBeNull();
    expect(wordsOf('changes', 'state')).toContain('ready');
    expect(wordsOf('changes', 'title')).toEqual([]);
  });
});

it('the two readings of a row are said in the words of its first row, and turned in one place', () => {
  const links: Proposal = {
    ...proposal,
    columns: [
      { column: 0, name: 'from', samples: ['shop'], filled: 2 },
      { column: 1, name: 'to', samples: ['ledger'], filled: 2 },
    ],
  };
  const read: Mapping = {
    ...mapping,
    kind: 'dependencies',
    columns: [
      { column: 0, field: 'consumer', matched: 'label' },
      { column: 1, field: 'provider', matched: 'label' },
    ],
  };
  expect(directions(links, read).map((each) => each.label)).toEqual([
    'shop needs ledger',
    'ledger needs shop',
  ]);
  expect(withDirection(read, 'second-needs-first').direction).toBe('second-needs-first');
  expect(read.direction).toBe('first-needs-second');
});

let undo = () => {};
afterEach(() => undo());
function desk(answers: Record<string, (question: unknown) => unknown>) {
  const said: { name: string; question: unknown }[] = [];
  undo = provide({
    call: (name, question) => {
      said.push({ name, question });
      try {
        return Promise.resolve(answers[name]!(question));
      } catch (thrown) {
        return Promise.reject(thrown);
      }
    },
    window: () => Promise.resolve(null),
    listen: () => () => {},
  });
  return said;
}
const table = () => ({
  path: '/x/changes.csv',
  kind: 'table',
  label: 'Table',
  releases: [],
  layers: [],
  environments: [],
});

describe('an import', () => {
  it('goes from choosing over looking to writing, and writes once, at the end', async () => {
    const said = desk({
      detect_import: table,
      propose_table: () => ({ ...proposal, needs: [] }),
      preview_import: () => diff,
      apply_import: () => ({
        seq: 9,
        sentence: 'Imported',
        answer: { sentence: 'Imported', counts: diff.counts, refused: 0 },
      }),
    });
    const work = new ImportWork();
    await work.choose(' /x/changes.csv ');
    expect([work.step, work.missing]).toEqual([1, null]);
    await work.preview();
    expect(work.step).toBe(2);
    expect(said.map((each) => each.name)).toEqual(['detect_import', 'propose_table', 'preview_import']);
    expect(await work.apply()).toBe('Imported');
    expect(work.step).toBe(3);
    expect(said.at(-1)).toEqual({
      name: 'apply_import',
      question: {
        path: '/x/changes.csv',
        extras: [],
        release: null,
        environment: null,
        region: null,
        business: null,
        mapping,
      },
    });
  });
  it('does not look while a date can be read in two ways, and says why', async () => {
    const said = desk({ detect_import: table, propose_table: () => proposal });
    const work = new ImportWork();
    await work.choose('/x/changes.csv');
    expect(work.missing).toBe('The table needs an answer first.');
    await work.preview();
    expect(said.map((each) => each.name)).not.toContain('preview_import');
    work.edit(withDateOrder(mapping, 'month-first'));
    expect(work.missing).toBeNull();
  });
  it('asks which release, and drops the look when another is chosen', async () => {
    desk({
      detect_import: () => ({
        path: '/r',
        kind: 'openstack',
        label: 'OpenStack',
        releases: ['epoxy', 'flamingo'],
        layers: [],
        environments: [],
      }),
      preview_import: () => diff,
    });
    const work = new ImportWork();
    await work.choose('/r');
    expect(work.missing).toBe('Say which release.');
    work.pick('epoxy');
    work.beside(['/g', '/g']);
    await work.preview();
    expect(work.question).toEqual({
      path: '/r',
      extras: ['/g'],
      release: 'epoxy',
      environment: null,
      region: null,
      business: null,
      mapping: null,
    });
    expect(work.step).toBe(2);
    work.pick('flamingo');
    expect(work.step).toBe(1);
  });
  it('a failure stands at its step and keeps what was chosen', async () => {
    desk({
      detect_import: () => {
        throw { kind: 'refused', code: 'not-a-source', sentence: '/x is no source.' };
      },
    });
    const work = new ImportWork();
    await work.choose('/x');
    expect(work.failure?.place).toBe('path');
    expect(work.path).toBe('/x');
    expect(work.doing).toBeNull();
  });
});

it('the difference is said in words, and changed rows open into their fields', () => {
  expect(sentence(diff)).toBe('Adds 2 changes and changes 1 record.');
  expect(importWord(diff)).toBe('Import 3 records');
  expect(
    sentence({ ...diff, counts: [{ table: 'change', added: 0, changed: 0, unchanged: 4, gone: 1 }] }),
  ).toBe('Nothing new: 4 records are as the plan has them. 1 record is gone in the source.');
  const gone = {
    ...diff,
    counts: [{ table: 'service' as const, added: 0, changed: 0, unchanged: 0, gone: 2 }],
  };
  expect([writes({ ...gone, writes: 2 }), importWord({ ...gone, writes: 2 })]).toEqual([
    true,
    'Mark what is gone',
  ]);
  expect(importWord({ ...gone, writes: 4, seen_again: 4 })).toBe('Note that it was seen');
  expect([writes({ ...gone, writes: 0 }), importWord({ ...gone, writes: 0 })]).toEqual([
    false,
    'Nothing to import',
  ]);
  expect(unfolded(diff.rows, new Set()).map((line) => line.kind)).toEqual(['row', 'row', 'field']);
  expect(unfolded(diff.rows, new Set(['change b']))).toHaveLength(2);
  expect(nextPlaces(diff.counts).map((place) => place.room)).toEqual(['bundles']);
});
