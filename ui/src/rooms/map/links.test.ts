import { afterEach, describe, expect, it } from 'vitest';
import { answers, fixtureDesk } from '../../../dev/fixture';
import type { LinkCard, NightFigures, QueuedLink } from '../../desk/wire';
import recorded from './fixture.json';
import { Judging } from './judging.svelte';
import { LinkEdit } from './linkedit.svelte';
import { looksLikeRows, Pasting } from './pasting.svelte';
import { ConfirmQueue } from './queue.svelte';
import { figures, WhatIfDraft } from './whatif.svelte';

const card = recorded.link as unknown as LinkCard;
const done = (sentence: string) => ({ seq: 9, sentence, answer: {} });
let undo = () => {};
afterEach(() => undo());
function desk(with_: Record<string, unknown>) {
  const made = fixtureDesk({ ...answers, ...with_ } as typeof answers);
  undo = made.provide();
  return made;
}
const said = (made: { said: { name: string; question: unknown }[] }, name: string) =>
  made.said.filter((each) => each.name === name).map((each) => each.question);

describe('judging', () => {
  it('judges one link by itself and several as one operation', async () => {
    const made = desk({ judge_link: () => done('one'), judge_links: () => done('two') });
    const heard: string[] = [];
    const judging = new Judging((sentence) => heard.push(sentence));
    await judging.judgeAll(['a'], 'confirmed', 7);
    await judging.judgeAll(['a', 'b'], 'disputed', 7);
    await judging.judgeAll([], 'disputed', 7);
    expect(heard).toEqual(['one', 'two']);
    expect(said(made, 'judge_links')).toEqual([{ dependencies: ['a', 'b'], status: 'disputed', seen: 7 }]);
  });
  it('keeps a refused flip beside its link and does it again for who has seen what a colleague did', async () => {
    const changed = {
      author: 'Ines',
      at: '2026-10-06T09:00:00Z',
      sentence: 's',
      seq: 12,
      name: 'n',
      fields: [],
    };
    let first = true;
    const made = desk({
      flip_link: () => {
        if (!first) return done('flipped');
        first = false;
        throw { kind: 'stale', code: 'stale', sentence: 'Ines was faster.', changed };
      },
    });
    const judging = new Judging(() => {});
    await judging.flip('a', 7);
    expect(judging.changed('a')?.author).toBe('Ines');
    expect(judging.changed('b')).toBeNull();
    await judging.over();
    expect(judging.refused).toBeNull();
    expect(said(made, 'flip_link')).toEqual([
      { dependency: 'a', seen: 7 },
      { dependency: 'a', seen: 12 },
    ]);
  });
});

describe('correcting a link', () => {
  it('sends what the card says with what was typed', async () => {
    const made = desk({ edit_link: () => done('Corrected') });
    const draft = new LinkEdit(card);
    draft.gap = '20';
    draft.group = 'books';
    draft.minimum = '2';
    draft.contract = 'pay/v3';
    expect(await draft.send()).toBe('Corrected');
    expect(said(made, 'edit_link')).toEqual([
      expect.objectContaining({
        dependency: card.id,
        seen: card.seq,
        kind: card.kind,
        min_gap_minutes: 20,
        redundancy: { group: 'books', minimum: 2 },
        contract: 'pay/v3',
        note: card.note,
      }),
    ]);
  });
  it('asks for a number before it asks the plan', async () => {
    const made = desk({ edit_link: () => done('Corrected') });
    const draft = new LinkEdit(card);
    draft.gap = 'ten';
    expect(await draft.send()).toBeNull();
    expect(draft.wrong.gap).toContain('number');
    draft.gap = '';
    draft.group = 'books';
    expect(draft.wrong.minimum).toContain('how many');
    expect(said(made, 'edit_link')).toEqual([]);
  });
});

describe('the queue', () => {
  const link = (id: string): QueuedLink => ({
    link: id,
    name: id,
    milli: 1,
    releases: [],
    ask: null,
    sentence: '',
  });
  it('stays as it was taken, goes on when one is judged or skipped, and ends', async () => {
    const made = desk({ link_queue: () => [link('a'), link('b')], judge_link: () => done('ok') });
    const queue = new ConfirmQueue();
    expect(queue.finished).toBe(false);
    await queue.start();
    expect(said(made, 'link_queue')).toEqual([{ count: 10 }]);
    queue.skip();
    expect(queue.current?.link).toBe('b');
    expect(await queue.judge('confirmed', 4)).toBe('ok');
    expect([queue.finished, queue.judged, queue.skipped]).toEqual([true, 1, 1]);
    expect(await queue.judge('confirmed', 4)).toBeNull();
    expect(said(made, 'judge_link')).toEqual([{ dependency: 'b', status: 'confirmed', seen: 4 }]);
  });
  it('stays at a link the plan refuses', async () => {
    desk({
      link_queue: () => [link('a')],
      judge_link: () => {
        throw { kind: 'refused', code: 'unknown', sentence: 'Gone.' };
      },
    });
    const queue = new ConfirmQueue();
    await queue.start();
    await queue.judge('rejected', null);
    expect(queue.current?.link).toBe('a');
    expect(queue.failure?.sentence).toBe('Gone.');
  });
});

describe('what if', () => {
  it('is asked once all of it is chosen', () => {
    const draft = new WhatIfDraft();
    expect(draft.asked).toBeNull();
    draft.change = 'c1';
    expect(draft.asked).toEqual({ what: 'remove', change: 'c1' });
    draft.what = 'delay';
    expect(draft.asked).toBeNull();
    draft.to = 'r2';
    expect(draft.asked).toEqual({ what: 'delay', change: 'c1', to: 'r2' });
    draft.what = 'replace';
    draft.by = 'c1';
    expect(draft.asked).toBeNull();
  });
  it('says of each figure whether it got worse', () => {
    const now: NightFigures = {
      waves: 3,
      steps: 6,
      critical_minutes: 115,
      back_out_minutes: 36,
      window_minutes: 240,
      fits: true,
      last_safe_back_out: '2026-12-06T04:24:00Z',
      risk: 61,
      budget: null,
      sentence: '',
    };
    const then = { ...now, critical_minutes: 140, risk: 41, last_safe_back_out: null, fits: false };
    const said = figures(now, then, (at) => at.slice(11, 16));
    expect(said.map((each) => each.worse)).toEqual([null, true, null, true, true, false]);
    expect(said[3]).toMatchObject({ before: '04:24', after: 'never' });
  });
});

describe('pasted rows', () => {
  it('are told from a sentence by their cells', () => {
    expect(looksLikeRows('shop\tledger\tcall')).toBe(true);
    expect(looksLikeRows('shop;ledger')).toBe(true);
    expect(looksLikeRows('ledger')).toBe(false);
    expect(looksLikeRows('shop\t')).toBe(false);
  });
  it('a refusal stays with the draft', async () => {
    desk({
      add_links: () => {
        throw { kind: 'refused', code: 'no-links', sentence: 'None of the rows can be added.' };
      },
    });
    const draft = new Pasting('a\tb');
    expect(await draft.send()).toBeNull();
    expect(draft.refused?.code).toBe('no-links');
  });
});
