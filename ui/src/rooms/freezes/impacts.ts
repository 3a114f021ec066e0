/** The eight consequences of an option as columns: value, words, which is best and which stands alone as worst. */
import type { Impact } from '../../desk/wire';
import { whole } from '../../words/numbers';

export type ImpactKey = 'days' | 'cover' | 'lost' | 'cost' | 'moved' | 'legal' | 'thaw' | 'exceptions';

export type ImpactColumn = {
  key: ImpactKey;
  /** Two short lines. */
  title: string;
  more: boolean;
  value: (impact: Impact) => number;
  text: (impact: Impact) => string;
};

/** `97%`, `96.4%` */
export function permille(n: number): string {
  return n % 10 === 0 ? `${n / 10}%` : `${(n / 10).toFixed(1)}%`;
}
export const movedWhole = (impact: Impact) => impact.moved.filter((row) => row.whole);

export const COLUMNS: readonly ImpactColumn[] = [
  {
    key: 'days',
    title: 'Days frozen',
    more: false,
    value: (i) => i.days_frozen,
    text: (i) => i.days || whole(i.days_frozen),
  },
  {
    key: 'cover',
    title: 'Ask covered',
    more: true,
    value: (i) => i.coverage_permille,
    text: (i) => permille(i.coverage_permille),
  },
  {
    key: 'lost',
    title: 'Change-days lost',
    more: false,
    value: (i) => i.change_days_lost,
    text: (i) => whole(i.change_days_lost),
  },
  {
    key: 'cost',
    title: 'Cost of delay',
    more: false,
    value: (i) => i.price.cost_of_delay,
    text: (i) => i.cost_said,
  },
  {
    key: 'moved',
    title: 'Releases moved',
    more: false,
    value: (i) => movedWhole(i).length,
    text: (i) => whole(movedWhole(i).length),
  },
  {
    key: 'legal',
    title: 'Legal dates missed',
    more: false,
    value: (i) => i.legal_missed.length,
    text: (i) => whole(i.legal_missed.length),
  },
  {
    key: 'thaw',
    title: 'Thaw risk',
    more: false,
    value: (i) => i.thaw_risk,
    text: (i) => whole(i.thaw_risk),
  },
  {
    key: 'exceptions',
    title: 'Likely exceptions',
    more: false,
    value: (i) => i.exceptions.length,
    text: (i) => whole(i.exceptions.length),
  },
];

export type Mark = 'best' | 'worst' | 'plain';
export type Cell = {
  column: ImpactColumn;
  text: string;
  mark: Mark;
  /** 0 to 1 of the largest in its column. */ share: number;
};

/**
 * Cells of every option, row by row. Best may be shared; worst is marked where one option stands alone with it, and
 * where the night of the thaw is over its budget.
 */
export function cells(impacts: readonly Impact[]): Cell[][] {
  const marks = COLUMNS.map((column) => {
    const values = impacts.map(column.value);
    const high = Math.max(...values);
    const low = Math.min(...values);
    const [best, worst] = column.more ? [high, low] : [low, high];
    const alone = values.filter((value) => value === worst).length === 1 && impacts.length > 2;
    return { high, best, worst: alone ? worst : null, differ: high !== low };
  });
  return impacts.map((impact) =>
    COLUMNS.map((column, i) => {
      const value = column.value(impact);
      const { high = 0, best, worst, differ } = marks[i] ?? { differ: false };
      const over = column.key === 'thaw' && impact.thaw_budget !== null && value > impact.thaw_budget;
      const mark: Mark =
        over || (differ && value === worst) ? 'worst' : differ && value === best ? 'best' : 'plain';
      return { column, text: column.text(impact), mark, share: high > 0 ? value / high : 0 };
    }),
  );
}
/** Heading of a column; the thaw names the budget where all share one. */
export function heading(column: ImpactColumn, impacts: readonly Impact[]): string {
  if (column.key !== 'thaw') return column.title;
  const budgets = [...new Set(impacts.map((impact) => impact.thaw_budget).filter((n) => n !== null))];
  return budgets.length === 1 ? `${column.title}, of ${budgets[0]}` : column.title;
}
/** A heading on two lines: the last word stands below, a budget whole. */
export function twoLines(words: string): [string, string] {
  const at = words.includes(', ') ? words.indexOf(', ') + 1 : words.lastIndexOf(' ');
  return at < 0 ? [words, ''] : [words.slice(0, at), words.slice(at + 1)];
}
