/** What goes to the clipboard: plain text, and formatted text beside it where there is any. */

type Given = string | Promise<string>;

/**
 * Writes to the clipboard. Words that are still being made are handed over as a promise: a window lets only what a
 * person has just done write there, and waiting first would be too late.
 */
export async function toClipboard(text: Given, html?: Given): Promise<void> {
  if (typeof ClipboardItem === 'undefined' || (typeof text === 'string' && html === undefined)) {
    await navigator.clipboard.writeText(await text);
    return;
  }
  const blob = async (type: string, words: Given) => new Blob([await words], { type });
  const parts: Record<string, Promise<Blob>> = { 'text/plain': blob('text/plain', text) };
  if (html !== undefined) parts['text/html'] = blob('text/html', html);
  // A failure of the words is told below as it is, not twice.
  for (const part of Object.values(parts)) part.catch(() => {});
  try {
    await navigator.clipboard.write([new ClipboardItem(parts)]);
  } catch (thrown) {
    await text;
    await html;
    throw thrown;
  }
}
