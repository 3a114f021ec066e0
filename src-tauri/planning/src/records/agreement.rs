//! What talks end with: agreements with their versions and signatures, and how a freeze thaws.

use super::words;
use crate::{
    AgreementId, ChangeId, Day, FreezeId, Instant, NegotiationId, OfferId, PersonId, SignatureId, ThawPlanId,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

words! {
    /// How somebody signed.
    SigningMethod {
        /// With the key of their computer.
        Key = "key",
        /// By name, in the window.
        Name = "name",
        /// By name, in a response file.
        ResponseFile = "response-file",
    }
}

/// What was agreed or decided about a freeze. Never edited: what changes later is the next version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Agreement {
    /// Identity.
    pub id: AgreementId,
    /// The talks that ended with it.
    pub negotiation: NegotiationId,
    /// The freeze.
    pub freeze: FreezeId,
    /// The offer that was taken.
    pub offer: OfferId,
    /// Version, from one; a freeze has at most one of each.
    pub version: u32,
    /// When.
    pub agreed_at: Instant,
    /// Who decided; `None` when the sides agreed.
    pub decided_by: Option<PersonId>,
    /// Day on which it is looked at again.
    pub review_on: Option<Day>,
    /// SHA-256 of what was agreed, 64 hexadecimal digits.
    pub digest: String,
}

/// A party's signature under an agreement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AgreementSignature {
    /// Identity.
    pub id: SignatureId,
    /// The agreement.
    pub agreement: AgreementId,
    /// The party's name.
    pub party: String,
    /// Who signed, in words.
    pub person: String,
    /// When.
    pub at: Instant,
    /// How.
    pub method: SigningMethod,
    /// Public key, 64 hexadecimal digits; `None` unless signed with a key.
    pub key: Option<String>,
    /// Signature of the agreement's digest, 128 hexadecimal digits; `None` unless signed with a key.
    pub signature: Option<String>,
}

/// What goes on one day after a freeze.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ThawDay {
    /// The day.
    pub on: Day,
    /// Changes that go on it.
    pub changes: Vec<ChangeId>,
}

/// In which order what waited for the end of a freeze goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ThawPlan {
    /// Identity.
    pub id: ThawPlanId,
    /// The freeze; it has at most one.
    pub freeze: FreezeId,
    /// Risk points that may go on one day.
    pub daily_cap: u32,
    /// Changes of services of tier 0 that may go on one day; `None` for no limit of their own.
    pub tier_cap: Option<u32>,
    /// Day by day.
    pub days: Vec<ThawDay>,
}
