/**
 * Dragging with pointer events, for `{@attach drag({…})}`. Native drag-and-drop is not used: where the window takes
 * file drops it would not arrive. Every drag needs a click path beside it.
 */
import type { Attachment } from 'svelte/attachments';

export type Pull = {
  /** Pointer in the window. */
  x: number;
  y: number;
  /** How far from where it was taken. */
  dx: number;
  dy: number;
  shift: boolean;
  /** What lies under the pointer, the dragged thing itself left out. */
  under: Element | null;
};

export type Dragging = {
  /** Taken: return false to leave it where it is. */
  start?: (event: PointerEvent) => boolean | void;
  move: (pull: Pull) => void;
  drop: (pull: Pull) => void;
  /** Escape, or the system took the pointer away: put everything back. */
  cancel: () => void;
};

/** Pixels before a press becomes a drag. */
const SLACK = 4;

export function drag(on: Dragging): Attachment<HTMLElement | SVGElement> {
  return (node) => {
    let from: { x: number; y: number; id: number } | null = null;
    let dragging = false;
    let last: Pull | null = null;
    let frame = 0;

    function pull(event: PointerEvent): Pull {
      const at = from ?? { x: event.clientX, y: event.clientY };
      const stack = document.elementsFromPoint?.(event.clientX, event.clientY) ?? [];
      return {
        x: event.clientX,
        y: event.clientY,
        dx: event.clientX - at.x,
        dy: event.clientY - at.y,
        shift: event.shiftKey,
        under: stack.find((element) => !node.contains(element)) ?? null,
      };
    }
    function down(event: Event) {
      if (!(event instanceof PointerEvent) || event.button !== 0 || from) return;
      from = { x: event.clientX, y: event.clientY, id: event.pointerId };
      window.addEventListener('pointermove', moved);
      window.addEventListener('pointerup', up);
      window.addEventListener('pointercancel', cancelled);
      window.addEventListener('keydown', key, true);
    }
    function moved(event: PointerEvent) {
      if (!from || event.pointerId !== from.id) return;
      const now = pull(event);
      if (!dragging) {
        if (Math.hypot(now.dx, now.dy) < SLACK) return;
        if (on.start?.(event) === false) return end();
        dragging = true;
        node.setPointerCapture?.(event.pointerId);
      }
      event.preventDefault();
      last = now;
      // One move a frame: pointers report faster than screens draw.
      frame ||= requestAnimationFrame(() => {
        frame = 0;
        if (dragging && last) on.move(last);
      });
    }
    function up(event: PointerEvent) {
      if (!from || event.pointerId !== from.id) return;
      const now = pull(event);
      const dropped = dragging;
      end();
      if (!dropped) return;
      // The click that follows a drop is not a click.
      window.addEventListener('click', swallow, { capture: true, once: true });
      setTimeout(() => window.removeEventListener('click', swallow, true));
      on.drop(now);
    }
    function cancelled() {
      const was = dragging;
      end();
      if (was) on.cancel();
    }
    function key(event: KeyboardEvent) {
      if (!dragging || event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      cancelled();
    }
    function swallow(event: Event) {
      event.preventDefault();
      event.stopPropagation();
    }
    function end() {
      from = null;
      dragging = false;
      last = null;
      cancelAnimationFrame(frame);
      frame = 0;
      window.removeEventListener('pointermove', moved);
      window.removeEventListener('pointerup', up);
      window.removeEventListener('pointercancel', cancelled);
      window.removeEventListener('keydown', key, true);
    }

    node.addEventListener('pointerdown', down);
    return () => {
      node.removeEventListener('pointerdown', down);
      cancelled();
    };
  };
}
