/** One Tab stop for a composite: arrows move among its items, Home and End jump. */

export type Axis = 'horizontal' | 'vertical' | 'both';

/** Where a key leads from `at` among `count` items, or `null` when the key is not ours. */
export function next(key: string, at: number, count: number, axis: Axis): number | null {
  if (count === 0) return null;
  const back = axis !== 'vertical' ? ['ArrowLeft'] : [];
  const forth = axis !== 'vertical' ? ['ArrowRight'] : [];
  if (axis !== 'horizontal') {
    back.push('ArrowUp');
    forth.push('ArrowDown');
  }
  if (back.includes(key)) return (at - 1 + count) % count;
  if (forth.includes(key)) return (at + 1) % count;
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  return null;
}

/** Moves focus among the elements that match `items` inside the element the handler sits on. */
export function rove(items: string, axis: Axis, also?: (index: number) => void) {
  return (event: KeyboardEvent & { currentTarget: HTMLElement }) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const all = [...event.currentTarget.querySelectorAll<HTMLElement>(items)];
    const at = all.findIndex((item) => item === document.activeElement);
    const to = next(event.key, Math.max(at, 0), all.length, axis);
    if (to === null) return;
    event.preventDefault();
    event.stopPropagation();
    all[to]?.focus();
    also?.(to);
  };
}
