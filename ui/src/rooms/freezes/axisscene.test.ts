import { describe, expect, it } from 'vitest';
import type { FreezeRoom } from '../../desk/wire';
import { toSvg } from '../../parts/scene';
import { axisScene } from './axisscene';
import recorded from './recorded.json';

const room = recorded.ours as unknown as FreezeRoom;
const stretch = { from: Date.parse(room.span.start), to: Date.parse(room.span.end) };
const phases = [{ name: 'Whole <shop>', window: room.freeze.window, level: room.freeze.level }];
const given = {
  bars: [
    { name: 'Ask', kind: 'ask', phases },
    { name: 'Agreed', kind: 'agreed', phases },
  ],
  releases: room.releases,
  landings: [
    { reference: 'RO-22', at: (stretch.from + stretch.to) / 2 },
    { reference: 'RO-23', at: stretch.to + 1 },
  ],
  stretch,
  zone: 'UTC',
  label: (all: readonly { name: string }[], at: number) => all[at]?.name ?? '',
};

describe('the axis of a freeze as a picture', () => {
  const svg = toSvg(axisScene(given, { title: 'FZ-22', about: 'now' }, (token) => `#${token}`));
  const found = new DOMParser().parseFromString(svg, 'image/svg+xml');
  const texts = [...found.querySelectorAll('text')].map((each) => each.textContent);
  it('names what is on the table and the releases, and needs nothing from the page', () => {
    expect(svg).not.toMatch(/var\(|class=|href=|NaN|undefined/);
    for (const text of ['Ask', 'Agreed', 'Whole <shop>', 'Releases']) expect(texts).toContain(text);
    expect(room.releases.some(({ reference }) => texts.includes(reference))).toBe(true);
  });
  it('tells what is asked from what is agreed without colour', () => {
    expect(found.querySelectorAll('rect[stroke="#freeze"][stroke-dasharray]')).toHaveLength(1);
    expect(found.querySelectorAll('rect[fill^="url(#hatch"]')).toHaveLength(1);
  });
  it('shows where releases would go only inside the stretch', () => {
    expect(found.querySelectorAll('rect[stroke="#accent"]')).toHaveLength(1);
  });
});
