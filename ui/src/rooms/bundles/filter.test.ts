import { describe, expect, it } from 'vitest';
import type { Board } from '../../desk/wire';
import { filterOf } from './filter';
import { lanesOf } from './lanes';
import recorded from './recorded.json';

const board = recorded.board as unknown as Board;
const fits = (text: string) =>
  lanesOf(board, filterOf(text)).flatMap((lane) => lane.shown.map((each) => each.card.reference));
const all = fits('');

describe('the filter', () => {
  it('lets everything pass when it is empty', () => {
    expect(all).toHaveLength(15);
    expect(filterOf('  ').empty).toBe(true);
  });
  it('compares numbers', () => {
    expect(fits('risk:>=4').sort()).toEqual(['CHG-2207', 'CHG-2264']);
    expect(fits('risk:<4')).toHaveLength(all.length - 2);
    expect(fits('points:13')).toEqual(['CHG-2264']);
  });
  it('takes quoted names and needs every term to fit', () => {
    expect(fits('service:"order hub"')).toContain('CHG-2264');
    expect(fits('service:"order hub" risk:5')).toEqual(['CHG-2264']);
    expect(fits('team:checkout risk:4')).toEqual(['CHG-2207']);
  });
  it('knows pins, what waits and the release', () => {
    expect(fits('pin:yes')).toContain('CHG-2198');
    expect(fits('waits:yes')).toEqual(['CHG-2267', 'CHG-2264']);
    expect(fits('in:ro-20')).toEqual(['CHG-2188', 'CHG-2195']);
  });
  it('turns a term round with a minus', () => {
    expect(fits('-waits:yes')).toHaveLength(all.length - 2);
  });
  it('finds words in reference and title', () => {
    expect(fits('basket')).toContain('CHG-2207');
    expect(fits('chg-2207')).toEqual(['CHG-2207']);
  });
  it('names what it cannot read and leaves it out', () => {
    expect(filterOf('colour:red').wrong).toContain('There is no filter “colour”.');
    expect(filterOf('risk:high').wrong).toBe('risk: needs a number, such as risk:>=4.');
    expect(filterOf('pin:maybe').wrong).toBe('pin: is yes or no.');
    expect(fits('colour:red')).toHaveLength(all.length);
  });
});
