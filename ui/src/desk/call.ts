/** `call(name, question)`: one typed line of the contract. */
import { desk } from './desk';
import { failureOf } from './failure';
import type { Wire } from './wire';

export type Name = keyof Wire;
export type ReadName = { [N in Name]: Wire[N]['kind'] extends 'read' ? N : never }[Name];
export type Question<N extends Name> = Wire[N]['question'];
export type Answer<N extends Name> = Wire[N]['answer'];

/** Asks, and answers or rejects with a `Failure`, never with anything else. */
export async function call<N extends Name>(name: N, question: Question<N>): Promise<Answer<N>> {
  try {
    return (await desk().call(name, question)) as Answer<N>;
  } catch (thrown) {
    throw failureOf(thrown);
  }
}
