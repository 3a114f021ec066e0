/** The filter's text grammar: `risk:>=4 service:"Order Hub" pin:yes -team:web` plus plain words. */
import type { Card } from '../../desk/wire';

export type Filter = {
  /** True for cards that stay; `place` is the release's reference, empty for what waits. */
  test: (card: Card, place: string) => boolean;
  /** True when it lets everything pass. */
  empty: boolean;
  /** What in the text cannot be read. */
  wrong: string | null;
};
type Test = (card: Card, place: string) => boolean;

const numbers: Record<string, (card: Card) => number> = {
  risk: (card) => card.level,
  score: (card) => card.risk,
  points: (card) => card.points,
  minutes: (card) => card.minutes,
  value: (card) => card.value_per_week,
  deferred: (card) => card.deferrals,
};
const words: Record<string, (card: Card, place: string) => readonly string[]> = {
  service: (card) => card.services,
  team: (card) => [card.team],
  in: (_card, place) => [place],
  tag: (card) => card.tags.flatMap((tag) => [tag.kind, tag.text]),
};
const truths: Record<string, Test> = {
  pin: (card) => card.pinned,
  waits: (card) => card.release === null,
  collides: (card) => card.tags.some((tag) => tag.kind === 'collision'),
};
/** Every key, for the hint under the field. */
export const keys: readonly string[] = [
  ...Object.keys(numbers),
  ...Object.keys(words),
  ...Object.keys(truths),
];

/** Splits at spaces that stand outside quotes. */
function pieces(text: string): string[] {
  return text.match(/(?:[^\s"]|"[^"]*"?)+/g) ?? [];
}
const has = (texts: readonly string[], wanted: string) =>
  texts.some((text) => text.toLowerCase().includes(wanted));

function compared(of: (card: Card) => number, given: string): Test | null {
  const [, sign = '', digits = ''] = /^(>=|<=|>|<|=)?(\d+)$/.exec(given) ?? [];
  if (!digits) return null;
  const n = Number(digits);
  if (sign === '>=') return (card) => of(card) >= n;
  if (sign === '<=') return (card) => of(card) <= n;
  if (sign === '>') return (card) => of(card) > n;
  if (sign === '<') return (card) => of(card) < n;
  return (card) => of(card) === n;
}

/** One piece without its minus; a string says what is wrong with it. */
function piece(text: string): Test | string {
  const [, key = '', quoted = ''] = /^([a-z]+):(.*)$/i.exec(text) ?? [];
  const value = quoted.replaceAll('"', '').toLowerCase();
  const name = key.toLowerCase();
  if (!name) {
    const word = text.replaceAll('"', '').toLowerCase();
    return (card) => has([card.reference, card.title, ...card.services, card.team], word);
  }
  const number = numbers[name];
  if (number) return compared(number, value) ?? `${name}: needs a number, such as ${name}:>=4.`;
  const texts = words[name];
  if (texts) {
    if (!value) return `${name}: needs a word.`;
    return (card, place) => has(texts(card, place), value);
  }
  const truth = truths[name];
  if (truth) {
    if (value !== 'yes' && value !== 'no') return `${name}: is yes or no.`;
    return (card, place) => truth(card, place) === (value === 'yes');
  }
  return `There is no filter “${name}”. Known: ${keys.join(', ')}.`;
}

/** Reads the text. What cannot be read is said and left out. */
export function filterOf(text: string): Filter {
  const tests: Test[] = [];
  let wrong: string | null = null;
  for (const each of pieces(text)) {
    const not = each.startsWith('-') && each.length > 1;
    const read = piece(not ? each.slice(1) : each);
    if (typeof read === 'string') wrong ??= read;
    else tests.push(not ? (card, place) => !read(card, place) : read);
  }
  return {
    test: (card, place) => tests.every((test) => test(card, place)),
    empty: tests.length === 0,
    wrong,
  };
}
