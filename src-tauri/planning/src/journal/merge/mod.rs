//! Merge: my waiting entries replayed after what others shared first, three-way per field.
//!
//! Untouched by them: applied. The same value: skipped. Otherwise the plan keeps theirs and a [`MergeConflict`]
//! keeps *was, mine, theirs* until a person settles it. Nothing is decided by a clock, and merging the same
//! entries again gives the same result, so an interrupted merge is simply run again.

mod conflicts;
mod names;
mod rows;
mod settle;

pub use settle::{Choice, Unsettled, settle};

use super::{Entry, RowChange};
use crate::plan::TableName;
use crate::{EntryId, MergeConflictId, Plan};
use conflicts::Spot;
use names::Names;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Which records a row refers to: the schema knows.
pub type References = fn(TableName, &Map<String, Value>) -> Vec<(TableName, Uuid)>;

/// Two journals that went apart from one plan.
#[derive(Clone, Copy, Debug)]
pub struct Parting<'a> {
    /// The plan both started from.
    pub base: &'a Plan,
    /// What was shared since, oldest first.
    pub theirs: &'a [Entry],
    /// What waits here, oldest first. Entries that are among theirs already are left out.
    pub mine: &'a [Entry],
    /// Which records a row refers to.
    pub references: References,
    /// Entries of mine that the plan file refused: nothing of them is applied, everything becomes a conflict.
    pub hold: &'a BTreeSet<EntryId>,
}

/// What the merge made.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Merged {
    /// The plan after theirs and mine.
    pub plan: Plan,
    /// Mine as they now stand, without position and hashes; the signature is gone where the content changed.
    pub entries: Vec<Entry>,
    /// Conflicts that were made, in order of the entries.
    pub conflicts: Vec<MergeConflictId>,
    /// Records of mine whose reference was taken.
    pub renumbered: Vec<Renumbered>,
}

/// A record whose reference was taken by the time it was shared.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
pub struct Renumbered {
    /// The table.
    pub table: TableName,
    /// The record.
    #[ts(type = "string")]
    pub record: Uuid,
    /// What it was called here.
    pub from: String,
    /// What it is called now.
    pub to: String,
}

/// Replays mine after theirs.
///
/// # Errors
/// A sentence when theirs do not follow from the base: one of the journals is not what it says.
pub fn merge(parting: &Parting<'_>) -> Result<Merged, String> {
    let mut plan = parting.base.clone();
    for entry in parting.theirs {
        for change in &entry.changes {
            plan.apply(change)
                .map_err(|why| format!("entry {}: {why}", entry.seq))?;
        }
    }
    let known: BTreeSet<EntryId> = parting.theirs.iter().map(|entry| entry.id).collect();
    let waiting: Vec<&Entry> = parting
        .mine
        .iter()
        .filter(|entry| !known.contains(&entry.id))
        .collect();
    let names = if waiting.is_empty() {
        Names::default()
    } else {
        Names::of(&plan)
    };
    let theirs: BTreeSet<_> = parting
        .theirs
        .iter()
        .flat_map(|entry| entry.changes.iter().map(|change| (change.table, change.id)))
        .collect();
    let mut replay = Replay {
        parting,
        names,
        plan,
        seen: parting.base.clone(),
        alias: BTreeMap::new(),
        renamed: BTreeMap::new(),
        held: BTreeMap::new(),
        touched: BTreeSet::new(),
        taken_out: BTreeMap::new(),
        ever: theirs.clone(),
        theirs,
        merged: Merged::default(),
    };
    for entry in waiting {
        replay.entry(entry);
    }
    let Replay {
        mut plan, mut merged, ..
    } = replay;
    let start = parting.theirs.last().map_or(parting.base.seq, |last| last.seq);
    plan.seq = start + i64::try_from(merged.entries.len()).unwrap_or_default();
    merged.plan = plan;
    Ok(merged)
}

