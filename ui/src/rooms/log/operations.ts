/** How an operation is called and drawn: `move_release` is `Move release`. */
import ArrowLeftRight from '@lucide/svelte/icons/arrow-left-right';
import BadgeCheck from '@lucide/svelte/icons/badge-check';
import Download from '@lucide/svelte/icons/download';
import Gavel from '@lucide/svelte/icons/gavel';
import GitMerge from '@lucide/svelte/icons/git-merge';
import Handshake from '@lucide/svelte/icons/handshake';
import Link2 from '@lucide/svelte/icons/link-2';
import Move from '@lucide/svelte/icons/move';
import Pencil from '@lucide/svelte/icons/pencil';
import KeyRound from '@lucide/svelte/icons/key-round';
import Pin from '@lucide/svelte/icons/pin';
import Plus from '@lucide/svelte/icons/plus';
import Redo2 from '@lucide/svelte/icons/redo-2';
import RotateCcw from '@lucide/svelte/icons/rotate-ccw';
import Send from '@lucide/svelte/icons/send';
import Snowflake from '@lucide/svelte/icons/snowflake';
import Sparkles from '@lucide/svelte/icons/sparkles';
import Trash2 from '@lucide/svelte/icons/trash-2';
import Undo2 from '@lucide/svelte/icons/undo-2';
import type { IconOf } from '../../parts/icon';

const icons: readonly [RegExp, IconOf][] = [
  [/^undo/, Undo2],
  [/^reverse/, RotateCcw],
  [/^challenge|^request_exception/, KeyRound],
  [/^decide/, Gavel],
  [/merge|conflict/, GitMerge],
  [/^redo/, Redo2],
  [/^move/, Move],
  [/^place/, ArrowLeftRight],
  [/^pin/, Pin],
  [/^add_link|^judge_link|^flip_link|^edit_link/, Link2],
  [/^import/, Download],
  [/^publish/, Send],
  [/solve|scenario|way_out/, Sparkles],
  [/offer|position|talks|decide|withdraw/, Handshake],
  [/freeze|exception/, Snowflake],
  [/^set_release_state|approve/, BadgeCheck],
  [/^remove|^drop/, Trash2],
  [/^add|^new|sample|create/, Plus],
];

export function iconOf(operation: string): IconOf {
  return icons.find(([fits]) => fits.test(operation))?.[1] ?? Pencil;
}
/** Verbs that are not the first word of the operation's name. */
const verbs: Readonly<Record<string, string>> = {
  challenge_risk: 'Override',
  request_exception: 'Exception',
  set_release_state: 'Set state',
  take_way_out: 'Way out',
  take_position: 'Answer',
  make_offer: 'Offer',
  new_plan: 'Start',
};
/** One word or two for a line: `Move`, `Set state`. */
export function verbOf(operation: string): string {
  return verbs[operation] ?? operationWord(operation).split(' ')[0] ?? '';
}
/** Colour with a meaning: relied upon, weighed, decided, taken out. */
export function toneOf(operation: string): '' | 'ok' | 'warn' | 'accent' | 'alert' {
  if (/^publish|^take_position|approve/.test(operation)) return 'ok';
  if (/^challenge|^request_exception/.test(operation)) return 'warn';
  if (/^decide|^adopt/.test(operation)) return 'accent';
  return /^remove/.test(operation) ? 'alert' : '';
}
/** `Move release` of `move_release`. */
export function operationWord(operation: string): string {
  const words = operation.replaceAll('_', ' ').replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
/** A hash in fours, which eyes can compare: `a91f 77c0 3be2`. */
export function fours(hash: string, groups = Number.POSITIVE_INFINITY): string {
  const all = hash.match(/.{1,4}/g) ?? [];
  return all.slice(0, groups).join(' ');
}
