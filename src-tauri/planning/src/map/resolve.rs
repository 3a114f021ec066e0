//! Do the versions in an environment go together, and if not, the fewest upgrades or holds after which they do.

use super::name;
use super::runs::{Runs, after, targets};
use crate::version::{Range, Version};
use crate::{
    ChangeState, CompatibilityVerdict, DependencyId, EnvironmentId, Plan, ReleaseId, ServiceId, Subject,
    wording,
};
use serde::Serialize;
use std::collections::BTreeMap;
use ts_rs::TS;

/// Most services that are changed to make the rest fit; more is no answer to a night.
const MOST_PICKS: usize = 6;
/// Assignments that are looked at before the search says that it does not know.
const MOST_TRIES: u32 = 50_000;

/// Two services whose versions do not go together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Unmet {
    /// Who needs.
    pub consumer: ServiceId,
    /// Who is needed.
    pub provider: ServiceId,
    /// The link that asks for other versions; `None` when a record of compatibility says so.
    pub link: Option<DependencyId>,
    /// In words, with the versions.
    pub sentence: String,
}

/// A service that would run another version than planned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct VersionPick {
    /// The service.
    pub service: ServiceId,
    /// What the plan says.
    pub from: String,
    /// What would fit.
    pub to: String,
    /// True when it would stay as it is instead of taking the release's version.
    pub hold: bool,
    /// In words.
    pub sentence: String,
}

/// Whether the versions in an environment go together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Resolution {
    /// Where.
    pub environment: EnvironmentId,
    /// Its name.
    pub environment_name: String,
    /// Conditions that were checked.
    pub checked: u32,
    /// Those that do not hold.
    pub unmet: Vec<Unmet>,
    /// Conditions that cannot be checked: a version or a range cannot be read.
    pub unknown: Vec<String>,
    /// The fewest upgrades and holds after which every condition holds; `None` when none of the known versions do it.
    pub picks: Option<Vec<VersionPick>>,
    /// In words.
    pub sentence: String,
}

/// Whether what runs in the environment goes together, after the release when one is named.
#[must_use]
pub fn resolve(plan: &Plan, environment: EnvironmentId, release: Option<ReleaseId>) -> Option<Resolution> {
    let environment_name = plan.environments.get(&environment)?.name.clone();
    let problem = Problem::of(plan, environment, release);
    let planned = vec![0_usize; problem.services.len()];
    let unmet: Vec<Unmet> = problem
        .checks
        .iter()
        .filter(|check| !problem.holds(check, &planned))
        .map(|check| problem.unmet(plan, check, &planned))
        .collect();
    let mut tries = MOST_TRIES;
    let picked = (0..=MOST_PICKS).find_map(|most| {
        let mut picks = planned.clone();
        problem.search(&mut picks, most, &mut tries).then_some(picks)
    });
    let picks = picked.map(|picked| problem.picks(plan, &picked));
    let sentence = sentence(&environment_name, problem.checks.len(), &unmet, picks.as_deref());
    Some(Resolution {
        environment,
        environment_name,
        checked: u32::try_from(problem.checks.len()).unwrap_or(u32::MAX),
        unmet,
        unknown: problem.unknown,
        picks,
        sentence,
    })
}

/// What does not go together in the environment, after the release when one is named.
pub(crate) fn unmet(plan: &Plan, environment: EnvironmentId, release: Option<ReleaseId>) -> Vec<Unmet> {
    let problem = Problem::of(plan, environment, release);
    let planned = vec![0_usize; problem.services.len()];
    problem
        .checks
        .iter()
        .filter(|check| !problem.holds(check, &planned))
        .map(|check| problem.unmet(plan, check, &planned))
        .collect()
}

/// A version that a service could run.
struct Choice {
    text: String,
    version: Option<Version>,
    hold: bool,
    from: String,
}

enum Condition {
    /// The provider's version lies in the range.
    Needs(DependencyId, Range, String),
    /// The two are shown not to work in these ranges.
    Breaks(Range, Range, String),
}

struct Check {
    consumer: usize,
    provider: usize,
    condition: Condition,
}

struct Problem {
    services: Vec<ServiceId>,
    /// The planned version first, then what else is known, nearest first.
    choices: Vec<Vec<Choice>>,
    checks: Vec<Check>,
    unknown: Vec<String>,
}

