/** The places of the window, in the order of the rail. One static line each; a place appears once it exists. */
import { bundles } from '../rooms/bundles';
import { cab } from '../rooms/cab';
import { calendar } from '../rooms/calendar';
import { imports } from '../rooms/import';
import { freezes } from '../rooms/freezes';
import { log } from '../rooms/log';
import { map } from '../rooms/map';
import { environments } from '../rooms/environments';
import { people } from '../rooms/people';
import { releases } from '../rooms/releases';
import type { Room } from '../rooms/room';

export const rooms: readonly Room[] = [
  calendar,
  map,
  freezes,
  bundles,
  environments,
  releases,
  cab,
  log,
  people,
  imports,
];

/** The room of a route; the first one when the route names none. */
export function roomOf(all: readonly Room[], id: string): Room | undefined {
  return all.find((room) => room.id === id) ?? (id === '' ? all[0] : undefined);
}
