import { flushSync } from 'svelte';
import { afterEach, describe, expect, it } from 'vitest';
import { provide } from './desk';
import { concerns, live, Live } from './live.svelte';
import { reads, type Push, type SearchHit } from './wire';

/** A desk that answers when it is told to, in any order. */
function slowDesk() {
  const open: { question: unknown; answer: (value: unknown) => void; fail: (value: unknown) => void }[] = [];
  const hearers = new Set<(push: Push) => void>();
  const undo = provide({
    call: (_name, question) => new Promise((answer, fail) => open.push({ question, answer, fail })),
    window: () => Promise.resolve(null),
    listen(hear) {
      hearers.add(hear);
      return () => hearers.delete(hear);
    },
  });
  return { open, undo, hearers, push: (push: Push) => hearers.forEach((hear) => hear(push)) };
}
const settle = () => new Promise((done) => setTimeout(done, 0));
const hit = (title: string): SearchHit[] => [
  { kind: 'change', id: '1', reference: 'CHG-1', title, route: '#/x' },
];

describe('live', () => {
  let desk = slowDesk();
  desk.undo();
  afterEach(() => desk.undo());

  it('a late answer to an older question is dropped', async () => {
    desk = slowDesk();
    const search = new Live('search');
    search.put({ text: 'a' });
    search.put({ text: 'ab' });
    desk.open[1]?.answer(hit('newer'));
    await settle();
    desk.open[0]?.answer(hit('older'));
    await settle();
    expect(search.answer?.[0]?.title).toBe('newer');
    expect(search.asking).toBe(false);
  });

  it('a late failure of an older question is dropped too', async () => {
    desk = slowDesk();
    const search = new Live('search');
    search.put({ text: 'a' });
    search.put({ text: 'ab' });
    desk.open[1]?.answer(hit('newer'));
    await settle();
    desk.open[0]?.fail({ kind: 'fault', code: 'x', sentence: 'broken' });
    await settle();
    expect(search.failure).toBeNull();
  });

  it('many writes during one asking cause one more asking', async () => {
    desk = slowDesk();
    const search = new Live('search');
    search.put({ text: 'a' });
    for (let n = 0; n < 200; n += 1) search.touched(['change']);
    expect(desk.open).toHaveLength(1);
    desk.open[0]?.answer(hit('before'));
    await settle();
    expect(desk.open).toHaveLength(2);
    desk.open[1]?.answer(hit('after'));
    await settle();
    expect(desk.open).toHaveLength(2);
    expect(search.answer?.[0]?.title).toBe('after');
  });

  it('the last answer stays while a failure shows, and the failure goes with the next answer', async () => {
    desk = slowDesk();
    const search = new Live('search');
    search.put({ text: 'a' });
    desk.open[0]?.answer(hit('kept'));
    await settle();
    search.again();
    desk.open[1]?.fail({ kind: 'refused', code: 'no-plan', sentence: 'No plan is open.' });
    await settle();
    expect(search.answer?.[0]?.title).toBe('kept');
    expect(search.failure?.sentence).toBe('No plan is open.');
    search.again();
    desk.open[2]?.answer(hit('again'));
    await settle();
    expect(search.failure).toBeNull();
  });

  it('asking nothing forgets the answer', async () => {
    desk = slowDesk();
    const search = new Live('search');
    search.put({ text: 'a' });
    search.put(null);
    desk.open[0]?.answer(hit('late'));
    await settle();
    expect(search.answer).toBeNull();
    expect(search.asking).toBe(false);
  });

  it('a component asks anew when its question changes, and hears pushes until it leaves', async () => {
    desk = slowDesk();
    let text = $state('a');
    let search: Live<'search'> | undefined;
    const leave = $effect.root(() => {
      search = live('search', () => ({ text }));
    });
    flushSync();
    text = 'ab';
    flushSync();
    expect(desk.open.map((each) => each.question)).toEqual([{ text: 'a' }, { text: 'ab' }]);
    desk.open[1]?.answer(hit('one'));
    await settle();
    desk.push({ kind: 'touched', seq: 2, tables: ['change'] });
    expect(desk.open).toHaveLength(3);
    desk.open[2]?.answer(hit('two'));
    await settle();
    desk.push({ kind: 'plan' });
    expect(desk.open).toHaveLength(4);
    expect(search?.answer?.[0]?.title).toBe('two');
    leave();
    expect(desk.hearers.size).toBe(0);
  });
});

describe('reads', () => {
  it('a write concerns what reads its tables, and all that names none', () => {
    expect(concerns(['change', 'release'], ['release'])).toBe(true);
    expect(concerns(['change'], ['release'])).toBe(false);
    expect(concerns([], ['release'])).toBe(true);
  });
  it('the frame is asked again after every write', () => {
    expect(concerns(reads.frame, ['anything'])).toBe(true);
  });
});
