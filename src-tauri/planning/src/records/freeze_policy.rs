//! What the house says about freezes of a kind of event: what passes, how long people have, what silence means.

use super::words;
use crate::{Change, ChangeKind, FreezeLevel, FreezePolicyId, Plan, Reference, ServiceKind, SilenceRule};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

words! {
    /// A class of changes, as a table of levels names them.
    ChangeClass {
        /// Pre-approved.
        Standard = "standard",
        /// Normal, of low risk.
        NormalLow = "normal-low",
        /// Normal, of medium risk.
        NormalMedium = "normal-medium",
        /// Normal, of high or unknown risk.
        NormalHigh = "normal-high",
        /// Cannot wait.
        Emergency = "emergency",
        /// Touches documents only.
        Content = "content",
        /// Touches infrastructure.
        Infrastructure = "infrastructure",
        /// Touches a database.
        Database = "database",
        /// Touches something delivered from outside.
        Vendor = "vendor",
    }
}

impl ChangeClass {
    /// Every class of the change: one for its kind and risk, and one for each kind of service that has its own.
    #[must_use]
    pub fn of(plan: &Plan, change: &Change) -> Vec<Self> {
        let mut classes = vec![match change.kind {
            ChangeKind::Standard => Self::Standard,
            ChangeKind::Emergency => Self::Emergency,
            ChangeKind::Normal => Self::of_risk(change),
        }];
        let kinds = || {
            let services = change.services.iter().filter_map(|id| plan.services.get(id));
            services.map(|service| service.kind)
        };
        for (kind, class) in [
            (ServiceKind::Infrastructure, Self::Infrastructure),
            (ServiceKind::Database, Self::Database),
            (ServiceKind::ThirdParty, Self::Vendor),
        ] {
            if kinds().any(|found| found == kind) {
                classes.push(class);
            }
        }
        if !change.services.is_empty() && kinds().all(|kind| kind == ServiceKind::Document) {
            classes.push(Self::Content);
        }
        classes
    }

    /// By what a person set, else by probability times impact: to 4 low, to 12 medium, above or unknown high.
    fn of_risk(change: &Change) -> Self {
        if let Some(set) = &change.risk.overridden {
            return match set.level.number() {
                0..=2 => Self::NormalLow,
                3 => Self::NormalMedium,
                _ => Self::NormalHigh,
            };
        }
        match change.risk.probability.zip(change.risk.impact) {
            Some((likely, bad)) => match likely.number() * bad.number() {
                0..=4 => Self::NormalLow,
                5..=12 => Self::NormalMedium,
                _ => Self::NormalHigh,
            },
            None => Self::NormalHigh,
        }
    }

    /// True for a class of kind and risk; the others say what is touched.
    #[must_use]
    pub fn is_of_kind(self) -> bool {
        matches!(
            self,
            Self::Standard | Self::NormalLow | Self::NormalMedium | Self::NormalHigh | Self::Emergency
        )
    }
}

/// Which classes pass at a level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LevelRule {
    /// The level.
    pub level: FreezeLevel,
    /// What passes.
    pub classes: Vec<ChangeClass>,
}

/// How fast what waited may go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ThawCaps {
    /// Risk points that may go on one day.
    pub daily_risk: u32,
    /// Changes of services of tier 0 that may go on one day; `None` for no limit of their own.
    pub tier_zero: Option<u32>,
}

/// What the house says about freezes of a kind of event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FreezePolicy {
    /// Identity.
    pub id: FreezePolicyId,
    /// Unique reference, e.g. `peak`.
    pub reference: Reference,
    /// Name people say.
    pub name: String,
    /// Kind of event, e.g. `Sale`.
    pub event_type: String,
    /// What passes at which level.
    pub levels: Vec<LevelRule>,
    /// Days before its start by which a freeze is agreed.
    pub notice_days: u32,
    /// Days in which an offer is answered.
    pub response_days: u32,
    /// What silence means then.
    pub silence_rule: SilenceRule,
    /// Exceptions that may be granted; `None` for no limit.
    pub max_exceptions: Option<u32>,
    /// Working days after its use in which an exception is reviewed.
    pub review_days: u32,
    /// How fast what waited may go.
    pub thaw: ThawCaps,
    /// What an exception must show; all must hold.
    pub criteria: Vec<String>,
}

impl FreezePolicy {
    /// What holds where no policy was written.
    #[must_use]
    pub fn of_the_house(id: FreezePolicyId, reference: Reference) -> Self {
        let rule = |level: FreezeLevel| LevelRule {
            level,
            classes: passing_at(level),
        };
        Self {
            id,
            reference,
            name: String::new(),
            event_type: String::new(),
            levels: FreezeLevel::ALL.iter().map(|level| rule(*level)).collect(),
            notice_days: NOTICE_DAYS,
            response_days: RESPONSE_DAYS,
            silence_rule: SilenceRule::Escalate,
            max_exceptions: None,
            review_days: REVIEW_DAYS,
            thaw: ThawCaps {
                daily_risk: DAILY_RISK,
                tier_zero: Some(1),
            },
            criteria: CRITERIA.iter().map(|text| (*text).to_owned()).collect(),
        }
    }

    /// What passes at the level.
    #[must_use]
    pub fn passing(&self, level: FreezeLevel) -> Vec<ChangeClass> {
        let rule = self.levels.iter().find(|rule| rule.level == level);
        rule.map_or_else(|| passing_at(level), |rule| rule.classes.clone())
    }
}

/// Days before its start by which a freeze is agreed, where no policy says otherwise.
pub const NOTICE_DAYS: u32 = 10;
/// Days in which an offer is answered, where no policy says otherwise.
pub const RESPONSE_DAYS: u32 = 5;
/// Working days after its use in which an exception is reviewed, where no policy says otherwise.
pub const REVIEW_DAYS: u32 = 2;
/// Risk points that may go on one day after a freeze, where no policy says otherwise.
pub const DAILY_RISK: u32 = 100;

/// What an exception must show, where no policy says otherwise.
const CRITERIA: &[&str] = &[
    "A security fix, a legal date, a defect that loses money or data, or a contract",
    "Back-out rehearsed and measured",
    "Service owner on call",
];

/// What passes at the level where no table says otherwise.
#[must_use]
pub fn passing_at(level: FreezeLevel) -> Vec<ChangeClass> {
    match level {
        FreezeLevel::Open | FreezeLevel::Notice => ChangeClass::ALL.to_vec(),
        FreezeLevel::Soft => vec![
            ChangeClass::Standard,
            ChangeClass::Infrastructure,
            ChangeClass::Database,
            ChangeClass::Vendor,
        ],
        FreezeLevel::Hard | FreezeLevel::Lockdown => Vec::new(),
    }
}
