/** A conflict as its dialog shows it: three columns with whose they are, and what “all of them” means. */
import type { ConflictView } from '../../desk/wire';
import { dayClock } from '../../words/dates';
import type { Choice } from './merging.svelte';

export type Column = {
  choice: Choice;
  /** The key that takes it. */
  key: '1' | '2' | '3';
  title: string;
  /** Who and when. */
  by: string;
  shown: string;
  blocked: string | null;
  /** True where the plan holds this value now. */
  held: boolean;
};

const keys: Record<Choice, Column['key']> = { mine: '1', theirs: '2', was: '3' };

const by = (author: string, at: string | null, zone: string): string =>
  [author, at ? dayClock(at, zone) : ''].filter((each) => each !== '').join(', ');

/** Before, yours, theirs. Where neither edit is mine, the columns carry names instead. */
export function columns(conflict: ConflictView, zone: string): Column[] {
  const { is_mine } = conflict;
  const titles: Record<Choice, string> = {
    was: 'Before',
    mine: is_mine ? 'Yours' : conflict.mine_by,
    theirs: is_mine || conflict.theirs_by === '' ? 'Theirs' : conflict.theirs_by,
  };
  const signs: Record<Choice, string> = {
    was: 'What both started from',
    mine: by(conflict.mine_by, conflict.mine_at, zone),
    theirs: by(conflict.theirs_by, conflict.theirs_at, zone),
  };
  return (['was', 'mine', 'theirs'] as const).flatMap((choice) => {
    const given = conflict.choices.find((each) => each.choice === choice);
    if (!given) return [];
    return [
      {
        choice,
        key: keys[choice],
        title: titles[choice],
        by: signs[choice],
        shown: given.shown,
        blocked: given.blocked,
        held: choice === 'theirs',
      },
    ];
  });
}

/** What is said where a column has no value. */
export function nothing(conflict: ConflictView, choice: Choice): string {
  if (conflict.field !== null) return 'empty';
  return choice === 'was' ? 'not there' : 'taken out';
}

/** The conflicts that `all mine` or `all theirs` would settle: of the same side as the open one, and not blocked. */
export function alike(
  all: readonly ConflictView[],
  open: ConflictView,
  choice: Choice,
): readonly ConflictView[] {
  return all.filter(
    (each) =>
      each.is_mine === open.is_mine &&
      each.choices.some((given) => given.choice === choice && given.blocked === null),
  );
}

/** The choice a key stands for. */
export function choiceOf(key: string): Choice | null {
  const found = Object.entries(keys).find(([, each]) => each === key);
  return found ? (found[0] as Choice) : null;
}
