//! Why a visit failed, what people read of it, and what they can do.

use super::Connection;
use crate::{WireFailure, failure};
use planning::Instant;
use store::hub::HubFault;
use store::{Refusal, SharingError, StoreError};

/// Why a visit failed. What was not shared still waits.
#[derive(Debug)]
pub(crate) enum VisitFault {
    /// The plan lives in its file alone.
    NotShared,
    /// The hub did not do it.
    Hub(HubFault),
    /// The plan file did not do it.
    Store(StoreError),
}

impl From<SharingError> for VisitFault {
    fn from(error: SharingError) -> Self {
        match error {
            SharingError::Hub(fault) => Self::Hub(fault),
            SharingError::Store(error) => Self::Store(error),
        }
    }
}

impl From<HubFault> for VisitFault {
    fn from(fault: HubFault) -> Self {
        Self::Hub(fault)
    }
}

impl From<store::StoreFault> for VisitFault {
    fn from(fault: store::StoreFault) -> Self {
        Self::Store(fault.into())
    }
}

impl VisitFault {
    /// True when a later try may succeed without anybody doing anything.
    pub(crate) fn passes(&self) -> bool {
        match self {
            Self::NotShared => false,
            Self::Hub(fault) => fault.passes(),
            Self::Store(error) => matches!(error, StoreError::Refused(Refusal::Busy)),
        }
    }

    /// The sentence without what to do.
    pub(super) fn sentence(&self) -> String {
        match self {
            Self::NotShared => not_shared().sentence,
            Self::Hub(HubFault::Unsafe { what, .. }) => what.clone(),
            Self::Hub(fault) => fault.to_string(),
            Self::Store(error) => error.to_string(),
        }
    }

    fn code(&self) -> String {
        match self {
            Self::NotShared => "not-shared".into(),
            Self::Hub(fault) => fault.code().into(),
            Self::Store(StoreError::Refused(refusal)) => refusal.code().into(),
            Self::Store(StoreError::Fault(_)) => "store".into(),
        }
    }

    /// What the status bar says after it. `before` tells since when the hub has not answered.
    pub(super) fn connection(&self, before: &Connection, now: Instant) -> Connection {
        let sentence = self.sentence();
        if self.passes() {
            let since = match before {
                Connection::Offline { since, .. } => *since,
                _ => now,
            };
            return Connection::Offline { since, sentence };
        }
        Connection::Stopped {
            code: self.code(),
            sentence,
            way_out: self.way_out(),
        }
    }

    /// What somebody can do, a sentence.
    pub(super) fn way_out(&self) -> String {
        let said = match self {
            Self::Hub(HubFault::Unsafe { way_out, .. }) => return way_out.clone(),
            Self::Hub(HubFault::Parted { .. }) => {
                "Publish your copy to it again: this file has every entry that was acknowledged."
            }
            Self::Hub(HubFault::Missing { .. }) => {
                "Check the address; if the shared plan is lost, create it there again from this file."
            }
            Self::Hub(HubFault::Damaged { .. }) => {
                "Leave this hub, and create a new one at another place from this file."
            }
            Self::Hub(HubFault::Denied { .. }) => {
                "Ask who keeps the hub for the right to read and write it, then sync."
            }
            Self::Hub(HubFault::Newer { .. }) => "Update Slipway on this computer, then sync.",
            Self::Hub(HubFault::OtherPlan { .. } | HubFault::NotAHub { .. } | HubFault::Exists { .. }) => {
                "Leave this hub and join the right one."
            }
            Self::Hub(HubFault::Unreachable { .. } | HubFault::Busy { .. }) => {
                "Nothing: the next try comes by itself."
            }
            Self::NotShared => "Create a hub for it, or join one.",
            Self::Store(StoreError::Refused(Refusal::ReadOnly)) => {
                "Open the plan where it can be written, and sync there."
            }
            Self::Store(_) => "Check the plan with Verify, then sync.",
        };
        said.to_owned()
    }
}

impl From<VisitFault> for WireFailure {
    fn from(fault: VisitFault) -> Self {
        match fault {
            VisitFault::NotShared => not_shared(),
            VisitFault::Hub(fault) => Self::refused(fault.code(), fault.to_string()),
            VisitFault::Store(error) => failure::from_store(error),
        }
    }
}

/// The plan lives in its file alone.
pub(super) fn not_shared() -> WireFailure {
    WireFailure::refused(
        "not-shared",
        "This plan is not shared. Create a hub for it, or join one; nothing was changed.",
    )
}
