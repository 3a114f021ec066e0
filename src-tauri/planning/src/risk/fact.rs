//! Facts that people can still make true of a change, what each costs them, and the change as it would be then.

use crate::{Change, Day, Score, wording};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Days by which a change may be made ready sooner.
const SOONER: i64 = 7;

/// A fact that is not so yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case", tag = "fact")]
pub enum OpenFact {
    /// Somebody assesses how likely it fails, and finds this.
    ProbabilityAssessed {
        /// What is found, 1 to 5.
        level: Score,
    },
    /// Somebody assesses how bad a failure is, and finds this.
    ImpactAssessed {
        /// What is found, 1 to 5.
        level: Score,
    },
    /// The minutes to back it out are measured, and are no more than are kept free for it now.
    BackOutMeasured,
    /// Its back-out is rehearsed.
    BackOutRehearsed,
    /// The tests that it has to show are all shown.
    EvidenceShown,
    /// It is ready a week earlier.
    ReadySooner,
}

impl OpenFact {
    /// Facts that are not so yet, in order of cost.
    #[must_use]
    pub fn open(change: &Change) -> Vec<Self> {
        let facts = &change.risk;
        let mut open = vec![];
        for level in [2, 1].into_iter().filter_map(|level| Score::new(level).ok()) {
            if facts.probability.is_none() {
                open.push(Self::ProbabilityAssessed { level });
            }
            if facts.impact.is_none() {
                open.push(Self::ImpactAssessed { level });
            }
        }
        if change.back_out_minutes.is_none() {
            open.push(Self::BackOutMeasured);
        }
        if facts.back_out_rehearsed_on.is_none() {
            open.push(Self::BackOutRehearsed);
        }
        if facts.tests_missing() > 0 {
            open.push(Self::EvidenceShown);
        }
        if change.ready_on.is_some() {
            open.push(Self::ReadySooner);
        }
        open.sort_by_key(|fact| (fact.cost(change), *fact));
        open
    }

    /// What it costs in half days of one person: an assessment one, and one more for each level below the 3 that is
    /// assumed without it, a measured back-out two, a rehearsed one four, each missing test three, a week sooner ten.
    #[must_use]
    pub fn cost(self, change: &Change) -> u32 {
        match self {
            Self::ProbabilityAssessed { level } | Self::ImpactAssessed { level } => {
                1 + u32::from(3_u8.saturating_sub(level.number()))
            }
            Self::BackOutMeasured => 2,
            Self::BackOutRehearsed => 4,
            Self::EvidenceShown => 3 * change.risk.tests_missing(),
            Self::ReadySooner => 10,
        }
    }

    /// True when both cannot hold: two findings of one assessment.
    #[must_use]
    pub fn excludes(self, other: Self) -> bool {
        std::mem::discriminant(&self) == std::mem::discriminant(&other)
    }

    /// The change as it would be; `by` is the day on which it becomes true.
    #[must_use]
    pub fn applied(self, change: &Change, by: Day) -> Change {
        let mut then = change.clone();
        match self {
            Self::ProbabilityAssessed { level } => then.risk.probability = Some(level),
            Self::ImpactAssessed { level } => then.risk.impact = Some(level),
            Self::BackOutMeasured => then.back_out_minutes = Some(change.deploy_minutes),
            Self::BackOutRehearsed => then.risk.back_out_rehearsed_on = Some(by),
            Self::EvidenceShown => then.risk.evidence_seen = then.risk.evidence_needed,
            Self::ReadySooner => {
                then.ready_on = change
                    .ready_on
                    .map(|day| Day(day.0.checked_sub_signed(TimeDelta::days(SOONER)).unwrap_or(day.0)));
            }
        }
        then
    }

    /// What has to be done, as a clause: `show 2 tests by 30 Oct`.
    #[must_use]
    pub fn clause(self, change: &Change, by: Day) -> String {
        let day = wording::day(by);
        match self {
            Self::ProbabilityAssessed { level } => {
                format!("assess its probability by {day} and find {} of 5", level.number())
            }
            Self::ImpactAssessed { level } => {
                format!("assess its impact by {day} and find {} of 5", level.number())
            }
            Self::BackOutMeasured => format!(
                "measure its back-out by {day}, {} min or less",
                change.deploy_minutes
            ),
            Self::BackOutRehearsed => format!("rehearse its back-out by {day}"),
            Self::EvidenceShown => format!(
                "show {} by {day}",
                wording::count(change.risk.tests_missing() as usize, "missing test")
            ),
            Self::ReadySooner => {
                let ready = self.applied(change, by).ready_on.unwrap_or(by);
                format!("have it ready a week earlier, on {}", wording::day(ready))
            }
        }
    }

    /// The same as a subject: `Showing the missing tests`.
    #[must_use]
    pub fn doing(self) -> String {
        match self {
            Self::ProbabilityAssessed { level } => format!("Probability {} of 5", level.number()),
            Self::ImpactAssessed { level } => format!("Impact {} of 5", level.number()),
            Self::BackOutMeasured => "A measured back-out".into(),
            Self::BackOutRehearsed => "A rehearsed back-out".into(),
            Self::EvidenceShown => "Showing the missing tests".into(),
            Self::ReadySooner => "Being ready a week earlier".into(),
        }
    }
}
