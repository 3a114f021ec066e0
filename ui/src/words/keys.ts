/** Names of keys as the person's keyboard shows them. */

/** True on Apple keyboards. */
export function apple(platform = globalThis.navigator?.platform ?? ''): boolean {
  return /mac|iphone|ipad/i.test(platform);
}

/** `Ctrl Shift Z` in the pieces to print, with Apple's signs where they belong. */
export function keycaps(keys: string, onApple = apple()): string[] {
  const caps = keys.split(' ').filter(Boolean);
  if (!onApple) return caps;
  const signs: Record<string, string> = { Ctrl: '⌘', Shift: '⇧', Alt: '⌥', Enter: '↵', Esc: 'esc' };
  return caps.map((cap) => signs[cap] ?? cap);
}

/** The spoken form of a keyboard event in the same notation: `Ctrl Shift Z`. */
export function pressed(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>,
): string {
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key === 'Escape' ? 'Esc' : event.key;
  const letter = /^[A-Z]$/.test(key);
  const named = key.length > 1;
  return [
    event.ctrlKey || event.metaKey ? 'Ctrl' : '',
    event.altKey ? 'Alt' : '',
    // For signs such as "?" the shift belongs to the sign itself.
    event.shiftKey && (letter || named) ? 'Shift' : '',
    key === ' ' ? 'Space' : key,
  ]
    .filter(Boolean)
    .join(' ');
}
