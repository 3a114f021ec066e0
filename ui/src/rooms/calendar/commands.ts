/** What can be done in the Calendar, for the palette and the keyboard. */
import CalendarDays from '@lucide/svelte/icons/calendar-days';
import FileDown from '@lucide/svelte/icons/file-down';
import ListFilter from '@lucide/svelte/icons/list-filter';
import Move from '@lucide/svelte/icons/move-horizontal';
import Diamond from '@lucide/svelte/icons/diamond';
import Gavel from '@lucide/svelte/icons/gavel';
import Layers from '@lucide/svelte/icons/layers';
import Plus from '@lucide/svelte/icons/plus';
import Store from '@lucide/svelte/icons/store';
import Trophy from '@lucide/svelte/icons/trophy';
import Wrench from '@lucide/svelte/icons/wrench';
import Snowflake from '@lucide/svelte/icons/snowflake';
import TriangleAlert from '@lucide/svelte/icons/triangle-alert';
import Zap from '@lucide/svelte/icons/zap';
import ZoomIn from '@lucide/svelte/icons/zoom-in';
import { offer, type Command } from '../command.svelte';
import type { Calendar } from './calendar.svelte';
import { ZOOMS, type Zoom } from './ruler.svelte';

export function offerCommands(calendar: Calendar, doing: { today: () => void; pdf: () => void }): void {
  offer(() => {
    const { selected, scene } = calendar;
    const none = (scene?.marks.length ?? 0) === 0 ? 'No collisions' : null;
    const zoom = (to: Zoom): Command => ({
      id: `calendar-${to}`,
      title: `Show a ${to}`,
      group: 'do',
      icon: ZoomIn,
      words: 'zoom',
      run: () => calendar.zoomTo(to),
    });
    return [
      {
        id: 'calendar-move',
        title: selected ? `Move ${selected.reference} to…` : 'Move a release to…',
        group: 'do',
        icon: Move,
        keys: 'M',
        why: !selected
          ? 'Select a release first'
          : selected.movable
            ? null
            : `${selected.reference} is ${selected.state} and stays where it is`,
        run: () => selected && void calendar.take(selected, 'pick'),
      },
      {
        id: 'calendar-best',
        title: selected ? `Best slots for ${selected.reference}…` : 'Best slots for a release…',
        group: 'do',
        icon: Trophy,
        words: 'fewest users cover rank when',
        why: !selected
          ? 'Select a release first'
          : selected.movable
            ? null
            : `${selected.reference} is ${selected.state} and stays where it is`,
        run: () => {
          calendar.best = true;
          if (selected) void calendar.take(selected, 'pick');
        },
      },
      {
        id: 'calendar-repair',
        title: 'Repair the calendar…',
        group: 'do',
        icon: Wrench,
        words: 'fewest moves conflict free solve',
        why: none,
        run: () => calendar.open('repair'),
      },
      {
        id: 'calendar-views',
        title: 'Lanes and saved views…',
        group: 'do',
        icon: Layers,
        words: 'show hide save',
        run: () => calendar.open('views'),
      },
      {
        id: 'calendar-milestone',
        title: 'New milestone…',
        group: 'do',
        icon: Diamond,
        words: 'project forecast add',
        run: () => calendar.open('milestone'),
      },
      {
        id: 'calendar-business',
        title: 'New time of the business…',
        group: 'do',
        icon: Store,
        words: 'trading hours holiday peak closure vendor window add',
        run: () => calendar.open('business'),
      },
      {
        id: 'calendar-meeting',
        title: 'New series of meetings…',
        group: 'do',
        icon: Gavel,
        words: 'cab board meeting add',
        run: () => calendar.open('meeting'),
      },
      ...(scene?.saved ?? []).map((view): Command => ({
        id: `calendar-view-${view.id}`,
        title: `View: ${view.name}`,
        group: 'go',
        icon: Layers,
        run: () => calendar.show(view),
      })),
      {
        id: 'calendar-next-collision',
        title: 'Next collision',
        group: 'go',
        icon: TriangleAlert,
        keys: 'J',
        why: none,
        run: () => void calendar.stepMark(1),
      },
      {
        id: 'calendar-previous-collision',
        title: 'Previous collision',
        group: 'go',
        icon: TriangleAlert,
        keys: 'K',
        why: none,
        run: () => void calendar.stepMark(-1),
      },
      {
        id: 'calendar-today',
        title: 'Go to today',
        group: 'go',
        icon: CalendarDays,
        keys: 'T',
        run: doing.today,
      },
      {
        id: 'calendar-filter',
        title: 'Filter releases',
        group: 'do',
        icon: ListFilter,
        keys: 'F',
        run: () => document.querySelector<HTMLElement>('#calendar-filter input')?.focus(),
      },
      {
        id: 'calendar-new',
        title: 'New release…',
        group: 'do',
        icon: Plus,
        keys: 'N',
        words: 'add create',
        run: () => calendar.open('release'),
      },
      {
        id: 'calendar-emergency',
        title: 'New emergency release…',
        group: 'do',
        icon: Zap,
        keys: 'Shift N',
        words: 'add hotfix',
        run: () => calendar.open('emergency'),
      },
      {
        id: 'calendar-freeze',
        title: 'New freeze…',
        group: 'do',
        icon: Snowflake,
        words: 'ask add blackout',
        run: () => calendar.open('freeze'),
      },
      {
        id: 'calendar-pdf',
        title: selected
          ? `Write the release plan of ${selected.reference} as PDF…`
          : 'Write the release plan as PDF…',
        group: 'do',
        icon: FileDown,
        keys: 'Ctrl P',
        words: 'print export',
        run: doing.pdf,
      },
      ...(Object.keys(ZOOMS) as Zoom[]).map(zoom),
    ];
  });
}
