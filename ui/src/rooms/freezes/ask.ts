/** What the form of an ask starts with: nothing, or the draft as it stands. */
import type { FreezeLevel, FreezeRoom, OfferPhase } from '../../desk/wire';
import { inputDate, inputDateTime } from '../../words/dates';
import { ms } from '../../words/zones';
import { wholeDays } from './wording';

export type AskStart = {
  name: string;
  reason: string;
  asked_by: string;
  from: string;
  to: string;
  times: boolean;
  level: FreezeLevel;
  covers: 'all' | 'systems' | 'services';
  systems: string[];
  chosen: string[];
};

export function startOf(room: FreezeRoom | null, phase: OfferPhase | null, zone: string): AskStart {
  const { start, end } = phase?.window ?? { start: '', end: '' };
  const times = phase !== null && !wholeDays(phase.window, zone);
  const systems = [...(phase?.scope.systems ?? [])];
  const chosen = [...(phase?.scope.services ?? [])];
  return {
    name: room?.freeze.name ?? '',
    reason: room?.reason ?? '',
    asked_by: room?.asked_by ?? '',
    from: !phase ? '' : times ? inputDateTime(start, zone) : inputDate(start, zone),
    to: !phase ? '' : times ? inputDateTime(end, zone) : inputDate(ms(end) - 1000, zone),
    times,
    level: phase?.level ?? 'hard',
    covers: systems.length > 0 ? 'systems' : chosen.length > 0 ? 'services' : 'all',
    systems,
    chosen,
  };
}
