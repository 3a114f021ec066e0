/** The log, read page by page: what is loaded, what comes next, and the newest lines after each write. */
import { call } from '../../desk/call';
import { failureOf, type Failure } from '../../desk/failure';
import type { LogAuthor, LogLine, LogPage } from '../../desk/wire';

export class Pages {
  lines = $state.raw<readonly LogLine[]>([]);
  /** Entries of the whole log. */
  total = $state(0);
  /** Entries that fit. */
  count = $state(0);
  /** Everybody who wrote. */
  people = $state.raw<readonly LogAuthor[]>([]);
  /** Where the next page starts; `null` at the end. */
  next = $state<number | null>(null);
  failure = $state.raw<Failure | null>(null);
  asking = $state(false);
  /** True once a first answer has come. */
  read = $state(false);
  text = '';
  #asked = 0;

  /** Starts over with other words. */
  async find(text: string): Promise<void> {
    this.text = text;
    const page = await this.#ask(null);
    if (!page) return;
    this.lines = page.lines;
    this.next = page.next;
  }
  /** Loads the page after the last line; does nothing while one is on its way, or at the end. */
  async more(): Promise<void> {
    if (this.asking || this.next === null) return;
    const page = await this.#ask(this.next);
    if (!page) return;
    this.lines = [...this.lines, ...page.lines];
    this.next = page.next;
  }
  /** Puts the newest lines on top and keeps what is loaded; starts over when they leave a gap. */
  async refresh(): Promise<void> {
    const page = await this.#ask(null);
    if (!page) return;
    const merged = joined(page, this.lines);
    this.lines = merged ?? page.lines;
    if (!merged) this.next = page.next;
  }
  async #ask(before: number | null): Promise<LogPage | null> {
    const asked = (this.#asked += 1);
    this.asking = true;
    try {
      const page = await call('log', { before, text: this.text });
      if (asked !== this.#asked) return null;
      this.total = page.total;
      this.count = page.count;
      this.people = page.people;
      this.failure = null;
      this.read = true;
      this.asking = false;
      return page;
    } catch (thrown) {
      if (asked === this.#asked) {
        this.failure = failureOf(thrown);
        this.asking = false;
      }
      return null;
    }
  }
}

/** Newest lines above older ones without doubles; `null` when something is missing between them. */
export function joined(page: LogPage, older: readonly LogLine[]): LogLine[] | null {
  const first = older[0];
  if (!first) return page.next === null ? [...page.lines] : null;
  const last = page.lines.at(-1);
  if (!last) return [];
  if (last.seq > first.seq && page.next !== null) return null;
  return [...page.lines, ...older.filter((line) => line.seq < last.seq)];
}
