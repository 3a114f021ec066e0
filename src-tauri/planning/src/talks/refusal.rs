//! Why the talks say no.

use crate::{Instant, NegotiationState, Side};
use thiserror::Error;

/// Why a step of the talks is refused.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    /// The talks are over.
    #[error("{reference} is closed: {}.", closed(*state))]
    TalksClosed {
        /// The talks.
        reference: String,
        /// How they ended.
        state: NegotiationState,
    },
    /// The side made the standing offer itself.
    #[error("{by} made the standing offer of round {round}; the other side answers it.")]
    OwnStandingOffer {
        /// Who made it.
        by: String,
        /// Its round.
        round: u32,
    },
    /// The offer is the standing one.
    #[error("The offer does not differ from the standing offer of round {round}.")]
    SameOffer {
        /// Round of the standing offer.
        round: u32,
    },
    /// The offer closes nothing.
    #[error("The offer has no phase.")]
    NoPhases,
    /// A phase is over before it is offered.
    #[error("The phase {phase} ends {end}, which is over.")]
    PhaseIsOver {
        /// The phase.
        phase: String,
        /// Its end.
        end: Instant,
    },
    /// Nobody has offered anything.
    #[error("{reference} has no offer to answer.")]
    NothingOffered {
        /// The talks.
        reference: String,
    },
    /// The party has no seat.
    #[error("{party} is not at the table of {reference}.")]
    NotAtTheTable {
        /// Who spoke.
        party: String,
        /// The talks.
        reference: String,
    },
    /// An objection without a reason.
    #[error("{party} objects without saying to what.")]
    NoReason {
        /// Who objects.
        party: String,
    },
    /// Only the side that asked can take the ask back.
    #[error("Only the side that asked for {freeze} can withdraw it.")]
    NotYourAsk {
        /// The freeze.
        freeze: String,
    },
    /// Somebody else decides.
    #[error("{who} does not decide {reference}.")]
    NotTheDecider {
        /// Who tried.
        who: String,
        /// The talks.
        reference: String,
    },
    /// The sides may still agree.
    #[error("The sides of {reference} have until {until} to agree, and nobody has objected.")]
    TooEarly {
        /// The talks.
        reference: String,
        /// The end of the talks.
        until: Instant,
    },
    /// The deadline has not passed.
    #[error("{reference} waits for answers {}; silence says nothing before.", deadline(until.as_ref()))]
    StillTime {
        /// The talks.
        reference: String,
        /// The deadline.
        until: Option<Instant>,
    },
    /// Everybody has spoken.
    #[error("Everybody who has to answer the standing offer of {reference} has answered.")]
    NobodyIsSilent {
        /// The talks.
        reference: String,
    },
    /// Nobody is named to decide.
    #[error("{reference} names nobody who decides.")]
    NoDecider {
        /// The talks.
        reference: String,
    },
    /// There is no agreement yet.
    #[error("Nothing is agreed in {reference} yet.")]
    NothingAgreed {
        /// The talks.
        reference: String,
    },
    /// The next version is already talked about.
    #[error("The next version is talked about in {reference}.")]
    NewerTalks {
        /// The newer talks.
        reference: String,
    },
    /// The ask changes nothing.
    #[error("The ask does not differ from version {version}, which is agreed.")]
    SameAsAgreed {
        /// The agreed version.
        version: u32,
    },
    /// The party has signed.
    #[error("{person} has signed version {version} for {party}.")]
    SignedAlready {
        /// The party.
        party: String,
        /// Who signed.
        person: String,
        /// The version.
        version: u32,
    },
    /// What was agreed is not what is in the plan now.
    #[error("What {reference} agreed on in version {version} was changed since. Ask for a new version.")]
    TermsChanged {
        /// The talks.
        reference: String,
        /// The version.
        version: u32,
    },
    /// The plan does not know the talks.
    #[error("The file answers talks that this plan does not know.")]
    UnknownTalks,
    /// The offer is no longer the standing one.
    #[error(
        "The file answers round {round}. Since then {by} made the standing offer of round {standing}; send a new form."
    )]
    OldRound {
        /// Round of the file.
        round: u32,
        /// Round of the standing offer.
        standing: u32,
        /// Who made it.
        by: String,
    },
    /// The party has answered.
    #[error("{party} has answered round {round} already.")]
    AnsweredAlready {
        /// The party.
        party: String,
        /// The round.
        round: u32,
    },
    /// No such word.
    #[error("“{stance}” is none of accept, accept-if, object and counter.")]
    UnknownStance {
        /// What was said.
        stance: String,
    },
    /// The hours are the wrong way round.
    #[error("The phase {phase} ends before it begins.")]
    EndsBeforeItBegins {
        /// The phase.
        phase: String,
    },
    /// A seat without a name.
    #[error("Every party at the table has a name.")]
    NamelessSeat,
    /// Two seats of one name.
    #[error("{party} sits at the table twice.")]
    SeatedTwice {
        /// The party.
        party: String,
    },
    /// A weight nobody means.
    #[error("The loss of {party} would count {}.{} times; it counts 0.1 to 10 times.", tenths / 10, tenths % 10)]
    WeightOutOfBounds {
        /// The party.
        party: String,
        /// Its weight in tenths.
        tenths: u32,
    },
    /// A side without anybody who must agree.
    #[error("Nobody who must agree sits on the {side} side.")]
    NobodyOnTheSide {
        /// The side.
        side: Side,
    },
    /// What was said would be without somebody who said it.
    #[error("{party} has spoken in {reference}: it keeps its name, its side and its seat.")]
    HasSpoken {
        /// The party.
        party: String,
        /// The talks.
        reference: String,
    },
    /// The event is the wrong way round.
    #[error("{event} ends before it begins.")]
    EventEndsFirst {
        /// The event.
        event: String,
    },
    /// The ask is on the table.
    #[error("The ask of {reference} was sent already.")]
    SentAlready {
        /// The talks.
        reference: String,
    },
    /// The offer is of other talks.
    #[error("The offer does not belong to {reference}.")]
    UnknownOffer {
        /// The talks.
        reference: String,
    },
}

