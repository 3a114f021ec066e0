import { describe, expect, it } from 'vitest';
import { Latest } from './latest.svelte';

type Open = { question: string; done: (answer: string) => void; fail: (thrown: unknown) => void };
function given() {
  const asked: Open[] = [];
  const latest = new Latest<string, string>(
    (question) => new Promise((done, fail) => asked.push({ question, done, fail })),
  );
  return { asked, latest };
}
const settle = () => new Promise((done) => setTimeout(done));

describe('the latest question', () => {
  it('while one is on its way only the newest waits behind it', async () => {
    const { asked, latest } = given();
    latest.put('a');
    latest.put('b');
    latest.put('c');
    expect(asked.map((each) => each.question)).toEqual(['a']);
    asked[0]?.done('answer to a');
    await settle();
    expect(asked.map((each) => each.question)).toEqual(['a', 'c']);
    expect(latest.answer).toBeNull();
    asked[1]?.done('answer to c');
    await settle();
    expect([latest.answer, latest.of]).toEqual(['answer to c', 'c']);
  });
  it('drops an answer that comes after the question was taken back', async () => {
    const { asked, latest } = given();
    latest.put('a');
    latest.put(null);
    asked[0]?.done('late');
    await settle();
    expect(latest.answer).toBeNull();
  });
  it('says why it failed until an answer comes', async () => {
    const { asked, latest } = given();
    latest.put('a');
    asked[0]?.fail({ kind: 'refused', code: 'unknown', sentence: 'This change is gone.' });
    await settle();
    expect(latest.failure?.sentence).toBe('This change is gone.');
    latest.put('b');
    asked[1]?.done('b');
    await settle();
    expect(latest.failure).toBeNull();
  });
});
