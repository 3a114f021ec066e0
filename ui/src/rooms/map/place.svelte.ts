/** Where the person is on the map: all of it stands in the route, so that Back, links and a restart find it again. */
import type { MapQuestion } from '../../desk/wire';
import { route } from '../route.svelte';

export type MapShape = 'graph' | 'matrix' | 'list';

export type NightShape = 'steps' | 'crews' | 'back-out' | 'proof';

export class Place {
  /** Counts how often the selected service was asked for again, to bring it back into view. */
  asked = $state(0);

  /** Graph, matrix or list: three views of one selection. */
  get view(): MapShape {
    const view = route.param('view');
    return view === 'list' || view === 'matrix' ? view : 'graph';
  }
  /** The selected service. */
  get focus(): string | null {
    return route.param('service');
  }
  /** The selected link. */
  get link(): string | null {
    return route.param('link');
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
  /** What of the release's night shows. */
  get night(): NightShape {
    const shape = route.param('night');
    return shape === 'crews' || shape === 'back-out' || shape === 'proof' ? shape : 'steps';
  }
  /** What stands beside the map instead of the selection: `health`, `what-if` … */
  get panel(): string | null {
    return route.param('panel');
  }
  get question(): MapQuestion {
    return { focus: this.focus, needs: this.needs, hops: this.hops, filter: this.filter };
  }

  show(view: MapShape): void {
    route.set({ view: view === 'graph' ? null : view });
  }
  select(service: string | null): void {
    route.set({ service, link: null, panel: null });
  }
  pick(link: string | null): void {
    route.set({ link, panel: null });
  }
  open(panel: string | null): void {
    route.set({ panel });
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
  follow(release: string): void {
    route.set({ release });
  }
  reshape(night: NightShape): void {
    route.set({ night: night === 'steps' ? null : night });
  }
  toFocus(): void {
    this.asked += 1;
  }
}
