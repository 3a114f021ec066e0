/** Where a release may go around what is seen, and what a place would do in one spoken sentence. */
import { call } from '../../desk/call';
import type { MovePreview } from '../../desk/wire';
import { dayClock, inputDate } from '../../words/dates';
import { count } from '../../words/numbers';
import { DAY } from './ruler.svelte';
import type { Shape, Span } from './scene';

/** Legal slots from four months before what is seen to six months after it. */
export async function slotsOf(shape: Shape, view: Span, zone: string): Promise<Span[]> {
  const slots = await call('legal_slots', {
    release: shape.id,
    from: inputDate(Math.min(view.start, shape.deploy.start) - 120 * DAY, zone),
    until: inputDate(Math.max(view.end, shape.deploy.end) + 180 * DAY, zone),
  });
  return slots.map(({ start, end }) => ({ start: Date.parse(start), end: Date.parse(end) }));
}

/** `Wed 18 Nov, 22:00, clears 1 collision, adds 2. Enter moves it, Escape leaves it.` */
export function told(preview: Pick<MovePreview, 'deploy' | 'clears' | 'adds'>, zone: string): string {
  const clears = preview.clears > 0 ? `clears ${count(preview.clears, 'collision')}` : 'clears none';
  const adds = preview.adds > 0 ? `adds ${preview.adds}` : 'adds none';
  return `${dayClock(preview.deploy.start, zone)}, ${clears}, ${adds}. Enter moves it, Escape leaves it.`;
}
