import { expect, it } from 'vitest';
import { call } from './call';
import { provide } from './desk';
import { failureOf } from './failure';

it('a failure of the wire passes as it is', () => {
  const failure = { kind: 'stale', code: 'stale', sentence: 'Changed since.' } as const;
  expect(failureOf(failure)).toEqual(failure);
});
it('anything else that is thrown becomes a fault with its words', () => {
  expect(failureOf(new Error('no pipe'))).toEqual({ kind: 'fault', code: 'window', sentence: 'no pipe' });
  expect(failureOf('plain')).toEqual({ kind: 'fault', code: 'window', sentence: 'plain' });
  expect(failureOf({ kind: 'odd' }).kind).toBe('fault');
});
it('outside the window a call says so instead of waiting', async () => {
  await expect(call('frame', {})).rejects.toMatchObject({ kind: 'fault', code: 'no-engine' });
});
it('a call rejects with a failure whatever the desk throws', async () => {
  const undo = provide({
    call: () => Promise.reject('torn'),
    window: () => Promise.resolve(null),
    listen: () => () => {},
  });
  await expect(call('undo', {})).rejects.toEqual({ kind: 'fault', code: 'window', sentence: 'torn' });
  undo();
});
