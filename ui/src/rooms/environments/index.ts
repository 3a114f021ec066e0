/** Environments: who has booked which test environment, and who waits. */
import Server from '@lucide/svelte/icons/server';
import type { Room } from '../room';
import Environments from './Environments.svelte';

export const environments: Room = {
  id: 'environments',
  title: 'Environments',
  key: '',
  group: 'plan',
  icon: Server,
  component: Environments,
  about: 'Who has booked which test environment, and who gets it next.',
};
