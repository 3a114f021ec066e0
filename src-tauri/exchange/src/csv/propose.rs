//! Proposes how a table may be read: kind, columns, words, and what has to be asked first.

use super::dates::{self, DateOrder, Hint};
use super::fields::{Field, Shape, TableKind, fields_of, known_word};
use super::mapping::{ColumnUse, Direction, Mapping, Match, ValueMap};
use super::sniff::{decode, reader, sniff_delimiter};
use crate::UnknownReference;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::TS;

/// A column of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Column {
    /// Position, from zero.
    pub column: usize,
    /// Its header; `Column 3` when there is none.
    pub name: String,
    /// The first different values.
    pub samples: Vec<String>,
    /// How many cells hold something.
    pub filled: u32,
}

/// Something that has to be answered before the table can be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "need", rename_all = "kebab-case")]
pub enum Need {
    /// Day first or month first: all dates of the column fit both.
    DateOrder {
        /// Name of the column.
        column: String,
        /// One of its values.
        sample: String,
    },
    /// No column was found for a field that every row needs.
    Column {
        /// Code of the field.
        field: String,
        /// What people call it.
        label: String,
    },
}

impl Need {
    /// The need as a sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        match self {
            Self::DateOrder { column, sample } => {
                format!("“{sample}” in column “{column}” can be read day first or month first; say which.")
            }
            Self::Column { label, .. } => format!("No column was recognised as “{label}”; map one."),
        }
    }
}

/// A word of the file that nobody knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Unmapped {
    /// Code of the field.
    pub field: String,
    /// The word.
    pub value: String,
    /// How many rows hold it.
    pub count: u32,
}

/// How a table may be read.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Proposal {
    /// The columns of the file.
    pub columns: Vec<Column>,
    /// Rows below the header.
    pub rows: u32,
    /// The proposed mapping.
    pub mapping: Mapping,
    /// The fields a column can be mapped to.
    pub fields: Vec<Field>,
    /// What has to be answered first.
    pub needs: Vec<Need>,
    /// Words that are not mapped yet.
    pub unmapped: Vec<Unmapped>,
}

/// Looks at a table and proposes a mapping; `kind` when a person has said what it lists.
///
/// # Errors
/// A sentence when the bytes are no table.
pub fn propose(file: &str, bytes: &[u8], kind: Option<TableKind>) -> Result<Proposal, String> {
    let decoded = decode(bytes, None)?;
    let delimiter = sniff_delimiter(&decoded.text).unwrap_or(b',');
    let text = without_separator_line(&decoded.text);
    let mut rows: Vec<Vec<String>> = Vec::new();
    for record in reader(text, delimiter).records() {
        let record = record.map_err(|error| format!("The file is not a table: {error}."))?;
        rows.push(record.iter().map(|cell| cell.trim().to_owned()).collect());
    }
    let first = rows.first().cloned().unwrap_or_default();
    let has_header = is_header(&first, rows.get(1));
    let body = rows.get(usize::from(has_header)..).unwrap_or_default();
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let columns: Vec<Column> = (0..width)
        .map(|at| column(at, has_header.then_some(&first), body))
        .collect();
    let kind = kind.unwrap_or_else(|| guess_kind(&columns));
    let mut uses = match_columns(kind, &columns);
    if kind == TableKind::Dependencies {
        strength_called_kind(&mut uses, body);
    }
    let mut needs: Vec<Need> = fields_of(kind)
        .iter()
        .filter(|field| field.required && !uses.iter().any(|one| one.field == field.code))
        .map(|field| Need::Column {
            field: field.code.into(),
            label: field.label.into(),
        })
        .collect();
    let date_order = date_order(kind, &uses, &columns, body, &mut needs);
    let (values, unmapped) = words(kind, &uses, body);
    let direction = direction(&columns, &uses);
    let mapping = Mapping {
        kind,
        system: format!("csv/{}", file.rsplit(['/', '\\']).next().unwrap_or(file)),
        encoding: decoded.encoding,
        delimiter: char::from(delimiter),
        has_header,
        columns: uses,
        values,
        date_order,
        direction,
        unknown: if kind == TableKind::Dependencies {
            UnknownReference::Stub
        } else {
            UnknownReference::Refuse
        },
        complete: true,
    };
    let rows = u32::try_from(body.len()).unwrap_or(u32::MAX);
    Ok(Proposal {
        columns,
        rows,
        mapping,
        fields: fields_of(kind).to_vec(),
        needs,
        unmapped,
    })
}

