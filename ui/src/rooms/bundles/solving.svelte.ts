/** Solving: whether it runs, how good it is so far, and stopping it. */
import { call } from '../../desk/call';
import { failureOf, type Failure } from '../../desk/failure';
import type { Push, Solved } from '../../desk/wire';

export class Solving {
  running = $state(false);
  stopping = $state(false);
  /** What the solver says while it runs. */
  detail = $state('');

  heard(push: Push): void {
    if (push.kind !== 'progress' || push.job !== 'solve') return;
    this.running = !push.done;
    this.detail = push.done ? '' : push.detail;
    if (push.done) this.stopping = false;
  }

  /** Solves; answers the proposal, or `null` after telling the failure. */
  async start(train: string | null, failed: (failure: Failure) => void): Promise<Solved | null> {
    if (this.running) return null;
    this.running = true;
    this.detail = '';
    try {
      const written = await call('solve', { train, seconds: null, iterations: null, seed: null });
      return written.answer;
    } catch (thrown) {
      failed(failureOf(thrown));
      return null;
    } finally {
      this.running = false;
      this.stopping = false;
      this.detail = '';
    }
  }

  async stop(failed: (failure: Failure) => void): Promise<void> {
    this.stopping = true;
    try {
      await call('stop', { job: 'solve' });
    } catch (thrown) {
      this.stopping = false;
      failed(failureOf(thrown));
    }
  }
}
