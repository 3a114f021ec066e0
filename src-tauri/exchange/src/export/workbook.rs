//! A table as a workbook (XLSX): the header stays in sight, numbers are numbers, and no cell is ever a formula.

use office::{Package, escape};
use std::fmt::Write as _;

const SPREADSHEETML: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const SPACE: &str = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
/// Longest text a cell can hold.
const LONGEST: usize = 32_767;

/// Writes rows as a workbook of one sheet; the first row is the header. The same rows give the same bytes.
///
/// Every text is a cell of type text, which no program runs, whatever it begins with.
#[must_use]
pub fn workbook(name: &str, rows: &[Vec<String>]) -> Vec<u8> {
    let mut package = Package::new();
    package.begins_with("xl/workbook.xml");
    let name = sheet_name(name);
    package.part(
        "xl/workbook.xml",
        &format!("{SPREADSHEETML}.sheet.main+xml"),
        &format!(
            "<workbook {SPACE} xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">\
             <sheets><sheet name=\"{}\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
            escape(&name)
        ),
        &[
            ("worksheet", "xl/worksheets/sheet1.xml"),
            ("styles", "xl/styles.xml"),
        ],
    );
    package.part(
        "xl/worksheets/sheet1.xml",
        &format!("{SPREADSHEETML}.worksheet+xml"),
        &sheet(rows),
        &[],
    );
    package.part(
        "xl/styles.xml",
        &format!("{SPREADSHEETML}.styles+xml"),
        &styles(),
        &[],
    );
    package.bytes()
}

/// What a program takes as the name of a sheet: 31 letters, none of them special.
fn sheet_name(name: &str) -> String {
    let name: String = name
        .chars()
        .map(|letter| if "[]:*?/\\".contains(letter) { ' ' } else { letter })
        .take(31)
        .collect();
    if name.trim().is_empty() {
        "Table".to_owned()
    } else {
        name
    }
}

fn sheet(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut xml = format!(
        "<worksheet {SPACE}><sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" \
         activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><cols>"
    );
    for column in 0..columns {
        let widest = rows
            .iter()
            .filter_map(|row| row.get(column))
            .map(|cell| cell.chars().count())
            .max()
            .unwrap_or(0);
        let _ = write!(
            xml,
            "<col min=\"{0}\" max=\"{0}\" width=\"{1}\" customWidth=\"1\"/>",
            column + 1,
            (widest + 2).clamp(8, 60)
        );
    }
    xml.push_str(if columns == 0 {
        "<col min=\"1\" max=\"1\" width=\"8\"/></cols><sheetData>"
    } else {
        "</cols><sheetData>"
    });
    for (index, row) in rows.iter().enumerate() {
        let number = index + 1;
        let _ = write!(xml, "<row r=\"{number}\">");
        for (column, cell) in row.iter().enumerate() {
            if cell.is_empty() {
                continue;
            }
            let place = format!("{}{number}", letters(column));
            if index > 0 && is_number(cell) {
                let _ = write!(xml, "<c r=\"{place}\"><v>{cell}</v></c>");
            } else {
                let style = if index == 0 { " s=\"1\"" } else { "" };
                let text: String = cell.chars().take(LONGEST).collect();
                let _ = write!(
                    xml,
                    "<c r=\"{place}\" t=\"inlineStr\"{style}><is><t xml:space=\"preserve\">{}</t></is></c>",
                    escape(&text)
                );
            }
        }
        xml.push_str("</row>");
    }
    xml.push_str("</sheetData>");
    if columns > 0 && !rows.is_empty() {
        let _ = write!(
            xml,
            "<autoFilter ref=\"A1:{}{}\"/>",
            letters(columns - 1),
            rows.len()
        );
    }
    xml.push_str("</worksheet>");
    xml
}

/// A plain number that means nothing else: no sign before it but a minus, no leading zero, at most 15 digits.
fn is_number(cell: &str) -> bool {
    let digits = cell.strip_prefix('-').unwrap_or(cell);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    all_digits(whole)
        && all_digits(part)
        && (whole == "0" || !whole.starts_with('0'))
        && whole.len() + part.len() <= 15
}

/// `A`, `B`, … `Z`, `AA`.
fn letters(column: usize) -> String {
    let mut text = String::new();
    let mut left = column + 1;
    while left > 0 {
        let letter = u8::try_from((left - 1) % 26).unwrap_or(0);
        text.insert(0, char::from(b'A' + letter));
        left = (left - 1) / 26;
    }
    text
}

fn styles() -> String {
    format!(
        "<styleSheet {SPACE}><fonts count=\"2\"><font><sz val=\"10\"/><name val=\"Arial\"/></font>\
         <font><b/><sz val=\"10\"/><name val=\"Arial\"/></font></fonts>\
         <fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill \
         patternType=\"gray125\"/></fill></fills><borders count=\"1\"><border/></borders>\
         <cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"2\"><xf xfId=\"0\"/>\
         <xf xfId=\"0\" fontId=\"1\" applyFont=\"1\"/></cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_means_nothing_but_a_number_is_one() {
        for number in ["0", "12", "-3", "4.5", "0.25"] {
            assert!(is_number(number), "{number}");
        }
        for text in [
            "",
            "007",
            "+3",
            "1e5",
            "1.",
            ".5",
            "3-1",
            "=1",
            "1234567890123456",
            "1,000",
            "--1",
        ] {
            assert!(!is_number(text), "{text}");
        }
    }

    #[test]
    fn what_looks_like_a_formula_is_a_text() {
        let rows = [vec!["title".to_owned()], vec!["=HYPERLINK(\"x\")".to_owned()]];
        let xml = sheet(&rows);
        assert!(
            xml.contains("t=\"inlineStr\"><is><t xml:space=\"preserve\">=HYPERLINK(&quot;x&quot;)"),
            "{xml}"
        );
        assert!(!xml.contains("<f>"));
    }

    #[test]
    fn columns_are_named_as_spreadsheets_name_them() {
        let names: Vec<String> = [0, 25, 26, 51, 701, 702].into_iter().map(letters).collect();
        assert_eq!(names, ["A", "Z", "AA", "AZ", "ZZ", "AAA"]);
    }

    #[test]
    fn the_same_rows_are_the_same_bytes() {
        let rows = [
            vec!["a".to_owned(), "b".to_owned()],
            vec!["1".to_owned(), "x".to_owned()],
        ];
        let one = workbook("Releases", &rows);
        assert!(one.starts_with(b"PK"));
        assert_eq!(one, workbook("Releases", &rows));
    }
}
