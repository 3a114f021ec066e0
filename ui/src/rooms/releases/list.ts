/** The list of releases: filter words, order, and the lines of the list beside a record. */
import type { ReleaseRow } from '../../desk/wire';
import type { Sort } from '../../parts/grid';
import { clock, dateYear, dayClock, span } from '../../words/dates';
import { ms } from '../../words/zones';
import { GROUPS, groupOf, stateWord } from './states';

type Test = (row: ReleaseRow) => boolean;

const numbers: Record<string, (row: ReleaseRow) => number> = {
  risk: (row) => row.level,
  changes: (row) => row.changes,
  collisions: (row) => row.collisions,
};
const texts: Record<string, (row: ReleaseRow) => string> = {
  train: (row) => row.train,
  owner: (row) => row.owner,
  state: (row) => `${row.state} ${stateWord(row.state)}`,
  kind: (row) => row.kind,
};
const compare: Record<string, (a: number, b: number) => boolean> = {
  '>=': (a, b) => a >= b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '<': (a, b) => a < b,
  '': (a, b) => a === b,
};

/** One word of the filter: `risk:>=4`, `train:retail`, `-state:closed`, or plain text. */
function test(word: string): Test {
  const not = word.startsWith('-') && word.length > 1;
  const bare = (not ? word.slice(1) : word).toLowerCase();
  const [, name = '', sign = '', value = ''] = /^([a-z]+):(>=|<=|>|<)?(.*)$/.exec(bare) ?? [];
  // A word that is still being typed says nothing yet.
  if (value === '' && (numbers[name] || texts[name])) return () => true;
  let found: Test;
  if (numbers[name] && !Number.isNaN(Number(value))) {
    const read = numbers[name];
    found = (row) => compare[sign]?.(read(row), Number(value)) ?? false;
  } else if (texts[name]) {
    const read = texts[name];
    found = (row) => read(row).toLowerCase().includes(value.replaceAll('_', ' '));
  } else {
    found = (row) =>
      `${row.reference} ${row.title} ${row.train} ${row.owner} ${stateWord(row.state)} ${row.kind}`
        .toLowerCase()
        .includes(bare);
  }
  return not ? (row) => !found(row) : found;
}

/** Rows that fit every word. */
export function filtered(rows: readonly ReleaseRow[], text: string): ReleaseRow[] {
  const tests = text.trim().split(/\s+/).filter(Boolean).map(test);
  return rows.filter((row) => tests.every((fits) => fits(row)));
}

/** How much of a meter is used; what has no limit comes last. */
export function share(row: ReleaseRow, meter: string): number {
  const found = row.meters.find((each) => each.name === meter);
  if (!found || found.limit === null) return -1;
  return found.limit > 0 ? found.used / found.limit : found.used > 0 ? 2 : 0;
}

const orders: Record<string, (row: ReleaseRow) => string | number> = {
  reference: (row) => row.reference,
  title: (row) => row.title.toLowerCase(),
  train: (row) => row.train.toLowerCase(),
  deploy: (row) => ms(row.deploy.start),
  state: (row) => stateWord(row.state),
  level: (row) => row.level,
  changes: (row) => row.changes,
  capacity: (row) => share(row, 'Capacity'),
  budget: (row) => share(row, 'Risk budget'),
  collisions: (row) => row.collisions,
  owner: (row) => row.owner.toLowerCase(),
};

/** Rows in the order asked for; equal ones by deployment, then by reference. */
export function sorted(rows: readonly ReleaseRow[], sort: Sort): ReleaseRow[] {
  const of = orders[sort.key] ?? orders.deploy!;
  const sign = sort.down ? -1 : 1;
  const by = (a: string | number, b: string | number) =>
    typeof a === 'string' ? a.localeCompare(String(b), 'en', { numeric: true }) : a - Number(b);
  return [...rows].sort(
    (a, b) =>
      sign * by(of(a), of(b)) || ms(a.deploy.start) - ms(b.deploy.start) || by(a.reference, b.reference),
  );
}

/** True when a day without its year could be mistaken. */
export const isFar = (at: string, now: string): boolean => Math.abs(ms(at) - ms(now)) > 270 * 86_400_000;
/** When a release is deployed; the year is said once the day alone could be mistaken. */
export function deployWords(
  row: Pick<ReleaseRow, 'deploy'>,
  now: string,
  zone: string,
  short: boolean,
): string {
  const { start, end } = row.deploy;
  if (isFar(start, now)) return `${dateYear(start, zone)}, ${clock(start, zone)}`;
  return short ? dayClock(start, zone) : span(start, end, zone);
}
/** Pixels for the longest reference, within reason. */
export function referenceWidth(rows: readonly ReleaseRow[]): number {
  const longest = rows.reduce((most, row) => Math.max(most, row.reference.length), 0);
  return Math.min(120, Math.max(60, Math.ceil(longest * 7.3) + 4));
}

export type SideLine = { heading: string } | { row: ReleaseRow };

/** The list beside a record: what is watched, what is prepared by date, what is over with the latest first. */
export function sideLines(rows: readonly ReleaseRow[]): SideLine[] {
  return GROUPS.flatMap((group) => {
    const inside = sorted(
      rows.filter((row) => groupOf(row.state) === group),
      { key: 'deploy', down: group === 'Over' },
    );
    return inside.length > 0 ? [{ heading: group }, ...inside.map((row) => ({ row }))] : [];
  });
}
