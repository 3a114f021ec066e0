/** Tables as text: what a person reads in one, as TSV for spreadsheets and as HTML for mails and documents. */

export type Cell = {
  text: string;
  /** Names its row or its column. */
  head?: boolean;
  /** As many columns as it takes. */
  span?: number;
};
export type Line = readonly Cell[];

/** A header and rows of words as lines; the first word of a row names it. */
export function linesOf(head: readonly string[], rows: readonly (readonly string[])[]): Line[] {
  return [
    head.map((text) => ({ text, head: true })),
    ...rows.map((row) => row.map((text, i) => ({ text, head: i === 0 && row.length > 1 }))),
  ];
}

/** Lines that are neither the header nor a heading over several rows. */
export const rowCount = (lines: readonly Line[]): number =>
  lines.filter((line) => line.length > 0 && !isHeader(line) && !isHeading(line)).length;
const isHeader = (line: Line) => line.length > 0 && line.every((cell) => cell.head);
const isHeading = (line: Line) => line.length === 1 && (line[0]?.span ?? 1) > 1;

const NUMBER = /^[+-]?[\d.,'’\s]*\d[\d.,'’\s]*%?$/;

/** The cell with a leading quote when a spreadsheet would run it as a formula; a number stays one. */
export function guarded(text: string): string {
  // Screens print a true minus, which no spreadsheet reads as one.
  const plain = text.replace(/^−(?=[\d.,])/, '-');
  return /^[=+\-@\t\r]/.test(plain) && !NUMBER.test(plain) ? `'${plain}` : plain;
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();
/** As it stands in a cell: one line that no spreadsheet runs. */
const safe = (text: string) => oneLine(guarded(text.replace(/^ +/, '')));

/** Tab-separated, a line for each row. A cell that begins with a quote is quoted, or its quotes would be lost. */
export function toTsv(lines: readonly Line[]): string {
  const cell = (text: string) => (text.startsWith('"') ? `"${text.replace(/"/g, '""')}"` : text);
  return lines
    .map((line) =>
      line
        .flatMap(({ text, span = 1 }) => [cell(safe(text)), ...Array.from({ length: span - 1 }, () => '')])
        .join('\t'),
    )
    .join('\n');
}

const escaped = (text: string) =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

/** A plain HTML table: what names a column or a row is a `th`. */
export function toHtml(lines: readonly Line[], title = ''): string {
  const cell = ({ text, head, span = 1 }: Cell, scope: string) => {
    const tag = head ? 'th' : 'td';
    const wide = span > 1 ? ` colspan="${span}"` : '';
    return `<${tag}${head ? ` scope="${scope}"` : ''}${wide} dir="auto">${escaped(safe(text))}</${tag}>`;
  };
  const row = (line: Line, scope: string) => `<tr>${line.map((each) => cell(each, scope)).join('')}</tr>`;
  const heads = lines.findIndex((line) => !isHeader(line));
  const end = heads < 0 ? lines.length : heads;
  const part = (tag: string, of: readonly Line[], scope: string) =>
    of.length > 0 ? `<${tag}>${of.map((line) => row(line, scope)).join('')}</${tag}>` : '';
  const caption = title ? `<caption>${escaped(title)}</caption>` : '';
  return `<table border="1">${caption}${part('thead', lines.slice(0, end), 'col')}${part('tbody', lines.slice(end), 'row')}</table>`;
}

/** What is a table to those who read it. */
export const TABLE = 'table, [role="grid"], [role="treegrid"], [role="table"], [data-table]';
const CELL = 'td, th, [role="gridcell"], [role="columnheader"], [role="rowheader"], [role="cell"]';

/** What is not part of a cell's words: what can be done there, and decoration. `data-aside` says so of others. */
const ASIDE = '[data-act], [data-aside], [aria-hidden="true"], script, style, template';

/** The words a person reads in an element; the name of its picture where there are none. */
export function wordsOf(element: Element): string {
  return joined(words(element, false)) || joined(words(element, true));
}

function words(node: Node, names: boolean): string[] {
  if (node.nodeType === Node.TEXT_NODE) return [node.textContent ?? ''];
  if (!(node instanceof Element) || node.matches(ASIDE)) return [];
  if (node instanceof HTMLInputElement) return [ofInput(node)];
  if (node instanceof HTMLSelectElement) return [node.selectedOptions[0]?.textContent ?? ''];
  if (node instanceof HTMLTextAreaElement) return [node.value];
  if (node instanceof HTMLBRElement) return [' '];
  // Initials, bars and the like say less than the name of the picture they make.
  if (node instanceof HTMLElement && node.matches('[role="img"][aria-label]'))
    return [' ', nameOf(node), ' '];
  const name = names && node.matches('[role="img"], [role="meter"], img') ? nameOf(node) : '';
  if (name) return [name];
  if (node instanceof SVGElement) return [];
  // What stands in boxes of its own is apart on the screen, so it is apart in words.
  return [' ', ...[...node.childNodes].flatMap((child) => words(child, names)), ' '];
}

function ofInput(input: HTMLInputElement): string {
  if (input.type === 'checkbox' || input.type === 'radio') return input.checked ? 'yes' : 'no';
  return ['button', 'submit', 'hidden', 'image'].includes(input.type) ? '' : input.value;
}

const nameOf = (element: Element): string =>
  element.getAttribute('aria-valuetext') ??
  element.getAttribute('aria-label') ??
  element.getAttribute('alt') ??
  element.getAttribute('title') ??
  '';

/** Pieces as one line: no space before a comma or after a bracket. */
const joined = (pieces: readonly string[]): string =>
  oneLine(pieces.join(''))
    .replace(/ ([,.;:!?)%])/g, '$1')
    .replace(/\( /g, '(');

/** The rows of a table as it stands in the window. Tables inside its cells are not its own. */
export function readTable(table: Element): Line[] {
  const own = (element: Element) => element.parentElement?.closest(TABLE) === table;
  const rows = [...table.querySelectorAll('tr, [role="row"]')].filter(own);
  return rows.map((row) => {
    const direct = [...row.children].filter((child) => child.matches(CELL));
    const cells = direct.length > 0 ? direct : [...row.querySelectorAll(CELL)];
    return cells.map((cell): Cell => {
      const span = Number(cell.getAttribute('aria-colspan') ?? cell.getAttribute('colspan') ?? 1);
      return {
        text: wordsOf(cell),
        head: cell.matches('th, [role="columnheader"], [role="rowheader"]'),
        ...(span > 1 ? { span } : {}),
      };
    });
  });
}

/** What a table is called: its label, its caption, or the heading above it. */
export function titleOf(table: Element): string {
  const label = table.getAttribute('aria-label') ?? table.getAttribute('data-table');
  if (label) return label;
  const caption = table.querySelector(':scope > caption');
  if (caption) return wordsOf(caption);
  const named = table.closest('[aria-labelledby]');
  const heading =
    named && document.getElementById(named.getAttribute('aria-labelledby')?.split(' ')[0] ?? '');
  if (heading) return wordsOf(heading);
  return table.closest('section[aria-label], [role="region"][aria-label]')?.getAttribute('aria-label') ?? '';
}

type Source = () => readonly Line[] | Promise<readonly Line[]>;
const sources = new WeakMap<Element, Source>();

/** An attachment: this table gives its rows from data, because not all of them are in the window. */
export const copied = (source: Source) => (element: Element) => {
  sources.set(element, source);
  return () => void sources.delete(element);
};

/** All rows of a table: from its data where it gives them, else as they stand. */
export const rowsOfTable = async (table: Element): Promise<readonly Line[]> =>
  trimmed((await sources.get(table)?.()) ?? readTable(table));

/** Without the columns at the right end that hold nothing but buttons. */
function trimmed(lines: readonly Line[]): Line[] {
  const width = (line: Line) => {
    const last = line.findLastIndex((cell) => cell.text !== '');
    return line.slice(0, last + 1).reduce((sum, cell) => sum + (cell.span ?? 1), 0);
  };
  // A heading takes the whole width by itself and says nothing about how many columns are in use.
  const wide = Math.max(0, ...lines.filter((line) => !isHeading(line)).map(width));
  return lines
    .map((line) => {
      let room = wide;
      return line.flatMap((cell) => {
        const span = Math.min(cell.span ?? 1, room);
        room -= span;
        if (span <= 0) return [];
        return [{ ...cell, ...(cell.span ? { span: isHeading(line) ? Math.max(2, span) : span } : {}) }];
      });
    })
    .filter((line) => line.length > 0);
}

/** True where a person can see it. */
export const onScreen = (element: Element): boolean =>
  element.isConnected && (element.checkVisibility?.() ?? true) && !element.closest('[hidden], [inert]');

/** The tables of the window that can be copied: not those inside another one, nor those without a row. */
export const tablesIn = (root: ParentNode): Element[] =>
  [...root.querySelectorAll(TABLE)].filter(
    (table) =>
      onScreen(table) &&
      !table.parentElement?.closest(TABLE) &&
      (sources.has(table) || table.querySelector('tr, [role="row"]')),
  );
