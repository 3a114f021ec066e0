/** The list as a tree: services, under each what breaks with it (or what it needs), and so on. */
import type { RowLink, ServiceRow } from '../../desk/wire';
import type { Sort } from '../../parts/grid';

export type TreeRow = {
  /** Path of service ids from the root. */
  key: string;
  service: ServiceRow;
  /** The link to the row above; `null` at the root. */
  link: RowLink | null;
  level: number;
  /** `null` when nothing lies under it. */
  open: boolean | null;
};

/** Services by id, and both directions of every link. */
export class Web {
  readonly byId = new Map<string, ServiceRow>();
  readonly #users = new Map<string, { service: ServiceRow; link: RowLink }[]>();

  constructor(readonly services: readonly ServiceRow[]) {
    for (const service of services) this.byId.set(service.id, service);
    for (const service of services) {
      for (const link of service.links) {
        const list = this.#users.get(link.provider) ?? [];
        list.push({ service, link });
        this.#users.set(link.provider, list);
      }
    }
  }

  /** What breaks with a service, or what it needs. */
  under(service: ServiceRow, needs: boolean): { service: ServiceRow; link: RowLink }[] {
    if (!needs) return this.#users.get(service.id) ?? [];
    return service.links.flatMap((link) => {
      const provider = this.byId.get(link.provider);
      return provider ? [{ service: provider, link }] : [];
    });
  }
}

/** True when every typed word is in what is known of the service; for pickers, where names alone are looked for. */
export function named(service: ServiceRow, typed: string): boolean {
  const text =
    `${service.reference} ${service.name} ${service.system} ${service.kind} ${service.owner}`.toLowerCase();
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

const values: Record<string, (service: ServiceRow) => string | number> = {
  name: (service) => service.name.toLowerCase(),
  wave: (service) => service.wave,
  tier: (service) => service.tier,
  needs: (service) => service.needs.length,
  used: (service) => service.used_by.length,
  risk: (service) => service.level,
  changes: (service) => service.changes,
  owner: (service) => service.owner.toLowerCase(),
  known: (service) => service.unconfirmed,
};

/** Services in the order of a column; equal ones keep the engine's order. */
export function sorted(services: readonly ServiceRow[], sort: Sort | null): ServiceRow[] {
  const value = sort ? values[sort.key] : undefined;
  if (!sort || !value) return [...services];
  const way = sort.down ? -1 : 1;
  return [...services].sort((a, b) => {
    const [one, other] = [value(a), value(b)];
    return one < other ? -way : one > other ? way : 0;
  });
}

/** The rows that show. A service that is above itself already has nothing under it: a cycle ends there. */
export function treeRows(
  web: Web,
  roots: readonly ServiceRow[],
  open: ReadonlySet<string>,
  needs: boolean,
): TreeRow[] {
  const rows: TreeRow[] = [];
  const add = (service: ServiceRow, link: RowLink | null, above: readonly string[]) => {
    const path = [...above, service.id];
    const key = link ? `${path.join('/')}#${link.id}` : service.id;
    const under = above.includes(service.id) ? [] : web.under(service, needs);
    const shown = under.length > 0 && open.has(key);
    rows.push({ key, service, link, level: path.length, open: under.length ? shown : null });
    if (shown) for (const child of under) add(child.service, child.link, path);
  };
  for (const root of roots) add(root, null, []);
  return rows;
}
