/** Invented answers of a shared plan, for looking at it and for its tests. Never part of a build. */
import type { AwayView, ConflictView, FrameView, HubPlace, SharingState } from '../src/desk/wire';
import { answers, frameView, type Answers } from './fixture';

const at = (clock: string) => `2026-10-06T${clock}Z`;

export const sharing: SharingState = {
  kind: 'shared',
  hub: 'Team share files01, folder plans',
  address: '/mnt/files01/plans/Q4 2026.hub',
  connection: { kind: 'up-to-date' },
  waiting: 0,
  conflicts_mine: 0,
  conflicts_others: 0,
  away: 0,
  members: [
    {
      author: 'Deniz Aksoy',
      computer: 'LT-0221',
      initials: 'DA',
      key: '5c1e90ab',
      me: true,
      seen_at: at('11:56:58'),
      place: 'calendar',
      behind: 0,
    },
    {
      author: 'Tomás Reyes',
      computer: 'LT-0417',
      initials: 'TR',
      key: '7be20c14',
      me: false,
      seen_at: at('11:56:30'),
      place: 'freezes',
      behind: 0,
    },
    {
      author: 'Ines Costa',
      computer: 'WS-12',
      initials: 'IC',
      key: '91aa5f03',
      me: false,
      seen_at: at('09:47:55'),
      place: 'releases',
      behind: 12,
    },
    {
      author: 'Lukas Weber',
      computer: 'LT-0098',
      initials: 'LW',
      key: 'a91f77c0',
      me: false,
      seen_at: '2026-10-04T16:02:11Z',
      place: '',
      behind: 41,
    },
  ],
  last_visit: at('11:56:58'),
};

export const offline: Partial<SharingState> = {
  connection: {
    kind: 'offline',
    since: at('11:20:00'),
    sentence:
      "The shared plan can't be reached: files01 does not answer. Your edits are saved on this computer and will merge later.",
  },
  waiting: 23,
  last_visit: at('11:19:40'),
};
export const stopped: Partial<SharingState> = {
  connection: {
    kind: 'stopped',
    code: 'hub-parted',
    sentence:
      'The shared plan no longer holds entry 48,190, which it had acknowledged: it was restored from an older copy, or its storage loses writes. Nothing of yours is lost.',
    way_out: 'Publish your copy to it again.',
  },
  waiting: 3,
};

export const conflicts: ConflictView[] = [
  {
    id: 'c1',
    table: 'release',
    record: 'r23',
    kind: 'Release',
    name: 'RO-23 Retail Online 26.23',
    field: 'deploys',
    reason: 'both-changed',
    sentence: 'You and Ines Costa both moved RO-23.',
    mine_by: 'Deniz Aksoy',
    mine_at: at('09:12:20'),
    is_mine: true,
    theirs_by: 'Ines Costa',
    theirs_at: at('08:47:55'),
    choices: [
      { choice: 'was', shown: 'Wed 25 Nov, 22:00 – Thu 26 Nov, 01:00', blocked: null },
      { choice: 'mine', shown: 'Wed 18 Nov, 22:00 – Thu 19 Nov, 01:00', blocked: null },
      { choice: 'theirs', shown: 'Wed 2 Dec, 22:00 – Thu 3 Dec, 01:00', blocked: null },
    ],
  },
  {
    id: 'c2',
    table: 'freeze',
    record: 'f12',
    kind: 'Freeze',
    name: 'FZ-12 Peak trading 2026',
    field: 'exception criteria',
    reason: 'both-changed',
    sentence: 'You and Lukas Weber both wrote what an exception to FZ-12 needs.',
    mine_by: 'Deniz Aksoy',
    mine_at: at('09:20:04'),
    is_mine: true,
    theirs_by: 'Lukas Weber',
    theirs_at: '2026-10-04T15:58:00Z',
    choices: [
      { choice: 'was', shown: 'Customers cannot pay, or data is lost.', blocked: null },
      {
        choice: 'mine',
        shown: 'Customers cannot pay, or data is lost, and the change is backed out within 30 minutes.',
        blocked: null,
      },
      {
        choice: 'theirs',
        shown: 'Customers cannot pay for more than 15 minutes, or data is lost.',
        blocked: null,
      },
    ],
  },
  {
    id: 'c3',
    table: 'change',
    record: 'h2207',
    kind: 'Change',
    name: 'CHG-2207 Basket price cache rewrite',
    field: null,
    reason: 'removed-by-them',
    sentence: 'Tomás Reyes took CHG-2207 out; you changed its effort.',
    mine_by: 'Deniz Aksoy',
    mine_at: at('09:31:00'),
    is_mine: true,
    theirs_by: 'Tomás Reyes',
    theirs_at: at('07:15:00'),
    choices: [
      { choice: 'was', shown: 'CHG-2207 Basket price cache rewrite\nEffort 8 points', blocked: null },
      { choice: 'mine', shown: 'CHG-2207 Basket price cache rewrite\nEffort 13 points', blocked: null },
      { choice: 'theirs', shown: '', blocked: null },
    ],
  },
  {
    id: 'c4',
    table: 'publication',
    record: 'p8',
    kind: 'Version',
    name: 'Version 8',
    field: null,
    reason: 'overtaken',
    sentence: 'Version 8 was published on what was no longer the newest plan.',
    mine_by: 'Deniz Aksoy',
    mine_at: at('09:40:00'),
    is_mine: true,
    theirs_by: 'Ines Costa',
    theirs_at: at('09:05:00'),
    choices: [
      { choice: 'was', shown: '', blocked: null },
      {
        choice: 'mine',
        shown: 'Version 8, “Peak agreed”',
        blocked:
          'A version cannot be put back after others have changed the plan. Keep theirs, look at the difference, and publish again.',
      },
      { choice: 'theirs', shown: '', blocked: null },
    ],
  },
];

