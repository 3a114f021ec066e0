/** The lanes as rows: sections that fold, where each row stands, and where the arrows lead. */
import { LANE, MORE, packed, type Placed } from './paths';
import type {
  EnvironmentRow,
  FreezeRow,
  MeetingRow,
  ProjectRow,
  Scene,
  Shape,
  TrainRow,
  WindowRow,
} from './scene';

export type Section = 'windows' | 'freezes' | 'trains' | 'projects' | 'environments';
/** Groups of lanes that a view shows or hides. */
export const LANES: readonly { value: string; label: string }[] = [
  { value: 'windows', label: 'Windows' },
  { value: 'freezes', label: 'Freezes' },
  { value: 'trains', label: 'Trains' },
  { value: 'emergency', label: 'Emergency and hotfixes' },
  { value: 'projects', label: 'Projects and CAB' },
  { value: 'environments', label: 'Environments' },
];
type Place = { id: string; top: number; height: number; level: 1 | 2 };
export type Row = Place &
  (
    | { kind: 'section'; section: Section; title: string; note: string; open: boolean; lanes: number }
    | { kind: 'window'; lane: WindowRow }
    | { kind: 'freeze'; lane: FreezeRow }
    | { kind: 'train'; lane: TrainRow; placed: Placed[] }
    | { kind: 'loose'; placed: Placed[] }
    | { kind: 'project'; lane: ProjectRow }
    | { kind: 'meeting'; lane: MeetingRow }
    | { kind: 'environment'; lane: EnvironmentRow }
  );
export const HEIGHT = {
  section: 22,
  window: 21,
  freeze: 22,
  loose: 38,
  project: 21,
  meeting: 21,
  environment: 21,
} as const;

const NOTES: Record<Section, string> = {
  windows: 'Dark is an extended weekend window, outlined is closed by a freeze.',
  freezes: 'Solid is agreed, dashed is an ask still on the table.',
  trains: 'Bar: scope lock, test, deploy, then the watch.',
  projects: 'Delivery milestones and meetings. Amber means later than its release can take.',
  environments: 'Test environment bookings; dashed ones wait.',
};

/** All rows from top to bottom. `keeps` says which releases the filter leaves. */
export function rowsOf(
  scene: Scene,
  folded: ReadonlySet<string>,
  keeps: ((shape: Shape) => boolean) | null,
  lanes: readonly string[] = [],
): Row[] {
  const shows = (group: string) => lanes.length === 0 || lanes.includes(group);
  const rows: Row[] = [];
  let top = 0;
  const put = (row: DistributiveOmit<Row, 'top'>) => {
    rows.push({ ...row, top } as Row);
    top += row.height;
  };
  const section = (id: Section, title: string, lanes: number) => {
    const open = !folded.has(id);
    put({
      kind: 'section',
      id,
      section: id,
      title,
      note: NOTES[id],
      open,
      lanes,
      height: HEIGHT.section,
      level: 1,
    });
    return open;
  };
  if (shows('windows') && scene.windows.length > 0 && section('windows', 'Windows', scene.windows.length))
    for (const lane of scene.windows)
      put({ kind: 'window', id: `window ${lane.name}`, lane, height: HEIGHT.window, level: 2 });
  if (shows('freezes') && scene.freezes.length > 0 && section('freezes', 'Freezes', scene.freezes.length))
    for (const lane of scene.freezes)
      put({ kind: 'freeze', id: lane.id, lane, height: HEIGHT.freeze, level: 2 });
  const trains = keeps ? scene.trains.filter((lane) => lane.shapes.some(keeps)) : scene.trains;
  if (shows('trains') && trains.length > 0 && section('trains', 'Trains', trains.length))
    for (const lane of trains) {
      const { placed, rows: count } = packed(lane.shapes);
      put({ kind: 'train', id: lane.id, lane, placed, height: LANE + (count - 1) * MORE, level: 2 });
    }
  const loose = shows('emergency') && (!shows('trains') || !folded.has('trains'));
  if (loose && (!keeps || scene.loose.some(keeps))) {
    const placed = scene.loose.map((shape) => ({ shape, row: 0 }));
    put({ kind: 'loose', id: 'loose', placed, height: HEIGHT.loose, level: 2 });
  }
  const dated = scene.projects.length + scene.meetings.length;
  if (shows('projects') && dated > 0 && section('projects', 'Projects', dated)) {
    for (const lane of scene.projects)
      put({ kind: 'project', id: `project ${lane.name}`, lane, height: HEIGHT.project, level: 2 });
    for (const lane of scene.meetings)
      put({ kind: 'meeting', id: lane.id, lane, height: HEIGHT.meeting, level: 2 });
  }
  const { environments } = scene;
  if (
    shows('environments') &&
    environments.length > 0 &&
    section('environments', 'Environments', environments.length)
  )
    for (const lane of environments)
      put({ kind: 'environment', id: lane.id, lane, height: HEIGHT.environment, level: 2 });
  return rows;
}
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** Pixels of all rows. */
export function heightOf(rows: readonly Row[]): number {
  const last = rows[rows.length - 1];
  return last ? last.top + last.height : 0;
}

