/** What the person holds, tries and is asked for on the board. */
import type { Assumed, Counterfactual, Move, ScenarioRow } from '../../desk/wire';
import type { LaneKey } from './lanes';

/** A card in the hand: by pointer, or by M and the arrows. */
export type Hold = { change: string; from: LaneKey; over: LaneKey | null; how: 'pointer' | 'keys' };

/** Something shown on the board that is not the plan. */
export type Trial =
  | { kind: 'scenario'; id: string; letter: string }
  | {
      kind: 'way';
      change: string;
      sentence: string;
      detail: string;
      moves: readonly Move[];
      assuming: readonly Assumed[];
      leave: boolean;
    };

export type Asked =
  | { what: 'defer'; change: string }
  | { what: 'new' }
  | { what: 'scores' }
  | { what: 'drop'; id: string }
  | null;

export class Bench {
  hold = $state.raw<Hold | null>(null);
  trial = $state.raw<Trial | null>(null);
  asked = $state.raw<Asked>(null);
  /** A change was selected after the trial began: the inspector speaks of the change. */
  aside = $state(false);
  filter = $state('');
  /** The waiting lane is open over a narrow stage. */
  unfolded = $state(false);

  take(change: string, from: LaneKey, how: Hold['how']): void {
    this.hold = { change, from, over: how === 'keys' ? from : null, how };
  }
  over(key: LaneKey | null): void {
    if (this.hold && this.hold.over !== key) this.hold = { ...this.hold, over: key };
  }
  /** One lane to the left or right of where it is held. */
  shift(keys: readonly LaneKey[], by: number): void {
    if (!this.hold) return;
    const at = keys.indexOf(this.hold.over ?? this.hold.from);
    this.over(keys[Math.max(0, Math.min(keys.length - 1, at + by))] ?? null);
  }
  /** Lets go; answers what was held where, or `null` when it stays where it was. */
  release(): { change: string; to: LaneKey } | null {
    const held = this.hold;
    this.hold = null;
    if (!held || held.over === null || held.over === held.from) return null;
    return { change: held.change, to: held.over };
  }
  putBack(): void {
    this.hold = null;
  }
  /** Shows a proposal on the board; a second time takes it off. */
  look(row: ScenarioRow): void {
    this.aside = false;
    const shown = this.trial?.kind === 'scenario' && this.trial.id === row.id;
    this.trial = row.id && !shown ? { kind: 'scenario', id: row.id, letter: row.letter } : null;
  }
  try(change: string, way: Counterfactual): void {
    this.aside = false;
    this.trial = {
      kind: 'way',
      change,
      sentence: way.sentence,
      detail: way.detail,
      moves: way.moves,
      assuming: way.assuming,
      leave: way.needs_leave,
    };
  }
  /** What the trial moves, given the rows of the board. */
  moves(rows: readonly ScenarioRow[]): readonly Move[] {
    const trial = this.trial;
    if (!trial) return [];
    if (trial.kind === 'way') return trial.moves;
    return rows.find((row) => row.id === trial.id)?.moves ?? [];
  }
}
