/** The CAB: its series, its agendas, the meeting itself, and what comes out of it. */
import Gavel from '@lucide/svelte/icons/gavel';
import type { Room } from '../room';
import CabRoom from './CabRoom.svelte';

export const cab: Room = {
  id: 'cab',
  title: 'CAB',
  key: '',
  group: 'run',
  icon: Gavel,
  component: CabRoom,
  about: 'The agenda by rule, one change a slide, votes, conditions that hold the release, minutes.',
};
