/** The gap between the sides round by round; a side that has not spoken in a round stands by its last word. */
import type { GapLine, Window } from '../../desk/wire';
import { ms } from '../../words/zones';

export type Gap = {
  round: number;
  ask: Window | null;
  offer: Window | null;
  days: number | null;
  /** Both sides spoke. */ whole: boolean;
};

/** Days that one side wants closed and the other open. */
export function between(ask: Window, offer: Window): number {
  const length = (window: Window) => ms(window.end) - ms(window.start);
  const both = Math.min(ms(ask.end), ms(offer.end)) - Math.max(ms(ask.start), ms(offer.start));
  return Math.floor((length(ask) + length(offer) - 2 * Math.max(0, both)) / 86_400_000);
}
/** Every round with both sides, where there is a last word to stand by. */
export function carried(gaps: readonly GapLine[]): Gap[] {
  let [ask, offer]: [Window | null, Window | null] = [null, null];
  return gaps.map((gap) => {
    ask = gap.ask ?? ask;
    offer = gap.offer ?? offer;
    const days = ask && offer ? between(ask, offer) : null;
    return { round: gap.round, ask, offer, days, whole: gap.ask !== null && gap.offer !== null };
  });
}
