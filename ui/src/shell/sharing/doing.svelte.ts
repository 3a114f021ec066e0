/** One thing at a time that the hub is asked to do: which, how it went, why it failed. */
import { failureOf, type Failure } from '../../desk/failure';

export class Doing<W extends string> {
  busy = $state<W | null>(null);
  failure = $state.raw<Failure | null>(null);

  /** Runs the work; `null` when it failed or when something is under way already. */
  async run<T>(what: W, work: () => Promise<T>): Promise<T | null> {
    if (this.busy !== null) return null;
    this.busy = what;
    this.failure = null;
    try {
      return await work();
    } catch (thrown) {
      this.failure = failureOf(thrown);
      return null;
    } finally {
      this.busy = null;
    }
  }
}
