import { describe, expect, it } from 'vitest';
import { filterOf } from './filter';
import { boxes, packed, shapePaths, tailEnds } from './paths';
import { heightOf, rowsOf, step, stopsOf } from './rows';
import type { Scene, Shape } from './scene';

const DAY = 86_400_000;
const release = (id: string, day: number, more: Partial<Shape> = {}): Shape => ({
  id,
  reference: id.toUpperCase(),
  title: `Release ${id}`,
  kind: 'planned',
  state: 'planned',
  level: 2,
  changes: 3,
  lock: (day - 7) * DAY,
  test: (day - 5) * DAY,
  deploy: { start: day * DAY, end: day * DAY + DAY / 8 },
  watchEnds: (day + 3) * DAY,
  collisions: [],
  published: null,
  movable: true,
  train: 'Retail Online',
  ...more,
});
const ro = [release('ro-1', 20), release('ro-2', 34, { collisions: ['c1'], level: 4 })];
const pl = [release('pl-1', 30, { train: 'Payments', level: 5 })];
const scene: Scene = {
  span: { start: 0, end: 100 * DAY },
  now: 22 * DAY,
  zone: 'UTC',
  weeks: [],
  months: [],
  weekends: [],
  days: [],
  marks: [
    {
      id: 'c1',
      at: '1970-02-04T00:00:00Z',
      label: 'Peak',
      sentence: 'RO-2 meets Peak.',
      severity: 'error',
      releases: ['ro-2'],
      when: 34 * DAY,
    },
  ],
  windows: [
    {
      name: 'EMEA',
      local: '22:00–02:00',
      zone: 'UTC',
      regular: [],
      extended: [],
      closed: [],
      closedBy: [],
      changes: [],
    },
  ],
  freezes: [
    {
      id: 'f1',
      reference: 'FZ-1',
      name: 'Peak',
      note: '',
      level: 'hard',
      state: 'agreed',
      bands: [{ kind: 'agreed', span: { start: 33 * DAY, end: 40 * DAY } }],
    },
  ],
  trains: [
    { id: 'ro', name: 'Retail Online', cadence: 'Wed', shapes: ro, freezes: [], departures: [] },
    { id: 'pl', name: 'Payments', cadence: 'Sun', shapes: pl, freezes: [], departures: [] },
  ],
  loose: [],
  projects: [],
  meetings: [],
  environments: [],
  business: [],
  saved: [],
  extent: null,
  shapes: new Map(),
};
const scale = { x: (at: number) => (at / DAY) * 10, shows: () => true };

describe('rows', () => {
  it('stand one below the other, in sections', () => {
    const rows = rowsOf(scene, new Set(), null);
    expect(rows.map((row) => row.id)).toEqual([
      'windows',
      'window EMEA',
      'freezes',
      'f1',
      'trains',
      'ro',
      'pl',
      'loose',
    ]);
    rows.forEach((row, i) => expect(row.top).toBe(i === 0 ? 0 : heightOf(rows.slice(0, i))));
  });
  it('a folded section hides its lanes', () => {
    const rows = rowsOf(scene, new Set(['trains', 'windows']), null);
    expect(rows.map((row) => row.id)).toEqual(['windows', 'freezes', 'f1', 'trains']);
  });
  it('the filter leaves lanes that have something', () => {
    const rows = rowsOf(scene, new Set(), filterOf('risk:>=5'));
    expect(rows.filter((row) => row.kind === 'train').map((row) => row.id)).toEqual(['pl']);
  });
  it('releases that overlap get rows of their own, the others share one', () => {
    const { placed, rows } = packed([release('a', 20), release('b', 22), release('c', 34)]);
    expect(rows).toBe(2);
    expect(placed.map(({ shape, row }) => `${shape.id} ${row}`)).toEqual(['a 0', 'b 1', 'c 0']);
  });
});

describe('the filter', () => {
  const found = (text: string) =>
    [...ro, ...pl].filter(filterOf(text) ?? (() => true)).map((shape) => shape.id);
  it('all words must fit, in any order and case', () => {
    expect(found('Retail RO-2')).toEqual(['ro-2']);
    expect(found('  ')).toEqual(['ro-1', 'ro-2', 'pl-1']);
  });
  it('knows risk, collisions and not', () => {
    expect(found('risk:>=4')).toEqual(['ro-2', 'pl-1']);
    expect(found('is:colliding')).toEqual(['ro-2']);
    expect(found('-is:colliding train:retail')).toEqual(['ro-1']);
  });
});

describe('arrows', () => {
  const stops = stopsOf(scene, rowsOf(scene, new Set(), null), null);
  const go = (key: string, arrow: string) => step(stops, key, arrow, scene.now)?.key ?? null;
  it('step through the releases of a lane, its heading first', () => {
    expect(go('row ro', 'ArrowRight')).toBe('release ro-1');
    expect(go('release ro-1', 'ArrowRight')).toBe('release ro-2');
    expect(go('release ro-2', 'ArrowRight')).toBeNull();
    expect(go('release ro-2', 'Home')).toBe('row ro');
  });
  it('keep the time when they change lanes', () => {
    expect(go('release ro-2', 'ArrowDown')).toBe('release pl-1');
    expect(go('release pl-1', 'ArrowUp')).toBe('release ro-2');
    expect(go('release ro-1', 'ArrowUp')).toBe('row trains');
    expect(go('band f1 0', 'ArrowUp')).toBe('row freezes');
  });
  it('from nowhere lead to the first release', () => {
    expect(step(stops, null, 'ArrowRight', scene.now)?.key).toBe('release ro-1');
  });
});

describe('paths', () => {
  it('a release that collides is drawn as an alert with a hatch where it meets the freeze', () => {
    const paths = shapePaths(packed(ro).placed, scale, [{ start: 33 * DAY, end: 40 * DAY }]);
    expect(paths.alert).toContain('M342');
    expect(paths.hatch.match(/z/g)).toHaveLength(1);
    expect(paths.deploy.match(/z/g)).toHaveLength(1);
    expect(tailEnds(packed(ro).placed, scale).match(/M/g)).toHaveLength(2);
  });
  it('what is not on the screen is left out', () => {
    expect(boxes([{ start: 0, end: DAY }], { ...scale, shows: () => false }, 0, 5)).toBe('');
  });
  it('narrow windows stay visible', () => {
    expect(boxes([{ start: 0, end: 1 }], scale, 0, 5, 4)).toBe('M0 0h4v5h-4z');
  });
});