impl Problem {
    fn of(plan: &Plan, environment: EnvironmentId, release: Option<ReleaseId>) -> Self {
        let runs = Runs::of(plan);
        let coming: BTreeMap<ServiceId, String> = release
            .filter(|release| targets(plan, *release).contains(&environment))
            .map(|release| after(plan, release))
            .unwrap_or_default();
        let mut services: Vec<ServiceId> = runs.in_environment(environment).map(|one| one.service).collect();
        services.extend(
            coming
                .keys()
                .filter(|id| !plan.installed.iter().any(|one| one.service == **id)),
        );
        services.sort_unstable();
        services.dedup();
        let choices = services
            .iter()
            .map(|id| choices(plan, &runs, environment, *id, coming.get(id)))
            .collect();
        let mut this = Self {
            services,
            choices,
            checks: Vec::new(),
            unknown: Vec::new(),
        };
        this.add_links(plan, environment);
        this.add_tried(plan);
        this
    }

    fn place(&self, service: ServiceId) -> Option<usize> {
        self.services.binary_search(&service).ok()
    }

    fn readable(&mut self, plan: &Plan, place: usize) -> bool {
        let planned = &self.choices[place][0];
        if planned.version.is_none() {
            let said = format!(
                "{} {} is no version that can be compared.",
                name(plan, self.services[place]),
                planned.text
            );
            if !self.unknown.contains(&said) {
                self.unknown.push(said);
            }
        }
        self.choices[place][0].version.is_some()
    }

    fn add_links(&mut self, plan: &Plan, environment: EnvironmentId) {
        let asking = plan.dependencies.iter().filter(|link| {
            link.counts()
                && !link.version_constraint.trim().is_empty()
                && link.environment.is_none_or(|only| only == environment)
        });
        for link in asking {
            let (Some(consumer), Some(provider)) = (self.place(link.consumer), self.place(link.provider))
            else {
                continue;
            };
            match Range::read(&link.version_constraint) {
                Ok(range) if self.readable(plan, provider) => self.checks.push(Check {
                    consumer,
                    provider,
                    condition: Condition::Needs(link.id, range, link.version_constraint.clone()),
                }),
                Ok(_) => {}
                Err(why) => {
                    let link = plan.name_of(Subject::Dependency(link.id));
                    self.unknown.push(format!("{link}: {why}."));
                }
            }
        }
    }

    fn add_tried(&mut self, plan: &Plan) {
        let broken = plan
            .compatibilities
            .iter()
            .filter(|one| one.verdict == CompatibilityVerdict::Broken);
        for one in broken {
            let (Some(consumer), Some(provider)) = (self.place(one.consumer), self.place(one.provider))
            else {
                continue;
            };
            let ranges = (
                Range::read(&one.provider_versions),
                Range::read(&one.consumer_versions),
            );
            let (Ok(provided), Ok(consumed)) = ranges else {
                continue;
            };
            if self.readable(plan, provider) && self.readable(plan, consumer) {
                self.checks.push(Check {
                    consumer,
                    provider,
                    condition: Condition::Breaks(provided, consumed, one.evidence.clone()),
                });
            }
        }
    }

    fn holds(&self, check: &Check, picks: &[usize]) -> bool {
        let version = |place: usize| self.choices[place][picks[place]].version.as_ref();
        let (Some(provider), consumer) = (version(check.provider), version(check.consumer)) else {
            return true;
        };
        match &check.condition {
            Condition::Needs(_, range, _) => range.takes(provider),
            Condition::Breaks(provided, consumed, _) => {
                !(provided.takes(provider) && consumer.is_some_and(|version| consumed.takes(version)))
            }
        }
    }

    /// Makes every condition hold by at most `most` picks other than the planned version.
    fn search(&self, picks: &mut Vec<usize>, most: usize, tries: &mut u32) -> bool {
        let Some(unmet) = self.checks.iter().find(|check| !self.holds(check, picks)) else {
            return true;
        };
        if most == 0 {
            return false;
        }
        for place in [unmet.provider, unmet.consumer] {
            if picks[place] != 0 {
                continue;
            }
            for choice in 1..self.choices[place].len() {
                if *tries == 0 {
                    return false;
                }
                *tries -= 1;
                picks[place] = choice;
                if self.holds(unmet, picks) && self.search(picks, most - 1, tries) {
                    return true;
                }
            }
            picks[place] = 0;
        }
        false
    }

