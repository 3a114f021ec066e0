//! Taking a finding as it is: who decided, when and why. A waiver holds for what was said when it was decided.
//!
//! ```text
//! waive(&Plan, &Finding, WaiverId, reason, by, at) -> Result<Waiver, NoWaiver>
//! waived(&Plan, rule, subjects, sentence) -> Option<Waived>
//! ```

use crate::map::MISSING_PARTNER;
use crate::{Finding, Instant, Plan, Subject, Waiver, WaiverId, wording};
use serde::Serialize;
use std::fmt;
use ts_rs::TS;

/// Rules whose findings a person may take as they are: what they find can be known better than the plan knows it.
const WAIVABLE: &[&str] = &[MISSING_PARTNER];

/// Who took a finding as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Waived {
    /// The waiver.
    pub waiver: WaiverId,
    /// Who decided.
    pub by: String,
    /// When.
    pub at: Instant,
    /// Why.
    pub reason: String,
    /// `Waived by Inês Costa, Tue 3 Nov 09:12: Contract run 412 is green.`
    pub sentence: String,
}

/// Why a finding cannot be waived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoWaiver {
    /// What the rule finds has to be cleared.
    NotWaivable(String),
    /// Nobody could tell later why.
    NoReason,
    /// It was waived before.
    Already(String),
}

impl NoWaiver {
    /// The same in every language.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotWaivable(_) => "not-waivable",
            Self::NoReason => "no-reason",
            Self::Already(_) => "already-waived",
        }
    }
}

impl fmt::Display for NoWaiver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotWaivable(rule) => write!(f, "What {rule} finds has to be cleared; it cannot be waived."),
            Self::NoReason => write!(
                f,
                "A waiver needs a reason: whoever reads the release plan will ask."
            ),
            Self::Already(said) => write!(f, "{said}"),
        }
    }
}

/// True when findings of the rule may be waived.
#[must_use]
pub fn is_waivable(rule: &str) -> bool {
    WAIVABLE.contains(&rule)
}

/// The decision to take the finding as it is.
///
/// # Errors
/// When its rule allows none, when there is no reason, or when it was waived before.
pub fn waive(
    plan: &Plan,
    finding: &Finding,
    id: WaiverId,
    reason: &str,
    by: String,
    at: Instant,
) -> Result<Waiver, NoWaiver> {
    if !is_waivable(finding.rule) {
        return Err(NoWaiver::NotWaivable(finding.rule.to_owned()));
    }
    if let Some(waived) = waived(plan, finding.rule, &finding.subjects, &finding.sentence) {
        return Err(NoWaiver::Already(waived.sentence));
    }
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(NoWaiver::NoReason);
    }
    Ok(Waiver {
        id,
        rule: finding.rule.to_owned(),
        subjects: finding.subjects.clone(),
        finding: finding.sentence.clone(),
        reason: reason.to_owned(),
        decided_by: by,
        decided_at: at,
    })
}

/// The waiver that holds for what the rule says of the subjects.
#[must_use]
pub fn waived(plan: &Plan, rule: &str, subjects: &[Subject], sentence: &str) -> Option<Waived> {
    let holds =
        |one: &&Waiver| one.rule == rule && one.finding == sentence && one.subjects.as_slice() == subjects;
    let one = plan.waivers.iter().find(holds)?;
    let at = wording::moment(one.decided_at, plan.settings().zone);
    Some(Waived {
        waiver: one.id,
        by: one.decided_by.clone(),
        at: one.decided_at,
        reason: one.reason.clone(),
        sentence: format!("Waived by {}, {at}: {}", one.decided_by, one.reason),
    })
}
