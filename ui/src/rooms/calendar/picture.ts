/** The calendar as a scene: the days that show, and every lane, also those further down than the window reaches. */
import type { Words } from '../../parts/pictured';
import { bars as riskBars, level } from '../../parts/risk';
import type { Scene as Picture } from '../../parts/scene';
import { PAD, Sheet, TITLE, type Colour } from '../../parts/sheet';
import { date } from '../../words/dates';
import { minutes } from '../../words/durations';
import { count } from '../../words/numbers';
import { bandWords, labelParts, rooms } from './labels';
import { clustered } from './marks';
import { BAR, box, boxes, lines, MORE, shapePaths, tailEnds, type Placed } from './paths';
import { heightOf, type Row } from './rows';
import { DAY } from './ruler.svelte';
import type { Scene, Shape, Span } from './scene';

const LABEL = 176;
const AXIS = 44;
const MARKS = 22;

export type Shown = {
  scene: Scene;
  rows: readonly Row[];
  keeps: ((shape: Shape) => boolean) | null;
  /** What of the time shows. */
  span: Span;
  /** Pixels it takes. */
  wide: number;
};

export function calendarPicture(shown: Shown, words: Words, colour: Colour): Picture {
  const { scene, rows, span, wide } = shown;
  const perDay = (wide / (span.end - span.start)) * DAY;
  const to = {
    x: (at: number) => ((at - span.start) / DAY) * perDay,
    shows: (start: number, end: number) => end >= span.start && start <= span.end,
  };
  const [left, top] = [PAD + LABEL, TITLE + AXIS + MARKS];
  const height = heightOf(rows);
  const sheet = new Sheet(words, left + wide + PAD, top + height + PAD, colour);
  const on = { sheet, to, perDay, x: left, wide, zone: scene.zone, keeps: shown.keeps };

  if (perDay >= 4) sheet.path(boxes(scene.weekends, to, 0, height), { x: left, y: top, fill: 'weekend' });
  const upright = (at: readonly { at: number }[]) =>
    lines(
      at.map((each) => each.at),
      to,
      -AXIS - MARKS,
      height + AXIS + MARKS,
    );
  if (perDay >= 3) sheet.path(upright(scene.weeks), { x: left, y: top, stroke: 'line' });
  sheet.path(upright(scene.months), { x: left, y: top, stroke: 'line-2' });
  for (const row of rows) lane(on, row, top + row.top);
  const now = to.shows(scene.now, scene.now) ? left + to.x(scene.now) : null;
  if (now !== null) sheet.line(now, TITLE + AXIS, now, top + height, 'accent', { weight: 2 });

  // What runs over the sides is covered, and the names stand on top.
  const all = sheet.scene.height;
  sheet.rect(0, TITLE, left, all - TITLE, { fill: 'surface' });
  sheet.rect(left + wide, TITLE, PAD, all - TITLE, { fill: 'surface' });
  for (const row of rows) heading(sheet, row, top + row.top);
  axis(on, scene, top);
  if (now !== null)
    sheet.text(now + (now > left + 50 ? -5 : 5), TITLE + AXIS - 4, date(scene.now, scene.zone), {
      tone: 'accent',
      weight: 600,
      align: now > left + 50 ? 'end' : 'start',
    });
  sheet.line(left, TITLE, left, top + height, 'line-2');
  return sheet.scene;
}

type On = {
  sheet: Sheet;
  to: { x(at: number): number; shows(start: number, end: number): boolean };
  perDay: number;
  /** Left edge of the track. */
  x: number;
  wide: number;
  zone: string;
  keeps: Shown['keeps'];
};

