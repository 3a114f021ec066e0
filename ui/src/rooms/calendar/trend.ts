/** The trend of a project's milestones: on which day each day was named. A line that rises slips. */
import { side, type Drawing, type Spot } from '../../parts/scatter';

type Day = string;
export type Followed = {
  id: string;
  name: string;
  forecasts: readonly { said_on: Day; day: Day }[];
  /** Noon of the day on which it is expected or was reached. */
  when: number;
  reached: boolean;
};

const DAY = 86_400_000;
const number = (day: Day) => Math.round(Date.parse(`${day}T00:00:00Z`) / DAY);

/** Every statement of a milestone, the day on which it was reached last: `[said on, named]` in days since 1970. */
export function statements(of: Followed): [number, number][] {
  const said = of.forecasts.map(({ said_on, day }): [number, number] => [number(said_on), number(day)]);
  const on = Math.floor(of.when / DAY);
  return of.reached && said.length > 0 ? [...said, [on, on]] : said;
}

/** Milestones with something to follow: two statements at least, or one that was reached. */
export const followed = (all: readonly Followed[]): Followed[] =>
  all.filter((each) => statements(each).length > 1);

/** The same as rows: milestone after milestone, each with what was said of it in order. */
export const told = (all: readonly Followed[]) =>
  all.flatMap((of) =>
    statements(of).map(([said, named], i, rows) => ({
      of,
      said,
      named,
      reached: of.reached && i === rows.length - 1,
    })),
  );

/** Lays them out; the chosen one stands out. Where said and named are the same day, a dashed line ends the talk. */
export function trend(
  all: readonly Followed[],
  chosen: string,
  width: number,
  height: number,
  text: (day: number) => string,
): Drawing {
  const lines = all.map((of) => ({ of, at: statements(of) }));
  const points = lines.flatMap((line) => line.at);
  const across = side(
    points.map(([said]) => said),
    width,
    false,
    text,
  );
  const up = side(
    points.map(([, named]) => named),
    height,
    true,
    text,
  );
  const place = ([said, named]: [number, number]) => ({ x: across.at(said), y: up.at(named) });
  const spots: Spot[] = lines.flatMap(({ of, at }) =>
    at.map((each, i) => {
      const last = i === at.length - 1;
      const done = of.reached && last;
      return {
        key: `${of.id} ${i}`,
        ...place(each),
        inside: '',
        tag: '',
        look: done ? 'solid' : 'round',
        front: of.id === chosen,
        words: done
          ? `${of.name}: reached ${text(each[1])}`
          : `${of.name}: on ${text(each[0])} it was to be ${text(each[1])}`,
      };
    }),
  );
  const line = lines.map(({ at }) => polyline(at.map(place))).join('');
  return { spots, line: line + dashes(points, place), across: across.ticks, up: up.ticks };
}

const round = (n: number) => Math.round(n * 10) / 10;
const polyline = (places: readonly { x: number; y: number }[]): string =>
  places.map(({ x, y }, i) => `${i ? 'L' : 'M'}${round(x)} ${round(y)}`).join('');

/** Where the day named is the day on which it is said. */
function dashes(
  points: readonly [number, number][],
  place: (point: [number, number]) => { x: number; y: number },
): string {
  const said = points.map((each) => each[0]);
  const named = points.map((each) => each[1]);
  const from = Math.max(Math.min(...said), Math.min(...named));
  const until = Math.min(Math.max(...said), Math.max(...named));
  const each = (until - from) / 32;
  return each > 0
    ? Array.from({ length: 16 }, (_, i) => {
        const start = from + each * i * 2;
        return polyline([place([start, start]), place([start + each, start + each])]);
      }).join('')
    : '';
}
