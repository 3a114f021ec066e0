//! The shapes of the room in which a freeze is talked about.

use super::FreezeLine;
use crate::frame::PersonMark;
use planning::talks::TradeOff;
use planning::{
    ChangeId, Day, FreezeExceptionId, Instant, NegotiationId, NegotiationState, OfferId, OfferPhase,
    ReleaseId, Side, SilenceRule, Stance, Verdict, Window,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A change or release named behind a number.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct NamedChange {
    /// Identity.
    pub id: ChangeId,
    /// Reference.
    pub reference: String,
    /// Title.
    pub title: String,
}

/// A release that an option moves.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct MovedRelease {
    /// Identity.
    pub id: ReleaseId,
    /// Reference.
    pub reference: String,
    /// Where it is.
    pub from: Window,
    /// Where it would go; `None` when nothing is free.
    pub to: Option<Window>,
    /// True when the whole release moves, false when only some of its changes wait.
    pub whole: bool,
    /// The release those changes wait for, by reference; empty when they go by themselves.
    pub into: String,
    /// Changes that move with it.
    pub changes: u32,
    /// The first of those changes by name.
    pub named: Vec<NamedChange>,
    /// Days later.
    #[ts(type = "number")]
    pub days: i64,
}

/// A release of the night on which it thaws.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ThawRelease {
    /// Identity.
    pub id: ReleaseId,
    /// Reference.
    pub reference: String,
    /// Risk points that it brings.
    pub risk: u32,
}

/// What one phase of an option covers.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PhaseCover {
    /// Its scope in words.
    pub scope: String,
    /// Services in that scope.
    pub services: u32,
    /// Its days.
    #[ts(type = "number")]
    pub days: i64,
}

/// What an option costs and protects, with the rows behind each number.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Impact {
    /// Days frozen, phase by phase: `14 / 9`.
    pub days: String,
    /// Days on which anything is closed.
    #[ts(type = "number")]
    pub days_frozen: i64,
    /// Thousandths of the ask that are protected.
    pub coverage_permille: u32,
    /// What each phase covers, in their order.
    pub phases: Vec<PhaseCover>,
    /// Days times changes that go later.
    #[ts(type = "number")]
    pub change_days_lost: i64,
    /// Releases that move, whole or in part.
    pub moved: Vec<MovedRelease>,
    /// Legal dates that are missed.
    pub legal_missed: Vec<NamedChange>,
    /// Risk points of the night on which it thaws.
    pub thaw_risk: u32,
    /// Budget of that night.
    pub thaw_budget: Option<u32>,
    /// The day of that night; `None` when nothing is displaced or nothing can land.
    pub thaw_on: Option<Day>,
    /// Releases of that night.
    pub thaw_releases: Vec<ThawRelease>,
    /// Changes that will ask for an exception.
    pub exceptions: Vec<NamedChange>,
}

/// An option on the table.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct OptionRow {
    /// `ask`, `offer` or `computed`.
    pub kind: String,
    /// `A` to `D` for computed ones.
    pub letter: String,
    /// Name, e.g. `Start later`.
    pub name: String,
    /// In words.
    pub sentence: String,
    /// What is offered.
    pub phases: Vec<OfferPhase>,
    /// Its numbers.
    pub impact: Impact,
    /// True when another option costs no more and protects more, or costs less and protects no less.
    pub dominated: bool,
}

/// An offer of the talks.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct RoundLine {
    /// Identity.
    pub id: OfferId,
    /// Round.
    pub round: u32,
    /// Which side.
    pub side: Side,
    /// Who.
    pub by: String,
    /// Initials.
    pub initials: String,
    /// When.
    pub at: Instant,
    /// What, in days.
    pub phases: Vec<OfferPhase>,
    /// What was said along with it.
    pub message: String,
    /// True for the standing one.
    pub standing: bool,
}

/// What both sides wanted in a round.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct GapLine {
    /// Round.
    pub round: u32,
    /// What was asked.
    pub ask: Option<Window>,
    /// What was offered.
    pub offer: Option<Window>,
    /// Days between.
    #[ts(type = "number | null")]
    pub days: Option<i64>,
}

/// Somebody at the table.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PartyLine {
    /// Name.
    pub name: String,
    /// Who speaks for it.
    pub person: Option<PersonMark>,
    /// Side of the table.
    pub side: Side,
    /// True when talks cannot end without it.
    pub required: bool,
    /// What it says about the standing offer.
    pub stance: Stance,
    /// True when it made the standing offer.
    pub proposed: bool,
    /// Its conditions or objection.
    pub conditions: String,
}

/// A request for an exception.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ExceptionLine {
    /// Identity.
    pub id: FreezeExceptionId,
    /// Reference.
    pub reference: String,
    /// What it is for.
    pub subject: String,
    /// Who asks.
    pub requester: String,
    /// Why.
    pub reason: String,
    /// Criteria met, in their order.
    pub criteria_met: Vec<bool>,
    /// What became of it.
    pub verdict: Verdict,
    /// When it was filed.
    pub filed_at: Instant,
    /// When it was decided.
    pub decided_at: Option<Instant>,
    /// Conditions of a grant.
    pub conditions: Vec<String>,
    /// When the deployment would be.
    pub slot: Option<Window>,
    /// Who decided.
    pub decided_by: String,
}

/// A release on the time axis of the room.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ReleaseTick {
    /// Identity.
    pub id: ReleaseId,
    /// Reference.
    pub reference: String,
    /// When.
    pub deploy: Window,
    /// Title.
    pub title: String,
    /// True when it or its watch lies inside the ask and the ask closes some of its changes.
    pub inside: bool,
    /// Changes of it that the ask closes.
    pub stopped: u32,
}

/// The talks themselves.
#[derive(Clone, Debug, Serialize, TS)]
pub struct TalksView {
    /// Identity.
    pub id: NegotiationId,
    /// Reference.
    pub reference: String,
    /// How far.
    pub state: NegotiationState,
    /// Round.
    pub round: u32,
    /// The side whose turn it is.
    pub turn: Option<Side>,
    /// When the standing offer must be answered.
    pub replies_by: Option<Instant>,
    /// What silence means then.
    pub silence_rule: SilenceRule,
    /// When the talks must end.
    pub ends_by: Option<Instant>,
    /// Who decides then.
    pub decider: Option<PersonMark>,
    /// Parties.
    pub parties: Vec<PartyLine>,
    /// Offers, newest first.
    pub rounds: Vec<RoundLine>,
    /// What both sides wanted, round by round.
    pub gaps: Vec<GapLine>,
    /// Ask, offer and computed options.
    pub options: Vec<OptionRow>,
    /// Everything tried, and its knee.
    pub trade_off: TradeOff,
}

/// The room.
#[derive(Clone, Debug, Serialize, TS)]
pub struct FreezeRoom {
    /// The freeze.
    pub freeze: FreezeLine,
    /// Why.
    pub reason: String,
    /// Who asked.
    pub asked_by: String,
    /// What an exception must show.
    pub criteria: Vec<String>,
    /// Services it covers.
    pub services: u32,
    /// Stretch to draw.
    pub span: Window,
    /// Releases inside that stretch.
    pub releases: Vec<ReleaseTick>,
    /// Talks, open or closed; `None` when there were none.
    pub talks: Option<TalksView>,
    /// Requests for exceptions.
    pub exceptions: Vec<ExceptionLine>,
    /// Journal position.
    #[ts(type = "number")]
    pub seq: i64,
}
