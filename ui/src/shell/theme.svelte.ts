/** Light, dark, or as the system has it; a route may say otherwise for one picture. */
import { rememberTheme, type ThemeChoice } from '../desk/memory';

export type Applied = 'light' | 'dark';

/** What is drawn: the route's word first, then the choice, then the system. */
export function applied(choice: ThemeChoice, systemDark: boolean, routed: string | null): Applied {
  if (routed === 'light' || routed === 'dark') return routed;
  if (choice !== 'system') return choice;
  return systemDark ? 'dark' : 'light';
}

export class Theme {
  choice = $state<ThemeChoice>('system');
  #systemDark = $state(false);

  /** Follows the system until the returned function is called. */
  follow(): () => void {
    const query = globalThis.matchMedia?.('(prefers-color-scheme: dark)');
    if (!query) return () => {};
    this.#systemDark = query.matches;
    const hear = (event: MediaQueryListEvent) => (this.#systemDark = event.matches);
    query.addEventListener('change', hear);
    return () => query.removeEventListener('change', hear);
  }
  applied(routed: string | null): Applied {
    return applied(this.choice, this.#systemDark, routed);
  }
  choose(choice: ThemeChoice): void {
    this.choice = choice;
    void rememberTheme(choice);
  }
}
