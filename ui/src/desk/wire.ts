// Written by hand in the shape that `cargo xtask wire` makes from the contract table; the made file replaces
// this one whole.

export type Clock = { label: string; zone: string };
export type FirstStep = { id: string; text: string; route: string; done: boolean };
export type FrameCounts = {
  collisions: number; cycles: number; talks: number; talks_waiting: number;
  releases: number; changes: number; deferred: number; services: number;
};
export type PersonMark = { id: string; name: string; initials: string };
export type PlanHeading = { name: string; organisation: string; file: string; sample: boolean; read_only: boolean };
export type PublishedVersion = { version: number; at: string };
export type FrameView = {
  plan: PlanHeading | null;
  published: PublishedVersion | null;
  edits_since_published: number;
  counts: FrameCounts;
  undo: string | null;
  redo: string | null;
  saved_at: string | null;
  now: string;
  seq: number;
  clocks: Array<Clock>;
  zone: string;
  currency: string;
  people: Array<PersonMark>;
  first_steps: Array<FirstStep>;
};
export type Difference = { table: string; id: string; reference: string; sentence: string };
export type PublishPreview = {
  version: number;
  previous: number | null;
  differences: Array<Difference>;
  collisions: number;
};
export type Publish = { note: string };
export type Published = { version: number; digest: string };
export type SearchQuestion = { text: string };
export type SearchHit = { kind: string; id: string; reference: string; title: string; route: string };
export type OpenPlan = { path: string };
export type NewPlan = { path: string; name: string; sample: boolean };
export type OpenedPlan = { path: string; name: string; read_only: boolean };
export type Stop = { job: string };
export type Progress = { job: string; title: string; detail: string; fraction: number | null; done: boolean };
export type Push =
  | { kind: 'touched'; seq: number; tables: Array<string> }
  | { kind: 'plan' }
  | ({ kind: 'progress' } & Progress);
export type FailureKind = 'refused' | 'stale' | 'malformed' | 'fault';
export type WireFailure = { kind: FailureKind; code: string; sentence: string };

export type WriteAnswer<A> = { seq: number; sentence: string; answer: A };

export interface Wire {
  /** What the frame shows: plan, counts, undo, clocks. */
  frame: { kind: 'read'; question: Record<string, never>; answer: FrameView };
  /** Records whose reference or name fits the text. */
  search: { kind: 'read'; question: SearchQuestion; answer: Array<SearchHit> };
  /** Opens a plan file. */
  open_plan: { kind: 'act'; question: OpenPlan; answer: OpenedPlan };
  /** Starts a new plan file. */
  new_plan: { kind: 'act'; question: NewPlan; answer: OpenedPlan };
  /** Opens a fresh sample plan. */
  open_sample: { kind: 'act'; question: Record<string, never>; answer: OpenedPlan };
  /** Closes the plan. */
  close_plan: { kind: 'act'; question: Record<string, never>; answer: Record<string, never> };
  /** Ends long work with its best so far. */
  stop: { kind: 'act'; question: Stop; answer: boolean };
  /** Takes the last operation back. */
  undo: { kind: 'write'; question: Record<string, never>; answer: WriteAnswer<Record<string, never>> };
  /** Does what was undone again. */
  redo: { kind: 'write'; question: Record<string, never>; answer: WriteAnswer<Record<string, never>> };
  /** What publishing would tell others, in words. */
  publish_preview: { kind: 'read'; question: Record<string, never>; answer: PublishPreview };
  /** Publishes the plan: what others rely on. */
  publish: { kind: 'write'; question: Publish; answer: WriteAnswer<Published> };
}

/** Tables each call reads; an empty list means all. */
export const reads: Record<keyof Wire, readonly string[]> = {
  frame: [],
  search: [],
  open_plan: [],
  new_plan: [],
  open_sample: [],
  close_plan: [],
  stop: [],
  undo: [],
  redo: [],
  publish_preview: [],
  publish: [],
};
