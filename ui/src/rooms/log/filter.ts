/** The filter field as parts: chips set and take off parts of the same text that people type. */

/** The parts of the text; quotes hold words together. */
export function parts(text: string): string[] {
  return text.match(/(?:[^\s"]|"[^"]*"?)+/g) ?? [];
}
export function has(text: string, part: string): boolean {
  return parts(text).some((each) => each.toLowerCase() === part.toLowerCase());
}
/** The text with the part, or without it when it was there. */
export function toggled(text: string, part: string): string {
  const kept = parts(text).filter((each) => each.toLowerCase() !== part.toLowerCase());
  return (has(text, part) ? kept : [...kept, part]).join(' ');
}
/** The part that asks for entries of a person. */
export function byPart(name: string): string {
  return /\s/.test(name) ? `by:"${name}"` : `by:${name}`;
}
/** How many people are asked for. */
export function peopleAsked(text: string): number {
  return parts(text).filter((each) => /^by:./i.test(each)).length;
}
/** The text without any person. */
export function withoutPeople(text: string): string {
  return parts(text)
    .filter((each) => !/^by:/i.test(each))
    .join(' ');
}
