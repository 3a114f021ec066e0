/** What a menu shows. */
import type { IconOf } from './icon';

export type MenuItem =
  | {
      label: string;
      detail?: string;
      icon?: IconOf;
      keys?: string;
      /** Shown with a tick: one of a choice. */
      checked?: boolean;
      why?: string | null;
      danger?: boolean;
      run: () => void;
    }
  | { rule: true };
