//! Sharing a plan: judging a place, founding a hub there, joining one, leaving it, filling it anew.

use super::Visited;
use super::copies::not_shared;
use crate::contract::Nothing;
use crate::file::OpenedPlan;
use crate::{Desk, WireFailure};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The address of a hub: a path on a team share, or `postgres://…`.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct HubQuestion {
    /// The address.
    pub address: String,
}

/// Join a hub.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct JoinHub {
    /// The hub's address.
    pub address: String,
    /// Path of the new plan file on this computer; it must not exist.
    pub path: String,
}

/// What a place is, before anything is made there.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct HubPlace {
    /// The address without a password.
    pub address: String,
    /// What kind of place.
    pub kind: HubPlaceKind,
    /// What it is, e.g. `A folder on an NFS 4.2 share of files01.`
    pub place: String,
    /// True when a hub may live there.
    pub safe: bool,
    /// Why not, or what to know; empty when there is nothing to say.
    pub sentence: String,
    /// What to do instead; empty when it is safe.
    pub way_out: String,
    /// Name of the plan that is shared there already.
    pub holds: Option<String>,
    /// True when that is the open plan.
    pub holds_this_plan: bool,
}

/// A kind of place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum HubPlaceKind {
    /// A file.
    File,
    /// A PostgreSQL database.
    Postgres,
}

/// Says what a place is and whether a hub may live there. Makes nothing.
///
/// # Errors
/// Malformed when the address cannot be read.
pub async fn judge_hub_place(_desk: &Desk, question: HubQuestion) -> Result<HubPlace, WireFailure> {
    Err(WireFailure::malformed(format!(
        "{} cannot be read as an address.",
        question.address
    )))
}

/// Shares the open plan: founds a hub and brings everything there.
///
/// # Errors
/// Refused with the sentence of the place when it is not safe, holds a hub already or does not answer.
pub async fn create_hub(desk: &Desk, _question: HubQuestion) -> Result<Visited, WireFailure> {
    let _session = desk.session().await?;
    Err(not_shared())
}

/// Joins a hub: a new plan file on this computer, opened.
///
/// # Errors
/// Refused when there is no hub or the file exists.
pub async fn join_hub(_desk: &Desk, _question: JoinHub) -> Result<OpenedPlan, WireFailure> {
    Err(not_shared())
}

/// Ends sharing from this file. The hub and the other members keep everything.
///
/// # Errors
/// Refused when the plan is not shared.
pub async fn leave_hub(desk: &Desk, _question: Nothing) -> Result<Nothing, WireFailure> {
    let _session = desk.session().await?;
    Err(not_shared())
}

/// Fills a hub that lost entries from this file, which has them all.
///
/// # Errors
/// Refused when the plan is not shared or the hub does not answer.
pub async fn republish(desk: &Desk, _question: Nothing) -> Result<Visited, WireFailure> {
    let _session = desk.session().await?;
    Err(not_shared())
}
