/** How a table is read, as a person corrects it: columns, words, dates. Pure; nothing is changed in place. */
import type { DateOrder, Field, Mapping, Need, Proposal, RowDirection, TableKind } from '../../desk/wire';

export const KINDS: readonly { value: TableKind; label: string }[] = [
  { value: 'services', label: 'Services' },
  { value: 'dependencies', label: 'Dependencies' },
  { value: 'changes', label: 'Changes' },
  { value: 'teams', label: 'Teams' },
  { value: 'milestones', label: 'Milestones' },
];

/** The field a column feeds, or an empty word. */
export function fieldOf(mapping: Mapping, column: number): string {
  return mapping.columns.find((use) => use.column === column)?.field ?? '';
}

/** Lets a column feed a field; a field that takes one column leaves the one it had. An empty field skips it. */
export function withColumn(
  mapping: Mapping,
  fields: readonly Field[],
  column: number,
  field: string,
): Mapping {
  const many = fields.find((each) => each.code === field)?.many ?? false;
  const others = mapping.columns.filter(
    (use) => use.column !== column && (many || field === '' || use.field !== field),
  );
  const columns = field === '' ? others : [...others, { column, field, matched: 'person' as const }];
  return { ...mapping, columns: columns.sort((a, b) => a.column - b.column) };
}

const same = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase();

/** What a word of the file means; `null` when nobody has said. An empty word leaves the value out. */
export function meaning(mapping: Mapping, field: string, from: string): string | null {
  return mapping.values.find((map) => map.field === field && same(map.from, from))?.to ?? null;
}
export function withMeaning(mapping: Mapping, field: string, from: string, to: string | null): Mapping {
  const others = mapping.values.filter((map) => !(map.field === field && same(map.from, from)));
  return { ...mapping, values: to === null ? others : [...others, { field, from, to }] };
}
export function withDateOrder(mapping: Mapping, date_order: DateOrder): Mapping {
  return { ...mapping, date_order };
}

/** Turns who needs whom in a row “from, to”. */
export function withDirection(mapping: Mapping, direction: RowDirection): Mapping {
  return { ...mapping, direction };
}
/** The two ways to read a row, in the words of the file: `shop needs ledger` from its first row. */
export function directions(proposal: Proposal, mapping: Mapping): { value: RowDirection; label: string }[] {
  const sample = (field: string, otherwise: string) => {
    const column = mapping.columns.find((use) => use.field === field)?.column;
    return proposal.columns.find((each) => each.column === column)?.samples[0] ?? otherwise;
  };
  const first = sample('consumer', 'the first');
  const second = sample('provider', 'the second');
  return [
    { value: 'first-needs-second', label: `${first} needs ${second}` },
    { value: 'second-needs-first', label: `${second} needs ${first}` },
  ];
}

/** Needs of the proposal that the mapping does not answer yet. */
export function open(proposal: Proposal, mapping: Mapping): Need[] {
  const missing: Need[] = proposal.fields
    .filter((field) => field.required && !mapping.columns.some((use) => use.field === field.code))
    .map((field) => ({ need: 'column', field: field.code, label: field.label }));
  const dates = proposal.needs.filter(
    (need) =>
      need.need === 'date-order' &&
      mapping.date_order === null &&
      mapping.columns.some(
        (use) => proposal.columns.find((column) => column.column === use.column)?.name === need.column,
      ),
  );
  return [...missing, ...dates];
}
/** The need in words. */
export function needSentence(need: Need): string {
  return need.need === 'column'
    ? `No column is read as “${need.label}”; choose one.`
    : `“${need.sample}” in column “${need.column}” can be read day first or month first; say which.`;
}

/** The words that a field knows, as the plan writes them. */
const WORDS: Record<TableKind, Record<string, readonly string[]>> = {
  services: {
    kind: [
      'business-service',
      'application',
      'service',
      'api',
      'library',
      'database',
      'queue',
      'infrastructure',
      'third-party',
      'batch-job',
      'document',
    ],
    tier: ['0', '1', '2', '3'],
    lifecycle: ['planned', 'live', 'sunset', 'retired'],
  },
  dependencies: {
    kind: ['call', 'event', 'data', 'hosting', 'build', 'contract', 'process'],
    strength: ['hard', 'soft'],
    order: ['provider-first', 'consumer-first', 'lockstep', 'any'],
    relation: ['needs', 'runs-on', 'reads', 'connects', 'serves', 'feeds', 'part-of'],
  },
  changes: {
    kind: ['standard', 'normal', 'emergency'],
    state: ['proposed', 'ready', 'approved', 'deployed', 'backed-out', 'cancelled'],
    reversible: ['yes', 'until-step', 'no'],
    probability: ['1', '2', '3', '4', '5'],
    impact: ['1', '2', '3', '4', '5'],
    due_kind: ['wish', 'contract', 'legal'],
  },
  teams: {},
  milestones: { marked: ['yes', 'no'], gate: ['scope-lock', 'test', 'deploy'] },
};
export function wordsOf(kind: TableKind, field: string): readonly string[] {
  return WORDS[kind][field] ?? [];
}
