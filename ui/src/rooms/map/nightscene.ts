/** The night of a release as a scene: a row for each step, the hours, and the lines that must not be crossed. */
import type { ReleaseOrder } from '../../desk/wire';
import type { Words } from '../../parts/pictured';
import type { Scene } from '../../parts/scene';
import { PAD, Sheet, TITLE, type Colour } from '../../parts/sheet';
import { clock } from '../../words/dates';
import { minutes } from '../../words/durations';
import { lanes, type Night } from './night';

const ROW = 22;
const LABEL = 230;
const WIDE = 760;

/** By steps, or by the crews that do them. */
export function nightScene(
  order: ReleaseOrder,
  drawn: Night,
  by: 'steps' | 'crews',
  zone: string,
  words: Words,
  colour: Colour,
): Scene {
  const crews = by === 'crews' ? lanes(drawn) : [];
  const rows =
    by === 'crews'
      ? crews.map(({ crew, steps }) => ({ label: crew, steps }))
      : drawn.bars.map((bar, i) => ({ label: `${bar.line.wave}  ${bar.line.what}`, steps: [i] }));
  const height = rows.length * ROW;
  const sheet = new Sheet(words, PAD * 2 + LABEL + WIDE, TITLE + height + 74, colour);
  const [x, y] = [PAD + LABEL, TITLE + 6];
  const at = (share: number) => x + share * WIDE;
  for (const tick of drawn.ticks) {
    sheet.line(at(tick.left), y, at(tick.left), y + height, 'line');
    sheet.text(at(tick.left), y + height + 16, clock(tick.at, zone), { tone: 'ink-3', align: 'middle' });
  }
  sheet.line(at(drawn.shuts), y, at(drawn.shuts), y + height, 'ctl-line');
  rows.forEach((row, i) => {
    const top = y + i * ROW;
    sheet.text(PAD, top + 15, row.label, { size: 12, most: LABEL - 12 });
    for (const step of row.steps) {
      const bar = drawn.bars[step];
      if (!bar) continue;
      if (by === 'steps')
        sheet.rect(at(bar.slack.left), top + 10, bar.slack.width * WIDE, 2, { fill: 'track' });
      sheet.rect(at(bar.deploy.left), top + 4, Math.max(3, bar.deploy.width * WIDE), 13, {
        fill: 'c1',
        opacity: bar.line.critical ? 1 : 0.45,
        round: 2.5,
      });
      sheet.rect(at(bar.check.left), top + 4, bar.check.width * WIDE, 13, {
        fill: 'surface',
        stroke: 'ok',
        weight: 1.25,
        round: 2.5,
      });
    }
  });
  const foot = y + height + 36;
  if (drawn.lastSafe !== null && order.last_safe_back_out) {
    const line = at(drawn.lastSafe);
    const before = drawn.lastSafe > 0.4;
    sheet.line(line, y, line, foot, 'alert', { weight: 2 });
    sheet.text(
      line + (before ? -6 : 6),
      foot,
      `Last safe back-out ${clock(order.last_safe_back_out, zone)}, takes ${minutes(order.back_out_minutes)}`,
      { tone: 'alert', weight: 600, align: before ? 'end' : 'start' },
    );
  } else
    sheet.text(x, foot, `Backing out takes ${minutes(order.back_out_minutes)}: never inside the window`, {
      tone: 'alert',
      weight: 600,
    });
  if (drawn.noReturn !== null && order.point_of_no_return) {
    const line = at(drawn.noReturn);
    const before = drawn.noReturn > 0.7;
    sheet.line(line, y, line, foot + 14, 'warn', { dash: '4 3', weight: 1.5 });
    sheet.text(
      line + (before ? -6 : 6),
      foot + 16,
      `No return after ${clock(order.point_of_no_return, zone)}`,
      {
        tone: 'warn-ink',
        weight: 600,
        align: before ? 'end' : 'start',
      },
    );
  }
  return sheet.scene;
}
