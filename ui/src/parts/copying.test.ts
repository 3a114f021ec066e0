import { describe, expect, it } from 'vitest';
import {
  copied,
  guarded,
  linesOf,
  readTable,
  rowCount,
  rowsOfTable,
  tablesIn,
  titleOf,
  toHtml,
  toTsv,
  wordsOf,
} from './copying';

function page(html: string): HTMLElement {
  document.body.innerHTML = html;
  return document.body;
}
const table = (html: string): Element => page(html).querySelector('table, [role]') as Element;

describe('tab-separated text', () => {
  it('has a line a row and a tab between cells, empty ones too', () => {
    expect(
      toTsv(
        linesOf(
          ['Change', 'Owner'],
          [
            ['CHG-1', ''],
            ['CHG-2', 'ليلى حداد'],
          ],
        ),
      ),
    ).toBe('Change\tOwner\nCHG-1\t\nCHG-2\tليلى حداد');
  });
  it('keeps a cell in its cell: tabs and line breaks become spaces', () => {
    expect(toTsv([[{ text: 'one\ttwo\r\nthree' }, { text: 'next' }]])).toBe('one two three\tnext');
  });
  it('fills the columns a wide cell takes', () => {
    expect(toTsv([[{ text: 'Mon 2 Nov', span: 3 }], [{ text: 'a' }, { text: 'b' }, { text: 'c' }]])).toBe(
      'Mon 2 Nov\t\t\na\tb\tc',
    );
  });
  it('quotes only a cell that begins with a quote', () => {
    expect(toTsv([[{ text: '"Peak" sale' }, { text: 'the "Peak"' }]])).toBe('"""Peak"" sale"\tthe "Peak"');
  });
});

describe('the guard', () => {
  it.each(['=1+1', '+SUM(A1)', '-2+3', '@now', '\t=1', '\r=1', '-', '−1+2'])('%j runs nowhere', (text) => {
    expect(guarded(text)).toMatch(/^'/);
    expect(toTsv([[{ text }]])).toMatch(/^'/);
    expect(toHtml([[{ text }]])).toContain(">'");
  });
  it.each(['-12.5', '+3', '-4,310', '-12 %', '0', 'CHG-1'])('%s stays as it is', (text) => {
    expect(guarded(text)).toBe(text);
  });
  it('makes a printed minus one that can be counted with', () => {
    expect(guarded('−12.5')).toBe('-12.5');
    expect(guarded('−€9k')).toBe('−€9k');
  });
});

describe('HTML', () => {
  it('escapes what is text and says what names a column or a row', () => {
    const html = toHtml(linesOf(['A < B', 'n'], [['"x" & y', '1']]), 'Rows <1>');
    expect(html).toContain('<caption>Rows &lt;1&gt;</caption>');
    expect(html).toContain('<thead><tr><th scope="col" dir="auto">A &lt; B</th>');
    expect(html).toContain(
      '<tbody><tr><th scope="row" dir="auto">&quot;x&quot; &amp; y</th><td dir="auto">1</td>',
    );
  });
  it('is a table again when it is read', () => {
    const lines = [
      [
        { text: 'Name', head: true },
        { text: 'Day', head: true },
      ],
      [{ text: 'Mon', span: 2 }],
      [{ text: 'نورة', head: true }, { text: '' }],
    ];
    expect(readTable(table(toHtml(lines)))).toEqual(
      lines.map((line) => line.map((cell) => ({ head: false, ...cell }))),
    );
  });
});

describe('a table in the window', () => {
  it('gives its header, its rows and its foot as they are read', () => {
    const found = readTable(
      table(`<table><thead><tr><th>Voter</th><th>Guesses</th></tr></thead>
        <tbody><tr><th scope="row"><span>محمد</span><span>Saleh</span></th><td>3</td></tr></tbody>
        <tfoot><tr><th>in all</th><td>3</td></tr></tfoot></table>`),
    );
    expect(toTsv(found)).toBe('Voter\tGuesses\nمحمد Saleh\t3\nin all\t3');
    expect(rowCount(found)).toBe(2);
  });
  it('leaves buttons that do something out, and keeps those that hold the value', () => {
    const cell = page(
      '<div><button>B Balanced</button> <button data-act>Show</button></div>',
    ).firstElementChild;
    expect(wordsOf(cell as Element)).toBe('B Balanced');
  });
  it('takes the name of a picture only where there are no words', () => {
    const [glyph, both, person] = page(
      `<div><span role="img" aria-label="Risk 4, high"><svg></svg><b aria-hidden="true">4</b></span></div>
       <div><svg role="img" aria-label="worst"></svg>72<span>, best</span></div>
       <div><span role="img" aria-label="Inés Costa">IC</span></div>`,
    ).children;
    expect(wordsOf(glyph as Element)).toBe('Risk 4, high');
    expect(wordsOf(both as Element)).toBe('72, best');
    expect(wordsOf(person as Element)).toBe('Inés Costa');
  });
  it('reads ticks as yes and no, choices as what is chosen, fields as what is in them', () => {
    const found = table(`<table><tr><td><input type="checkbox" checked></td><td><input type="checkbox"></td>
      <td><select><option>Skip</option><option selected>Title</option></select></td>
      <td><input value="30"> min</td></tr></table>`);
    expect(toTsv(readTable(found))).toBe('yes\tno\tTitle\t30 min');
  });
  it('reads grids by their roles, wide cells too, and not the table inside a cell', () => {
    const found = table(`<div role="grid" aria-label="Log"><div role="row"><div role="columnheader">Time</div>
      <div role="columnheader">Who</div></div><div role="row"><div role="gridcell" aria-colspan="2">Tue 3 Nov</div></div>
      <div role="row"><div role="gridcell">22:00</div><div role="gridcell"><table><tr><td>inner</td></tr></table></div></div></div>`);
    expect(toTsv(readTable(found))).toBe('Time\tWho\nTue 3 Nov\t\n22:00\tinner');
    expect(rowCount(readTable(found))).toBe(1);
    expect(tablesIn(document)).toEqual([found]);
    expect(titleOf(found)).toBe('Log');
  });
  it('drops columns at the end that hold nothing but buttons', async () => {
    const found = table(`<table><tr><th>Plan</th><th>Earns</th><th></th></tr>
      <tr><td>A</td><td></td><td><button data-act>Show</button></td></tr></table>`);
    expect(toTsv(await rowsOfTable(found))).toBe('Plan\tEarns\nA\t');
  });
  it('gives all its rows where only some are drawn', async () => {
    const found = table('<div role="grid"><div role="row"><div role="gridcell">1</div></div></div>');
    const stop = copied(() => linesOf(['n'], [['1'], ['2'], ['3']]))(found);
    expect(rowCount(await rowsOfTable(found))).toBe(3);
    stop();
    expect((await rowsOfTable(found)).length).toBe(1);
  });
  it('is called by its caption or by the heading above it', () => {
    expect(titleOf(table('<table><caption>Counts</caption><tr><td>1</td></tr></table>'))).toBe('Counts');
    page('<section aria-labelledby="h"><h2 id="h">4 people</h2><table><tr><td>1</td></tr></table></section>');
    expect(titleOf(document.querySelector('table') as Element)).toBe('4 people');
  });
});
