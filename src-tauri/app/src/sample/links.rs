//! The sample's links: who needs whom, what for, and how long ago somebody confirmed it.

use super::draft::Draft;
use planning::DependencyKind::{Call, Data, Event, Hosting};
use planning::LinkStatus::{Asserted, Confirmed, Disputed, Imported, Suggested};
use planning::Strength::{Hard, Soft};
use planning::{
    Dependency, DependencyKind, DeployOrder, LinkEvidence, LinkStatus, Origin, Redundancy, Strength,
};

/// One row: consumer, provider, kind, strength, status, days since it was confirmed, minutes to wait between the
/// two, why.
type Row = (
    &'static str,
    &'static str,
    DependencyKind,
    Strength,
    LinkStatus,
    i64,
    u32,
    &'static str,
);

#[rustfmt::skip]
const LINKS: &[Row] = &[
    // Core on foundations
    ("ledger-core", "pg-ledger", Data, Hard, Confirmed, 21, 10, "A new schema must be there before its first reader; check replication for ten minutes."),
    ("ledger-core", "kafka", Event, Soft, Confirmed, 40, 0, ""),
    ("identity", "vault", Call, Hard, Confirmed, 34, 0, ""),
    ("identity", "kubernetes", Hosting, Hard, Confirmed, 62, 0, ""),
    ("catalogue", "kubernetes", Hosting, Hard, Confirmed, 62, 0, ""),
    ("catalogue", "kafka", Event, Soft, Confirmed, 88, 0, ""),
    ("stock", "oracle-wms", Data, Hard, Confirmed, 203, 0, "Shared tables; nobody has looked since the move to the new warehouse."),
    ("stock", "kafka", Event, Soft, Confirmed, 55, 0, ""),
    ("tax-rules", "vault", Call, Hard, Imported, 71, 0, ""),
    // Domain on core
    ("payments-hub", "ledger-core", Call, Hard, Confirmed, 12, 0, "Within 30 minutes of Ledger Core, or refunds queue up."),
    ("payments-hub", "acquirer-north", Call, Hard, Confirmed, 48, 0, "Either acquirer can carry all cards."),
    ("payments-hub", "acquirer-south", Call, Hard, Confirmed, 48, 0, "Either acquirer can carry all cards."),
    ("payments-hub", "vault", Call, Hard, Confirmed, 34, 0, ""),
    ("invoicing", "ledger-core", Data, Hard, Confirmed, 30, 0, ""),
    ("invoicing", "tax-rules", Call, Hard, Confirmed, 96, 0, ""),
    ("loyalty", "ledger-core", Event, Soft, Confirmed, 75, 0, ""),
    ("loyalty", "identity", Call, Hard, Confirmed, 75, 0, ""),
    ("order-hub", "stock", Call, Hard, Confirmed, 27, 0, ""),
    ("order-hub", "identity", Call, Hard, Confirmed, 27, 0, ""),
    ("order-hub", "kafka", Event, Soft, Confirmed, 40, 0, ""),
    ("pricing", "catalogue", Call, Hard, Confirmed, 18, 0, ""),
    ("pricing", "tax-rules", Call, Hard, Confirmed, 18, 0, ""),
    ("pricing", "promotions", Call, Hard, Confirmed, 18, 0, "Pricing asks Promotions for the running offers."),
    ("promotions", "pricing", Call, Hard, Confirmed, 18, 0, "Promotions cannot read v3 prices before Pricing sends them."),
    ("promotions", "catalogue", Call, Hard, Confirmed, 44, 0, ""),
    ("search", "catalogue", Event, Hard, Confirmed, 110, 0, ""),
    ("data-warehouse", "stock", Data, Soft, Imported, 66, 0, ""),
    ("data-warehouse", "ledger-core", Data, Hard, Confirmed, 52, 0, ""),
    // Gateways on domain
    ("checkout-api", "payments-hub", Call, Hard, Confirmed, 9, 0, ""),
    ("checkout-api", "order-hub", Call, Hard, Confirmed, 9, 0, ""),
    ("checkout-api", "pricing", Call, Hard, Confirmed, 9, 0, ""),
    ("checkout-api", "loyalty", Call, Soft, Confirmed, 33, 0, ""),
    ("store-api", "payments-hub", Call, Hard, Confirmed, 23, 0, ""),
    ("store-api", "promotions", Call, Hard, Confirmed, 23, 0, ""),
    ("store-api", "stock", Call, Hard, Confirmed, 23, 0, ""),
    ("store-api", "loyalty", Call, Soft, Confirmed, 121, 0, ""),
    ("partner-api", "invoicing", Call, Hard, Confirmed, 83, 0, ""),
    ("partner-api", "order-hub", Call, Hard, Confirmed, 83, 0, ""),
    ("finance-reports", "invoicing", Data, Hard, Confirmed, 52, 0, ""),
    ("finance-reports", "data-warehouse", Data, Hard, Confirmed, 52, 0, ""),
    ("notifications", "order-hub", Event, Hard, Confirmed, 47, 0, ""),
    // Channels on gateways
    ("web-shop", "checkout-api", Call, Hard, Confirmed, 6, 0, ""),
    ("web-shop", "search", Call, Hard, Confirmed, 6, 0, ""),
    ("web-shop", "identity", Call, Hard, Confirmed, 6, 0, ""),
    ("mobile-app", "checkout-api", Call, Hard, Confirmed, 15, 0, ""),
    ("mobile-app", "notifications", Event, Soft, Disputed, 140, 0, "Ines: the app has polled since last spring and no longer listens."),
    ("store-tills", "store-api", Call, Hard, Confirmed, 29, 0, ""),
    ("marketplace", "partner-api", Call, Hard, Confirmed, 214, 0, "Known from the old partner contract only."),
    ("marketplace", "finance-reports", Data, Soft, Asserted, 0, 0, "Said in a meeting; nobody has shown it."),
    ("contact-centre", "notifications", Call, Hard, Confirmed, 58, 0, ""),
    ("contact-centre", "order-hub", Call, Hard, Confirmed, 58, 0, ""),
    // Guesses that nobody has looked at yet
    ("search", "kafka", Event, Soft, Suggested, 0, 0, "BROKERS in search/deploy.yaml names kafka-eu-1:9092."),
    ("loyalty", "promotions", Call, Hard, Suggested, 0, 0, "OFFERS_URL in loyalty/deploy.yaml names promotions:8080."),
    ("contact-centre", "payments-hub", Call, Hard, Suggested, 0, 0, "REFUND_HOST in contact-centre/deploy.yaml names payments-hub."),
];

