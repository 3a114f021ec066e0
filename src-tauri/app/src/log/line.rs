//! A line of the log: who did what to what, from which computer.

use super::values;
use crate::{WireFailure, failure};
use planning::journal::{Entry, RowChange};
use planning::plan::TableName;
use planning::{EntryId, Instant, Plan, wording};
use serde::{Deserialize, Serialize};
use store::Store;
use ts_rs::TS;

/// A line of the log.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LogLine {
    /// Identity.
    pub id: EntryId,
    /// Position.
    #[ts(type = "number")]
    pub seq: i64,
    /// When.
    pub at: Instant,
    /// Who.
    pub author: String,
    /// Name of the operation.
    pub operation: String,
    /// What was done.
    pub sentence: String,
    /// What it was done to: a reference, or how many rows.
    pub subject: String,
    /// What the sentence says besides the subject.
    pub rest: String,
    /// The leading field before; empty when the sentence says more.
    pub before: String,
    /// The leading field after.
    pub after: String,
    /// Rows it changed.
    pub rows: u32,
    /// Where it was written.
    pub place: LogPlace,
    /// First digits of its hash.
    pub hash: String,
    /// The entry it takes back.
    pub undoes: Option<EntryId>,
}

/// Where an entry was written, as far as its signature shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LogPlace {
    /// What the signature shows.
    pub kind: PlaceKind,
    /// In words.
    pub text: String,
}

/// What the signature of an entry shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum PlaceKind {
    /// Signed by this computer, nowhere else yet.
    Here,
    /// Signed by this computer, at the hub.
    Shared,
    /// Signed by another computer.
    Key,
    /// Not signed.
    Claim,
    /// The signature does not hold.
    Broken,
}

/// Whose key signs here, and what has reached the hub.
pub(super) struct Writers {
    key: Option<String>,
    shared: Option<i64>,
}

impl Writers {
    pub(super) async fn of(store: &Store) -> Result<Self, WireFailure> {
        Ok(Self {
            key: store.pen().map(|pen| pen.key()),
            shared: store
                .sharing()
                .await
                .map_err(failure::from_store)?
                .map(|sharing| sharing.shared.seq),
        })
    }

    pub(super) fn is_own(&self, entry: &Entry) -> bool {
        let signed = entry.signed.as_ref().map(|signed| &signed.key);
        signed.is_some() && signed == self.key.as_ref()
    }

    pub(super) fn place(&self, entry: &Entry) -> LogPlace {
        let (kind, text) = match &entry.signed {
            None => (PlaceKind::Claim, "claim".to_owned()),
            Some(_) if !store::is_signed(entry) => (PlaceKind::Broken, "broken seal".to_owned()),
            Some(_) if self.is_own(entry) => match self.shared {
                Some(upto) if entry.seq <= upto => (PlaceKind::Shared, "shared".to_owned()),
                _ => (PlaceKind::Here, "this computer".to_owned()),
            },
            Some(signed) => (PlaceKind::Key, format!("key {}", signed.mark())),
        };
        LogPlace { kind, text }
    }
}

pub(super) fn line(plan: &Plan, entry: &Entry, writers: &Writers) -> LogLine {
    let subject = subject(plan, entry);
    let (before, after) = values::leading(plan, entry).unwrap_or_default();
    LogLine {
        id: entry.id,
        seq: entry.seq,
        at: entry.at,
        author: entry.author.clone(),
        operation: entry.operation.clone(),
        sentence: entry.sentence.clone(),
        rest: rest(&entry.sentence, &subject),
        subject,
        before,
        after,
        rows: u32::try_from(entry.changes.len()).unwrap_or(u32::MAX),
        place: writers.place(entry),
        hash: entry.hash.chars().take(8).collect(),
        undoes: entry.undoes,
    }
}

/// Rows among which the subject is looked for; a large import is said by its number.
const LOOKED_AT: usize = 24;

fn subject(plan: &Plan, entry: &Entry) -> String {
    let mut names: Vec<String> = entry
        .changes
        .iter()
        .take(LOOKED_AT)
        .map(|change| values::name(plan, change))
        .filter(|name| !name.is_empty())
        .collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    if let Some(said) = names.iter().find(|name| holds(&entry.sentence, name)) {
        return said.clone();
    }
    match (names.as_slice(), entry.changes.as_slice()) {
        ([one], [_]) => one.clone(),
        (_, [only]) => words(only.table).to_owned(),
        (_, changes) => several(changes),
    }
}

/// The name stands in the sentence as a whole word.
fn holds(sentence: &str, name: &str) -> bool {
    sentence.match_indices(name).any(|(at, _)| {
        let joins = |character: Option<char>| character.is_some_and(char::is_alphanumeric);
        !joins(sentence[..at].chars().next_back()) && !joins(sentence[at + name.len()..].chars().next())
    })
}

fn several(changes: &[RowChange]) -> String {
    let same = changes
        .first()
        .filter(|first| changes.iter().all(|change| change.table == first.table));
    match same {
        Some(first) => wording::count(changes.len(), &words(first.table)),
        None => wording::count(changes.len(), "row"),
    }
}

fn words(table: TableName) -> String {
    table.word().replace('_', " ")
}

/// What stands behind the subject; the whole sentence when nothing does.
fn rest(sentence: &str, subject: &str) -> String {
    let behind = sentence
        .split_once(subject)
        .filter(|(before, _)| !subject.is_empty() && before.split_whitespace().count() <= 3)
        .map(|(_, behind)| behind.trim_start_matches([' ', ',', ':', '.', '–']).trim())
        .unwrap_or_default();
    if behind.is_empty() { sentence } else { behind }.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rest_is_what_stands_behind_the_subject() {
        assert_eq!(rest("Set RO-20 to locked", "RO-20"), "to locked");
        assert_eq!(rest("Changed team pay: contact", "pay"), "contact");
        assert_eq!(rest("Added team payments", "payments"), "Added team payments");
        assert_eq!(
            rest("Imported 12 services", "12 services"),
            "Imported 12 services"
        );
    }

    #[test]
    fn a_reference_inside_a_longer_one_is_not_the_subject() {
        assert!(holds("Moved RO-23 to 18 Nov", "RO-23"));
        assert!(!holds("Moved RO-231 to 18 Nov", "RO-23"));
    }
}
