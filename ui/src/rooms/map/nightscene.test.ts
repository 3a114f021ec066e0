import { describe, expect, it } from 'vitest';
import type { ReleaseOrder } from '../../desk/wire';
import { toSvg } from '../../parts/scene';
import recorded from './fixture.json';
import { lanes, night } from './night';
import { nightScene } from './nightscene';

const order = recorded.order as unknown as ReleaseOrder;
const words = { title: 'Night of RO-21', about: 'now' };
const draw = (by: 'steps' | 'crews', given = order) => {
  const svg = toSvg(nightScene(given, night(given), by, 'UTC', words, (token) => `#${token}`));
  expect(svg).not.toMatch(/var\(|class=|href=|NaN|undefined/);
  const found = new DOMParser().parseFromString(svg, 'image/svg+xml');
  return [...found.querySelectorAll('text')].map((each) => each.textContent ?? '');
};

describe('the night as a picture', () => {
  it('has a row for each step, and says until when backing out is safe', () => {
    const texts = draw('steps');
    for (const line of order.lines) expect(texts).toContain(`${line.wave}  ${line.what}`);
    expect(texts.some((text) => /^Last safe back-out \d\d:\d\d, takes /.test(text))).toBe(true);
  });
  it('has a lane for each crew', () => {
    const texts = draw('crews');
    for (const { crew } of lanes(night(order))) expect(texts).toContain(crew);
  });
  it('says so where backing out never fits', () => {
    const texts = draw('steps', { ...order, last_safe_back_out: null });
    expect(texts.some((text) => text.endsWith('never inside the window'))).toBe(true);
  });
});
