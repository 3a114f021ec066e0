/** The check of the chain: what it found, how long it took, and what was written since. */
import { call } from '../../desk/call';
import { failureOf, type Failure } from '../../desk/failure';
import type { Verified } from '../../desk/wire';

export class Chain {
  result = $state.raw<Verified | null>(null);
  seconds = $state(0);
  checking = $state(false);
  failure = $state.raw<Failure | null>(null);
  /** The newest entry that was heard of. */
  #newest = $state(0);

  /** Entries written after the check. */
  get since(): number {
    return this.result ? Math.max(0, this.#newest - this.result.entries) : 0;
  }
  /** Hears of an entry. */
  wrote(seq: number): void {
    this.#newest = Math.max(this.#newest, seq);
  }
  /** Another plan: what was found is not about it. */
  forget(): void {
    this.result = null;
    this.#newest = 0;
  }
  /** Checks; answers what to say, or `null` when one check is on its way or it failed. */
  async check(): Promise<string | null> {
    if (this.checking) return null;
    this.checking = true;
    this.failure = null;
    const start = performance.now();
    try {
      const result = await call('verify', {});
      this.seconds = (performance.now() - start) / 1000;
      this.result = result;
      return result.sentence;
    } catch (thrown) {
      this.failure = failureOf(thrown);
      return null;
    } finally {
      this.checking = false;
    }
  }
}
