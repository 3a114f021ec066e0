/** An offer that is being written: phases as dates in text, until they are sent. */
import type {
  ChangeClass,
  FreezeLevel,
  FreezeScope,
  InFlight,
  OfferPhase,
  Side,
  Window,
  ZoneMode,
} from '../../desk/wire';
import { inputDate, inputDateTime } from '../../words/dates';
import { dayStart, fromWall, instant, ms } from '../../words/zones';
import { wholeDays } from './wording';

export type PhaseDraft = {
  key: number;
  name: string;
  from: string;
  to: string;
  level: FreezeLevel;
  scope: FreezeScope;
  zoneMode: ZoneMode;
  allowed: ChangeClass[];
  inFlight: InFlight;
};

/** `2026-11-18` or `2026-11-18T22:00` as an instant of the zone; `null` while it is not a date. */
export function readDate(text: string, zone: string): number | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}))?$/.exec(text.trim());
  if (!found) return null;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = found
    .slice(1)
    .map((each) => Number(each ?? 0));
  if (month < 1 || month > 12 || day < 1 || day > 31) return null;
  return fromWall(year, month, day, hour, minute, zone);
}
/** A pair of fields as a half-open window; a last day counts whole. */
export function readWindow(
  from: string,
  to: string,
  times: boolean,
  zone: string,
): { start: string; end: string } | null {
  const start = readDate(from, zone);
  const last = readDate(to, zone);
  if (start === null || last === null) return null;
  const end = times ? last : dayStart(last, zone, 1);
  return end > start ? { start: instant(start), end: instant(end) } : null;
}

export class OfferDraft {
  phases = $state<PhaseDraft[]>([]);
  /** With times of day; without, days count whole. */
  times = $state(false);
  message = $state('');
  by = $state('');
  readonly side: Side;
  readonly title: string;
  /** True when its dates were chosen before it was opened. */
  readonly settled: boolean;
  readonly #zone: string;
  #keys = 0;

  constructor(
    side: Side,
    title: string,
    phases: readonly OfferPhase[],
    zone: string,
    by = '',
    settled = false,
  ) {
    this.settled = settled;
    this.side = side;
    this.title = title;
    this.by = by;
    this.#zone = zone;
    this.times = !phases.every((phase) => wholeDays(phase.window, zone));
    this.phases = phases.map((phase) => this.#drafted(phase));
  }

  #drafted(phase: OfferPhase): PhaseDraft {
    const { start, end } = phase.window;
    return {
      key: (this.#keys += 1),
      name: phase.name,
      level: phase.level,
      scope: phase.scope,
      zoneMode: phase.zone_mode,
      allowed: [...phase.allowed],
      inFlight: phase.in_flight,
      ...this.#dates({ start, end }),
    };
  }
  #dates({ start, end }: Window): { from: string; to: string } {
    const zone = this.#zone;
    return {
      from: this.times ? inputDateTime(start, zone) : inputDate(start, zone),
      to: this.times ? inputDateTime(end, zone) : inputDate(ms(end) - 1000, zone),
    };
  }
  /** Moves an edge of a phase, or both, by whole days; an edge never passes the other. */
  shift(at: number, edge: 'start' | 'end' | 'both', days: number): void {
    const phase = this.phases[at];
    const window = phase && readWindow(phase.from, phase.to, this.times, this.#zone);
    if (!phase || !window || days === 0) return;
    const moved = (text: string, by: boolean) =>
      by ? (this.times ? ms(text) + days * 86_400_000 : dayStart(ms(text), this.#zone, days)) : ms(text);
    const start = moved(window.start, edge !== 'end');
    const end = moved(window.end, edge !== 'start');
    if (end > start) Object.assign(phase, this.#dates({ start: instant(start), end: instant(end) }));
  }
  /** Switches between days and times, keeping what is meant. */
  setTimes(times: boolean): void {
    const kept = this.phases.map((phase) => ({
      phase,
      window: readWindow(phase.from, phase.to, this.times, this.#zone),
    }));
    this.times = times;
    this.phases = kept.map(({ phase, window }) => (window ? { ...phase, ...this.#dates(window) } : phase));
  }
  /** One more phase, like the last one. */
  add(): void {
    const last = this.phases.at(-1);
    if (last) this.phases.push({ ...last, key: (this.#keys += 1), name: `Phase ${this.phases.length + 1}` });
  }
  remove(key: number): void {
    if (this.phases.length > 1) this.phases = this.phases.filter((phase) => phase.key !== key);
  }
  /** What is wrong with a phase, or `null`. */
  wrong(phase: PhaseDraft): string | null {
    if (readDate(phase.from, this.#zone) === null || readDate(phase.to, this.#zone) === null)
      return 'Both dates are needed.';
    return readWindow(phase.from, phase.to, this.times, this.#zone) ? null : 'It ends before it starts.';
  }
  /** The phases as they would be sent; `null` while one is wrong. */
  get sendable(): OfferPhase[] | null {
    const out: OfferPhase[] = [];
    for (const phase of this.phases) {
      const window = readWindow(phase.from, phase.to, this.times, this.#zone);
      if (!window) return null;
      out.push({
        name: phase.name.trim() || 'Everything in scope',
        window,
        level: phase.level,
        scope: phase.scope,
        zone_mode: phase.zoneMode,
        allowed: [...phase.allowed],
        in_flight: phase.inFlight,
      });
    }
    return out;
  }
}
/** Two scopes that cover the same. */
export function sameScope(a: FreezeScope, b: FreezeScope): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
