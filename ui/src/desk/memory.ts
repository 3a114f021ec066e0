/** What the window remembers of this person on this computer; never part of a plan. */
import { desk } from './desk';
import { failureOf, type Failure } from './failure';

export type ThemeChoice = 'system' | 'light' | 'dark';
export type Remembered = { last_plan: string | null; theme: ThemeChoice; opening: Failure | null };

/** The remembered theme and plan, and why the plan of this start did not open, if so. */
export async function remembered(): Promise<Remembered> {
  try {
    return (await desk().window('remembered', {})) as Remembered;
  } catch (thrown) {
    return { last_plan: null, theme: 'system', opening: failureOf(thrown) };
  }
}

/** Chooses the theme, for now and the next start. A choice that cannot be kept holds for this window. */
export async function rememberTheme(theme: ThemeChoice): Promise<void> {
  try {
    await desk().window('remember_theme', { theme });
  } catch {
    // The theme on screen is right already; only the memory of it failed.
  }
}
