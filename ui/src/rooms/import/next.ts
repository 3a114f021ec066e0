/** Where to go after an import: the places that show what came in. */
import type { TableCount, TableName } from '../../desk/wire';

export type NextPlace = { room: string; title: string; why: string };

const places: readonly { tables: readonly TableName[]; place: NextPlace }[] = [
  {
    tables: ['service', 'dependency'],
    place: {
      room: 'map',
      title: 'Map',
      why: 'See what depends on what.',
    },
  },
  {
    tables: ['change'],
    place: { room: 'bundles', title: 'Bundles', why: 'Place the changes that came in.' },
  },
  {
    tables: ['release', 'freeze', 'train', 'departure'],
    place: { room: 'calendar', title: 'Calendar', why: 'See the releases and freezes in time.' },
  },
];

/** One place for each kind of record that was added or changed, in this order. */
export function nextPlaces(counts: readonly TableCount[]): NextPlace[] {
  const touched = new Set(counts.filter((each) => each.added + each.changed > 0).map((each) => each.table));
  return places.filter((each) => each.tables.some((table) => touched.has(table))).map((each) => each.place);
}