/// A merge under way.
struct Replay<'a> {
    parting: &'a Parting<'a>,
    /// Theirs and what is replayed so far.
    plan: Plan,
    /// What I saw when I made the entry at hand, in today's names.
    seen: Plan,
    /// References and origins in use.
    names: Names,
    /// My records that they had added too: mine to theirs.
    alias: BTreeMap<Uuid, Uuid>,
    /// References of mine that were taken.
    renamed: BTreeMap<(TableName, Uuid), (String, String)>,
    /// Where a conflict of this merge stands.
    held: BTreeMap<Spot, MergeConflictId>,
    /// Rows the entry at hand touched.
    touched: BTreeSet<(TableName, Uuid)>,
    /// Rows the entry at hand took out, as they were.
    taken_out: BTreeMap<(TableName, Uuid), Map<String, Value>>,
    /// Rows that theirs touched.
    theirs: BTreeSet<(TableName, Uuid)>,
    /// Rows that theirs or mine touched so far.
    ever: BTreeSet<(TableName, Uuid)>,
    merged: Merged,
}

impl Replay<'_> {
    fn entry(&mut self, entry: &Entry) {
        let before = self.plan.clone();
        self.touched.clear();
        self.taken_out.clear();
        let renumbered = self.merged.renumbered.len();
        for change in &entry.changes {
            self.change(entry, change);
        }
        self.tie(entry);
        let changes: Vec<RowChange> = self
            .touched
            .iter()
            .filter_map(|(table, id)| {
                RowChange::between(*table, *id, before.row(*table, *id), self.plan.row(*table, *id))
            })
            .collect();
        let mut replayed = Entry {
            seq: 0,
            previous_hash: String::new(),
            hash: String::new(),
            changes,
            ..entry.clone()
        };
        for told in &self.merged.renumbered[renumbered..] {
            replayed
                .sentence
                .push_str(&format!(" ({} was taken; it became {})", told.from, told.to));
        }
        if replayed.changes != entry.changes || replayed.sentence != entry.sentence {
            replayed.signed = None;
        }
        self.ever.extend(self.touched.iter().copied());
        self.merged.entries.push(replayed);
    }

    fn change(&mut self, entry: &Entry, change: &RowChange) {
        let mut change = self.in_todays_names(change);
        if change.before.is_none()
            && let Some(row) = &change.after
            && let Some(theirs) = self.names.same_origin(change.table, change.id, row)
        {
            self.alias.insert(change.id, theirs);
            change = self.in_todays_names(&change);
        }
        let saw = self.seen.row(change.table, change.id);
        let after = change.after.clone().map(|after| {
            let mut row = saw.clone().unwrap_or_default();
            row.extend(after);
            row
        });
        if let Some(step) = RowChange::between(change.table, change.id, saw.clone(), after.clone()) {
            // What I saw is only compared with; a row it cannot hold is compared by its fields anyway.
            let _ = self.seen.apply(&step);
        }
        if self.parting.hold.contains(&entry.id) {
            return self.hold(entry, &change, saw, after);
        }
        match (&change.before, &change.after) {
            (None, Some(row)) => self.add(entry, change.table, change.id, row.clone()),
            (Some(_), None) => self.remove(entry, change.table, change.id, saw),
            (Some(before), Some(fields)) => {
                self.update(entry, (change.table, change.id), before, fields, saw, after);
            }
            (None, None) => {}
        }
    }

    /// The change with the ids and references that my records have by now.
    fn in_todays_names(&self, change: &RowChange) -> RowChange {
        let mut change = change.clone();
        if let Some(id) = self.alias.get(&change.id) {
            change.id = *id;
        }
        let renamed = self.renamed.get(&(change.table, change.id));
        for row in [&mut change.before, &mut change.after].into_iter().flatten() {
            if !self.alias.is_empty() {
                for value in row.values_mut() {
                    names::translate(value, &self.alias);
                }
            }
            if let Some((from, to)) = renamed
                && row.get("reference").and_then(Value::as_str) == Some(from)
            {
                row.insert("reference".into(), Value::from(to.as_str()));
            }
        }
        change
    }
}
