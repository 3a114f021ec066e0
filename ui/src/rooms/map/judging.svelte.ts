/** Judging links: confirm, dispute, reject; one at a time, refusals kept beside the link they belong to. */
import { call } from '../../desk/call';
import { failureOf, type Failure } from '../../desk/failure';
import type { ChangedSince, LinkStatus } from '../../desk/wire';
import { changedSince } from '../edit.svelte';

export type Verdict = Extract<LinkStatus, 'confirmed' | 'disputed' | 'rejected'>;

/** `C`, `D` and `R` on a focused link. */
export const verdictOf: Readonly<Record<string, Verdict>> = { c: 'confirmed', d: 'disputed', r: 'rejected' };

export class Judging {
  /** The link whose judgement is on its way. */
  busy = $state<string | null>(null);
  /** What the plan said no to, and at which link. */
  refused = $state.raw<{ link: string; status: Verdict; failure: Failure } | null>(null);

  readonly #done: (sentence: string) => void;

  constructor(done: (sentence: string) => void) {
    this.#done = done;
  }

  async judge(link: string, status: Verdict, seen: number | null): Promise<void> {
    if (this.busy) return;
    this.busy = link;
    this.refused = null;
    try {
      const answer = await call('judge_link', { dependency: link, status, seen });
      this.#done(answer.sentence);
    } catch (thrown) {
      this.refused = { link, status, failure: failureOf(thrown) };
    }
    this.busy = null;
  }
  /** Who was faster at this link, and what they did. */
  changed(link: string): ChangedSince | null {
    return this.refused?.link === link ? changedSince(this.refused.failure) : null;
  }
  /** Judges the same again, having seen what the colleague did. */
  async over(): Promise<void> {
    const { refused } = this;
    const changed = refused && changedSince(refused.failure);
    if (changed) await this.judge(refused.link, refused.status, changed.seq);
  }
}
