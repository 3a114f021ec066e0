import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { drag, type Pull } from './drag';

const fire = (target: EventTarget, name: string, x: number, y: number, more: PointerEventInit = {}) =>
  target.dispatchEvent(
    new PointerEvent(name, {
      clientX: x,
      clientY: y,
      pointerId: 1,
      button: 0,
      bubbles: true,
      cancelable: true,
      ...more,
    }),
  );

describe('drag', () => {
  let node: HTMLElement;
  let leave: (() => void) | void;
  const told: string[] = [];
  const tell = (name: string) => (pull?: Pull) =>
    void told.push(pull ? `${name} ${pull.dx},${pull.dy}${pull.shift ? ' shift' : ''}` : name);

  beforeEach(() => {
    vi.useFakeTimers({
      toFake: ['requestAnimationFrame', 'cancelAnimationFrame', 'setTimeout', 'clearTimeout'],
    });
    told.length = 0;
    node = document.body.appendChild(document.createElement('button'));
    leave = drag({
      start: () => void told.push('start'),
      move: tell('move'),
      drop: tell('drop'),
      cancel: () => void told.push('cancel'),
    })(node);
  });
  afterEach(() => {
    leave?.();
    node.remove();
    vi.useRealTimers();
  });

  it('a press that hardly moves stays a click', () => {
    fire(node, 'pointerdown', 10, 10);
    fire(window, 'pointermove', 12, 11);
    fire(window, 'pointerup', 12, 11);
    expect(told).toEqual([]);
  });
  it('moves are told once a frame, the drop with its last place, and the click after it is swallowed', () => {
    const clicked = vi.fn();
    node.addEventListener('click', clicked);
    fire(node, 'pointerdown', 10, 10);
    fire(window, 'pointermove', 20, 10);
    fire(window, 'pointermove', 30, 10);
    vi.advanceTimersByTime(20);
    fire(window, 'pointerup', 40, 15, { shiftKey: true });
    node.click();
    expect(told).toEqual(['start', 'move 20,0', 'drop 30,5 shift']);
    expect(clicked).not.toHaveBeenCalled();
    vi.advanceTimersByTime(20);
    node.click();
    expect(clicked).toHaveBeenCalledOnce();
  });
  it('Escape puts everything back', () => {
    fire(node, 'pointerdown', 10, 10);
    fire(window, 'pointermove', 30, 10);
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    fire(window, 'pointerup', 40, 10);
    expect(told).toEqual(['start', 'cancel']);
  });
  it('what leaves the screen while it is dragged is put back', () => {
    fire(node, 'pointerdown', 10, 10);
    fire(window, 'pointermove', 30, 10);
    leave?.();
    leave = undefined;
    expect(told).toEqual(['start', 'cancel']);
  });
  it('the other buttons do not drag', () => {
    fire(node, 'pointerdown', 10, 10, { button: 2 });
    fire(window, 'pointermove', 40, 10);
    expect(told).toEqual([]);
  });
});
