import { describe, expect, it } from 'vitest';
import type { MapLink, MapNode, MapView } from '../../desk/wire';
import recorded from './fixture.json';
import { picture, type Box } from './picture';
import { spread } from './spread';
import { strokes, toneOf } from './strokes';
import { walk } from './walk';

const view = recorded.map as unknown as MapView;
const size = { width: 948, height: 560, box: 40, column: 140 };
const drawn = picture(view, size);
const named = (name: string) => view.nodes.findIndex((node) => node.label === name);
const touch = (a: Box, b: Box) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

describe('spread', () => {
  const wish = (at: number, weight = 1) => ({ at, weight });
  it('leaves things where they want to be when they have room', () => {
    expect(spread([wish(10), wish(50), wish(90)], [20, 20, 0], 0, 100)).toEqual([10, 50, 90]);
  });
  it('moves those that would overlap apart around their middle', () => {
    expect(spread([wish(50), wish(50)], [20, 0], 0, 100)).toEqual([40, 60]);
  });
  it('keeps the order even against the wishes', () => {
    const [a = 0, b = 0] = spread([wish(90), wish(10)], [20, 0], 0, 100);
    expect(b - a).toBe(20);
  });
  it('moves the one that insists less', () => {
    const [a = 0, b = 0] = spread([wish(50, 3), wish(50, 1)], [20, 0], 0, 100);
    expect([a, b]).toEqual([45, 65]);
  });
  it('stays inside', () => {
    expect(spread([wish(-30), wish(-20)], [20, 0], 0, 100)).toEqual([0, 20]);
    expect(spread([wish(130), wish(140)], [20, 0], 0, 100)).toEqual([80, 100]);
  });
});

describe('the picture', () => {
  it('no two boxes touch', () => {
    for (const a of drawn.boxes)
      for (const b of drawn.boxes)
        if (a.index < b.index) expect(touch(a, b), `${a.node.label} ${b.node.label}`).toBe(false);
  });
  it('keeps the rows of the engine in each column', () => {
    for (let wave = 0; wave < view.waves.length; wave += 1) {
      const column = drawn.boxes.filter((box) => box.node.wave === wave);
      const byRow = [...column].sort((a, b) => a.node.row - b.node.row).map((box) => box.index);
      expect([...column].sort((a, b) => a.y - b.y).map((box) => box.index)).toEqual(byRow);
    }
  });
  it('no long link runs behind a box', () => {
    const lanes = drawn.lanes.flat();
    expect(lanes.length).toBeGreaterThan(5);
    for (const lane of lanes) {
      for (const box of drawn.boxes.filter((each) => each.node.wave === lane.column)) {
        expect(lane.y < box.y || lane.y > box.y + box.height, `${box.node.label} at ${lane.y}`).toBe(true);
      }
    }
  });
  it('frames Pricing and Promotions, and nothing else, as a cycle', () => {
    expect(drawn.frames).toHaveLength(1);
    const [frame] = drawn.frames;
    expect(frame?.cycle).toBe(true);
    expect(frame?.members.map((index) => view.nodes[index]?.label).sort()).toEqual(['Pricing', 'Promotions']);
    const others = drawn.boxes.filter((box) => !frame?.members.includes(box.index));
    for (const box of others) expect(touch(box, { ...box, ...frame }), box.node.label).toBe(false);
  });
  it('grows beyond a stage that is too low instead of squeezing', () => {
    const low = picture(view, { ...size, height: 200 });
    expect(low.height).toBeGreaterThan(200);
    for (const box of low.boxes) expect(box.y + box.height).toBeLessThanOrEqual(low.height);
  });
});

describe('links', () => {
  const ledger = named('Ledger Core');
  const link = (from: string, to: string) =>
    view.links.find((each) => each.provider === named(from) && each.consumer === named(to)) as MapLink;
  it('get quieter with the distance from the selected service, and silent off the way', () => {
    expect(toneOf(link('Ledger Core', 'Invoicing'), view, ledger)).toBe('hop1');
    expect(toneOf(link('Invoicing', 'Partner API'), view, ledger)).toBe('hop2');
    expect(toneOf(link('Partner API', 'Marketplace'), view, ledger)).toBe('hop3');
    expect(toneOf(link('pg-ledger', 'Ledger Core'), view, ledger)).toBe('beside');
    expect(toneOf(link('Vault', 'Identity'), view, ledger)).toBe('dim');
    expect(toneOf(link('Vault', 'Identity'), view, null)).toBe('plain');
    expect(toneOf(link('Pricing', 'Promotions'), view, ledger)).toBe('cycle');
  });
  it('are few paths that hold all of them, the loud ones last', () => {
    const { layers, traces } = strokes(view, drawn, ledger);
    expect(traces).toHaveLength(view.links.length);
    expect(layers.length).toBeLessThan(30);
    expect(layers.reduce((sum, layer) => sum + layer.heads.split('M').length - 1, 0)).toBe(view.links.length);
    expect(layers[0]?.tone).toBe('dim');
    expect(layers.some((layer) => /NaN|undefined/.test(layer.line + layer.heads))).toBe(false);
  });
});

describe('arrows', () => {
  it('follow links to the right and back, and the column up and down', () => {
    const from = named('Ledger Core');
    const right = walk(view, drawn, from, 'ArrowRight');
    expect(view.links.some((each) => each.provider === from && each.consumer === right)).toBe(true);
    const left = walk(view, drawn, from, 'ArrowLeft');
    expect(['pg-ledger', 'Kafka eu-1']).toContain(view.nodes[left ?? -1]?.label);
    const down = walk(view, drawn, from, 'ArrowDown');
    expect(view.nodes[down ?? -1]?.wave).toBe(view.nodes[from]?.wave);
  });
  it('say when nothing lies that way', () => {
    expect(walk(view, drawn, named('Vault'), 'ArrowLeft')).toBeNull();
    expect(walk(view, drawn, named('Web shop'), 'ArrowRight')).toBeNull();
  });
});

it('150 boxes with links across are placed in a frame or two', () => {
  const nodes = Array.from({ length: 150 }, (_, i): MapNode => ({
    services: [`s${i}`],
    label: `S${i}`,
    kind: 'service',
    tier: 1,
    wave: i % 6,
    row: Math.floor(i / 6),
    group: null,
    cycle: false,
    changes: 0,
    level: 0,
    hops: null,
  }));
  const links = Array.from({ length: 400 }, (_, i): MapLink => ({
    provider: (i * 6) % 150,
    consumer: (((i * 6) % 150) + 1 + ((i * 7) % 5)) % 150,
    kind: 'call',
    strength: 'hard',
    status: 'confirmed',
    count: 1,
    links: [],
    via: [],
  }));
  const waves = Array.from({ length: 6 }, (_, i) => ({ number: i + 1, boxes: 25, minutes: 10 }));
  const big = { ...view, nodes, links, waves, rows: 25 };
  const before = performance.now();
  const made = picture(big, { ...size, box: 32, column: 190 });
  const { layers } = strokes(big, made, null);
  expect(performance.now() - before).toBeLessThan(250);
  expect(layers).toHaveLength(1);
});
