/** Places things in a row in order, apart from each other, as near as can be to where each wants to be. */

export type Wish = {
  /** Where its middle wants to be. */
  at: number;
  /** How much it insists. */
  weight: number;
};

/**
 * Middles that keep the order and the given distances (`apart[i]` between i and i + 1), inside `low`–`high`, with the
 * least squared distance from the wishes: pools neighbours that would overlap and moves each pool as one.
 */
export function spread(
  wishes: readonly Wish[],
  apart: readonly number[],
  low: number,
  high: number,
): number[] {
  const before: number[] = [];
  let sum = 0;
  wishes.forEach((_, i) => {
    before.push(sum);
    sum += apart[i] ?? 0;
  });
  const reach = before[before.length - 1] ?? 0;
  const pools: { at: number; weight: number; count: number }[] = [];
  wishes.forEach((wish, i) => {
    let pool = { at: wish.at - (before[i] ?? 0), weight: wish.weight, count: 1 };
    let last = pools[pools.length - 1];
    while (last && last.at > pool.at) {
      pools.pop();
      const weight = last.weight + pool.weight;
      pool = {
        at: (last.at * last.weight + pool.at * pool.weight) / weight,
        weight,
        count: last.count + pool.count,
      };
      last = pools[pools.length - 1];
    }
    pools.push(pool);
  });
  const most = Math.max(low, high - reach);
  const out: number[] = [];
  for (const pool of pools) {
    const at = Math.min(most, Math.max(low, pool.at));
    for (let n = 0; n < pool.count; n += 1) out.push(at + (before[out.length] ?? 0));
  }
  return out;
}