fn deadline(until: Option<&Instant>) -> String {
    until.map_or_else(
        || "without a deadline".to_owned(),
        |until| format!("until {until}"),
    )
}

fn closed(state: NegotiationState) -> &'static str {
    match state {
        NegotiationState::Draft => "still a draft",
        NegotiationState::Open => "still open",
        NegotiationState::Escalated => "before the decider",
        NegotiationState::Agreed => "both sides agreed",
        NegotiationState::Decided => "the decider decided",
        NegotiationState::Withdrawn => "the ask was withdrawn",
    }
}

impl Refusal {
    /// A stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::TalksClosed { .. } => "talks-closed",
            Self::OwnStandingOffer { .. } => "own-standing-offer",
            Self::SameOffer { .. } => "same-offer",
            Self::NoPhases => "no-phases",
            Self::PhaseIsOver { .. } => "phase-is-over",
            Self::NothingOffered { .. } => "nothing-offered",
            Self::NotAtTheTable { .. } => "not-at-the-table",
            Self::NoReason { .. } => "no-reason",
            Self::NotYourAsk { .. } => "not-your-ask",
            Self::NotTheDecider { .. } => "not-the-decider",
            Self::TooEarly { .. } => "too-early",
            Self::UnknownOffer { .. } => "unknown-offer",
            Self::UnknownTalks => "unknown-talks",
            Self::OldRound { .. } => "old-round",
            Self::AnsweredAlready { .. } => "answered-already",
            Self::UnknownStance { .. } => "unknown-stance",
            Self::EndsBeforeItBegins { .. } => "ends-before-it-begins",
            Self::StillTime { .. } => "still-time",
            Self::NobodyIsSilent { .. } => "nobody-is-silent",
            Self::NoDecider { .. } => "no-decider",
            Self::NothingAgreed { .. } => "nothing-agreed",
            Self::NewerTalks { .. } => "newer-talks",
            Self::SameAsAgreed { .. } => "same-as-agreed",
            Self::SignedAlready { .. } => "signed-already",
            Self::TermsChanged { .. } => "terms-changed",
            Self::NamelessSeat => "nameless-seat",
            Self::SeatedTwice { .. } => "seated-twice",
            Self::WeightOutOfBounds { .. } => "weight-out-of-bounds",
            Self::NobodyOnTheSide { .. } => "nobody-on-the-side",
            Self::HasSpoken { .. } => "has-spoken",
            Self::EventEndsFirst { .. } => "event-ends-first",
            Self::SentAlready { .. } => "sent-already",
        }
    }
}
