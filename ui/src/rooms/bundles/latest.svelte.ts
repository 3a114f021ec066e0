/** Asks one question at a time: while an answer is awaited, only the newest question waits behind it. */
import { failureOf, type Failure } from '../../desk/failure';

export class Latest<Q, A> {
  answer = $state.raw<A | null>(null);
  /** The question that `answer` answers. */
  of = $state.raw<Q | null>(null);
  failure = $state.raw<Failure | null>(null);
  readonly #ask: (question: Q, sequence: number) => Promise<A>;
  #next: { question: Q } | null = null;
  #running = false;
  #sequence = 0;

  constructor(ask: (question: Q, sequence: number) => Promise<A>) {
    this.#ask = ask;
  }

  /** Puts the newest question; `null` asks nothing, and an answer on its way is dropped. */
  put(question: Q | null): void {
    this.#sequence += 1;
    this.#next = question === null ? null : { question };
    if (question === null) {
      this.answer = null;
      this.of = null;
      this.failure = null;
    }
    if (!this.#running) void this.#run();
  }

  async #run(): Promise<void> {
    this.#running = true;
    while (this.#next) {
      const { question } = this.#next;
      const sequence = this.#sequence;
      this.#next = null;
      try {
        const answer = await this.#ask(question, sequence);
        if (sequence === this.#sequence) {
          this.answer = answer;
          this.of = question;
          this.failure = null;
        }
      } catch (thrown) {
        if (sequence === this.#sequence) this.failure = failureOf(thrown);
      }
    }
    this.#running = false;
  }
}
