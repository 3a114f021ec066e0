/** Import: bring in what other tools know, after a look at what it would change. */
import Upload from '@lucide/svelte/icons/upload';
import type { Room } from '../room';
import Import from './Import.svelte';

export const imports: Room = {
  id: 'import',
  title: 'Import',
  key: '',
  group: 'none',
  icon: Upload,
  component: Import,
};
