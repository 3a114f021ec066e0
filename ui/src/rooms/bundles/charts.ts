/** Charts of the bundles as scenes: the matrix of risk, and how full each release is. */
import type { BoardColumn, Card } from '../../desk/wire';
import type { Words } from '../../parts/pictured';
import { budgetLevel } from '../../parts/risk';
import type { Scene } from '../../parts/scene';
import { PAD, Sheet, TITLE, type Colour } from '../../parts/sheet';
import { date } from '../../words/dates';
import { count, whole } from '../../words/numbers';
import { bad, likely, type matrix } from './matrix';
import { metersOf } from './meters';

const CHIP = { width: 74, height: 20 };
const CELL = 164;

/** Probability upwards, impact to the right, every change by its reference; dashed ones wait. */
export function matrixScene(
  { rows, unassessed }: ReturnType<typeof matrix>,
  place: (card: Card) => string,
  words: Words,
  colour: Colour,
): Scene {
  const side = 124;
  const width = PAD * 2 + side + CELL * 5;
  const inRow = Math.floor((CELL - 10) / (CHIP.width + 2));
  const high = (cards: number) => Math.max(64, Math.ceil(cards / inRow) * (CHIP.height + 2) + 14);
  const heights = rows.map((row) => Math.max(...row.map((cell) => high(cell.cards.length))));
  const loose = Math.floor((width - PAD * 2) / (CHIP.width + 2));
  const below = 34 + Math.ceil(unassessed.length / loose) * (CHIP.height + 2);
  const tall = heights.reduce((sum, each) => sum + each + 3, 0);
  const sheet = new Sheet(words, width, TITLE + 24 + tall + below + PAD, colour);
  const chips = (cards: readonly Card[], x: number, y: number, each: number) =>
    cards.forEach((card, i) => {
      const waits = !place(card);
      const [left, top] = [x + (i % each) * (CHIP.width + 2), y + Math.floor(i / each) * (CHIP.height + 2)];
      sheet.rect(left, top, CHIP.width, CHIP.height, {
        fill: 'surface',
        stroke: waits ? 'dash' : 'line-2',
        dash: waits ? '3 2' : undefined,
        round: 4,
      });
      sheet.text(left + CHIP.width / 2, top + 14, card.reference, {
        align: 'middle',
        tone: waits ? 'ink-2' : 'ink',
        most: CHIP.width - 6,
      });
    });
  for (const impact of [1, 2, 3, 4, 5])
    sheet.text(PAD + side + (impact - 1) * CELL + 4, TITLE + 16, `${impact} ${bad[impact]}`, {
      tone: 'ink-3',
    });
  let y = TITLE + 24;
  rows.forEach((row, i) => {
    const height = heights[i] ?? 64;
    sheet.text(PAD, y + 16, `${5 - i} ${likely[5 - i]}`, { tone: 'ink-3', most: side - 8 });
    row.forEach((cell, n) => {
      const x = PAD + side + n * CELL;
      sheet.rect(x, y, CELL - 3, height, { fill: `risk-${cell.level}`, opacity: 0.14, round: 4 });
      sheet.rect(x, y, CELL - 3, 3, { fill: `risk-${cell.level}` });
      chips(cell.cards, x + 6, y + 9, inRow);
    });
    y += height + 3;
  });
  sheet.text(PAD, y + 20, unassessed.length > 0 ? 'Not assessed' : 'Every change has been assessed.', {
    weight: 600,
  });
  chips(unassessed, PAD, y + 30, loose);
  return sheet.scene;
}

const BAR = { row: 34, label: 150, wide: 180 };

/** A row for each release: load, risk and time as bars, with the limit at the end of the track. */
export function loadScene(
  columns: readonly BoardColumn[],
  zone: string,
  words: Words,
  colour: Colour,
): Scene {
  const labels = ['Load', 'Risk', 'Time'] as const;
  const pitch = BAR.wide + 110;
  const sheet = new Sheet(
    words,
    PAD * 2 + BAR.label + pitch * labels.length,
    TITLE + 26 + columns.length * BAR.row + PAD,
    colour,
  );
  labels.forEach((label, n) => sheet.text(PAD + BAR.label + n * pitch, TITLE + 16, label, { tone: 'ink-3' }));
  columns.forEach((column, i) => {
    const y = TITLE + 26 + i * BAR.row;
    sheet.line(PAD, y, sheet.scene.width - PAD, y, 'line');
    sheet.text(PAD, y + 15, `${column.reference}, ${date(column.deploy.start, zone)}`, {
      size: 12,
      weight: 600,
      tone: 'ink',
      most: BAR.label - 8,
    });
    const meets = column.collisions.length > 0;
    sheet.text(
      PAD,
      y + 28,
      `${count(column.cards.length, 'change')}${meets ? `, ${count(column.collisions.length, 'collision')}` : ''}`,
      { size: 10, tone: meets ? 'alert' : 'ink-3' },
    );
    for (const { label, value, max, tone } of metersOf(column, null)) {
      const x = PAD + BAR.label + labels.indexOf(label) * pitch;
      if (max === null) {
        sheet.text(x, y + 21, `${whole(value)}, no limit`, { tone: 'ink' });
        continue;
      }
      const over = value > max;
      const share = max > 0 ? Math.min(1, value / max) : value > 0 ? 1 : 0;
      const risk = `risk-${budgetLevel(max > 0 ? value / max : 1)}`;
      sheet.rect(x, y + 13, BAR.wide, 8, { fill: 'track', round: 2 });
      sheet.rect(x, y + 13, BAR.wide * share, 8, {
        fill: over ? 'alert' : tone === 'risk' ? risk : 'bar',
        round: 2,
      });
      sheet.text(x + BAR.wide + 8, y + 21, `${whole(value)} / ${whole(max)}`, {
        tone: over ? 'alert' : 'ink',
        weight: over ? 650 : undefined,
      });
    }
  });
  return sheet.scene;
}
