import { expect, it } from 'vitest';
import { Merging, type Choice } from './merging.svelte';

const three = ['a', 'b', 'c'].map((id) => ({ id }));

function made(refuse: (id: string, choice: Choice) => unknown = () => null) {
  const said: string[] = [];
  const merging = new Merging<{ id: string }>({
    async settle(id, choice) {
      const no = refuse(id, choice);
      if (no) throw no;
      said.push(`${id} ${choice}`);
      return { sentence: `Settled ${id}` };
    },
    async undo() {
      said.push('undo');
      return { sentence: 'Undid it' };
    },
  });
  merging.heard(three);
  return { merging, said };
}
const refused = { kind: 'refused', code: 'record-gone', sentence: 'The record was taken out since.' };

it('settling one opens the next, and the last one leaves nothing', async () => {
  const { merging, said } = made();
  merging.open('b');
  await merging.settle('mine');
  expect(merging.current?.id).toBe('c');
  await merging.settle('theirs');
  expect(merging.current?.id).toBe('a');
  await merging.settle('was');
  expect(merging.current).toBeNull();
  expect(said).toEqual(['b mine', 'c theirs', 'a was']);
  expect(merging.settled.map((each) => each.sentence)).toEqual(['Settled b', 'Settled c', 'Settled a']);
});
it('moves among them and stops at the ends', () => {
  const { merging } = made();
  merging.move(-1);
  expect(merging.current?.id).toBe('a');
  merging.move(1);
  merging.move(1);
  merging.move(1);
  expect(merging.current?.id).toBe('c');
});
it('what is refused stays open with the reason', async () => {
  const { merging } = made(() => refused);
  await merging.settle('mine');
  expect(merging.current?.id).toBe('a');
  expect(merging.failure?.code).toBe('record-gone');
  merging.move(1);
  expect(merging.failure).toBeNull();
});
it('all of the rest are settled one entry each; what is refused is left over', async () => {
  const { merging, said } = made((id) => (id === 'b' ? refused : null));
  await merging.settleAll(three, 'theirs');
  expect(said).toEqual(['a theirs', 'c theirs']);
  expect(merging.all.map((each) => each.id)).toEqual(['b']);
  expect(merging.failure?.code).toBe('record-gone');
  expect(merging.left).toBeNull();
});
it('a fault ends the rest at once', async () => {
  const { merging, said } = made((id) =>
    id === 'b' ? { kind: 'fault', code: 'store', sentence: 'Disk full.' } : null,
  );
  await merging.settleAll(three, 'mine');
  expect(said).toEqual(['a mine']);
});
it('undo takes the last one back and opens it once it is in the list again', async () => {
  const { merging, said } = made();
  await merging.undo();
  expect(said).toEqual([]);
  await merging.settle('mine');
  await merging.undo();
  expect(said).toEqual(['a mine', 'undo']);
  expect(merging.settled).toEqual([]);
  merging.heard(three);
  expect(merging.current?.id).toBe('a');
});
it('a list that comes anew keeps what is open; when that is gone, what stood after it opens', () => {
  const { merging } = made();
  merging.open('b');
  merging.heard([{ id: 'x' }, ...three]);
  expect(merging.current?.id).toBe('b');
  merging.heard([{ id: 'x' }, { id: 'a' }, { id: 'c' }]);
  expect(merging.current?.id).toBe('c');
});
