/** Slides of a meeting: one an item, and one for everything that is approved together. */
import type { CabItemLine, CabMeetingView, CabSlide } from '../../desk/wire';
import { linesOf, type Line } from '../../parts/copying';
import { count } from '../../words/numbers';
import { verdictWords } from './words';

export type Slide = {
  /** The item that stands for it. */
  id: string;
  title: string;
  reference: string;
  block: CabItemLine['block'];
  /** Every item on it. */
  items: readonly CabItemLine[];
};

export function slidesOf(items: readonly CabItemLine[]): Slide[] {
  const slides: Slide[] = [];
  for (const item of items) {
    const last = slides.at(-1);
    if (item.block === 'consent' && last?.block === 'consent') {
      slides[slides.length - 1] = { ...last, items: [...last.items, item] };
      continue;
    }
    slides.push({
      id: item.id,
      title: item.block === 'consent' ? 'Approved together' : item.title,
      reference: item.block === 'consent' ? '' : item.reference,
      block: item.block,
      items: [item],
    });
  }
  return slides;
}

/** Number of the slide that shows the item; 0 when none does. */
export function slideAt(slides: readonly Slide[], item: string | null): number {
  const found = slides.findIndex((slide) => slide.items.some((one) => one.id === item));
  return Math.max(0, found);
}

export type Mark = 'open' | 'here' | 'ok' | 'later' | 'no';

/** How a slide stands: decided how, talked about now, or still open. */
export function markOf(slide: Slide, standing: string | null): Mark {
  const decided = slide.items.filter((item) => item.verdict !== null);
  if (decided.length < slide.items.length)
    return slide.items.some((item) => item.id === standing) ? 'here' : 'open';
  if (decided.some((item) => item.verdict === 'rejected')) return 'no';
  return decided.some((item) => item.verdict === 'deferred') ? 'later' : 'ok';
}

/** A word for how a slide stands. */
export function standingOf(slide: Slide): string {
  if (slide.block !== 'consent') return slide.items[0]?.standing ?? '';
  const done = slide.items.filter((item) => item.verdict !== null).length;
  return done === slide.items.length ? 'approved' : count(slide.items.length - done, 'change');
}

/** The headings of the rail, in the order of the agenda. */
export const headings: Record<CabItemLine['block'], string> = {
  review: 'Since last time',
  discuss: 'Discuss',
  consent: 'Approve together',
  inform: 'Told',
};

/** Slides under their headings, each with its number. */
export function underHeadings(slides: readonly Slide[]) {
  const found: { block: Slide['block']; slides: { slide: Slide; number: number }[] }[] = [];
  slides.forEach((slide, number) => {
    const last = found.at(-1);
    if (last && last.block === slide.block) last.slides.push({ slide, number });
    else found.push({ block: slide.block, slides: [{ slide, number }] });
  });
  return found;
}

/** Slides whose reference or title fits the text. */
export function fitting(slides: readonly Slide[], text: string): { slide: Slide; number: number }[] {
  const wanted = text.trim().toLowerCase();
  return slides
    .map((slide, number) => ({ slide, number }))
    .filter(({ slide }) =>
      slide.items.some((item) => `${item.reference} ${item.title}`.toLowerCase().includes(wanted)),
    );
}

/** True when the board votes on it, and guesses how it will go. */
export const votes = (slide: Pick<CabSlide, 'subject' | 'block'>): boolean =>
  slide.subject?.kind === 'change' && slide.block !== 'review' && slide.block !== 'consent';

/** Minutes beyond those the meeting has; 0 when it fits. */
export const overBy = (view: CabMeetingView): number => Math.max(0, view.agenda_minutes - view.minutes);

/** The agenda as a table. */
export const agendaLines = (items: readonly CabItemLine[]): Line[] =>
  linesOf(
    ['Block', 'Reference', 'Title', 'Risk', 'Why', 'Presenter', 'Minutes', 'Standing'],
    items.map((item) => [
      headings[item.block],
      item.reference,
      item.title,
      item.level > 0 ? String(item.level) : '',
      item.why,
      item.presenter?.name ?? '',
      String(item.minutes),
      item.verdict ? verdictWords[item.verdict] : item.standing,
    ]),
  );