/** What can have the focus in a row: its heading first, then its cells by time. */
export type Stop = { key: string; row: string; start: number; end: number; shape?: Shape };
export type StopRow = { row: string; stops: Stop[] };

export function stopsOf(
  scene: Scene,
  rows: readonly Row[],
  keeps: ((shape: Shape) => boolean) | null,
): StopRow[] {
  const marks = scene.marks.map((mark) => ({
    key: `mark ${mark.id}`,
    row: 'collisions',
    start: mark.when,
    end: mark.when,
  }));
  const head = (row: string): Stop => ({ key: `row ${row}`, row, start: NaN, end: NaN });
  return [
    { row: 'collisions', stops: [head('collisions'), ...marks] },
    ...rows.map((row) => {
      const stops = [head(row.id)];
      if (row.kind === 'freeze')
        row.lane.bands.forEach(({ span }, i) =>
          stops.push({ key: `band ${row.id} ${i}`, row: row.id, start: span.start, end: span.end }),
        );
      if (row.kind === 'train' || row.kind === 'loose')
        for (const { shape } of [...row.placed].sort((a, b) => a.shape.deploy.start - b.shape.deploy.start))
          if (!keeps || keeps(shape))
            stops.push({
              key: `release ${shape.id}`,
              row: row.id,
              start: shape.lock,
              end: shape.watchEnds,
              shape,
            });
      if (row.kind === 'project')
        for (const mark of row.lane.milestones)
          stops.push({ key: `milestone ${mark.id}`, row: row.id, start: mark.when, end: mark.when });
      if (row.kind === 'meeting')
        for (const each of row.lane.at)
          stops.push({
            key: `meeting ${row.id} ${each.start}`,
            row: row.id,
            start: each.start,
            end: each.end,
          });
      if (row.kind === 'environment')
        for (const each of row.lane.bookings)
          stops.push({ key: `booking ${each.id}`, row: row.id, start: each.span.start, end: each.span.end });
      return { row: row.id, stops };
    }),
  ];
}

/** Where an arrow leads from `key`; up and down keep the time as near as they can. `near` is used from headings. */
export function step(all: readonly StopRow[], key: string | null, arrow: string, near: number): Stop | null {
  const y = Math.max(
    0,
    all.findIndex((row) => row.stops.some((stop) => stop.key === key)),
  );
  const row = all[y];
  const x = row?.stops.findIndex((stop) => stop.key === key) ?? -1;
  const here = row?.stops[x];
  if (!row || !here) return firstStop(all);
  switch (arrow) {
    case 'ArrowLeft':
      return row.stops[x - 1] ?? null;
    case 'ArrowRight':
      return row.stops[x + 1] ?? null;
    case 'Home':
      return row.stops[0] ?? null;
    case 'End':
      return row.stops[row.stops.length - 1] ?? null;
    case 'ArrowUp':
    case 'ArrowDown': {
      const to = all[y + (arrow === 'ArrowUp' ? -1 : 1)];
      if (!to) return null;
      if (x === 0) return to.stops[0] ?? null;
      return nearest(to.stops, Number.isNaN(here.start) ? near : middle(here)) ?? null;
    }
    default:
      return null;
  }
}
const middle = (stop: Stop) => (stop.start + stop.end) / 2;

function nearest(stops: readonly Stop[], at: number): Stop | undefined {
  const [head, ...cells] = stops;
  return cells.length === 0
    ? head
    : cells.reduce((best, stop) => (Math.abs(middle(stop) - at) < Math.abs(middle(best) - at) ? stop : best));
}

/** The first release, else the first heading. */
export function firstStop(all: readonly StopRow[]): Stop | null {
  for (const row of all) for (const stop of row.stops) if (stop.shape) return stop;
  return all[0]?.stops[0] ?? null;
}
