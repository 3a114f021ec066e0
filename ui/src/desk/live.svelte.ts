/** A question that asks itself again when something it reads was touched. */
import { untrack } from 'svelte';
import { call, type Answer, type Question, type ReadName } from './call';
import { failureOf, type Failure } from './failure';
import { hear } from './push';
import { reads } from './wire';

/** True when a write that touched `tables` can change what is read; an empty list reads all. */
export function concerns(read: readonly string[], tables: readonly string[]): boolean {
  return read.length === 0 || read.some((table) => tables.includes(table));
}

export class Live<N extends ReadName> {
  /** The last answer; kept while a newer one is on its way. */
  answer = $state.raw<Answer<N> | null>(null);
  /** Why the last asking failed; `null` once one succeeds. */
  failure = $state.raw<Failure | null>(null);
  /** True while an answer is awaited. */
  asking = $state(false);

  readonly #name: N;
  #question: Question<N> | null = null;
  #asked = 0;
  #dirty = false;

  constructor(name: N) {
    this.#name = name;
  }

  /** Asks a new question. Answers to older questions are dropped when they come late. */
  put(question: Question<N> | null): void {
    this.#question = question;
    this.#asked += 1;
    this.#dirty = false;
    if (question === null) {
      this.answer = null;
      this.failure = null;
      this.asking = false;
      return;
    }
    void this.#send(question, this.#asked);
  }

  /** Asks the same question again; while one is on its way, once more after it. */
  again(): void {
    if (this.#question === null) return;
    if (this.asking) this.#dirty = true;
    else this.put(this.#question);
  }

  /** Hears of a write. */
  touched(tables: readonly string[]): void {
    if (concerns(reads[this.#name] ?? [], tables)) this.again();
  }

  async #send(question: Question<N>, asked: number): Promise<void> {
    this.asking = true;
    try {
      const answer = await call(this.#name, question);
      if (asked !== this.#asked) return;
      this.answer = answer;
      this.failure = null;
    } catch (thrown) {
      if (asked !== this.#asked) return;
      this.failure = failureOf(thrown);
    }
    this.asking = false;
    if (this.#dirty) this.put(this.#question);
  }
}

/**
 * A live question, for use while a component is being set up. `question` is read reactively:
 * when what it depends on changes, the new question is asked; `null` asks nothing.
 */
export function live<N extends ReadName>(name: N, question: () => Question<N> | null): Live<N> {
  const asked = new Live(name);
  $effect.pre(() => {
    const now = question();
    untrack(() => asked.put(now));
  });
  $effect.pre(() =>
    hear((push) => {
      if (push.kind === 'touched') asked.touched(push.tables);
      else if (push.kind === 'plan' || (push.kind === 'sharing' && name === 'frame')) asked.again();
    }),
  );
  return asked;
}
