/** The place where freezes are asked for, countered and agreed. */
import Snowflake from '@lucide/svelte/icons/snowflake';
import type { Room } from '../room';
import { count } from '../../words/numbers';
import Freezes from './Freezes.svelte';

export const freezes: Room = {
  id: 'freezes',
  title: 'Freezes',
  key: '3',
  group: 'plan',
  icon: Snowflake,
  component: Freezes,
  about: 'Counter a freeze with dates that cost both sides less.',
  count: (frame) =>
    frame.counts.talks === 0
      ? null
      : {
          value: frame.counts.talks,
          label: `${count(frame.counts.talks, 'freeze', 'freezes')} in negotiation`,
        },
};
