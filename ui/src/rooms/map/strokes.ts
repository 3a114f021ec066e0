/** Links as few SVG paths: one per kind, strength and tone, each with its arrow heads. */
import type { DependencyKind, MapLink, MapView } from '../../desk/wire';
import type { Box, Picture } from './picture';

/** How loud a link is: on the way from the selected service by distance, beside it, in a cycle, or out of the way. */
export type Tone = 'plain' | 'hop1' | 'hop2' | 'hop3' | 'beside' | 'cycle' | 'dim';
/** How far a link is trusted, as far as its line shows it. */
export type Trust = 'sure' | 'said' | 'disputed' | 'suggested';
export type Stroke = {
  key: string;
  kind: DependencyKind;
  tone: Tone;
  trust: Trust;
  soft: boolean;
  line: string;
  heads: string;
};

/** One link by itself: to be pointed at, and the sign in its middle. */
export type Trace = { line: string; trust: Trust; dim: boolean; x: number; y: number };

export const trustOf = (link: Pick<MapLink, 'status'>): Trust =>
  link.status === 'confirmed'
    ? 'sure'
    : link.status === 'disputed'
      ? 'disputed'
      : link.status === 'suggested'
        ? 'suggested'
        : 'said';

/** The quiet ones first, so that the loud ones lie above them. */
const ORDER: readonly Tone[] = ['dim', 'plain', 'hop3', 'hop2', 'hop1', 'beside', 'cycle'];
const HEAD = 6;

/** How a link shows while `focus` (the number of a box) is selected; `null` for no selection. */
export function toneOf(link: MapLink, view: MapView, focus: number | null): Tone {
  const [from, to] = [view.nodes[link.provider], view.nodes[link.consumer]];
  if (!from || !to) return 'dim';
  if (from.cycle && from.group !== null && from.group === to.group) return 'cycle';
  if (focus === null) return 'plain';
  if (from.hops !== null && to.hops !== null) {
    const far = Math.max(from.hops, to.hops);
    return far <= 1 ? 'hop1' : far === 2 ? 'hop2' : 'hop3';
  }
  return link.provider === focus || link.consumer === focus ? 'beside' : 'dim';
}

type End = { link: number; out: boolean; towards: number };
const n = (value: number) => Math.round(value * 10) / 10;

/** Where each link leaves and enters its boxes: fanned out, in the order of where it goes. */
function ports(view: MapView, drawn: Picture): { from: number[]; to: number[] } {
  const sides = new Map<string, End[]>();
  const put = (box: Box, right: boolean, end: End) => {
    const key = `${box.index} ${right}`;
    sides.set(key, [...(sides.get(key) ?? []), end]);
  };
  view.links.forEach((link, i) => {
    const [a, b] = [drawn.boxes[link.provider], drawn.boxes[link.consumer]];
    if (!a || !b) return;
    const lanes = drawn.lanes[i] ?? [];
    const middle = (box: Box) => box.y + box.height / 2;
    const forward = a.node.wave <= b.node.wave;
    put(a, forward, { link: i, out: true, towards: lanes[0]?.y ?? middle(b) });
    put(b, a.node.wave >= b.node.wave, {
      link: i,
      out: false,
      towards: lanes[lanes.length - 1]?.y ?? middle(a),
    });
  });
  const from: number[] = [];
  const to: number[] = [];
  for (const [key, ends] of sides) {
    const box = drawn.boxes[Number(key.split(' ')[0])];
    if (!box) continue;
    ends.sort((a, b) => a.towards - b.towards || Number(a.out) - Number(b.out));
    const step = Math.min(7, (box.height - 12) / Math.max(1, ends.length - 1));
    ends.forEach((end, i) => {
      const y = box.y + box.height / 2 + (i - (ends.length - 1) / 2) * step;
      (end.out ? from : to)[end.link] = y;
    });
  }
  return { from, to };
}

/** An arrow head with its point at x, y. */
function head(x: number, y: number, dx: number, dy: number): string {
  const [w, half] = [HEAD, 3.5];
  const [bx, by] = [x - dx * w, y - dy * w];
  return `M${n(x)} ${n(y)}L${n(bx - dy * half)} ${n(by + dx * half)}L${n(bx + dy * half)} ${n(by - dx * half)}Z`;
}
function bend(x1: number, y1: number, x2: number, y2: number): string {
  const by = Math.max(10, Math.abs(x2 - x1) * 0.55) * (x2 >= x1 ? 1 : -1);
  return `C${n(x1 + by)} ${n(y1)} ${n(x2 - by)} ${n(y2)} ${n(x2)} ${n(y2)}`;
}

