/** The night of a deployment as a picture: where each bar starts and ends on an axis of minutes. */
import type { ReleaseOrder, ScheduleLine } from '../../desk/wire';
import { ms } from '../../words/zones';

export type Axis = { start: number; end: number };
export type Mark = { at: number; name: string; tone: 'alert' | 'warn' | 'plain' };

/** From the start of the window to its end, or to the last check when the steps run over. */
export function axisOf(order: ReleaseOrder): Axis {
  const ends = order.lines.map((line) => ms(line.checked_at));
  return {
    start: Math.min(ms(order.window.start), ...order.lines.slice(0, 1).map((line) => ms(line.deploy.start))),
    end: ends.reduce((a, b) => Math.max(a, b), ms(order.window.end)),
  };
}

/** Percent along the axis. */
export function along(axis: Axis, at: number | string): number {
  const length = axis.end - axis.start;
  return length > 0 ? Math.min(100, Math.max(0, ((ms(at) - axis.start) / length) * 100)) : 0;
}

/** Bar of the work and tail of the check, in percent. */
export function bar(axis: Axis, line: ScheduleLine): { left: number; work: number; check: number } {
  const left = along(axis, line.deploy.start);
  const done = along(axis, line.deploy.end);
  return { left, work: Math.max(0.4, done - left), check: Math.max(0, along(axis, line.checked_at) - done) };
}

/** Round times for the axis: at most about `most` of them, from midnight's grid. */
export function ticks(axis: Axis, offsetMinutes: number, most = 8): number[] {
  const minutes = (axis.end - axis.start) / 60_000;
  const step = [5, 10, 15, 30, 60, 120, 240, 480, 1440].find((each) => minutes / each <= most) ?? 1440;
  const size = step * 60_000;
  const shift = offsetMinutes * 60_000;
  const out: number[] = [];
  for (let at = Math.ceil((axis.start + shift) / size) * size - shift; at <= axis.end; at += size)
    out.push(at);
  return out;
}

/** Lines across all bars: the end of the window, the last safe back-out, the point of no return. */
export function marksOf(order: ReleaseOrder, axis: Axis): Mark[] {
  const marks: Mark[] = [];
  if (ms(order.window.end) < axis.end)
    marks.push({ at: ms(order.window.end), name: 'Window ends', tone: 'plain' });
  if (order.last_safe_back_out)
    marks.push({ at: ms(order.last_safe_back_out), name: 'Last safe back-out', tone: 'alert' });
  if (order.point_of_no_return)
    marks.push({ at: ms(order.point_of_no_return), name: 'Point of no return', tone: 'warn' });
  return marks.filter((mark) => mark.at >= axis.start && mark.at <= axis.end);
}