/// Consumer, provider, the contract they share, versions the consumer takes; empty when nobody has said.
const AGREED: &[(&str, &str, &str, &str)] = &[
    ("ledger-core", "pg-ledger", "ledger-schema", ">= 8.0, < 10"),
    ("payments-hub", "ledger-core", "posting-api", ">= 8.4"),
    ("invoicing", "ledger-core", "posting-feed", ">= 8.0"),
    ("data-warehouse", "ledger-core", "posting-feed", ">= 8.0, < 9"),
    ("loyalty", "ledger-core", "", ">= 8.0"),
    ("promotions", "pricing", "prices-v3", ">= 2.8"),
    ("checkout-api", "pricing", "prices-v3", ">= 2.8"),
    ("checkout-api", "payments-hub", "", ">= 11.0"),
    ("store-tills", "store-api", "", ">= 4.2"),
    ("web-shop", "checkout-api", "", ">= 11.0, < 12"),
    ("web-shop", "search", "", ">= 12"),
    ("mobile-app", "checkout-api", "", ">= 11.2"),
];

/// Writes the links.
pub fn write(draft: &mut Draft<'_>) {
    for (consumer, provider, kind, strength, status, confirmed_days, gap, note) in LINKS {
        let id = draft.id();
        let (Some(&consumer_id), Some(&provider_id)) =
            (draft.services.get(consumer), draft.services.get(provider))
        else {
            continue;
        };
        let confirmed = *confirmed_days > 0 && *status != Imported;
        let agreed = AGREED
            .iter()
            .find(|(of, on, ..)| of == consumer && on == provider);
        let acquirer = provider.starts_with("acquirer-");
        draft.put(Dependency {
            id,
            consumer: consumer_id,
            provider: provider_id,
            kind: *kind,
            strength: *strength,
            order: if acquirer {
                DeployOrder::Any
            } else {
                DeployOrder::ProviderFirst
            },
            environment: None,
            version_constraint: agreed.map_or("", |row| row.3).into(),
            min_gap_minutes: *gap,
            redundancy: acquirer.then(|| Redundancy {
                group: "card acquirers".into(),
                minimum: 1,
            }),
            status: *status,
            confirmed_by: confirmed.then(|| owner_of(draft, consumer)).flatten(),
            confirmed_at: confirmed.then(|| draft.grid.ago(*confirmed_days, 3)),
            evidence: evidence(draft, *status, consumer, provider),
            note: (*note).into(),
            contract: agreed.map_or("", |row| row.2).into(),
        });
    }
}

/// Where a guess was read.
fn evidence(draft: &Draft<'_>, status: LinkStatus, consumer: &str, provider: &str) -> Vec<LinkEvidence> {
    if status != Suggested {
        return Vec::new();
    }
    let seen = draft.grid.ago(6, 2);
    vec![LinkEvidence {
        origin: Origin {
            system: "kubernetes/manifests".into(),
            key: format!("{consumer}>{provider}"),
            file: format!("{consumer}/deploy.yaml"),
            row: None,
        },
        first_seen: seen,
        last_seen: seen,
        present: true,
    }]
}

fn owner_of(draft: &Draft<'_>, service: &str) -> Option<planning::PersonId> {
    let team = draft.plan.services.get(draft.services.get(service)?)?.owner?;
    draft.plan.teams.get(&team)?.lead
}

/// How many links there are.
#[cfg(test)]
pub const COUNT: usize = LINKS.len();
