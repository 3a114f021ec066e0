/** The engine's answer as numbers ready to draw: instants become milliseconds once per answer. */
import type {
  BusinessBand,
  CalendarView,
  CollisionMark,
  DepartureMark,
  MilestoneMark,
  ReleaseShape,
  Window,
} from '../../desk/wire';
import { MONTHS } from '../../words/dates';

export type Span = { start: number; end: number };
export type Shape = {
  id: string;
  reference: string;
  title: string;
  kind: ReleaseShape['kind'];
  state: ReleaseShape['state'];
  /** Risk level 1 to 5; 0 without changes. */
  level: number;
  changes: number;
  lock: number;
  test: number;
  deploy: Span;
  watchEnds: number;
  /** Ids of its collisions that weigh. */
  collisions: string[];
  published: Span | null;
  movable: boolean;
  /** Name of its train; empty for one by itself. */
  train: string;
};
export type Mark = CollisionMark & { when: number };
export type WindowRow = {
  name: string;
  local: string;
  zone: string;
  regular: Span[];
  extended: Span[];
  closed: Span[];
  closedBy: string[];
  changes: { at: number; minutes: number }[];
};
export type Band = { kind: string; span: Span };
export type FreezeRow = {
  id: string;
  reference: string;
  name: string;
  note: string;
  level: string;
  state: string;
  bands: Band[];
};
export type TrainRow = {
  id: string;
  name: string;
  cadence: string;
  shapes: Shape[];
  freezes: { id: string; span: Span; agreed: boolean }[];
  departures: (Omit<DepartureMark, 'window'> & { span: Span })[];
};
export type ProjectRow = { name: string; milestones: (MilestoneMark & { when: number; first: number })[] };
export type MeetingRow = { id: string; name: string; cadence: string; at: Span[] };
export type Booked = { id: string; label: string; sentence: string; span: Span; waits: boolean };
export type EnvironmentRow = {
  id: string;
  reference: string;
  name: string;
  bookings: Booked[];
  collides: Span[];
};
export type Business = Omit<BusinessBand, 'window'> & { span: Span };
export type Scene = {
  span: Span;
  now: number;
  zone: string;
  weeks: { at: number; day: number; week: number }[];
  months: { at: number; end: number; label: string }[];
  weekends: Span[];
  days: number[];
  marks: Mark[];
  windows: WindowRow[];
  freezes: FreezeRow[];
  trains: TrainRow[];
  loose: Shape[];
  projects: ProjectRow[];
  meetings: MeetingRow[];
  environments: EnvironmentRow[];
  business: Business[];
  saved: CalendarView['saved'];
  extent: Span | null;
  shapes: ReadonlyMap<string, Shape>;
};

const span = (window: Window): Span => ({ start: Date.parse(window.start), end: Date.parse(window.end) });

function shape(release: ReleaseShape, train: string, light: ReadonlySet<string>): Shape {
  return {
    id: release.id,
    reference: release.reference,
    title: release.title,
    kind: release.kind,
    state: release.state,
    level: release.level,
    changes: release.changes,
    lock: Math.min(Date.parse(release.scope_lock), Date.parse(release.deploy.start)),
    test: Date.parse(release.test_starts),
    deploy: span(release.deploy),
    watchEnds: Date.parse(release.watch_ends),
    collisions: release.collisions.filter((id) => !light.has(id)),
    published: release.published ? span(release.published) : null,
    movable: release.movable,
    train,
  };
}

/** Months with where each ends; the first and every January carry the year. */
function months(view: CalendarView, end: number): Scene['months'] {
  return view.axis.months.map((month, i) => {
    const [year = '', number = '1'] = month.day.split('-');
    const name = MONTHS[Number(number) - 1] ?? '';
    const next = view.axis.months[i + 1];
    return {
      at: Date.parse(month.at),
      end: next ? Date.parse(next.at) : end,
      label: `${name} ${year}`,
    };
  });
}

