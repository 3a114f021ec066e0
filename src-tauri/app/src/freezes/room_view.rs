//! The shapes of the room in which a freeze is talked about.

use super::FreezeLine;
use crate::frame::PersonMark;
use planning::talks::{Advice, ExceptionBudget, Price, Stage, TradeOff, UseJudged};
use planning::{
    AgreementId, ChangeClass, ChangeId, Channel, ConcessionId, Day, ExceptionAfter, ExceptionCase,
    FreezeEvent, FreezeExceptionId, FreezePolicy, FreezeReview, Instant, InterestId, NegotiationId,
    NegotiationState, OfferId, OfferPhase, PartyRole, ReleaseId, Side, SigningMethod, SilenceRule, Stance,
    Verdict, Window,
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
#[derive(Clone, Debug, Serialize, TS)]
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
    /// What waiting costs, who pays, what is protected, how long it takes to thaw.
    pub price: Price,
    /// Names of every change of the price.
    pub priced: Vec<NamedChange>,
    /// What waiting costs, with its unit.
    pub cost_said: String,
    /// What the event is protected from, with its unit; empty when nobody has said what an hour is worth.
    pub exposure_said: String,
}

/// An option on the table.
#[derive(Clone, Debug, Serialize, TS)]
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
    /// The option that is no worse in cover, change-days and legal dates and better in one of them; empty when it is worth offering.
    pub dominated_by: String,
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
    /// When it must be answered.
    pub replies_by: Option<Instant>,
    /// How it came to the table.
    pub via: Channel,
    /// How it differs from the offer before it, in words.
    pub difference: Vec<String>,
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
    /// What it is at the table for.
    pub role: PartyRole,
    /// How much its loss counts, in tenths.
    pub weight: u32,
    /// Who speaks for it when its person cannot.
    pub delegate: Option<PersonMark>,
    /// Who said it, in words.
    pub by: String,
    /// How it came to the table.
    pub via: Channel,
    /// True when the silence rule would speak for it now.
    pub silent: bool,
    /// What it needs.
    pub interests: Vec<InterestLine>,
}

/// What a party needs.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct InterestLine {
    /// Identity.
    pub id: InterestId,
    /// What it is about; empty when about nothing in particular.
    pub about: String,
    /// What it needs.
    pub need: String,
    /// What a day of waiting costs.
    pub value_per_day: u32,
    /// Day that must hold.
    pub hard_date: Option<Day>,
}

/// What one party gives another.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ConcessionLine {
    /// Identity.
    pub id: ConcessionId,
    /// Round in which it was offered.
    pub round: u32,
    /// Who gives.
    pub giver: String,
    /// Who takes.
    pub taker: String,
    /// What is given.
    pub gives: String,
    /// What is given for it.
    pub gets: String,
    /// The exception that carries it, by reference.
    pub exception: String,
    /// When the taker said yes.
    pub accepted_at: Option<Instant>,
}

/// A signature.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SignatureLine {
    /// The party.
    pub party: String,
    /// Who signed; empty when nobody has.
    pub person: String,
    /// When.
    pub at: Option<Instant>,
    /// How.
    pub method: Option<SigningMethod>,
    /// True when it was made with a key and holds for the digest.
    pub proved: bool,
}

/// What was agreed.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AgreementView {
    /// Identity.
    pub id: AgreementId,
    /// Version.
    pub version: u32,
    /// When.
    pub agreed_at: Instant,
    /// Who decided; empty when the sides agreed.
    pub decided_by: String,
    /// Day on which it is looked at again.
    pub review_on: Option<Day>,
    /// Digest of what was agreed.
    pub digest: String,
    /// True when the plan still says what was signed.
    pub intact: bool,
    /// Phases as agreed.
    pub phases: Vec<OfferPhase>,
    /// How it differs from the version before, in words.
    pub changed: Vec<String>,
    /// Every required party with its signature, and others that signed.
    pub signatures: Vec<SignatureLine>,
}

/// One part of an advice is as the core has it; this is the whole with its request's uses.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ExceptionDetail {
    /// What it says for itself.
    pub case: ExceptionCase,
    /// Where it would be deployed, in words.
    pub environments: Vec<String>,
    /// What speaks for and against.
    pub advice: Option<Advice>,
    /// While the grant holds.
    pub valid: Option<Window>,
    /// What follows a grant.
    pub after: ExceptionAfter,
    /// Every use, judged.
    pub uses: Vec<UseJudged>,
    /// Days from filing to the decision.
    #[ts(type = "number | null")]
    pub days_to_decide: Option<i64>,
}

/// A request for an exception.
#[derive(Clone, Debug, Serialize, TS)]
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
    /// All it says, and what speaks for and against it.
    pub detail: ExceptionDetail,
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
    /// How far, as people and time have it.
    pub stage: Stage,
    /// What the freeze is to protect.
    pub event: Option<FreezeEvent>,
    /// Who keeps the talks going.
    pub mediator: Option<PersonMark>,
    /// Why the decider was called.
    pub escalation: String,
    /// True when the deadline has passed and somebody is silent.
    pub silence_due: bool,
    /// What parties give each other.
    pub concessions: Vec<ConcessionLine>,
    /// What was agreed; `None` while it is not.
    pub agreement: Option<AgreementView>,
    /// Reference of the talks whose agreement these would replace.
    pub supersedes: String,
    /// What was learned.
    pub review: Option<FreezeReview>,
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
    /// Requests for exceptions: those to be decided first, by their slot.
    pub exceptions: Vec<ExceptionLine>,
    /// Exceptions that may still be granted.
    pub budget: ExceptionBudget,
    /// The policy it stands under; `None` when none was written.
    pub policy: Option<FreezePolicy>,
    /// What holds where no policy was written.
    pub house: FreezePolicy,
    /// Every policy, by name.
    pub policies: Vec<FreezePolicy>,
    /// Classes of changes that pass.
    pub passes: Vec<ChangeClass>,
    /// Journal position.
    #[ts(type = "number")]
    pub seq: i64,
}
