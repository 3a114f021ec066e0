/** The filter's text: words that a release must carry, and `risk:>=4`. */
import type { Shape } from './scene';

type Test = (shape: Shape) => boolean;

/** `null` for an empty filter. */
export function filterOf(text: string): Test | null {
  const words = text.trim().toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return null;
  const tests = words.map(testOf);
  return (shape) => tests.every((test) => test(shape));
}

function testOf(word: string): Test {
  const not = word.startsWith('-') && word.length > 1;
  const test = plain(not ? word.slice(1) : word);
  return not ? (shape) => !test(shape) : test;
}

function plain(word: string): Test {
  const risk = /^risk:(>=|<=|>|<|=)?(\d)$/.exec(word);
  if (risk) {
    const [, sign = '=', digit] = risk;
    const than = Number(digit);
    const compare: Record<string, (n: number) => boolean> = {
      '>=': (n) => n >= than,
      '<=': (n) => n <= than,
      '>': (n) => n > than,
      '<': (n) => n < than,
      '=': (n) => n === than,
    };
    return (shape) => compare[sign]?.(shape.level) ?? false;
  }
  if (word === 'is:colliding') return (shape) => shape.collisions.length > 0;
  if (word === 'is:moved') return (shape) => shape.published !== null;
  const train = /^train:(.+)$/.exec(word)?.[1];
  if (train) return (shape) => shape.train.toLowerCase().includes(train);
  return (shape) =>
    [shape.reference, shape.title, shape.train, shape.kind, shape.state].some((each) =>
      each.toLowerCase().includes(word),
    );
}
