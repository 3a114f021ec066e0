/** What is typed in the form of a new change, and what is wrong with it. */
import type { AddChange, ChangeChoices, ChangeKind } from '../../desk/wire';

export type Draft = {
  reference: string;
  title: string;
  kind: ChangeKind;
  services: string[];
  team: string;
  release: string;
  points: string;
  minutes: string;
  value: string;
  probability: string;
  impact: string;
};
export type Wrong = Partial<Record<keyof Draft, string>>;

export const blank = (): Draft => ({
  reference: '',
  title: '',
  kind: 'normal',
  services: [],
  team: '',
  release: '',
  points: '3',
  minutes: '10',
  value: '0',
  probability: '',
  impact: '',
});

/** Faults, each at its field. */
export function wrongOf(draft: Draft): Wrong {
  const wrong: Wrong = {};
  if (!draft.title.trim()) wrong.title = 'A change needs a title.';
  const whole = (text: string) => /^\d{1,9}$/.test(text.trim());
  if (!whole(draft.points)) wrong.points = 'A whole number, 0 or more.';
  if (!whole(draft.minutes)) wrong.minutes = 'A whole number, 0 or more.';
  if (!whole(draft.value)) wrong.value = 'A whole number, 0 or more.';
  return wrong;
}

/** The question that adds it. */
export function questionOf(draft: Draft): AddChange {
  const score = (text: string) => (text ? Number(text) : null);
  return {
    reference: draft.reference.trim(),
    title: draft.title.trim(),
    kind: draft.kind,
    services: [...draft.services],
    team: draft.team || null,
    release: draft.release || null,
    points: Number(draft.points),
    minutes: Number(draft.minutes),
    value_per_week: Number(draft.value),
    probability: score(draft.probability),
    impact: score(draft.impact),
  };
}

/** Services that fit the text and are not taken yet, the first few. */
export function suggestions(choices: ChangeChoices | null, taken: readonly string[], text: string, most = 6) {
  const wanted = text.trim().toLowerCase();
  if (!choices || !wanted) return [];
  return choices.services
    .filter((each) => !taken.includes(each.id) && each.name.toLowerCase().includes(wanted))
    .slice(0, most);
}
