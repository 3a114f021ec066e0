/** The train on whose board a change stands. */
import { call } from '../../desk/call';
import { cardsOf } from './lanes';

/** Looks through the boards of the trains, one after the other; `null` when none has it. */
export async function homeOf(named: string, trains: readonly string[]): Promise<string | null> {
  for (const train of trains) {
    try {
      const cards = cardsOf(await call('board', { train }));
      if (cards.has(named) || [...cards.values()].some((card) => card.reference === named)) return train;
    } catch {
      // A train that cannot be read has not got it; its own board says why.
    }
  }
  return null;
}
