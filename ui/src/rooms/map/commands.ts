/** What can be done on the map, for the palette and the keys. */
import ArrowLeftRight from '@lucide/svelte/icons/arrow-left-right';
import ClipboardPaste from '@lucide/svelte/icons/clipboard-paste';
import Crosshair from '@lucide/svelte/icons/crosshair';
import Grid3x3 from '@lucide/svelte/icons/grid-3x3';
import ImageDown from '@lucide/svelte/icons/image-down';
import List from '@lucide/svelte/icons/list';
import Pencil from '@lucide/svelte/icons/pencil';
import Plus from '@lucide/svelte/icons/plus';
import Search from '@lucide/svelte/icons/search';
import Stethoscope from '@lucide/svelte/icons/stethoscope';
import Waypoints from '@lucide/svelte/icons/waypoints';
import type { LinkCard } from '../../desk/wire';
import type { Command } from '../command.svelte';
import type { Judging } from './judging.svelte';
import { PANELS, type Panel } from './panels';
import type { Place } from './place.svelte';

export type Doings = {
  place: Place;
  judging: Judging;
  /** The selected link. */
  link: LinkCard | null;
  /** The deployment order shows. */
  strip: boolean;
  /** Writes the picture; `null` when none shows. */
  write: ((format: 'png' | 'svg') => void) | null;
  add: () => void;
  paste: () => void;
  edit: () => void;
  open: (panel: Panel) => void;
  fold: () => void;
  clear: () => void;
};

export function mapCommands({
  place,
  judging,
  link,
  strip,
  write,
  add,
  paste,
  edit,
  fold,
  clear,
}: Doings): Command[] {
  const unlinked = link ? null : 'No link is selected';
  const judge = (status: 'confirmed' | 'disputed' | 'rejected') => () => {
    if (link) void judging.judge(link.id, status, link.seq);
  };
  const said = link ? ` that ${link.consumer.name} needs ${link.provider.name}` : ' the selected link';
  return [
    {
      id: 'map-graph',
      title: 'Show the map as a graph',
      group: 'do',
      icon: Waypoints,
      keys: 'G',
      run: () => place.show('graph'),
    },
    {
      id: 'map-matrix',
      title: 'Show the map as a matrix',
      group: 'do',
      icon: Grid3x3,
      keys: 'M',
      words: 'dsm dependency structure',
      run: () => place.show('matrix'),
    },
    {
      id: 'map-list',
      title: 'Show the map as a list',
      group: 'do',
      icon: List,
      keys: 'L',
      run: () => place.show('list'),
    },
    {
      id: 'map-filter',
      title: 'Filter services',
      group: 'do',
      icon: Search,
      keys: link ? undefined : 'F',
      run: () => document.querySelector<HTMLInputElement>('[data-map-filter] input')?.focus(),
    },
    {
      id: 'map-link',
      title: 'New link…',
      group: 'do',
      icon: Plus,
      keys: 'N',
      words: 'dependency add',
      run: add,
    },
    {
      id: 'map-paste',
      title: 'Paste links from a spreadsheet…',
      group: 'do',
      icon: ClipboardPaste,
      words: 'rows excel csv table',
      run: paste,
    },
    {
      id: 'map-confirm',
      title: `Confirm${said}`,
      group: 'do',
      keys: 'C',
      why: unlinked,
      run: judge('confirmed'),
    },
    {
      id: 'map-dispute',
      title: `Dispute${said}`,
      group: 'do',
      keys: 'D',
      why: unlinked,
      run: judge('disputed'),
    },
    {
      id: 'map-reject',
      title: `Reject${said}`,
      group: 'do',
      keys: 'R',
      why: unlinked,
      run: judge('rejected'),
    },
    {
      id: 'map-flip',
      title: link ? `Flip: ${link.provider.name} needs ${link.consumer.name}` : 'Flip the selected link',
      group: 'do',
      icon: ArrowLeftRight,
      keys: link ? 'F' : undefined,
      words: 'direction turn',
      why: unlinked ?? link?.flip_refused,
      run: () => {
        if (link) void judging.flip(link.id, link.seq);
      },
    },
    {
      id: 'map-edit',
      title: 'Correct the selected link…',
      group: 'do',
      icon: Pencil,
      keys: 'E',
      words: 'edit kind strength order note redundancy',
      why: unlinked,
      run: edit,
    },
    {
      id: 'map-turn',
      title: place.needs ? 'Show what breaks if it fails' : 'Show what it needs',
      group: 'do',
      keys: 'B',
      words: 'direction impact',
      run: () => place.turn(!place.needs),
    },
    ...PANELS.map((panel) => ({
      id: `map-${panel.value}`,
      title: panel.label,
      group: 'ask' as const,
      icon: Stethoscope,
      words: 'panel health queue skew leak partner readiness',
      run: () => open(panel.value),
    })),
    ...(['png', 'svg'] as const).map((format) => ({
      id: `map-${format}`,
      title: `Save the picture as ${format.toUpperCase()}…`,
      group: 'do' as const,
      icon: ImageDown,
      words: 'export image graph matrix',
      why: write ? null : 'The list is no picture: show the graph or the matrix first',
      run: () => write?.(format),
    })),
    {
      id: 'map-order',
      title: strip ? 'Fold the deployment order' : 'Unfold the deployment order',
      group: 'do',
      keys: 'O',
      run: fold,
    },
    {
      id: 'map-clear',
      title: 'Clear the selection',
      group: 'do',
      icon: Crosshair,
      keys: 'Esc',
      why: place.focus || place.link ? null : 'Nothing is selected',
      run: clear,
    },
  ];
}
