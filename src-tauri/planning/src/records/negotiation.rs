//! Talks about a freeze: parties, immutable offers, positions.

use super::words;
use crate::{
    ChangeClass, ChangeId, ConcessionId, Day, FreezeExceptionId, FreezeId, FreezeLevel, FreezePolicyId,
    FreezeScope, InFlight, Instant, InterestId, NegotiationId, OfferId, PersonId, PositionId, Reference,
    ReleaseId, Window,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

words! {
    /// How far talks are.
    NegotiationState {
        /// Being written; nobody else is asked yet.
        Draft = "draft",
        /// Offers go back and forth.
        Open = "open",
        /// The sides do not agree; the decider has the word.
        Escalated = "escalated",
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
    /// What somebody is at the table for.
    #[derive(Default)]
    PartyRole {
        /// Wants protection for the event.
        EventOwner = "event-owner",
        /// Wants dates for changes.
        #[default]
        Delivery = "delivery",
        /// Carries the pager.
        Operations = "operations",
        /// Must be able to patch.
        Security = "security",
        /// Delivers from outside.
        Vendor = "vendor",
        /// Keeps the talks going.
        Mediator = "mediator",
        /// Decides when they do not agree.
        Decider = "decider",
        /// Is told.
        Informed = "informed",
    }
}
words! {
    /// How the hours of a phase are meant.
    #[derive(Default)]
    ZoneMode {
        /// One moment everywhere.
        #[default]
        Fixed = "fixed",
        /// The same hour by the clock of each region.
        Local = "local",
    }
}
words! {
    /// How a position or an offer came to the table.
    #[derive(Default)]
    Channel {
        /// In the window or by the command.
        #[default]
        Desk = "desk",
        /// By a response file.
        ResponseFile = "response-file",
        /// By the silence rule, for somebody who did not answer.
        Silence = "silence",
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
    /// What it is at the table for.
    #[serde(default)]
    #[ts(as = "PartyRole")]
    pub role: PartyRole,
    /// How much its loss counts, in tenths; 10 is as much as anybody's.
    #[serde(default = "as_anybody")]
    #[ts(as = "u32")]
    pub weight: u32,
    /// Who speaks for it when its person cannot.
    #[serde(default)]
    #[ts(as = "Option<PersonId>")]
    pub delegate: Option<PersonId>,
}

fn as_anybody() -> u32 {
    10
}

impl Party {
    /// A required party with an ordinary weight, in the role its side suggests.
    #[must_use]
    pub fn required(name: &str, person: Option<PersonId>, side: Side) -> Self {
        Self {
            name: name.to_owned(),
            person,
            side,
            required: true,
            role: match side {
                Side::Event => PartyRole::EventOwner,
                Side::Delivery => PartyRole::Delivery,
            },
            weight: as_anybody(),
            delegate: None,
        }
    }
}

/// What a freeze is to protect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FreezeEvent {
    /// What it is, e.g. `Anniversary sale`.
    pub name: String,
    /// Who holds it, in words.
    pub owner: String,
    /// When it begins.
    pub start: Instant,
    /// When it ends; after `start`.
    pub end: Instant,
    /// What an hour of it is worth, in whole units of the plan's currency; `None` when nobody has said.
    pub value_per_hour: Option<u32>,
}

/// What was learned once a freeze was over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FreezeReview {
    /// When.
    pub at: Instant,
    /// Who, in words.
    pub by: String,
    /// What was learned.
    pub text: String,
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
    /// What silence means at the deadline of an offer.
    pub silence_rule: SilenceRule,
    /// When the talks must end; then the decider decides.
    pub ends_by: Option<Instant>,
    /// What the freeze is to protect.
    #[serde(default)]
    #[ts(as = "Option<FreezeEvent>")]
    pub event: Option<FreezeEvent>,
    /// Who keeps the talks going.
    #[serde(default)]
    #[ts(as = "Option<PersonId>")]
    pub mediator: Option<PersonId>,
    /// The policy they stand under.
    #[serde(default)]
    #[ts(as = "Option<FreezePolicyId>")]
    pub policy: Option<FreezePolicyId>,
    /// The talks whose agreement they would replace.
    #[serde(default)]
    #[ts(as = "Option<NegotiationId>")]
    pub supersedes: Option<NegotiationId>,
    /// Why the decider was called; empty when nobody did.
    #[serde(default)]
    #[ts(as = "String")]
    pub escalation: String,
    /// What was learned afterwards.
    #[serde(default)]
    #[ts(as = "Option<FreezeReview>")]
    pub review: Option<FreezeReview>,
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
    /// How its hours are meant.
    #[serde(default)]
    #[ts(as = "ZoneMode")]
    pub zone_mode: ZoneMode,
    /// Classes of changes that pass; empty means those that pass at its level.
    #[serde(default)]
    #[ts(as = "Vec<ChangeClass>")]
    pub allowed: Vec<ChangeClass>,
    /// What becomes of a deployment that runs when it begins.
    #[serde(default)]
    #[ts(as = "InFlight")]
    pub in_flight: InFlight,
}

impl OfferPhase {
    /// A phase in one zone, with what passes at its level.
    #[must_use]
    pub fn new(name: &str, window: Window, level: FreezeLevel, scope: FreezeScope) -> Self {
        Self {
            name: name.to_owned(),
            window,
            level,
            scope,
            zone_mode: ZoneMode::Fixed,
            allowed: Vec::new(),
            in_flight: InFlight::Stop,
        }
    }
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
    /// When it must be answered: the end of its round.
    #[serde(default)]
    #[ts(as = "Option<Instant>")]
    pub replies_by: Option<Instant>,
    /// How it came to the table.
    #[serde(default)]
    #[ts(as = "Channel")]
    pub via: Channel,
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
    /// Who said it for the party, in words; empty when that was not told.
    #[serde(default)]
    #[ts(as = "String")]
    pub by: String,
    /// How it came to the table.
    #[serde(default)]
    #[ts(as = "Channel")]
    pub via: Channel,
}

/// What a party needs from the talks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Interest {
    /// Identity.
    pub id: InterestId,
    /// The talks.
    pub negotiation: NegotiationId,
    /// The party's name.
    pub party: String,
    /// The change it is about.
    pub change: Option<ChangeId>,
    /// The release it is about.
    pub release: Option<ReleaseId>,
    /// What it needs, in words.
    pub need: String,
    /// What a day of waiting costs, in whole units of the plan's currency.
    pub value_per_day: u32,
    /// Day that must hold.
    pub hard_date: Option<Day>,
}

/// What one party gives another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Concession {
    /// Identity.
    pub id: ConcessionId,
    /// The talks.
    pub negotiation: NegotiationId,
    /// Round in which it was offered.
    pub round: u32,
    /// Who gives.
    pub giver: String,
    /// Who takes.
    pub taker: String,
    /// What is given, e.g. `A slot 3 Dec 02:00 to 04:00`.
    pub gives: String,
    /// What is given for it, e.g. `Canary and doubled on-call`.
    pub gets: String,
    /// The exception that carries it.
    pub exception: Option<FreezeExceptionId>,
    /// When the taker said yes.
    pub accepted_at: Option<Instant>,
}
