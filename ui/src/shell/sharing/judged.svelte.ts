/** Something typed that is judged while it is typed: a pause, one question, and only the newest answer counts. */
import { failureOf, type Failure } from '../../desk/failure';

/** Typing pauses this long before the question goes out. */
export const PAUSE_MS = 350;

export class Judged<V> {
  text = $state('');
  /** What was found about the text as it stands now; `null` while it is not known. */
  verdict = $state.raw<V | null>(null);
  asking = $state(false);
  failure = $state.raw<Failure | null>(null);

  readonly #ask: (text: string) => Promise<V>;
  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(ask: (text: string) => Promise<V>) {
    this.#ask = ask;
  }

  /** New text. What was known about the old one is forgotten at once. */
  type(text: string, pause = PAUSE_MS): void {
    this.text = text;
    this.#asked += 1;
    this.verdict = null;
    this.failure = null;
    clearTimeout(this.#timer);
    const wanted = text.trim();
    this.asking = wanted !== '';
    if (wanted === '') return;
    const mine = this.#asked;
    this.#timer = setTimeout(() => void this.#send(wanted, mine), pause);
  }
  /** Asks about the same text again, now. */
  again(): void {
    this.type(this.text, 0);
  }
  /** Stops asking. */
  leave(): void {
    this.#asked += 1;
    clearTimeout(this.#timer);
  }

  async #send(text: string, mine: number): Promise<void> {
    try {
      const verdict = await this.#ask(text);
      if (mine !== this.#asked) return;
      this.verdict = verdict;
    } catch (thrown) {
      if (mine !== this.#asked) return;
      this.failure = failureOf(thrown);
    }
    this.asking = false;
  }
}
