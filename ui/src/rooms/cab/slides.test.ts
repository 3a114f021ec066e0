import { describe, expect, it, vi } from 'vitest';
import type { CabItemLine } from '../../desk/wire';
import { clockWords, phaseOf, Ticker } from './clock.svelte';
import { actOf, Presenting, ROOM_KEYS } from './present.svelte';
import { fitting, markOf, slideAt, slidesOf, standingOf, underHeadings } from './slides';
import { nextChoice } from './words';

const item = (
  id: string,
  block: CabItemLine['block'],
  verdict: CabItemLine['verdict'] = null,
): CabItemLine => ({
  id,
  subject: null,
  reference: `CHG-${id}`,
  title: `Change ${id}`,
  block,
  minutes: 5,
  seconds: 0,
  phase: 'early',
  presenter: null,
  verdict,
  standing: verdict ?? '',
  level: 2,
  priority: null,
  why: '',
  stale: false,
  lacks: [],
});

describe('slides', () => {
  const items = [
    item('1', 'review', 'noted'),
    item('2', 'discuss'),
    item('3', 'consent', 'approved'),
    item('4', 'consent'),
  ];
  const slides = slidesOf(items);
  it('shows what is approved together as one slide', () => {
    expect(slides.map((slide) => slide.items.map((one) => one.id))).toEqual([['1'], ['2'], ['3', '4']]);
    expect(slideAt(slides, '4')).toBe(2);
    expect(standingOf(slides[2]!)).toBe('1 change');
  });
  it('marks what is decided, what stands and what is open', () => {
    expect(slides.map((slide) => markOf(slide, '2'))).toEqual(['ok', 'here', 'open']);
    expect(markOf({ ...slides[1]!, items: [item('2', 'discuss', 'rejected')] }, null)).toBe('no');
    expect(markOf({ ...slides[1]!, items: [item('2', 'discuss', 'deferred')] }, null)).toBe('later');
  });
  it('stands under the headings of the agenda and is found by reference or words', () => {
    expect(underHeadings(slides).map((group) => group.slides.length)).toEqual([1, 1, 1]);
    expect(fitting(slides, 'chg-4').map((one) => one.number)).toEqual([2]);
    expect(fitting(slides, 'nothing')).toEqual([]);
  });
});

describe('clocks', () => {
  it('turns at half, four fifths and all of the time', () => {
    expect([149, 150, 239, 240, 299, 300].map((seconds) => phaseOf(seconds, 5))).toEqual([
      'early',
      'half',
      'half',
      'late',
      'late',
      'over',
    ]);
    expect(phaseOf(9999, 0)).toBe('early');
  });
  it('says what is left, and what is over', () => {
    expect([clockWords(108), clockWords(-30), clockWords(3720)]).toEqual(['1:48', '+0:30', '1:02:00']);
  });
  it('passes with the time of the screen, and never counts', () => {
    vi.useFakeTimers();
    const ticker = new Ticker();
    const from = Date.now();
    const stop = ticker.start();
    vi.advanceTimersByTime(61_000);
    expect(ticker.since(from)).toBe(61);
    stop();
    vi.useRealTimers();
  });
});

describe('keys of the room', () => {
  it('mean verdicts, steps, drawers and votes', () => {
    expect(actOf('a', false)).toEqual({ do: 'verdict', verdict: 'approved' });
    expect(actOf('ArrowRight', false)).toEqual({ do: 'go', to: 'next' });
    expect(actOf('3', false)).toEqual({ do: 'vote', voter: 2 });
    expect(actOf('z', true)).toEqual({ do: 'undo' });
    expect(actOf('x', false)).toBeNull();
    expect(actOf('?', false)).toEqual({ do: 'drawer', drawer: 'keys' });
  });
  it('are told to people as they are: each of them does something', () => {
    const names: Record<string, string> = { '→': 'ArrowRight', Esc: 'Escape' };
    for (const { keys } of ROOM_KEYS) expect(actOf(names[keys] ?? keys, false), keys).not.toBeNull();
    for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ')
      if (actOf(letter, false))
        expect(
          ROOM_KEYS.some(({ keys }) => keys === letter),
          letter,
        ).toBe(true);
  });
  it('a verdict waits only for what it needs', () => {
    const room = new Presenting();
    expect(room.asks('approved', 0)).toBe('now');
    expect(room.asks('approved-if', 0)).toBe('condition');
    expect(room.asks('approved-if', 1)).toBe('now');
    expect(room.asks('rejected', 3)).toBe('note');
    room.wait('rejected', 'note');
    expect(room.back()).toBe(true);
    expect(room.back()).toBe(false);
  });
  it('a vote goes round', () => {
    expect([null, 'for', 'unsure', 'against'].map((one) => nextChoice(one as never))).toEqual([
      'for',
      'unsure',
      'against',
      null,
    ]);
  });
});
