/** The page that a party without Slipway fills in: its script makes the digest that the plan checks. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ThawLoad } from '../../desk/wire';
import { moveStep, workingDay } from './thawing';

type Reply = Record<string, unknown> & { digest: string };
type Page = {
  sha256: (text: string) => string;
  canonical: (value: unknown) => string;
  sealed: (
    form: Record<string, unknown>,
    stance: string,
    conditions: string,
    who: string,
    phases: unknown[],
    at: string,
  ) => Reply;
};
const page = readFileSync(
  resolve(import.meta.dirname, '../../../../src-tauri/exchange/src/response/form.html'),
  'utf8',
);
const script = /<script>([\s\S]*)<\/script>/.exec(page)?.[1]?.replace('{{FORM}}', 'null') ?? '';
// The page's own script is what is tested.
const made = new Function('document', `${script}; return { sha256, canonical, sealed };`)(undefined) as Page;

describe('the response page', () => {
  it('counts SHA-256 as everybody does, also at the edges of its blocks', () => {
    for (const text of ['', 'abc', 'x'.repeat(55), 'x'.repeat(56), 'x'.repeat(64), 'ä„€😀'.repeat(40)])
      expect(made.sha256(text)).toBe(createHash('sha256').update(text).digest('hex'));
  });
  it('spells a value one way, whatever the order of its names', () => {
    expect(made.canonical({ b: 1, a: ['x', null], c: { e: true, d: '"\n' } })).toBe(
      '{"a":["x",null],"b":1,"c":{"d":"\\"\\n","e":true}}',
    );
  });
  it('seals all that it says', () => {
    const form = { plan: 'p', negotiation: 'n', offer: 'o', round: 2, party: 'Süd' };
    const { digest, ...said } = made.sealed(form, 'accept', '', 'Zoë', [], '2026-10-05T09:00:00Z');
    expect(said['format']).toBe('slipway-response/1');
    expect(digest).toBe(made.sha256(made.canonical(said)));
  });
  it('asks no network', () => {
    expect(page).not.toMatch(/https?:|src=|@import|fetch\(|XMLHttpRequest/);
  });
});

describe('the thaw board', () => {
  const load = (on: string, ...changes: string[]) =>
    ({
      on,
      steps: changes.map((change) => ({ change, risk: 1, critical: false, sentence: '' })),
      risk: 1,
      critical: 0,
      over: '',
    }) satisfies ThawLoad;
  it('steps over the weekend', () => {
    expect(workingDay('2026-12-04', 1)).toBe('2026-12-07');
    expect(workingDay('2026-12-07', -1)).toBe('2026-12-04');
  });
  it('moves a change to the next working day and drops a day that is empty then', () => {
    expect(moveStep([load('2026-12-04', 'a'), load('2026-12-07', 'b')], 'a', 1)).toEqual([
      { on: '2026-12-07', changes: ['b', 'a'] },
    ]);
  });
});
