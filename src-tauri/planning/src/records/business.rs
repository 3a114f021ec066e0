//! The times of the business: hours, holidays, closures, peaks, vendor windows; and how many people use what when.

use super::words;
use crate::{BusinessTimeId, Day, LoadCurveId, Origin, Recurrence, ServiceId, Window, Zone};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

words! {
    /// What a time of the business is.
    BusinessTimeKind {
        /// Hours in which a region trades: what is deployed then is felt at once.
        Hours = "hours",
        /// A public holiday: no working day.
        Holiday = "holiday",
        /// A market is closed.
        Closure = "closure",
        /// More is sold or booked than otherwise.
        Peak = "peak",
        /// A vendor works on its own systems.
        VendorWindow = "vendor-window",
    }
}
words! {
    /// From which end of a month working days are counted.
    MonthEnd {
        /// From its first day on.
        First = "first",
        /// From its last day back.
        Last = "last",
    }
}

/// When it happens: once, or by a rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "rule", rename_all = "kebab-case")]
pub enum Occurs {
    /// Whole days in the zone.
    Days {
        /// First day.
        first: Day,
        /// First day after.
        until: Day,
    },
    /// A stretch of time.
    Once {
        /// When; half-open.
        window: Window,
    },
    /// By a rule of RFC 5545, e.g. every second Tuesday of a month.
    Recurring {
        /// The rule; its zone is the one that holds.
        recurrence: Recurrence,
    },
    /// So many working days at the start or the end of each month, e.g. its last three.
    WorkingDays {
        /// Which end.
        end: MonthEnd,
        /// How many.
        days: u8,
    },
}

/// A time of the business.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BusinessTime {
    /// Identity.
    pub id: BusinessTimeId,
    /// Name people say, e.g. `Month end` or `Thanksgiving`.
    pub name: String,
    /// What it is.
    pub kind: BusinessTimeKind,
    /// Region it holds for; empty for all.
    pub region: String,
    /// Zone its days are meant in.
    pub zone: Zone,
    /// When.
    pub occurs: Occurs,
    /// Services it is about; empty for all.
    pub services: Vec<ServiceId>,
    /// Anything worth saying.
    pub note: String,
    /// Where it was imported from.
    pub origin: Option<Origin>,
}

/// How many people use a service in a region, by the hour of the week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LoadCurve {
    /// Identity.
    pub id: LoadCurveId,
    /// The service; `None` for everything in the region.
    pub service: Option<ServiceId>,
    /// The region; empty for all.
    pub region: String,
    /// Zone of its hours.
    pub zone: Zone,
    /// Users in each of the 168 hours from Monday 00:00; hours that are missing are unknown.
    pub users: Vec<u32>,
    /// Where it was imported from.
    pub origin: Option<Origin>,
}

/// Hours of a week.
pub const HOURS_OF_A_WEEK: usize = 168;
