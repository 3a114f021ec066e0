/** Taking the plan out of the window: calendar, tables, JSON. Each asks where to first. */
import { call } from '../../desk/call';
import { pickExport } from '../../desk/dialogs';
import type { ExportFormat, Sheet } from '../../desk/wire';
import { fileSize } from '../../words/numbers';

export type Export = { label: string; detail: string; format: ExportFormat; what: Sheet | null };

export const EXPORTS: readonly Export[] = [
  { label: 'Calendar', detail: 'ICS, releases and freezes', format: 'ics', what: null },
  { label: 'Calendar of releases', detail: 'ICS', format: 'ics', what: 'releases' },
  { label: 'Calendar of freezes', detail: 'ICS', format: 'ics', what: 'freezes' },
  { label: 'Workbook of releases', detail: 'XLSX', format: 'xlsx', what: 'releases' },
  { label: 'Workbook of changes', detail: 'XLSX', format: 'xlsx', what: 'changes' },
  { label: 'Workbook of decisions', detail: 'XLSX', format: 'xlsx', what: 'decisions' },
  { label: 'Table of releases', detail: 'CSV', format: 'csv', what: 'releases' },
  { label: 'Table of changes', detail: 'CSV', format: 'csv', what: 'changes' },
  { label: 'Table of services', detail: 'CSV', format: 'csv', what: 'services' },
  { label: 'Table of dependencies', detail: 'CSV', format: 'csv', what: 'dependencies' },
  { label: 'Table of teams', detail: 'CSV', format: 'csv', what: 'teams' },
  { label: 'Table of freezes', detail: 'CSV', format: 'csv', what: 'freezes' },
  { label: 'Table of collisions', detail: 'CSV', format: 'csv', what: 'collisions' },
  {
    label: 'Table of decisions',
    detail: 'CSV, what is included or deferred, and why',
    format: 'csv',
    what: 'decisions',
  },
  { label: 'The whole plan', detail: 'JSON, every record', format: 'json', what: null },
];

/** Answers the sentence to say, or `null` when the person thought better of it. */
export async function writeExport(wanted: Export, plan: string): Promise<string | null> {
  const name = `${plan}${wanted.what ? ` ${wanted.what}` : ''}.${wanted.format}`;
  const path = await pickExport(name, [{ name: wanted.format.toUpperCase(), endings: [wanted.format] }]);
  if (path === null) return null;
  const done = await call('export', { format: wanted.format, what: wanted.what, path });
  return `${done.sentence}, ${fileSize(done.bytes)}`;
}
