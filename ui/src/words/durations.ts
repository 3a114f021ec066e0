/** Lengths of time: `45 min`, `3 h 30 min`, `12 d`. */

/** Minutes in words, two units at most. */
export function minutes(total: number): string {
  const sign = total < 0 ? '−' : '';
  const all = Math.round(Math.abs(total));
  const d = Math.floor(all / 1440);
  const h = Math.floor((all % 1440) / 60);
  const m = all % 60;
  const parts = [d ? `${d} d` : '', h ? `${h} h` : '', m ? `${m} min` : ''].filter(Boolean).slice(0, 2);
  return sign + (parts.join(' ') || '0 min');
}

/** Hours in words: below four days they stay hours, as a watch of `72 h` is called. */
export function hours(total: number): string {
  if (total < 96) return Number.isInteger(total) ? `${total} h` : minutes(total * 60);
  return total % 24 === 0 ? `${total / 24} d` : minutes(total * 60);
}

/** A move in days, signed: `−7 days`, `+1 day`. */
export function shift(fromMs: number, toMs: number): string {
  const days = Math.round((toMs - fromMs) / 86_400_000);
  if (days === 0) {
    const rest = Math.round((toMs - fromMs) / 60_000);
    return rest === 0 ? 'no move' : `${rest > 0 ? '+' : ''}${minutes(rest)}`;
  }
  return `${days > 0 ? '+' : '−'}${Math.abs(days)} ${Math.abs(days) === 1 ? 'day' : 'days'}`;
}
