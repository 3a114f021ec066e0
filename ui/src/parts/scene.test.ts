import { describe, expect, it } from 'vitest';
import { pictured, pictureOf, picturesIn } from './pictured';
import { toSvg } from './scene';
import { scatterScene } from './scatterscene';
import { Sheet } from './sheet';

const words = { title: 'Plans <of> Q4 & "Q1"', about: 'as of today' };
const parsed = (svg: string) => new DOMParser().parseFromString(svg, 'image/svg+xml');

describe('a picture as a file of its own', () => {
  const sheet = new Sheet(words, 400, 200, (token) => `#${token}`);
  sheet.rect(10, 50, 80, 20, { fill: 'freeze-w', stroke: 'freeze', hatch: 'freeze', round: 3, opacity: 0.5 });
  sheet.path('M0 0h10v10z', { x: 5, y: 5, hatch: 'alert' });
  sheet.path('', { fill: 'ink' });
  sheet.text(10, 100, 'ليلى & <co>', { align: 'end', weight: 600 });
  const svg = toSvg(sheet.scene);
  const document = parsed(svg);
  it('is well formed, has its size and its title, and escapes names', () => {
    expect(document.querySelector('parsererror')).toBeNull();
    const root = document.documentElement;
    expect([root.getAttribute('width'), root.getAttribute('viewBox')]).toEqual(['400', '0 0 400 200']);
    expect(document.querySelector('title')?.textContent).toBe(words.title);
    expect([...document.querySelectorAll('text')].map((each) => each.textContent)).toContain('ليلى & <co>');
    expect(root.getAttribute('font-family')).toContain('Inter');
  });
  it('needs nothing from the page: no variables, no classes, its own hatches', () => {
    expect(svg).not.toMatch(/var\(|class=|href=|style=/);
    const patterns = [...document.querySelectorAll('pattern')].map((each) => `url(#${each.id})`);
    expect(patterns).toHaveLength(2);
    const used = [...document.querySelectorAll('[fill^=url]')].map((each) => each.getAttribute('fill'));
    expect(used).toEqual(patterns);
  });
});

describe('points by two numbers as a picture', () => {
  const spot = (key: string, x: number, more = {}) => ({
    key,
    x,
    y: 40,
    inside: '',
    tag: '',
    look: 'round' as const,
    front: true,
    words: key,
    ...more,
  });
  const draw = (width: number) => ({
    spots: [spot('a', 20, { inside: 'A' }), spot('ask', width - 4, { tag: 'The <ask>', look: 'dashed' })],
    line: 'M0 0L10 10',
    across: [{ at: 10, text: '100' }],
    up: [{ at: 5, text: '€1m' }],
  });
  const document = parsed(
    toSvg(scatterScene(draw, { across: 'Risk points', up: 'Earned' }, 'a', words, (token) => `#${token}`)),
  );
  it('has its steps, what its sides measure, and every name', () => {
    const texts = [...document.querySelectorAll('text')].map((each) => each.textContent);
    for (const text of ['100', '€1m', 'Risk points', 'Earned', 'A', 'The <ask>'])
      expect(texts).toContain(text);
  });
  it('lights what is chosen, and writes names at the right edge to the left', () => {
    expect(document.querySelector('[fill="#accent"]')).toBeTruthy();
    const name = [...document.querySelectorAll('text')].find((each) => each.textContent === 'The <ask>');
    expect(name?.getAttribute('text-anchor')).toBe('end');
  });
});

describe('what offers itself as a picture', () => {
  it('is found from whatever is inside it, while it is there', () => {
    document.body.innerHTML = '<main><section><b></b></section></main>';
    const [section, inside] = [document.querySelector('section'), document.querySelector('b')];
    const picture = { name: 'Calendar', draw: () => new Sheet(words, 1, 1, () => '').scene };
    const stop = pictured(() => picture)(section as Element);
    expect(pictureOf(inside)).toBe(picture);
    expect(picturesIn(document.body)).toEqual([picture]);
    stop();
    expect(pictureOf(inside)).toBeNull();
    expect(picturesIn(document.body)).toEqual([]);
  });
});
