//! What an entry did to the facts that are derived from the plan: collisions, cycles, changes without a release.

use super::LogEntryQuestion;
use crate::{Desk, WireFailure, failure};
use planning::Plan;
use planning::collision::{Collision, Index};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use ts_rs::TS;

/// What an entry did to derived facts.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct EntryEffects {
    /// Facts whose number changed.
    pub shifts: Vec<Shift>,
    /// Collisions it ended, in words; the heaviest first.
    pub cleared: Vec<String>,
    /// Collisions it made.
    pub added: Vec<String>,
    /// Collisions that are not listed.
    pub more: u32,
}

/// A number before and after.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Shift {
    /// What is counted.
    pub fact: String,
    /// Before the entry.
    pub before: u32,
    /// After it.
    pub after: u32,
}

const LISTED: usize = 4;

/// Effects of the entries looked at, by their hash: what an entry did never changes.
#[derive(Default)]
pub(crate) struct EffectsKept(Mutex<BTreeMap<String, Arc<EntryEffects>>>);

impl EffectsKept {
    const MOST: usize = 256;

    fn get(&self, hash: &str) -> Option<Arc<EntryEffects>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(hash).cloned()
    }
    fn keep(&self, hash: String, effects: Arc<EntryEffects>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= Self::MOST {
            kept.clear();
        }
        kept.insert(hash, effects);
    }
}

/// What an entry did to derived facts, from the plan before it and the plan after it.
///
/// # Errors
/// Refused when there is no such entry.
pub async fn entry_effects(desk: &Desk, question: LogEntryQuestion) -> Result<EntryEffects, WireFailure> {
    let (store, kept) = {
        let session = desk.session().await?;
        (session.present().clone(), session.effects())
    };
    let entry = super::entry::at(&store, question.seq).await?;
    if let Some(known) = kept.get(&entry.hash) {
        return Ok((*known).clone());
    }
    let after = store.plan_at(entry.seq).await.map_err(failure::from_store)?;
    let mut before = after.clone();
    before
        .take_back(std::slice::from_ref(&entry))
        .map_err(|why| WireFailure::fault("log", format!("It cannot be taken off the plan: {why}.")))?;
    let effects = tokio::task::spawn_blocking(move || compare(&before, &after))
        .await
        .map_err(|error| WireFailure::fault("log", format!("Comparing broke off: {error}.")))?;
    let effects = Arc::new(effects);
    kept.keep(entry.hash, Arc::clone(&effects));
    Ok((*effects).clone())
}

fn compare(before: &Plan, after: &Plan) -> EntryEffects {
    let (was, is) = (Index::of(before), Index::of(after));
    let gone = missing(was.collisions(), is.collisions());
    let come = missing(is.collisions(), was.collisions());
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let waiting = |plan: &Plan| {
        let waits = plan
            .changes
            .iter()
            .filter(|change| change.release.is_none() && change.is_open());
        waits.count()
    };
    let shifts = [
        ("Collisions", was.collisions().len(), is.collisions().len()),
        ("Cycles", was.graph().count_cycles(), is.graph().count_cycles()),
        ("Changes without a release", waiting(before), waiting(after)),
    ]
    .into_iter()
    .filter(|(_, before, after)| before != after)
    .map(|(fact, before, after)| Shift {
        fact: fact.into(),
        before: number(before),
        after: number(after),
    })
    .collect();
    EntryEffects {
        shifts,
        more: number(gone.len().saturating_sub(LISTED) + come.len().saturating_sub(LISTED)),
        cleared: gone.into_iter().take(LISTED).collect(),
        added: come.into_iter().take(LISTED).collect(),
    }
}

/// Sentences of the collisions that the others do not hold.
fn missing(of: &[Collision], among: &[Collision]) -> Vec<String> {
    let known: std::collections::BTreeSet<&str> = among.iter().map(|each| each.id.as_str()).collect();
    of.iter()
        .filter(|each| !known.contains(each.id.as_str()))
        .map(|each| each.sentence.clone())
        .collect()
}
