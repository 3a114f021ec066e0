//! BUN-11: what a service stands on changes in the same night as the service.

use super::{Asked, Rule};
use crate::graph::{Direction, Reach};
use crate::{Change, Day, Plan, Release, ServiceKind, Severity, Strength, Subject, wording};
use std::collections::BTreeMap;

pub(super) const RULE: Rule = Rule {
    id: "BUN-11",
    sentence: "Infrastructure and what runs on it change in the same night.",
    why: "When something breaks, nobody can tell which of the two it was.",
    find: |asked| {
        let mut nights: BTreeMap<Day, Vec<(&Release, Vec<&Change>)>> = BTreeMap::new();
        for (release, changes) in asked.open_releases() {
            let night = release.deploy.start().day_in(asked.zone);
            nights.entry(night).or_default().push((release, changes));
        }
        let mut reach = Reach::of(asked.index.graph());
        nights
            .iter()
            .flat_map(|(night, releases)| of_night(asked, &mut reach, *night, releases))
            .collect()
    },
};

fn is_ground(plan: &Plan, change: &Change) -> bool {
    let kinds = change.services.iter().filter_map(|id| plan.services.get(id));
    kinds
        .into_iter()
        .any(|service| matches!(service.kind, ServiceKind::Infrastructure | ServiceKind::Queue))
}

/// One finding for each change of the ground: whom it carries, of those that change too.
fn of_night(
    asked: &Asked<'_>,
    reach: &mut Reach,
    night: Day,
    releases: &[(&Release, Vec<&Change>)],
) -> Vec<crate::Finding> {
    let graph = asked.index.graph();
    let all = || {
        releases
            .iter()
            .flat_map(|(release, changes)| changes.iter().map(move |change| (*release, *change)))
    };
    let mut found = Vec::new();
    for (release, ground) in all().filter(|(_, change)| is_ground(asked.plan, change)) {
        let starts: Vec<u32> = ground
            .services
            .iter()
            .filter_map(|id| graph.number(*id))
            .collect();
        let mut carried = Vec::new();
        reach.visit(
            graph,
            &starts,
            Direction::Consumers,
            u32::MAX,
            |node, _, strength| {
                if strength == Strength::Hard {
                    carried.push(graph.service(node));
                }
            },
        );
        carried.sort_unstable();
        let with: Vec<(&Release, &Change)> = all()
            .filter(|(_, change)| change.id != ground.id && !is_ground(asked.plan, change))
            .filter(|(_, change)| change.services.iter().any(|id| carried.binary_search(id).is_ok()))
            .collect();
        if with.is_empty() {
            continue;
        }
        let names: Vec<&str> = with.iter().map(|(_, change)| change.reference.as_str()).collect();
        let sentence = format!(
            "{} changes {} on {}, and {} what stands on it.",
            ground.reference,
            wording::list(&names_of(asked.plan, ground)),
            wording::day(night),
            match names.as_slice() {
                [one] => format!("{one} changes"),
                many => format!("{} change", wording::list(many)),
            }
        );
        let mut subjects = vec![Subject::Release(release.id), Subject::Change(ground.id)];
        subjects.extend(with.iter().map(|(_, change)| Subject::Change(change.id)));
        found.push(
            RULE.found(Severity::Warning, &subjects, sentence)
                .with_way("Let the infrastructure go a night earlier."),
        );
    }
    found
}

fn names_of<'a>(plan: &'a Plan, change: &Change) -> Vec<&'a str> {
    let services = change.services.iter().filter_map(|id| plan.services.get(id));
    services.map(|service| service.name.as_str()).collect()
}
