//! Missing partners: who shares a contract that a release changes, and whether that still holds after it.

use super::name;
use super::runs::{Runs, after, targets};
use crate::graph::Graph;
use crate::records::words;
use crate::version::takes;
use crate::waiving::{Waived, waived};
use crate::{
    Change, ChangeId, ChangeState, Compatibility, CompatibilityVerdict, Plan, ReleaseId, ServiceId, Severity,
    Subject, wording,
};
use serde::Serialize;
use std::collections::BTreeMap;
use ts_rs::TS;

words! {
    /// Whether a partner goes along with a changed contract.
    PartnerVerdict {
        /// It goes in the same release.
        InRelease = "in-release",
        /// Its version is shown to work with the change.
        Compatible = "compatible",
        /// It is taken to work; nothing shows it.
        Assumed = "assumed",
        /// Nobody has tried.
        Untested = "untested",
        /// It is shown not to work.
        Broken = "broken",
    }
}

/// A service at the other end of a changed contract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Partner {
    /// The contract.
    pub contract: String,
    /// The change that changes it.
    pub change: ChangeId,
    /// Whose contract is changed.
    pub service: ServiceId,
    /// The service at the other end.
    pub partner: ServiceId,
    /// Its name.
    pub partner_name: String,
    /// True when the partner needs the service, false when the service needs the partner.
    pub consumes: bool,
    /// Whether it goes along.
    pub verdict: PartnerVerdict,
    /// How much that weighs; `None` when all is well.
    pub severity: Option<Severity>,
    /// The fact, with versions and what shows it.
    pub sentence: String,
    /// The rule that finds it when there is something to weigh, e.g. `DEP-03`.
    pub rule: &'static str,
    /// What that finding is about: the release, the change, the partner.
    pub subjects: Vec<Subject>,
    /// Who went on without the partner, when and why; what is waived weighs as a note.
    pub waived: Option<Waived>,
}

/// The rule that lists them.
pub(crate) const MISSING_PARTNER: &str = "DEP-03";

/// Every partner of every contract that the release changes: what is worst first.
#[must_use]
pub fn partners(plan: &Plan, graph: &Graph, release: ReleaseId) -> Vec<Partner> {
    let riding: Vec<&Change> = plan
        .changes
        .iter()
        .filter(|change| change.release == Some(release) && change.state != ChangeState::Cancelled)
        .collect();
    if riding.iter().all(|change| change.contracts.is_empty()) {
        return Vec::new();
    }
    let asked = Asked {
        plan,
        id: release,
        release: plan.name_of(Subject::Release(release)),
        versions: versions(plan, release),
        tried: tried(plan),
    };
    let mut found: BTreeMap<(String, ServiceId, ServiceId), Partner> = BTreeMap::new();
    for change in riding.iter().filter(|change| !change.contracts.is_empty()) {
        for service in &change.services {
            let Some(number) = graph.number(*service) else {
                continue;
            };
            let consumers = graph
                .consumers_of(number)
                .map(|link| (link.id, link.consumer, true));
            let providers = graph
                .providers_of(number)
                .map(|link| (link.id, link.provider, false));
            for (link, other, consumes) in consumers.chain(providers) {
                let contract = plan.dependencies.get(&link).map_or("", |link| &link.contract);
                if contract.is_empty() || !change.contracts.iter().any(|changed| changed == contract) {
                    continue;
                }
                let other = graph.service(other);
                if change.services.contains(&other) {
                    continue;
                }
                let partner = asked.judge(change, contract, *service, other, consumes, &riding);
                found
                    .entry((contract.to_owned(), *service, other))
                    .or_insert(partner);
            }
        }
    }
    let mut found: Vec<Partner> = found.into_values().collect();
    found.sort_by(|one, other| {
        (other.severity.cmp(&one.severity)).then_with(|| one.sentence.cmp(&other.sentence))
    });
    found
}

struct Asked<'a> {
    plan: &'a Plan,
    id: ReleaseId,
    release: String,
    versions: BTreeMap<ServiceId, String>,
    tried: BTreeMap<(ServiceId, ServiceId), Vec<&'a Compatibility>>,
}

/// Versions after the release: what it makes, else what runs where it goes.
fn versions(plan: &Plan, release: ReleaseId) -> BTreeMap<ServiceId, String> {
    let runs = Runs::of(plan);
    let mut known = BTreeMap::new();
    for environment in targets(plan, release) {
        for one in runs.in_environment(environment) {
            known.entry(one.service).or_insert_with(|| one.version.clone());
        }
    }
    known.extend(after(plan, release));
    known
}

