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

type Group = { owner: symbol; list: readonly Command[]; ofRoom: boolean };

export class Commands {
  /** The truth. Kept beside the state, because what leaves must not read state: it would see an older list. */
  #now: readonly Group[] = [];
  #shown = $state.raw<readonly Group[]>([]);

  /** All commands; those of the open room first. */
  get all(): Command[] {
    const rank = (ofRoom: boolean) =>
      this.#shown.filter((group) => group.ofRoom === ofRoom).flatMap((group) => group.list);
    return [...rank(true), ...rank(false)];
  }
  /** Puts a list of commands; the returned function takes it off again. */
  add(list: readonly Command[], ofRoom = true): () => void {
    const owner = Symbol('commands');
    this.#put([...this.#now, { owner, list, ofRoom }]);
    return () => this.#put(this.#now.filter((group) => group.owner !== owner));
  }
  #put(groups: readonly Group[]): void {
    this.#now = groups;
    this.#shown = groups;
  }
  /** The command of a pressed key; single letters only when `inStage`. */
  of(keys: string, inStage: boolean): Command | undefined {
    const single = !keys.includes('Ctrl') && !/^F\d+$/.test(keys);
    if (single && !inStage) return undefined;
    return this.all.find((command) => command.keys === keys);
  }
}

export const commands = new Commands();

/** Offers commands for as long as the component lives; `list` is read reactively. */
export function offer(list: () => readonly Command[], ofRoom = true): void {
  $effect(() => {
    const now = list();
    return untrack(() => commands.add(now, ofRoom));
  });
}
