/** One write at a time: busy while it runs, and why it failed, for the place where the person looks. */
import { failureOf, type Failure } from '../../desk/failure';

export class Doing {
  busy = $state(false);
  failure = $state.raw<Failure | null>(null);

  /** Runs the work; `null` when it failed or when something is under way already. */
  async run<T>(work: () => Promise<T>): Promise<T | null> {
    if (this.busy) return null;
    this.busy = true;
    this.failure = null;
    try {
      return await work();
    } catch (thrown) {
      this.failure = failureOf(thrown);
      return null;
    } finally {
      this.busy = false;
    }
  }
}