/** Months, weeks, and the collisions below them. */
function axis({ sheet, to, perDay, x, wide }: On, scene: Scene, top: number): void {
  for (const month of scene.months) {
    if (!to.shows(month.at, month.end)) continue;
    const from = Math.max(0, to.x(month.at));
    const room = Math.min(wide, to.x(month.end)) - from - 10;
    const [name = ''] = month.label.split(' ');
    const fits = [month.label, name, name.slice(0, 3)].find((form) => form.length * 8 < room);
    sheet.text(x + from + 6, TITLE + 15, fits ?? '', { size: 12, weight: 650, tone: 'ink' });
  }
  if (perDay * 7 >= 22)
    for (const week of scene.weeks) {
      const at = to.x(week.at);
      if (at < 0 || at > wide - 20) continue;
      const number = perDay * 7 >= 52 ? ` W${week.week}` : '';
      sheet.text(x + at + 5, TITLE + 32, `${week.day}${number}`);
    }
  const y = top - MARKS;
  sheet.line(PAD, y, x + wide, y, 'line');
  sheet.line(PAD, top, x + wide, top, 'line-2');
  sheet.text(
    PAD,
    y + 15,
    scene.marks.length === 0 ? 'No collisions' : count(scene.marks.length, 'collision'),
    {
      size: 12,
      weight: 600,
      tone: scene.marks.length === 0 ? 'ink-3' : 'alert',
    },
  );
  for (const each of clustered(scene.marks, null, null, to)) {
    if (each.x < 0 || each.x > wide) continue;
    const look = each.light ? { stroke: 'warn' } : { fill: 'alert', stroke: 'alert' };
    sheet.path('M-4.2 -3.8h8.4L0 3.8z', { x: x + each.x, y: y + 11, ...look });
    const room = Math.min(each.room, wide - each.x) - 10;
    if (room > 24)
      sheet.text(x + each.x + 8, y + 15, each.label, {
        tone: each.light ? 'ink-2' : 'alert',
        weight: each.light ? undefined : 600,
        most: room,
      });
  }
}

/** The name of a lane at its left. */
function heading(sheet: Sheet, row: Row, y: number): void {
  const most = LABEL - 10;
  const name = (text: string, note = '') => {
    const bold = row.kind === 'train' || row.kind === 'loose';
    sheet.text(PAD, y + (row.kind === 'train' ? 22 : row.kind === 'loose' ? 17 : 15), text, {
      size: bold ? 13 : 12,
      weight: bold ? 650 : undefined,
      tone: 'ink',
      most,
    });
    if (bold) sheet.text(PAD, y + (row.kind === 'loose' ? 32 : 38), note, { tone: 'ink-3', most });
  };
  if (row.kind === 'section')
    sheet.text(PAD, y + 15, row.title.toUpperCase(), { size: 10, weight: 650, tone: 'ink-3' });
  else if (row.kind === 'train') name(row.lane.name, row.lane.cadence);
  else if (row.kind === 'loose')
    name('Emergency', row.placed.length === 0 ? 'none' : `${row.placed.length} out of band`);
  else if (row.kind === 'window') name(`${row.lane.name} ${row.lane.local}`);
  else if (row.kind === 'environment') name(row.lane.reference);
  else name(row.lane.name);
}

/** What stands in a lane. */
function lane(on: On, row: Row, y: number): void {
  const { sheet, x, wide, to } = on;
  if (row.kind === 'section') sheet.rect(x, y, wide, row.height, { fill: 'sunken' });
  if (row.kind === 'section')
    sheet.text(x + 8, y + 15, row.open ? row.note : `${count(row.lanes, 'lane')} folded`, {
      tone: 'ink-3',
      most: wide - 16,
    });
  else if (row.kind === 'window') {
    const least = Math.max(2, Math.min(8, on.perDay * 0.8));
    sheet.path(boxes(row.lane.regular, to, 6, 9, least, 1.5), { x, y, fill: 'window' });
    sheet.path(boxes(row.lane.extended, to, 6, 9, least, 1.5), { x, y, fill: 'window-2' });
    sheet.path(boxes(row.lane.closed, to, 6.5, 8, Math.max(2, least - 1), 1.5), {
      x,
      y,
      fill: 'surface',
      stroke: 'dash',
    });
    for (const { at, minutes: jump } of row.lane.changes) {
      if (!to.shows(at, at)) continue;
      sheet.path(lines([at], to, 1, row.height - 3), { x, y, stroke: 'warn', dash: '2 2' });
      sheet.text(x + to.x(at) + 4, y + 14, `${jump > 0 ? '+' : ''}${minutes(jump)}`, {
        tone: 'warn-ink',
        weight: 600,
      });
    }
  } else if (row.kind === 'freeze') {
    freeze(on, row, y);
  } else if (row.kind === 'train') train(on, row, y);
  else if (row.kind === 'loose') for (const { shape } of row.placed) loose(on, shape, y);
  else if (row.kind === 'project') project(on, row, y);
  else if (row.kind === 'meeting') {
    for (const { start, end } of on.perDay < 2.2 ? [] : row.lane.at)
      if (to.shows(start, end)) sheet.rect(x + to.x(start) - 3.5, y + 7, 7, 7, { fill: 'ink-2', round: 2 });
  } else environment(on, row, y);
  sheet.line(x, y + row.height, x + wide, y + row.height, 'line');
}

