/** The rows behind each number of an option: every number opens. */
import type { Impact, MovedRelease, OfferPhase, Window } from '../../desk/wire';
import { dayLong, dayClock } from '../../words/dates';
import { count, list, whole } from '../../words/numbers';
import { instant, ms } from '../../words/zones';
import { permille, type ImpactKey } from './impacts';
import { daysOf, levelWord, windowWords } from './wording';

export type BehindRow = {
  key: string;
  /** Reference in mono, when there is one. */
  reference?: string;
  text: string;
  /** The share of the number that this row is. */
  figure?: string;
  /** A room and its parameter, to go there. */
  to?: { room: string; params: Record<string, string> };
};
export type Behind = {
  title: string;
  total: string;
  rows: BehindRow[];
  /** Said when there are none, or after them. */ note: string;
};

/** Stretches of `wanted` that none of `given` covers. */
export function uncovered(wanted: readonly Window[], given: readonly Window[]): Window[] {
  const out: Window[] = [];
  const cuts = given.map((each) => [ms(each.start), ms(each.end)] as const).sort((a, b) => a[0] - b[0]);
  for (const want of wanted) {
    let from = ms(want.start);
    const to = ms(want.end);
    for (const [start, end] of cuts) {
      if (end <= from || start >= to) continue;
      if (start > from) out.push({ start: instant(from), end: instant(start) });
      from = Math.max(from, end);
    }
    if (from < to) out.push({ start: instant(from), end: want.end });
  }
  return out;
}
const change = (each: { id: string; reference: string; title: string }): BehindRow => ({
  key: each.id,
  reference: each.reference,
  text: each.title,
  to: { room: 'bundles', params: { change: each.id } },
});
/** `CHG-1, CHG-2 and 7 more` */
function who(row: MovedRelease): string {
  const names = row.named.slice(0, 4).map((each) => each.reference);
  const rest = row.changes - names.length;
  return rest > 0 ? `${names.join(', ')} and ${whole(rest)} more` : list(names);
}
const release = (id: string) => ({ room: 'releases', params: { release: id } });

