/** Which document a room asks to print; the frame shows it, page by page, before anything is written. */
import type { DocumentKind, DocumentQuestion } from '../desk/wire';

/** A document of a kind; what a kind does not ask for stays open. */
export const documentOf = (
  kind: DocumentKind,
  more: Partial<Omit<DocumentQuestion, 'kind'>> = {},
): DocumentQuestion => ({
  kind,
  release: null,
  profile: 'full',
  team: null,
  freeze: null,
  version: null,
  exception: null,
  meeting: null,
  member: null,
  from: null,
  weeks: null,
  letter: false,
  ...more,
});

class Printing {
  asked = $state.raw<DocumentQuestion | null>(null);

  ask(kind: DocumentKind, more: Partial<Omit<DocumentQuestion, 'kind'>> = {}): void {
    this.asked = documentOf(kind, more);
  }
  close(): void {
    this.asked = null;
  }
}

export const printing = new Printing();
