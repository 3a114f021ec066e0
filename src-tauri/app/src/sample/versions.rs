//! What version of each of the sample's services runs where, and which versions are known to work together.
//!
//! Two things lie here on purpose: Store API in Asia is older than the tills there need, and Checkout API was
//! patched in production and not in staging.

use super::draft::Draft;
use planning::CompatibilityVerdict::{Assumed, Broken, Ok as Works, Untested};
use planning::{Compatibility, CompatibilityVerdict, Installed};

/// Service, version in Production EU, in Production APAC (empty when it does not run there), in Staging.
#[rustfmt::skip]
const VERSIONS: &[(&str, &str, &str, &str)] = &[
    ("pg-ledger", "8.6.0", "", "9.0.0-rc.2"),
    ("kafka", "3.7.1", "", "3.7.1"),
    ("vault", "1.17.2", "1.16.4", "1.17.2"),
    ("kubernetes", "1.31.4", "", "1.32.1"),
    ("oracle-wms", "19.21", "", "19.21"),
    ("ledger-core", "8.5.2", "8.5.2", "9.0.0-rc.4"),
    ("identity", "6.2.0", "6.2.0", "6.2.0"),
    ("catalogue", "7.8.3", "7.8.3", "7.9.0"),
    ("stock", "4.11.0", "4.11.0", "4.11.0"),
    ("tax-rules", "2026.3", "2026.3", "2026.3"),
    ("payments-hub", "11.2.0", "11.2.0", "12.0.0-rc.1"),
    ("invoicing", "5.2.4", "", "5.3.0"),
    ("loyalty", "3.1.0", "3.1.0", "3.1.0"),
    ("order-hub", "9.4.1", "9.4.1", "9.4.1"),
    ("pricing", "2.9.1", "2.9.1", "3.0.0-rc.3"),
    ("promotions", "4.7.0", "4.7.0", "5.0.0-rc.1"),
    ("search", "12.3.0", "12.3.0", "12.3.1"),
    ("data-warehouse", "2026.9.1", "", "2026.9.1"),
    ("checkout-api", "11.5.3", "11.5.2", "11.5.2"),
    ("store-api", "4.2.0", "4.1.7", "4.2.0"),
    ("partner-api", "4.0.2", "", "4.0.2"),
    ("finance-reports", "2.18.0", "", "2.18.0"),
    ("notifications", "1.44.0", "1.44.0", "1.44.0"),
    ("web-shop", "2026.43", "2026.41", "2026.44"),
    ("mobile-app", "8.3.0", "8.3.0", "8.4.0-beta.2"),
    ("store-tills", "7.3.0", "7.3.0", "7.3.0"),
    ("marketplace", "1.9.5", "", "1.9.5"),
    ("contact-centre", "3.3.0", "3.3.0", "3.3.0"),
];

/// Provider, its versions, consumer, its versions, verdict, what shows it.
#[rustfmt::skip]
const TRIED: &[(&str, &str, &str, &str, CompatibilityVerdict, &str)] = &[
    ("pricing", ">= 3.0", "checkout-api", ">= 11.4", Works, "Contract run 412: Checkout API reads v2 and v3 prices side by side."),
    ("pricing", ">= 3.0", "promotions", "< 5.0", Broken, "Contract run 398: Promotions 4.7 stops at the first v3 price."),
    ("pg-ledger", ">= 9.0", "ledger-core", "< 9.0", Broken, "v8 clients cannot read schema v9."),
    ("ledger-core", ">= 9.0", "invoicing", "", Assumed, ""),
    ("ledger-core", ">= 9.0", "loyalty", "", Untested, ""),
];

/// Writes what runs where and what works together.
pub fn write(draft: &mut Draft<'_>) {
    let observed_at = draft.grid.ago(1, 5);
    for (service, europe, asia, staging) in VERSIONS {
        for (environment, version) in [("PROD-EU", europe), ("PROD-APAC", asia), ("STAGING", staging)] {
            if version.is_empty() {
                continue;
            }
            let id = draft.id();
            let (Some(&service), Some(&environment)) =
                (draft.services.get(service), draft.environments.get(environment))
            else {
                continue;
            };
            draft.put(Installed {
                id,
                service,
                environment,
                version: (*version).into(),
                observed_at,
                origin: None,
            });
        }
    }
    for (provider, provider_versions, consumer, consumer_versions, verdict, evidence) in TRIED {
        let id = draft.id();
        let (Some(&provider), Some(&consumer)) = (draft.services.get(provider), draft.services.get(consumer))
        else {
            continue;
        };
        draft.put(Compatibility {
            id,
            provider,
            provider_versions: (*provider_versions).into(),
            consumer,
            consumer_versions: (*consumer_versions).into(),
            verdict: *verdict,
            evidence: (*evidence).into(),
            origin: None,
        });
    }
}
