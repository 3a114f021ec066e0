/** A release held over the calendar: by the pointer, by keys, or while its slot is picked. Nothing changes until drop. */
import type { MovePreview, MoveRelease, PreviewMove } from '../../desk/wire';
import { failureOf, type Failure } from '../../desk/failure';
import { instant } from '../../words/zones';
import { shifted, type Shape, type Span } from './scene';

export type Via = 'drag' | 'keys' | 'pick';
/** What the engine does for it. */
export type Mover = {
  preview(question: PreviewMove): Promise<MovePreview>;
  move(question: MoveRelease): Promise<{ sentence: string }>;
};

export class Hold {
  /** The release as the plan has it; `null` when nothing is held. */
  origin = $state.raw<Shape | null>(null);
  via = $state<Via>('drag');
  /** Where the deployment would start. */
  start = $state(0);
  keepLock = $state(false);
  /** The newest answer; it may be of a place just passed. */
  preview = $state.raw<MovePreview | null>(null);
  /** Why the last preview or drop failed. */
  failure = $state.raw<Failure | null>(null);
  /** Dropped, and shown in its new place until the plan says so itself. */
  settling = $state(false);
  /** Where it may go. */
  slots = $state.raw<readonly Span[]>([]);

  readonly moved = $derived(this.origin !== null && this.start !== this.origin.deploy.start);
  /** The answer when it is of exactly this place. */
  #asked = $state(0);
  readonly fresh = $derived(this.preview && this.preview.sequence === this.#asked ? this.preview : null);
  /** Where a drop would put the deployment: what the engine snapped it to, else where it is held. */
  readonly target = $derived(this.fresh ? Date.parse(this.fresh.deploy.start) : this.start);
  /** Where it would stand. */
  readonly shape = $derived.by(() => {
    if (!this.origin) return null;
    const at = this.settling && this.preview ? Date.parse(this.preview.deploy.start) : this.start;
    return shifted(this.origin, at, this.keepLock);
  });

  readonly #mover: Mover;
  #first = 0;
  #seen: number | null = null;
  /** The last move that was sent. */
  #last: MoveRelease | null = null;
  #busy = false;
  #dirty = false;

  constructor(mover: Mover) {
    this.#mover = mover;
  }

  /** Takes a release; `seen` is the journal position at which it was seen. */
  take(shape: Shape, via: Via, seen: number | null): boolean {
    if (!shape.movable) return false;
    this.origin = shape;
    this.via = via;
    this.start = shape.deploy.start;
    this.keepLock = false;
    this.preview = null;
    this.failure = null;
    this.settling = false;
    this.#seen = seen;
    this.#first = this.#asked + 1;
    return true;
  }
  /** Holds it elsewhere and asks what that would do. */
  to(start: number, keepLock = this.keepLock): void {
    if (!this.origin || this.settling) return;
    if (start === this.start && keepLock === this.keepLock && this.preview) return;
    this.start = start;
    this.keepLock = keepLock;
    this.#asked += 1;
    if (this.#busy) this.#dirty = true;
    else void this.#ask();
  }
  /** The slot before or after where it is held; it stays where there is none. */
  bySlot(direction: 1 | -1): boolean {
    const next =
      direction > 0
        ? this.slots.find((slot) => slot.start > this.start)
        : this.slots.findLast((slot) => slot.start < this.start);
    if (next) this.to(next.start);
    return next !== undefined;
  }
  /** The start of a slot within `reach` milliseconds, else the given start. */
  near(start: number, reach: number): number {
    let best = start;
    let least = reach;
    for (const slot of this.slots) {
      const far = Math.abs(slot.start - start);
      if (far < least) [best, least] = [slot.start, far];
    }
    return best;
  }
  /** Puts everything back. */
  cancel(): void {
    this.origin = null;
    this.preview = null;
    this.failure = null;
    this.settling = false;
    this.slots = [];
  }
  /** Moves it. Answers what was done; `null` when it stays where it was or was refused. */
  async drop(): Promise<string | null> {
    const { origin } = this;
    if (!origin || this.settling) return null;
    if (!this.moved) {
      this.cancel();
      return null;
    }
    this.#last = {
      release: origin.id,
      deploy_start: this.fresh?.deploy.start ?? instant(this.start),
      keep_lock: this.keepLock,
      seen: this.#seen,
    };
    this.settling = true;
    try {
      return (await this.#mover.move(this.#last)).sentence;
    } catch (thrown) {
      const failure = failureOf(thrown);
      this.cancel();
      this.failure = failure;
      return null;
    }
  }
  /** Makes the last move again, having seen what a colleague did meanwhile. */
  async over(seen: number): Promise<string | null> {
    this.failure = null;
    if (!this.#last || this.origin) return null;
    try {
      return (await this.#mover.move({ ...this.#last, seen })).sentence;
    } catch (thrown) {
      this.failure = failureOf(thrown);
      return null;
    }
  }
  /** The plan shows the new place itself. */
  settled(): void {
    if (this.settling) this.cancel();
  }

  /** One question at a time, and after it the newest place; a late answer about another hold is dropped. */
  async #ask(): Promise<void> {
    const { origin } = this;
    if (!origin) return;
    this.#busy = true;
    this.#dirty = false;
    const [asked, first] = [this.#asked, this.#first];
    try {
      const answer = await this.#mover.preview({
        release: origin.id,
        deploy_start: instant(this.start),
        keep_lock: this.keepLock,
        sequence: asked,
      });
      if (this.origin && first === this.#first && answer.sequence >= first) {
        this.preview = answer;
        this.failure = null;
      }
    } catch (thrown) {
      if (this.origin && first === this.#first) this.failure = failureOf(thrown);
    }
    this.#busy = false;
    if (this.#dirty && this.origin) void this.#ask();
  }
}
