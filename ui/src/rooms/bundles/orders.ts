/** What can be done on the board: for the palette and the keyboard. */
import ChartScatter from '@lucide/svelte/icons/chart-scatter';
import Check from '@lucide/svelte/icons/check';
import CircleHelp from '@lucide/svelte/icons/circle-question-mark';
import Clock from '@lucide/svelte/icons/clock';
import Columns from '@lucide/svelte/icons/columns-3';
import GridIcon from '@lucide/svelte/icons/grid-3x3';
import ListFilter from '@lucide/svelte/icons/list-filter';
import Move from '@lucide/svelte/icons/move';
import Pin from '@lucide/svelte/icons/pin';
import Plus from '@lucide/svelte/icons/plus';
import Sparkles from '@lucide/svelte/icons/sparkles';
import Target from '@lucide/svelte/icons/target';
import Undo from '@lucide/svelte/icons/corner-up-left';
import type { Card, ScenarioRow } from '../../desk/wire';
import type { Command } from '../command.svelte';

export type Doing = {
  card: Card | null;
  adopt: ScenarioRow | null;
  solving: boolean;
  trial: boolean;
  solve: () => void;
  adoptNow: () => void;
  move: () => void;
  pin: () => void;
  defer: () => void;
  why: () => void;
  filter: () => void;
  add: () => void;
  scores: () => void;
  back: () => void;
  look: 'board' | 'balance' | 'matrix';
  show: (look: 'board' | 'balance' | 'matrix') => void;
};

const UNSELECTED = 'Select a change first.';

export function commandsOf(doing: Doing): Command[] {
  const { card } = doing;
  const about = card ? card.reference : 'the change';
  const needs = card ? null : UNSELECTED;
  const list: Command[] = [
    {
      id: 'bundles-solve',
      title: 'Solve',
      detail: 'propose which change rides which release',
      group: 'do',
      icon: Sparkles,
      keys: 'S',
      words: 'optimise propose',
      why: doing.solving ? 'It is solving already.' : null,
      run: doing.solve,
    },
    {
      id: 'bundles-adopt',
      title: doing.adopt ? `Adopt ${doing.adopt.letter}` : 'Adopt a proposal',
      detail: doing.adopt?.name,
      group: 'do',
      icon: Check,
      why: doing.adopt ? null : 'Solve first: there is no proposal.',
      run: doing.adoptNow,
    },
    {
      id: 'bundles-move',
      title: `Move ${about} to…`,
      group: 'do',
      icon: Move,
      keys: 'M',
      why: needs,
      run: doing.move,
    },
    {
      id: 'bundles-pin',
      title: card?.pinned ? `Unpin ${about}` : `Pin ${about}`,
      group: 'do',
      icon: Pin,
      keys: 'P',
      why: needs,
      run: doing.pin,
    },
    {
      id: 'bundles-defer',
      title: `Defer ${about}…`,
      group: 'do',
      icon: Clock,
      keys: 'D',
      why: needs ?? (card?.release === null ? `${about} waits already.` : null),
      run: doing.defer,
    },
    {
      id: 'bundles-why',
      title: `Why is ${about} where it is?`,
      group: 'ask',
      icon: CircleHelp,
      keys: 'W',
      why: needs,
      run: doing.why,
    },
    {
      id: 'bundles-filter',
      title: 'Filter changes',
      group: 'do',
      icon: ListFilter,
      keys: 'F',
      run: doing.filter,
    },
    {
      id: 'bundles-new',
      title: 'New change…',
      group: 'do',
      icon: Plus,
      keys: 'N',
      words: 'add',
      run: doing.add,
    },
  ];
  list.push({
    id: 'bundles-scores',
    title: 'How past scores held',
    detail: 'failures by risk level, with intervals',
    group: 'ask',
    icon: Target,
    words: 'calibration reliability brier risk history',
    run: doing.scores,
  });
  const looks = [
    { value: 'board', title: 'Show the board', icon: Columns, words: 'columns cards' },
    {
      value: 'balance',
      title: 'Weigh value and safety',
      icon: ChartScatter,
      words: 'pareto trade-off front knee',
    },
    { value: 'matrix', title: 'Show probability and impact', icon: GridIcon, words: 'matrix risk heat' },
  ] as const;
  for (const each of looks)
    list.push({
      id: `bundles-${each.value}`,
      title: each.title,
      group: 'ask',
      icon: each.icon,
      words: each.words,
      why: doing.look === each.value ? 'It is shown already.' : null,
      run: () => doing.show(each.value),
    });
  if (doing.trial)
    list.push({
      id: 'bundles-back',
      title: 'Back to the draft',
      group: 'do',
      icon: Undo,
      keys: 'Esc',
      run: doing.back,
    });
  return list;
}
