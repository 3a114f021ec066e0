/** What the frame itself remembers: which panels are open, what was just said. */
import { call } from '../desk/call';
import { failureOf, type Failure } from '../desk/failure';
import { Theme } from './theme.svelte';
import { Work } from './work.svelte';

export type Panel = 'palette' | 'keys' | 'publish' | 'share' | 'join' | 'merge' | 'pipeline' | null;

export class Shell {
  readonly theme = new Theme();
  readonly work = new Work();
  inspectorOpen = $state(true);
  panel = $state<Panel>(null);
  /** The small panel of the sharing segment. */
  sharingOpen = $state(false);
  /** What the palette starts with. */
  asked = $state('');
  failures = $state.raw<readonly { id: number; failure: Failure; over?: (seen: number) => void }[]>([]);
  toast = $state.raw<{ id: number; text: string; undo: boolean } | null>(null);
  spoken = $state('');
  #ids = 0;

  announce(text: string): void {
    // The same sentence twice is spoken twice: a changing trailing space makes it new.
    this.spoken = this.spoken === text ? `${text}\u00a0` : text;
  }
  done(text: string): void {
    this.toast = { id: (this.#ids += 1), text, undo: true };
  }
  /** Says what happened where there is nothing to take back. */
  note(text: string): void {
    this.announce(text);
    this.toast = { id: (this.#ids += 1), text, undo: false };
  }
  failed(failure: Failure, over?: (seen: number) => void): void {
    const others = this.failures.filter((each) => each.failure.sentence !== failure.sentence);
    this.failures = [...others, { id: (this.#ids += 1), failure, over }].slice(-3);
  }
  forget(id: number): void {
    this.failures = this.failures.filter((each) => each.id !== id);
  }
  palette(text = ''): void {
    this.asked = text;
    this.panel = 'palette';
  }

  async undo(): Promise<void> {
    this.toast = null;
    await this.#act(async () => this.announce((await call('undo', {})).sentence));
  }
  async redo(): Promise<void> {
    this.toast = null;
    await this.#act(async () => this.announce((await call('redo', {})).sentence));
  }
  /** Leaves the past. */
  async backToNow(): Promise<void> {
    await this.#act(async () => {
      await call('back_to_now', {});
      this.announce('Back to now.');
    });
  }
  async stop(job: string): Promise<void> {
    this.work.stopping(job);
    await this.#act(async () => {
      await call('stop', { job });
    });
  }
  /** Does something and shows its failure across the stage. */
  async #act(doing: () => Promise<void>): Promise<void> {
    try {
      await doing();
    } catch (thrown) {
      this.failed(failureOf(thrown));
    }
  }
}