/** Line and head of one link. */
export function trace(
  link: MapLink,
  index: number,
  drawn: Picture,
  y1: number,
  y2: number,
): [string, string] {
  const [a, b] = [drawn.boxes[link.provider], drawn.boxes[link.consumer]];
  if (!a || !b) return ['', ''];
  if (a.node.wave === b.node.wave) return within(a, b, drawn, y1, y2);
  const forward = a.node.wave < b.node.wave;
  const way = forward ? 1 : -1;
  const start = forward ? a.x + a.width : a.x;
  const end = forward ? b.x : b.x + b.width;
  let [x, y] = [start, y1];
  let line = `M${n(x)} ${n(y)}`;
  for (const lane of drawn.lanes[index] ?? []) {
    const column = drawn.columns[lane.column];
    if (!column) continue;
    const [enter, leave] = forward ? [column.left, column.right] : [column.right, column.left];
    line += `${bend(x, y, enter, lane.y)}L${n(leave)} ${n(lane.y)}`;
    [x, y] = [leave, lane.y];
  }
  line += bend(x, y, end - way * HEAD, y2);
  return [line, head(end, y2, way, 0)];
}

/** A link inside one column: straight between neighbours, round the right side of others. */
function within(a: Box, b: Box, drawn: Picture, y1: number, y2: number): [string, string] {
  const [top, bottom] = a.y < b.y ? [a, b] : [b, a];
  const free = !drawn.boxes.some((box) => box.node.wave === a.node.wave && box.y > top.y && box.y < bottom.y);
  if (free) {
    const down = a.y < b.y;
    const x = a.x + a.width * (down ? 0.38 : 0.62);
    const [from, to] = down ? [a.y + a.height, b.y] : [a.y, b.y + b.height];
    const way = down ? 1 : -1;
    return [`M${n(x)} ${n(from + way * 2)}V${n(to - way * (HEAD + 2))}`, head(x, to - way * 2, 0, way)];
  }
  const right = a.x + a.width;
  return [
    `M${n(right)} ${n(y1)}C${n(right + 26)} ${n(y1)} ${n(right + 26)} ${n(y2)} ${n(right + HEAD)} ${n(y2)}`,
    head(right, y2, -1, 0),
  ];
}

/** About where the middle of a link is. */
function middle(link: MapLink, index: number, drawn: Picture, y1: number, y2: number): [number, number] {
  const [a, b] = [drawn.boxes[link.provider], drawn.boxes[link.consumer]];
  const lanes = drawn.lanes[index] ?? [];
  const lane = lanes[Math.floor(lanes.length / 2)];
  const column = lane && drawn.columns[lane.column];
  if (lane && column) return [(column.left + column.right) / 2, lane.y];
  if (!a || !b) return [0, 0];
  if (a.node.wave === b.node.wave) return [a.x + a.width + 18, (y1 + y2) / 2];
  const [left, right] = a.x < b.x ? [a, b] : [b, a];
  return [(left.x + left.width + right.x) / 2, (y1 + y2) / 2];
}

/** All links as layers, quiet ones first, and each by itself. */
export function strokes(
  view: MapView,
  drawn: Picture,
  focus: number | null,
): { layers: Stroke[]; traces: Trace[] } {
  const at = ports(view, drawn);
  const layers = new Map<string, Stroke>();
  const traces: Trace[] = [];
  view.links.forEach((link, i) => {
    const tone = toneOf(link, view, focus);
    const trust = trustOf(link);
    const soft = link.strength === 'soft';
    const key = `${link.kind} ${tone} ${trust} ${soft}`;
    const layer = layers.get(key) ?? { key, kind: link.kind, tone, trust, soft, line: '', heads: '' };
    const [y1, y2] = [at.from[i] ?? 0, at.to[i] ?? 0];
    const [line, heads] = trace(link, i, drawn, y1, y2);
    layers.set(key, { ...layer, line: layer.line + line, heads: layer.heads + heads });
    const [x, y] = middle(link, i, drawn, y1, y2);
    traces.push({ line, trust, dim: tone === 'dim', x, y });
  });
  const sorted = [...layers.values()].sort((a, b) => ORDER.indexOf(a.tone) - ORDER.indexOf(b.tone));
  return { layers: sorted, traces };
}
