/** Native file dialogs, shown by the window; nothing when the person cancels. */
import { desk } from './desk';
import { failureOf } from './failure';

async function pick<T>(command: string, args: Record<string, unknown> = {}): Promise<T> {
  try {
    return (await desk().window(command, args)) as T;
  } catch (thrown) {
    throw failureOf(thrown);
  }
}

/** File names by ending: `{ name: 'PDF', endings: ['pdf'] }`. */
export type Filter = { name: string; endings: string[] };

/** A plan file that exists. */
export const pickOpenPlan = () => pick<string | null>('pick_open_plan');
/** Where a new plan file goes. */
export const pickSavePlan = (suggestedName: string) =>
  pick<string | null>('pick_save_plan', { suggestedName });
/** Where the hub of a shared plan goes, e.g. `Q4 2026.hub`. */
export const pickHubPlace = (suggestedName: string) =>
  pick<string | null>('pick_hub_place', { suggestedName });
/** The hub of a shared plan that exists. */
export const pickHub = () => pick<string | null>('pick_hub');
/** Files to import; an empty list for Cancel. */
export const pickImport = () => pick<string[]>('pick_import');
/** A printed document to check. */
export const pickDocument = () => pick<string | null>('pick_document');
/** A folder to import. */
export const pickImportFolder = () => pick<string | null>('pick_import_folder');
/** Where an exported document goes, e.g. `release-plan.pdf`. */
export const pickExport = (suggestedName: string, filters: Filter[]) =>
  pick<string | null>('pick_export', { suggestedName, filters });

/** Hears of files dropped on the window until the returned function is called. */
export const hearDrops = (hear: (paths: readonly string[]) => void): (() => void) =>
  desk().drops?.(hear) ?? (() => {});
