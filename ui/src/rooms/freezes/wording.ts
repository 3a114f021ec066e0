/** Words and tones of the talks: levels, stances, verdicts, and whose turn it is. */
import type {
  ChangeClass,
  Channel,
  ExceptionLine,
  ExceptionReason,
  FreezeLevel,
  FreezeLine,
  InFlight,
  NegotiationState,
  OfferPhase,
  PartyLine,
  PartyRole,
  Side,
  SilenceRule,
  Stage,
  Stance,
  Verdict,
  Window,
} from '../../desk/wire';
import { clock, date, days, span } from '../../words/dates';
import { count } from '../../words/numbers';
import { ms } from '../../words/zones';

export type Tone = 'plain' | 'outline' | 'accent' | 'alert' | 'warn' | 'ok' | 'freeze';

export const LEVELS: readonly { value: FreezeLevel; label: string; means: string }[] = [
  { value: 'notice', label: 'Notice', means: 'warn and acknowledge' },
  { value: 'soft', label: 'Soft', means: 'standard changes only' },
  { value: 'hard', label: 'Hard', means: 'exceptions only' },
  { value: 'lockdown', label: 'Lockdown', means: 'emergencies only' },
];
/** `Hard` of `hard`. */
export function levelWord(level: FreezeLevel): string {
  return LEVELS.find((each) => each.value === level)?.label ?? 'Open';
}
/** `Hard, exceptions only` */
export function levelWords(level: FreezeLevel): string {
  const known = LEVELS.find((each) => each.value === level);
  return known ? `${known.label}, ${known.means}` : 'Open';
}
const stances: Record<Stance, { text: string; tone: Tone }> = {
  'not-opened': { text: 'Not opened', tone: 'plain' },
  reading: { text: 'Reading', tone: 'accent' },
  accept: { text: 'Agreed', tone: 'ok' },
  'accept-if': { text: 'Agrees if', tone: 'warn' },
  object: { text: 'Objects', tone: 'alert' },
  abstain: { text: 'Abstains', tone: 'plain' },
};
/** What a party says of the standing offer; whoever made it has said so. */
export function stanceOf(party: Pick<PartyLine, 'stance' | 'proposed'>): { text: string; tone: Tone } {
  return party.proposed ? { text: 'Proposed', tone: 'ok' } : stances[party.stance];
}
/** A sentence begins with a capital. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
/** `Ledger and Data, 6 services`; `All 30 services`. */
export function coverWords(scope: string, services: number): string {
  return scope === 'all services'
    ? `All ${count(services, 'service')}`
    : `${capital(scope)}, ${count(services, 'service')}`;
}
/** How many of the parties that talks cannot end without stand behind the offer. */
export function signed(parties: readonly PartyLine[]): { yes: number; of: number } {
  const needed = parties.filter((party) => party.required);
  return {
    yes: needed.filter((party) => party.proposed || party.stance === 'accept').length,
    of: needed.length,
  };
}
const verdicts: Record<Verdict, { text: string; tone: Tone }> = {
  filed: { text: 'To decide', tone: 'accent' },
  'more-info': { text: 'Asked back', tone: 'warn' },
  granted: { text: 'Granted', tone: 'ok' },
  'granted-if': { text: 'Granted if', tone: 'ok' },
  rejected: { text: 'Refused', tone: 'alert' },
  withdrawn: { text: 'Withdrawn', tone: 'plain' },
};
export const verdictOf = (verdict: Verdict) => verdicts[verdict];

/** True when both ends are local midnights, so that days say it all. */
export function wholeDays(window: Window, zone: string): boolean {
  return clock(window.start, zone) === '00:00' && clock(window.end, zone) === '00:00';
}
/** `23 Nov – 1 Dec`, with the times where they are not midnight. */
export function windowWords(window: Window, zone: string): string {
  return wholeDays(window, zone)
    ? days(window.start, window.end, zone)
    : span(window.start, window.end, zone);
}
/** All phases in one line: `19 Nov – 1 Dec; Payments 23 Nov – 1 Dec`. */
export function phaseWords(phases: readonly OfferPhase[], zone: string): string {
  return phases
    .map((phase, i) => (i === 0 ? '' : `${phase.name} `) + windowWords(phase.window, zone))
    .join('; ');
}
/** Days of a window, rounded. */
export function daysOf(window: Window): number {
  return Math.round((ms(window.end) - ms(window.start)) / 86_400_000);
}
/** From the first start to the last end of the phases. */
export function spanOf(phases: readonly OfferPhase[]): Window | null {
  const [first] = phases;
  if (!first) return null;
  return phases.reduce<Window>(
    (all, { window }) => ({
      start: ms(window.start) < ms(all.start) ? window.start : all.start,
      end: ms(window.end) > ms(all.end) ? window.end : all.end,
    }),
    first.window,
  );
}
/** Who sits on a side, in the words of its first required party. */
export function sideName(parties: readonly PartyLine[], side: Side): string {
  const seats = parties.filter((party) => party.side === side);
  return (
    (seats.find((party) => party.required) ?? seats[0])?.name ??
    (side === 'event' ? 'The event side' : 'Delivery')
  );
}
/** What silence at the deadline means. */
export const silenceWords: Record<SilenceRule, string> = {
  consent: 'Silence then means yes.',
  escalate: 'Silence then goes to the decider.',
  object: 'Silence then means no.',
};
const ends: Record<NegotiationState, string> = {
  draft: 'A draft',
  open: '',
  escalated: 'Before the decider',
  agreed: 'Both sides agreed',
  decided: 'The decider decided',
  withdrawn: 'The ask was withdrawn',
};
export const endWords = (state: NegotiationState): string => ends[state];

