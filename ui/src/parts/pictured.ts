/** What shows as a drawing and can be saved as a picture: a chart offers itself for as long as it is there. */
import { onScreen } from './copying';
import type { Scene } from './scene';
import type { Colour } from './sheet';

/** What stands over a picture. */
export type Words = { title: string; about: string };
export type Pictured = {
  /** `Calendar`: what the picture is of. */
  name: string;
  draw: (words: Words, colour: Colour) => Scene;
};

const offered = new Map<Element, () => Pictured | null>();

/** An attachment: this element shows a drawing; `null` while there is none. */
export const pictured = (of: () => Pictured | null) => (element: Element) => {
  offered.set(element, of);
  return () => void offered.delete(element);
};

/** The innermost drawing around an element. */
export function pictureOf(target: Element | null): Pictured | null {
  for (let at = target; at; at = at.parentElement) {
    const found = offered.get(at)?.();
    if (found) return found;
  }
  return null;
}

/** The drawings that show. */
export const picturesIn = (root: Node): Pictured[] =>
  [...offered].flatMap(([element, of]) => {
    const found = root.contains(element) && onScreen(element) ? of() : null;
    return found ? [found] : [];
  });
