/** Finding a row by typing its name: letters within a second of each other are one word. */

const PAUSE = 900;

export class TypeAhead {
  #text = '';
  #at = 0;

  /** `commands` are the letters that do something else; `null` finds nothing. */
  constructor(readonly commands: string | null) {}

  /** True when the key goes on with a word, or begins one. */
  wants(key: string, now = performance.now()): boolean {
    if (this.commands === null) return false;
    const going = this.#text !== '' && now - this.#at < PAUSE;
    if (key === "'") return true;
    if (key.length !== 1 || (key === ' ' && !going)) return false;
    return going || (/[\p{L}\p{N}]/u.test(key) && !this.commands.includes(key.toLowerCase()));
  }

  /** What is looked for with one more key; `on` when the same letter asks for the next hit. */
  more(key: string, now: number): { text: string; on: boolean } {
    const going = this.#text !== '' && now - this.#at < PAUSE;
    this.#at = now;
    if (key === "'") {
      this.#text = "'";
      return { text: '', on: false };
    }
    const before = going ? this.#text.replace(/^'/, '') : '';
    const again = before === key.toLowerCase();
    this.#text = again ? before : before + key.toLowerCase();
    return { text: this.#text, on: again || before === '' };
  }
}
