/** What if a change were removed, delayed or replaced: what is asked, and making it so. */
import { call } from '../../desk/call';
import { failureOf, type Failure } from '../../desk/failure';
import type { NightFigures, WhatIf, WhatIfAsked } from '../../desk/wire';
import { minutes } from '../../words/durations';

export type What = WhatIfAsked['what'];

/** A figure before and after; `worse` when it moved the wrong way. */
export type Figure = { name: string; before: string; after: string; worse: boolean | null };

export class WhatIfDraft {
  what = $state<What>('remove');
  change = $state('');
  to = $state('');
  by = $state('');
  busy = $state(false);
  failure = $state.raw<Failure | null>(null);

  /** The question, once all of it is chosen. */
  get asked(): WhatIfAsked | null {
    const { change, to, by } = this;
    if (!change) return null;
    if (this.what === 'remove') return { what: 'remove', change };
    if (this.what === 'delay') return to ? { what: 'delay', change, to } : null;
    return by && by !== change ? { what: 'replace', change, by } : null;
  }

  /** Makes every move of the answer as one operation. */
  async make(answer: WhatIf, sentence: string): Promise<string | null> {
    if (this.busy) return null;
    this.busy = true;
    this.failure = null;
    try {
      return (await call('take_way_out', { sentence, moves: answer.moves })).sentence;
    } catch (thrown) {
      this.failure = failureOf(thrown);
      return null;
    } finally {
      this.busy = false;
    }
  }
}

const than = (before: number, after: number): boolean | null => (before === after ? null : after > before);

/** The night now and then, figure by figure. */
export function figures(before: NightFigures, after: NightFigures, clock: (at: string) => string): Figure[] {
  const lines: [string, string, string, boolean | null][] = [
    ['Waves', String(before.waves), String(after.waves), than(before.waves, after.waves)],
    [
      'To the last check',
      minutes(before.critical_minutes),
      minutes(after.critical_minutes),
      than(before.critical_minutes, after.critical_minutes),
    ],
    [
      'Back-out takes',
      minutes(before.back_out_minutes),
      minutes(after.back_out_minutes),
      than(before.back_out_minutes, after.back_out_minutes),
    ],
    [
      'Last safe back-out',
      before.last_safe_back_out ? clock(before.last_safe_back_out) : 'never',
      after.last_safe_back_out ? clock(after.last_safe_back_out) : 'never',
      before.last_safe_back_out === after.last_safe_back_out
        ? null
        : (after.last_safe_back_out ?? '') < (before.last_safe_back_out ?? ''),
    ],
    [
      'Fits the window',
      before.fits ? 'yes' : 'no',
      after.fits ? 'yes' : 'no',
      before.fits === after.fits ? null : before.fits,
    ],
    ['Risk points', String(before.risk), String(after.risk), than(before.risk, after.risk)],
  ];
  return lines.map(([name, was, is, worse]) => ({ name, before: was, after: is, worse }));
}
