/** What the calendar's parts share: the scene, what is selected and focused, what is held, which form is open. */
import { getContext, setContext, tick } from 'svelte';
import { call } from '../../desk/call';
import { failureOf } from '../../desk/failure';
import type { CalendarView, SavedView } from '../../desk/wire';
import type { Pull } from '../../parts/drag';
import type { Words } from '../../parts/pictured';
import type { Scene as Picture } from '../../parts/scene';
import type { Colour } from '../../parts/sheet';
import { days } from '../../words/dates';
import { route } from '../route.svelte';
import type { Surroundings } from '../room';
import { filterOf } from './filter';
import { Hold, type Via } from './hold.svelte';
import { calendarPicture } from './picture';
import { firstStop, rowsOf, step, stopsOf } from './rows';
import { DAY, Ruler, ZOOMS, type Zoom } from './ruler.svelte';
import { sceneOf, type Mark, type Shape, type Span } from './scene';
import { slotsOf, told } from './slots';

export type Form =
  'release' | 'emergency' | 'freeze' | 'repair' | 'views' | 'milestone' | 'business' | 'meeting';
const NO_ROWS: ReturnType<typeof rowsOf> = [];

export class Calendar {
  readonly ruler = new Ruler();
  readonly hold = new Hold({
    preview: (question) => call('preview_move', question),
    move: (question) => call('move_release', question),
  });
  folded = $state.raw<ReadonlySet<string>>(new Set());
  filter = $state(route.param('q') ?? '');
  compare = $state(false);
  /** Key of the stop that has, or last had, the focus. */
  focus = $state<string | null>(null);
  form = $state<Form | null>(null);
  /** Groups of lanes that are shown; none means all. */
  lanes = $state.raw<readonly string[]>([]);
  /** Where a repair that is looked at has its releases. */
  proposal = $state.raw<ReadonlyMap<string, Span>>(new Map());
  /** True to list slots by how few people feel it, not by time. */
  best = $state(false);
  /** Where the tip of a held release points, in the window. */
  pointer = $state.raw<{ x: number; y: number } | null>(null);
  /** The board's own element, for focus and for its edges. */
  board: HTMLElement | null = null;

  readonly scene = $derived.by(() => {
    const view = this.#view();
    return view ? sceneOf(view, this.proposal) : null;
  });
  readonly keeps = $derived(filterOf(this.filter));
  readonly rows = $derived(this.scene ? rowsOf(this.scene, this.folded, this.keeps, this.lanes) : NO_ROWS);
  readonly stops = $derived(this.scene ? stopsOf(this.scene, this.rows, this.keeps) : []);
  /** The stop that Tab reaches. */
  readonly tabStop = $derived.by(() => {
    const known = (key: string | null) =>
      key !== null && this.stops.some((row) => row.stops.some((stop) => stop.key === key)) ? key : null;
    return (
      known(this.focus) ??
      known(this.selected ? `release ${this.selected.id}` : null) ??
      firstStop(this.stops)?.key ??
      null
    );
  });
  /** The selected release, by its id or its reference. */
  readonly selected = $derived.by((): Shape | null => {
    const id = route.param('release');
    if (!id || !this.scene) return null;
    return (
      this.scene.shapes.get(id) ??
      [...this.scene.shapes.values()].find((shape) => shape.reference === id) ??
      null
    );
  });
  readonly mark = $derived(this.scene?.marks.find((mark) => mark.id === route.param('collision')) ?? null);
  readonly milestone = $derived.by(() => {
    const id = route.param('milestone');
    const all = this.scene?.projects.flatMap((lane) =>
      lane.milestones.map((mark) => ({ project: lane.name, mark })),
    );
    return (id && all?.find(({ mark }) => mark.id === id)) || null;
  });
  readonly train = $derived(this.scene?.trains.find((lane) => lane.id === route.param('train')) ?? null);
  readonly freeze = $derived(this.scene?.freezes.find((lane) => lane.id === route.param('freeze')) ?? null);

  readonly #view: () => CalendarView | null;
  readonly #around: Surroundings;
  #grabbed = 0;
  #grabbedFrom = 0;
  #pull: Pull | null = null;
  #frame = 0;

  constructor(view: () => CalendarView | null, around: Surroundings) {
    this.#view = view;
    this.#around = around;
  }

  get zone(): string {
    return this.scene?.zone ?? this.#around.frame.zone;
  }

