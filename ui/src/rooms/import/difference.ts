/** The difference of an import in words: tables, totals, what to show first. */
import type { Diff, Refusal, RowDiff, TableCount, TableName } from '../../desk/wire';
import { count, list, whole } from '../../words/numbers';

const names: Partial<Record<TableName, [string, string]>> = {
  person: ['person', 'people'],
  dependency: ['dependency', 'dependencies'],
  freeze_exception: ['exception to a freeze', 'exceptions to freezes'],
  business_time: ['time of the business', 'times of the business'],
  load_curve: ['load curve', 'load curves'],
  deployment_window: ['deployment window', 'deployment windows'],
};
/** `services` of `service`. */
export function tableWord(table: TableName, n = 2): string {
  const [one, many] = names[table] ?? [table, `${table}s`];
  return n === 1 ? one : many;
}
/** `service` of `service`, `exception to a freeze` of `freeze_exception`. */
export const tableOne = (table: TableName): string => tableWord(table, 1);

export type Totals = { added: number; changed: number; unchanged: number; gone: number };
export function totals(counts: readonly TableCount[]): Totals {
  const sum = { added: 0, changed: 0, unchanged: 0, gone: 0 };
  for (const each of counts) {
    sum.added += each.added;
    sum.changed += each.changed;
    sum.unchanged += each.unchanged;
    sum.gone += each.gone;
  }
  return sum;
}
/** True when importing would write something: what is gone is marked, what was seen again is dated. */
export const writes = (diff: Diff): boolean => diff.writes > 0;
/** What the button says: `Import 412 records`. */
export function importWord(diff: Diff): string {
  const sum = totals(diff.counts);
  if (sum.added + sum.changed === 0) {
    if (diff.writes === 0) return 'Nothing to import';
    return sum.gone > 0 && diff.writes > diff.seen_again ? 'Mark what is gone' : 'Note that it was seen';
  }
  return `Import ${count(sum.added + sum.changed, 'record')}`;
}
/** `Adds 412 services and changes 3.` for the head of the look. */
export function sentence(diff: Diff): string {
  const added = diff.counts
    .filter((each) => each.added > 0)
    .map((each) => `${whole(each.added)} ${tableWord(each.table, each.added)}`);
  const sum = totals(diff.counts);
  const parts = [
    added.length > 0 ? `adds ${list(added)}` : '',
    sum.changed > 0 ? `changes ${count(sum.changed, 'record')}` : '',
  ].filter(Boolean);
  const are = sum.gone === 1 ? 'is' : 'are';
  const gone = sum.gone > 0 ? ` ${count(sum.gone, 'record')} ${are} gone in the source.` : '';
  if (parts.length === 0 && sum.unchanged > 0)
    return `Nothing new: ${count(sum.unchanged, 'record')} are as the plan has them.${gone}`;
  if (parts.length === 0) return gone.trim() || 'Nothing that could be imported.';
  const said = list(parts);
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}.${gone}`;
}

export type DiffLine =
  | { kind: 'row'; key: string; row: RowDiff }
  | { kind: 'field'; key: string; field: RowDiff['fields'][number] };

/** Rows with the fields of each changed one below it, unless it is folded. */
export function unfolded(rows: readonly RowDiff[], folded: ReadonlySet<string>): DiffLine[] {
  return rows.flatMap((row): DiffLine[] => {
    const key = `${row.table} ${row.id}`;
    const head: DiffLine = { kind: 'row', key, row };
    if (folded.has(key)) return [head];
    return [
      head,
      ...row.fields.map((field): DiffLine => ({ kind: 'field', key: `${key} ${field.field}`, field })),
    ];
  });
}
/** Where a refusal stands: `changes.csv, row 212`. */
export function placeOf(refusal: Refusal): string {
  return refusal.row === null ? refusal.file : `${refusal.file}, row ${whole(refusal.row)}`;
}
