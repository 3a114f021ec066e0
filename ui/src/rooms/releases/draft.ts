/** What is typed into the form of a new release, and the question it becomes. */
import type { AddRelease, ReleaseKind } from '../../desk/wire';
import { inputDate } from '../../words/dates';
import { dayStart, fromWall, instant } from '../../words/zones';

export type Draft = {
  title: string;
  train: string;
  reference: string;
  start: string;
  minutes: string;
  kind: ReleaseKind;
};

/** A form that starts two weeks from now, at ten in the evening. */
export function draftOf(now: string, zone: string): Draft {
  const start = `${inputDate(dayStart(now, zone, 14), zone)}T22:00`;
  return { title: '', train: '', reference: '', start, minutes: '180', kind: 'planned' };
}

/** The instant of `2026-11-18T22:00` on the wall of `zone`. */
export function instantOf(text: string, zone: string): string | null {
  const found = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(text);
  if (!found) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = found.slice(1).map(Number);
  return instant(fromWall(year, month, day, hour, minute, zone));
}

export type Asked = { ok: true; question: AddRelease } | { ok: false; errors: Record<string, string> };

/** The question, or what is missing at which field. */
export function question(draft: Draft, zone: string): Asked {
  const errors: Record<string, string> = {};
  const start = instantOf(draft.start, zone);
  const minutes = Number(draft.minutes);
  if (draft.title.trim() === '') errors.title = 'A release needs a title that people will say.';
  if (!start) errors.start = 'Say on which day and at what time it is deployed.';
  if (!Number.isInteger(minutes) || minutes < 1) errors.minutes = 'A deployment takes one minute at least.';
  if (!start || Object.keys(errors).length > 0) return { ok: false, errors };
  return {
    ok: true,
    question: {
      reference: draft.reference.trim(),
      title: draft.title.trim(),
      train: draft.train || null,
      kind: draft.kind,
      deploy_start: start,
      minutes,
    },
  };
}
