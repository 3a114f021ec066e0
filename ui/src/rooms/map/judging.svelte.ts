/** Work on links: confirm, dispute, reject, flip; one at a time, refusals kept beside the link they belong to. */
import { call } from '../../desk/call';
import { failureOf, type Failure } from '../../desk/failure';
import type { ChangedSince, LinkStatus } from '../../desk/wire';
import { changedSince } from '../edit.svelte';

export type Verdict = Extract<LinkStatus, 'confirmed' | 'disputed' | 'rejected'>;

/** `C`, `D` and `R` on a focused link. */
export const verdictOf: Readonly<Record<string, Verdict>> = { c: 'confirmed', d: 'disputed', r: 'rejected' };

type Refused = {
  link: string;
  failure: Failure;
  /** The same once more, by somebody who has seen what a colleague did. */
  again: (seen: number) => Promise<void>;
};

export class Judging {
  /** The link that is being worked on. */
  busy = $state<string | null>(null);
  /** What the plan said no to, and at which link. */
  refused = $state.raw<Refused | null>(null);

  readonly #done: (sentence: string) => void;

  constructor(done: (sentence: string) => void) {
    this.#done = done;
  }

  judge(link: string, status: Verdict, seen: number | null): Promise<void> {
    return this.#do(
      link,
      () => call('judge_link', { dependency: link, status, seen }),
      (later) => this.judge(link, status, later),
    );
  }
  /** Judges several alike, as one operation; refusals stand at the first of them. */
  judgeAll(links: readonly string[], status: Verdict, seen: number | null): Promise<void> {
    const [first] = links;
    if (!first) return Promise.resolve();
    if (links.length === 1) return this.judge(first, status, seen);
    return this.#do(
      first,
      () => call('judge_links', { dependencies: [...links], status, seen }),
      (later) => this.judgeAll(links, status, later),
    );
  }
  /** Turns a link round: who needed is needed. */
  flip(link: string, seen: number | null): Promise<void> {
    return this.#do(
      link,
      () => call('flip_link', { dependency: link, seen }),
      (later) => this.flip(link, later),
    );
  }

  /** Who was faster at this link, and what they did. */
  changed(link: string): ChangedSince | null {
    return this.refused?.link === link ? changedSince(this.refused.failure) : null;
  }
  /** Does the same again, having seen what the colleague did. */
  async over(): Promise<void> {
    const { refused } = this;
    const changed = refused && changedSince(refused.failure);
    if (changed) await refused.again(changed.seq);
  }

  async #do(
    link: string,
    send: () => Promise<{ sentence: string }>,
    again: (seen: number) => Promise<void>,
  ): Promise<void> {
    if (this.busy) return;
    this.busy = link;
    this.refused = null;
    try {
      this.#done((await send()).sentence);
    } catch (thrown) {
      this.refused = { link, failure: failureOf(thrown), again };
    }
    this.busy = null;
  }
}
