/** Collisions on the axis: those too near for two marks become one, and a held release shows what would change. */
import type { CollisionMark, MovePreview } from '../../desk/wire';
import type { Mark, Shape } from './scene';

export type Cluster = {
  mark: Mark;
  when: number;
  x: number;
  /** Pixels until the next mark. */
  room: number;
  label: string;
  /** Further collisions in the same mark. */
  more: number;
  sentences: string[];
  change: 'stays' | 'clears' | 'comes';
  /** True when none of them is more than a note. */
  light: boolean;
};
type Scale = { x(at: number): number };
/** Pixels under which two marks are one. */
const NEAR = 14;

/** Every collision with what a preview makes of it. */
export function changed(
  marks: readonly Mark[],
  preview: Pick<MovePreview, 'collisions_after' | 'deploy'> | null,
  held: Pick<Shape, 'id' | 'reference'> | null,
): { mark: Mark; change: Cluster['change'] }[] {
  if (!preview || !held) return marks.map((mark) => ({ mark, change: 'stays' }));
  const after = new Map(preview.collisions_after.map((mark) => [mark.id, mark]));
  const known = new Set(marks.map((mark) => mark.id));
  const comes = preview.collisions_after
    .filter((mark): mark is CollisionMark & { at: string } => mark.at !== null && !known.has(mark.id))
    .map((mark) => {
      const at = mark.releases.includes(held.id) ? preview.deploy.start : mark.at;
      return { mark: { ...mark, when: Date.parse(at) }, change: 'comes' as const };
    });
  const rest = marks.map((mark) => ({
    mark,
    change: mark.releases.includes(held.id) && !after.has(mark.id) ? ('clears' as const) : ('stays' as const),
  }));
  return [...rest, ...comes].sort((a, b) => a.mark.when - b.mark.when);
}

/** Marks as they are drawn. */
export function clustered(
  marks: readonly Mark[],
  preview: Pick<MovePreview, 'collisions_after' | 'deploy'> | null,
  held: Pick<Shape, 'id' | 'reference'> | null,
  to: Scale,
): Cluster[] {
  const out: Cluster[] = [];
  for (const { mark, change } of changed(marks, preview, held)) {
    const x = to.x(mark.when);
    const last = out[out.length - 1];
    if (last && x - last.x < NEAR && last.change === change) {
      last.more += 1;
      if (mark.severity !== 'note') last.light = false;
      last.sentences.push(mark.sentence);
      continue;
    }
    // What stays, comes and clears at one time stand side by side.
    const free = last && x - last.x < NEAR ? last.x + NEAR : x;
    const label = change === 'clears' && held ? `${held.reference} clears` : mark.label;
    out.push({
      mark,
      when: mark.when,
      x: free,
      room: 400,
      label,
      more: 0,
      sentences: [mark.sentence],
      change,
      light: mark.severity === 'note',
    });
  }
  out.forEach((each, i) => {
    const next = out[i + 1];
    if (next) each.room = Math.max(10, next.x - each.x - 8);
    if (each.more > 0) each.label = `${each.label} +${each.more}`;
  });
  return out;
}
