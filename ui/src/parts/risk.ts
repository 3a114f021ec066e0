/** Five levels of risk: words, and which bars are filled. */

export type Level = 1 | 2 | 3 | 4 | 5;

const words: Record<Level, string> = { 1: 'very low', 2: 'low', 3: 'medium', 4: 'high', 5: 'very high' };

/** Any number becomes one of the five levels. */
export function level(n: number): Level {
  return Math.min(5, Math.max(1, Math.round(n))) as Level;
}
/** The level of a score between 0 and 100. */
export function levelOfScore(score: number): Level {
  return level(Math.floor(Math.min(99, Math.max(0, score)) / 20) + 1);
}
/** How alarming it is that a risk budget is filled to this share. */
export function budgetLevel(share: number): Level {
  if (share > 1) return 5;
  return share < 0.5 ? 1 : share < 0.75 ? 2 : share < 0.9 ? 3 : 4;
}
/** `high` of 4. */
export function riskWords(of: Level): string {
  return words[of];
}
/** The five bars, low to high: x, y and height in a box of 13 by 10; unfilled ones are stubs. */
export function bars(of: Level): { x: number; y: number; height: number; filled: boolean }[] {
  return [1, 2, 3, 4, 5].map((n) => {
    const filled = n <= of;
    const height = filled ? 2 + n * 1.6 : 1.5;
    return { x: (n - 1) * 2.75, y: 10 - height, height, filled };
  });
}
