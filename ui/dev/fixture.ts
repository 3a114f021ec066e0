/** Invented answers for looking at the frame and for its tests. Never part of a build. */
import { provide, type Desk } from '../src/desk/desk';
import type { FrameView, Push } from '../src/desk/wire';

/** A plan that lives in its file alone. */
export const alone: FrameView['sharing'] = {
  kind: 'alone',
  hub: '',
  address: '',
  connection: { kind: 'up-to-date' },
  waiting: 0,
  conflicts_mine: 0,
  conflicts_others: 0,
  away: 0,
  members: [],
  last_visit: null,
};

export const frameView: FrameView = {
  plan: {
    name: 'Q4 2026',
    organisation: 'Halden Retail',
    file: '/home/deniz/Q4 2026.slipway',
    sample: true,
    read_only: false,
  },
  published: { version: 7, at: '2026-10-02T08:00:00Z' },
  edits_since_published: 14,
  counts: {
    collisions: 4,
    cycles: 1,
    talks: 2,
    talks_waiting: 2,
    releases: 23,
    changes: 312,
    deferred: 9,
    services: 64,
  },
  undo: 'Pin CHG-2198 to RO-22',
  redo: null,
  saved_at: '2026-10-06T11:51:07Z',
  now: '2026-10-06T11:57:00Z',
  seq: 48_209,
  clocks: [
    { label: 'Berlin', zone: 'Europe/Berlin' },
    { label: 'Chicago', zone: 'America/Chicago' },
    { label: 'Singapore', zone: 'Asia/Singapore' },
    { label: 'UTC', zone: 'UTC' },
  ],
  zone: 'Europe/Berlin',
  currency: '€',
  people: ['Deniz Aksoy', 'Tomás Reyes', 'Ines Costa', 'Lukas Weber'].map((name, i) => ({
    id: String(i),
    name,
    initials: name
      .split(' ')
      .map((word) => word[0])
      .join(''),
  })),
  refused: [],
  past: null,
  first_steps: [
    { id: 'drag', text: 'Drag RO-22 off Singles Day', route: '#/calendar?release=RO-22', done: true },
    { id: 'why', text: 'Ask why CHG-2207 waits for RO-23', route: '#/bundles?change=CHG-2207', done: false },
    { id: 'offer', text: 'Send an offer to Commerce', route: '#/freezes', done: false },
    { id: 'present', text: 'Export the CAB deck', route: '#/releases', done: false },
    { id: 'pdf', text: 'Export the plan as PDF', route: '#/calendar', done: false },
  ],
  sharing: alone,
};

export type Answers = Record<string, (question: never) => unknown>;

export const answers: Answers = {
  frame: () => frameView,
  search: ({ text }: { text: string }) =>
    [
      {
        kind: 'release',
        id: '1',
        reference: 'RO-23',
        title: 'Retail Online 26.23',
        route: '#/calendar?release=1',
      },
      {
        kind: 'change',
        id: '2',
        reference: 'CHG-2207',
        title: 'Basket price cache rewrite',
        route: '#/bundles?change=2',
      },
      { kind: 'freeze', id: '3', reference: '', title: 'Peak trading 2026', route: '#/freezes?freeze=3' },
      { kind: 'person', id: '4', reference: '', title: 'Ines Costa', route: '#/releases?owner=4' },
    ].filter((hit) => `${hit.reference} ${hit.title}`.toLowerCase().includes(text.toLowerCase())),
  publish_preview: () => ({
    version: 8,
    previous: 7,
    collisions: 3,
    differences: [
      {
        table: 'release',
        id: '1',
        reference: 'RO-23',
        sentence: 'RO-23 moves from Wed 25 Nov 22:00 to Wed 18 Nov 22:00',
      },
      { table: 'change', id: '2', reference: 'CHG-2207', sentence: 'CHG-2207 joins RO-23' },
      { table: 'freeze', id: '3', reference: 'FZ-12', sentence: 'Peak trading now ends Tue 1 Dec' },
    ],
  }),
};

/** A desk with these answers; `said` lists what was called, `push` speaks to the window. */
export function fixtureDesk(given: Answers = answers, opened = true) {
  const said: { name: string; question: unknown }[] = [];
  const hearers = new Set<(push: Push) => void>();
  const picked: Record<string, unknown> = {};
  const made: Desk = {
    async call(name, question) {
      said.push({ name, question });
      const answer = given[name];
      if (!answer)
        throw { kind: 'malformed', code: 'malformed', sentence: `There is no call named ${name}.` };
      const value = answer(question as never);
      return name === 'frame' && !opened ? { ...(value as FrameView), plan: null, first_steps: [] } : value;
    },
    async window(command) {
      said.push({ name: command, question: null });
      if (command in picked) return picked[command];
      return command === 'remembered' ? { last_plan: null, theme: 'system', opening: null } : null;
    },
    listen(hear) {
      hearers.add(hear);
      return () => hearers.delete(hear);
    },
  };
  return {
    said,
    push: (push: Push) => hearers.forEach((hear) => hear(push)),
    /** What a command of the window answers from now on, e.g. a native dialog. */
    answer: (command: string, value: unknown) => {
      picked[command] = value;
    },
    provide: () => provide(made),
  };
}
