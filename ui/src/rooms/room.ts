/** What a room is to the frame, and what the frame gives to a room. */
import { getContext, setContext, type Component } from 'svelte';
import type { Failure } from '../desk/failure';
import type { Act, FrameView } from '../desk/wire';
import type { IconOf } from '../parts/icon';
import { lockedWhy } from './locked';

export type Room = {
  /** First part of its route: `calendar`. */
  id: string;
  /** Name on screen. */
  title: string;
  /** The digit of `Ctrl 1–9`, or empty. */
  key: string;
  /** Where it stands in the rail; `none` is reached by links and commands alone. */
  group: 'plan' | 'run' | 'learn' | 'none';
  icon: IconOf;
  component: Component;
  /** One sentence for the welcome screen. */
  about?: string;
  /** The figure beside its name in the rail. */
  count?: (frame: FrameView) => { value: number; alert?: boolean; label: string } | null;
};

/** What every room may ask of the frame. */
export interface Surroundings {
  /** The frame's own answer: plan, counts, zone, currency, people. */
  readonly frame: FrameView;
  /** Why nothing can be changed now; `null` when it can. */
  readonly locked: string | null;
  /** Speaks to screen readers, politely. */
  announce(text: string): void;
  /** Shows what was done, with its undo. */
  done(text: string): void;
  /**
   * Shows a failure across the stage, where no better place is at hand. `over` writes the same edit again, having
   * seen what a colleague did; without it only theirs can be taken.
   */
  failed(failure: Failure, over?: (seen: number) => void): void;
}

/** Why the person at the keyboard may not do the act; `null` when they may. */
export const whyNot = (frame: FrameView, act: Act): string | null =>
  lockedWhy(frame) ?? frame.refused.find((each) => each.act === act)?.sentence ?? null;

const key = Symbol('surroundings');

export const setSurroundings = (given: Surroundings): Surroundings => setContext(key, given);
/** The frame around this room; for use while a component is being set up. */
export const surroundings = (): Surroundings => getContext<Surroundings>(key);
