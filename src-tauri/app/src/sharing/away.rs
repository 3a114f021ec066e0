//! “While you were away”: what others did since I last looked, as one difference.

use crate::contract::Nothing;
use crate::{Desk, Push, WireFailure, failure};
use planning::Instant;
use planning::difference::{Difference, differences};
use planning::journal::{Entry, Renumbered};
use planning::plan::TableName;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::TS;
use uuid::Uuid;

/// What others did since I last looked.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
pub struct AwayView {
    /// When I last looked; `None` when I never did.
    pub since: Option<Instant>,
    /// Journal position I had seen.
    #[ts(type = "number")]
    pub from_seq: i64,
    /// Journal position now; `seen_away` marks everything up to it.
    #[ts(type = "number")]
    pub to_seq: i64,
    /// Entries of others in between.
    pub entries: u32,
    /// Who made them, the busiest first.
    pub colleagues: Vec<AwayColleague>,
    /// What differs, each thing once, with who changed it.
    pub differences: Vec<AwayDifference>,
    /// What else was done, the newest first; the first fifty.
    pub also: Vec<AwayEntry>,
    /// Records of mine whose reference was taken.
    pub renumbered: Vec<Renumbered>,
    /// Conflicts that wait for somebody.
    pub conflicts: u32,
}

/// A colleague who was busy meanwhile.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AwayColleague {
    /// Who, as the log says it.
    pub author: String,
    /// Two letters.
    pub initials: String,
    /// Entries.
    pub entries: u32,
    /// The last of them.
    pub last_at: Instant,
}

/// One thing that differs.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AwayDifference {
    /// What differs.
    pub what: Difference,
    /// Who changed it, in order of name.
    pub by: Vec<String>,
}

/// An operation of others that differs in nothing above.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AwayEntry {
    /// Who.
    pub author: String,
    /// When.
    pub at: Instant,
    /// What was done, as the log says it.
    pub sentence: String,
}

const MOST_ALSO: usize = 50;

/// What others did since I last looked.
///
/// # Errors
/// Refused when no plan is open; fault when the log cannot be read.
pub async fn away(desk: &Desk, _question: Nothing) -> Result<AwayView, WireFailure> {
    let visitor = desk.visitor().await?;
    let (from, entries) = visitor.unseen().await.map_err(failure::from_store)?;
    let plan = visitor.store.plan();
    let looked = visitor.looked();
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let mut view = AwayView {
        since: looked.as_ref().map(|looked| looked.at),
        from_seq: from,
        to_seq: plan.seq,
        entries: number(entries.len()),
        colleagues: colleagues(&entries),
        renumbered: looked.map(|looked| looked.renumbered).unwrap_or_default(),
        conflicts: number(plan.merge_conflicts.len()),
        ..AwayView::default()
    };
    if entries.is_empty() {
        return Ok(view);
    }
    let before = visitor.store.plan_at(from).await.map_err(failure::from_store)?;
    let by = who_touched(&entries);
    view.differences = differences(&before, &plan)
        .into_iter()
        .filter_map(|what| {
            let by = by.get(&(what.table, what.id))?;
            let by = by.iter().map(|author| (*author).to_owned()).collect();
            Some(AwayDifference { what, by })
        })
        .collect();
    let told: BTreeSet<(TableName, Uuid)> = view
        .differences
        .iter()
        .map(|difference| (difference.what.table, difference.what.id))
        .collect();
    view.also = entries
        .iter()
        .rev()
        .filter(|entry| !entry.changes.is_empty())
        .filter(|entry| {
            !entry
                .changes
                .iter()
                .any(|change| told.contains(&(change.table, change.id)))
        })
        .take(MOST_ALSO)
        .map(|entry| AwayEntry {
            author: entry.author.clone(),
            at: entry.at,
            sentence: entry.sentence.clone(),
        })
        .collect();
    Ok(view)
}

/// Marks everything that is here now as looked at.
///
/// # Errors
/// Refused when no plan is open; fault when the mark cannot be kept.
pub async fn seen_away(desk: &Desk, _question: Nothing) -> Result<Nothing, WireFailure> {
    let visitor = desk.visitor().await?;
    visitor.look().await.map_err(failure::from_store)?;
    let _ = visitor.pushes.send(Push::Sharing);
    Ok(Nothing {})
}

/// Who made how many entries, the busiest first.
fn colleagues(entries: &[Entry]) -> Vec<AwayColleague> {
    let mut busy: BTreeMap<&str, AwayColleague> = BTreeMap::new();
    for entry in entries {
        let known = busy.entry(&entry.author).or_insert_with(|| AwayColleague {
            author: entry.author.clone(),
            initials: crate::frame::initials(&entry.author),
            entries: 0,
            last_at: entry.at,
        });
        known.entries += 1;
        known.last_at = known.last_at.max(entry.at);
    }
    let mut colleagues: Vec<AwayColleague> = busy.into_values().collect();
    colleagues.sort_by_key(|colleague| std::cmp::Reverse(colleague.entries));
    colleagues
}

fn who_touched(entries: &[Entry]) -> BTreeMap<(TableName, Uuid), BTreeSet<&str>> {
    let mut by: BTreeMap<(TableName, Uuid), BTreeSet<&str>> = BTreeMap::new();
    for entry in entries {
        for change in &entry.changes {
            by.entry((change.table, change.id))
                .or_default()
                .insert(&entry.author);
        }
    }
    by
}
