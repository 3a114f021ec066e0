/** Rooms for looking at the frame: one that shows every part, others that are only names. Never part of a build. */
import CalendarDays from '@lucide/svelte/icons/calendar-days';
import Layers from '@lucide/svelte/icons/layers';
import Package from '@lucide/svelte/icons/package';
import ScrollText from '@lucide/svelte/icons/scroll-text';
import Snowflake from '@lucide/svelte/icons/snowflake';
import Waypoints from '@lucide/svelte/icons/waypoints';
import type { Room } from '../src/rooms/room';
import Gallery from './Gallery.svelte';
import Rows from './Rows.svelte';

export const rooms: Room[] = [
  {
    id: 'calendar',
    title: 'Calendar',
    key: '1',
    group: 'plan',
    icon: CalendarDays,
    component: Gallery,
    about: 'Drag a release and see what it clears and costs before you let go.',
    count: (frame) => ({
      value: frame.counts.collisions,
      alert: true,
      label: `${frame.counts.collisions} collisions`,
    }),
  },
  {
    id: 'map',
    title: 'Map',
    key: '2',
    group: 'plan',
    icon: Waypoints,
    component: Rows,
    about: 'What depends on what, in which order it has to go, and where it goes round in circles.',
    count: (frame) => ({ value: frame.counts.cycles, label: `${frame.counts.cycles} cycle` }),
  },
  {
    id: 'freezes',
    title: 'Freezes',
    key: '3',
    group: 'plan',
    icon: Snowflake,
    component: Rows,
    about: 'Counter a freeze with dates that cost both sides less.',
    count: (frame) => ({ value: frame.counts.talks, label: `${frame.counts.talks} talks` }),
  },
  {
    id: 'bundles',
    title: 'Bundles',
    key: '4',
    group: 'plan',
    icon: Layers,
    component: Rows,
    about: 'Which change rides which release, and why.',
  },
  { id: 'releases', title: 'Releases', key: '5', group: 'run', icon: Package, component: Rows },
  { id: 'log', title: 'Log', key: '8', group: 'learn', icon: ScrollText, component: Rows },
];
