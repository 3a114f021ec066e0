/** The desk's clock, carried on by this machine's, for words such as “4 min ago”. */
import { ms } from '../../words/zones';

const EVERY_MS = 15_000;

export class Ticking {
  now = $state(0);
  #lead = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  /** Takes the desk's time of a new answer and goes on from there. */
  follow(deskNow: string): void {
    this.#lead = ms(deskNow) - Date.now();
    this.now = Date.now() + this.#lead;
    this.#timer ??= setInterval(() => (this.now = Date.now() + this.#lead), EVERY_MS);
  }
  leave(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
