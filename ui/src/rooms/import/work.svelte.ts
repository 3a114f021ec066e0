/** One import from the choice of a file to what was written. Nothing is written before `apply`. */
import { call } from '../../desk/call';
import { failureOf, type Failure } from '../../desk/failure';
import type {
  BusinessTimeKind,
  Detected,
  Diff,
  ImportDone,
  ImportQuestion,
  Mapping,
  Proposal,
  TableKind,
} from '../../desk/wire';
import { open } from './mapping';

/** Where a failure belongs on the screen. */
export type Place = 'path' | 'table' | 'look' | 'write';
export type Doing = 'detect' | 'propose' | 'preview' | 'apply';

export class ImportWork {
  path = $state('');
  detected = $state.raw<Detected | null>(null);
  release = $state('');
  /** Where the versions run that the source names; empty when nobody has said. */
  environment = $state('');
  /** The region for which a calendar holds; empty for all. */
  region = $state('');
  /** What the events of a calendar are; empty when its name tells. */
  business = $state<BusinessTimeKind | ''>('');
  extras = $state.raw<readonly string[]>([]);
  proposal = $state.raw<Proposal | null>(null);
  mapping = $state.raw<Mapping | null>(null);
  diff = $state.raw<Diff | null>(null);
  done = $state.raw<(ImportDone & { seq: number }) | null>(null);
  failure = $state.raw<{ place: Place; failure: Failure } | null>(null);
  doing = $state<Doing | null>(null);
  #turn = 0;

  /** 1 choose, 2 look, 3 imported. */
  get step(): 1 | 2 | 3 {
    if (this.done) return 3;
    return this.diff ? 2 : 1;
  }
  /** Why nothing can be looked at yet; `null` when it can. */
  get missing(): string | null {
    if (!this.detected) return 'Choose a file or a folder first.';
    if (this.detected.releases.length > 1 && this.release === '') return 'Say which release.';
    if (this.detected.kind !== 'table') return null;
    if (!this.proposal || !this.mapping) return 'The table is not read yet.';
    return open(this.proposal, this.mapping).length > 0 ? 'The table needs an answer first.' : null;
  }
  /** Chooses a path and looks what it holds; a table is read at once. */
  async choose(path: string): Promise<void> {
    this.again();
    this.path = path.trim();
    if (this.path === '') return;
    const found = await this.#run('detect', 'path', () => call('detect_import', { path: this.path }));
    if (!found) return;
    this.detected = found;
    this.release = found.releases.length === 1 ? (found.releases[0] ?? '') : '';
    if (found.kind === 'table') await this.propose(null);
  }
  /** Reads the table as `kind`, or as what it looks like. */
  async propose(kind: TableKind | null): Promise<void> {
    const proposal = await this.#run('propose', 'table', () =>
      call('propose_table', { path: this.path, kind }),
    );
    if (!proposal) return;
    this.proposal = proposal;
    this.mapping = proposal.mapping;
    this.diff = null;
  }
  /** Any change of what is asked makes the look at it old. */
  edit(mapping: Mapping): void {
    this.mapping = mapping;
    this.diff = null;
  }
  pick(release: string): void {
    this.release = release;
    this.diff = null;
  }
  runsIn(environment: string): void {
    this.environment = environment;
    this.diff = null;
  }
  holdsIn(region: string): void {
    this.region = region;
    this.diff = null;
  }
  means(business: BusinessTimeKind | ''): void {
    this.business = business;
    this.diff = null;
  }
  beside(extras: readonly string[]): void {
    this.extras = [...new Set(extras)];
    this.diff = null;
  }
  get question(): ImportQuestion {
    return {
      path: this.path,
      extras: [...this.extras],
      release: this.release || null,
      environment: this.environment || null,
      region: this.detected?.kind === 'calendar' ? this.region.trim() || null : null,
      business: this.detected?.kind === 'calendar' ? this.business || null : null,
      mapping: this.detected?.kind === 'table' ? this.mapping : null,
    };
  }
  /** Looks at what it would change. */
  async preview(): Promise<void> {
    if (this.missing) return;
    const diff = await this.#run('preview', 'look', () => call('preview_import', this.question));
    if (diff) this.diff = diff;
  }
  /** Writes it; answers the sentence of what was done. */
  async apply(): Promise<string | null> {
    if (!this.diff || this.doing) return null;
    const written = await this.#run('apply', 'write', () => call('apply_import', this.question));
    if (!written) return null;
    this.done = { ...written.answer, seq: written.seq };
    return written.sentence;
  }
  /** Back to what was chosen, so that it can be corrected. */
  back(): void {
    this.diff = null;
    this.failure = null;
  }
  /** Starts over with nothing chosen. */
  again(): void {
    this.#turn += 1;
    this.path = '';
    this.detected = null;
    this.release = '';
    this.environment = '';
    this.region = '';
    this.business = '';
    this.extras = [];
    this.proposal = null;
    this.mapping = null;
    this.diff = null;
    this.done = null;
    this.failure = null;
    this.doing = null;
  }
  async #run<A>(doing: Doing, place: Place, ask: () => Promise<A>): Promise<A | null> {
    const turn = (this.#turn += 1);
    this.doing = doing;
    this.failure = null;
    try {
      const answer = await ask();
      if (turn !== this.#turn) return null;
      this.doing = null;
      return answer;
    } catch (thrown) {
      if (turn !== this.#turn) return null;
      this.doing = null;
      this.failure = { place, failure: failureOf(thrown) };
      return null;
    }
  }
}
