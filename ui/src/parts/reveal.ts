/** Scrolls an element into view without smooth motion, as far as needed. */
export function show(element: HTMLElement | null | undefined): void {
  element?.scrollIntoView?.({ block: 'nearest', inline: 'nearest' });
}
