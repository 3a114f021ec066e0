/** Load, risk and time of a column, and what a preview would make of them. */
import type { BoardColumn, MeterDelta } from '../../desk/wire';

export type Gauge = {
  label: 'Load' | 'Risk' | 'Time';
  value: number;
  /** `null` for no limit. */
  max: number | null;
  delta: number;
  tone: 'plain' | 'risk';
};

const wanted = [
  { name: 'Capacity', label: 'Load', tone: 'plain', of: (then: MeterDelta) => then.points },
  { name: 'Risk budget', label: 'Risk', tone: 'risk', of: (then: MeterDelta) => then.risk },
  { name: 'Window time', label: 'Time', tone: 'plain', of: (then: MeterDelta) => then.minutes },
] as const;

export function metersOf(column: BoardColumn, then: MeterDelta | null): Gauge[] {
  return wanted.flatMap(({ name, label, tone, of }) => {
    const meter = column.meters.find((each) => each.name === name);
    if (!meter) return [];
    return [{ label, tone, value: meter.used, max: meter.limit, delta: then ? of(then) - meter.used : 0 }];
  });
}
