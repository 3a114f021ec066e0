/** Bundles: which change rides which release, and why. */
import Layers from '@lucide/svelte/icons/layers';
import type { Room } from '../room';
import Bundles from './Bundles.svelte';

export const bundles: Room = {
  id: 'bundles',
  title: 'Bundles',
  key: '4',
  group: 'plan',
  icon: Layers,
  component: Bundles,
  about: 'Which change rides which release, what has to wait, and why.',
};
