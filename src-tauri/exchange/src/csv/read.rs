//! Reads a table by its mapping, row by row; what cannot be taken is refused with its row and column.

use super::dates;
use super::fields::{TableKind, fields_of, known_word};
use super::mapping::Mapping;
use super::milestones;
use super::propose::without_separator_line;
use super::records;
use super::sniff::{decode, reader};
use crate::{Batch, Edge, NoteKind, Refusal};
use planning::{Day, Origin};

/// Rows that ServiceNow exports at most unless told otherwise.
const COMMON_CAP: usize = 10_000;

/// Reads the table as the mapping says.
///
/// # Errors
/// A sentence when the bytes are no table, or the mapping lacks a column that every row needs.
pub fn read(file: &str, bytes: &[u8], mapping: &Mapping, edge: &mut Edge) -> Result<Batch, String> {
    let decoded = decode(bytes, Some(mapping.encoding))?;
    for field in fields_of(mapping.kind).iter().filter(|field| field.required) {
        if !mapping.feeds(field.code) {
            return Err(format!("No column is mapped to “{}”.", field.label));
        }
    }
    let delimiter =
        u8::try_from(mapping.delimiter).map_err(|_| "The delimiter is not a single byte.".to_owned())?;
    let text = without_separator_line(&decoded.text);
    let skipped_lines = if text.len() == decoded.text.len() { 0 } else { 1 };
    let mut batch = Batch::of(format!("{file} ({})", mapping.kind.word()));
    let mut rows = Vec::new();
    let mut header: Vec<String> = Vec::new();
    for (at, record) in reader(text, delimiter).records().enumerate() {
        match record {
            Ok(record) => {
                let cells: Vec<String> = record
                    .iter()
                    .map(|cell| unguard(cell.trim()).to_owned())
                    .collect();
                if at == 0 && mapping.has_header {
                    header = cells;
                } else if cells.iter().any(|cell| !cell.is_empty()) {
                    let line = record.position().map_or(0, |at| line_of(text, at)) + skipped_lines;
                    rows.push((u32::try_from(line).unwrap_or(u32::MAX), cells));
                }
            }
            Err(error) => {
                let line = error
                    .position()
                    .and_then(|at| u32::try_from(line_of(text, at) + skipped_lines).ok());
                batch.refused.push(Refusal::whole(
                    file,
                    line,
                    format!("The row cannot be read: {error}."),
                ));
            }
        }
    }
    batch.fact("rows", rows.len());
    if rows.len() == COMMON_CAP {
        let sentence =
            format!("{file} has exactly {COMMON_CAP} rows; the export was probably cut off there.");
        batch.note(NoteKind::Truncated, file, file, sentence);
    }
    let table = Table {
        file,
        mapping,
        header,
        rows,
    };
    match mapping.kind {
        TableKind::Services => records::services(&table, &mut batch, edge),
        TableKind::Dependencies => records::dependencies(&table, &mut batch, edge),
        TableKind::Changes => records::changes(&table, &mut batch, edge),
        TableKind::Teams => records::teams(&table, &mut batch, edge),
        TableKind::Milestones => milestones::milestones(&table, &mut batch, edge),
    }
    if mapping.complete {
        let kind = match mapping.kind {
            TableKind::Services => planning::plan::TableName::Service,
            TableKind::Dependencies => planning::plan::TableName::Dependency,
            TableKind::Changes => planning::plan::TableName::Change,
            TableKind::Teams => planning::plan::TableName::Team,
            TableKind::Milestones => planning::plan::TableName::Milestone,
        };
        batch.covers(kind, &mapping.system, "");
    }
    Ok(batch)
}

/// The cell without the quote that our exports put before what a spreadsheet would run as a formula.
fn unguard(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t', '\r']) => rest,
        _ => cell,
    }
}

/// True for what exports write when there is nothing.
pub(super) fn is_blank(cell: &str) -> bool {
    let cell = cell.trim();
    cell.is_empty()
        || matches!(cell, "?" | "-" | "—")
        || cell.eq_ignore_ascii_case("null")
        || cell.eq_ignore_ascii_case("n/a")
}

/// A table with its mapping.
pub(super) struct Table<'a> {
    pub(super) file: &'a str,
    pub(super) mapping: &'a Mapping,
    header: Vec<String>,
    pub(super) rows: Vec<(u32, Vec<String>)>,
}

/// The line on which a row begins, counted from one. After CRLF the reader still stands before the line feed.
fn line_of(text: &str, at: &::csv::Position) -> u64 {
    let start = usize::try_from(at.byte()).unwrap_or(usize::MAX);
    at.line() + u64::from(text.as_bytes().get(start) == Some(&b'\n'))
}

/// One row of a table, read field by field.
pub(super) struct Row<'a> {
    pub(super) table: &'a Table<'a>,
    pub(super) line: u32,
    cells: &'a [String],
}

