/** How well typed words fit a title. */

/** A higher score fits better; `null` when a word is missing. Empty text fits everything alike. */
export function fit(text: string, title: string, words = ''): number | null {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return 0;
  const low = title.toLowerCase();
  let score = 0;
  for (const word of wanted.split(/\s+/)) {
    const at = low.indexOf(word);
    if (at === 0) score += 8;
    else if (at > 0 && /[\s\-:(]/.test(low[at - 1] ?? '')) score += 6;
    else if (at > 0) score += 3;
    else if (words.toLowerCase().includes(word)) score += 2;
    else if (initialsOf(low).startsWith(word)) score += 2;
    else return null;
  }
  if (low.startsWith(wanted)) score += 8;
  return score - low.length / 200;
}

function initialsOf(title: string): string {
  return title
    .split(/[\s-]+/)
    .map((word) => word[0] ?? '')
    .join('');
}
