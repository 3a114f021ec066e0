/** How an operation is called and drawn: `move_release` is `Move release`. */
import ArrowLeftRight from '@lucide/svelte/icons/arrow-left-right';
import BadgeCheck from '@lucide/svelte/icons/badge-check';
import Download from '@lucide/svelte/icons/download';
import Handshake from '@lucide/svelte/icons/handshake';
import Link2 from '@lucide/svelte/icons/link-2';
import Move from '@lucide/svelte/icons/move';
import Pencil from '@lucide/svelte/icons/pencil';
import Pin from '@lucide/svelte/icons/pin';
import Plus from '@lucide/svelte/icons/plus';
import Redo2 from '@lucide/svelte/icons/redo-2';
import Send from '@lucide/svelte/icons/send';
import Snowflake from '@lucide/svelte/icons/snowflake';
import Sparkles from '@lucide/svelte/icons/sparkles';
import Trash2 from '@lucide/svelte/icons/trash-2';
import Undo2 from '@lucide/svelte/icons/undo-2';
import type { IconOf } from '../../parts/icon';

const icons: readonly [RegExp, IconOf][] = [
  [/^undo/, Undo2],
  [/^redo/, Redo2],
  [/^move/, Move],
  [/^place/, ArrowLeftRight],
  [/^pin/, Pin],
  [/^add_link|^judge_link/, Link2],
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
