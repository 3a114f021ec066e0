//! Who works at the sample's retailer, and where its services run.

use super::draft::{Draft, reference};
use planning::{Environment, EnvironmentClass, Person, Team, Zone};

/// Reference, name, lead, contact, points per release, deployments at a time.
type TeamRow = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    Option<u32>,
    u32,
);

const TEAMS: &[TeamRow] = &[
    (
        "release",
        "Release Management",
        "deniz.aksoy",
        "#release-desk",
        None,
        1,
    ),
    ("online", "Online Shop", "ines.costa", "#online-shop", Some(16), 2),
    (
        "checkout",
        "Checkout and Orders",
        "lena.hoff",
        "#checkout",
        Some(26),
        2,
    ),
    (
        "catalogue",
        "Catalogue and Pricing",
        "hana.sato",
        "#catalogue",
        Some(20),
        1,
    ),
    ("payments", "Payments", "tomas.rey", "#payments", Some(24), 2),
    (
        "ledger",
        "Ledger and Finance",
        "grace.whitfield",
        "#ledger",
        Some(24),
        1,
    ),
    (
        "stores",
        "Store Systems",
        "nils.berger",
        "#store-systems",
        Some(24),
        2,
    ),
    ("platform", "Platform", "jonas.falk", "#platform", Some(20), 2),
    (
        "data",
        "Data Warehouse",
        "rafael.duarte",
        "#warehouse",
        Some(16),
        1,
    ),
];

/// Reference, name, role, team (empty when outside), zone.
const PEOPLE: &[(&str, &str, &str, &str, chrono_tz::Tz)] = &[
    (
        "deniz.aksoy",
        "Deniz Aksoy",
        "Release manager",
        "release",
        chrono_tz::Europe::Berlin,
    ),
    (
        "sofia.brandt",
        "Sofia Brandt",
        "CAB chair",
        "release",
        chrono_tz::Europe::Berlin,
    ),
    (
        "lukas.weber",
        "Lukas Weber",
        "Test lead",
        "release",
        chrono_tz::Europe::Berlin,
    ),
    (
        "aisha.bello",
        "Aisha Bello",
        "Support lead",
        "release",
        chrono_tz::Europe::Berlin,
    ),
    (
        "marta.lindqvist",
        "Marta Lindqvist",
        "Head of commerce",
        "",
        chrono_tz::Europe::Berlin,
    ),
    (
        "mei.tan",
        "Mei Tan",
        "Head of trading, APAC",
        "",
        chrono_tz::Asia::Singapore,
    ),
    (
        "owen.clarke",
        "Owen Clarke",
        "Finance controller",
        "",
        chrono_tz::America::Chicago,
    ),
    (
        "priya.nair",
        "Priya Nair",
        "Head of store operations",
        "",
        chrono_tz::Europe::Berlin,
    ),
    (
        "ines.costa",
        "Ines Costa",
        "Online shop lead",
        "online",
        chrono_tz::Europe::Berlin,
    ),
    (
        "lena.hoff",
        "Lena Hoff",
        "Checkout lead",
        "checkout",
        chrono_tz::Europe::Berlin,
    ),
    (
        "hana.sato",
        "Hana Sato",
        "Catalogue lead",
        "catalogue",
        chrono_tz::Asia::Singapore,
    ),
    (
        "tomas.rey",
        "Tomás Rey",
        "Payments lead",
        "payments",
        chrono_tz::Europe::Berlin,
    ),
    (
        "grace.whitfield",
        "Grace Whitfield",
        "Ledger lead",
        "ledger",
        chrono_tz::America::Chicago,
    ),
    (
        "nils.berger",
        "Nils Berger",
        "Store systems lead",
        "stores",
        chrono_tz::Europe::Berlin,
    ),
    (
        "jonas.falk",
        "Jonas Falk",
        "Platform lead",
        "platform",
        chrono_tz::Europe::Berlin,
    ),
    (
        "rafael.duarte",
        "Rafael Duarte",
        "Data warehouse lead",
        "data",
        chrono_tz::America::Chicago,
    ),
];

/// Reference, name, class, region.
const ENVIRONMENTS: &[(&str, &str, EnvironmentClass, &str)] = &[
    ("UAT-1", "Acceptance 1", EnvironmentClass::Acceptance, "EMEA"),
    ("UAT-2", "Acceptance 2", EnvironmentClass::Acceptance, "EMEA"),
    ("PERF-1", "Load test", EnvironmentClass::Test, "EMEA"),
    ("STAGING", "Staging", EnvironmentClass::Staging, "EMEA"),
    ("PROD-EU", "Production EU", EnvironmentClass::Production, "EMEA"),
    (
        "PROD-APAC",
        "Production APAC",
        EnvironmentClass::Production,
        "APAC",
    ),
];

/// Writes teams, people and environments.
pub fn write(draft: &mut Draft<'_>) {
    for (key, ..) in TEAMS {
        let id = draft.id();
        draft.teams.insert(key, id);
    }
    for (key, name, role, team, zone) in PEOPLE {
        let id = draft.id();
        draft.people.insert(key, id);
        draft.put(Person {
            id,
            reference: reference(key),
            name: (*name).into(),
            role: (*role).into(),
            team: draft.teams.get(team).copied(),
            zone: Some(Zone(*zone)),
            keys: Vec::new(),
            origin: None,
        });
    }
    for (key, name, lead, contact, points, crews) in TEAMS {
        let (Some(&id), lead) = (draft.teams.get(key), draft.people.get(lead).copied()) else {
            continue;
        };
        draft.put(Team {
            id,
            reference: reference(key),
            name: (*name).into(),
            lead,
            contact: (*contact).into(),
            points_per_release: *points,
            origin: None,
            crews: *crews,
        });
    }
    for (order_index, (key, name, class, region)) in (0..).zip(ENVIRONMENTS) {
        let id = draft.id();
        draft.environments.insert(key, id);
        draft.put(Environment {
            id,
            reference: reference(key),
            name: (*name).into(),
            class: *class,
            region: (*region).into(),
            order_index,
            quota_hours: None,
            tests_per_day: None,
            shares_data_with: Vec::new(),
            origin: None,
        });
    }
}
