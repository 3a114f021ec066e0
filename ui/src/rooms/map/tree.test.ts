import { describe, expect, it } from 'vitest';
import type { MapNode, MapView, ReleaseOrder, ReleaseRow, ServiceRow } from '../../desk/wire';
import recorded from './fixture.json';
import { knowledge } from './kinds';
import { chosen, night, stepSentence } from './night';
import { joints, opened, step } from './systems';
import { named as holds, sorted, treeRows, Web } from './tree';
import { fitting, scrolled } from './zoom';

const services = recorded.services as unknown as ServiceRow[];
const releases = recorded.releases as unknown as ReleaseRow[];
const order = recorded.order as unknown as ReleaseOrder;
const web = new Web(services);
const named = (name: string) => services.find((service) => service.name === name) as ServiceRow;
const under = (name: string, needs: boolean) =>
  web
    .under(named(name), needs)
    .map((each) => each.service.name)
    .sort();

describe('the tree', () => {
  it('shows what breaks with a service, or what it needs', () => {
    expect(under('Ledger Core', false)).toEqual(['Data Warehouse', 'Invoicing', 'Loyalty', 'Payments Hub']);
    expect(under('Ledger Core', true)).toEqual(['Kafka eu-1', 'pg-ledger']);
  });
  it('opens branch by branch and carries the link to the row above', () => {
    const ledger = named('Ledger Core');
    const closed = treeRows(web, [ledger], new Set(), false);
    expect(closed).toHaveLength(1);
    expect(closed[0]?.open).toBe(false);
    const opened = treeRows(web, [ledger], new Set([ledger.id]), false);
    expect(opened.map((row) => row.level)).toEqual([1, 2, 2, 2, 2]);
    expect(opened[1]?.link?.provider).toBe(ledger.id);
    expect(new Set(opened.map((row) => row.key)).size).toBe(opened.length);
  });
  it('ends where a cycle comes round', () => {
    const [pricing, promotions] = [named('Pricing'), named('Promotions')];
    let open = new Set([pricing.id]);
    for (let n = 0; n < 6; n += 1) {
      open = new Set([...open, ...treeRows(web, [pricing], open, true).map((row) => row.key)]);
    }
    const rows = treeRows(web, [pricing], open, true);
    const round = rows.filter((row) => row.service.id === pricing.id && row.level === 3);
    expect(rows.some((row) => row.service.id === promotions.id && row.level === 2)).toBe(true);
    expect(round).toHaveLength(1);
    expect(round[0]?.open).toBeNull();
  });
  it('is filtered by all words, in name, system, kind or owner', () => {
    expect(services.filter((each) => holds(each, 'ledger database')).map((each) => each.name)).toEqual([
      'pg-ledger',
    ]);
    expect(services.filter((each) => holds(each, '  '))).toHaveLength(services.length);
  });
  it('is sorted by a column, both ways, ties in the order of the engine', () => {
    const up = sorted(services, { key: 'changes', down: false });
    const down = sorted(services, { key: 'changes', down: true });
    expect(up[0]?.changes).toBe(Math.min(...services.map((each) => each.changes)));
    expect(down[0]?.name).toBe('Web shop');
    expect(sorted(services, null)).toEqual(services);
  });
});

describe('how we know', () => {
  const now = '2026-11-23T02:00:00Z';
  it('a confirmation goes stale after half a year', () => {
    expect(knowledge('confirmed', '2026-11-20T02:00:00Z', now)).toEqual({
      text: 'confirmed 3 days ago',
      stale: false,
    });
    expect(knowledge('confirmed', '2026-05-01T02:00:00Z', now).stale).toBe(true);
    expect(knowledge('disputed', '2026-11-20T02:00:00Z', now)).toEqual({ text: 'disputed', stale: true });
  });
});

describe('the night', () => {
  const drawn = night(order);
  it('bars lie inside the strip, in the order of their starts', () => {
    const lefts = drawn.bars.map((bar) => bar.deploy.left);
    expect(lefts).toEqual([...lefts].sort((a, b) => a - b));
    for (const bar of drawn.bars) {
      expect(bar.deploy.left).toBeGreaterThanOrEqual(0);
      expect(bar.check.left + bar.check.width).toBeLessThanOrEqual(1);
    }
  });
  it('fits when the engine says so', () => {
    expect(drawn.fits).toBe(true);
    expect(night({ ...order, fits: false }).fits).toBe(false);
  });
  it('steps that run over the window are still on the strip', () => {
    const late = { ...order, window: { ...order.window, end: order.lines[0]?.checked_at ?? '' } };
    const over = night(late);
    expect(over.shuts).toBeLessThan(1);
    expect(Math.max(...over.bars.map((bar) => bar.check.left + bar.check.width))).toBeLessThanOrEqual(1);
  });
  it('shows the asked release, else the next one near the selection, else the next', () => {
    const now = '2026-11-23T02:00:00Z';
    expect(chosen(releases, 'PL-11', now)?.reference).toBe('PL-11');
    expect(chosen(releases, null, now)?.reference).toBe('PF-41');
    expect(chosen(releases, null, now, new Set(['PL-09', 'PL-10']))?.reference).toBe('PL-10');
    expect(chosen([], null, now)).toBeNull();
  });
  it('a step says when, how long it may wait and why', () => {
    const line = order.lines.find((each) => each.because.length > 0) ?? order.lines[0];
    if (!line) throw new Error('no step recorded');
    const words = stepSentence(line, 'Europe/Berlin');
    expect(words).toContain(`Wave ${line.wave}`);
    for (const reason of line.because) expect(words).toContain(reason);
  });
});

describe('zoom', () => {
  it('keeps what lies under the pointer', () => {
    expect((scrolled(100, 50, 1, 2) + 50) / 2).toBe(150);
  });
  it('fits the longer side and never enlarges', () => {
    expect(fitting(2000, 500, 1000, 500)).toBe(0.5);
    expect(fitting(300, 200, 1000, 500)).toBe(1);
  });
});

describe('systems', () => {
  const view = recorded.map as unknown as MapView;
  it('come by wave, then by name, with what each is joined to', () => {
    const tiles = joints(view);
    const at = (name: string) => tiles.find((tile) => tile.node.label === name);
    expect(tiles[0]?.node.wave).toBe(0);
    expect(at('Ledger Core')?.needs.size).toBe(2);
    expect(at('Ledger Core')?.usedBy.size).toBe(4);
  });
  it('keys move in rows and stop at the edges', () => {
    expect(step('ArrowDown', 1, 9, 4)).toBe(5);
    expect(step('ArrowDown', 6, 9, 4)).toBe(6);
    expect(step('ArrowLeft', 0, 9, 4)).toBe(0);
    expect(step('End', 0, 9, 4)).toBe(8);
    expect(step('x', 0, 9, 4)).toBeNull();
  });
  it('open as a map, or as a list where a map would be too much or no word finds them', () => {
    const node = (label: string, services: number) =>
      ({ label, services: Array.from({ length: services }, (_, i) => `s${i}`) }) as MapNode;
    expect(opened(node('Ledger', 40))).toEqual({ filter: 'system:Ledger', list: false });
    expect(opened(node('Ledger', 400))).toEqual({ filter: 'system:Ledger', list: true });
    expect(opened(node('no system', 40))).toEqual({ filter: '', list: true });
  });
});
