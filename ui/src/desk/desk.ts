/** The one door to the engine behind the window. Tests and the fixture page put a desk of their own behind it. */
import { invoke, isTauri } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import type { Push } from './wire';

export interface Desk {
  /** Asks one line of the contract. Rejects with a `Failure`. */
  call(name: string, question: unknown): Promise<unknown>;
  /** Calls a command of the window itself: native dialogs and the like. */
  window(command: string, args: Record<string, unknown>): Promise<unknown>;
  /** Hears every push until the returned function is called. */
  listen(hear: (push: Push) => void): () => void;
  /** Hears of files dropped on the window, by their paths. */
  drops?(hear: (paths: readonly string[]) => void): () => void;
}

const absent: Desk = {
  call: () =>
    Promise.reject({
      kind: 'fault',
      code: 'no-engine',
      sentence: 'This page runs outside the Slipway window.',
    }),
  window: () =>
    Promise.reject({
      kind: 'fault',
      code: 'no-engine',
      sentence: 'This page runs outside the Slipway window.',
    }),
  listen: () => () => {},
};

/** Large answers travel as bytes of JSON, small ones as values. */
function opened(answer: unknown): unknown {
  if (answer instanceof ArrayBuffer) return JSON.parse(new TextDecoder().decode(answer));
  return answer;
}

/** Hears an event of the window until the returned function is called. */
function heard<T>(name: string, hear: (payload: T) => void): () => void {
  let stop: (() => void) | null = null;
  let ended = false;
  void listen<T>(name, (event) => hear(event.payload)).then((unlisten) => {
    if (ended) unlisten();
    else stop = unlisten;
  });
  return () => {
    ended = true;
    stop?.();
  };
}

const tauri: Desk = {
  call: async (name, question) => opened(await invoke('call', { name, question })),
  window: (command, args) => invoke(command, args),
  listen: (hear) => heard<Push>('push', hear),
  drops: (hear) => heard<{ paths: string[] }>('tauri://drag-drop', (drop) => hear(drop.paths)),
};

let current: Desk = isTauri() ? tauri : absent;

/** Puts another desk behind the door, for tests and the fixture page; returns a function that undoes it. */
export function provide(other: Desk): () => void {
  const before = current;
  current = other;
  return () => {
    current = before;
  };
}

export function desk(): Desk {
  return current;
}
