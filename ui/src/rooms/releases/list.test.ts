import { describe, expect, it } from 'vitest';
import type { ReleaseRow } from '../../desk/wire';
import { deployWords, filtered, referenceWidth, share, sideLines, sorted } from './list';
import { marks, nextState } from './states';

const row = (reference: string, more: Partial<ReleaseRow> = {}): ReleaseRow => ({
  id: reference,
  reference,
  title: `Retail Online ${reference}`,
  kind: 'planned',
  state: 'planned',
  train: 'Retail Online',
  owner: 'Ines Costa',
  deploy: { start: '2026-11-18T21:00:00Z', end: '2026-11-19T00:00:00Z' },
  changes: 3,
  level: 2,
  meters: [{ name: 'Capacity', used: 10, limit: 40, unit: 'points' }],
  collisions: 0,
  ...more,
});
const references = (rows: ReleaseRow[]) => rows.map((each) => each.reference);

describe('the filter of releases', () => {
  const rows = [
    row('RO-20', { level: 4, collisions: 1 }),
    row('RO-21', { state: 'closed', owner: 'Tomás Rey' }),
    row('PL-10', { train: 'Payments', title: 'Ledger', state: 'locked', level: 5 }),
  ];
  it('every word has to fit', () => {
    expect(references(filtered(rows, 'retail ines'))).toEqual(['RO-20']);
    expect(references(filtered(rows, '  '))).toHaveLength(3);
  });
  it('figures are compared, and a minus turns a word round', () => {
    expect(references(filtered(rows, 'risk:>=4'))).toEqual(['RO-20', 'PL-10']);
    expect(references(filtered(rows, 'collisions:0 -state:closed'))).toEqual(['PL-10']);
  });
  it('names of several words are written with underscores', () => {
    expect(references(filtered(rows, 'owner:tomás_rey'))).toEqual(['RO-21']);
  });
  it('a word that is still being typed hides nothing yet', () => {
    expect(filtered(rows, 'risk:')).toHaveLength(3);
    expect(filtered(rows, 'risk:>=')).toHaveLength(3);
    expect(filtered(rows, '-train:')).toHaveLength(3);
    expect(filtered(rows, '-')).toHaveLength(3);
  });
});

describe('the order of releases', () => {
  it('references count as people count', () => {
    const rows = [row('RO-10'), row('RO-9'), row('RO-100')];
    expect(references(sorted(rows, { key: 'reference', down: false }))).toEqual(['RO-9', 'RO-10', 'RO-100']);
  });
  it('equal rows stay by date, also downwards', () => {
    const late = row('A', { deploy: { start: '2026-12-01T21:00:00Z', end: '2026-12-01T22:00:00Z' } });
    expect(references(sorted([late, row('B')], { key: 'level', down: true }))).toEqual(['B', 'A']);
  });
  it('a meter without a limit comes last, one with none left comes first', () => {
    const free = row('F', { meters: [{ name: 'Capacity', used: 90, limit: null, unit: 'points' }] });
    const full = row('X', { meters: [{ name: 'Capacity', used: 1, limit: 0, unit: 'points' }] });
    expect(share(free, 'Capacity')).toBe(-1);
    expect(references(sorted([free, row('R'), full], { key: 'capacity', down: true }))).toEqual([
      'X',
      'R',
      'F',
    ]);
  });
  it('the list beside a record starts with what is watched and ends with the latest that is over', () => {
    const rows = [
      row('OLD', { state: 'closed', deploy: { start: '2026-10-01T21:00:00Z', end: '2026-10-01T22:00:00Z' } }),
      row('LAST', { state: 'backed-out' }),
      row('NEXT'),
      row('LIVE', { state: 'deployed' }),
    ];
    expect(sideLines(rows).map((line) => ('row' in line ? line.row.reference : `# ${line.heading}`))).toEqual(
      ['# Watched in production', 'LIVE', '# In preparation', 'NEXT', '# Over', 'LAST', 'OLD'],
    );
  });
});

describe('the life line', () => {
  it('goes on by one step, and ends', () => {
    expect(nextState('planned')).toBe('locked');
    expect(nextState('closed')).toBeNull();
    expect(nextState('cancelled')).toBeNull();
  });
  it('a release that was backed out shows where it left the line', () => {
    expect(marks('backed-out').map((mark) => `${mark.state} ${mark.is}`)).toEqual([
      'planned done',
      'locked done',
      'approved done',
      'deployed done',
      'backed-out now',
    ]);
    expect(marks('approved').filter((mark) => mark.is === 'ahead')).toHaveLength(2);
  });
});

it('a deployment of another year says its year', () => {
  const old = row('v1.34.0', { deploy: { start: '2025-08-27T00:00:00Z', end: '2025-08-27T01:00:00Z' } });
  expect(deployWords(old, '2026-11-23T02:00:00Z', 'Europe/Berlin', false)).toBe('27 Aug 2025, 02:00');
  expect(deployWords(row('RO-1'), '2026-11-10T02:00:00Z', 'Europe/Berlin', true)).toBe('Wed 18 Nov, 22:00');
  expect(deployWords(row('RO-1'), '2026-11-10T02:00:00Z', 'Europe/Berlin', false)).toBe(
    'Wed 18 Nov, 22:00–01:00',
  );
});
it('the column of references is as wide as they need, within reason', () => {
  expect(referenceWidth([row('RO-1')])).toBe(60);
  expect(referenceWidth([row('v1.34.0-alpha.1')])).toBe(114);
  expect(referenceWidth([row('x'.repeat(90))])).toBe(120);
});
