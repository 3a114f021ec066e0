/** Points by two numbers as a scene: the marks, the line of the best, and both sides with their steps. */
import type { Words } from './pictured';
import type { Drawing, Spot } from './scatter';
import type { Scene } from './scene';
import { PAD, Sheet, TITLE, type Colour } from './sheet';

const SIZE = { width: 760, height: 460, left: 72, bottom: 44 };

/** `across` and `up` say what the sides measure. */
export function scatterScene(
  draw: (width: number, height: number) => Drawing,
  sides: { across: string; up: string },
  chosen: string | null,
  words: Words,
  colour: Colour,
): Scene {
  const sheet = new Sheet(words, SIZE.width, SIZE.height, colour);
  const [x, y] = [PAD + SIZE.left, TITLE + 24];
  const [width, height] = [SIZE.width - x - PAD, SIZE.height - y - SIZE.bottom];
  const drawn = draw(width, height);
  sheet.text(PAD, TITLE + 10, sides.up, { tone: 'ink-3' });
  sheet.text(x + width, y + height + 34, sides.across, { tone: 'ink-3', align: 'end' });
  for (const tick of drawn.up) {
    sheet.line(x, y + tick.at, x + width, y + tick.at, 'line');
    sheet.text(x - 8, y + tick.at + 4, tick.text, { tone: 'ink-3', align: 'end' });
  }
  sheet.line(x, y + height, x + width, y + height, 'line-2');
  for (const tick of drawn.across)
    sheet.text(x + tick.at, y + height + 16, tick.text, { tone: 'ink-3', align: 'middle' });
  sheet.path(drawn.line, { x, y, stroke: 'ink-3', weight: 1.25 });
  for (const spot of drawn.spots) mark(sheet, spot, x + spot.x, y + spot.y, spot.key === chosen);
  for (const spot of drawn.spots) {
    const left = spot.x > width - Math.max(70, spot.tag.length * 6 + 14);
    sheet.text(x + spot.x + (left ? -12 : 12), y + spot.y + 4, spot.tag, {
      weight: 600,
      tone: 'ink',
      align: left ? 'end' : 'start',
    });
  }
  return sheet.scene;
}

function mark(sheet: Sheet, spot: Spot, x: number, y: number, on: boolean): void {
  const named = spot.inside !== '' || spot.tag !== '';
  const square = spot.look !== 'round';
  const size = square ? 12 : named ? 17 : spot.front ? 7 : 5;
  const box = [x - size / 2, y - size / 2, size, size] as const;
  const look = { round: square ? 2 : size / 2, opacity: spot.front || on ? 1 : 0.5 };
  if (on) sheet.rect(...box, { ...look, fill: 'accent', stroke: 'accent', weight: 1.5 });
  else if (spot.look === 'solid') sheet.rect(...box, { ...look, fill: 'freeze' });
  else if (square)
    sheet.rect(...box, { ...look, fill: 'surface', stroke: 'freeze', dash: '3 2', weight: 1.5 });
  else if (named) sheet.rect(...box, { ...look, fill: 'surface', stroke: 'ink-2', weight: 1.5 });
  else sheet.rect(...box, { ...look, fill: spot.front ? 'ink-2' : 'dash' });
  sheet.text(x, y + 3.5, spot.inside, {
    size: 10,
    weight: 650,
    align: 'middle',
    tone: on ? 'on-accent' : 'ink',
  });
}
