/** How blocks, verdicts and votes are said on these screens. */
import Ban from '@lucide/svelte/icons/ban';
import CalendarClock from '@lucide/svelte/icons/calendar-clock';
import Check from '@lucide/svelte/icons/check';
import ListChecks from '@lucide/svelte/icons/list-checks';
import type { AgendaBlock, CabVerdict, StepKind, VoteChoice } from '../../desk/wire';
import type { IconOf } from '../../parts/icon';

export const blocks: readonly { value: AgendaBlock; label: string }[] = [
  { value: 'review', label: 'Look back' },
  { value: 'discuss', label: 'Discuss' },
  { value: 'consent', label: 'Approve together' },
  { value: 'inform', label: 'Tell' },
];

/** What the room can say of a change, with its key. */
export const verdicts: readonly { value: CabVerdict; label: string; keys: string; icon: IconOf }[] = [
  { value: 'approved', label: 'Approve', keys: 'A', icon: Check },
  { value: 'approved-if', label: 'With conditions', keys: 'C', icon: ListChecks },
  { value: 'deferred', label: 'Defer', keys: 'D', icon: CalendarClock },
  { value: 'rejected', label: 'Reject', keys: 'R', icon: Ban },
];

export const verdictWords: Record<CabVerdict, string> = {
  approved: 'Approved',
  'approved-if': 'Approved with conditions',
  deferred: 'Deferred',
  rejected: 'Rejected',
  noted: 'Noted',
};

export const choiceWords: Record<VoteChoice, string> = { for: 'for', against: 'against', unsure: 'unsure' };
/** The vote after this one, when the same voter is pressed again. */
export const nextChoice = (choice: VoteChoice | null): VoteChoice | null =>
  choice === null ? 'for' : choice === 'for' ? 'unsure' : choice === 'unsure' ? 'against' : null;

export const stepKinds: readonly { value: StepKind; label: string }[] = [
  { value: 'condition', label: 'Condition' },
  { value: 'action', label: 'Action' },
  { value: 'review', label: 'Review' },
];
