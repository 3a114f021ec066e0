/** What is said under the address of a hub: whether it may be used, why not, what to do instead. */
import type { HubPlace } from '../../desk/wire';

export type Verdict = {
  tone: 'ok' | 'warn' | 'alert';
  /** What it is or what is wrong. */
  title: string;
  /** What to know or to do. */
  detail: string;
  /** Why the button does not work; `null` when it does. */
  why: string | null;
};

const join = (...sentences: string[]): string => sentences.filter((each) => each !== '').join(' ');

/** A place for a new hub. */
export function forCreating(place: HubPlace): Verdict {
  if (place.holds !== null && !place.holds_this_plan)
    return {
      tone: 'alert',
      title: `“${place.holds}” is shared there already.`,
      detail: 'Choose another place for this plan; nothing there was touched.',
      why: 'The place holds another plan already.',
    };
  return used(
    place,
    place.holds_this_plan
      ? 'This plan is shared there already; your file meets it again.'
      : 'A shared plan is safe there.',
  );
}
/** A place where a hub should be. */
export function forJoining(place: HubPlace): Verdict {
  if (place.safe && place.holds === null)
    return {
      tone: 'alert',
      title: join(place.place, 'No plan is shared there.'),
      detail: join(
        place.sentence,
        'Ask whoever shared the plan for its address, or share a plan there yourself.',
      ),
      why: 'No plan is shared there.',
    };
  return used(place, `It holds “${place.holds ?? ''}”.`);
}
function used(place: HubPlace, good: string): Verdict {
  if (!place.safe)
    return {
      tone: 'alert',
      title: join(place.place, place.sentence),
      detail: place.way_out,
      why: 'This place cannot keep a shared plan safe.',
    };
  if (place.sentence !== '')
    return {
      tone: 'warn',
      title: join(place.place, good),
      detail: join(place.sentence, place.way_out),
      why: null,
    };
  return { tone: 'ok', title: join(place.place, good), detail: '', why: null };
}

/** A file name people would give the hub of a plan. */
export function hubName(plan: string): string {
  const name = plan.replace(/[\s\\/:*?"<>|]+/g, ' ').trim();
  return `${name === '' ? 'Plan' : name}.hub`;
}
/** Codes of a plan file that cannot be made or opened; every other failure to join is about the hub. */
const OF_THE_COPY = new Set([
  'missing',
  'folder',
  'exists',
  'not-a-plan',
  'newer',
  'damaged',
  'locked',
  'unreadable',
]);
/** The field a failure to join belongs to. */
export const blames = (code: string): 'address' | 'path' => (OF_THE_COPY.has(code) ? 'path' : 'address');
