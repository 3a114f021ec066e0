/** One listener on the engine's pushes, shared by all that want to hear. */
import { desk } from './desk';
import type { Push } from './wire';

const hearers = new Set<(push: Push) => void>();
let stop: (() => void) | null = null;

/** Hears every push until the returned function is called. */
export function hear(hearer: (push: Push) => void): () => void {
  hearers.add(hearer);
  stop ??= desk().listen((push) => {
    for (const each of [...hearers]) each(push);
  });
  return () => {
    hearers.delete(hearer);
    if (hearers.size === 0) {
      stop?.();
      stop = null;
    }
  };
}
