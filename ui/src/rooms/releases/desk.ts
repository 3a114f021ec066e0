/** What list and record share: writing files, and adding a release. */
import type { Failure } from '../../desk/failure';

export interface Counter {
  /** Writes a file and says so; `name` is what is being written. */
  write(name: string, doing: () => Promise<string | null>): void;
  /** What is being written now. */
  readonly writing: string | null;
  /** Why the last writing failed. */
  readonly failure: Failure | null;
  forget(): void;
  /** Opens the form for a new release. */
  add(): void;
}
