/** What the map can say beside the selection, in the order people ask for it. */
export const PANELS = [
  { value: 'health', label: 'How far the map can be trusted' },
  { value: 'confirm', label: 'Confirm ten links' },
  { value: 'what-if', label: 'What if a change moved' },
  { value: 'partners', label: 'Missing partners and readiness' },
  { value: 'skew', label: 'What version runs where' },
  { value: 'leaks', label: 'Back doors of a freeze' },
  { value: 'collisions', label: 'Collisions by kind' },
] as const;

export type Panel = (typeof PANELS)[number]['value'];

/** The panel of a route; `null` for words that name none. */
export const panelOf = (word: string | null): Panel | null =>
  PANELS.find((panel) => panel.value === word)?.value ?? null;
