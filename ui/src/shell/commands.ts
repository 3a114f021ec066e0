/** The frame's own commands; a room adds its own while it is open. */
import FolderOpen from '@lucide/svelte/icons/folder-open';
import History from '@lucide/svelte/icons/history';
import Keyboard from '@lucide/svelte/icons/keyboard';
import Monitor from '@lucide/svelte/icons/monitor';
import Moon from '@lucide/svelte/icons/moon';
import PanelRight from '@lucide/svelte/icons/panel-right';
import Play from '@lucide/svelte/icons/play';
import Plus from '@lucide/svelte/icons/plus';
import Printer from '@lucide/svelte/icons/printer';
import Redo2 from '@lucide/svelte/icons/redo-2';
import Search from '@lucide/svelte/icons/search';
import Send from '@lucide/svelte/icons/send';
import Snowflake from '@lucide/svelte/icons/snowflake';
import Sun from '@lucide/svelte/icons/sun';
import Undo2 from '@lucide/svelte/icons/undo-2';
import X from '@lucide/svelte/icons/x';
import { failureOf } from '../desk/failure';
import type { FrameView } from '../desk/wire';
import type { Command } from '../rooms/command.svelte';
import type { Room } from '../rooms/room';
import { route } from '../rooms/route.svelte';
import { joinCommand } from './sharing/commands';
import { lockedWhy } from '../rooms/locked';
import { closePlan, newPlan, openPlan, openSample } from './plans';
import { printing } from '../rooms/printing.svelte';
import type { Shell } from './shell.svelte';

/** Commands that open, start and close plans; they work with and without one. */
export function planCommands(shell: Shell, open: boolean): Command[] {
  const attempt = (doing: () => Promise<boolean>) => () => {
    doing().catch((thrown: unknown) => shell.failed(failureOf(thrown)));
  };
  const list: Command[] = [
    {
      id: 'open-plan',
      title: 'Open a plan…',
      group: 'do',
      icon: FolderOpen,
      keys: 'Ctrl O',
      words: 'file',
      run: attempt(openPlan),
    },
    {
      id: 'new-plan',
      title: 'New plan…',
      group: 'do',
      icon: Plus,
      keys: 'Ctrl N',
      words: 'start empty file',
      run: attempt(newPlan),
    },
    {
      id: 'sample-plan',
      title: 'Open the sample plan',
      group: 'do',
      icon: Play,
      words: 'example demo',
      run: attempt(openSample),
    },
  ];
  list.push(joinCommand(shell));
  if (open)
    list.push({ id: 'close-plan', title: 'Close the plan', group: 'do', icon: X, run: attempt(closePlan) });
  return list;
}

/** Commands about the window. */
export function windowCommands(shell: Shell): Command[] {
  const theme = (id: 'light' | 'dark' | 'system', title: string, icon: typeof Sun): Command => ({
    id: `theme-${id}`,
    title,
    group: 'do',
    icon,
    words: 'theme colour appearance',
    detail: shell.theme.choice === id ? 'now' : undefined,
    run: () => shell.theme.choose(id),
  });
  return [
    {
      id: 'palette',
      title: 'Search or run a command',
      group: 'do',
      icon: Search,
      keys: 'Ctrl K',
      run: () => shell.palette(),
    },
    theme('light', 'Light theme', Sun),
    theme('dark', 'Dark theme', Moon),
    theme('system', 'Theme as the system has it', Monitor),
    {
      id: 'keys',
      title: 'Keys',
      group: 'ask',
      icon: Keyboard,
      keys: '?',
      words: 'keyboard shortcuts help',
      run: () => (shell.panel = 'keys'),
    },
  ];
}

/** Freezes for the machines that deploy. */
export const pipelineCommand = (shell: Shell): Command => ({
  id: 'pipeline',
  title: 'Freezes for pipelines…',
  group: 'do',
  icon: Snowflake,
  words: 'gate export argo gitlab harness octopus machine file',
  run: () => (shell.panel = 'pipeline'),
});

/** Documents about the whole plan. */
export const printCommands: readonly Command[] = [
  {
    id: 'poster',
    title: 'Calendar poster…',
    group: 'do',
    icon: Printer,
    words: 'print wall A3 quarter weeks pdf',
    run: () => printing.ask('poster'),
  },
  {
    id: 'metrics',
    title: 'Metrics page…',
    group: 'do',
    icon: Printer,
    words: 'print numbers kpi report pdf',
    run: () => printing.ask('metrics'),
  },
];

/** Commands that need an open plan. */
export function frameCommands(shell: Shell, frame: FrameView, rooms: readonly Room[]): Command[] {
  const back: Command = {
    id: 'back-to-now',
    title: 'Back to now',
    group: 'do',
    icon: History,
    keys: 'Esc',
    words: 'past present time travel',
    run: () => void shell.backToNow(),
  };
  return [
    ...(frame.past ? [back] : []),
    {
      id: 'undo',
      title: 'Undo',
      detail: frame.undo ?? undefined,
      group: 'do',
      icon: Undo2,
      keys: 'Ctrl Z',
      why: frame.past ? lockedWhy(frame) : frame.undo ? null : 'Nothing to undo',
      run: () => void shell.undo(),
    },
    {
      id: 'redo',
      title: 'Redo',
      detail: frame.redo ?? undefined,
      group: 'do',
      icon: Redo2,
      keys: 'Ctrl Shift Z',
      why: frame.past ? lockedWhy(frame) : frame.redo ? null : 'Nothing to redo',
      run: () => void shell.redo(),
    },
    {
      id: 'publish',
      title: 'Publish…',
      group: 'do',
      icon: Send,
      words: 'agree version',
      why:
        frame.published && frame.edits_since_published === 0
          ? `Nothing has changed since Agreed v${frame.published.version}`
          : lockedWhy(frame),
      run: () => (shell.panel = 'publish'),
    },
    pipelineCommand(shell),
    ...printCommands,
    {
      id: 'inspector',
      title: shell.inspectorOpen ? 'Hide the inspector' : 'Show the inspector',
      group: 'do',
      icon: PanelRight,
      keys: 'Ctrl .',
      run: () => (shell.inspectorOpen = !shell.inspectorOpen),
    },
    ...rooms.map((room): Command => ({
      id: `room-${room.id}`,
      title: room.title,
      group: 'go',
      icon: room.icon,
      keys: room.key ? `Ctrl ${room.key}` : undefined,
      run: () => route.go(room.id),
    })),
  ];
}
