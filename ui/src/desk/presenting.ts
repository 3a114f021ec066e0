/** The whole screen, and a second window for the audience: what only the window itself can do. */
import { desk } from './desk';
import { failureOf } from './failure';

async function ask(command: string, args: Record<string, unknown>): Promise<void> {
  try {
    await desk().window(command, args);
  } catch (thrown) {
    throw failureOf(thrown);
  }
}

/** Fills the screen with the window, or gives it back. */
export const fillScreen = (full: boolean) => ask('fill_screen', { full });
/** Opens the audience's window at a route such as `#/cab?…`, on another screen where there is one. */
export const openAudience = (at: string) => ask('open_audience', { at });
/** Closes the audience's window; nothing happens when there is none. */
export const closeAudience = () => ask('close_audience', {});
