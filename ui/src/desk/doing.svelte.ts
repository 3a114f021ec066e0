/** One thing at a time that Rust is asked to do: whether it runs and which it is, and why it failed, for the place where the person looks. */
import { failureOf, type Failure } from './failure';

export class Doing<W extends string = 'it'> {
  /** What is under way, where there are several. */
  what = $state<W | null>(null);
  failure = $state.raw<Failure | null>(null);

  get busy(): boolean {
    return this.what !== null;
  }

  /** Runs the work; `null` when it failed or when something is under way already. */
  async run<T>(work: () => Promise<T>, what = 'it' as W): Promise<T | null> {
    if (this.busy) return null;
    this.what = what;
    this.failure = null;
    try {
      return await work();
    } catch (thrown) {
      this.failure = failureOf(thrown);
      return null;
    } finally {
      this.what = null;
    }
  }
}
