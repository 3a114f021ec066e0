//! Talks about a freeze: parties, immutable offers, positions.

use super::words;
use crate::{
    FreezeId, FreezeLevel, FreezeScope, Instant, NegotiationId, OfferId, PersonId, PositionId, Reference,
    Window,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

words! {
    /// How far talks are.
    NegotiationState {
        /// Offers go back and forth.
        Open = "open",
        /// Both sides agreed.
        Agreed = "agreed",
        /// The decider decided.
        Decided = "decided",
        /// Taken back.
        Withdrawn = "withdrawn",
    }
}
words! {
    /// On which side of the table somebody sits.
    Side {
        /// Wants protection.
        Event = "event",
        /// Wants dates.
        Delivery = "delivery",
    }
}
words! {
    /// What silence at the deadline means.
    SilenceRule {
        /// Agreed.
        Consent = "consent",
        /// The decider decides.
        Escalate = "escalate",
        /// Objected.
        Object = "object",
    }
}
words! {
    /// What a party says about the standing offer.
    Stance {
        /// Has not seen it.
        NotOpened = "not-opened",
        /// Has opened it.
        Reading = "reading",
        /// Agrees.
        Accept = "accept",
        /// Agrees on conditions.
        AcceptIf = "accept-if",
        /// Does not agree.
        Object = "object",
        /// Has no say in it.
        Abstain = "abstain",
    }
}

/// Somebody at the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Party {
    /// Name, e.g. `Commerce`.
    pub name: String,
    /// Who speaks for it.
    pub person: Option<PersonId>,
    /// Side of the table.
    pub side: Side,
    /// True when talks cannot end without it.
    pub required: bool,
}

/// The talks about one freeze.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Negotiation {
    /// Identity.
    pub id: NegotiationId,
    /// Unique reference, e.g. `NEG-3`.
    pub reference: Reference,
    /// The freeze that is talked about.
    pub freeze: FreezeId,
    /// How far.
    pub state: NegotiationState,
    /// Parties.
    pub parties: Vec<Party>,
    /// Who decides when they do not agree.
    pub decider: Option<PersonId>,
    /// When the standing offer must be answered.
    pub replies_by: Option<Instant>,
    /// What silence means then.
    pub silence_rule: SilenceRule,
    /// When the talks must end; then the decider decides.
    pub ends_by: Option<Instant>,
}

/// One stretch of an offer: a window at a level for a scope.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OfferPhase {
    /// What it is called, e.g. `Payments`.
    pub name: String,
    /// When.
    pub window: Window,
    /// How closed.
    pub level: FreezeLevel,
    /// What it covers.
    pub scope: FreezeScope,
}

/// An ask, an offer or a counter-offer. Never edited: a change of mind is a new offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Offer {
    /// Identity.
    pub id: OfferId,
    /// The talks.
    pub negotiation: NegotiationId,
    /// Round, from one.
    pub round: u32,
    /// Which side made it.
    pub side: Side,
    /// Who made it, in words.
    pub by_name: String,
    /// Who made it.
    pub by: Option<PersonId>,
    /// When.
    pub made_at: Instant,
    /// What is offered.
    pub phases: Vec<OfferPhase>,
    /// What is said along with it.
    pub message: String,
}

impl Offer {
    /// From the first start to the last end of its phases; `None` without phases.
    #[must_use]
    pub fn span(&self) -> Option<Window> {
        let start = self.phases.iter().map(|phase| phase.window.start()).min()?;
        let end = self.phases.iter().map(|phase| phase.window.end()).max()?;
        Window::new(start, end).ok()
    }
}

/// What a party says about an offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Position {
    /// Identity.
    pub id: PositionId,
    /// The talks.
    pub negotiation: NegotiationId,
    /// The offer.
    pub offer: OfferId,
    /// The party's name.
    pub party: String,
    /// What it says.
    pub stance: Stance,
    /// Conditions of an `accept-if`, or what is objected to.
    pub conditions: String,
    /// When.
    pub at: Instant,
}