/** `28 Nov 18:00 – 2 Dec 12:00`: without weekdays, for narrow places. */
export function shortWords(window: Window, zone: string): string {
  if (wholeDays(window, zone)) return days(window.start, window.end, zone);
  const at = (each: string) => `${date(each, zone)} ${clock(each, zone)}`;
  return `${at(window.start)} – ${at(window.end)}`;
}
/** The line under a name in the list: `Gap 10 days. Their turn`. */
export function listNote(line: FreezeLine, zone: string): string {
  const when = shortWords(line.window, zone);
  if (!line.talks) return when;
  const gap =
    line.gap_days === null
      ? 'No counter-offer yet'
      : line.gap_days === 0
        ? 'Same dates'
        : `Gap ${count(line.gap_days, 'day')}`;
  return `${when}. ${gap}`;
}
/** The tag beside a name in the list. */
export function listTag(line: FreezeLine): { text: string; tone: Tone } | null {
  if (line.talks) {
    return line.turn === 'delivery'
      ? { text: 'Your turn', tone: 'accent' }
      : { text: `Round ${line.round}`, tone: 'warn' };
  }
  return line.requests > 0 ? { text: count(line.requests, 'request'), tone: 'accent' } : null;
}

/** How far talks are, in words. */
export const stageWords: Record<Stage, string> = {
  draft: 'Draft',
  circulated: 'Circulated',
  round: 'In talks',
  escalated: 'Before the decider',
  agreed: 'Agreed, not published',
  decided: 'Decided, not published',
  published: 'Published',
  active: 'In force',
  thawing: 'Thawing',
  closed: 'Over',
  reviewed: 'Reviewed',
  withdrawn: 'Withdrawn',
};
/** What somebody is at the table for. */
export const roleWords: Record<PartyRole, string> = {
  'event-owner': 'event owner',
  delivery: 'delivery',
  operations: 'operations',
  security: 'security',
  vendor: 'vendor',
  mediator: 'mediator',
  decider: 'decider',
  informed: 'is told',
};
/** Classes of changes. */
export const classWords: Record<ChangeClass, string> = {
  standard: 'Standard',
  'normal-low': 'Normal, low risk',
  'normal-medium': 'Normal, medium risk',
  'normal-high': 'Normal, high risk',
  emergency: 'Emergency',
  content: 'Documents only',
  infrastructure: 'Infrastructure',
  database: 'Database',
  vendor: 'Vendor',
};
/** What becomes of a deployment that runs when a freeze begins. */
export const inFlightWords: Record<InFlight, string> = {
  stop: 'Nothing may reach into it',
  finish: 'What has started may finish',
  abort: 'What runs is backed out',
};
/** Why an exception is asked for. */
export const reasonWords: Record<ExceptionReason, string> = {
  security: 'Security fix',
  legal: 'Legal or regulatory date',
  defect: 'Money or safety is being lost',
  'data-loss': 'Data is being lost',
  contract: 'Contract',
  other: 'Another reason',
};
/** How a word came to the table; nothing when at the desk. */
export const channelWords: Record<Channel, string> = {
  desk: '',
  'response-file': 'by response file',
  silence: 'by the silence rule',
};

/** Which criteria a request meets, in their order; those of the freeze where it has any. */
export const boxesOf = (request: ExceptionLine, criteria: readonly string[]): boolean[] =>
  (criteria.length > 0 ? criteria : request.criteria_met).map((_, i) => request.criteria_met[i] ?? false);
/** True while nobody has decided. */
export const isOpenVerdict = (verdict: Verdict): boolean => verdict === 'filed' || verdict === 'more-info';
