/** Everything a person can do, in one list: the palette shows it, the keyboard runs it. */
import { untrack } from 'svelte';
import type { IconOf } from '../parts/icon';

export type Command = {
  id: string;
  title: string;
  /** Said beside the title in a quieter voice. */
  detail?: string;
  group: 'do' | 'go' | 'ask';
  icon?: IconOf;
  /** `Ctrl Shift Z`, or a single letter that acts only while the stage has the focus. */
  keys?: string;
  /** Other words people type for it. */
  words?: string;
  /** Why it cannot be done now. */
  why?: string | null;
  run: () => void;
};

export class Commands {
  #groups = $state.raw<readonly { owner: symbol; list: readonly Command[] }[]>([]);

  /** All commands, the frame's first. */
  get all(): Command[] {
    return this.#groups.flatMap((group) => group.list);
  }
  /** Puts a list of commands; the returned function takes it off again. */
  add(list: readonly Command[]): () => void {
    const owner = Symbol('commands');
    this.#groups = [...this.#groups, { owner, list }];
    return () => {
      this.#groups = this.#groups.filter((group) => group.owner !== owner);
    };
  }
  /** The command of a pressed key; single letters only when `inStage`. */
  of(keys: string, inStage: boolean): Command | undefined {
    const single = !keys.includes('Ctrl') && !/^F\d+$/.test(keys);
    if (single && !inStage) return undefined;
    return this.all.findLast((command) => command.keys === keys);
  }
}

export const commands = new Commands();

/** Offers commands for as long as the component lives; `list` is read reactively. */
export function offer(list: () => readonly Command[]): void {
  $effect(() => {
    const now = list();
    return untrack(() => commands.add(now));
  });
}
