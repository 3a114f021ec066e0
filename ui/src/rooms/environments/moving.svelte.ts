/** A booking held over the week: by the pointer or by keys. What it would meet is asked meanwhile; nothing changes until drop. */
import { failureOf, type Failure } from '../../desk/failure';
import type { BookingLine, BookingPreview, MoveBooking } from '../../desk/wire';
import { instant } from '../../words/zones';

/** Steps in which a booking moves. */
export const STEP = 15 * 60_000;
export type Edge = 'start' | 'end' | 'both';
/** What the engine does for it. */
export type BookingMover = {
  preview(question: MoveBooking): Promise<BookingPreview>;
  move(question: MoveBooking): Promise<{ sentence: string }>;
};
type Place = { environment: string; start: number; end: number };

const snapped = (at: number) => Math.round(at / STEP) * STEP;

export class BookingHold {
  line = $state.raw<BookingLine | null>(null);
  place = $state.raw<Place>({ environment: '', start: 0, end: 0 });
  /** The newest answer, when it is of exactly this place. */
  preview = $state.raw<BookingPreview | null>(null);
  failure = $state.raw<Failure | null>(null);
  settling = $state(false);
  #from: Place = { environment: '', start: 0, end: 0 };
  readonly #mover: BookingMover;
  #seen: number | null = null;
  #asked = 0;
  #busy = false;

  constructor(mover: BookingMover) {
    this.#mover = mover;
  }
  get moved(): boolean {
    const { environment, start, end } = this.#from;
    const now = this.place;
    return now.environment !== environment || now.start !== start || now.end !== end;
  }
  /** What speaks against the place. */
  get against(): string[] {
    return (this.preview?.conflicts ?? []).map((each) => each.sentence);
  }
  /** Takes a booking; `seen` is the journal position at which it was seen. */
  take(line: BookingLine, environment: string, seen: number | null): boolean {
    if (line.state === 'released' || this.settling) return false;
    this.line = line;
    this.#from = { environment, start: Date.parse(line.window.start), end: Date.parse(line.window.end) };
    this.place = this.#from;
    this.preview = null;
    this.failure = null;
    this.#seen = seen;
    this.#asked += 1;
    return true;
  }
  /** So far from where it was taken: the whole of it, or one edge; it never gets shorter than a step. */
  by(milliseconds: number, edge: Edge = 'both', environment = this.place.environment): void {
    const { start, end } = this.#from;
    const moved = snapped(milliseconds);
    if (edge === 'both') this.#to({ environment, start: start + moved, end: end + moved });
    else if (edge === 'start')
      this.#to({ ...this.place, start: Math.min(start + moved, this.place.end - STEP) });
    else this.#to({ ...this.place, end: Math.max(end + moved, this.place.start + STEP) });
  }
  /** One step on from where it is held. */
  nudge(steps: number, edge: Edge = 'both'): void {
    const { start, end } = this.place;
    const far = steps * STEP;
    if (edge === 'both') this.#to({ ...this.place, start: start + far, end: end + far });
    else if (edge === 'start') this.#to({ ...this.place, start: Math.min(start + far, end - STEP) });
    else this.#to({ ...this.place, end: Math.max(end + far, start + STEP) });
  }
  /** The environment above or below. */
  lane(direction: number, environments: readonly string[]): void {
    const at = environments.indexOf(this.place.environment) + direction;
    const environment = environments[at];
    if (environment) this.#to({ ...this.place, environment });
  }
  cancel(): void {
    this.line = null;
    this.preview = null;
    this.settling = false;
    this.#asked += 1;
  }
  /** Moves it. Answers what was done; `null` when it stays where it was or was refused. */
  async drop(): Promise<string | null> {
    const { line } = this;
    if (!line || this.settling) return null;
    if (!this.moved) {
      this.cancel();
      return null;
    }
    this.settling = true;
    return this.#send(line, this.#seen);
  }
  /** Makes the same move, having seen what a colleague did. */
  async #send(line: BookingLine, seen: number | null): Promise<string | null> {
    const { environment } = this.place;
    try {
      const done = await this.#mover.move({ booking: line.id, environment, window: this.window, seen });
      this.cancel();
      return done.sentence;
    } catch (thrown) {
      this.cancel();
      this.failure = failureOf(thrown);
      return null;
    }
  }
  get window(): { start: string; end: string } {
    return { start: instant(this.place.start), end: instant(this.place.end) };
  }
  #to(place: Place): void {
    const now = this.place;
    if (!this.line || this.settling) return;
    if (place.environment === now.environment && place.start === now.start && place.end === now.end) return;
    this.place = place;
    this.preview = null;
    this.#asked += 1;
    if (!this.#busy) void this.#ask();
  }
  /** One question at a time, and after it the newest place. */
  async #ask(): Promise<void> {
    const { line } = this;
    if (!line) return;
    this.#busy = true;
    const asked = this.#asked;
    try {
      const { environment } = this.place;
      const answer = await this.#mover.preview({
        booking: line.id,
        environment,
        window: this.window,
        seen: null,
      });
      if (asked === this.#asked) this.preview = answer;
    } catch (thrown) {
      if (asked === this.#asked) this.failure = failureOf(thrown);
    }
    this.#busy = false;
    if (this.line && asked !== this.#asked) void this.#ask();
  }
}