const difference = (
  table: AwayView['differences'][number]['what']['table'],
  reference: string,
  sentence: string,
  ...by: string[]
) => ({ what: { table, id: reference.toLowerCase(), reference, sentence }, by });

export const away: AwayView = {
  also: [],
  since: at('06:00:00'),
  from_seq: 48_150,
  to_seq: 48_209,
  entries: 31,
  colleagues: [
    { author: 'Lukas Weber', initials: 'LW', entries: 19, last_at: at('11:40:02') },
    { author: 'Ines Costa', initials: 'IC', entries: 12, last_at: at('11:20:44') },
  ],
  differences: [
    difference(
      'release',
      'RO-23',
      'RO-23 moves from Wed 25 Nov 22:00 to Wed 2 Dec 22:00',
      'Ines Costa',
      'Lukas Weber',
    ),
    difference('release', 'RO-24', 'RO-24 is new, Wed 9 Dec 22:00', 'Lukas Weber'),
    difference('change', 'CHG-2198', 'CHG-2198 leaves RO-22 and waits', 'Ines Costa'),
    difference('change', 'CHG-2214', 'CHG-2214 moves from RO-22 to RO-23', 'Lukas Weber'),
    difference('change', 'CHG-2272', 'CHG-2272 joins RO-24', 'Lukas Weber'),
    difference('freeze', 'FZ-12', 'Peak trading now ends Tue 1 Dec', 'Ines Costa'),
  ],
  renumbered: [{ table: 'change', record: 'h1', from: 'CHG-2290', to: 'CHG-2293' }],
  conflicts: 4,
};

export const place: HubPlace = {
  address: '/mnt/files01/plans/Q4 2026.hub',
  kind: 'file',
  place: 'A folder on an NFS 4.2 share of files01.',
  safe: true,
  sentence: '',
  way_out: '',
  holds: null,
  holds_this_plan: false,
};

/** Taking something back where a colleague was faster. */
export const faster: Answers = {
  undo: () => {
    throw {
      kind: 'stale',
      code: 'stale',
      sentence: 'Ines Costa changed RO-23.',
      changed: {
        author: 'Ines Costa',
        at: at('11:55:00'),
        sentence: 'Moved RO-23 to Wed 2 Dec 22:00',
        seq: 48_210,
        name: 'RO-23',
        fields: [
          { field: 'deploys', before: '2026-11-25T21:00:00Z', after: '2026-12-02T21:00:00Z' },
          { field: 'scope lock', before: 'Mon 16 Nov', after: 'Mon 23 Nov' },
        ],
      },
    };
  },
};

/** Answers of a shared plan whose sharing differs so. */
export function sharedAnswers(differs: Partial<SharingState> = {}, more: Answers = {}): Answers {
  const frame: FrameView = { ...frameView, sharing: { ...sharing, ...differs } };
  return {
    ...answers,
    frame: () => frame,
    conflicts: () => conflicts,
    away: () => away,
    seen_away: () => ({}),
    i_am_at: () => ({}),
    judge_hub_place: ({ address }: { address: string }) => ({ ...place, address }),
    ...more,
  };
}
