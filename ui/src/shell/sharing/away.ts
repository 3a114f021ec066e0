/** “While you were away” in words and groups. */
import type { AwayDifference, AwayView, TableName } from '../../desk/wire';
import { count, list } from '../../words/numbers';

const kinds: Partial<Record<TableName, string>> = {
  release: 'Releases',
  change: 'Changes',
  freeze: 'Freezes',
  freeze_exception: 'Exceptions',
  negotiation: 'Talks',
  offer: 'Offers',
  position: 'Positions',
  service: 'Services',
  dependency: 'Links',
  team: 'Teams',
  person: 'People',
  environment: 'Environments',
  train: 'Trains',
  departure: 'Departures',
  deployment_window: 'Windows',
  business_time: 'Times of the business',
  load_curve: 'Load curves',
  meeting_series: 'Meetings',
  cab_meeting: 'CAB meetings',
  agenda_item: 'Agendas',
  cab_vote: 'Votes',
  cab_decision: 'CAB decisions',
  owed_step: 'Conditions and actions',
  milestone: 'Milestones',
  booking: 'Bookings',
  saved_view: 'Saved views',
  waiver: 'Waivers',
  scenario: 'Proposals',
  publication: 'Versions',
  settings: 'The plan itself',
  merge_conflict: 'Conflicts',
};
const places: Partial<Record<TableName, string>> = {
  release: 'releases',
  freeze: 'freezes',
  change: 'bundles',
  service: 'map',
  booking: 'environments',
};

export type Group = { title: string; rows: readonly AwayDifference[] };
export type By = 'kind' | 'person';

/** Rows under their kind, in the order they come; or under each person who had a hand in them. */
export function groups(rows: readonly AwayDifference[], by: By): Group[] {
  const found = new Map<string, AwayDifference[]>();
  for (const row of rows) {
    const titles =
      by === 'kind'
        ? [kinds[row.what.table] ?? row.what.table]
        : row.by.length > 0
          ? row.by
          : ['Nobody known'];
    for (const title of titles) found.set(title, [...(found.get(title) ?? []), row]);
  }
  return [...found].map(([title, its]) => ({ title, rows: its }));
}

/** Where a row can be looked at: a place and its address, or `null`. */
export function whereIs(row: AwayDifference): { room: string; params: Record<string, string> } | null {
  const room = places[row.what.table];
  return room ? { room, params: { [row.what.table]: row.what.id } } : null;
}

/** The name people say. */
export const first = (name: string): string => name.split(/\s+/)[0] ?? name;

/** `Lukas and Inês changed 23 things while you were away.` */
export function headline(view: AwayView): string {
  const names = view.colleagues.map((each) => first(each.author));
  const [one = 'Somebody', two] = names;
  const who = names.length > 2 ? `${one}, ${two ?? ''} and ${count(names.length - 2, 'other')}` : list(names);
  const things = view.differences.length;
  const what =
    things > 0 ? `changed ${count(things, 'thing')}` : `made ${count(view.entries, 'edit')} that cancel out`;
  return `${who === '' ? one : who} ${what} while you were away.`;
}

/** What else came of it: references of mine that were taken, conflicts that wait. */
export function also(view: AwayView): string {
  const parts = [
    view.renumbered.length > 0
      ? `${count(view.renumbered.length, 'reference')} of yours ${view.renumbered.length === 1 ? 'was' : 'were'} renumbered`
      : '',
    view.conflicts > 0 ? `${count(view.conflicts, 'conflict')} to settle` : '',
  ].filter((each) => each !== '');
  return parts.length > 0 ? `${parts.join('; ')}.` : '';
}