  select(release: string | null, collision: string | null = null): void {
    this.#leaveForm();
    if (this.hold.origin && this.hold.origin.id !== release) this.hold.cancel();
    this.hold.failure = null;
    route.set({ release, collision, freeze: null, milestone: null, train: null });
  }
  selectFreeze(freeze: string): void {
    this.#leaveForm();
    this.hold.cancel();
    route.set({ release: null, collision: null, freeze, milestone: null, train: null });
  }
  selectMilestone(milestone: string): void {
    this.#leaveForm();
    this.hold.cancel();
    route.set({ release: null, collision: null, freeze: null, milestone, train: null });
  }
  selectTrain(train: string): void {
    this.#leaveForm();
    this.hold.cancel();
    route.set({ release: null, collision: null, freeze: null, milestone: null, train });
  }
  /** A repair that was looked at is gone with its form. */
  #leaveForm(): void {
    this.form = null;
    if (this.proposal.size > 0) this.proposal = new Map();
  }
  /** Zooms about what matters: the selected release, else today, where they show; else near the left edge. */
  zoomTo(zoom: Zoom): void {
    const places = [this.selected?.deploy.start, this.scene?.now].map((at) =>
      at === undefined ? -1 : this.ruler.x(at) - this.ruler.left,
    );
    const at = places.find((x) => x >= 0 && x <= this.ruler.width);
    this.ruler.show(ZOOMS[zoom], at ?? this.ruler.width * 0.1);
  }
  fold(section: string): void {
    const next = new Set(this.folded);
    if (!next.delete(section)) next.add(section);
    this.folded = next;
  }
  open(form: Form): void {
    this.hold.cancel();
    this.#leaveForm();
    this.form = form;
  }
  /** Shows a saved view: how far it reaches, which lanes, which releases. */
  show(view: SavedView): void {
    this.lanes = view.lanes.filter((lane) => lane !== 'collisions');
    this.filter = view.filter;
    this.ruler.show(view.days, this.ruler.width * 0.1);
  }

  /** Puts the focus on a stop and brings it to the screen. */
  async go(key: string | null, select = true): Promise<void> {
    const stop = this.stops.flatMap((row) => row.stops).find((each) => each.key === key);
    if (!stop) return;
    this.focus = stop.key;
    if (!Number.isNaN(stop.start)) this.ruler.reveal(stop.start, stop.end);
    if (select && stop.shape) this.select(stop.shape.id);
    await tick();
    const cells = this.board?.querySelectorAll<HTMLElement>('[data-key]') ?? [];
    [...cells].find((cell) => cell.dataset.key === stop.key)?.focus({ preventScroll: true });
  }
  arrow(key: string): void {
    const near = this.ruler.from + (this.ruler.days / 2) * DAY;
    const stop = step(this.stops, this.tabStop, key, near);
    if (stop) void this.go(stop.key);
  }
  /** The next or previous collision from the selected one, else from the left edge. */
  stepMark(direction: 1 | -1): Mark | null {
    const marks = this.scene?.marks ?? [];
    if (marks.length === 0) {
      this.#around.announce('No collisions.');
      return null;
    }
    const at = marks.findIndex((mark) => mark.id === route.param('collision'));
    let to: number;
    if (at >= 0) to = (at + direction + marks.length) % marks.length;
    else if (direction > 0)
      to = Math.max(
        0,
        marks.findIndex((mark) => mark.when >= this.ruler.from),
      );
    else {
      const before = marks.findLastIndex((mark) => mark.when < this.ruler.from);
      to = before < 0 ? marks.length - 1 : before;
    }
    const mark = marks[to];
    if (!mark) return null;
    this.showMark(mark);
    this.#around.announce(`Collision ${to + 1} of ${marks.length}: ${mark.sentence}`);
    return mark;
  }
  showMark(mark: Mark): void {
    this.select(mark.releases[0] ?? null, mark.id);
    void this.go(`mark ${mark.id}`, false);
  }

  /** Takes a release and asks where it may go. */
  async take(shape: Shape, via: Via): Promise<boolean> {
    if (!this.hold.take(shape, via, this.#around.frame.seq)) {
      this.#around.announce(`${shape.reference} is ${shape.state} and stays where it is.`);
      return false;
    }
    this.form = null;
    if (this.selected?.id !== shape.id) route.set({ release: shape.id, collision: null, freeze: null });
    try {
      const view = { start: this.ruler.from, end: this.ruler.from + this.ruler.days * DAY };
      const slots = await slotsOf(shape, view, this.zone);
      if (this.hold.origin?.id === shape.id) this.hold.slots = slots;
    } catch (thrown) {
      if (this.hold.origin?.id === shape.id) this.hold.failure = failureOf(thrown);
    }
    return this.hold.origin?.id === shape.id;
  }
  /** The pointer took it. */
  grab(shape: Shape, event: PointerEvent): boolean {
    if (this.hold.settling) return false;
    void this.take(shape, 'drag');
    if (!this.hold.origin) return false;
    this.#grabbed = this.ruler.left;
    this.#grabbedFrom = this.ruler.from;
    this.pointer = { x: event.clientX, y: event.clientY };
    this.hold.to(shape.deploy.start, event.shiftKey);
    return true;
  }
  /** The pointer moved it. */
  pull(pull: Pull): void {
    this.#pull = pull;
    this.#follow();
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(this.#edge);
  }
  /** At the edges of the track the board comes along. */
  #edge = (): void => {
    const [pull, box] = [this.#pull, this.board?.getBoundingClientRect()];
    if (!pull || !box || this.hold.via !== 'drag' || !this.hold.origin || this.hold.settling) return;
    const right = Math.max(0, pull.x - (box.right - 36));
    const left = Math.max(0, box.left + (box.width - this.ruler.width) + 36 - pull.x);
    if (right === 0 && left === 0) return;
    this.ruler.pan(Math.min(10, right / 4) - Math.min(10, left / 4));
    this.#follow();
    this.#frame = requestAnimationFrame(this.#edge);
  };
  #follow(): void {
    const [pull, { origin }] = [this.#pull, this.hold];
    if (!pull || !origin) return;
    const moved = ((pull.dx + this.ruler.left - this.#grabbed) / this.ruler.perDay) * DAY;
    const start = Math.round((origin.deploy.start + moved) / 300_000) * 300_000;
    this.pointer = { x: pull.x, y: pull.y };
    this.hold.to(this.hold.near(start, (10 / this.ruler.perDay) * DAY), pull.shift);
  }
  /** Moves the held release, and says so with its undo. */
  async drop(): Promise<void> {
    this.#pull = null;
    this.pointer = null;
    const { origin } = this.hold;
    const sentence = await this.hold.drop();
    if (sentence) this.#around.done(sentence);
    else if (this.hold.failure) this.#around.announce(this.hold.failure.sentence);
    if (sentence && origin) this.moved();
  }
  /** Writes the last move over what a colleague did meanwhile. */
  async over(seen: number): Promise<void> {
    const sentence = await this.hold.over(seen);
    if (!sentence) return;
    this.#around.done(sentence);
    this.moved();
  }
  /** Set by the room: asks for the plan again after a move. */
  moved: () => void = () => {};
  letGo(): void {
    this.#pull = null;
    this.pointer = null;
    if (!this.hold.origin || this.hold.settling) return;
    const { reference } = this.hold.origin;
    if (this.hold.via === 'drag') this.ruler.go(this.#grabbedFrom);
    this.hold.cancel();
    this.#around.announce(`${reference} stays where it is.`);
  }
  /** The slot before or after, by keys; the first press takes the release. */
  async bySlot(direction: 1 | -1, keepLock: boolean): Promise<void> {
    const shape = this.#focused() ?? this.selected;
    if (!shape) return;
    if (this.hold.origin?.id !== shape.id) {
      if (!(await this.take(shape, 'keys'))) return;
    }
    if (this.hold.settling) return;
    this.hold.keepLock = keepLock;
    if (!this.hold.bySlot(direction)) {
      this.#around.announce(direction > 0 ? 'No later slot.' : 'No earlier slot.');
      return;
    }
    const { shape: held } = this.hold;
    if (held) this.ruler.reveal(held.lock, held.watchEnds);
  }
  #focused(): Shape | null {
    const key = this.focus ?? '';
    return key.startsWith('release ') ? (this.scene?.shapes.get(key.slice(8)) ?? null) : null;
  }
  /** `Wed 18 Nov, 22:00, clears 1, adds 2` of the newest answer. */
  spoken(): string | null {
    const now = this.hold.fresh;
    if (!now) return null;
    return told(now, this.zone);
  }
}

const key = Symbol('calendar');
/** `Calendar, 5 Oct – 27 Dec` */
export const pictureName = ({ ruler, zone }: Calendar): string =>
  `Calendar, ${days(ruler.from, ruler.from + ruler.days * DAY, zone)}`;

/** What shows now, to be drawn as a picture. */
export const pictureOf =
  ({ scene, rows, keeps, ruler }: Calendar) =>
  (words: Words, colour: Colour): Picture => {
    if (!scene) throw new Error('The calendar is still being read.');
    const span = { start: ruler.from, end: ruler.from + ruler.days * DAY };
    return calendarPicture({ scene, rows, keeps, span, wide: Math.max(900, ruler.width) }, words, colour);
  };

export const setCalendar = (made: Calendar): Calendar => setContext(key, made);
export const theCalendar = (): Calendar => getContext<Calendar>(key);
