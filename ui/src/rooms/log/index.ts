/** Log: who did what and when, before and after, and whether the chain of entries holds. */
import ScrollText from '@lucide/svelte/icons/scroll-text';
import type { Room } from '../room';
import Log from './Log.svelte';

export const log: Room = {
  id: 'log',
  title: 'Log',
  key: '8',
  group: 'learn',
  icon: ScrollText,
  component: Log,
  about: 'Every edit with its before and after, in a chain that can be checked.',
};
