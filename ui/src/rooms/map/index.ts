/** The Map: what depends on what, in which order it has to go, and where it goes round in circles. */
import Waypoints from '@lucide/svelte/icons/waypoints';
import { count } from '../../words/numbers';
import type { Room } from '../room';
import MapRoom from './MapRoom.svelte';

export const map: Room = {
  id: 'map',
  title: 'Map',
  key: '2',
  group: 'plan',
  icon: Waypoints,
  component: MapRoom,
  about: 'What depends on what, in which order it has to go, and where it goes round in circles.',
  count: (frame) =>
    frame.counts.cycles ? { value: frame.counts.cycles, label: count(frame.counts.cycles, 'cycle') } : null,
};
