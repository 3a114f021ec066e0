import { describe, expect, it } from 'vitest';
import { toSvg } from '../../parts/scene';
import { toTsv } from '../../parts/copying';
import type { CalendarView } from '../../desk/wire';
import { calendarPicture, type Shown } from './picture';
import recorded from './recorded.json';
import { heightOf, rowsOf } from './rows';
import { DAY } from './ruler.svelte';
import { sceneOf } from './scene';
import { boardLines } from './sheet';

const scene = sceneOf(recorded.calendar as unknown as CalendarView);
const rows = rowsOf(scene, new Set(), null);
const from = Math.max(scene.span.start, scene.now - 7 * DAY);
const shown: Shown = { scene, rows, keeps: null, span: { start: from, end: from + 83 * DAY }, wide: 1000 };
const words = { title: 'Calendar of Q4 <plan>', about: 'now' };
const draw = (given: Shown = shown) => calendarPicture(given, words, (token) => `#${token}`);
const read = (given: Shown = shown) => new DOMParser().parseFromString(toSvg(draw(given)), 'image/svg+xml');
const texts = (of: Document) => [...of.querySelectorAll('text')].map((each) => each.textContent ?? '');
const inside = scene.trains
  .flatMap((train) => train.shapes)
  .filter(({ deploy }) => deploy.start > from + 10 * DAY && deploy.start < from + 70 * DAY);

describe('the calendar as a picture', () => {
  it('is one well-formed SVG that needs nothing from the page', () => {
    const svg = toSvg(draw());
    expect(read().querySelector('parsererror')).toBeNull();
    expect(svg).not.toMatch(/var\(|class=|href=|NaN|undefined/);
    expect(read().querySelector('title')?.textContent).toBe('Calendar of Q4 <plan>');
  });
  it('names every lane, also those the window has no room for', () => {
    const found = texts(read());
    for (const train of scene.trains) expect(found).toContain(train.name);
    for (const lane of scene.environments) expect(found).toContain(lane.reference);
    expect(draw().height).toBeGreaterThan(heightOf(rows));
  });
  it('names the releases of the days that show, and no others', () => {
    expect(inside.length).toBeGreaterThan(0);
    const found = texts(read());
    expect(found.filter((text) => inside.some(({ reference }) => text === reference)).length).toBeGreaterThan(
      0,
    );
    const elsewhere = { ...shown, span: { start: from - 200 * DAY, end: from - 190 * DAY } };
    const none = [...read(elsewhere).querySelectorAll('text[font-weight="650"]')].map(
      (each) => each.textContent,
    );
    for (const { reference } of inside) expect(none).not.toContain(reference);
  });
  it('pales what the filter leaves out, and leaves its name off', () => {
    const [one] = inside;
    const keeps = (shape: { id: string }) => shape.id === one?.id;
    const found = texts(read({ ...shown, keeps }));
    expect(inside.filter(({ reference }) => found.includes(reference))).toEqual([one]);
    expect(toSvg(draw({ ...shown, keeps }))).toContain('opacity="0.22"');
  });
});

describe('the calendar as a table', () => {
  const table = toTsv(boardLines(rows, scene.marks, null, scene.zone)).split('\n');
  it('has a row for each collision, each release and each booking, with where it stands and when', () => {
    expect(table[0]).toBe('Lane\tWhat\tFrom\tUntil\tAbout');
    expect(table.filter((line) => line.startsWith('Collisions\t'))).toHaveLength(scene.marks.length);
    const [train] = scene.trains;
    const lines = table.filter((line) => line.startsWith(`${train?.name}\t`));
    expect(lines).toHaveLength(train?.shapes.length ?? -1);
    expect(lines[0]?.split('\t')[2]).toMatch(/^\d+ \w{3} \d{4} \d\d:\d\d$/);
  });
  it('leaves out what the filter leaves out', () => {
    const none = toTsv(boardLines(rows, [], () => false, scene.zone));
    for (const { reference } of inside) expect(none).not.toContain(`\t${reference} `);
  });
});