/** What a number is made of. */
export function behind(
  key: ImpactKey,
  impact: Impact,
  phases: readonly OfferPhase[],
  ask: readonly OfferPhase[],
  zone: string,
): Behind {
  switch (key) {
    case 'days':
      return {
        title: 'Days frozen',
        total: count(impact.days_frozen, 'day'),
        rows: phases.map((phase, i) => ({
          key: String(i),
          text: `${phase.name}: ${windowWords(phase.window, zone)}, ${levelWord(phase.level).toLowerCase()}`,
          figure: whole(daysOf(phase.window)),
        })),
        note: phases.length > 1 ? 'Days that phases share count once.' : '',
      };
    case 'cover': {
      const gaps = uncovered(
        ask.map((phase) => phase.window),
        phases.map((phase) => phase.window),
      );
      return {
        title: 'Ask covered',
        total: permille(impact.coverage_permille),
        rows: [
          ...phases.map((phase, i) => ({
            key: `phase ${i}`,
            text: `${impact.phases[i]?.scope ?? phase.name}, ${levelWord(phase.level).toLowerCase()}, ${windowWords(phase.window, zone)}`,
            figure: count(impact.phases[i]?.services ?? 0, 'service'),
          })),
          ...gaps.map((gap, i) => ({
            key: `gap ${i}`,
            text: `Asked for, left open: ${windowWords(gap, zone)}`,
            figure: `−${count(daysOf(gap), 'day')}`,
          })),
          ...(impact.price.exposure?.rows ?? []).map((row, i) => ({
            key: `exposure ${i}`,
            reference: impact.moved.find((moved) => moved.id === row.release)?.reference ?? '',
            text: `kept out of the event: ${permille(row.fails_permille)} to fail × ${row.minutes} min to back out`,
            figure: whole(row.loss),
            to: release(row.release),
          })),
        ],
        note: `Service-minutes of the ask; a soft level protects 60% of them, a notice 25%.${impact.exposure_said ? ` Expected loss kept out of the event: ${impact.exposure_said}.` : ''}`,
      };
    }
    case 'lost':
      return {
        title: 'Change-days lost',
        total: whole(impact.change_days_lost),
        rows: impact.moved.map((row, i) => ({
          key: `${i}`,
          reference: row.reference,
          text: `${count(row.changes, 'change')} × ${count(row.days, 'day')}: ${who(row)}`,
          figure: whole(row.changes * row.days),
          to: release(row.id),
        })),
        note: impact.moved.length === 0 ? 'Nothing goes later.' : '',
      };
    case 'cost': {
      const { price } = impact;
      const named = new Map(impact.priced.map((each) => [each.id, each]));
      const unsaid = price.unpriced > 0 ? ` Of ${count(price.unpriced, 'change')} nobody has said it.` : '';
      return {
        title: 'Cost of delay',
        total: impact.cost_said,
        rows: [
          ...price.shares.map((share) => ({
            key: `share ${share.party}`,
            text: `${share.party} pays, ${count(share.change_days, 'change-day')}`,
            figure: permille(share.permille),
          })),
          ...price.delays.map((delay) => ({
            key: delay.change,
            reference: named.get(delay.change)?.reference ?? '',
            text: `${whole(delay.a_day)} a day × ${count(delay.days, 'day')}${delay.said_by ? `, says ${delay.said_by}` : ''}`,
            figure: whole(delay.cost),
            to: { room: 'bundles', params: { change: delay.change } },
          })),
        ],
        note: `What a day is worth to a party, else the value of a week ÷ 7.${unsaid}`,
      };
    }
    case 'moved':
      return {
        title: 'Releases moved',
        total: whole(impact.moved.filter((row) => row.whole).length),
        rows: impact.moved.map((row, i) => ({
          key: `${i}`,
          reference: row.reference,
          text: row.whole
            ? `${dayClock(row.from.start, zone)} → ${row.to ? dayClock(row.to.start, zone) : 'no free slot'}`
            : `Stays; ${count(row.changes, 'change')} ${row.changes === 1 ? 'waits' : 'wait'} for ${row.into || (row.to ? dayClock(row.to.start, zone) : 'a slot that is not known')}`,
          figure: row.whole ? `+${count(row.days, 'day')}` : '',
          to: release(row.id),
        })),
        note: impact.moved.length === 0 ? 'Every release keeps its date.' : '',
      };
    case 'legal':
      return {
        title: 'Legal dates missed',
        total: whole(impact.legal_missed.length),
        rows: impact.legal_missed.map(change),
        note: impact.legal_missed.length === 0 ? 'Every legal date is kept.' : '',
      };
    case 'thaw':
      return {
        title: impact.thaw_on ? `Thaw on ${dayLong(`${impact.thaw_on}T12:00:00Z`, 'UTC')}` : 'Thaw',
        total:
          impact.thaw_budget === null
            ? whole(impact.thaw_risk)
            : `${whole(impact.thaw_risk)} of ${whole(impact.thaw_budget)}`,
        rows: impact.thaw_releases.map((row) => ({
          key: row.id,
          reference: row.reference,
          text: 'risk points that night',
          figure: whole(row.risk),
          to: release(row.id),
        })),
        note:
          impact.price.drain.changes === 0
            ? 'Nothing waits, so nothing thaws.'
            : `${count(impact.price.drain.changes, 'change')} with ${whole(impact.price.drain.risk)} points wait: ${count(impact.price.drain.days, 'day')} to drain at ${whole(impact.price.drain.daily_cap)} a day.`,
      };
    case 'exceptions':
      return {
        title: 'Likely exceptions',
        total: whole(impact.exceptions.length),
        rows: impact.exceptions.map(change),
        note:
          impact.exceptions.length === 0
            ? 'Nobody will have to ask for one.'
            : 'Emergencies, and changes that would miss a promised or legal date.',
      };
  }
}
