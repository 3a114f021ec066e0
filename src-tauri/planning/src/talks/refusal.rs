//! Why the talks say no.

use crate::{Instant, NegotiationState};
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
    /// The offer is of other talks.
    #[error("The offer does not belong to {reference}.")]
    UnknownOffer {
        /// The talks.
        reference: String,
    },
}

fn closed(state: NegotiationState) -> &'static str {
    match state {
        NegotiationState::Open => "still open",
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
        }
    }
}