fn tried(plan: &Plan) -> BTreeMap<(ServiceId, ServiceId), Vec<&Compatibility>> {
    let mut found: BTreeMap<_, Vec<&Compatibility>> = BTreeMap::new();
    for one in &plan.compatibilities {
        found.entry((one.provider, one.consumer)).or_default().push(one);
    }
    found
}

/// Compatible 0, assumed 1, untested 2, broken 3.
fn badness(verdict: CompatibilityVerdict) -> u8 {
    match verdict {
        CompatibilityVerdict::Ok => 0,
        CompatibilityVerdict::Assumed => 1,
        CompatibilityVerdict::Untested => 2,
        CompatibilityVerdict::Broken => 3,
    }
}

impl Asked<'_> {
    fn version(&self, service: ServiceId) -> &str {
        self.versions.get(&service).map_or("", String::as_str)
    }

    /// `Checkout API 11.5.3`.
    fn named(&self, service: ServiceId) -> String {
        let version = self.version(service);
        let space = if version.is_empty() { "" } else { " " };
        format!("{}{space}{version}", name(self.plan, service))
    }

    /// What is known of the two with the versions they have after the release; the worst when several speak of them.
    fn known(&self, provider: ServiceId, consumer: ServiceId) -> Option<&Compatibility> {
        let holds =
            |range: &str, version: &str| range.trim().is_empty() || takes(range, version) == Some(true);
        self.tried
            .get(&(provider, consumer))?
            .iter()
            .filter(|one| {
                holds(&one.provider_versions, self.version(provider))
                    && holds(&one.consumer_versions, self.version(consumer))
            })
            .max_by_key(|one| badness(one.verdict))
            .copied()
    }

    fn judge(
        &self,
        change: &Change,
        contract: &str,
        service: ServiceId,
        partner: ServiceId,
        consumes: bool,
        riding: &[&Change],
    ) -> Partner {
        let along: Vec<&str> = riding
            .iter()
            .filter(|one| one.services.contains(&partner))
            .map(|one| one.reference.as_str())
            .collect();
        let known = if consumes {
            self.known(service, partner)
        } else {
            self.known(partner, service)
        };
        let verdict = match known.map(|known| known.verdict) {
            Some(CompatibilityVerdict::Broken) => PartnerVerdict::Broken,
            _ if !along.is_empty() => PartnerVerdict::InRelease,
            Some(CompatibilityVerdict::Ok) => PartnerVerdict::Compatible,
            Some(CompatibilityVerdict::Assumed) => PartnerVerdict::Assumed,
            Some(CompatibilityVerdict::Untested) | None => PartnerVerdict::Untested,
        };
        let shown = known.map_or("", |known| known.evidence.trim());
        let shown = if shown.is_empty() {
            String::new()
        } else {
            format!(" {shown}")
        };
        let other = self.named(partner);
        let fact = match verdict {
            PartnerVerdict::InRelease => format!("{other} goes along with {}.", wording::list(&along)),
            PartnerVerdict::Compatible => format!("{other} works with it.{shown}"),
            PartnerVerdict::Assumed => format!("{other} is taken to work with it; nothing shows it."),
            PartnerVerdict::Untested => format!(
                "nobody has tried {other} with it, and it is not in {}.",
                self.release
            ),
            PartnerVerdict::Broken => format!("{other} does not work with it.{shown}"),
        };
        let sentence = format!(
            "{} changes {contract} of {}: {fact}",
            change.reference,
            self.named(service)
        );
        let subjects = vec![
            Subject::Release(self.id),
            Subject::Change(change.id),
            Subject::Service(partner),
        ];
        let severity = self.severity(verdict, partner);
        let waived = severity.and_then(|_| waived(self.plan, MISSING_PARTNER, &subjects, &sentence));
        Partner {
            contract: contract.to_owned(),
            change: change.id,
            service,
            partner,
            partner_name: name(self.plan, partner),
            consumes,
            verdict,
            severity: if waived.is_some() {
                Some(Severity::Note)
            } else {
                severity
            },
            sentence,
            rule: MISSING_PARTNER,
            subjects,
            waived,
        }
    }

    fn severity(&self, verdict: PartnerVerdict, partner: ServiceId) -> Option<Severity> {
        let tier = self
            .plan
            .services
            .get(&partner)
            .map_or(3, |service| service.tier.number());
        match verdict {
            PartnerVerdict::InRelease | PartnerVerdict::Compatible => None,
            PartnerVerdict::Broken => Some(Severity::Error),
            PartnerVerdict::Assumed => Some(Severity::Warning),
            PartnerVerdict::Untested if tier <= 1 => Some(Severity::Error),
            PartnerVerdict::Untested => Some(Severity::Warning),
        }
    }
}
