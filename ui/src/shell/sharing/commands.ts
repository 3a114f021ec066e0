/** What can be done about sharing: for the plan menu and the palette. */
import Copy from '@lucide/svelte/icons/copy';
import FileInput from '@lucide/svelte/icons/file-input';
import RefreshCw from '@lucide/svelte/icons/refresh-cw';
import Share2 from '@lucide/svelte/icons/share-2';
import Split from '@lucide/svelte/icons/split';
import Users from '@lucide/svelte/icons/users';
import { call } from '../../desk/call';
import { pickOpenPlan, pickSavePlan } from '../../desk/dialogs';
import { failureOf } from '../../desk/failure';
import type { FrameView } from '../../desk/wire';
import type { Command } from '../../rooms/command.svelte';
import { count } from '../../words/numbers';
import type { Shell } from '../shell.svelte';
import { toSettle } from './say';

/** Opens the dialog for joining; works with and without a plan. */
export function joinCommand(shell: Shell): Command {
  return {
    id: 'join-plan',
    title: 'Join a shared plan…',
    group: 'do',
    icon: Users,
    words: 'team hub share folder postgres',
    run: () => (shell.panel = 'join'),
  };
}

/** Writes a copy that somebody else can edit; `null` when the person thought better of it. */
async function exportCopy(plan: string): Promise<string | null> {
  const path = await pickSavePlan(`${plan} copy.slipway`);
  if (path === null) return null;
  const copy = await call('save_copy', { path });
  return `The copy is ${copy.path}. Merge it back once it was edited.`;
}
async function mergeCopy(): Promise<string | null> {
  const path = await pickOpenPlan();
  return path === null ? null : (await call('merge_copy', { path })).sentence;
}

/** Commands about sharing the open plan. */
export function sharingCommands(shell: Shell, frame: FrameView): Command[] {
  const { sharing, plan } = frame;
  const locked = plan?.read_only ? 'This plan can only be read.' : null;
  const attempt = (doing: () => Promise<string | null>) => () => {
    doing().then(
      (sentence) => sentence !== null && shell.note(sentence),
      (thrown: unknown) => shell.failed(failureOf(thrown)),
    );
  };
  const disputes = toSettle(sharing);
  const list: Command[] =
    sharing.kind === 'alone'
      ? [
          {
            id: 'share-plan',
            title: 'Share this plan…',
            group: 'do',
            icon: Share2,
            words: 'team hub folder postgres colleagues',
            why: locked,
            run: () => (shell.panel = 'share'),
          },
        ]
      : [
          {
            id: 'sharing',
            title: 'How this plan is shared',
            group: 'ask',
            icon: Share2,
            words: 'hub members offline waiting leave republish',
            run: () => (shell.sharingOpen = true),
          },
          {
            id: 'sync-now',
            title: 'Visit the hub now',
            group: 'do',
            icon: RefreshCw,
            words: 'sync try again refresh',
            run: attempt(async () => (await call('sync_now', {})).sentence),
          },
        ];
  if (disputes > 0)
    list.push({
      id: 'settle',
      title: 'Settle conflicts…',
      detail: `${count(disputes, 'conflict')}`,
      group: 'do',
      icon: Split,
      words: 'merge yours theirs',
      run: () => (shell.panel = 'merge'),
    });
  return [
    ...list,
    {
      id: 'export-copy',
      title: 'Export a copy…',
      group: 'do',
      icon: Copy,
      words: 'save as file team without hub',
      run: attempt(() => exportCopy(plan?.name ?? 'Plan')),
    },
    {
      id: 'merge-copy',
      title: 'Merge a copy…',
      group: 'do',
      icon: FileInput,
      words: 'bring back edits file',
      why: locked,
      run: attempt(mergeCopy),
    },
  ];
}
