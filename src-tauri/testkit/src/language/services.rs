//! Services and their links.

use super::words::Words;
use super::{Read, Reader};
use planning::*;

impl Reader {
    pub(super) fn service(&mut self, words: &mut Words) -> Read {
        let name = words.next("a service")?;
        let id = self.service_named(&name)?;
        let mut service = self
            .plan
            .services
            .get(&id)
            .cloned()
            .ok_or("the service is not there")?;
        while let Some(word) = words.peek().map(str::to_owned) {
            words.next("a word")?;
            match word.as_str() {
                "uses" => self.links(id, words)?,
                "tier" => service.tier = Tier::new(words.number()? as u8)?,
                "of" => service.owner = Some(self.team_named(&words.next("a team")?)?),
                "in" => service.system = words.next("a system")?,
                "kind" => service.kind = words.next("a kind")?.parse()?,
                "takes" => service.deploy_minutes = Some(words.minutes()?),
                "checks" => service.validate_minutes = Some(words.minutes()?),
                "back-out" => service.back_out_minutes = Some(words.minutes()?),
                "notice" => service.notice_days = Some(words.number()?),
                "planned" => service.lifecycle = Lifecycle::Planned,
                "unknown" => service.dependencies_known = Knowledge::Unknown,
                "partial" => service.dependencies_known = Knowledge::Partial,
                other => return Err(format!("“{other}” is not understood here")),
            }
        }
        self.plan.put(service);
        Ok(())
    }

    /// The service with the reference, made when it is new.
    pub(super) fn service_named(&mut self, name: &str) -> Result<ServiceId, String> {
        if let Some(service) = self
            .plan
            .services
            .iter()
            .find(|service| service.reference.as_str() == name)
        {
            return Ok(service.id);
        }
        let reference = Reference::new(name)?;
        let id = ServiceId(self.mint(4));
        self.plan.put(Service {
            name: name.to_owned(),
            tier: Tier::new(2)?,
            dependencies_known: Knowledge::Complete,
            ..Service::new(id, reference)
        });
        Ok(id)
    }

    /// `a, b softly, 2 of c/d/e`: each with its own manner.
    fn links(&mut self, consumer: ServiceId, words: &mut Words) -> Read {
        loop {
            let word = words.next("a provider")?;
            let mut more = word.ends_with(',');
            let word = word.trim_end_matches(',').to_owned();
            let mut redundancy = None;
            let mut providers = vec![word.clone()];
            if let (Ok(minimum), true) = (word.parse(), words.take("of")) {
                let group = words.next("providers like a/b/c")?;
                more = group.ends_with(',');
                providers = group
                    .trim_end_matches(',')
                    .split('/')
                    .map(str::to_owned)
                    .collect();
                redundancy = Some(Redundancy {
                    group: group.trim_end_matches(',').to_owned(),
                    minimum,
                });
            }
            let mut manner = Manner::default();
            while !more {
                let Some(word) = words.peek() else { break };
                let ends = word.ends_with(',');
                if !manner.takes(word.trim_end_matches(','))? {
                    if !manner.speaks(word.trim_end_matches(',')) {
                        break;
                    }
                    let what = words.next("a manner")?;
                    let value = words.next("a value")?;
                    manner.says(&what, value.trim_end_matches(','), self.zone())?;
                    more = value.ends_with(',');
                    continue;
                }
                words.next("a manner")?;
                if word_is_gap(&manner) {
                    manner.gap = Some(words.minutes()?);
                }
                more = ends;
            }
            for provider in providers {
                let provider = self.service_named(&provider)?;
                let id = DependencyId(self.mint(5));
                self.plan.put(Dependency {
                    id,
                    consumer,
                    provider,
                    kind: manner.kind,
                    strength: manner.strength,
                    order: manner.order,
                    environment: manner
                        .environment
                        .as_deref()
                        .map(|name| self.environment_named(name))
                        .transpose()?,
                    version_constraint: manner.versions.clone(),
                    min_gap_minutes: manner.gap.unwrap_or(0),
                    redundancy: redundancy.clone(),
                    status: manner.status,
                    confirmed_by: None,
                    confirmed_at: manner.confirmed_at,
                    evidence: Vec::new(),
                    note: String::new(),
                    contract: manner.shares.clone(),
                });
            }
            if !more {
                return Ok(());
            }
        }
    }
}

fn word_is_gap(manner: &Manner) -> bool {
    manner.wants_gap && manner.gap.is_none()
}

/// How a consumer uses a provider.
struct Manner {
    kind: DependencyKind,
    strength: Strength,
    order: DeployOrder,
    status: LinkStatus,
    wants_gap: bool,
    gap: Option<u32>,
    shares: String,
    versions: String,
    environment: Option<String>,
    confirmed_at: Option<Instant>,
}

impl Default for Manner {
    fn default() -> Self {
        Self {
            kind: DependencyKind::Call,
            strength: Strength::Hard,
            order: DeployOrder::ProviderFirst,
            status: LinkStatus::Asserted,
            wants_gap: false,
            gap: None,
            shares: String::new(),
            versions: String::new(),
            environment: None,
            confirmed_at: None,
        }
    }
}

impl Manner {
    /// True for words that a value follows.
    fn speaks(&self, word: &str) -> bool {
        matches!(word, "sharing" | "at-version" | "only-on" | "confirmed")
    }
    /// `sharing prices-v3`, `at-version >=2.1,<3`, `only-on PROD`, `confirmed 2026-10-01`.
    fn says(&mut self, what: &str, value: &str, zone: Zone) -> Read {
        match what {
            "sharing" => self.shares = value.to_owned(),
            "at-version" => self.versions = value.to_owned(),
            "only-on" => self.environment = Some(value.to_owned()),
            _ => {
                self.status = LinkStatus::Confirmed;
                let day: Day = value.parse().map_err(|error| format!("{value}: {error}"))?;
                self.confirmed_at = Some(day.starts_in(zone));
            }
        }
        Ok(())
    }
    /// True when the word says how, and not what comes next.
    fn takes(&mut self, word: &str) -> Result<bool, String> {
        match word {
            "softly" => self.strength = Strength::Soft,
            "first" => self.order = DeployOrder::ConsumerFirst,
            "lockstep" => self.order = DeployOrder::Lockstep,
            "anytime" => self.order = DeployOrder::Any,
            "contract" => self.kind = DependencyKind::Contract,
            "rejected" => self.status = LinkStatus::Rejected,
            "suggested" => self.status = LinkStatus::Suggested,
            "disputed" => self.status = LinkStatus::Disputed,
            "data" => self.kind = DependencyKind::Data,
            "event" => self.kind = DependencyKind::Event,
            "hosting" => self.kind = DependencyKind::Hosting,
            "gap" => self.wants_gap = true,
            _ => return Ok(false),
        }
        Ok(true)
    }
}
