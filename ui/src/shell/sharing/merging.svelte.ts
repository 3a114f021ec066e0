/** Settling conflicts one after another: which one is open, what was settled, what the rest becomes. */
import { failureOf, type Failure } from '../../desk/failure';

export type Choice = 'mine' | 'theirs' | 'was';

/** What settling needs to know of a conflict. */
export interface Dispute {
  id: string;
}
/** The doing, apart from the thinking. */
export interface Hand {
  settle(id: string, choice: Choice): Promise<{ sentence: string }>;
  undo(): Promise<{ sentence: string }>;
}

export class Merging<C extends Dispute> {
  all = $state.raw<readonly C[]>([]);
  /** What was settled here, oldest first. */
  settled = $state.raw<readonly { id: string; sentence: string }[]>([]);
  busy = $state(false);
  /** How many of the rest are still to do, while the rest is being settled. */
  left = $state<number | null>(null);
  failure = $state.raw<Failure | null>(null);
  said = $state('');
  #open = $state<string | null>(null);
  /** A conflict that was taken back and opens once it is in the list again. */
  #wanted: string | null = null;
  readonly #hand: Hand;

  constructor(hand: Hand) {
    this.#hand = hand;
  }

  get index(): number {
    const at = this.all.findIndex((each) => each.id === this.#open);
    return at < 0 ? 0 : at;
  }
  get current(): C | null {
    return this.all[this.index] ?? null;
  }

  /** Hears the newest list. What is open stays open; when it is gone, what came after it opens. */
  heard(list: readonly C[]): void {
    const was = this.index;
    const current = this.current;
    const known = current !== null && list.some((each) => each.id === current.id);
    // Whatever stood after the open one and is still there is next; else the last one.
    const next = known
      ? current
      : current === null
        ? list[0]
        : (this.all.slice(was + 1).find((each) => list.some((other) => other.id === each.id)) ?? list.at(-1));
    this.all = list;
    this.#open = next?.id ?? null;
    if (this.#wanted !== null && list.some((each) => each.id === this.#wanted)) {
      this.#open = this.#wanted;
      this.#wanted = null;
    }
  }
  open(id: string): void {
    this.#open = id;
    this.failure = null;
  }
  /** Goes to the conflict `by` places on; stops at the ends. */
  move(by: number): void {
    const to = this.all[Math.max(0, Math.min(this.all.length - 1, this.index + by))];
    if (to) this.open(to.id);
  }

  /** Settles the open conflict and opens the next one. */
  async settle(choice: Choice): Promise<void> {
    const conflict = this.current;
    if (!conflict || this.busy) return;
    this.busy = true;
    this.failure = null;
    try {
      await this.#one(conflict, choice);
    } catch (thrown) {
      this.failure = failureOf(thrown);
    }
    this.busy = false;
  }
  /** Settles these the same way, one entry each. What cannot be settled so stays in the list. */
  async settleAll(conflicts: readonly C[], choice: Choice): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.failure = null;
    const todo = [...conflicts];
    let refused: Failure | null = null;
    for (const [done, conflict] of todo.entries()) {
      this.left = todo.length - done;
      try {
        await this.#one(conflict, choice);
      } catch (thrown) {
        refused = failureOf(thrown);
        if (refused.kind === 'fault') break;
      }
    }
    this.left = null;
    this.failure = refused;
    this.busy = false;
  }
  /** Takes back what was settled last. */
  async undo(): Promise<void> {
    const last = this.settled.at(-1);
    if (this.busy || !last) return;
    this.busy = true;
    this.failure = null;
    try {
      this.said = (await this.#hand.undo()).sentence;
      this.settled = this.settled.slice(0, -1);
      this.#wanted = last.id;
    } catch (thrown) {
      this.failure = failureOf(thrown);
    }
    this.busy = false;
  }

  async #one(conflict: C, choice: Choice): Promise<void> {
    const { sentence } = await this.#hand.settle(conflict.id, choice);
    this.said = sentence;
    this.settled = [...this.settled, { id: conflict.id, sentence }];
    this.heard(this.all.filter((each) => each.id !== conflict.id));
  }
}
