/** What lies on the table of one freeze: the options, the one in view, the number that is open, the offer being written. */
import type { FreezeRoom, Impact, OfferPhase, OptionRow, TalksView } from '../../desk/wire';
import { OfferDraft } from './draft.svelte';
import type { ImpactKey } from './impacts';
import { sideName } from './wording';

/** One row of the table; `by` made it, when somebody did. */
export type Shown = {
  by: string;
  key: string;
  letter: string;
  kind: 'ask' | 'offer' | 'computed' | 'extra';
  name: string;
  sentence: string;
  phases: OfferPhase[];
  impact: Impact | null;
  /** The option that is no worse in cover, change-days and legal dates and better in one of them; empty when worth offering. */
  dominatedBy: string;
};
export type Opened = { row: string; column: ImpactKey; x: number; y: number };

/** `ask`, `offer`, or the letter of a computed option. */
export function keyOf(row: OptionRow): string {
  return row.kind === 'computed' ? row.letter : row.kind;
}
/** The option to look at first: the knee when it has a letter, else one worth offering, else the ask. */
export function startingWith(talks: TalksView): string {
  const knee = talks.trade_off.knee === null ? undefined : talks.trade_off.tried[talks.trade_off.knee];
  const rows = talks.options;
  const computed = rows.filter((row) => row.kind === 'computed');
  const found =
    computed.find((row) => row.letter === knee?.label) ??
    computed.find((row) => row.dominated_by === '') ??
    computed[0] ??
    rows[0];
  return found ? keyOf(found) : '';
}

export class Table {
  /** The freeze all of this is about. */
  freeze = $state<string | null>(null);
  chosen = $state<string | null>(null);
  opened = $state.raw<Opened | null>(null);
  draft = $state.raw<OfferDraft | null>(null);
  /** A point of the trade-off that has no row of its own. */
  tried = $state.raw<OfferPhase[] | null>(null);

  /** Another freeze is another table. */
  sit(freeze: string | null): void {
    if (freeze === this.freeze) return;
    this.freeze = freeze;
    this.chosen = null;
    this.opened = null;
    this.draft = null;
    this.tried = null;
  }
  /** What is previewed beside the options: the offer being written, or a tried point. */
  get extra(): OfferPhase[] | null {
    return this.draft ? this.draft.sendable : this.tried;
  }
  /** Key of the row in view. */
  selected(talks: TalksView): string {
    if (this.draft) return 'extra';
    const known =
      this.chosen === 'extra' ? this.tried !== null : talks.options.some((row) => keyOf(row) === this.chosen);
    return known && this.chosen !== null ? this.chosen : startingWith(talks);
  }
  choose(key: string): void {
    this.chosen = key;
    this.opened = null;
    if (key !== 'extra') this.tried = null;
  }
  try(phases: OfferPhase[]): void {
    this.tried = phases;
    this.chosen = 'extra';
    this.opened = null;
  }
  /** Rows of the table; the extra one last, with the numbers computed for it. */
  rows(talks: TalksView, extra: Impact | null): Shown[] {
    const madeBy = (row: OptionRow) =>
      row.kind === 'computed' ? '' : (lastOf(talks, row.kind === 'ask' ? 'event' : 'delivery')?.by ?? '');
    const shown: Shown[] = talks.options.map((row) => ({
      ...row,
      key: keyOf(row),
      kind: row.kind as Shown['kind'],
      by: madeBy(row),
      dominatedBy: row.dominated_by,
    }));
    const phases = this.extra;
    if (this.draft || this.tried) {
      const name = this.draft ? this.draft.title : 'Tried dates';
      const sentence = this.draft ? 'Not sent yet' : 'A point of the trade-off';
      const impact = phases ? extra : null;
      shown.push({
        key: 'extra',
        letter: '',
        kind: 'extra',
        by: '',
        name,
        sentence,
        phases: phases ?? [],
        impact,
        dominatedBy: '',
      });
    }
    return shown;
  }
  /** Opens the form with these phases; who speaks is who spoke last for the side, or who sits there. */
  write(
    talks: TalksView,
    side: 'event' | 'delivery',
    title: string,
    phases: readonly OfferPhase[],
    zone: string,
    settled = false,
  ): void {
    const seats = talks.parties.filter((party) => party.side === side && party.person);
    const seat = seats.find((party) => party.required) ?? seats[0];
    const by = lastOf(talks, side)?.by ?? seat?.person?.name ?? '';
    this.draft = new OfferDraft(side, title, phases, zone, by, settled);
    this.opened = null;
  }
  drop(): void {
    this.draft = null;
  }
}

/** Why our side cannot offer now, or `null`. */
export function whyNoOffer(talks: TalksView): string | null {
  if (talks.state !== 'open') return 'The talks are over.';
  if (talks.turn !== 'event') return null;
  return `${sideName(talks.parties, 'event')} answers first: the standing offer is ours.`;
}
/** The last phases of a side, newest first in `rounds`. */
export function lastOf(talks: TalksView, side: 'event' | 'delivery') {
  return talks.rounds.find((round) => round.side === side) ?? null;
}
/** Why the decider cannot decide yet, or `null`. */
export function whyNoDecision(talks: TalksView, now: string, when: (at: string) => string): string | null {
  if (talks.state === 'escalated') return null;
  if (talks.state !== 'open') return 'The talks are over.';
  if (!talks.decider) return 'These talks name nobody who decides.';
  const objected = talks.parties.some((party) => party.stance === 'object');
  if (objected || !talks.ends_by || Date.parse(now) >= Date.parse(talks.ends_by)) return null;
  return `The sides have until ${when(talks.ends_by)} to agree, and nobody has objected.`;
}
/** True when there is something to talk about still. */
export const isOpen = (room: FreezeRoom): boolean => room.talks?.state === 'open';
