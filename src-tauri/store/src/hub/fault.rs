//! Why a hub does not do what was asked: always a sentence that says what is safe.

use uuid::Uuid;

/// Why a visit to a hub failed. The plan file is as it was, and what waits in it still waits.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HubFault {
    /// It does not answer now. Work goes on; the next visit tries again.
    #[error(
        "The shared plan can't be reached: {what}. Your edits are saved on this computer and will merge later."
    )]
    Unreachable {
        /// What the system says.
        what: String,
    },
    /// Somebody else is writing for longer than a visit waits.
    #[error(
        "{who} is saving to the shared plan. Your edits are saved on this computer; the next try is in a moment."
    )]
    Busy {
        /// Who holds it, in words.
        who: String,
    },
    /// The place cannot keep a shared plan safe.
    #[error("{what} {way_out}")]
    Unsafe {
        /// What is wrong with it, a sentence.
        what: String,
        /// What to do instead, a sentence.
        way_out: String,
    },
    /// There is no hub.
    #[error("There is no shared plan at {place}. Create one there, or check the address.")]
    Missing {
        /// The address.
        place: String,
    },
    /// There is one already.
    #[error("{place} already holds a shared plan. Join it, or choose another place.")]
    Exists {
        /// The address.
        place: String,
    },
    /// It is something else.
    #[error("{place} is not a shared plan: {what}. Nothing was changed.")]
    NotAHub {
        /// The address.
        place: String,
        /// What it is.
        what: String,
    },
    /// It is the hub of another plan.
    #[error(
        "The hub holds another plan, “{name}”. Nothing was changed; open that plan, or choose another hub."
    )]
    OtherPlan {
        /// Its name.
        name: String,
        /// Its id.
        plan: Uuid,
    },
    /// A newer application has written to it.
    #[error(
        "The shared plan needs Slipway {needed}; this is {ours}. Your edits are safe on this computer; update Slipway to share them."
    )]
    Newer {
        /// The oldest application that may write.
        needed: String,
        /// This one.
        ours: String,
    },
    /// Its journal does not hold what was acknowledged before.
    #[error(
        "The shared plan no longer holds entry {seq}, which it had acknowledged: it was restored from an older copy, or its storage loses writes. Nothing of yours is lost; publish your copy to it again."
    )]
    Parted {
        /// The position that was known to be there.
        seq: i64,
    },
    /// Its content is broken.
    #[error("The shared plan is damaged: {what}. Every member's file is whole; publish one to a new hub.")]
    Damaged {
        /// What does not hold.
        what: String,
    },
    /// The hub does not let us in, or not write.
    #[error("The shared plan refuses: {what}. Your edits are saved on this computer.")]
    Denied {
        /// What the system says.
        what: String,
    },
}

impl HubFault {
    /// Stable name for scripts and tests.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreachable { .. } => "hub-unreachable",
            Self::Busy { .. } => "hub-busy",
            Self::Unsafe { .. } => "hub-unsafe",
            Self::Missing { .. } => "hub-missing",
            Self::Exists { .. } => "hub-exists",
            Self::NotAHub { .. } => "not-a-hub",
            Self::OtherPlan { .. } => "other-plan",
            Self::Newer { .. } => "hub-newer",
            Self::Parted { .. } => "hub-parted",
            Self::Damaged { .. } => "hub-damaged",
            Self::Denied { .. } => "hub-denied",
        }
    }

    /// True when a later try may succeed without anybody doing anything.
    #[must_use]
    pub fn passes(&self) -> bool {
        matches!(self, Self::Unreachable { .. } | Self::Busy { .. })
    }
}
