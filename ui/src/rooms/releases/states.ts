/** How far a release can be: words, the line it walks, and the step after each. */
import type { ReleaseKind, ReleaseState } from '../../desk/wire';

export type Tone = 'plain' | 'outline' | 'accent' | 'alert' | 'warn' | 'ok';

/** The line every release walks when nothing goes wrong. */
export const LINE: readonly ReleaseState[] = ['planned', 'locked', 'approved', 'deployed', 'closed'];

const states: Record<ReleaseState, { word: string; mark: string; does: string; tone: Tone }> = {
  planned: { word: 'Planned', mark: 'Plan', does: 'Back to planned', tone: 'plain' },
  locked: { word: 'Scope locked', mark: 'Scope', does: 'Lock scope', tone: 'warn' },
  approved: { word: 'Approved', mark: 'Approve', does: 'Approve', tone: 'accent' },
  deployed: { word: 'In production', mark: 'Deploy', does: 'Mark as deployed', tone: 'accent' },
  closed: { word: 'Closed', mark: 'Close', does: 'Close the release', tone: 'ok' },
  'backed-out': { word: 'Backed out', mark: 'Back out', does: 'Mark as backed out', tone: 'alert' },
  cancelled: { word: 'Cancelled', mark: 'Cancel', does: 'Cancel the release', tone: 'outline' },
};

export const ALL_STATES = Object.keys(states) as ReleaseState[];
export const stateWord = (state: ReleaseState): string => states[state].word;
export const stateMark = (state: ReleaseState): string => states[state].mark;
export const stateTone = (state: ReleaseState): Tone => states[state].tone;
/** What going to the state is called: `Lock scope`. */
export const stateDoes = (state: ReleaseState): string => states[state].does;

/** The next state on the line; `null` at its end, and for a release that left it. */
export function nextState(state: ReleaseState): ReleaseState | null {
  const at = LINE.indexOf(state);
  return at < 0 ? null : (LINE[at + 1] ?? null);
}

/** How each mark of the life line stands for a release in `state`; one that left the line has no current mark. */
export function marks(state: ReleaseState): { state: ReleaseState; is: 'done' | 'now' | 'ahead' }[] {
  const line = LINE.includes(state)
    ? LINE
    : state === 'backed-out'
      ? ([...LINE.slice(0, 4), 'backed-out'] as ReleaseState[])
      : (['planned', 'cancelled'] as ReleaseState[]);
  const at = line.indexOf(state);
  return line.map((each, i) => ({ state: each, is: i < at ? 'done' : i === at ? 'now' : 'ahead' }));
}

const kinds: Record<ReleaseKind, string> = {
  planned: 'Planned',
  hotfix: 'Hotfix',
  emergency: 'Emergency',
};
export const ALL_KINDS = Object.keys(kinds) as ReleaseKind[];
export const kindWord = (kind: ReleaseKind): string => kinds[kind];

/** Where a release stands in the list beside the record, in the order of the list. */
export const GROUPS = ['Watched in production', 'In preparation', 'Over'] as const;
export function groupOf(state: ReleaseState): (typeof GROUPS)[number] {
  if (state === 'deployed') return 'Watched in production';
  return state === 'planned' || state === 'locked' || state === 'approved' ? 'In preparation' : 'Over';
}
