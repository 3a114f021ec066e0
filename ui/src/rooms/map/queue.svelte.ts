/** Confirming ten links in two minutes: the ten that most hangs on, one after the other. */
import { call } from '../../desk/call';
import { failureOf, type Failure } from '../../desk/failure';
import type { QueuedLink } from '../../desk/wire';
import type { Verdict } from './judging.svelte';

export class ConfirmQueue {
  links = $state.raw<readonly QueuedLink[]>([]);
  at = $state(0);
  judged = $state(0);
  skipped = $state(0);
  busy = $state(false);
  failure = $state.raw<Failure | null>(null);
  #started = $state(false);

  get current(): QueuedLink | null {
    return this.links[this.at] ?? null;
  }
  get finished(): boolean {
    return this.#started && this.at >= this.links.length;
  }

  /** Takes the first ten as they are now; they stay while they are worked through. */
  async start(count = 10): Promise<void> {
    this.busy = true;
    this.failure = null;
    try {
      this.links = await call('link_queue', { count });
      this.at = this.judged = this.skipped = 0;
      this.#started = true;
    } catch (thrown) {
      this.failure = failureOf(thrown);
    }
    this.busy = false;
  }
  /** Judges the link on top; `seen` is the position at which its card was read. */
  async judge(status: Verdict, seen: number | null): Promise<string | null> {
    const { current } = this;
    if (!current || this.busy) return null;
    this.busy = true;
    this.failure = null;
    try {
      const answer = await call('judge_link', { dependency: current.link, status, seen });
      this.judged += 1;
      this.at += 1;
      return answer.sentence;
    } catch (thrown) {
      this.failure = failureOf(thrown);
      return null;
    } finally {
      this.busy = false;
    }
  }
  skip(): void {
    if (!this.current || this.busy) return;
    this.failure = null;
    this.skipped += 1;
    this.at += 1;
  }
}