impl<'a> Table<'a> {
    pub(super) fn rows(&'a self) -> impl Iterator<Item = Row<'a>> {
        self.rows.iter().map(|(line, cells)| Row {
            table: self,
            line: *line,
            cells,
        })
    }
}

impl<'a> Row<'a> {
    /// The first filled cell of the field with its column.
    fn cell(&self, field: &str) -> Option<(usize, &'a str)> {
        let columns = self.table.mapping.columns_of(field);
        columns
            .filter_map(|at| self.cells.get(at).map(|cell| (at, cell.as_str())))
            .find(|(_, cell)| !is_blank(cell))
    }

    /// The text of a field.
    pub(super) fn text(&self, field: &str) -> Option<&'a str> {
        self.cell(field).map(|(_, cell)| cell)
    }

    /// Every name in every column of the field, with lists in one cell taken apart.
    pub(super) fn names(&self, field: &str) -> Vec<&'a str> {
        let cells = self
            .table
            .mapping
            .columns_of(field)
            .filter_map(|at| self.cells.get(at));
        let names = cells
            .flat_map(|cell| cell.split([';', ',', '|', '\n']))
            .map(str::trim)
            .filter(|name| !is_blank(name));
        let mut found: Vec<&str> = Vec::new();
        for name in names {
            if !found.contains(&name) {
                found.push(name);
            }
        }
        found
    }

    /// Our word for the cell of a field, empty when a person left it out; nothing is refused.
    pub(super) fn known(&self, field: &str) -> Option<String> {
        let (_, cell) = self.cell(field)?;
        let said = self.table.mapping.said(field, cell).map(str::to_owned);
        said.or_else(|| known_word(self.table.mapping.kind, field, cell).map(str::to_owned))
    }

    /// Our word for the cell of a field; an unknown word is refused and left out.
    pub(super) fn word(&self, field: &str, batch: &mut Batch) -> Option<String> {
        let (at, cell) = self.cell(field)?;
        if let Some(said) = self.table.mapping.said(field, cell) {
            return (!said.is_empty()).then(|| said.to_owned());
        }
        if let Some(word) = known_word(self.table.mapping.kind, field, cell) {
            return Some(word.to_owned());
        }
        let number = matches!(field, "probability" | "impact" | "tier") && cell.parse::<u8>().is_ok();
        if number {
            return Some(cell.to_owned());
        }
        self.refuse(
            at,
            cell,
            format!("“{cell}” is not mapped to a word of this plan."),
            batch,
        );
        None
    }

    /// A word as a value of the plan.
    pub(super) fn value<T: std::str::FromStr<Err = String>>(
        &self,
        field: &str,
        batch: &mut Batch,
    ) -> Option<T> {
        let word = self.word(field, batch)?;
        match word.parse() {
            Ok(value) => Some(value),
            Err(reason) => {
                let (at, cell) = self.cell(field)?;
                self.refuse(at, cell, format!("{reason}."), batch);
                None
            }
        }
    }

    /// A whole number; decimals are rounded, other text is refused.
    pub(super) fn number(&self, field: &str, batch: &mut Batch) -> Option<u32> {
        let (at, cell) = self.cell(field)?;
        let plain = cell
            .trim_end_matches(|letter: char| letter.is_alphabetic() || letter == ' ')
            .replace([' ', '\u{a0}'], "");
        let number = plain.parse::<u32>().ok().or_else(|| {
            let number = plain.replace(',', ".").parse::<f64>().ok()?.round();
            (0.0..=f64::from(u32::MAX))
                .contains(&number)
                .then(|| format!("{number:.0}").parse().ok())
                .flatten()
        });
        if number.is_none() {
            self.refuse(at, cell, format!("“{cell}” is not a whole number."), batch);
        }
        number
    }

    /// A day.
    pub(super) fn day(&self, field: &str, batch: &mut Batch) -> Option<Day> {
        let (at, cell) = self.cell(field)?;
        match dates::day(cell, self.table.mapping.date_order) {
            Ok(day) => Some(day),
            Err(reason) => {
                self.refuse(at, cell, reason, batch);
                None
            }
        }
    }

    /// Refuses the value of a column.
    fn refuse(&self, at: usize, cell: &str, reason: String, batch: &mut Batch) {
        let name = self
            .table
            .header
            .get(at)
            .cloned()
            .unwrap_or_else(|| format!("Column {}", at + 1));
        batch.refused.push(Refusal::value(
            self.table.file,
            Some(self.line),
            &name,
            cell,
            reason,
        ));
    }

    /// Refuses the whole row because of a field.
    pub(super) fn refuse_row(&self, field: &str, reason: impl Into<String>, batch: &mut Batch) {
        let value = self.text(field).unwrap_or_default();
        batch
            .refused
            .push(Refusal::value(self.table.file, Some(self.line), field, value, reason).and_its_record());
    }

    /// Where the row comes from.
    pub(super) fn origin(&self, key: &str) -> Origin {
        Origin {
            system: self.table.mapping.system.clone(),
            key: key.to_owned(),
            file: self.table.file.to_owned(),
            row: Some(self.line),
        }
    }
}
