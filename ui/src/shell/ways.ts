/** The ways into Slipway without a plan: the cards of the welcome screen. */
import FolderOpen from '@lucide/svelte/icons/folder-open';
import Play from '@lucide/svelte/icons/play';
import Plus from '@lucide/svelte/icons/plus';
import Upload from '@lucide/svelte/icons/upload';
import Users from '@lucide/svelte/icons/users';
import type { IconOf } from '../parts/icon';
import { route } from '../rooms/route.svelte';
import { newPlan, openPlan, openSample } from './plans';
import type { Shell } from './shell.svelte';

export type Way = {
  id: string;
  title: string;
  detail: string;
  icon: IconOf;
  keys: string;
  /** False when the person thought better of it. */
  run: () => Promise<boolean>;
};

/** In their order on the screen. */
export function waysIn(shell: Shell, canImport: boolean): Way[] {
  return [
    {
      id: 'sample',
      title: 'Open the sample plan',
      detail: "A retailer's fourth quarter, with real trouble in it",
      icon: Play,
      keys: 'Enter',
      run: openSample,
    },
    {
      id: 'open',
      title: 'Open a plan',
      detail: 'A plan file on this computer or a team share',
      icon: FolderOpen,
      keys: 'O',
      run: openPlan,
    },
    ...(canImport
      ? [
          {
            id: 'import',
            title: 'Bring your changes',
            detail:
              'Tables and release calendars you already keep. You see what was understood before anything is saved',
            icon: Upload,
            keys: 'I',
            run: async () => {
              const begun = await newPlan();
              if (begun) route.go('import');
              return begun;
            },
          },
        ]
      : []),
    {
      id: 'join',
      title: 'Join a shared plan',
      detail: 'A folder or a database your team already uses',
      icon: Users,
      keys: 'J',
      run: async () => {
        shell.panel = 'join';
        return false;
      },
    },
    {
      id: 'new',
      title: 'Start empty',
      detail: 'One new plan file, yours to fill',
      icon: Plus,
      keys: 'N',
      run: newPlan,
    },
  ];
}
