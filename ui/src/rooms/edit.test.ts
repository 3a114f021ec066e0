import { expect, it } from 'vitest';
import { changedSince, Edit } from './edit.svelte';

const changed = {
  author: 'Ines Costa',
  at: '2026-10-06T11:50:00Z',
  sentence: 'Moved RO-23 to 2 Dec',
  seq: 48,
  name: 'RO-23',
  fields: [{ field: 'deploys', before: '25 Nov', after: '2 Dec' }],
};
const stale = { kind: 'stale', code: 'stale', sentence: 'Ines changed RO-23.', changed } as const;

it('mine is written over theirs with the position that was shown', async () => {
  const edit = new Edit();
  const sent: (number | null)[] = [];
  const work = async (seen: number | null) => {
    sent.push(seen);
    if (seen !== 48) throw stale;
  };
  expect(await edit.run(40, work)).toBe(false);
  expect(edit.changed?.author).toBe('Ines Costa');
  expect(edit.refused).toBeNull();
  expect(await edit.over()).toBe(true);
  expect(sent).toEqual([40, 48]);
  expect(edit.changed).toBeNull();
});
it('somebody may be faster a second time', async () => {
  const edit = new Edit();
  await edit.run(40, (seen) => Promise.reject({ ...stale, changed: { ...changed, seq: (seen ?? 0) + 1 } }));
  expect(edit.changed?.seq).toBe(41);
  await edit.over();
  expect(edit.changed?.seq).toBe(42);
});
it('taking theirs drops mine: nothing is left to write', async () => {
  const edit = new Edit();
  let times = 0;
  await edit.run(1, () => {
    times += 1;
    return Promise.reject(stale);
  });
  edit.forget();
  expect(await edit.over()).toBe(false);
  expect(times).toBe(1);
});
it('a refusal is no difference to show, and neither is being late without knowing to what', () => {
  expect(changedSince({ kind: 'refused', code: 'x', sentence: 'No.' })).toBeNull();
  expect(changedSince({ kind: 'stale', code: 'stale', sentence: 'Changed.' })).toBeNull();
});
it('one at a time', async () => {
  const edit = new Edit();
  let free = () => {};
  const first = edit.run(1, () => new Promise<void>((done) => (free = done)));
  expect(await edit.run(1, () => Promise.resolve())).toBe(false);
  free();
  expect(await first).toBe(true);
});
