/** A connection that does not flicker: visits shorter than a blink are not shown. */
import type { Connection } from '../../desk/wire';

/** A visit shows once it takes longer than this. */
export const SHOWN_AFTER_MS = 800;

export class Steady {
  shown = $state.raw<Connection>({ kind: 'up-to-date' });
  #timer: ReturnType<typeof setTimeout> | undefined;
  #begun = false;

  /** Hears the connection as it is. */
  heard(connection: Connection): void {
    if (connection.kind !== 'syncing' || !this.#begun || this.shown.kind === 'syncing') {
      this.leave();
      this.shown = connection;
      this.#begun = true;
    } else {
      this.#timer ??= setTimeout(() => {
        this.#timer = undefined;
        this.shown = connection;
      }, SHOWN_AFTER_MS);
    }
  }
  leave(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
