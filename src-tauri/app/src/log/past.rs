//! Seeing the whole plan as it was, to read only, and coming back.

use super::filter_times;
use crate::contract::Nothing;
use crate::desk::Session;
use crate::{Desk, WireFailure, failure};
use planning::journal::Entry;
use planning::wording::thousands;
use planning::{Instant, Zone};
use serde::{Deserialize, Serialize};
use store::{EntryFilter, EntryOrder, Store};
use ts_rs::TS;

/// Which moment to see: after an entry, or at a time on the plan's clock.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
pub struct SeePlanAt {
    /// After this entry.
    #[serde(default)]
    #[ts(type = "number | null")]
    pub seq: Option<i64>,
    /// At this time, e.g. `2026-10-06T13:58`; the end of a day when only the day is given.
    #[serde(default)]
    pub moment: Option<String>,
}

/// The moment of the past that every room shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PastMoment {
    /// The last entry that is seen.
    #[ts(type = "number")]
    pub seq: i64,
    /// When it was written.
    pub at: Instant,
    /// In words.
    pub sentence: String,
}

/// Shows the plan as it was in every room, until somebody goes back to now.
///
/// # Errors
/// Refused when there was no plan yet, or the moment cannot be read.
pub async fn see_plan_at(desk: &Desk, question: SeePlanAt) -> Result<PastMoment, WireFailure> {
    let store = desk.session().await?.present().clone();
    let entry = match (question.seq, question.moment) {
        (Some(seq), _) => super::entry::at(&store, seq).await?,
        (None, Some(moment)) => last_by(&store, &moment, desk.edge().now()).await?,
        (None, None) => return Err(WireFailure::malformed("Name an entry or a time.")),
    };
    let past = store.at(entry.seq).await.map_err(failure::from_store)?;
    let zone = past.plan().settings().zone;
    desk.look_at(past).await?;
    Ok(moment(&entry, zone))
}

/// Shows the plan as it is.
///
/// # Errors
/// Refused when no plan is open.
pub async fn back_to_now(desk: &Desk, _question: Nothing) -> Result<Nothing, WireFailure> {
    let store = desk.session().await?.present().clone();
    desk.look_at(store).await?;
    Ok(Nothing {})
}

/// The moment a session shows; `None` while it shows the plan as it is.
pub(crate) async fn past_moment(session: &Session) -> Result<Option<PastMoment>, WireFailure> {
    let Some(seq) = session.store.past() else {
        return Ok(None);
    };
    let entry = super::entry::at(&session.store, seq).await?;
    Ok(Some(moment(&entry, session.store.plan().settings().zone)))
}

fn moment(entry: &Entry, zone: Zone) -> PastMoment {
    let at = entry.at.utc().with_timezone(&zone.0).format("%-d %b %Y %H:%M");
    PastMoment {
        seq: entry.seq,
        at: entry.at,
        sentence: format!(
            "You see the plan as it was on {at}, after entry {}. Nothing can be changed here.",
            thousands(entry.seq.unsigned_abs())
        ),
    }
}

/// The last entry at or before the moment.
async fn last_by(store: &Store, moment: &str, now: Instant) -> Result<Entry, WireFailure> {
    let zone = store.plan().settings().zone;
    let span = filter_times::read(moment, now, zone).ok_or_else(|| {
        let spellings = filter_times::SPELLINGS;
        WireFailure::refused(
            "no-moment",
            format!("“{moment}” is no moment. Write {spellings}."),
        )
    })?;
    let filter = EntryFilter {
        until: Some(span.end()),
        ..EntryFilter::default()
    };
    let found = store
        .find_entries(&filter, i64::MAX, 1, EntryOrder::NewestFirst)
        .await
        .map_err(failure::from_store)?;
    match found.into_iter().next() {
        Some(entry) => Ok(entry),
        None => {
            let first = super::entry::at(store, 1).await?;
            let at = planning::wording::moment(first.at, zone);
            Err(WireFailure::refused(
                "no-moment",
                format!("There was no plan then. Its log begins {at}."),
            ))
        }
    }
}
