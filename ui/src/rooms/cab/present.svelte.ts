/** What the person at the keys is about to do: which drawer is open, which verdict waits for its note. Dies with the screen. */
import type { CabVerdict } from '../../desk/wire';

export type Drawer = 'overview' | 'find' | 'move' | 'notes' | 'chances' | 'keys' | null;

/** Where the letters go. */
export type Typing = 'note' | 'condition' | 'question' | null;

export class Presenting {
  drawer = $state<Drawer>(null);
  /** The verdict that waits for its reason or its condition. */
  pending = $state<CabVerdict | null>(null);
  typing = $state<Typing>(null);

  toggle(drawer: Exclude<Drawer, null>): void {
    this.drawer = this.drawer === drawer ? null : drawer;
    this.typing = null;
  }
  /** Puts everything back; true when there was something to put back. */
  back(): boolean {
    const had = this.drawer !== null || this.typing !== null || this.pending !== null;
    this.drawer = null;
    this.typing = null;
    this.pending = null;
    return had;
  }
  /** A verdict that needs a reason waits for it; the others are written at once. */
  asks(verdict: CabVerdict, conditions: number): 'now' | 'note' | 'condition' {
    if (verdict === 'deferred' || verdict === 'rejected') return 'note';
    return verdict === 'approved-if' && conditions === 0 ? 'condition' : 'now';
  }
  /** Waits for what the verdict needs. */
  wait(verdict: CabVerdict, on: 'note' | 'condition'): void {
    this.drawer = null;
    this.pending = verdict;
    this.typing = on;
  }
}

export type Act =
  | { do: 'verdict'; verdict: CabVerdict }
  | { do: 'go'; to: 'next' | 'back' | 'first' | 'last' }
  | { do: 'drawer'; drawer: Exclude<Drawer, null> }
  | { do: 'type'; into: Exclude<Typing, null> }
  | { do: 'vote'; voter: number }
  | { do: 'pause' | 'undo' | 'blank' | 'leave' | 'close' | 'together' };

const LETTERS: Readonly<Record<string, Act>> = {
  A: { do: 'verdict', verdict: 'approved' },
  C: { do: 'verdict', verdict: 'approved-if' },
  D: { do: 'verdict', verdict: 'deferred' },
  R: { do: 'verdict', verdict: 'rejected' },
  K: { do: 'verdict', verdict: 'noted' },
  N: { do: 'drawer', drawer: 'notes' },
  Q: { do: 'type', into: 'question' },
  P: { do: 'pause' },
  U: { do: 'undo' },
  B: { do: 'blank' },
  G: { do: 'drawer', drawer: 'overview' },
  M: { do: 'drawer', drawer: 'move' },
  E: { do: 'drawer', drawer: 'chances' },
  '/': { do: 'drawer', drawer: 'find' },
  '?': { do: 'drawer', drawer: 'keys' },
  ArrowRight: { do: 'go', to: 'next' },
  PageDown: { do: 'go', to: 'next' },
  ArrowLeft: { do: 'go', to: 'back' },
  PageUp: { do: 'go', to: 'back' },
  Home: { do: 'go', to: 'first' },
  End: { do: 'go', to: 'last' },
  Escape: { do: 'leave' },
};

/** The keys as they are told to people. */
export const ROOM_KEYS: readonly { keys: string; title: string }[] = [
  { keys: 'A', title: 'Approve' },
  { keys: 'C', title: 'Approve with conditions' },
  { keys: 'D', title: 'Defer, with a reason' },
  { keys: 'R', title: 'Reject, with a reason' },
  { keys: 'K', title: 'Noted' },
  { keys: '1', title: 'Vote of the first seat; 2 to 9 of the others' },
  { keys: 'E', title: 'How likely each voter holds success to be' },
  { keys: 'Q', title: 'Write down a question' },
  { keys: 'N', title: 'Private note' },
  { keys: 'M', title: 'What if it moves to another night' },
  { keys: 'P', title: 'Pause, or go on' },
  { keys: 'U', title: 'Take back what was said last' },
  { keys: 'B', title: "Blank the audience's screen, or show it" },
  { keys: 'G', title: 'Every slide' },
  { keys: '/', title: 'Find a slide' },
  { keys: '→', title: 'Next slide; ← the one before' },
  { keys: 'Home', title: 'First slide; End the last' },
  { keys: '?', title: 'These keys' },
  { keys: 'Esc', title: 'Out of what is open; from the slide, leave' },
];

/** What a pressed key means in the room; `null` when it means nothing. Digits are seats. */
export function actOf(key: string, ctrl: boolean): Act | null {
  if (ctrl) return key.toUpperCase() === 'Z' ? { do: 'undo' } : null;
  if (/^[1-9]$/.test(key)) return { do: 'vote', voter: Number(key) - 1 };
  return LETTERS[key.length === 1 ? key.toUpperCase() : key] ?? null;
}
