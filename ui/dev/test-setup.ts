/** What jsdom lacks and the page uses. */
import { afterEach } from 'vitest';
import { cleanup } from '@testing-library/svelte';

HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
  this.setAttribute('open', '');
};
globalThis.matchMedia ??= ((query: string) => ({
  matches: false,
  media: query,
  addEventListener() {},
  removeEventListener() {},
})) as unknown as typeof matchMedia;
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};

afterEach(() => {
  cleanup();
  location.hash = '';
});

// jsdom has no canvas and says so at length; axe only asks whether icons are fonts.
HTMLCanvasElement.prototype.getContext = (() => null) as typeof HTMLCanvasElement.prototype.getContext;

// jsdom knows mouse events only; a pointer is a mouse with an id.
globalThis.PointerEvent ??= class extends MouseEvent {
  readonly pointerId: number;
  constructor(name: string, init: PointerEventInit = {}) {
    super(name, init);
    this.pointerId = init.pointerId ?? 0;
  }
} as unknown as typeof PointerEvent;
