/** Links pasted from a spreadsheet: the text as it came, and adding what can be added. */
import { call } from '../../desk/call';
import { failureOf, type Failure } from '../../desk/failure';

/** True for text that looks like rows of a table: at least two cells. */
export const looksLikeRows = (text: string): boolean => /[\t;,].*\S/.test(text.split('\n')[0] ?? '');

export class Pasting {
  text = $state('');
  sending = $state(false);
  refused = $state.raw<Failure | null>(null);

  constructor(text: string) {
    this.text = text;
  }
  /** Adds them; what was done in a sentence, or `null` when nothing was. */
  async send(): Promise<string | null> {
    if (this.sending) return null;
    this.sending = true;
    this.refused = null;
    try {
      return (await call('add_links', { text: this.text })).sentence;
    } catch (thrown) {
      this.refused = failureOf(thrown);
      return null;
    } finally {
      this.sending = false;
    }
  }
}
