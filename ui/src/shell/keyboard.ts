/** What a pressed key means to the frame. */
import { pressed } from '../words/keys';

/** True where letters are text. */
export function typing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  if (target instanceof HTMLInputElement)
    return !['checkbox', 'radio', 'button', 'range'].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

/** True when the focus is in the stage, or nowhere at all. */
export function inStage(target: EventTarget | null): boolean {
  if (target === document.body || target === null) return true;
  return target instanceof Element && target.closest('[data-region="stage"]') !== null;
}

/** The next region for F6 after the one that holds the focus; backwards with Shift. */
export function nextRegion(
  regions: readonly Element[],
  focused: Element | null,
  back: boolean,
): Element | undefined {
  if (regions.length === 0) return undefined;
  const at = regions.findIndex((region) => region.contains(focused));
  const step = back ? -1 : 1;
  const start = at < 0 && back ? 0 : at;
  return regions[(start + step + regions.length) % regions.length];
}

const FOCUSABLE =
  '[tabindex="0"], a[href]:not([tabindex="-1"]), button:not([tabindex="-1"]), input, select, textarea, summary';

/** Puts the focus on the first stop of a region, or on the region itself. */
export function enter(region: Element | undefined): void {
  if (!(region instanceof HTMLElement)) return;
  const inside =
    region.querySelector<HTMLElement>('[tabindex="0"]') ?? region.querySelector<HTMLElement>(FOCUSABLE);
  if (inside) inside.focus();
  else {
    region.tabIndex = -1;
    region.focus();
  }
}

export { pressed };
