/** The minutes of a release's night as a strip: bars, hours, and the lines that must not be crossed. */
import type { ReleaseOrder, ReleaseRow, ScheduleLine } from '../../desk/wire';
import { clock, dayClock } from '../../words/dates';
import { minutes } from '../../words/durations';
import { ms } from '../../words/zones';

export type Bar = {
  line: ScheduleLine;
  /** Shares of the strip, 0 to 1. */
  deploy: { left: number; width: number };
  check: { left: number; width: number };
  slack: { left: number; width: number };
};
export type Night = {
  bars: Bar[];
  ticks: { at: number; left: number }[];
  lastSafe: number | null;
  noReturn: number | null;
  /** Where the window closes; steps may run over. */
  shuts: number;
  /** When the last check is done; `null` without steps. */
  ends: number | null;
  /** The last check is done before the last safe back-out. */
  fits: boolean;
};

const STEPS = [5, 10, 15, 30, 60, 120, 240, 360, 720, 1440].map((each) => each * 60_000);

export function night(order: ReleaseOrder): Night {
  const from = ms(order.window.start);
  const shut = ms(order.window.end);
  const ends = order.lines.length ? Math.max(...order.lines.map((line) => ms(line.checked_at))) : null;
  const to = Math.max(shut, ends ?? shut) + (shut - from) * 0.04;
  const share = (at: number) => (at - from) / (to - from);
  const span = (start: number, end: number) => ({
    left: share(start),
    width: Math.max(0, share(end) - share(start)),
  });
  const step = STEPS.find((each) => (to - from) / each <= 9) ?? 2880 * 60_000;
  const ticks = [];
  for (let at = Math.ceil(from / step) * step; at < to; at += step) ticks.push({ at, left: share(at) });
  const safe = order.last_safe_back_out ? ms(order.last_safe_back_out) : null;
  return {
    bars: order.lines.map((line) => {
      const checked = ms(line.checked_at);
      return {
        line,
        deploy: span(ms(line.deploy.start), ms(line.deploy.end)),
        check: span(ms(line.deploy.end), checked),
        slack: span(checked, checked + line.slack_minutes * 60_000),
      };
    }),
    ticks,
    lastSafe: safe === null ? null : share(safe),
    noReturn: order.point_of_no_return ? share(ms(order.point_of_no_return)) : null,
    shuts: share(shut),
    ends,
    fits: order.fits,
  };
}

/**
 * The release whose night shows first: the asked one, else the next that carries a change to what is selected (its
 * references are `near`), else the next with changes, else the last.
 */
export function chosen(
  releases: readonly ReleaseRow[],
  asked: string | null,
  now: string,
  near: ReadonlySet<string> = new Set(),
): ReleaseRow | null {
  const known = releases.find((release) => release.id === asked || release.reference === asked);
  if (known) return known;
  const filled = releases
    .filter((release) => release.changes > 0 && !['cancelled', 'backed-out'].includes(release.state))
    .sort((a, b) => ms(a.deploy.start) - ms(b.deploy.start));
  const coming = filled.filter((release) => ms(release.deploy.end) > ms(now));
  return (
    coming.find((release) => near.has(release.reference)) ??
    coming[0] ??
    filled[filled.length - 1] ??
    releases[0] ??
    null
  );
}

/** The steps of each crew by number, in order of their start; those nobody is named for stand last. */
export function lanes(night: Night): { crew: string; steps: number[] }[] {
  const found = new Map<string, number[]>();
  night.bars.forEach((bar, step) => {
    for (const crew of bar.line.crews.length ? bar.line.crews : ['Nobody named'])
      found.set(crew, [...(found.get(crew) ?? []), step]);
  });
  const start = (step: number | undefined) => night.bars[step ?? -1]?.deploy.left ?? 0;
  return [...found]
    .map(([crew, steps]) => ({ crew, steps: steps.sort((a, b) => start(a) - start(b)) }))
    .sort(
      (a, b) =>
        Number(a.crew === 'Nobody named') - Number(b.crew === 'Nobody named') || a.crew.localeCompare(b.crew),
    );
}

/** One step in a sentence, for those who hear it: when, how long it may wait, why. */
export function stepSentence(line: ScheduleLine, zone: string): string {
  const wait = line.critical
    ? 'On the critical path.'
    : `Can start ${minutes(line.slack_minutes)} later without moving the end.`;
  return [
    `Wave ${line.wave}, ${line.what}. Deploys ${dayClock(line.deploy.start, zone)} to ${clock(line.deploy.end, zone)}, checked ${clock(line.checked_at, zone)}.`,
    wait,
    `Starts ${line.starts_because}`,
    ...line.because,
  ].join(' ');
}
