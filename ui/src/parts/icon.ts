/** The kind of thing that every `icon` property takes: one icon of Lucide. */
export type { LucideIcon as IconOf } from '@lucide/svelte';
