/** The clocks of a meeting: what was read, and what has passed since on this screen. Nothing is counted, only subtracted. */

export type Phase = 'early' | 'half' | 'late' | 'over';

/** How much of so many minutes is used: half, four fifths, all. Without minutes there is no hurry. */
export function phaseOf(seconds: number, minutes: number): Phase {
  const all = minutes * 60;
  if (all === 0) return 'early';
  const share = seconds / all;
  return share >= 1 ? 'over' : share >= 0.8 ? 'late' : share >= 0.5 ? 'half' : 'early';
}

/** `4:05`, `1:02:00`; beyond the time `+0:30`. */
export function clockWords(seconds: number): string {
  const sign = seconds < 0 ? '+' : '';
  const all = Math.abs(Math.trunc(seconds));
  const two = (n: number) => String(n).padStart(2, '0');
  const h = Math.floor(all / 3600);
  const m = Math.floor((all % 3600) / 60);
  return sign + (h > 0 ? `${h}:${two(m)}:${two(all % 60)}` : `${m}:${two(all % 60)}`);
}

/** Time that passes on this screen, once a second while somebody looks. */
export class Ticker {
  now = $state(Date.now());
  /** Runs until the returned function is called. */
  start(): () => void {
    this.now = Date.now();
    const timer = setInterval(() => (this.now = Date.now()), 1000);
    return () => clearInterval(timer);
  }
  /** Whole seconds since a moment of this screen. */
  since(at: number): number {
    return Math.max(0, Math.floor((this.now - at) / 1000));
  }
}
