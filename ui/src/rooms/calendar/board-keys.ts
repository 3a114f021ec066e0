/** What keys do while the focus is on the board; letters are commands of the room. */
import { instant } from '../../words/zones';
import { route } from '../route.svelte';
import type { Calendar } from './calendar.svelte';

const ARROWS = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'];

export function keysOf(calendar: Calendar, event: KeyboardEvent): void {
  const { ruler, hold } = calendar;
  const ctrl = event.ctrlKey || event.metaKey;
  if (act()) {
    event.preventDefault();
    event.stopPropagation();
  }

  /** True when the key was ours. */
  function act(): boolean {
    if (event.altKey) return false;
    const { key } = event;
    if (ctrl && (key === 'ArrowLeft' || key === 'ArrowRight')) {
      void calendar.bySlot(key === 'ArrowRight' ? 1 : -1, event.shiftKey);
      return true;
    }
    if (ctrl) return false;
    if (hold.origin && hold.via !== 'drag') {
      if (key === 'Enter') {
        void calendar.drop();
        return true;
      }
      if (key === 'Escape') {
        calendar.letGo();
        return true;
      }
      if (key === 'ArrowLeft' || key === 'ArrowRight') {
        void calendar.bySlot(key === 'ArrowRight' ? 1 : -1, event.shiftKey);
        return true;
      }
      if (ARROWS.includes(key)) return true;
    }
    const at = calendar.tabStop ?? '';
    const section = calendar.rows.find((row) => row.kind === 'section' && `row ${row.id}` === at);
    if (section?.kind === 'section') {
      const turn = key === 'Enter' || key === ' ' || key === (section.open ? 'ArrowLeft' : 'ArrowRight');
      if (turn) {
        calendar.fold(section.section);
        return true;
      }
    }
    if (ARROWS.includes(key)) {
      calendar.arrow(key);
      return true;
    }
    if (key === 'PageUp' || key === 'PageDown') {
      ruler.pan((key === 'PageDown' ? 0.8 : -0.8) * ruler.width);
      return true;
    }
    if (key === '+' || key === '=') ruler.zoomBy(1.5);
    else if (key === '-') ruler.zoomBy(1 / 1.5);
    else if (key === 'Enter' || key === ' ') return open(at, key);
    else if (key === 'Escape' && route.param('release')) calendar.select(null);
    else return false;
    return true;
  }

  function open(at: string, key: string): boolean {
    const [kind, id = ''] = at.split(/ (.*)/s);
    if (kind === 'release') {
      if (key === 'Enter' && calendar.selected?.id === id) route.go('releases', { release: id });
      else calendar.select(id);
    } else if (kind === 'mark') {
      const mark = calendar.scene?.marks.find((each) => each.id === id);
      if (mark) calendar.showMark(mark);
    } else if (kind === 'milestone') {
      calendar.selectMilestone(id);
    } else if (kind === 'meeting') {
      const [series = '', start] = id.split(' ');
      route.go('cab', { series, at: instant(Number(start)) });
    } else if (kind === 'booking') {
      route.go('environments', { booking: id });
    } else if (calendar.scene?.environments.some((lane) => lane.id === id)) {
      route.go('environments', { environment: id });
    } else if (calendar.scene?.trains.some((lane) => lane.id === id)) {
      calendar.selectTrain(id);
    } else {
      const row = kind === 'band' ? id.replace(/ \d+$/, '') : id;
      if (!calendar.scene?.freezes.some((lane) => lane.id === row)) return false;
      calendar.selectFreeze(row);
    }
    return true;
  }
}
