//! Every freeze, those that are talked about first.

use crate::contract::Nothing;
use crate::{Desk, WireFailure};
use planning::{
    FreezeId, FreezeLevel, FreezeState, NegotiationId, NegotiationState, Plan, Side, Window, talks as core,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A freeze in the list.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct FreezeLine {
    /// Identity.
    pub id: FreezeId,
    /// Reference.
    pub reference: String,
    /// Name.
    pub name: String,
    /// How far.
    pub state: FreezeState,
    /// How closed.
    pub level: FreezeLevel,
    /// When.
    pub window: Window,
    /// What it covers, in words.
    pub scope: String,
    /// The open talks.
    pub talks: Option<NegotiationId>,
    /// Round of the talks.
    pub round: u32,
    /// Days between the sides.
    #[ts(type = "number | null")]
    pub gap_days: Option<i64>,
    /// The side whose turn it is.
    pub turn: Option<Side>,
    /// Requests for exceptions that nobody has decided.
    pub requests: u32,
}

/// Every freeze.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct FreezeList {
    /// Drafts: nobody is asked yet.
    pub drafts: Vec<FreezeLine>,
    /// With open talks.
    pub in_talks: Vec<FreezeLine>,
    /// Asked for, without talks.
    pub asked: Vec<FreezeLine>,
    /// Agreed.
    pub agreed: Vec<FreezeLine>,
    /// Requests for exceptions that nobody has decided, of all freezes.
    pub requests: u32,
}

/// Every freeze, those that are talked about first, each group by start.
///
/// # Errors
/// Refused when no plan is open.
pub async fn freezes(desk: &Desk, _question: Nothing) -> Result<FreezeList, WireFailure> {
    let session = desk.session().await?;
    let plan = session.store.plan();
    let mut lines: Vec<FreezeLine> = plan
        .freezes
        .iter()
        .filter(|freeze| freeze.state != FreezeState::Withdrawn)
        .map(|freeze| line(&plan, freeze))
        .collect();
    lines.sort_by(|a, b| {
        a.window
            .start()
            .cmp(&b.window.start())
            .then_with(|| a.reference.cmp(&b.reference))
    });
    let (drafts, lines): (Vec<_>, Vec<_>) = lines
        .into_iter()
        .partition(|line| line.state == FreezeState::Draft);
    let (in_talks, rest): (Vec<_>, Vec<_>) = lines.into_iter().partition(|line| line.talks.is_some());
    let (agreed, asked) = rest
        .into_iter()
        .partition(|line| line.state == FreezeState::Agreed);
    let requests = plan.exceptions.iter().filter(|request| request.is_open());
    Ok(FreezeList {
        requests: u32::try_from(requests.count()).unwrap_or(u32::MAX),
        drafts,
        in_talks,
        asked,
        agreed,
    })
}

pub(super) fn line(plan: &Plan, freeze: &planning::Freeze) -> FreezeLine {
    let open = plan
        .negotiations
        .iter()
        .find(|talks| talks.freeze == freeze.id && talks.state == NegotiationState::Open);
    let standing = open.and_then(|talks| core::standing_offer(plan, talks.id));
    FreezeLine {
        id: freeze.id,
        reference: freeze.reference.to_string(),
        name: freeze.name.clone(),
        state: freeze.state,
        level: freeze.level,
        window: freeze.window,
        scope: core::scope_note(plan, &freeze.scope),
        talks: open.map(|talks| talks.id),
        round: open.map_or(0, |talks| core::round(plan, talks.id)),
        gap_days: open.and_then(|talks| core::gap_days(plan, talks.id)),
        turn: standing.map(|offer| other_side(offer.side)),
        requests: u32::try_from(
            plan.exceptions
                .iter()
                .filter(|request| request.freeze == freeze.id && request.is_open())
                .count(),
        )
        .unwrap_or(u32::MAX),
    }
}

pub(super) fn other_side(side: Side) -> Side {
    match side {
        Side::Event => Side::Delivery,
        Side::Delivery => Side::Event,
    }
}
