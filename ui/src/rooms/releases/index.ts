/** Releases: every release as a row, and the record of one. */
import Package from '@lucide/svelte/icons/package';
import type { Room } from '../room';
import Releases from './Releases.svelte';

export const releases: Room = {
  id: 'releases',
  title: 'Releases',
  key: '5',
  group: 'run',
  icon: Package,
  component: Releases,
  about: 'How far each release is, in which minute each step goes, and the plan as PDF.',
  count: (frame) => ({
    value: frame.counts.releases,
    label: `${frame.counts.releases} ${frame.counts.releases === 1 ? 'release' : 'releases'}`,
  }),
};
