//! FRZ-05: clocks that change inside a freeze, and a midnight that is none elsewhere.

use super::Rule;
use crate::calendar::clock_changes;
use crate::talks::zones_of_regions;
use crate::{FreezeLevel, Severity, Subject, Zone, wording};
use std::collections::BTreeSet;

pub(super) const RULE: Rule = Rule {
    id: "FRZ-05",
    sentence: "A freeze means another hour in another region, or clocks change inside it.",
    why: "A freeze that begins at midnight in one place begins in the working day of another.",
    find: |asked| {
        let plan = asked.plan;
        let zones = zones_of_regions(plan);
        let ahead = plan.freezes.iter().filter(|freeze| {
            freeze.is_live() && freeze.level >= FreezeLevel::Soft && freeze.window.end() > asked.now
        });
        let mut found = Vec::new();
        for freeze in ahead {
            let subjects = [Subject::Freeze(freeze.id)];
            if let Some(change) = clock_changes(freeze.zone, freeze.window).first() {
                let sentence = format!(
                    "Clocks change inside {}, {}.",
                    freeze.name,
                    wording::moment(change.at, freeze.zone)
                );
                found.push(RULE.found(Severity::Note, &subjects, sentence));
            }
            let named = &freeze.scope.environments;
            let regions: BTreeSet<&str> = plan
                .environments
                .iter()
                .filter(|environment| named.contains(&environment.id))
                .map(|environment| environment.region.as_str())
                .collect();
            let hour = |zone: Zone| {
                freeze
                    .window
                    .start()
                    .utc()
                    .with_timezone(&zone.0)
                    .format("%H:%M")
                    .to_string()
            };
            let elsewhere = regions
                .iter()
                .filter_map(|region| Some((region, zones.get(*region)?)))
                .find(|(_, zone)| hour(**zone) != hour(freeze.zone));
            if let Some((region, zone)) =
                elsewhere.filter(|_| regions.len() > 1 && hour(freeze.zone) == "00:00")
            {
                let sentence = format!(
                    "{} begins at midnight {}, which is {} in {region}.",
                    freeze.name,
                    freeze.zone,
                    hour(*zone)
                );
                found.push(RULE.found(Severity::Note, &subjects, sentence));
            }
        }
        found
    },
};
