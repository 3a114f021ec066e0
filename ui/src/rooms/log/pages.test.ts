import { afterEach, describe, expect, it } from 'vitest';
import { provide } from '../../desk/desk';
import type { LogLine, LogPage, LogQuestion } from '../../desk/wire';
import { fours, iconOf, operationWord, toneOf, verbOf } from './operations';
import { joined, Pages } from './pages.svelte';
import { byPart, parts, peopleAsked, toggled, withoutPeople } from './filter';
import { Chain } from './chain.svelte';
import { dayHeadings } from './headings';
import { readable } from './values';

const line = (seq: number, more: Partial<LogLine> = {}): LogLine => ({
  id: `e${seq}`,
  seq,
  at: '2026-11-23T02:00:00Z',
  author: 'Deniz Aydin',
  operation: 'move_release',
  sentence: `Moved ${seq}`,
  subject: 'RO-23',
  rest: '',
  before: '',
  after: '',
  rows: 1,
  place: { kind: 'claim', text: 'claim' },
  hash: 'a91f77c0',
  undoes: null,
  ...more,
});
const page = (lines: LogLine[], total: number, next: number | null): LogPage => ({
  lines,
  total,
  next,
  count: total,
  people: [],
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
      const next = lines.length === 3 && last > 1 ? last : null;
      return Promise.resolve(page(lines, total(), next));
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
    answers[1]?.(page([line(2)], 9, null));
    answers[0]?.(page([line(9)], 9, null));
    await Promise.all([first, second]);
    expect(pages.lines.map((each) => each.seq)).toEqual([2]);
    expect(pages.asking).toBe(false);
  });
  it('two pages that touch are joined without doubles', () => {
    const newer = page([line(5), line(4)], 5, 4);
    expect(joined(newer, [line(4), line(3)])?.map((each) => each.seq)).toEqual([5, 4, 3]);
    expect(joined({ ...newer, lines: [line(9), line(8)], next: 8 }, [line(4)])).toBeNull();
  });
});

it('operations are words with a sign, hashes are read in fours, instants on the clock of the plan', () => {
  expect(operationWord('set_release_state')).toBe('Set release state');
  expect(iconOf('undo')).not.toBe(iconOf('move_release'));
  expect(verbOf('set_release_state')).toBe('Set state');
  expect(verbOf('move_release')).toBe('Move');
  expect([toneOf('publish'), toneOf('challenge_risk'), toneOf('edit')]).toEqual(['ok', 'warn', '']);
  expect(fours('a91f77c03be2d4e8', 3)).toBe('a91f 77c0 3be2');
  expect(readable('start 2026-11-18T21:00:00Z, end 2026-11-19T00:00:00Z', 'Europe/Berlin')).toBe(
    'start Wed 18 Nov, 22:00, end Thu 19 Nov, 01:00',
  );
  expect(readable('2026-11-16', 'Europe/Berlin')).toBe('Mon 16 Nov');
  expect(readable('build-2026-11-16-b', 'Europe/Berlin')).toBe('build-2026-11-16-b');
});

describe('the filter as parts', () => {
  it('quotes hold a name together and a chip is a part of the same text', () => {
    expect(parts('since:1-Oct by:"Tomás Rey" two')).toEqual(['since:1-Oct', 'by:"Tomás Rey"', 'two']);
    expect(toggled('since:1-Oct', 'is:decision')).toBe('since:1-Oct is:decision');
    expect(toggled('since:1-Oct IS:Decision x', 'is:decision')).toBe('since:1-Oct x');
    expect([byPart('Solver'), byPart('Tomás Rey')]).toEqual(['by:Solver', 'by:"Tomás Rey"']);
  });
  it('people are counted and taken off together', () => {
    expect(peopleAsked('by:a by:"b c" by: x')).toBe(2);
    expect(withoutPeople('by:a x by:"b c" on:RO-1')).toBe('x on:RO-1');
  });
});

describe('the check of the chain', () => {
  const verified = { holds: true, entries: 6, head: 'a9', digest: 'b1', at: '2026-11-23T02:30:03Z' };
  it('says how many entries were written since', async () => {
    undo = provide({
      call: () => Promise.resolve({ ...verified, sentence: '6 entries hold together.' }),
      window: () => Promise.resolve(null),
      listen: () => () => {},
    });
    const chain = new Chain();
    expect(await chain.check()).toBe('6 entries hold together.');
    chain.wrote(6);
    expect(chain.since).toBe(0);
    chain.wrote(8);
    expect(chain.since).toBe(2);
    chain.forget();
    expect([chain.result, chain.since]).toEqual([null, 0]);
  });
  it('a check that breaks off says why and can be tried again', async () => {
    undo = provide({
      call: () => Promise.reject({ kind: 'fault', code: 'store', sentence: 'The file is gone.' }),
      window: () => Promise.resolve(null),
      listen: () => () => {},
    });
    const chain = new Chain();
    expect(await chain.check()).toBeNull();
    expect([chain.failure?.sentence, chain.checking]).toEqual(['The file is gone.', false]);
  });
});

it('lines of one day share its heading, and a day begins on the plan’s clock', () => {
  const heading = dayHeadings('2026-11-23T12:00:00Z', 'Europe/Berlin');
  expect(heading('2026-11-22T23:00:00Z')).toBe('Today, Mon 23 November 2026');
  expect(heading('2026-11-22T22:59:59Z')).toBe('Sun 22 November 2026');
});
