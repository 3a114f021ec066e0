/** The Calendar as the frame sees it. */
import CalendarDays from '@lucide/svelte/icons/calendar-days';
import { count } from '../../words/numbers';
import type { Room } from '../room';
import CalendarRoom from './CalendarRoom.svelte';

export const calendar: Room = {
  id: 'calendar',
  title: 'Calendar',
  key: '1',
  group: 'plan',
  icon: CalendarDays,
  component: CalendarRoom,
  about: 'Drag a release and see what it clears and costs before you let go.',
  count: ({ counts }) =>
    counts.collisions > 0
      ? { value: counts.collisions, alert: true, label: count(counts.collisions, 'collision') }
      : null,
};
