/** The matrix as a scene: all of it, not only what is in sight, with the colours of the theme. */
import type { MatrixView } from '../../desk/wire';
import { kindLetters, LINK_KINDS, linkWords } from './kinds';
import { layers, toneOf, type MarkTone } from './matrix';
import type { Scene } from '../../parts/scene';
import { FOOT, headed, PAD, TITLE, type Colour } from '../../parts/sheet';

/** The matrix as it is drawn: whole, not only what is in sight. */
export function matrixScene(
  view: MatrixView,
  cell: number,
  words: { title: string; about: string },
  colour: Colour,
): Scene {
  const [side, top] = [180, 120];
  const size = view.heads.length * cell;
  const width = Math.max(620, side + size + PAD * 2);
  const scene = headed(words.title, words.about, width, TITLE + top + size + FOOT, colour);
  const { shapes } = scene;
  const [dx, dy] = [PAD + side, TITLE + top];
  const font = Math.min(11, cell - 2);
  shapes.push({ shape: 'path', d: `M0 0H${size}V${size}Z`, x: dx, y: dy, fill: colour('sunken') });
  for (const block of view.blocks) {
    const wide = (block.last - block.first + 1) * cell;
    const at = block.first * cell;
    shapes.push({
      shape: 'rect',
      x: dx + at,
      y: dy + at,
      width: wide,
      height: wide,
      dash: '4 3',
      stroke: colour(block.cycle ? 'alert' : 'ctl-line'),
      fill: block.cycle ? colour('alert-w') : undefined,
    });
  }
  const grid = Array.from(
    { length: view.heads.length + 1 },
    (_, i) => `M0 ${i * cell}H${size}M${i * cell} 0V${size}`,
  );
  shapes.push({ shape: 'path', d: grid.join(''), x: dx, y: dy, stroke: colour('line') });
  const diagonal = view.heads.map((_, i) => `M${i * cell} ${i * cell}h${cell}v${cell}h${-cell}z`).join('');
  shapes.push({ shape: 'path', d: diagonal, x: dx, y: dy, fill: colour('line-2') });
  const tones: Record<MarkTone, string> = {
    against: 'alert',
    disputed: 'warn',
    suggested: 'ink-3',
    sure: 'ink',
    said: 'ink-3',
  };
  for (const layer of layers(view, cell)) {
    const tone = colour(tones[layer.tone]);
    const open = layer.soft || layer.tone === 'suggested';
    shapes.push({
      shape: 'path',
      d: layer.d,
      x: dx,
      y: dy,
      stroke: tone,
      weight: 1.4,
      fill: open ? colour('surface') : tone,
    });
  }
  if (cell >= 20) {
    for (const mark of view.marks) {
      const tone = toneOf(mark);
      const open = mark.strength === 'soft' || tone === 'suggested';
      shapes.push({
        shape: 'text',
        x: dx + (mark.column + 0.5) * cell,
        y: dy + (mark.row + 0.5) * cell + 3.5,
        text: tone === 'suggested' ? '?' : kindLetters[mark.kind],
        size: 10,
        weight: 650,
        align: 'middle',
        fill: open ? colour(tones[tone]) : colour('surface'),
      });
    }
  }
  view.heads.forEach((head, i) => {
    const middle = (i + 0.5) * cell;
    const text = { size: font, fill: colour('ink-2') };
    shapes.push(
      {
        shape: 'text',
        x: PAD,
        y: dy + middle + 4,
        text: String(head.wave),
        size: font,
        fill: colour('ink-3'),
      },
      { shape: 'text', x: PAD + 22, y: dy + middle + 4, text: head.label, most: side - 30, ...text },
      { shape: 'text', x: dx + middle + 4, y: dy - 6, text: head.label, most: top - 14, turn: -90, ...text },
    );
  });
  const kinds = LINK_KINDS.filter((kind) => view.marks.some((mark) => mark.kind === kind));
  const letters =
    cell >= 20 ? `${kinds.map((kind) => `${kindLetters[kind]} ${linkWords[kind]}`).join(', ')}. ` : '';
  shapes.push({
    shape: 'text',
    x: PAD,
    y: scene.height - 14,
    text: `A row needs the columns it has marks in. ${letters}Hollow: only degrades. ${view.sentence}`,
    size: 11,
    fill: colour('ink-3'),
  });
  return scene;
}
