/** Ask, offer, the option in view and the releases as a scene. */
import type { OfferPhase } from '../../desk/wire';
import type { Words } from '../../parts/pictured';
import type { Scene } from '../../parts/scene';
import { PAD, Sheet, TITLE, type Colour } from '../../parts/sheet';
import { Axis } from '../../parts/timeline';
import { date } from '../../words/dates';
import { ms } from '../../words/zones';
import type { ReleaseTick } from '../../desk/wire';
import { marks } from './ticks';

export type AxisBar = {
  name: string;
  kind: string;
  phases: readonly Pick<OfferPhase, 'name' | 'window' | 'level'>[];
};
type Given = {
  bars: readonly AxisBar[];
  releases: readonly ReleaseTick[];
  /** Where the option in view puts what it moves. */
  landings: readonly { reference: string; at: number }[];
  stretch: { from: number; to: number };
  zone: string;
  /** What fits inside a phase. */
  label: (phases: AxisBar['phases'], at: number, room: number) => string;
};
const LABEL = 160;
const WIDE = 840;
const LANE = 26;
const looks: Record<string, { fill: string; stroke: string; dash?: string; hatch?: string; tone: string }> = {
  ask: { fill: 'surface', stroke: 'freeze', dash: '4 3', tone: 'freeze' },
  offer: { fill: 'freeze-w', stroke: 'freeze', tone: 'freeze' },
  agreed: { fill: 'freeze-w', stroke: 'freeze', hatch: 'freeze', tone: 'freeze' },
  view: { fill: 'accent-w', stroke: 'accent', tone: 'accent' },
};

export function axisScene(given: Given, words: Words, colour: Colour): Scene {
  const { bars, releases, landings, stretch, zone, label } = given;
  const axis = new Axis(stretch.from, stretch.to, WIDE, zone);
  const lanes = bars.reduce((sum, bar) => sum + bar.phases.length, 0);
  const [x, y] = [PAD + LABEL, TITLE + 26];
  const height = lanes * LANE + 46;
  const sheet = new Sheet(words, x + WIDE + PAD, y + height + PAD, colour);
  const weeks = axis.weeks();
  const every = Math.max(1, Math.ceil(58 / Math.max(1, axis.perDay * 7)));
  weeks.forEach((week, i) => {
    sheet.line(x + week.x, TITLE + 8, x + week.x, y + height, 'line');
    if (i % every === 0 && week.x < WIDE - 40)
      sheet.text(x + week.x + 5, TITLE + 18, date(week.at, zone), { tone: 'ink-3' });
  });
  let top = y;
  for (const bar of bars) {
    const look = looks[bar.kind] ?? looks.ask;
    sheet.text(PAD, top + 17, bar.name, { size: 12, weight: 600, tone: 'ink', most: LABEL - 10 });
    bar.phases.forEach((phase, i) => {
      const band = axis.band(ms(phase.window.start), ms(phase.window.end));
      if (band && look) {
        const { tone, ...drawn } = look;
        sheet.rect(x + band.x, top + 3, band.width, 20, { ...drawn, round: 4, weight: 1.25 });
        sheet.text(x + band.x + 7, top + 17, label(bar.phases, i, band.width), { tone, weight: 600 });
      }
      top += LANE;
    });
  }
  sheet.text(PAD, top + 14, 'Releases', { tone: 'ink-3' });
  for (const mark of marks(releases, axis)) {
    const tone = mark.inside ? 'alert' : 'c1';
    sheet.rect(x + mark.x - 3.5, top + 4, 7, 9, { fill: tone, round: 2 });
    if (mark.name !== null)
      sheet.text(x + mark.x + mark.name, top + 25 + mark.line * 13, mark.reference, {
        align: 'middle',
        weight: 550,
        tone: mark.inside ? 'alert' : 'ink',
      });
  }
  for (const { at } of landings) {
    const place = axis.x(at);
    if (place >= 0 && place <= WIDE)
      sheet.rect(x + place - 3.5, top + 4, 7, 9, {
        fill: 'surface',
        stroke: 'accent',
        weight: 1.5,
        round: 2,
      });
  }
  return sheet.scene;
}
