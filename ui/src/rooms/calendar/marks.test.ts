import { describe, expect, it } from 'vitest';
import { labelParts, rooms } from './labels';
import { changed, clustered } from './marks';
import type { Mark } from './scene';

const DAY = 86_400_000;
const mark = (
  id: string,
  day: number,
  releases: string[] = [],
  severity: Mark['severity'] = 'error',
): Mark => ({
  id,
  at: new Date(day * DAY).toISOString(),
  when: day * DAY,
  label: id,
  sentence: `${id}.`,
  severity,
  releases,
});
const scale = { x: (at: number) => (at / DAY) * 10 };
const held = { id: 'ro', reference: 'RO-23' };
const preview = (after: Mark[]) => ({
  collisions_after: after,
  deploy: { start: new Date(30 * DAY).toISOString(), end: new Date(31 * DAY).toISOString() },
});

describe('marks of collisions', () => {
  it('near ones are one mark that says how many more, and is light only when all are', () => {
    const all = clustered(
      [mark('a', 10, [], 'note'), mark('b', 11), mark('c', 20, [], 'note')],
      null,
      null,
      scale,
    );
    expect(all.map((each) => `${each.label} ${each.light}`)).toEqual(['a +1 false', 'c true']);
    expect(all[0]?.room).toBe(92);
  });
  it('a held release shows what it clears and what comes where it would deploy', () => {
    const marks = [mark('peak', 10, ['ro']), mark('other', 20, ['pl'])];
    const after = [mark('members', 4, ['ro'])];
    expect(
      changed(marks, preview(after), held).map(({ mark, change }) => [mark.id, mark.when / DAY, change]),
    ).toEqual([
      ['peak', 10, 'clears'],
      ['other', 20, 'stays'],
      ['members', 30, 'comes'],
    ]);
    expect(clustered(marks, preview(after), held, scale)[0]?.label).toBe('RO-23 clears');
  });
  it('what clears and what comes at one time stand side by side', () => {
    const all = clustered([mark('peak', 30, ['ro'])], preview([mark('members', 30, ['ro'])]), held, scale);
    expect(all.map((each) => each.x)).toEqual([300, 314]);
  });
});

describe('labels of releases', () => {
  const shape = { reference: 'RO-23', changes: 17, level: 4, collisions: ['peak'] };
  it('give up count, risk and sign before the reference', () => {
    expect(labelParts(shape, 200)).toEqual({ reference: true, sign: true, count: true, glyph: true });
    expect(labelParts(shape, 66)).toEqual({ reference: true, sign: true, count: false, glyph: false });
    expect(labelParts(shape, 45)).toEqual({ reference: true, sign: false, count: false, glyph: false });
    expect(labelParts(shape, 30).reference).toBe(false);
  });
  it('have room until the next one of their own row', () => {
    const starts = [
      { x: 0, row: 0 },
      { x: 30, row: 1 },
      { x: 90, row: 0 },
    ];
    expect(rooms(starts, 200)).toEqual([84, 164, 104]);
  });
});
