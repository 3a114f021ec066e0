import { describe, expect, it } from 'vitest';
import type { MovePreview, MoveRelease, PreviewMove } from '../../desk/wire';
import { Hold } from './hold.svelte';
import type { Shape } from './scene';

const HOUR = 3_600_000;
const at = (day: number) => Date.UTC(2026, 10, day, 21);
const shape: Shape = {
  id: 'ro-23',
  reference: 'RO-23',
  title: 'Retail Online 26.23',
  kind: 'planned',
  state: 'planned',
  level: 4,
  changes: 17,
  lock: at(18),
  test: at(20),
  deploy: { start: at(25), end: at(25) + 3 * HOUR },
  watchEnds: at(28),
  collisions: ['peak'],
  published: null,
  movable: true,
  train: 'Retail Online',
};

/** Previews are answered when the test says so. */
function bench() {
  const asked: PreviewMove[] = [];
  const moves: MoveRelease[] = [];
  const waiting: (() => void)[] = [];
  let refuse: unknown = null;
  const hold = new Hold({
    preview: (question) => {
      asked.push(question);
      return new Promise((resolve) =>
        waiting.push(() =>
          resolve({
            sequence: question.sequence,
            deploy: { start: question.deploy_start, end: question.deploy_start },
          } as MovePreview),
        ),
      );
    },
    move: async (question) => {
      moves.push(question);
      if (refuse) throw refuse;
      return { sentence: 'Moved RO-23' };
    },
  });
  const answer = async () => {
    waiting.shift()?.();
    await new Promise((done) => setTimeout(done));
  };
  return { hold, asked, moves, answer, refuse: (failure: unknown) => (refuse = failure) };
}

describe('a held release', () => {
  it('asks for one place at a time, and then only for the newest', async () => {
    const { hold, asked, answer } = bench();
    hold.take(shape, 'drag', 7);
    for (const day of [24, 23, 22, 19, 18]) hold.to(at(day));
    expect(asked).toHaveLength(1);
    await answer();
    expect(asked.map((each) => each.deploy_start)).toEqual(['2026-11-24T21:00:00Z', '2026-11-18T21:00:00Z']);
    expect(hold.fresh).toBeNull();
    await answer();
    expect(hold.fresh?.sequence).toBe(5);
  });
  it('drops an answer about the hold before', async () => {
    const { hold, answer } = bench();
    hold.take(shape, 'drag', 7);
    hold.to(at(18));
    hold.cancel();
    hold.take(shape, 'keys', 7);
    await answer();
    expect(hold.preview).toBeNull();
  });
  it('moves as a whole, and with the lock kept only the deployment and its watch', () => {
    const { hold } = bench();
    hold.take(shape, 'drag', 7);
    hold.to(at(18));
    expect(hold.shape).toMatchObject({ lock: at(11), test: at(13), watchEnds: at(21) });
    hold.to(at(27), true);
    expect(hold.shape).toMatchObject({ lock: at(18), test: at(20), watchEnds: at(30) });
    hold.to(at(12), true);
    expect(hold.shape).toMatchObject({ lock: at(12), test: at(12) });
  });
  it('is moved with what was seen, to where the engine snapped it', async () => {
    const { hold, moves, answer } = bench();
    hold.take(shape, 'drag', 7);
    hold.to(at(18));
    await answer();
    expect(await hold.drop()).toBe('Moved RO-23');
    expect(moves).toEqual([
      { release: 'ro-23', deploy_start: '2026-11-18T21:00:00Z', keep_lock: false, seen: 7 },
    ]);
    expect(hold.settling).toBe(true);
    hold.settled();
    expect(hold.origin).toBeNull();
  });
  it('dropped where it was, moves nothing', async () => {
    const { hold, moves } = bench();
    hold.take(shape, 'drag', 7);
    hold.to(at(18));
    hold.to(at(25));
    expect(await hold.drop()).toBeNull();
    expect(moves).toEqual([]);
    expect(hold.origin).toBeNull();
  });
  it('goes back with the reason when it is refused', async () => {
    const { hold, refuse } = bench();
    refuse({ kind: 'stale', code: 'stale', sentence: 'RO-23 was moved meanwhile.' });
    hold.take(shape, 'drag', 7);
    hold.to(at(18));
    expect(await hold.drop()).toBeNull();
    expect(hold.origin).toBeNull();
    expect(hold.failure?.kind).toBe('stale');
  });
  it('steps from slot to slot and stops at the last', () => {
    const { hold } = bench();
    hold.take(shape, 'keys', 7);
    hold.slots = [11, 18, 26].map((day) => ({ start: at(day), end: at(day) + HOUR }));
    expect(hold.bySlot(-1)).toBe(true);
    expect(hold.start).toBe(at(18));
    expect(hold.bySlot(1)).toBe(true);
    expect(hold.bySlot(1)).toBe(false);
    expect(hold.start).toBe(at(26));
    expect(hold.near(at(18) + HOUR, 2 * HOUR)).toBe(at(18));
    expect(hold.near(at(18) + 9 * HOUR, 2 * HOUR)).toBe(at(18) + 9 * HOUR);
  });
  it('what is in production is not taken', () => {
    const { hold } = bench();
    expect(hold.take({ ...shape, movable: false }, 'drag', 7)).toBe(false);
    expect(hold.origin).toBeNull();
  });
});
