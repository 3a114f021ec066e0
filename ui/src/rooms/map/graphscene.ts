/** The graph as a scene: what is exported is what shows, with the colours of the theme. */
import type { MapView } from '../../desk/wire';
import { bars, level } from '../../parts/risk';
import { minutes } from '../../words/durations';
import { count } from '../../words/numbers';
import { dashes, LINK_KINDS, linkWords } from './kinds';
import type { Picture } from './picture';
import type { Scene, Shape } from '../../parts/scene';
import { FOOT, headed, PAD, TITLE, type Colour } from '../../parts/sheet';
import { strokes, type Stroke } from './strokes';

function lineOf(stroke: Stroke, colour: Colour): { tone: string; weight: number } {
  const tones: Record<Stroke['tone'], [string, number]> = {
    plain: [stroke.trust === 'sure' ? 'ink-3' : 'ctl-line', 1.2],
    dim: ['line-2', 1.1],
    hop1: ['ink', 1.9],
    hop2: ['ink-2', 1.6],
    hop3: ['ink-3', 1.4],
    beside: ['accent', 1.6],
    cycle: ['alert', 1.6],
  };
  const [tone, weight] = tones[stroke.tone];
  return { tone: colour(stroke.trust === 'disputed' && stroke.tone !== 'dim' ? 'warn' : tone), weight };
}

/** The graph as it is drawn, with its waves, its legend, and what it was made from. */
export function graphScene(
  view: MapView,
  drawn: Picture,
  focus: number | null,
  words: { title: string; about: string },
  colour: Colour,
): Scene {
  const scene = headed(
    words.title,
    words.about,
    drawn.width + PAD * 2,
    drawn.height + TITLE + 50 + FOOT,
    colour,
  );
  const [dx, dy] = [PAD, TITLE + 50];
  const { shapes } = scene;
  view.waves.forEach((wave, i) => {
    const column = drawn.columns[i];
    if (!column) return;
    if (i % 2 === 0)
      shapes.push({
        shape: 'rect',
        x: dx + column.x,
        y: TITLE,
        width: column.width,
        height: drawn.height + 50,
        fill: colour('sunken'),
      });
    const x = dx + column.left;
    shapes.push(
      {
        shape: 'text',
        x,
        y: TITLE + 20,
        text: `Wave ${wave.number}`,
        size: 13,
        weight: 600,
        fill: colour('ink'),
      },
      {
        shape: 'text',
        x,
        y: TITLE + 37,
        text: `${count(wave.boxes, view.collapsed ? 'system' : 'service')}${wave.minutes ? `, ${minutes(wave.minutes)}` : ''}`,
        size: 11,
        fill: colour('ink-3'),
      },
    );
  });
  for (const frame of drawn.frames) {
    shapes.push({
      shape: 'rect',
      x: dx + frame.x,
      y: dy + frame.y,
      width: frame.width,
      height: frame.height,
      round: 8,
      dash: '4 3',
      stroke: colour(frame.cycle ? 'alert' : 'ctl-line'),
      fill: frame.cycle ? colour('alert-w') : undefined,
    });
    shapes.push({
      shape: 'text',
      x: dx + frame.x + 8,
      y: dy + frame.y + frame.height - 3,
      text: frame.cycle ? 'Cycle, one step' : 'One step',
      size: 10,
      weight: 600,
      fill: colour(frame.cycle ? 'alert' : 'ink-2'),
    });
  }
  const lines = strokes(view, drawn, focus);
  const at = { x: dx, y: dy };
  for (const stroke of lines.layers) {
    const { tone, weight } = lineOf(stroke, colour);
    const double = stroke.kind === 'data' && stroke.trust !== 'suggested';
    const dash = stroke.trust === 'suggested' ? '1 4' : dashes[stroke.kind];
    shapes.push({
      shape: 'path',
      d: stroke.line,
      ...at,
      stroke: tone,
      weight: double ? weight + 2.6 : weight,
      dash,
    });
    if (double) shapes.push({ shape: 'path', d: stroke.line, ...at, stroke: colour('surface'), weight: 1.8 });
    const open = stroke.soft || stroke.trust === 'suggested';
    shapes.push({
      shape: 'path',
      d: stroke.heads,
      ...at,
      stroke: tone,
      fill: open ? colour('surface') : tone,
    });
  }
  for (const trace of lines.traces) {
    if (trace.dim || (trace.trust !== 'disputed' && trace.trust !== 'suggested')) continue;
    const tone = colour(trace.trust === 'disputed' ? 'warn' : 'ink-3');
    const [x, y] = [dx + trace.x, dy + trace.y];
    shapes.push(
      {
        shape: 'rect',
        x: x - 7,
        y: y - 7,
        width: 14,
        height: 14,
        round: 7,
        fill: colour('surface'),
        stroke: tone,
      },
      {
        shape: 'text',
        x,
        y: y + 3.6,
        text: trace.trust === 'disputed' ? '!' : '?',
        size: 10,
        weight: 650,
        fill: colour('ink-2'),
        align: 'middle',
      },
    );
  }
  for (const box of drawn.boxes) shapes.push(...boxShapes(box, box.index === focus, focus, dx, dy, colour));
  shapes.push(...legend(view, scene.height - 14, colour));
  return scene;
}

