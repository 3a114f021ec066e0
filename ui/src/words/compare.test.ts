import { expect, it } from 'vitest';
import { pieces } from './compare';

const lit = (text: string, before: string) =>
  pieces(text, before)
    .map((each) => (each.differs ? `[${each.text}]` : each.text))
    .join('');

it('lights only the words that differ', () => {
  expect(lit('Wed 18 Nov, 22:00', 'Wed 25 Nov, 22:00')).toBe('Wed [18] Nov, 22:00');
  expect(lit('same', 'same')).toBe('same');
});
it('words beside each other are one light', () => {
  expect(lit('data is lost, and backed out soon', 'data is lost')).toBe(
    'data is lost[, and backed out soon]',
  );
});
it('with nothing before, everything is new; with nothing now, there is nothing to light', () => {
  expect(lit('new', '')).toBe('[new]');
  expect(pieces('', 'old')).toEqual([]);
});
it('a very long text is lit as a whole instead of for a minute', () => {
  const long = 'word '.repeat(5000);
  expect(pieces(long, `${long} more`)).toHaveLength(1);
});
it('the pieces are the text', () => {
  const text = 'RO-23 “Retail” 26.23 – é ü 12:00';
  expect(
    pieces(text, 'RO-22 Retail 26.22')
      .map((each) => each.text)
      .join(''),
  ).toBe(text);
});
