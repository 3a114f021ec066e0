/** Where an arrow key leads on the map: along links to the left and right, along the column up and down. */
import type { MapLink, MapView } from '../../desk/wire';
import { linkWords, statusWords, strengthWords } from './kinds';
import type { Picture } from './picture';

export type Arrow = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown' | 'Home' | 'End';
const ARROWS = new Set(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End']);
export const isArrow = (key: string): key is Arrow => ARROWS.has(key);

/** The box to go to from box `at`; `null` where nothing lies that way. */
export function walk(view: MapView, drawn: Picture, at: number, key: Arrow): number | null {
  const here = drawn.boxes[at];
  if (!here) return drawn.boxes.length ? 0 : null;
  const order = [...drawn.boxes].sort((a, b) => a.node.wave - b.node.wave || a.y - b.y);
  if (key === 'Home') return order[0]?.index ?? null;
  if (key === 'End') return order[order.length - 1]?.index ?? null;
  if (key === 'ArrowUp' || key === 'ArrowDown') {
    const column = order.filter((box) => box.node.wave === here.node.wave);
    const next = column.findIndex((box) => box.index === at) + (key === 'ArrowDown' ? 1 : -1);
    return column[next]?.index ?? null;
  }
  const forth = key === 'ArrowRight';
  const joined = view.links.flatMap((link) => {
    if (forth && link.provider === at) return [link.consumer];
    if (!forth && link.consumer === at) return [link.provider];
    return [];
  });
  const distance = (index: number) => {
    const box = drawn.boxes[index];
    if (!box) return Infinity;
    // A neighbour that lies on the side of the arrow comes before one that lies behind.
    const behind = forth ? box.x <= here.x : box.x >= here.x;
    return Math.abs(box.y - here.y) + Math.abs(box.x - here.x) * 0.5 + (behind ? 10_000 : 0);
  };
  joined.sort((a, b) => distance(a) - distance(b) || a - b);
  return joined[0] ?? null;
}

/** The lines of a box, by where they lead: what it needs first. */
export function linesOf(view: MapView, at: number): number[] {
  const name = (index: number) => view.nodes[index]?.label ?? '';
  return view.links
    .map((link, index) => ({ link, index }))
    .filter(({ link }) => link.consumer === at || link.provider === at)
    .sort((a, b) => {
      const [one, other] = [Number(a.link.provider === at), Number(b.link.provider === at)];
      const far = (link: MapLink) => name(link.provider === at ? link.consumer : link.provider);
      return one - other || far(a.link).localeCompare(far(b.link));
    })
    .map(({ index }) => index);
}

/** A line in words: `Ledger Core needs pg-ledger: shared data, breaks without it, confirmed`. */
export function lineSentence(view: MapView, link: MapLink | undefined): string {
  const [consumer, provider] = [view.nodes[link?.consumer ?? -1], view.nodes[link?.provider ?? -1]];
  if (!link || !consumer || !provider) return '';
  const many = link.count > 1 ? `${link.count} links, ` : '';
  return `${consumer.label} needs ${provider.label}: ${many}${linkWords[link.kind]}, ${strengthWords[link.strength]}, ${statusWords[link.status]}`;
}
