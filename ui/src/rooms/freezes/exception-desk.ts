/** What the desk of exceptions shows: the rows that pass its filters. */
import type { ExceptionReason, ExceptionRow } from '../../desk/wire';
import { isOpenVerdict } from './wording';

export type DeskFilter = {
  state: 'open' | 'granted' | 'refused' | 'all';
  team: string;
  reason: ExceptionReason | '';
  text: string;
};

export const wasGranted = (row: Pick<ExceptionRow, 'verdict'>): boolean =>
  row.verdict === 'granted' || row.verdict === 'granted-if';

function inState(row: ExceptionRow, state: DeskFilter['state']): boolean {
  if (state === 'all') return true;
  if (state === 'open') return isOpenVerdict(row.verdict);
  return state === 'granted' ? wasGranted(row) : !wasGranted(row) && !isOpenVerdict(row.verdict);
}
export function passing(rows: readonly ExceptionRow[], by: DeskFilter): ExceptionRow[] {
  const text = by.text.trim().toLowerCase();
  return rows.filter(
    (row) =>
      inState(row, by.state) &&
      (by.team === '' || row.teams.includes(by.team)) &&
      (by.reason === '' || row.reason_code === by.reason) &&
      (text === '' ||
        `${row.reference} ${row.subject} ${row.freeze_name} ${row.requester}`.toLowerCase().includes(text)),
  );
}
/** Every team of the desk, by name. */
export const teamsOf = (rows: readonly ExceptionRow[]): string[] =>
  [...new Set(rows.flatMap((row) => row.teams))].sort((a, b) => a.localeCompare(b));
/** Where somebody comes to the desk: what is to be decided, or all when nothing is. */
export const startingState = (rows: readonly ExceptionRow[]): DeskFilter['state'] =>
  rows.some((row) => isOpenVerdict(row.verdict)) ? 'open' : 'all';
