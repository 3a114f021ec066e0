//! Parts of the filter that ask for the links of a service: their status, their age, their sources.

use chrono::TimeDelta;
use planning::{Dependency, Instant, LinkStatus, Plan, ServiceId};
use std::collections::BTreeSet;

/// Services at either end of a link that fits.
pub(super) fn linked(plan: &Plan, fits: impl Fn(&Dependency) -> bool) -> BTreeSet<ServiceId> {
    plan.dependencies
        .iter()
        .filter(|link| fits(link))
        .flat_map(|link| [link.consumer, link.provider])
        .collect()
}

/// True when a source stated the link and the last import of one no longer did.
pub(super) fn vanished(link: &Dependency) -> bool {
    link.status != LinkStatus::Rejected && link.evidence.iter().any(|evidence| !evidence.present)
}

/// `unconfirmed`, or `unconfirmed>90d`: not confirmed, or not for so long.
pub(super) struct Old {
    days: Option<i64>,
}

impl Old {
    /// `None` when the word is another one.
    pub(super) fn read(word: &str) -> Option<Self> {
        let rest = word.strip_prefix("unconfirmed")?;
        if rest.is_empty() {
            return Some(Self { days: None });
        }
        let rest = rest.strip_prefix('>')?;
        let rest = rest.strip_prefix('=').unwrap_or(rest);
        let (digits, each) = match rest.char_indices().last()? {
            (at, 'd') => (&rest[..at], 1),
            (at, 'w') => (&rest[..at], 7),
            (at, 'm') => (&rest[..at], 30),
            _ => (rest, 1),
        };
        let days: i64 = digits.parse().ok()?;
        Some(Self {
            days: Some(days.checked_mul(each)?.min(36_500)),
        })
    }

    pub(super) fn holds(&self, link: &Dependency, now: Instant) -> bool {
        if link.status == LinkStatus::Rejected {
            return false;
        }
        let confirmed = (link.status == LinkStatus::Confirmed)
            .then_some(link.confirmed_at)
            .flatten();
        match (confirmed, self.days) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(at), Some(days)) => now - at > TimeDelta::days(days),
        }
    }
}