function boxShapes(
  box: Picture['boxes'][number],
  selected: boolean,
  focus: number | null,
  dx: number,
  dy: number,
  colour: Colour,
): Shape[] {
  const { node } = box;
  const [x, y] = [dx + box.x, dy + box.y];
  const off = focus !== null && !selected && node.hops === null;
  const border = selected
    ? 'accent'
    : off
      ? 'line'
      : node.hops === 1
        ? 'ink'
        : node.hops === 2
          ? 'ink-2'
          : 'line-2';
  const low = box.height < 36;
  const ink = colour(selected ? 'on-accent' : off ? 'ink-3' : 'ink');
  const shapes: Shape[] = [
    {
      shape: 'rect',
      x,
      y,
      width: box.width,
      height: box.height,
      round: 5,
      fill: colour(selected ? 'accent' : 'surface'),
      stroke: colour(border),
      weight: node.hops === 1 ? 2 : 1.25,
    },
    {
      shape: 'text',
      x: x + 8,
      y: y + (low ? box.height / 2 + 4 : 17),
      text: node.label,
      size: 12,
      weight: 600,
      fill: ink,
      most: box.width - (low && node.level ? 34 : 16),
    },
  ];
  if (!low) {
    shapes.push({
      shape: 'text',
      x: x + 8,
      y: y + 32,
      text: node.changes ? count(node.changes, 'change') : 'no change',
      size: 11,
      fill: colour(selected ? 'on-accent' : 'ink-3'),
    });
  }
  if (node.level) {
    const d = bars(level(node.level))
      .map((bar) => `M${bar.x} ${bar.y}h2v${bar.height}h-2z`)
      .join('');
    const below = y + box.height - (low ? box.height / 2 + 5 : 16);
    shapes.push({
      shape: 'path',
      d,
      x: x + box.width - 20,
      y: below,
      fill: colour(selected ? 'on-accent' : `risk-${level(node.level)}`),
    });
  }
  if (node.hops && focus !== null) {
    const right = x + box.width;
    shapes.push(
      { shape: 'rect', x: right - 9, y: y - 9, width: 17, height: 17, round: 8.5, fill: colour('ink-2') },
      {
        shape: 'text',
        x: right - 0.5,
        y: y + 3.5,
        text: String(node.hops),
        size: 10,
        weight: 650,
        fill: colour('surface'),
        align: 'middle',
      },
    );
  }
  return shapes;
}

function legend(view: MapView, y: number, colour: Colour): Shape[] {
  let x = PAD;
  return LINK_KINDS.filter((kind) => view.links.some((link) => link.kind === kind)).flatMap((kind) => {
    const d = kind === 'data' ? `M${x} ${y - 5.5}h22M${x} ${y - 2.5}h22` : `M${x} ${y - 4}h22`;
    const shapes: Shape[] = [
      { shape: 'path', d, stroke: colour('ink-3'), weight: 1.4, dash: dashes[kind] },
      { shape: 'text', x: x + 28, y, text: linkWords[kind], size: 11, fill: colour('ink-3') },
    ];
    x += 44 + linkWords[kind].length * 6.2;
    return shapes;
  });
}
