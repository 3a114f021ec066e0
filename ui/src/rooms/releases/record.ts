/** What concerns one release among everything the rules say. */
import type { Finding, ReleaseCard, ReleaseOrder, ScheduleLine } from '../../desk/wire';

/** Findings that name the release or one of its changes; those that only repeat a collision are left out. */
export function concerning(findings: readonly Finding[], release: ReleaseCard): Finding[] {
  const ids = new Set([release.id, ...release.changes.map((change) => change.id)]);
  const told = new Set(release.collisions.map((collision) => collision.sentence));
  return findings.filter(
    (finding) => finding.subjects.some((subject) => ids.has(subject.id)) && !told.has(finding.sentence),
  );
}

/** A step's key: several steps of one wave may start together. */
export const stepKey = (line: ScheduleLine): string => `${line.wave} ${line.what}`;

/** The step of that key. */
export function stepOf(order: ReleaseOrder | null, key: string | null): ScheduleLine | null {
  return order?.lines.find((line) => stepKey(line) === key) ?? null;
}
