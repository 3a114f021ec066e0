/** Systems as tiles: in which order, what each is joined to, and where keys lead among them. */
import type { MapNode, MapView } from '../../desk/wire';

export type Tile = { index: number; node: MapNode; needs: Set<number>; usedBy: Set<number> };

/** Tiles by wave, then by name, with the systems each needs and is needed by. */
export function joints(view: MapView): Tile[] {
  const tiles = view.nodes.map((node, index): Tile => ({ index, node, needs: new Set(), usedBy: new Set() }));
  for (const link of view.links) {
    tiles[link.consumer]?.needs.add(link.provider);
    tiles[link.provider]?.usedBy.add(link.consumer);
  }
  return tiles.sort((a, b) => a.node.wave - b.node.wave || a.node.label.localeCompare(b.node.label));
}

/** The tile a key leads to from `at` in rows of `across`; `null` for keys that are not ours. */
export function step(key: string, at: number, count: number, across: number): number | null {
  const last = count - 1;
  const steps: Record<string, number> = {
    ArrowRight: at + 1,
    ArrowLeft: at - 1,
    ArrowDown: at + across,
    ArrowUp: at - across,
    Home: 0,
    End: last,
  };
  const to = steps[key];
  if (to === undefined || count === 0) return null;
  return to < 0 || to > last ? at : to;
}

/** `system:Money`, in quotes where it has spaces. */
const part = (system: string) => (/\s/.test(system) ? `system:"${system}"` : `system:${system}`);

/** What opening a system shows: its services as a map, or as a list where they are too many for one. */
export function opened(
  node: Pick<MapNode, 'label' | 'services'>,
  most = 150,
): { filter: string; list: boolean } {
  // The engine calls those that name no system so; no word finds them.
  const nameless = node.label === 'no system';
  return { filter: nameless ? '' : part(node.label), list: nameless || node.services.length > most };
}
