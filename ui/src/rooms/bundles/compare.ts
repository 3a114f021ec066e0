/** Scenarios side by side: which figure is best, which is worst and bad, and how sure the solver is. */
import type { ScenarioFigures, ScenarioRow, SolveSummary } from '../../desk/wire';
import { tenth } from '../../words/numbers';

export type Figure = 'value_per_week' | 'deferred' | 'legal_missed' | 'worst_risk' | 'moves' | 'collisions';
export type Mark = 'best' | 'worst' | null;

/** More is better for value alone. */
const better = (figure: Figure, a: number, b: number) => (figure === 'value_per_week' ? a > b : a < b);

/** Bad in itself, not only next to the others. */
function bad(figure: Figure, figures: ScenarioFigures): boolean {
  if (figure === 'legal_missed' || figure === 'collisions') return figures[figure] > 0;
  if (figure === 'worst_risk')
    return figures.worst_budget !== null && figures.worst_risk > figures.worst_budget;
  return false;
}

/** The mark of each row in a column; none where all are alike. */
export function marks(rows: readonly ScenarioRow[], figure: Figure): Mark[] {
  const values = rows.map((row) => row.figures[figure]);
  const alike = values.every((value) => value === values[0]);
  return rows.map((row, i) => {
    const value = values[i] ?? 0;
    if (!alike && values.every((other) => !better(figure, other, value))) return 'best';
    if (!bad(figure, row.figures)) return null;
    return values.every((other) => !better(figure, value, other)) ? 'worst' : null;
  });
}

/** The budget all rows are held against, when it is one. */
export function oneBudget(rows: readonly ScenarioRow[]): number | null {
  const budgets = new Set(rows.map((row) => row.figures.worst_budget));
  const [only] = budgets;
  return budgets.size === 1 && only ? only : null;
}

/** How far the proposal may be from the best there can be. */
export function gapWords(solve: SolveSummary | null): string {
  if (!solve) return '';
  const gap = solve.gap_basis_points;
  if (gap === 0) return 'Proven best';
  if (gap > 1_000_000) return 'Best found, gap not proven';
  return `Best found, within ${tenth(gap / 100)} % of ideal`;
}

/** The proposal that Adopt means: the one looked at, else the newest. */
export function toAdopt(rows: readonly ScenarioRow[], chosen: string | null): ScenarioRow | null {
  const proposals = rows.filter((row) => row.kind === 'proposal');
  return proposals.find((row) => row.id === chosen) ?? proposals[proposals.length - 1] ?? null;
}
