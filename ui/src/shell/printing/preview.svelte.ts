/** A document laid out by Rust, its pages fetched as they are looked at. */
import { call } from '../../desk/call';
import { failureOf, type Failure } from '../../desk/failure';
import type { DocumentPages, DocumentQuestion } from '../../desk/wire';

export type Picture = { src: string; text: string };

/** The work that lays a document out, as `stop` knows it. */
export const LAYING_OUT = 'preview';

export class Preview {
  laid = $state.raw<DocumentPages | null>(null);
  failure = $state.raw<Failure | null>(null);
  busy = $state(false);
  /** The page that is looked at, from 0. */
  page = $state(0);
  #pictures = $state.raw<ReadonlyMap<number, Picture>>(new Map());
  #fetching = new Set<number>();
  #asked: DocumentQuestion | null = null;
  #turn = 0;
  #running: Promise<unknown> = Promise.resolve();

  get count(): number {
    return this.laid?.pages.length ?? 0;
  }
  picture(page: number): Picture | null {
    return this.#pictures.get(page) ?? null;
  }

  /** Lays the document out; a layout that is still under way is stopped first. */
  async show(question: DocumentQuestion): Promise<void> {
    const turn = (this.#turn += 1);
    this.failure = null;
    if (this.busy) await this.stop();
    await this.#running;
    if (turn !== this.#turn) return;
    this.busy = true;
    const running = call('lay_out_document', question);
    this.#running = running.catch(() => {});
    try {
      const laid = await running;
      if (turn !== this.#turn) return;
      this.#asked = question;
      this.#pictures = new Map();
      this.#fetching.clear();
      this.laid = laid;
      this.page = Math.min(this.page, Math.max(0, laid.pages.length - 1));
    } catch (thrown) {
      if (turn === this.#turn) {
        this.laid = null;
        this.failure = failureOf(thrown);
      }
    } finally {
      if (turn === this.#turn) this.busy = false;
    }
  }
  async stop(): Promise<void> {
    try {
      await call('stop', { job: LAYING_OUT });
    } catch (thrown) {
      this.failure = failureOf(thrown);
    }
  }
  /** Lets go of it: whatever still comes is not shown. */
  leave(): void {
    this.#turn += 1;
    if (this.busy) void this.stop();
  }

  go(page: number): void {
    this.page = Math.min(Math.max(0, page), Math.max(0, this.count - 1));
  }

  /** Fetches a page that nobody fetched yet. */
  async fetch(page: number): Promise<void> {
    const document = this.#asked;
    if (!document || this.#fetching.has(page) || page < 0 || page >= this.count) return;
    const turn = this.#turn;
    this.#fetching.add(page);
    try {
      const { svg, text } = await call('document_page', { document, page });
      if (turn !== this.#turn) return;
      const src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
      this.#pictures = new Map(this.#pictures).set(page, { src, text });
    } catch (thrown) {
      this.#fetching.delete(page);
      if (turn === this.#turn) this.failure = failureOf(thrown);
    }
  }
}