/// Headers that say that the first of the two is the one that others need.
fn direction(columns: &[Column], uses: &[ColumnUse]) -> Direction {
    let first = uses.iter().find(|one| one.field == "consumer");
    let name = first
        .and_then(|one| columns.get(one.column))
        .map(|column| plain(&column.name));
    let provides = [
        "impacting ci",
        "impacting",
        "upstream",
        "upstream ci",
        "supplier",
        "server",
    ];
    if name.is_some_and(|name| provides.contains(&name.as_str())) {
        Direction::SecondNeedsFirst
    } else {
        Direction::FirstNeedsSecond
    }
}

/// The text below Excel's `sep=;` line.
pub(super) fn without_separator_line(text: &str) -> &str {
    if text.starts_with("sep=") {
        text.split_once('\n').map_or("", |(_, rest)| rest)
    } else {
        text
    }
}

/// A header has no number, no date and no empty first cell, and differs in kind from the row below.
fn is_header(first: &[String], second: Option<&Vec<String>>) -> bool {
    let names: BTreeSet<String> = TableKind::ALL
        .iter()
        .flat_map(|kind| fields_of(*kind))
        .flat_map(|field| std::iter::once(field.code).chain(field.synonyms.iter().copied()))
        .map(plain)
        .collect();
    let known = first.iter().filter(|cell| names.contains(&plain(cell))).count();
    let data_like =
        |cell: &String| cell.parse::<f64>().is_ok() || dates::day(cell, Some(DateOrder::DayFirst)).is_ok();
    known > 0
        || (second.is_some() && !first.iter().any(data_like) && first.iter().all(|cell| cell.len() < 80))
}

fn column(at: usize, header: Option<&Vec<String>>, body: &[Vec<String>]) -> Column {
    let mut samples: Vec<String> = Vec::new();
    let mut filled = 0;
    for cell in body
        .iter()
        .filter_map(|row| row.get(at))
        .filter(|cell| !cell.is_empty())
    {
        filled += 1;
        if samples.len() < 5 && !samples.contains(cell) {
            samples.push(cell.chars().take(120).collect());
        }
    }
    let name = header
        .and_then(|row| row.get(at))
        .filter(|name| !name.is_empty())
        .cloned();
    Column {
        column: at,
        name: name.unwrap_or_else(|| format!("Column {}", at + 1)),
        samples,
        filled,
    }
}

/// A name without case and with single spaces for everything that is no letter or digit.
fn plain(name: &str) -> String {
    let spaced: String = name
        .chars()
        .map(|letter| if letter.is_alphanumeric() { letter } else { ' ' })
        .collect();
    spaced
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}

/// How well a header names a field; higher is better, zero is not at all.
fn likeness(header: &str, field: &Field) -> (u32, Match) {
    let header_plain = plain(header);
    if header.trim().eq_ignore_ascii_case(field.code) {
        return (1000, Match::Code);
    }
    if header_plain == plain(field.code) || header_plain == plain(field.label) {
        return (950, Match::Label);
    }
    if let Some(rank) = field.synonyms.iter().position(|name| plain(name) == header_plain) {
        return (900 - u32::try_from(rank).unwrap_or(0), Match::Label);
    }
    // `parent.name` walks from the parent to its name: what counts is where it starts. Its own key goes behind its name.
    if let Some((start, end)) = header.split_once('.') {
        let named = if matches!(end, "name" | "display_name" | "u_name") {
            700
        } else {
            600
        };
        let start = plain(start);
        if field.synonyms.iter().any(|name| plain(name) == start) || plain(field.code) == start {
            return (named, Match::Label);
        }
    }
    let names = field
        .synonyms
        .iter()
        .copied()
        .chain([field.code, field.label])
        .map(plain);
    let best = names
        .filter(|name| name.len() >= 4)
        .map(|name| resemblance(&header_plain, &name))
        .max()
        .unwrap_or(0);
    if best >= 80 {
        (best, Match::Similar)
    } else {
        (0, Match::Similar)
    }
}

