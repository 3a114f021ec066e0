//! Sharing a plan: judging a place, founding a hub there, joining one, leaving it, filling it anew.

use super::fault::not_shared;
use super::{VisitFault, Visited, Who};
use crate::contract::Nothing;
use crate::file::OpenedPlan;
use crate::{Desk, Push, WireFailure, failure};
use serde::{Deserialize, Serialize};
use store::hub::{HubFault, HubIdentity};
use store::{MIN_APP, Store};
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

impl HubPlace {
    /// A place that keeps a hub safe.
    #[must_use]
    pub fn safe(address: String, kind: HubPlaceKind, place: String) -> Self {
        Self {
            address,
            kind,
            place,
            safe: true,
            sentence: String::new(),
            way_out: String::new(),
            holds: None,
            holds_this_plan: false,
        }
    }
}

/// Says what a place is and whether a hub may live there. Makes nothing.
///
/// # Errors
/// Malformed when the address cannot be read.
pub async fn judge_hub_place(desk: &Desk, question: HubQuestion) -> Result<HubPlace, WireFailure> {
    let address = named(&question.address)?;
    let hubs = desk.edge().hubs();
    let who = guest(desk);
    let mut place = hubs.judge(&address).await.map_err(unread)?;
    if !place.safe {
        return Ok(place);
    }
    let held = match hubs.open(&address, &who).await {
        Ok(hub) => hub.identity().await,
        Err(fault) => Err(fault),
    };
    match held {
        Ok(identity) => {
            let ours = desk
                .session_if_any()
                .await
                .as_ref()
                .map(|session| session.visitor().store.id());
            place.holds_this_plan = ours == Some(identity.plan);
            place.holds = Some(identity.name);
        }
        Err(HubFault::Missing { .. }) => {}
        Err(fault) => {
            let fault = VisitFault::Hub(fault);
            place.safe = false;
            place.way_out = fault.way_out();
            place.sentence = fault.sentence();
        }
    }
    Ok(place)
}

/// Shares the open plan: founds a hub and brings everything there. Where a hub holds this plan already, it is met
/// again.
///
/// # Errors
/// Refused with the sentence of the place when it is not safe, holds another plan or does not answer.
pub async fn create_hub(desk: &Desk, question: HubQuestion) -> Result<Visited, WireFailure> {
    let address = named(&question.address)?;
    {
        let session = desk.session().await?;
        crate::rights::demand(desk, &session, &session.store.plan(), planning::Act::FoundHub)?;
    }
    let visitor = desk.visitor().await?;
    let hubs = desk.edge().hubs();
    let bare = hubs.bare(&address).map_err(unread)?;
    if let Some(known) = visitor.store.sharing().await.map_err(failure::from_store)?
        && known.hub != bare
    {
        return Err(WireFailure::refused(
            "shared-already",
            format!(
                "This plan is shared at {} already. Leave that hub first; nothing was changed.",
                known.hub
            ),
        ));
    }
    let identity = HubIdentity {
        hub: desk.edge().mint(),
        plan: visitor.store.id(),
        name: visitor.store.plan().settings().name,
        founded_at: desk.edge().now(),
        min_app: MIN_APP.to_owned(),
    };
    let who = visitor.who();
    let hub = match hubs.found(&address, &identity, &who).await {
        Err(HubFault::Exists { place }) => {
            let hub = hubs.open(&address, &who).await.map_err(VisitFault::from)?;
            let held = hub.identity().await.map_err(VisitFault::from)?;
            if held.plan != identity.plan {
                return Err(VisitFault::Hub(HubFault::Exists { place }).into());
            }
            hub
        }
        other => other.map_err(VisitFault::from)?,
    };
    visitor
        .store
        .share_at(hub.as_ref(), &bare)
        .await
        .map_err(VisitFault::from)?;
    visitor.meet(hub, address).await;
    let synced = visitor.visit().await?;
    visitor.look_first().await.map_err(failure::from_store)?;
    visitor.wake.notify_one();
    Ok(Visited::from(&synced))
}

/// Joins a hub: a new plan file on this computer, opened.
///
/// # Errors
/// Refused when there is no hub or the file exists.
pub async fn join_hub(desk: &Desk, question: JoinHub) -> Result<OpenedPlan, WireFailure> {
    let address = named(&question.address)?;
    let path = crate::file::absolute(&question.path)?;
    if path.exists() {
        return Err(WireFailure::refused(
            "exists",
            format!(
                "{} is there already. Choose another name; nothing was changed.",
                path.display()
            ),
        ));
    }
    let hubs = desk.edge().hubs();
    let bare = hubs.bare(&address).map_err(unread)?;
    let who = guest(desk);
    let hub = hubs.open(&address, &who).await.map_err(VisitFault::from)?;
    let store = Store::join(&path, hub.as_ref(), &bare)
        .await
        .map_err(VisitFault::from)?;
    let opened = crate::file::sit_down(desk, store, path).await?;
    let visitor = desk.visitor().await?;
    visitor.meet(hub, address).await;
    visitor.look_first().await.map_err(failure::from_store)?;
    // The file is whole by now; when the hub goes away this moment, the status bar says so.
    let _ = visitor.visit().await;
    visitor.wake.notify_one();
    Ok(opened)
}

/// Ends sharing from this file. The hub and the other members keep everything.
///
/// # Errors
/// Refused when the plan is not shared.
pub async fn leave_hub(desk: &Desk, _question: Nothing) -> Result<Nothing, WireFailure> {
    let visitor = desk.visitor().await?;
    if visitor
        .store
        .sharing()
        .await
        .map_err(failure::from_store)?
        .is_none()
    {
        return Err(not_shared());
    }
    visitor.store.leave_hub().await.map_err(failure::from_store)?;
    visitor.part().await;
    let _ = visitor.pushes.send(Push::Sharing);
    Ok(Nothing {})
}

/// Fills a hub that lost entries from this file, which has them all.
///
/// # Errors
/// Refused when the plan is not shared or the hub does not answer.
pub async fn republish(desk: &Desk, _question: Nothing) -> Result<Visited, WireFailure> {
    let visitor = desk.visitor().await?;
    let synced = visitor.visit_and_republish().await?;
    visitor.wake.notify_one();
    Ok(Visited::from(&synced))
}

/// Who visits before a plan is open.
fn guest(desk: &Desk) -> Who {
    Who {
        author: desk.edge().author(),
        computer: desk.edge().computer(),
    }
}

fn named(address: &str) -> Result<String, WireFailure> {
    match address.trim() {
        "" => Err(WireFailure::malformed("No hub was named.")),
        address => Ok(address.to_owned()),
    }
}

fn unread(fault: HubFault) -> WireFailure {
    WireFailure::malformed(fault.to_string())
}
