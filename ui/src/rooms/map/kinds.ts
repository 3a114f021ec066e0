/** Kinds of services and of links: their icons, their words, and how a link of each kind is drawn. */
import AppWindow from '@lucide/svelte/icons/app-window';
import Boxes from '@lucide/svelte/icons/boxes';
import Briefcase from '@lucide/svelte/icons/briefcase';
import Cable from '@lucide/svelte/icons/cable';
import Clock from '@lucide/svelte/icons/clock';
import Cloud from '@lucide/svelte/icons/cloud';
import Database from '@lucide/svelte/icons/database';
import FileText from '@lucide/svelte/icons/file-text';
import Handshake from '@lucide/svelte/icons/handshake';
import Library from '@lucide/svelte/icons/library';
import Plug from '@lucide/svelte/icons/plug';
import Server from '@lucide/svelte/icons/server';
import type { DependencyKind, DeployOrder, LinkStatus, ServiceKind, Strength } from '../../desk/wire';
import type { IconOf } from '../../parts/icon';
import { whole } from '../../words/numbers';
import { ms } from '../../words/zones';

const icons: Record<ServiceKind, IconOf> = {
  'business-service': Briefcase,
  application: AppWindow,
  service: Server,
  api: Plug,
  library: Library,
  database: Database,
  queue: Cable,
  infrastructure: Cloud,
  'third-party': Handshake,
  'batch-job': Clock,
  document: FileText,
};
/** The icon of a service; a system has boxes in it. */
export const iconOf = (kind: ServiceKind | null): IconOf => (kind ? icons[kind] : Boxes);

/** `third party` */
export const kindWords = (kind: ServiceKind): string => (kind === 'api' ? 'API' : kind.replace('-', ' '));

export const linkWords: Record<DependencyKind, string> = {
  call: 'call',
  data: 'shared data',
  event: 'event',
  hosting: 'hosted on',
  build: 'built with',
  contract: 'contract',
  process: 'process',
};
/** One letter a kind, where there is room for no more. */
export const kindLetters: Record<DependencyKind, string> = {
  call: 'C',
  data: 'S',
  event: 'E',
  hosting: 'H',
  build: 'B',
  contract: 'K',
  process: 'P',
};
export const LINK_KINDS = Object.keys(linkWords) as DependencyKind[];

/** Dashes of a line in SVG; shared data is drawn double instead. */
export const dashes: Record<DependencyKind, string> = {
  call: 'none',
  data: 'none',
  event: '6 4',
  hosting: '1.5 3.5',
  build: '9 3 2 3',
  contract: '12 4',
  process: '3 3 9 3',
};

export const strengthWords: Record<Strength, string> = {
  hard: 'breaks without it',
  soft: 'degrades without it',
};
export const orderWords: Record<DeployOrder, string> = {
  'provider-first': 'the needed one first',
  'consumer-first': 'the one that needs first',
  lockstep: 'both in one step',
  any: 'in any order',
};
export const statusWords: Record<LinkStatus, string> = {
  asserted: 'said by somebody',
  imported: 'from a file',
  suggested: 'guessed from a file',
  confirmed: 'confirmed',
  disputed: 'disputed',
  rejected: 'rejected',
};

/** Days after which a confirmation has gone stale. */
export const STALE_DAYS = 180;

/** How we know a link, and whether that needs a look: `confirmed 203 days ago`. */
export function knowledge(
  status: LinkStatus,
  confirmedAt: string | null,
  now: string,
): { text: string; stale: boolean } {
  if (status !== 'confirmed' || !confirmedAt) {
    return { text: statusWords[status], stale: status !== 'confirmed' && status !== 'rejected' };
  }
  const days = Math.max(0, Math.floor((ms(now) - ms(confirmedAt)) / 86_400_000));
  const text = days === 0 ? 'confirmed today' : `confirmed ${whole(days)} ${days === 1 ? 'day' : 'days'} ago`;
  return { text, stale: days > STALE_DAYS };
}

/** Words as choices of a field, with a capital letter. */
export const choices = (words: Readonly<Record<string, string>>): { value: string; label: string }[] =>
  Object.entries(words).map(([value, label]) => ({
    value,
    label: label[0]?.toUpperCase() + label.slice(1),
  }));
