/** Why nothing can be changed now: the past is shown, or the file can only be read. */
import type { FrameView } from '../desk/wire';

export function lockedWhy(frame: FrameView): string | null {
  if (frame.past) return 'This is the plan as it was. Go back to now to change it.';
  return frame.plan?.read_only ? 'The plan was opened to read; save a copy to change it.' : null;
}
