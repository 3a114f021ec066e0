/** The draft of a corrected link: what is typed, what differs from the plan, and sending it. */
import { call } from '../../desk/call';
import { failureOf, type Failure } from '../../desk/failure';
import type { DependencyKind, DeployOrder, LinkCard, Strength } from '../../desk/wire';
import { changedSince } from '../edit.svelte';

const number = (text: string): number | null => (/^\d{1,5}$/.test(text.trim()) ? Number(text.trim()) : null);

export class LinkEdit {
  kind = $state<DependencyKind>('call');
  strength = $state<Strength>('hard');
  order = $state<DeployOrder>('provider-first');
  environment = $state('');
  version = $state('');
  gap = $state('');
  group = $state('');
  minimum = $state('');
  contract = $state('');
  note = $state('');
  sending = $state(false);
  refused = $state.raw<Failure | null>(null);
  #seen: number;

  constructor(readonly card: LinkCard) {
    this.#seen = card.seq;
    this.kind = card.kind;
    this.strength = card.strength;
    this.order = card.order;
    this.environment = card.environment ?? '';
    this.version = card.version_constraint;
    this.gap = card.min_gap_minutes ? String(card.min_gap_minutes) : '';
    this.group = card.redundancy?.group ?? '';
    this.minimum = card.redundancy ? String(card.redundancy.minimum) : '';
    this.contract = card.contract;
    this.note = card.note;
  }

  /** What keeps it from being sent, by field. */
  get wrong(): { gap: string | null; minimum: string | null } {
    return {
      gap: this.gap.trim() && number(this.gap) === null ? 'Write minutes as a number, such as 10.' : null,
      minimum:
        this.group.trim() && !number(this.minimum)
          ? 'Say how many of the group must be up, such as 2.'
          : null,
    };
  }
  get changed() {
    return this.refused ? changedSince(this.refused) : null;
  }

  /** Sends it; what was done in a sentence, or `null` when nothing was. */
  async send(over = false): Promise<string | null> {
    if (this.sending || this.wrong.gap || this.wrong.minimum) return null;
    if (over && this.changed) this.#seen = this.changed.seq;
    this.sending = true;
    this.refused = null;
    try {
      const group = this.group.trim();
      const answer = await call('edit_link', {
        dependency: this.card.id,
        seen: this.#seen,
        kind: this.kind,
        strength: this.strength,
        order: this.order,
        environment: this.environment || null,
        version_constraint: this.version,
        min_gap_minutes: number(this.gap) ?? 0,
        redundancy: group ? { group, minimum: number(this.minimum) ?? 1 } : null,
        contract: this.contract,
        note: this.note,
      });
      return answer.sentence;
    } catch (thrown) {
      this.refused = failureOf(thrown);
      return null;
    } finally {
      this.sending = false;
    }
  }
}
