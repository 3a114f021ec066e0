/** What to say when a call fails: what happened, what is safe, what to do; the code last. */

type Failure = { kind: 'refused' | 'stale' | 'malformed' | 'fault'; code: string; sentence: string };

export type Said = { title: string; detail: string; code: string };

/** Words for a failure. */
export function said(failure: Failure): Said {
  const { kind, code, sentence } = failure;
  switch (kind) {
    case 'refused':
      return { title: sentence, detail: 'Nothing was changed.', code };
    case 'stale':
      return {
        title: sentence || 'This was changed after you opened it.',
        detail: 'Nothing was changed. The newer state is shown now; make the edit again if it still holds.',
        code,
      };
    case 'malformed':
      return {
        title: sentence || 'The plan engine did not understand the question.',
        detail: 'Nothing was changed. The window and the engine may be of different versions.',
        code,
      };
    case 'fault':
      return {
        title: sentence || 'Something in the plan engine broke.',
        detail: 'Your saved edits are safe in the plan file.',
        code,
      };
  }
}
