/** The matrix in pixels: how large a cell is, what its marks look like, where a key leads, what a cell says. */
import type { MatrixHead, MatrixMark, MatrixView } from '../../desk/wire';
import { linesOf, type Line } from '../../parts/copying';
import { count } from '../../words/numbers';
import { linkWords, statusWords, strengthWords } from './kinds';

export type Cell = { row: number; column: number };
/** How loud a mark is: against the order, doubted, a guess, confirmed, or merely said. */
export type MarkTone = 'against' | 'disputed' | 'suggested' | 'sure' | 'said';
export type MarkLayer = { key: string; tone: MarkTone; soft: boolean; d: string };

/** Side of a cell: large enough to hit where there are few, small where there are hundreds. */
export const cellOf = (rows: number): number => (rows <= 30 ? 22 : rows <= 60 ? 20 : rows <= 150 ? 16 : 13);

export function toneOf(mark: MatrixMark): MarkTone {
  if (mark.status === 'suggested') return 'suggested';
  if (mark.against) return 'against';
  if (mark.status === 'disputed') return 'disputed';
  return mark.status === 'confirmed' ? 'sure' : 'said';
}

/** All marks as a handful of SVG paths. What goes against the order is a diamond, so that its shape says so too. */
export function layers(view: MatrixView, cell: number): MarkLayer[] {
  const found = new Map<string, MarkLayer>();
  const half = Math.max(3.5, Math.round(cell * 0.3));
  for (const mark of view.marks) {
    const tone = toneOf(mark);
    const soft = mark.strength === 'soft';
    const key = `${tone} ${soft}`;
    const [x, y] = [(mark.column + 0.5) * cell, (mark.row + 0.5) * cell];
    const side = half * 2;
    const big = half + 1.5;
    const d =
      tone === 'against'
        ? `M${x} ${y - big}l${big} ${big}l${-big} ${big}l${-big} ${-big}z`
        : `M${x - half} ${y - half}h${side}v${side}h${-side}z`;
    const layer = found.get(key) ?? { key, tone, soft, d: '' };
    found.set(key, { ...layer, d: layer.d + d });
  }
  return [...found.values()].sort((a, b) => a.key.localeCompare(b.key));
}

/** Marks by row and column. */
export class Marks {
  readonly #marks = new Map<string, MatrixMark>();
  readonly #byRow = new Map<number, MatrixMark[]>();
  readonly #byColumn = new Map<number, MatrixMark[]>();

  constructor(readonly view: MatrixView) {
    for (const mark of view.marks) {
      this.#marks.set(`${mark.row} ${mark.column}`, mark);
      this.#byRow.set(mark.row, [...(this.#byRow.get(mark.row) ?? []), mark]);
      this.#byColumn.set(mark.column, [...(this.#byColumn.get(mark.column) ?? []), mark]);
    }
  }
  at({ row, column }: Cell): MatrixMark | null {
    return this.#marks.get(`${row} ${column}`) ?? null;
  }
  ofRow(row: number): readonly MatrixMark[] {
    return this.#byRow.get(row) ?? [];
  }
  /** The next mark in a row or a column; the edge when there is none. */
  jump(from: Cell, across: number, down: number): Cell {
    const last = this.view.heads.length - 1;
    if (across) {
      const columns = (this.#byRow.get(from.row) ?? []).map((mark) => mark.column);
      return { row: from.row, column: beyond(columns, from.column, across, last) };
    }
    const rows = (this.#byColumn.get(from.column) ?? []).map((mark) => mark.row);
    return { row: beyond(rows, from.row, down, last), column: from.column };
  }
}

function beyond(places: readonly number[], from: number, step: number, last: number): number {
  const ahead = places.filter((at) => (step > 0 ? at > from : at < from));
  if (ahead.length === 0) return step > 0 ? last : 0;
  return step > 0 ? Math.min(...ahead) : Math.max(...ahead);
}

/** The cell a key leads to; `null` for keys that are not ours. Ctrl jumps to the next mark. */
export function walk(marks: Marks, from: Cell, key: string, jump: boolean, page: number): Cell | null {
  const last = marks.view.heads.length - 1;
  const within = (at: number) => Math.max(0, Math.min(last, at));
  const steps: Record<string, [number, number]> = {
    ArrowRight: [1, 0],
    ArrowLeft: [-1, 0],
    ArrowDown: [0, 1],
    ArrowUp: [0, -1],
  };
  const step = steps[key];
  if (step) {
    const [across, down] = step;
    if (jump) return marks.jump(from, across, down);
    return { row: within(from.row + down), column: within(from.column + across) };
  }
  if (key === 'Home') return jump ? { row: 0, column: 0 } : { row: from.row, column: 0 };
  if (key === 'End') return jump ? { row: last, column: last } : { row: from.row, column: last };
  if (key === 'PageDown') return { row: within(from.row + page), column: from.column };
  if (key === 'PageUp') return { row: within(from.row - page), column: from.column };
  return null;
}

/** What a row says by itself: `Ledger Core, wave 2, needs 3, 7 changes`. */
export function headSentence(head: MatrixHead, needs: number): string {
  const parts = [head.label, `wave ${head.wave}`, needs ? `needs ${needs} here` : 'needs nothing here'];
  parts.push(head.changes ? count(head.changes, 'change') : 'no change');
  if (head.services.length > 1) parts.splice(1, 0, count(head.services.length, 'service'));
  return parts.join(', ');
}

/** What a cell says: `Ledger Core needs pg-ledger: shared data, breaks without it, confirmed.` */
export function cellSentence(marks: Marks, cell: Cell): string {
  const [row, column] = [marks.view.heads[cell.row], marks.view.heads[cell.column]];
  if (!row || !column) return '';
  if (cell.row === cell.column) return headSentence(row, marks.ofRow(cell.row).length);
  const mark = marks.at(cell);
  if (!mark) return `${row.label} does not need ${column.label}.`;
  const many = mark.count > 1 ? `${mark.count} links, ` : '';
  const words = `${many}${linkWords[mark.kind]}, ${strengthWords[mark.strength]}, ${statusWords[mark.status]}`;
  const against = mark.against ? ` It goes against the order: ${row.label} is deployed first.` : '';
  return `${row.label} needs ${column.label}: ${words}.${against}`;
}

/** The whole matrix as a table of words: what each row needs of each column. */
export const matrixLines = (marks: Marks): Line[] => {
  const { heads } = marks.view;
  return linesOf(
    ['Needs', 'Wave', ...heads.map((head) => head.label)],
    heads.map((head, row) => [
      head.label,
      String(head.wave),
      ...heads.map((_, column) => {
        const mark = marks.at({ row, column });
        return mark ? `${linkWords[mark.kind]}${mark.count > 1 ? ` ${mark.count}` : ''}` : '';
      }),
    ]),
  );
};
