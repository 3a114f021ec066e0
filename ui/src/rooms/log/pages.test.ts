import { afterEach, describe, expect, it } from 'vitest';
import { provide } from '../../desk/desk';
import type { LogLine, LogPage, LogQuestion } from '../../desk/wire';
import { fours, iconOf, operationWord } from './operations';
import { joined, Pages, undoneBy } from './pages.svelte';
import { readable } from './values';

const line = (seq: number, more: Partial<LogLine> = {}): LogLine => ({
  id: `e${seq}`,
  seq,
  at: '2026-11-23T02:00:00Z',
  author: 'Deniz Aydin',
  operation: 'move_release',
  sentence: `Moved ${seq}`,
  rows: 1,
  hash: 'a91f77c0',
  undoes: null,
  ...more,
});
/** A log of `total` entries, in pages of three. */
function desk(total: () => number) {
  const asked: LogQuestion[] = [];
  const undo = provide({
    call: (_name, question) => {
      const { before, text } = question as LogQuestion;
      asked.push({ before, text });
      const all = Array.from({ length: total() }, (_, i) => line(total() - i));
      const lines = all.filter((each) => before === null || each.seq < before).slice(0, 3);
      const last = lines.at(-1)?.seq ?? 1;
      return Promise.resolve({ lines, total: total(), next: lines.length === 3 && last > 1 ? last : null });
    },
    window: () => Promise.resolve(null),
    listen: () => () => {},
  });
  return { asked, undo };
}
let undo = () => {};
afterEach(() => undo());

describe('pages of the log', () => {
  it('each page follows the last line until the first entry', async () => {
    const all = desk(() => 7);
    undo = all.undo;
    const pages = new Pages();
    await pages.find('');
    await pages.more();
    await pages.more();
    await pages.more();
    expect(pages.lines.map((each) => each.seq)).toEqual([7, 6, 5, 4, 3, 2, 1]);
    expect(all.asked.map((each) => each.before)).toEqual([null, 5, 2]);
  });
  it('a new entry comes on top and what was read stays', async () => {
    let total = 5;
    const all = desk(() => total);
    undo = all.undo;
    const pages = new Pages();
    await pages.find('');
    await pages.more();
    total = 6;
    await pages.refresh();
    expect(pages.lines.map((each) => each.seq)).toEqual([6, 5, 4, 3, 2, 1]);
    expect(pages.next).toBeNull();
  });
  it('after more entries than a page holds it starts over instead of leaving a gap', async () => {
    let total = 5;
    const all = desk(() => total);
    undo = all.undo;
    const pages = new Pages();
    await pages.find('');
    total = 20;
    await pages.refresh();
    expect(pages.lines.map((each) => each.seq)).toEqual([20, 19, 18]);
    expect(pages.next).toBe(18);
  });
  it('an answer to older words is dropped', async () => {
    const answers: ((page: LogPage) => void)[] = [];
    undo = provide({
      call: () => new Promise((answer) => answers.push(answer as (page: LogPage) => void)),
      window: () => Promise.resolve(null),
      listen: () => () => {},
    });
    const pages = new Pages();
    const first = pages.find('ro');
    const second = pages.find('ro-2');
    answers[1]?.({ lines: [line(2)], total: 9, next: null });
    answers[0]?.({ lines: [line(9)], total: 9, next: null });
    await Promise.all([first, second]);
    expect(pages.lines.map((each) => each.seq)).toEqual([2]);
    expect(pages.asking).toBe(false);
  });
  it('two pages that touch are joined without doubles', () => {
    const page = { lines: [line(5), line(4)], total: 5, next: 4 };
    expect(joined(page, [line(4), line(3)])?.map((each) => each.seq)).toEqual([5, 4, 3]);
    expect(joined({ ...page, lines: [line(9), line(8)], next: 8 }, [line(4)])).toBeNull();
  });
  it('names what took an entry back', () => {
    expect(undoneBy([line(6, { undoes: 'e4' }), line(4)], 'e4')?.seq).toBe(6);
    expect(undoneBy([line(6)], 'e4')).toBeNull();
  });
});

it('operations are words with a sign, hashes are read in fours, instants on the clock of the plan', () => {
  expect(operationWord('set_release_state')).toBe('Set release state');
  expect(iconOf('undo')).not.toBe(iconOf('move_release'));
  expect(fours('a91f77c03be2d4e8', 3)).toBe('a91f 77c0 3be2');
  expect(readable('start 2026-11-18T21:00:00Z, end 2026-11-19T00:00:00Z', 'Europe/Berlin')).toBe(
    'start Wed 18 Nov, 22:00, end Thu 19 Nov, 01:00',
  );
});
