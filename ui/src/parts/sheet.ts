/** What every exported picture has: the theme's colours, a title, room for a legend. */
import type { Words } from './pictured';
import type { Scene } from './scene';

/** The value of a token: `colour('ink')`. */
export type Colour = (token: string) => string;

/** The tokens as they are now. */
export const themed: Colour = (token) =>
  getComputedStyle(document.documentElement).getPropertyValue(`--${token}`).trim() || '#000';

export const PAD = 24;
export const TITLE = 40;
export const FOOT = 34;

/** A scene with its title on the left and what it was made from on the right. */
export function headed(title: string, about: string, width: number, height: number, colour: Colour): Scene {
  return {
    width: Math.ceil(width),
    height: Math.ceil(height),
    ground: colour('surface'),
    title,
    shapes: [
      { shape: 'text', x: PAD, y: 28, text: title, size: 15, weight: 650, fill: colour('ink') },
      { shape: 'text', x: width - PAD, y: 28, text: about, size: 11, fill: colour('ink-3'), align: 'end' },
    ],
  };
}

type Text = {
  size?: number;
  /** A token. */
  tone?: string;
  weight?: number;
  align?: 'start' | 'middle' | 'end';
  most?: number;
  turn?: number;
};
/** Colours are tokens. */
type Look = {
  fill?: string;
  stroke?: string;
  hatch?: string;
  weight?: number;
  dash?: string;
  opacity?: number;
};

/** A scene that is being drawn: shapes one after the other, each over those before it, in colours of the theme. */
export class Sheet {
  readonly scene: Scene;

  constructor(
    words: Words,
    width: number,
    height: number,
    readonly colour: Colour,
  ) {
    this.scene = headed(words.title, words.about, width, height, colour);
  }
  text(x: number, y: number, text: string, { size = 11, tone = 'ink-2', ...rest }: Text = {}): void {
    if (text) this.scene.shapes.push({ shape: 'text', x, y, text, size, fill: this.colour(tone), ...rest });
  }
  rect(x: number, y: number, width: number, height: number, look: Look & { round?: number }): void {
    this.scene.shapes.push({ shape: 'rect', x, y, width, height, ...look, ...this.#colours(look) });
  }
  path(d: string, look: Look & { x?: number; y?: number }): void {
    if (d) this.scene.shapes.push({ shape: 'path', d, ...look, ...this.#colours(look) });
  }
  line(x: number, y: number, toX: number, toY: number, stroke: string, look: Look = {}): void {
    this.path(`M${round(x)} ${round(y)}L${round(toX)} ${round(toY)}`, { stroke, ...look });
  }
  #colours({ fill, stroke, hatch }: Look): Look {
    return {
      fill: fill && this.colour(fill),
      stroke: stroke && this.colour(stroke),
      hatch: hatch && this.colour(hatch),
    };
  }
}
const round = (n: number) => Math.round(n * 10) / 10;
