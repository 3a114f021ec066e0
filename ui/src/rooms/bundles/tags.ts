/** The one mark that a card has room for, and its words for screen readers. */
import type { Card, CardTag } from '../../desk/wire';
import { riskWords, level } from '../../parts/risk';
import type { Shown } from './lanes';

/** The most pressing kinds first. */
const order = ['collision', 'legal', 'evidence', 'needs', 'together', 'due', 'deferral'];

/** What the card shows at its foot; a waiting card says why it waits. */
export function tagOf(card: Card, waiting: boolean): CardTag | null {
  if (waiting && card.deferral_reason) return { kind: 'reason', text: reasonOf(card) };
  return order.map((kind) => card.tags.find((tag) => tag.kind === kind)).find((tag) => tag) ?? null;
}

/** `No test slot, 3rd time` */
export function reasonOf(card: Card): string {
  const times = card.deferrals > 1 ? `, ${ordinal(card.deferrals)} time` : '';
  return `${card.deferral_reason || 'No reason given'}${times}`;
}

/** `1st`, `2nd`, `3rd`, `11th` */
export function ordinal(n: number): string {
  const teen = n % 100 > 10 && n % 100 < 14;
  const ending = teen ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th');
  return `${n}${ending}`;
}

/** A card in one sentence. */
export function spoken(shown: Shown): string {
  const { card, mark, other } = shown;
  const said = [
    `${card.reference} ${card.title}`,
    `risk ${card.level}, ${riskWords(level(card.level))}`,
    `${card.points} points`,
    card.service,
    card.pinned ? 'pinned' : '',
    ...card.tags.map((tag) => tag.text),
    card.release === null && mark === 'here' ? `waits: ${reasonOf(card)}` : '',
    mark === 'arrives' ? `would come from ${other}` : '',
    mark === 'leaves' ? `would go to ${other}` : '',
  ];
  return said.filter(Boolean).join(', ');
}
