/** What every exported picture has: the theme's colours, a title, room for a legend. */
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
