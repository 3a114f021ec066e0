/** Value against safety: what is there already, and five plans between them, solved when asked for. */
import { call } from '../../desk/call';
import { failureOf, type Failure } from '../../desk/failure';
import type { Balance, BalancePoint, Push } from '../../desk/wire';
import { lineThrough, side, type Drawing, type Spot } from '../../parts/scatter';
import { count, money, whole } from '../../words/numbers';

export class Weighing {
  running = $state(false);
  stopping = $state(false);
  detail = $state('');
  fraction = $state<number | null>(null);
  /** With the five stops, for the train it was solved for. */
  solved = $state.raw<{ train: string | null; balance: Balance } | null>(null);

  heard(push: Push): void {
    if (push.kind !== 'progress' || push.job !== 'balance') return;
    this.running = !push.done;
    this.detail = push.done ? '' : push.detail;
    this.fraction = push.done ? null : push.fraction;
    if (push.done) this.stopping = false;
  }
  async start(train: string | null, failed: (failure: Failure) => void): Promise<void> {
    if (this.running) return;
    this.running = true;
    try {
      const balance = await call('balance', {
        train,
        stops: true,
        seconds: null,
        iterations: null,
        seed: null,
      });
      this.solved = { train, balance };
    } catch (thrown) {
      failed(failureOf(thrown));
    } finally {
      this.running = false;
      this.stopping = false;
      this.detail = '';
      this.fraction = null;
    }
  }
  async stop(failed: (failure: Failure) => void): Promise<void> {
    this.stopping = true;
    try {
      await call('stop', { job: 'balance' });
    } catch (thrown) {
      this.stopping = false;
      failed(failureOf(thrown));
    }
  }
}

/** One key for each plan of the picture. */
export const keyOf = (point: BalancePoint): string => point.id ?? `${point.kind} ${point.name}`;

/** A letter for what there is already, a number for each stop. */
export function marksOf(points: readonly BalancePoint[]): string[] {
  let stops = 0;
  return points.map((point) => point.letter || String((stops += 1)));
}

/** `A  Agreed v7` of a scenario, the name of a stop. */
export const nameOf = (point: BalancePoint): string =>
  point.letter ? `${point.letter}, ${point.name}` : point.name;

/** What is said of a plan in one line. */
export function words(point: BalancePoint, currency: string): string {
  const { earned, risk } = point.figures;
  const beaten = point.beaten_by ? `, ${point.beaten_by} is no worse in both and better in one` : '';
  return `${nameOf(point)}: earns ${short(earned, currency)}, ${count(risk, 'risk point')}${beaten}`;
}

/** Lays the plans out: risk to the right, earnings upwards. */
export function drawing(balance: Balance, currency: string, width: number, height: number): Drawing {
  const across = side(
    balance.points.map((point) => point.figures.risk),
    width,
    false,
    whole,
  );
  const up = side(
    balance.points.map((point) => point.figures.earned),
    height,
    true,
    (value) => short(value, currency),
  );
  const front = new Set(balance.front);
  const marks = marksOf(balance.points);
  const spots: Spot[] = [];
  for (const [index, point] of balance.points.entries()) {
    const [x, y] = [across.at(point.figures.risk), up.at(point.figures.earned)];
    // Plans that lie on one place share a mark, and all are named beside it.
    const there = spots.find((spot) => spot.x === x && spot.y === y);
    const mark = marks[index] ?? '';
    if (there) {
      there.tag = `${there.tag || there.inside}, ${mark}`;
      there.words = `${there.words}; ${words(point, currency)}`;
      there.front ||= front.has(index);
    } else {
      spots.push({
        key: keyOf(point),
        x,
        y,
        inside: mark,
        tag: '',
        look: 'round',
        front: front.has(index),
        words: words(point, currency),
      });
    }
  }
  const line = lineThrough(spots.filter((spot) => spot.front));
  // What no other beats lies on top.
  spots.sort((a, b) => Number(a.front) - Number(b.front));
  return { spots, line, across: across.ticks, up: up.ticks };
}

/** `€1.2m`, `€340k`: for the side of a picture. */
export function short(value: number, currency: string): string {
  if (value >= 1_000_000) return `${currency}${trim(value / 1_000_000)}m`;
  if (value >= 10_000) return `${currency}${trim(value / 1_000)}k`;
  return money(value, currency);
}
const trim = (n: number) => n.toFixed(2).replace(/\.?0+$/, '');
