/** The part of a plane that shows: zooming about a point, fitting in, dragging, bringing a box into view. */
import { tick } from 'svelte';
import type { Attachment } from 'svelte/attachments';
import { drag } from '../../parts/drag';
import { bounded, fitting, scrolled } from './zoom';

type Rect = { x: number; y: number; width: number; height: number };

export class Viewport {
  scroller = $state<HTMLDivElement | null>(null);
  width = $state(900);
  height = $state(480);
  scale = $state(1);
  #taken = { left: 0, top: 0 };

  /** `head` pixels at the top stay while the plane scrolls; `size` is the plane's, unscaled. */
  constructor(
    readonly head: number,
    readonly size: () => { width: number; height: number },
  ) {}

  reveal(box: Rect | undefined): void {
    const { scroller, scale, width, height, head } = this;
    if (!box || !scroller) return;
    const pad = 24;
    const [x, y] = [box.x * scale, box.y * scale + head];
    const [w, h] = [box.width * scale, box.height * scale];
    const [left, top] = [scroller.scrollLeft, scroller.scrollTop];
    if (x - pad < left) scroller.scrollLeft = x - pad;
    else if (x + w + pad > left + width) scroller.scrollLeft = x + w + pad - width;
    if (y - head - pad < top) scroller.scrollTop = y - head - pad;
    else if (y + h + pad > top + height) scroller.scrollTop = y + h + pad - height;
  }
  async zoom(to: number, x = this.width / 2, y = this.height / 2): Promise<void> {
    const from = this.scale;
    this.scale = bounded(to);
    await tick();
    if (!this.scroller) return;
    this.scroller.scrollLeft = scrolled(this.scroller.scrollLeft, x, from, this.scale);
    this.scroller.scrollTop = scrolled(this.scroller.scrollTop, y - this.head, from, this.scale);
  }
  fit(): void {
    const { width, height } = this.size();
    void this.zoom(fitting(width, height, this.width, this.height - this.head), 0, this.head);
  }

  /** Ctrl and the wheel zoom; a passive listener could not keep the window from zooming. */
  readonly wheels: Attachment<HTMLElement> = (node) => {
    const wheel = (event: WheelEvent) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      const rect = node.getBoundingClientRect();
      const to = this.scale * (event.deltaY < 0 ? 1.1 : 1 / 1.1);
      void this.zoom(to, event.clientX - rect.left, event.clientY - rect.top);
    };
    node.addEventListener('wheel', wheel, { passive: false });
    return () => node.removeEventListener('wheel', wheel);
  };
  /** Dragging moves the plane. */
  readonly pan = drag({
    start: (event) => {
      if ((event.target as Element).closest('button') || !this.scroller) return false;
      this.#taken = { left: this.scroller.scrollLeft, top: this.scroller.scrollTop };
    },
    move: ({ dx, dy }) => this.scroller?.scrollTo(this.#taken.left - dx, this.#taken.top - dy),
    drop: () => {},
    cancel: () => this.scroller?.scrollTo(this.#taken.left, this.#taken.top),
  });
}
