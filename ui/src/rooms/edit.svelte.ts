/** One edit of something that was looked at: when somebody was faster, theirs is taken, or mine is written over it. */
import { failureOf, type Failure } from '../desk/failure';
import type { ChangedSince } from '../desk/wire';

/** What a colleague changed since it was looked at; `null` for every other failure. */
export const changedSince = (failure: Failure | null): ChangedSince | null =>
  failure?.kind === 'stale' ? (failure.changed ?? null) : null;

export class Edit {
  busy = $state(false);
  failure = $state.raw<Failure | null>(null);
  #work: ((seen: number | null) => Promise<unknown>) | null = null;

  /** The failure where it is not about a colleague who was faster. */
  get refused(): Failure | null {
    return this.changed ? null : this.failure;
  }
  get changed(): ChangedSince | null {
    return changedSince(this.failure);
  }
  /** Does the work as of the position that was looked at; false when it failed or another one is under way. */
  async run(seen: number | null, work: (seen: number | null) => Promise<unknown>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.failure = null;
    this.#work = work;
    try {
      await work(seen);
      return true;
    } catch (thrown) {
      this.failure = failureOf(thrown);
      return false;
    } finally {
      this.busy = false;
    }
  }
  /** Does the same work again, having seen what the colleague did. */
  async over(): Promise<boolean> {
    const { changed } = this;
    return changed && this.#work ? this.run(changed.seq, this.#work) : false;
  }
  /** Takes theirs: my edit is dropped. */
  forget(): void {
    this.failure = null;
    this.#work = null;
  }
}
