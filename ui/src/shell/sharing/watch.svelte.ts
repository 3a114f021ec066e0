/** When “While you were away” is worth saying: after opening, after being offline, after a long look elsewhere. */
import type { SharingState } from '../../desk/wire';

/** Eyes elsewhere for longer than this were away. */
export const AWAY_AFTER_MS = 5 * 60_000;

export class Watch {
  /** True while the bar shows. */
  showing = $state(false);
  /** Opening or coming back: what comes in now came in meanwhile. */
  #returning = true;
  #leftAt: number | null = null;
  #eyes = true;
  #last = 0;
  readonly #seen: () => void;

  /** `seen` marks everything that is here as looked at. */
  constructor(seen: () => void) {
    this.#seen = seen;
  }

  /** Hears how the plan is shared now. */
  heard(sharing: Pick<SharingState, 'kind' | 'away' | 'connection'>): void {
    const more = sharing.away > this.#last;
    this.#last = sharing.away;
    // Without a hub, edits of others come in only with a copy that somebody merges.
    if (sharing.kind === 'alone') {
      this.showing = sharing.away > 0 && (more || this.showing);
      return;
    }
    const { kind } = sharing.connection;
    if (kind === 'offline' || kind === 'stopped') this.#returning = true;
    if (sharing.away === 0) this.showing = false;
    else if (this.#returning && kind !== 'syncing') this.showing = true;
    else if (!this.showing && this.#eyes && kind === 'up-to-date') this.#seen();
    if (kind === 'up-to-date') this.#returning = false;
  }
  /** The window lost or got the person's eyes. */
  eyes(here: boolean, now: number): void {
    if (here && this.#leftAt !== null && now - this.#leftAt >= AWAY_AFTER_MS) this.#returning = true;
    this.#leftAt = here ? null : (this.#leftAt ?? now);
    this.#eyes = here;
  }
  /** Looked at, or not wanted. */
  dismiss(): void {
    this.showing = false;
    this.#seen();
  }
}
