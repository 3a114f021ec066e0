/** Where the person is: `#/calendar?release=…`. Rooms link to each other through routes only. */

export type Route = { room: string; params: Readonly<Record<string, string>> };

/** Reads a fragment; an empty one is `fallback`. */
export function parse(hash: string, fallback = ''): Route {
  const [path = '', query = ''] = hash.replace(/^#?\/?/, '').split('?', 2);
  const params: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(query)) params[name] = value;
  return { room: decodeURIComponent(path.replace(/\/+$/, '')) || fallback, params };
}

/** The fragment of a route; empty values are left out. */
export function hashOf(
  room: string,
  params: Readonly<Record<string, string | null | undefined>> = {},
): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) if (value) query.set(name, value);
  const text = query.toString();
  return `#/${encodeURIComponent(room)}${text ? `?${text}` : ''}`;
}

/** Parameters that belong to the window and travel along on every link. */
const KEPT = ['theme'];

class Router {
  #route = $state.raw<Route>(parse(globalThis.location?.hash ?? ''));

  constructor() {
    globalThis.addEventListener?.('hashchange', () => (this.#route = parse(location.hash)));
  }

  get room(): string {
    return this.#route.room;
  }
  get params(): Readonly<Record<string, string>> {
    return this.#route.params;
  }
  /** The value of one parameter, or `null`. */
  param(name: string): string | null {
    return this.#route.params[name] ?? null;
  }
  /** The link to a room; for `href`. */
  href(room: string, params: Record<string, string | null | undefined> = {}): string {
    const kept = Object.fromEntries(KEPT.map((name) => [name, this.#route.params[name]]));
    return hashOf(room, { ...kept, ...params });
  }
  /** Goes to a room: a step that Back undoes. */
  go(room: string, params: Record<string, string | null | undefined> = {}): void {
    location.hash = this.href(room, params);
    this.#route = parse(location.hash);
  }
  /** Goes to a ready route such as `#/calendar?release=…` or `calendar?release=…`. */
  follow(route: string): void {
    const { room, params } = parse(route);
    this.go(room, { ...params });
  }
  /** Changes parameters of this room in place, e.g. the selection: no new step. `null` takes one off. */
  set(params: Record<string, string | null>): void {
    const next = hashOf(this.room, { ...this.#route.params, ...params });
    history.replaceState(history.state, '', next);
    this.#route = parse(next);
  }
}

export const route = new Router();
