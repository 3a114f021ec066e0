import { describe, expect, it } from 'vitest';
import { TypeAhead } from './typeahead';

describe('typing a name', () => {
  it('begins with a letter that is no command, and goes on with any', () => {
    const typed = new TypeAhead('cd');
    expect(typed.wants('c', 0)).toBe(false);
    expect(typed.wants('p', 0)).toBe(true);
    expect(typed.more('p', 0)).toEqual({ text: 'p', on: true });
    expect(typed.wants('c', 300)).toBe(true);
    expect(typed.more('c', 300)).toEqual({ text: 'pc', on: false });
    expect(typed.wants('c', 5000)).toBe(false);
  });
  it('begins with any letter after an apostrophe', () => {
    const typed = new TypeAhead('cd');
    expect(typed.wants("'", 0)).toBe(true);
    typed.more("'", 0);
    expect(typed.wants('c', 100)).toBe(true);
    expect(typed.more('c', 100).text).toBe('c');
  });
  it('asks for the next hit when the same letter comes again', () => {
    const typed = new TypeAhead('');
    typed.more('p', 0);
    expect(typed.more('p', 100)).toEqual({ text: 'p', on: true });
  });
  it('wants nothing where nothing is looked for', () => {
    expect(new TypeAhead(null).wants('p', 0)).toBe(false);
  });
});