/// Resemblance of two names in percent, by edit distance.
fn resemblance(one: &str, other: &str) -> u32 {
    let (one, other): (Vec<char>, Vec<char>) =
        (one.chars().take(60).collect(), other.chars().take(60).collect());
    let longest = one.len().max(other.len()).max(1);
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.iter().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (j, b) in other.iter().enumerate() {
            let above = row.get(j + 1).copied().unwrap_or(usize::MAX - 1);
            let cost = (diagonal + usize::from(a != b)).min(above + 1).min(left + 1);
            diagonal = above;
            if let Some(cell) = row.get_mut(j) {
                *cell = left;
            }
            left = cost;
        }
        if let Some(cell) = row.last_mut() {
            *cell = left;
        }
    }
    let distance = row.last().copied().unwrap_or(longest).min(longest);
    u32::try_from(100 - distance * 100 / longest).unwrap_or(0)
}

/// Gives each column at most one field, best matches first; repeated columns feed fields that take many.
fn match_columns(kind: TableKind, columns: &[Column]) -> Vec<ColumnUse> {
    let mut pairs: Vec<(u32, usize, usize, Match)> = Vec::new();
    for column in columns {
        for (order, field) in fields_of(kind).iter().enumerate() {
            let (score, matched) = likeness(&column.name, field);
            if score > 0 {
                // An empty column never takes a field away from a filled one.
                let score = if column.filled == 0 {
                    score.saturating_sub(400).max(1)
                } else {
                    score
                };
                pairs.push((score, column.column, order, matched));
            }
        }
    }
    pairs.sort_by_key(|(score, column, order, _)| (u32::MAX - score, *order, *column));
    let mut taken: BTreeMap<&str, String> = BTreeMap::new();
    let mut uses: Vec<ColumnUse> = Vec::new();
    for (_, column, order, matched) in pairs {
        let (Some(field), Some(name)) = (
            fields_of(kind).get(order),
            columns.get(column).map(|one| plain(&one.name)),
        ) else {
            continue;
        };
        let free = match taken.get(field.code) {
            None => true,
            Some(first) => field.many && *first == name,
        };
        if free && !uses.iter().any(|one| one.column == column) {
            taken.entry(field.code).or_insert(name);
            uses.push(ColumnUse {
                column,
                field: field.code.into(),
                matched,
            });
        }
    }
    uses.sort_by_key(|one| one.column);
    uses
}

/// A “kind” that only ever says hard or soft is the strength.
fn strength_called_kind(uses: &mut [ColumnUse], body: &[Vec<String>]) {
    let says = |field: &str, at: usize| {
        let mut cells = body
            .iter()
            .filter_map(|row| row.get(at))
            .filter(|cell| !super::read::is_blank(cell))
            .peekable();
        cells.peek().is_some() && cells.all(|cell| known_word(TableKind::Dependencies, field, cell).is_some())
    };
    if uses.iter().any(|one| one.field == "strength") {
        return;
    }
    if let Some(one) = uses
        .iter_mut()
        .find(|one| matches!(one.field.as_str(), "kind" | "relation"))
        && !says(&one.field, one.column)
        && says("strength", one.column)
    {
        one.field = "strength".into();
        one.matched = Match::Similar;
    }
}

