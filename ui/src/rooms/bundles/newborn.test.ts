import { expect, it } from 'vitest';
import { blank, questionOf, suggestions, wrongOf } from './newborn';
import recorded from './recorded.json';

it('a change without a title or with half a point is told so at its field', () => {
  expect(wrongOf({ ...blank(), points: '1.5' })).toEqual({
    title: 'A change needs a title.',
    points: 'A whole number, 0 or more.',
  });
  expect(wrongOf({ ...blank(), title: 'Show returns' })).toEqual({});
});
it('what is left empty is not assessed, has no team and waits', () => {
  const asked = questionOf({ ...blank(), title: ' Show returns ', impact: '4' });
  expect(asked).toMatchObject({
    title: 'Show returns',
    team: null,
    release: null,
    probability: null,
    impact: 4,
  });
});
it('offers services that fit and are not taken', () => {
  const [one] = recorded.choices.services;
  if (!one) throw new Error('no services recorded');
  expect(suggestions(recorded.choices, [], one.name).map((each) => each.id)).toContain(one.id);
  expect(suggestions(recorded.choices, [one.id], one.name).map((each) => each.id)).not.toContain(one.id);
  expect(suggestions(recorded.choices, [], '')).toEqual([]);
});
