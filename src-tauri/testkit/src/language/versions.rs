//! What runs where and what works together.

use super::words::Words;
use super::{Read, Reader};
use planning::*;

impl Reader {
    /// `ledger 8.5.2 on PROD`; seen at the start of 2026-10-01 unless `at` another day.
    pub(super) fn runs(&mut self, words: &mut Words) -> Read {
        let service = self.service_named(&words.next("a service")?)?;
        let version = words.next("a version")?;
        if !words.take("on") {
            return Err("“on” and an environment are missing".into());
        }
        let environment = self.environment_named(&words.next("an environment")?)?;
        let seen = if words.take("at") {
            words.day()?
        } else {
            "2026-10-01".parse().map_err(|_| "no day")?
        };
        let id = InstalledId(self.mint(20));
        self.plan.put(Installed {
            id,
            service,
            environment,
            version,
            observed_at: seen.starts_in(self.zone()),
            origin: None,
        });
        words.end()
    }

    /// `ledger >=9 payments <12 broken because run-118`; `*` stands for every version.
    pub(super) fn tried(&mut self, words: &mut Words) -> Read {
        let every = |text: String| if text == "*" { String::new() } else { text };
        let provider = self.service_named(&words.next("a provider")?)?;
        let provider_versions = every(words.next("its versions")?);
        let consumer = self.service_named(&words.next("a consumer")?)?;
        let consumer_versions = every(words.next("its versions")?);
        let verdict = words.next("a verdict")?.parse()?;
        let evidence = if words.take("because") {
            words.next("what shows it")?
        } else {
            String::new()
        };
        let id = CompatibilityId(self.mint(21));
        self.plan.put(Compatibility {
            id,
            provider,
            provider_versions,
            consumer,
            consumer_versions,
            verdict,
            evidence,
            origin: None,
        });
        words.end()
    }
}
