/** The board as a table: a row for whatever stands in a lane, in the order of the lanes. */
import { linesOf, type Line } from '../../parts/copying';
import { level, riskWords } from '../../parts/risk';
import { clock, dateYear } from '../../words/dates';
import { count } from '../../words/numbers';
import { bandWords } from './labels';
import type { Row } from './rows';
import type { Mark, Shape, Span } from './scene';

const HEAD = ['Lane', 'What', 'From', 'Until', 'About'];

/** Rows that show, and collisions; a filter leaves out releases it does not keep. */
export function boardLines(
  rows: readonly Row[],
  marks: readonly Mark[],
  keeps: ((shape: Shape) => boolean) | null,
  zone: string,
): Line[] {
  const at = (when: number) => `${dateYear(when, zone)} ${clock(when, zone)}`;
  const spanned = (span: Span) => [at(span.start), at(span.end)];
  const release = (lane: string, shape: Shape) => [
    lane,
    `${shape.reference} ${shape.title}`,
    ...spanned(shape.deploy),
    [
      shape.state,
      count(shape.changes, 'change'),
      shape.level > 0 ? `risk ${riskWords(level(shape.level))}` : '',
      `scope lock ${at(shape.lock)}`,
      `watched until ${at(shape.watchEnds)}`,
      shape.collisions.length > 0 ? count(shape.collisions.length, 'collision') : '',
    ]
      .filter(Boolean)
      .join(', '),
  ];
  const byTime = (a: { start: number }, b: { start: number }) => a.start - b.start;
  const lanes = rows.flatMap((row): string[][] => {
    if (row.kind === 'window')
      return [
        ...row.lane.regular.map((span) => ({ span, about: '' })),
        ...row.lane.extended.map((span) => ({ span, about: 'extended' })),
        ...row.lane.closed.map((span) => ({ span, about: 'closed by a freeze' })),
      ]
        .sort((a, b) => byTime(a.span, b.span))
        .map(({ span, about }) => [row.lane.name, 'Window', ...spanned(span), about]);
    if (row.kind === 'freeze')
      return row.lane.bands.map((band) => [
        row.lane.name,
        `${row.lane.reference}, ${bandWords[band.kind] ?? band.kind}`,
        ...spanned(band.span),
        row.lane.note,
      ]);
    if (row.kind === 'train' || row.kind === 'loose')
      return row.placed
        .map(({ shape }) => shape)
        .filter((shape) => !keeps || keeps(shape))
        .sort((a, b) => byTime(a.deploy, b.deploy))
        .map((shape) => release(row.kind === 'train' ? row.lane.name : 'Emergency', shape));
    if (row.kind === 'project')
      return row.lane.milestones.map((mark) => [row.lane.name, mark.name, at(mark.when), '', mark.sentence]);
    if (row.kind === 'meeting')
      return row.lane.at.map((span) => [row.lane.name, 'Meeting', ...spanned(span), row.lane.cadence]);
    if (row.kind === 'environment')
      return row.lane.bookings.map((each) => [
        row.lane.reference,
        each.label,
        ...spanned(each.span),
        each.sentence,
      ]);
    return [];
  });
  return linesOf(HEAD, [
    ...marks.map((mark) => ['Collisions', mark.label, at(mark.when), '', mark.sentence]),
    ...lanes,
  ]);
}
