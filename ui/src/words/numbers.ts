/** Numbers as people read them. */

const grouped = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });
const fine = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });

/** `4,310` */
export const whole = (n: number): string => grouped.format(n).replace('-', '−');
/** `1.8` */
export const tenth = (n: number): string => fine.format(n).replace('-', '−');

/** `1 cycle`, `4,310 rows`. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${whole(n)} ${n === 1 ? one : many}`;
}
/** `+3`, `−2`, `0` */
export function delta(n: number): string {
  return n > 0 ? `+${whole(n)}` : whole(n);
}
/** `812 KB`, of a file. */
export const fileSize = (bytes: number): string =>
  bytes < 1024 ? `${whole(bytes)} bytes` : `${whole(Math.round(bytes / 1024))} KB`;
/** `€871k`, `€9k`, `€420`, `€1.2m` */
export function money(n: number, currency: string): string {
  const size = Math.abs(n);
  const sign = n < 0 ? '−' : '';
  if (size >= 999_500) return `${sign}${currency}${fine.format(size / 1_000_000)}m`;
  if (size >= 999.5) return `${sign}${currency}${grouped.format(size / 1_000)}k`;
  return `${sign}${currency}${grouped.format(size)}`;
}
/** `82%` of a share between 0 and 1. */
export const percent = (share: number): string => `${Math.round(share * 100)}%`;
/** `a`, `a and b`, `a, b and c`. */
export function list(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`;
}
/** `CHG-1, CHG-2 and 7 more`. */
export function listFirst(words: readonly string[], most: number): string {
  if (words.length <= most) return list(words);
  return `${words.slice(0, most).join(', ')} and ${whole(words.length - most)} more`;
}
