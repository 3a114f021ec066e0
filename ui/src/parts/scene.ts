/** A picture as a list of shapes, drawn alike as SVG text and on a canvas. Colours are values, not tokens. */

export type Shape =
  | {
      shape: 'rect';
      x: number;
      y: number;
      width: number;
      height: number;
      round?: number;
      fill?: string;
      stroke?: string;
      weight?: number;
      dash?: string;
      opacity?: number;
      /** Oblique lines of this colour over its fill. */
      hatch?: string;
    }
  | {
      shape: 'path';
      d: string;
      x?: number;
      y?: number;
      fill?: string;
      /** Oblique lines of this colour over its fill. */
      hatch?: string;
      stroke?: string;
      weight?: number;
      dash?: string;
      opacity?: number;
    }
  | {
      shape: 'text';
      x: number;
      y: number;
      text: string;
      size: number;
      weight?: number;
      fill: string;
      align?: 'start' | 'middle' | 'end';
      /** Longer text is cut with an ellipsis. */
      most?: number;
      /** Degrees about its point. */
      turn?: number;
    };
export type Scene = { width: number; height: number; ground: string; title: string; shapes: Shape[] };

const FONT = "'Inter Variable', Inter, system-ui, sans-serif";

const escape = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

/** Text cut to about `most` pixels: half its size a letter, a little more for capitals. */
export function cut(text: string, size: number, most: number | undefined): string {
  if (most === undefined) return text;
  let width = 0;
  for (const [i, letter] of [...text].entries()) {
    width += size * (/[A-ZMWmw]/.test(letter) ? 0.68 : /[iljt.,' ]/.test(letter) ? 0.32 : 0.56);
    if (width > most) return `${text.slice(0, Math.max(1, i - 1)).trimEnd()}…`;
  }
  return text;
}

/** A tile of oblique lines, this many pixels wide. */
const TILE = 6;
const STRIPE = `M-1 1L1 -1M-1 ${TILE + 1}L${TILE + 1} -1M${TILE - 1} ${TILE + 1}L${TILE + 1} ${TILE - 1}`;

/** Colours of the hatches in a scene; each is one pattern of the file. */
const hatches = (scene: Scene): string[] => [
  ...new Set(scene.shapes.flatMap((shape) => ('hatch' in shape && shape.hatch ? [shape.hatch] : []))),
];

/** The scene as a standalone SVG file. */
export function toSvg(scene: Scene): string {
  const attributes = (values: Record<string, string | number | undefined>) =>
    Object.entries(values)
      .filter(([, value]) => value !== undefined && value !== '')
      .map(([name, value]) => ` ${name}="${escape(String(value))}"`)
      .join('');
  const patterns = hatches(scene);
  const defs = patterns.map(
    (colour, i) =>
      `<pattern id="hatch-${i}" width="${TILE}" height="${TILE}" patternUnits="userSpaceOnUse"><path d="${STRIPE}" fill="none" stroke="${escape(colour)}" stroke-opacity="0.4"/></pattern>`,
  );
  const shapes = scene.shapes.map((shape) => {
    if (shape.shape === 'text') {
      const turn = shape.turn ? `rotate(${shape.turn} ${shape.x} ${shape.y})` : undefined;
      return `<text${attributes({
        x: shape.x,
        y: shape.y,
        fill: shape.fill,
        'font-size': shape.size,
        'font-weight': shape.weight,
        'text-anchor': shape.align === 'start' ? undefined : shape.align,
        transform: turn,
      })}>${escape(cut(shape.text, shape.size, shape.most))}</text>`;
    }
    const line = {
      fill: shape.fill ?? 'none',
      stroke: shape.stroke,
      'stroke-width': shape.stroke ? (shape.weight ?? 1) : undefined,
      'stroke-dasharray': shape.dash === 'none' ? undefined : shape.dash,
      'stroke-linejoin': 'round',
    };
    const over = shape.hatch ? { fill: `url(#hatch-${patterns.indexOf(shape.hatch)})` } : null;
    if (shape.shape === 'rect') {
      const { x, y, width, height, round, opacity } = shape;
      const place = { x, y, width, height, rx: round, opacity };
      return `<rect${attributes({ ...place, ...line })}/>${over ? `<rect${attributes({ ...place, ...over })}/>` : ''}`;
    }
    const moved = shape.x || shape.y ? `translate(${shape.x ?? 0} ${shape.y ?? 0})` : undefined;
    const place = { d: shape.d, transform: moved, opacity: shape.opacity };
    return `<path${attributes({ ...place, ...line })}/>${over ? `<path${attributes({ ...place, ...over })}/>` : ''}`;
  });
  const size = `width="${scene.width}" height="${scene.height}" viewBox="0 0 ${scene.width} ${scene.height}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" ${size} font-family="${escape(FONT)}">
<title>${escape(scene.title)}</title>${defs.length > 0 ? `\n<defs>${defs.join('')}</defs>` : ''}
<rect width="100%" height="100%" fill="${escape(scene.ground)}"/>
${shapes.join('\n')}
</svg>
`;
}

/** The hatch for a canvas, as fine as what is drawn. */
function stripesOf(context: CanvasRenderingContext2D, colour: string, scale: number): CanvasPattern | null {
  const tile = document.createElement('canvas');
  const side = Math.max(TILE, Math.round(TILE * scale));
  tile.width = tile.height = side;
  const on = tile.getContext('2d');
  if (!on) return null;
  on.scale(side / TILE, side / TILE);
  on.strokeStyle = colour;
  on.globalAlpha = 0.4;
  on.stroke(new Path2D(STRIPE));
  const pattern = context.createPattern(tile, 'repeat');
  pattern?.setTransform(new DOMMatrix().scale(TILE / side));
  return pattern;
}

/** Draws the scene, `scale` pixels of the canvas for one of the scene. */
export function paint(context: CanvasRenderingContext2D, scene: Scene, scale: number): void {
  const striped = new Map(hatches(scene).map((colour) => [colour, stripesOf(context, colour, scale)]));
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.fillStyle = scene.ground;
  context.fillRect(0, 0, scene.width, scene.height);
  for (const shape of scene.shapes) {
    context.save();
    if (shape.shape === 'text') {
      context.translate(shape.x, shape.y);
      if (shape.turn) context.rotate((shape.turn * Math.PI) / 180);
      context.font = `${shape.weight ?? 400} ${shape.size}px ${FONT}`;
      context.textAlign = shape.align === 'middle' ? 'center' : (shape.align ?? 'start');
      context.fillStyle = shape.fill;
      context.fillText(cut(shape.text, shape.size, shape.most), 0, 0);
    } else {
      const path = new Path2D(shape.shape === 'path' ? shape.d : undefined);
      if (shape.shape === 'rect')
        path.roundRect(shape.x, shape.y, shape.width, shape.height, shape.round ?? 0);
      else context.translate(shape.x ?? 0, shape.y ?? 0);
      context.globalAlpha = shape.opacity ?? 1;
      if (shape.dash && shape.dash !== 'none') context.setLineDash(shape.dash.split(/[ ,]+/).map(Number));
      context.lineJoin = 'round';
      if (shape.fill && shape.fill !== 'none') {
        context.fillStyle = shape.fill;
        context.fill(path);
      }
      const stripes = shape.hatch && striped.get(shape.hatch);
      if (stripes) {
        context.fillStyle = stripes;
        context.fill(path);
      }
      if (shape.stroke) {
        context.strokeStyle = shape.stroke;
        context.lineWidth = shape.weight ?? 1;
        context.stroke(path);
      }
    }
    context.restore();
  }
}

/** The scene as the bytes of a PNG; smaller than asked where a canvas cannot be so large. */
export async function toPng(scene: Scene, scale = 2): Promise<Uint8Array> {
  const most = 8192;
  const by = Math.min(scale, most / scene.width, most / scene.height);
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(scene.width * by);
  canvas.height = Math.ceil(scene.height * by);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this window cannot draw pictures');
  await document.fonts?.ready;
  paint(context, scene, by);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
  if (!blob) throw new Error('this window cannot write PNG');
  return new Uint8Array(await blob.arrayBuffer());
}
