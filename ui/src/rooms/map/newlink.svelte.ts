/** The draft of a new link: what is missing, what the plan said no to, and sending it. */
import { call } from '../../desk/call';
import { failureOf, type Failure } from '../../desk/failure';
import type { DependencyKind, DeployOrder, Strength } from '../../desk/wire';

export class NewLink {
  consumer = $state<string | null>(null);
  provider = $state<string | null>(null);
  kind = $state<DependencyKind>('call');
  strength = $state<Strength>('hard');
  order = $state<DeployOrder>('provider-first');
  note = $state('');
  sending = $state(false);
  refused = $state.raw<Failure | null>(null);
  /** Set by the first try: only then missing fields are marked. */
  tried = $state(false);

  constructor(consumer: string | null) {
    this.consumer = consumer;
  }

  get missing(): { consumer: string | null; provider: string | null } {
    const same = this.consumer !== null && this.consumer === this.provider;
    return {
      consumer: this.consumer ? null : 'Choose the service that needs the other.',
      provider: same
        ? 'A service cannot need itself.'
        : this.provider
          ? null
          : 'Choose the service that is needed.',
    };
  }

  /** Sends it; what was done in a sentence, or `null` when nothing was. */
  async send(): Promise<string | null> {
    this.tried = true;
    const { consumer, provider } = this;
    if (this.sending || !consumer || !provider || consumer === provider) return null;
    this.sending = true;
    this.refused = null;
    try {
      const answer = await call('add_link', {
        consumer,
        provider,
        kind: this.kind,
        strength: this.strength,
        order: this.order,
        note: this.note.trim(),
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
