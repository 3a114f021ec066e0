/** The table of talks while it is being laid anew: seats as text, until it is kept. */
import type { FreezeEvent, Party, PartyRole, Side, TalksView } from '../../desk/wire';
import { inputDateTime } from '../../words/dates';
import { instant } from '../../words/zones';
import { readDate } from './draft.svelte';

export type SeatDraft = {
  key: number;
  name: string;
  person: string;
  delegate: string;
  side: Side;
  role: PartyRole;
  required: boolean;
  /** How much its loss counts: `1.5`. */
  weight: string;
};

/** Tenths of `1.5`; `null` when it is no such number or outside 0.1 to 10. */
export function tenths(text: string): number | null {
  const found = /^\d{1,2}(?:[.,]\d)?$/.exec(text.trim());
  if (!found) return null;
  const all = Math.round(Number(text.trim().replace(',', '.')) * 10);
  return all >= 1 && all <= 100 ? all : null;
}

export class Seats {
  seats = $state<SeatDraft[]>([]);
  decider = $state('');
  mediator = $state('');
  ends = $state('');
  event = $state('');
  owner = $state('');
  from = $state('');
  until = $state('');
  worth = $state('');
  readonly #zone: string;
  #keys = 0;

  constructor(talks: TalksView, zone: string) {
    this.#zone = zone;
    this.seats = talks.parties.map((party) => ({
      key: (this.#keys += 1),
      name: party.name,
      person: party.person?.id ?? '',
      delegate: party.delegate?.id ?? '',
      side: party.side,
      role: party.role,
      required: party.required,
      weight: String(party.weight / 10),
    }));
    this.decider = talks.decider?.id ?? '';
    this.mediator = talks.mediator?.id ?? '';
    this.ends = talks.ends_by ? inputDateTime(talks.ends_by, zone) : '';
    if (talks.event) {
      this.event = talks.event.name;
      this.owner = talks.event.owner;
      this.from = inputDateTime(talks.event.start, zone);
      this.until = inputDateTime(talks.event.end, zone);
      this.worth = talks.event.value_per_hour === null ? '' : String(talks.event.value_per_hour);
    }
  }
  add(): void {
    this.seats.push({
      key: (this.#keys += 1),
      name: '',
      person: '',
      delegate: '',
      side: 'delivery',
      role: 'delivery',
      required: true,
      weight: '1',
    });
  }
  remove(key: number): void {
    this.seats = this.seats.filter((seat) => seat.key !== key);
  }
  #at(text: string): string | null {
    const at = readDate(text, this.#zone);
    return at === null ? null : instant(at);
  }
  /** What keeps the table from being kept, or `null`; what only the engine knows it says itself. */
  get wrong(): string | null {
    if (this.seats.some((seat) => !seat.name.trim())) return 'Every party has a name.';
    const heavy = this.seats.find((seat) => tenths(seat.weight) === null);
    if (heavy) return `The loss of ${heavy.name} counts 0.1 to 10 times.`;
    if (!this.event.trim()) return null;
    if (!this.#at(this.from) || !this.#at(this.until))
      return `Say when ${this.event.trim()} begins and ends.`;
    if (this.worth.trim() && !/^\d{1,9}$/.test(this.worth.trim())) return 'An hour is worth a whole amount.';
    return null;
  }
  get parties(): Party[] {
    return this.seats.map((seat) => ({
      name: seat.name.trim(),
      person: seat.person || null,
      delegate: seat.delegate || null,
      side: seat.side,
      role: seat.role,
      required: seat.required,
      weight: tenths(seat.weight) ?? 10,
    }));
  }
  get protects(): FreezeEvent | null {
    const [start, end] = [this.#at(this.from), this.#at(this.until)];
    if (!this.event.trim() || !start || !end) return null;
    const value_per_hour = this.worth.trim() ? Number(this.worth) : null;
    return { name: this.event.trim(), owner: this.owner.trim(), start, end, value_per_hour };
  }
  /** The question, as of what was looked at. */
  asked(negotiation: string, seen: number | null) {
    return {
      negotiation,
      seen,
      parties: this.parties,
      decider: this.decider || null,
      mediator: this.mediator || null,
      ends_by: this.#at(this.ends),
      event: this.protects,
    };
  }
}
