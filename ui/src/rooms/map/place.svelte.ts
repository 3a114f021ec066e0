/** Where the person is on the map: all of it stands in the route, so that Back, links and a restart find it again. */
import type { MapQuestion } from '../../desk/wire';
import { route } from '../route.svelte';

export class Place {
  /** Counts how often the selected service was asked for again, to bring it back into view. */
  asked = $state(0);

  get list(): boolean {
    return route.param('view') === 'list';
  }
  /** The selected service. */
  get focus(): string | null {
    return route.param('service');
  }
  get needs(): boolean {
    return route.param('needs') === '1';
  }
  get hops(): number | null {
    const hops = Number(route.param('hops'));
    return Number.isInteger(hops) && hops > 0 ? hops : null;
  }
  get filter(): string {
    return route.param('filter') ?? '';
  }
  get release(): string | null {
    return route.param('release');
  }
  get question(): MapQuestion {
    return { focus: this.focus, needs: this.needs, hops: this.hops, filter: this.filter };
  }

  show(list: boolean): void {
    route.set({ view: list ? 'list' : null });
  }
  select(service: string | null): void {
    route.set({ service });
  }
  turn(needs: boolean): void {
    route.set({ needs: needs ? '1' : null });
  }
  reach(hops: number | null): void {
    route.set({ hops: hops === null ? null : String(hops) });
  }
  sift(filter: string): void {
    route.set({ filter: filter.trim() ? filter : null });
  }
  night(release: string): void {
    route.set({ release });
  }
  toFocus(): void {
    this.asked += 1;
  }
}