    fn unmet(&self, plan: &Plan, check: &Check, picks: &[usize]) -> Unmet {
        let (consumer, provider) = (self.services[check.consumer], self.services[check.provider]);
        let version = |place: usize| &self.choices[place][picks[place]].text;
        let ends = format!("{} {}", name(plan, consumer), version(check.consumer));
        let other = format!("{} {}", name(plan, provider), version(check.provider));
        let (link, sentence) = match &check.condition {
            Condition::Needs(link, _, range) => (
                Some(*link),
                format!(
                    "{ends} needs {} {range}, and meets {}.",
                    name(plan, provider),
                    version(check.provider)
                ),
            ),
            Condition::Breaks(_, _, evidence) => {
                let evidence = if evidence.trim().is_empty() {
                    String::new()
                } else {
                    format!(" {}", evidence.trim())
                };
                (None, format!("{ends} does not work with {other}.{evidence}"))
            }
        };
        Unmet {
            consumer,
            provider,
            link,
            sentence,
        }
    }

    fn picks(&self, plan: &Plan, picked: &[usize]) -> Vec<VersionPick> {
        let changed = picked.iter().enumerate().filter(|(_, choice)| **choice != 0);
        changed
            .map(|(place, choice)| {
                let (planned, chosen) = (&self.choices[place][0], &self.choices[place][*choice]);
                let service = name(plan, self.services[place]);
                let sentence = if chosen.hold {
                    format!("Hold {service} at {} instead of {}.", chosen.text, planned.text)
                } else {
                    format!(
                        "Upgrade {service} from {} to {} ({}).",
                        planned.text, chosen.text, chosen.from
                    )
                };
                VersionPick {
                    service: self.services[place],
                    from: planned.text.clone(),
                    to: chosen.text.clone(),
                    hold: chosen.hold,
                    sentence,
                }
            })
            .collect()
    }
}

/// What the service could run: as planned, as it is, and newer versions that are known elsewhere.
fn choices(
    plan: &Plan,
    runs: &Runs<'_>,
    environment: EnvironmentId,
    service: ServiceId,
    coming: Option<&String>,
) -> Vec<Choice> {
    let choice = |text: &str, hold: bool, from: String| Choice {
        text: text.to_owned(),
        version: Version::read(text),
        hold,
        from,
    };
    let here = runs.at(environment, service).map(|one| one.version.as_str());
    let planned = coming.map(String::as_str).or(here).unwrap_or_default();
    let mut found = vec![choice(planned, false, String::new())];
    if let Some(here) = here.filter(|here| *here != planned) {
        found.push(choice(here, true, String::new()));
    }
    let mut newer: Vec<Choice> = Vec::new();
    let elsewhere = plan.environments.iter().filter(|other| other.id != environment);
    for other in elsewhere {
        if let Some(one) = runs.at(other.id, service) {
            newer.push(choice(&one.version, false, format!("as in {}", other.name)));
        }
    }
    let open = plan.changes.iter().filter(|change| {
        matches!(
            change.state,
            ChangeState::Proposed | ChangeState::Ready | ChangeState::Approved
        ) && !change.version.is_empty()
            && change.services.contains(&service)
    });
    for change in open {
        newer.push(choice(
            &change.version,
            false,
            format!("as {} makes it", change.reference),
        ));
    }
    let base = here.and_then(Version::read);
    newer.retain(|choice| choice.version.is_some() && choice.version > base);
    newer.sort_by(|one, other| {
        one.version
            .cmp(&other.version)
            .then_with(|| one.from.cmp(&other.from))
    });
    newer.dedup_by(|one, other| one.version == other.version);
    newer.retain(|choice| choice.version != found[0].version);
    found.extend(newer);
    found
}

fn sentence(environment: &str, checked: usize, unmet: &[Unmet], picks: Option<&[VersionPick]>) -> String {
    if unmet.is_empty() {
        return match checked {
            0 => format!("{environment}: no version asks for another, so nothing can be checked."),
            _ => format!(
                "{environment}: the versions go together, {} checked.",
                wording::count(checked, "condition")
            ),
        };
    }
    let fails = format!(
        "{environment}: {} of {checked} conditions do not hold",
        unmet.len()
    );
    match picks {
        None => format!("{fails}, and no version that is known would make them."),
        Some(picks) => {
            let said: Vec<&str> = picks.iter().map(|pick| pick.sentence.as_str()).collect();
            format!(
                "{fails}. {} would do: {}",
                wording::count(picks.len(), "step"),
                said.join(" ")
            )
        }
    }
}
