/** What the frame tells a view: whether the inspector shows, and what it shows when nothing is selected. */
import { getContext, setContext, type Snippet } from 'svelte';

export interface ViewFrame {
  readonly inspectorOpen: boolean;
  readonly resting: Snippet | null;
}
const key = Symbol('view frame');

export const setViewFrame = (frame: ViewFrame): ViewFrame => setContext(key, frame);
export const viewFrame = (): ViewFrame | undefined => getContext<ViewFrame | undefined>(key);
