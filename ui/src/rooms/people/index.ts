/** People and rights: who is who, whose key is whose, and which roles may do what. */
import UserRoundCheck from '@lucide/svelte/icons/user-round-check';
import type { Room } from '../room';
import People from './People.svelte';

export const people: Room = {
  id: 'people',
  title: 'People',
  key: '9',
  group: 'learn',
  icon: UserRoundCheck,
  component: People,
  about: 'Who may publish, sign and decide, and whose signature proves what.',
};