function freeze({ sheet, to, x, wide }: On, row: Extract<Row, { kind: 'freeze' }>, y: number): void {
  const both = row.lane.bands.find((band) => band.kind === 'both')?.span;
  // What both sides want lies over what each of them said.
  for (const { kind, span } of [...row.lane.bands].sort(
    (a, b) => +(a.kind === 'both') - +(b.kind === 'both'),
  )) {
    if (!to.shows(span.start, span.end)) continue;
    const [from, until] = [to.x(span.start), Math.max(to.x(span.start) + 4, to.x(span.end))];
    const solid = kind === 'agreed' || kind === 'both';
    sheet.rect(x + from, y + 2, until - from, 17, {
      fill: solid ? 'freeze-w' : undefined,
      hatch: solid ? 'freeze' : undefined,
      stroke: 'freeze',
      dash: solid ? undefined : kind === 'offer' ? '1 2' : '3 2',
      round: 3,
    });
    const covered = both !== undefined && kind !== 'both';
    const start = Math.max(covered && kind === 'offer' ? to.x(both.end) : from, 0);
    const end = Math.min(covered && kind === 'ask' ? to.x(both.start) : until, wide);
    const said = bandWords[kind] ?? kind;
    if (end - start > said.length * 6.6 + 10)
      sheet.text(x + start + 6, y + 14, said, { tone: 'freeze', weight: 600 });
  }
}

function train({ sheet, to, x, wide, keeps }: On, row: Extract<Row, { kind: 'train' }>, y: number): void {
  const spans = row.lane.freezes.map((band) => band.span);
  const agreed = row.lane.freezes.filter((band) => band.agreed).map((band) => band.span);
  const asked = row.lane.freezes.filter((band) => !band.agreed).flatMap(({ span }) => [span.start, span.end]);
  sheet.path(boxes(agreed, to, 0, row.height - 1), { x, y, fill: 'freeze-w', hatch: 'freeze' });
  sheet.path(lines(asked, to, 0, row.height), { x, y, stroke: 'freeze', dash: '3 2' });
  const look = (placed: readonly Placed[], opacity?: number) => {
    const paths = shapePaths(placed, to, spans);
    const at = { x, y, opacity };
    sheet.path(paths.ghost, { ...at, stroke: 'accent', dash: '3 2' });
    sheet.path(paths.hatch, { ...at, hatch: 'alert' });
    sheet.path(paths.lock, { ...at, fill: 'phase-lock' });
    sheet.path(paths.test, { ...at, fill: 'phase-test' });
    sheet.path(paths.tail, { ...at, stroke: 'c1', weight: 1.5, dash: '1.5 2' });
    sheet.path(tailEnds(placed, to), { ...at, stroke: 'c1' });
    sheet.path(paths.deploy, { ...at, fill: 'c1' });
    sheet.path(paths.alert, { ...at, fill: 'alert' });
  };
  const faded = ({ shape }: Placed) => keeps !== null && !keeps(shape);
  look(row.placed.filter((placed) => !faded(placed) && placed.shape.movable));
  look(
    row.placed.filter((placed) => !faded(placed) && !placed.shape.movable),
    0.5,
  );
  look(row.placed.filter(faded), 0.22);

  const named = row.placed.filter(({ shape }) => to.shows(shape.lock, shape.watchEnds));
  const room = rooms(
    named.map(({ shape, row: line }) => ({ x: to.x(shape.lock), row: line })),
    wide,
  );
  named.forEach((placed, i) => {
    const { shape, row: line } = placed;
    const start = Math.max(2, to.x(shape.lock));
    const parts = labelParts(shape, (room[i] ?? 0) - (start - to.x(shape.lock)));
    if (!parts.reference || faded(placed)) return;
    const base = y + BAR - 16 + line * MORE;
    let at = x + start;
    sheet.text(at, base, shape.reference, { size: 13, weight: 650, tone: 'ink' });
    at += shape.reference.length * 8.2 + 7;
    if (parts.glyph) {
      const of = level(shape.level);
      sheet.path(
        riskBars(of)
          .map((bar) => box(bar.x, bar.y, 2, bar.height))
          .join(''),
        { x: at, y: base - 10, fill: `risk-${of}` },
      );
      at += 18;
    }
    if (parts.count) {
      sheet.text(at, base, String(shape.changes), { size: 13, tone: 'ink-3' });
      at += 5 + 7.5 * String(shape.changes).length;
    }
    if (parts.sign)
      sheet.path('M5 0L10 9H0zM5 3.4v2.6M5 7.3v.4', { x: at, y: base - 10, stroke: 'alert', weight: 1.3 });
  });
}