/** The release where a proposal has it, with where it is as its ghost. */
const proposed = (of: Shape, to: Span | undefined): Shape =>
  to ? { ...shifted(of, to.start, false, to), published: of.deploy, collisions: [] } : of;

/**
 * Everything to draw. Notes are marked on the axis; only errors and warnings colour a release. A proposal that is looked
 * at shows its releases where it would have them.
 */
export function sceneOf(view: CalendarView, proposal: ReadonlyMap<string, Span> = new Map()): Scene {
  const whole = span(view.span);
  const light = new Set(view.collisions.filter((mark) => mark.severity === 'note').map((mark) => mark.id));
  const trains = view.trains.map((lane) => ({
    id: lane.id,
    name: lane.name,
    cadence: lane.cadence,
    shapes: lane.releases.map((release) =>
      proposed(shape(release, lane.name, light), proposal.get(release.id)),
    ),
    departures: lane.departures.map(({ window, ...rest }) => ({ ...rest, span: span(window) })),
    freezes: lane.freezes.map((band) => ({ id: band.id, span: span(band.window), agreed: band.agreed })),
  }));
  const loose = view.loose.map((release) => proposed(shape(release, '', light), proposal.get(release.id)));
  return {
    span: whole,
    now: Date.parse(view.now),
    zone: view.zone,
    weeks: view.axis.weeks.map((week) => ({ at: Date.parse(week.at), day: week.day, week: week.week })),
    months: months(view, whole.end),
    weekends: view.axis.weekends.map(span),
    days: view.axis.days.map((at) => Date.parse(at)),
    marks: view.collisions
      .filter((mark) => mark.at !== null)
      .map((mark) => ({ ...mark, when: Date.parse(mark.at ?? view.now) })),
    windows: view.windows.map((lane) => {
      const open = lane.open.map((each) => ({ ...each, span: span(each.window) }));
      return {
        name: lane.name,
        local: lane.local,
        zone: lane.zone,
        regular: open.filter((each) => !each.extended && !each.closed_by).map((each) => each.span),
        extended: open.filter((each) => each.extended && !each.closed_by).map((each) => each.span),
        closed: open.filter((each) => each.closed_by).map((each) => each.span),
        closedBy: [...new Set(open.flatMap((each) => (each.closed_by ? [each.closed_by] : [])))],
        changes: lane.clock_changes.map((mark) => ({ at: Date.parse(mark.at), minutes: mark.minutes })),
      };
    }),
    freezes: view.freezes.map((lane) => ({
      ...lane,
      bands: lane.bands.map((band) => ({ kind: band.kind, span: span(band.window) })),
    })),
    trains,
    loose,
    projects: view.projects.map((lane) => ({
      name: lane.name,
      milestones: lane.milestones.map((mark) => ({
        ...mark,
        when: Date.parse(mark.at),
        first: Date.parse(mark.planned),
      })),
    })),
    meetings: view.meetings.map((lane) => ({ ...lane, at: lane.at.map(span) })),
    environments: view.environments.map((lane) => ({
      ...lane,
      collides: lane.collides.map(span),
      bookings: lane.bookings.map(({ window, state, ...rest }) => ({
        ...rest,
        span: span(window),
        waits: state === 'waiting',
      })),
    })),
    business: view.business.map(({ window, ...rest }) => ({ ...rest, span: span(window) })),
    saved: view.saved,
    extent: view.extent ? span(view.extent) : null,
    shapes: new Map([...trains.flatMap((train) => train.shapes), ...loose].map((each) => [each.id, each])),
  };
}

/** A shape as it would stand with its deployment at `start`; with `keepLock`, scope lock and test stay. */
export function shifted(of: Shape, start: number, keepLock: boolean, deploy?: Span): Shape {
  const by = start - of.deploy.start;
  const end = deploy ? deploy.end : of.deploy.end + by;
  return {
    ...of,
    lock: Math.min(keepLock ? of.lock : of.lock + by, start),
    test: Math.min(keepLock ? of.test : of.test + by, start),
    deploy: { start, end },
    watchEnds: of.watchEnds + by,
  };
}
