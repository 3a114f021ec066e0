/** From the engine's columns and rows to pixels: boxes, lanes of long links, frames around cycles. */
import type { MapNode, MapView } from '../../desk/wire';
import { spread } from './spread';

export type Box = { index: number; node: MapNode; x: number; y: number; width: number; height: number };
/** `left` and `right` are the edges of its boxes. */
export type Column = { x: number; width: number; left: number; right: number };
export type Frame = {
  x: number;
  y: number;
  width: number;
  height: number;
  cycle: boolean;
  members: number[];
};
/** The lane of a link through one column, at its height. */
export type Lane = { column: number; y: number };
export type Picture = {
  boxes: Box[];
  columns: Column[];
  /** Of each link, from provider to consumer. */
  lanes: Lane[][];
  frames: Frame[];
  width: number;
  height: number;
};
export type Size = {
  width: number;
  height: number;
  /** Height of a box. */
  box: number;
  /** Narrowest column. */
  column: number;
};

/** Free pixels beside the boxes of a column, where links turn: less in narrow columns. */
const GUTTER = 44;
const NARROW = 30;
const LEFT = 14;
const LANE = 8;

/** A box or the lane of a link, in one column. */
type Thing = { row: number; height: number; node: number | null; link: number; via: number; y: number };

export function picture(view: MapView, size: Size): Picture {
  const count = Math.max(1, view.waves.length);
  const pitch = Math.max(size.column, Math.floor(size.width / count));
  const [gutter, left] = pitch < 165 ? [NARROW, 12] : [GUTTER, LEFT];
  const columns = Array.from({ length: count }, (_, i) => ({
    x: i * pitch,
    width: pitch,
    left: i * pitch + left,
    right: i * pitch + left + pitch - gutter,
  }));
  const things: Thing[][] = columns.map(() => []);
  const ofNode: Thing[] = view.nodes.map((node, index) => {
    const thing: Thing = { row: node.row, height: size.box, node: index, link: -1, via: 0, y: 0 };
    things[node.wave]?.push(thing);
    return thing;
  });
  const ofLink: Thing[][] = view.links.map((link, index) =>
    link.via.map((point, via) => {
      const thing: Thing = { row: point.row, height: LANE, node: null, link: index, via, y: 0 };
      things[point.wave]?.push(thing);
      return thing;
    }),
  );
  for (const list of things) list.sort((a, b) => a.row - b.row);

  const groupOf = (thing: Thing) => (thing.node === null ? null : (view.nodes[thing.node]?.group ?? null));
  /** What must lie between the edges of two neighbours. */
  const between = (a: Thing, b: Thing, gap: number): number => {
    const [one, other] = [groupOf(a), groupOf(b)];
    if (one !== null && one === other) return Math.max(gap, 34);
    const frames = (one !== null ? 26 : 0) + (other !== null ? 12 : 0);
    return (a.node === null || b.node === null ? 7 : gap) + frames;
  };
  const tall = (list: Thing[], gap: number) =>
    list.reduce((sum, thing, i) => {
      const next = list[i + 1];
      return sum + thing.height + (next ? between(thing, next, gap) : 0);
    }, 0) + list.reduce((most, thing) => (groupOf(thing) !== null ? 40 : most), 0);
  const tallest = (gap: number) => Math.max(0, ...things.map((list) => tall(list, gap)));
  let gap = 12;
  while (gap < 40 && tallest(gap + 2) <= size.height - 24) gap += 2;
  const height = Math.max(size.height, tallest(gap) + 24);

  const apart = things.map((list) =>
    list.map((thing, i) => {
      const next = list[i + 1];
      return next ? (thing.height + next.height) / 2 + between(thing, next, gap) : 0;
    }),
  );
  const neighbours = new Map<Thing, Thing[]>();
  const join = (a: Thing, b: Thing) => {
    neighbours.set(a, [...(neighbours.get(a) ?? []), b]);
    neighbours.set(b, [...(neighbours.get(b) ?? []), a]);
  };
  view.links.forEach((link, i) => {
    const [from, to] = [ofNode[link.provider], ofNode[link.consumer]];
    if (!from || !to) return;
    const chain = [from, ...(ofLink[i] ?? []), to];
    for (let n = 1; n < chain.length; n += 1) {
      const [a, b] = [chain[n - 1], chain[n]];
      if (a && b) join(a, b);
    }
  });
  const place = (column: number, wish: (thing: Thing) => { at: number; weight: number }) => {
    const list = things[column] ?? [];
    const [first, last] = [list[0], list[list.length - 1]];
    if (!first || !last) return;
    const low = 12 + first.height / 2 + (groupOf(first) !== null ? 12 : 0);
    const high = height - 12 - last.height / 2 - (groupOf(last) !== null ? 26 : 0);
    spread(list.map(wish), apart[column] ?? [], low, high).forEach((y, i) => {
      const thing = list[i];
      if (thing) thing.y = y;
    });
  };
  things.forEach((list, column) =>
    place(column, (thing) => ({ at: ((list.indexOf(thing) + 0.5) / list.length) * height, weight: 1 })),
  );
  // Each box leans towards the middle of what it is joined to; lanes insist, so that long links run straight.
  for (let sweep = 0; sweep < 8; sweep += 1) {
    for (let step = 0; step < count; step += 1) {
      place(sweep % 2 === 0 ? step : count - 1 - step, (thing) => {
        const near = neighbours.get(thing) ?? [];
        const mean = near.reduce((sum, other) => sum + other.y, 0) / Math.max(1, near.length);
        return {
          at: near.length ? mean * 0.8 + thing.y * 0.2 : thing.y,
          weight: thing.node === null ? 3 : 1,
        };
      });
    }
  }

  const boxes = view.nodes.map((node, index) => ({
    index,
    node,
    x: columns[node.wave]?.left ?? 0,
    y: Math.round((ofNode[index]?.y ?? 0) - size.box / 2),
    width: pitch - gutter,
    height: size.box,
  }));
  return {
    boxes,
    columns,
    lanes: view.links.map((link, i) =>
      link.via.map((point, n) => ({ column: point.wave, y: Math.round(ofLink[i]?.[n]?.y ?? 0) })),
    ),
    frames: frames(boxes),
    width: pitch * count,
    height,
  };
}

/** A frame around each group of boxes that is deployed as one step. */
function frames(boxes: readonly Box[]): Frame[] {
  const groups = new Map<number, Box[]>();
  for (const box of boxes) {
    if (box.node.group === null) continue;
    groups.set(box.node.group, [...(groups.get(box.node.group) ?? []), box]);
  }
  return [...groups.values()].map((members) => {
    const x = Math.min(...members.map((box) => box.x)) - 8;
    const y = Math.min(...members.map((box) => box.y)) - 8;
    const right = Math.max(...members.map((box) => box.x + box.width)) + 8;
    const bottom = Math.max(...members.map((box) => box.y + box.height)) + 10;
    return {
      x,
      y,
      width: right - x,
      height: bottom - y,
      cycle: members.some((box) => box.node.cycle),
      members: members.map((box) => box.index),
    };
  });
}
