/** The board as lanes of cards: filtered, and with what a trial would move shown at both ends. */
import type { Board, Card, Move } from '../../desk/wire';
import { linesOf, type Line } from '../../parts/copying';
import { whole } from '../../words/numbers';
import type { Filter } from './filter';

/** A lane's key in the page: the release's id, or this for what waits. */
export const WAITING = 'waiting';
export type LaneKey = string;

export type Shown = {
  card: Card;
  /** `here`: as it is; `leaves`: a ghost where it was; `arrives`: where the trial puts it. */
  mark: 'here' | 'leaves' | 'arrives';
  /** The other end of the move, as a reference. */
  other: string;
};
export type Lane = {
  key: LaneKey;
  /** `null` is the lane of what waits. */
  release: string | null;
  reference: string;
  shown: Shown[];
  /** Cards before the filter. */
  all: number;
};

export const keyOf = (release: string | null): LaneKey => release ?? WAITING;
export const releaseOf = (key: LaneKey): string | null => (key === WAITING ? null : key);

/** Where the moves put which change. */
export function destinations(moves: readonly Move[]): Map<string, string | null> {
  const to = new Map<string, string | null>();
  for (const step of moves) if (step.move === 'place-change') to.set(step.change, step.release);
  return to;
}

/** Every card of the board by id. */
export function cardsOf(board: Board): Map<string, Card> {
  const all = [...board.columns.flatMap((column) => column.cards), ...board.deferred.cards];
  return new Map(all.map((card) => [card.id, card]));
}

/** What the lanes show. Cards that a trial moves come first where they arrive. */
export function lanesOf(board: Board, filter: Filter, moves: readonly Move[] = []): Lane[] {
  const to = destinations(moves);
  const names = new Map(board.columns.map((column) => [column.id, column.reference]));
  const name = (release: string | null) =>
    release === null ? 'waiting' : (names.get(release) ?? 'another train');
  const known = cardsOf(board);
  const arriving = new Map<LaneKey, Shown[]>();
  for (const [id, release] of to) {
    const card = known.get(id);
    if (!card || card.release === release) continue;
    const list = arriving.get(keyOf(release)) ?? [];
    list.push({ card, mark: 'arrives', other: name(card.release) });
    arriving.set(keyOf(release), list);
  }
  const lane = (release: string | null, reference: string, cards: readonly Card[]): Lane => {
    const stay = cards.map((card): Shown => {
      const target = to.get(card.id);
      const leaves = target !== undefined && target !== card.release;
      return leaves ? { card, mark: 'leaves', other: name(target) } : { card, mark: 'here', other: '' };
    });
    const shown = [...(arriving.get(keyOf(release)) ?? []), ...stay];
    const place = release === null ? '' : reference;
    return {
      key: keyOf(release),
      release,
      reference,
      shown: filter.empty ? shown : shown.filter((each) => filter.test(each.card, place)),
      all: cards.length,
    };
  };
  return [
    ...board.columns.map((column) => lane(column.id, column.reference, column.cards)),
    lane(null, 'Deferred', board.deferred.cards),
  ];
}

export type At = { lane: number; index: number };

/** Where a card stands; ghosts are passed over. */
export function find(lanes: readonly Lane[], id: string | null): At | null {
  if (id === null) return null;
  for (const [lane, each] of lanes.entries()) {
    const index = each.shown.findIndex((shown) => shown.card.id === id && shown.mark !== 'leaves');
    if (index >= 0) return { lane, index };
  }
  return null;
}

/** Where an arrow leads; sideways to the next lane that has cards, at the same height or its last card. */
export function step(lanes: readonly Lane[], at: At | null, key: string): At | null {
  const first = lanes.findIndex((lane) => lane.shown.length > 0);
  if (first < 0) return null;
  if (!at) return { lane: first, index: 0 };
  const length = lanes[at.lane]?.shown.length ?? 0;
  if (key === 'ArrowDown') return { lane: at.lane, index: Math.min(length - 1, at.index + 1) };
  if (key === 'ArrowUp') return { lane: at.lane, index: Math.max(0, at.index - 1) };
  if (key === 'Home') return { lane: at.lane, index: 0 };
  if (key === 'End') return { lane: at.lane, index: length - 1 };
  const by = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
  for (let lane = at.lane + by; by !== 0 && lane >= 0 && lane < lanes.length; lane += by) {
    const count = lanes[lane]?.shown.length ?? 0;
    if (count > 0) return { lane, index: Math.min(at.index, count - 1) };
  }
  return at;
}

/** The board as a table: a row for each card that shows, where it stands. */
export const boardLines = (lanes: readonly Lane[], currency: string): Line[] =>
  linesOf(
    [
      'Change',
      'Title',
      'Rides',
      'Risk',
      'Effort, points',
      'Minutes',
      `Value a week, ${currency}`,
      'Service',
      'Team',
      'Marks',
    ],
    lanes.flatMap((lane) =>
      lane.shown
        .filter(({ mark }) => mark !== 'leaves')
        .map(({ card }) => [
          card.reference,
          card.title,
          lane.reference,
          whole(card.risk),
          whole(card.points),
          whole(card.minutes),
          whole(card.value_per_week),
          card.services.join(', '),
          card.team,
          [...(card.pinned ? ['pinned'] : []), ...card.tags.map((tag) => tag.text)].join(', '),
        ]),
    ),
  );