/// The kind whose fields name the columns best; both ends make links.
fn guess_kind(columns: &[Column]) -> TableKind {
    let score = |kind: TableKind| {
        let uses = match_columns(kind, columns);
        let required = fields_of(kind).iter().filter(|field| field.required);
        let complete = required
            .clone()
            .all(|field| uses.iter().any(|one| one.field == field.code));
        let strong: u32 = uses
            .iter()
            .map(|one| match one.matched {
                Match::Code => 4,
                Match::Label | Match::Person => 3,
                Match::Similar => 1,
            })
            .sum();
        (
            complete,
            strong
                + if complete && kind == TableKind::Dependencies {
                    4
                } else {
                    0
                },
        )
    };
    TableKind::ALL
        .into_iter()
        .max_by_key(|kind| score(*kind))
        .unwrap_or(TableKind::Changes)
}

fn field_named(kind: TableKind, code: &str) -> Option<&'static Field> {
    fields_of(kind).iter().find(|field| field.code == code)
}

/// The order of numeric dates; a need when every date fits both.
fn date_order(
    kind: TableKind,
    uses: &[ColumnUse],
    columns: &[Column],
    body: &[Vec<String>],
    needs: &mut Vec<Need>,
) -> Option<DateOrder> {
    let mut doubtful = None;
    for one in uses
        .iter()
        .filter(|one| field_named(kind, &one.field).is_some_and(|field| field.shape == Shape::Day))
    {
        for cell in body.iter().filter_map(|row| row.get(one.column)) {
            match dates::hint(cell) {
                Some(Hint::Only(order)) => return Some(order),
                Some(Hint::Either) if doubtful.is_none() => doubtful = Some((one.column, cell.clone())),
                _ => {}
            }
        }
    }
    if let Some((at, sample)) = doubtful {
        let column = columns
            .get(at)
            .map(|column| column.name.clone())
            .unwrap_or_default();
        needs.push(Need::DateOrder { column, sample });
    }
    None
}

/// The words of the file that are known, and those that are not.
fn words(kind: TableKind, uses: &[ColumnUse], body: &[Vec<String>]) -> (Vec<ValueMap>, Vec<Unmapped>) {
    let mut counts: BTreeMap<(&str, String), u32> = BTreeMap::new();
    for one in uses
        .iter()
        .filter(|one| field_named(kind, &one.field).is_some_and(|field| field.shape == Shape::Word))
    {
        for cell in body
            .iter()
            .filter_map(|row| row.get(one.column))
            .filter(|cell| !super::read::is_blank(cell))
        {
            *counts.entry((&one.field, cell.clone())).or_default() += 1;
        }
    }
    let (mut values, mut unmapped) = (Vec::new(), Vec::new());
    for ((field, value), count) in counts {
        match known_word(kind, field, &value) {
            Some(word) if word == value => {}
            Some(word) => values.push(ValueMap {
                field: field.into(),
                from: value,
                to: word.into(),
            }),
            None if matches!(field, "probability" | "impact" | "tier") && value.parse::<u8>().is_ok() => {}
            None => unmapped.push(Unmapped {
                field: field.into(),
                value,
                count,
            }),
        }
    }
    (values, unmapped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_differ_by_a_letter_resemble_each_other() {
        assert_eq!(resemblance("summary", "summary"), 100);
        assert_eq!(resemblance("assigment group", "assignment group"), 94);
        assert!(resemblance("colour", "deadline") < 50);
    }

    #[test]
    fn a_day_that_fits_both_orders_is_asked_about() {
        let proposal = propose(
            "c.csv",
            b"number,due date\nCHG-1,03/04/2026\nCHG-2,05/06/2026\n",
            None,
        )
        .expect("a table");
        assert_eq!(proposal.mapping.kind, TableKind::Changes);
        assert!(
            matches!(proposal.needs.as_slice(), [Need::DateOrder { .. }]),
            "{:?}",
            proposal.needs
        );
        let proposal = propose(
            "c.csv",
            b"number,due date\nCHG-1,03/04/2026\nCHG-2,25/06/2026\n",
            None,
        )
        .expect("a table");
        assert_eq!(proposal.mapping.date_order, Some(DateOrder::DayFirst));
        assert!(proposal.needs.is_empty());
    }
}
