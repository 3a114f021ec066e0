/** What a call can fail with; the same four kinds everywhere. */
import type { WireFailure } from './wire';

export type Failure = WireFailure;

const kinds = new Set(['refused', 'stale', 'malformed', 'fault']);

/** Anything thrown becomes a failure; what is not one already is a fault. */
export function failureOf(thrown: unknown): Failure {
  if (typeof thrown === 'object' && thrown !== null) {
    const { kind, code, sentence, changed } = thrown as Partial<Failure>;
    if (kind && kinds.has(kind))
      return { kind, code: code ?? kind, sentence: sentence ?? '', ...(changed ? { changed } : {}) };
    if (thrown instanceof Error) return { kind: 'fault', code: 'window', sentence: thrown.message };
  }
  return { kind: 'fault', code: 'window', sentence: String(thrown) };
}