function loose({ sheet, to, x, wide, keeps }: On, shape: Shape, y: number): void {
  const at = to.x(shape.deploy.start) - 2;
  if (at > wide || at < -60) return;
  const emergency = shape.kind === 'emergency';
  const opacity = keeps && !keeps(shape) ? 0.3 : undefined;
  sheet.rect(x + at, y + 8, shape.reference.length * 7.4 + 14, 20, {
    fill: emergency ? 'emg-w' : 'surface',
    stroke: emergency ? 'emg' : 'line-2',
    round: 3,
    opacity,
  });
  sheet.text(x + at + 7, y + 22, shape.reference, {
    size: 12,
    weight: 600,
    tone: opacity ? 'ink-3' : emergency ? 'emg' : 'ink',
  });
}

function project({ sheet, to, x, wide }: On, row: Extract<Row, { kind: 'project' }>, y: number): void {
  sheet.line(x, y + 10.5, x + wide, y + 10.5, 'line');
  row.lane.milestones.forEach((mark, i) => {
    const at = to.x(mark.when);
    const late = mark.late_days > 0;
    if (mark.first !== mark.when) {
      const first = to.x(mark.first);
      sheet.rect(x + Math.min(at, first), y + 9, Math.abs(at - first), 3, { fill: late ? 'warn' : 'line-2' });
    }
    if (at < 0 || at > wide) return;
    const next = row.lane.milestones[i + 1];
    const room = Math.min(next ? to.x(next.when) - at - 22 : 260, wide - at - 14);
    const tone = late ? 'warn' : 'ink-2';
    sheet.path('M0 -6L6 0L0 6L-6 0z', {
      x: x + at,
      y: y + 10.5,
      fill: mark.reached ? tone : 'surface',
      stroke: tone,
      weight: 1.5,
    });
    const words = `${mark.name}${late ? `, ${mark.late_days} d late` : ''}`;
    if (room > 30) {
      sheet.rect(x + at + 8, y + 2, Math.min(room, words.length * 6.2 + 4), 17, { fill: 'surface' });
      sheet.text(x + at + 10, y + 14.5, words, { tone, weight: late ? 600 : undefined, most: room });
    }
  });
}

function environment(
  { sheet, to, x, wide }: On,
  row: Extract<Row, { kind: 'environment' }>,
  y: number,
): void {
  for (const { span, waits, label } of row.lane.bookings) {
    if (!to.shows(span.start, span.end)) continue;
    const [from, long] = [to.x(span.start), Math.max(4, to.x(span.end) - to.x(span.start))];
    if (waits) sheet.rect(x + from, y + 5, long, 11, { stroke: 'ctl-line', dash: '3 2', round: 3 });
    else sheet.rect(x + from, y + 3, long, 15, { fill: 'sunken', stroke: 'line-2', round: 3 });
    const start = Math.max(from, 0);
    const room = Math.min(from + long, wide) - start - 6;
    if (room > 24) sheet.text(x + start + 4, y + 14, label, { most: room });
  }
  for (const { start, end } of row.lane.collides)
    if (to.shows(start, end))
      sheet.rect(x + to.x(start), y + 3, Math.max(3, to.x(end) - to.x(start)), 15, {
        hatch: 'alert',
        stroke: 'alert',
        round: 3,
      });
}
