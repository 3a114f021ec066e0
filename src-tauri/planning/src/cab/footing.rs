//! The facts of a change on which an item or a decision stands, and what is different now.

use crate::risk::{RiskIndex, risk_of};
use crate::{Change, Footing, Plan, Subject, wording};
use serde::Serialize;
use ts_rs::TS;

/// One fact that is not as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Differing {
    /// True when an approval does not survive it: window, scope, or a higher risk.
    pub material: bool,
    /// `Goes Sun 18 Oct 02:00, was Wed 14 Oct 22:00`.
    pub sentence: String,
}

/// The facts of the change now, with its risk level.
#[must_use]
pub fn footing(plan: &Plan, level: u8, change: &Change) -> Footing {
    let mut services = change.services.clone();
    services.sort_unstable();
    Footing {
        release: change.release,
        deploy: change
            .release
            .and_then(|id| plan.releases.get(&id))
            .map(|release| release.deploy),
        services,
        level,
        evidence_seen: change.risk.evidence_seen,
        evidence_needed: change.risk.evidence_needed,
        back_out_minutes: change.back_out_minutes,
    }
}

/// The same, with the level of the plan's risk index.
#[must_use]
pub fn footing_of(plan: &Plan, index: &RiskIndex, change: &Change) -> Footing {
    footing(plan, risk_of(plan, index, change).level, change)
}

/// What is different, the material first.
#[must_use]
pub fn differences(plan: &Plan, was: &Footing, is: &Footing) -> Vec<Differing> {
    let zone = plan.settings().zone;
    let name = |release: Option<crate::ReleaseId>| {
        release.map_or("no release".to_owned(), |id| plan.name_of(Subject::Release(id)))
    };
    let mut found = Vec::new();
    let mut say = |material: bool, sentence: String| found.push(Differing { material, sentence });
    if was.release != is.release {
        say(
            true,
            format!("Rides {}, was {}", name(is.release), name(was.release)),
        );
    }
    if was.deploy != is.deploy {
        let at = |window: Option<crate::Window>| {
            window.map_or("at no time".to_owned(), |window| {
                wording::moment(window.start(), zone)
            })
        };
        let sentence = match (was.deploy, is.deploy) {
            (Some(old), Some(new)) if old.start() == new.start() => format!(
                "Has {} to deploy, had {}",
                wording::minutes(new.minutes()),
                wording::minutes(old.minutes())
            ),
            (old, new) => format!("Goes {}, was {}", at(new), at(old)),
        };
        say(true, sentence);
    }
    if was.services != is.services {
        let names = |ids: Vec<&crate::ServiceId>| {
            let names: Vec<String> = ids
                .into_iter()
                .map(|id| plan.name_of(Subject::Service(*id)))
                .collect();
            wording::list(&names)
        };
        let more = names(
            is.services
                .iter()
                .filter(|id| !was.services.contains(id))
                .collect(),
        );
        let less = names(
            was.services
                .iter()
                .filter(|id| !is.services.contains(id))
                .collect(),
        );
        say(
            true,
            match (more.is_empty(), less.is_empty()) {
                (false, true) => format!("Touches {more} too"),
                (true, false) => format!("No longer touches {less}"),
                _ => format!("Touches {more} instead of {less}"),
            },
        );
    }
    if was.level != is.level {
        say(
            is.level > was.level,
            format!("Risk {}, was {}", is.level, was.level),
        );
    }
    if (was.evidence_seen, was.evidence_needed) != (is.evidence_seen, is.evidence_needed) {
        say(
            false,
            format!(
                "{} of {} tests shown, were {} of {}",
                is.evidence_seen, is.evidence_needed, was.evidence_seen, was.evidence_needed
            ),
        );
    }
    if was.back_out_minutes != is.back_out_minutes {
        let said = |minutes: Option<u32>| {
            minutes.map_or("not measured".to_owned(), |minutes| {
                wording::minutes(i64::from(minutes))
            })
        };
        say(
            false,
            format!(
                "Back-out {}, was {}",
                said(is.back_out_minutes),
                said(was.back_out_minutes)
            ),
        );
    }
    found.sort_by_key(|one| !one.material);
    found
}
