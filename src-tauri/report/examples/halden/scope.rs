//! The seventeen changes of RO-23.

use report::value::*;

type Line = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    u8,
    &'static str,
    u32,
    &'static str,
    State,
    &'static str,
);

const WAVE_1: [Line; 4] = [
    (
        "CHG-1031",
        "Normal",
        "Rotate signing keys of the identity provider to P-384",
        "Current keys expire 30 Nov; auditors ask for P-384",
        4,
        "All sign-ins, 14 services",
        20,
        "412 / 412",
        State::Done,
        "Zoë Müller-Kraus",
    ),
    (
        "CHG-1032",
        "Normal",
        "Raise connection limits of the session store to 24,000",
        "Peak trading forecast is 2.3 × today’s peak",
        2,
        "Web shop, mobile API",
        10,
        "88 / 88",
        State::Done,
        "Łukasz Wójcik",
    ),
    (
        "CHG-1035",
        "Emergency",
        "Patch OpenSSL on the edge proxies (CVE-2026-31337)",
        "Severity 9.1; exploit code is public",
        3,
        "All inbound traffic",
        15,
        "61 / 61",
        State::Done,
        "Ngozi Adéọlá",
    ),
    (
        "CHG-1036",
        "Standard",
        "Renew certificates of the store tills",
        "Tills lose trust on 2 Dec",
        1,
        "None expected",
        5,
        "12 / 12",
        State::Done,
        "Siobhán O’Neill",
    ),
];
const WAVE_2: [Line; 5] = [
    (
        "CHG-1040",
        "Normal",
        "",
        "Needed by the new capture flow; first of two steps",
        4,
        "Payments, refunds, ledger",
        45,
        "203 / 205",
        State::Conditional,
        "Bảo Trần",
    ),
    (
        "CHG-1041",
        "Normal",
        "Deploy payments API 8.4.0 (idempotent capture)",
        "Stops double captures on client retry: 37 cases in the third quarter",
        5,
        "Checkout, subscriptions, marketplace payouts",
        25,
        "1,204 / 1,206",
        State::Conditional,
        "Priya Raghunathan",
    ),
    (
        "CHG-1042",
        "Normal",
        "Deploy ledger 3.12.1",
        "Reads the new column; accepts both schema versions",
        3,
        "Finance exports, month-end close",
        15,
        "540 / 540",
        State::Done,
        "Åsa Lindström",
    ),
    (
        "CHG-1044",
        "Standard",
        "Fraud rules 2026-11 with card-testing model",
        "False declines cost £41k a week",
        2,
        "Checkout decline rate",
        5,
        "76 / 76",
        State::Done,
        "Tomás Ó Súilleabháin",
    ),
    (
        "CHG-1045",
        "Normal",
        "Gift cards: balance service 2.7",
        "Balances were read twice in one basket",
        3,
        "Gift cards in shop and stores",
        20,
        "318 / 318",
        State::Done,
        "Yael Ben-David",
    ),
];
const WAVE_3: [Line; 4] = [
    (
        "CHG-1050",
        "Normal",
        "Checkout web 12.0.0 behind a flag, 5% of sessions at first",
        "New address form; 1.4% better completion in the test market",
        4,
        "Checkout web, 38 markets",
        5,
        "2,118 / 2,118",
        State::Done,
        "Mateo Fernández",
    ),
    (
        "CHG-1051",
        "Normal",
        "Mobile API 5.9.0",
        "Supports checkout 12 and drops TLS 1.1",
        3,
        "iOS and Android apps below 4.2 stop working (0.3% of users)",
        15,
        "690 / 690",
        State::Done,
        "Chidi Okafor",
    ),
    (
        "CHG-1053",
        "Normal",
        "Order events: publish schema v7 beside v6",
        "Warehouse and CRM move in December",
        2,
        "None expected: additive",
        10,
        "151 / 151",
        State::Done,
        "נועה לוי",
    ),
    (
        "CHG-1054",
        "Standard",
        "Price cache: time to live from 300 s to 60 s",
        "Promotion prices were stale for up to five minutes",
        2,
        "Catalogue read load + 18%",
        2,
        "34 / 34",
        State::Done,
        "ليلى حداد",
    ),
];
const WAVE_4: [Line; 4] = [
    (
        "CHG-1060",
        "Normal",
        "Switch search to index generation 31",
        "Synonyms for eleven languages",
        3,
        "Search and browse pages",
        8,
        "402 / 405",
        State::Pending,
        "Jürgen Groß",
    ),
    (
        "CHG-1061",
        "Standard",
        "Recommendations model r88",
        "The old model’s licence ends 31 Dec",
        1,
        "Home page rails only",
        3,
        "57 / 57",
        State::Done,
        "Ingrid Sæther",
    ),
    (
        "CHG-1063",
        "Normal",
        "Retire the legacy voucher service",
        "End of support; traffic is below 0.1%",
        3,
        "Call-centre voucher lookup",
        30,
        "22 / 22",
        State::Conditional,
        "Dévi Naicker",
    ),
    (
        "CHG-1064",
        "Normal",
        "Data warehouse: nightly load reads ledger v2",
        "Keeps finance reports correct after CHG-1042",
        2,
        "Reports up to 06:00",
        20,
        "118 / 118",
        State::Failed,
        "Olena Коваль",
    ),
];

fn row(line: &Line) -> ScopeRow {
    let (reference, kind, what, why, risk, hurts, minutes, tests, state, owner) = *line;
    let what = if what.is_empty() {
        Prose::default()
            .plain("Expand and contract: add ")
            .code("payment_intent.version")
            .plain(" column, back-fill 48 M rows in batches of 5,000")
    } else {
        what.into()
    };
    let word = match state {
        State::Done => "Approved",
        State::Conditional => "Conditional",
        State::Pending => "Pending",
        State::Failed => "Deferred",
    };
    ScopeRow {
        reference: reference.into(),
        kind: kind.into(),
        what,
        why: why.into(),
        risk: Some(Risk::of(risk)),
        hurts: hurts.into(),
        back_out_minutes: Some(minutes),
        tests: tests.into(),
        board: Verdict::new(state, word),
        owner: owner.into(),
    }
}

/// The four waves.
pub fn groups() -> Vec<ScopeGroup> {
    let group = |title: &str, quiet: &str, lines: &[Line]| ScopeGroup {
        title: title.into(),
        quiet: quiet.into(),
        rows: lines.iter().map(row).collect(),
    };
    vec![
        group("Wave 1: identity and edge", "22:10–23:10, then gate A", &WAVE_1),
        group("Wave 2: payments", "23:20–00:40, then gate B", &WAVE_2),
        group("Wave 3: checkout and mobile", "00:55–01:50, then gate C", &WAVE_3),
        group("Wave 4: search, data, tidy-up", "02:00–03:00", &WAVE_4),
    ]
}

/// The dependency map of the same changes.
pub fn map() -> DependencyMap {
    let node = |reference: &str, title: &str, risk: u8, wave: u16, row: u16| MapNode {
        reference: reference.into(),
        title: title.into(),
        risk: Some(Risk::of(risk)),
        wave,
        row,
    };
    let link = |from: usize, to: usize, via: &[(u16, u16)], critical: bool| MapLink {
        from,
        to,
        via: via.to_vec(),
        critical,
    };
    DependencyMap {
        waves: vec![
            "Wave 1 · 22:10".into(),
            "Wave 2 · 23:20".into(),
            "Wave 3 · 00:55".into(),
            "Wave 4 · 02:00".into(),
        ],
        nodes: vec![
            node("CHG-1031", "Identity key rotation", 4, 0, 0),
            node("CHG-1035", "OpenSSL on edge", 3, 0, 3),
            node("CHG-1032", "Session store limits", 2, 0, 4),
            node("CHG-1036", "Till certificates", 1, 0, 6),
            node("CHG-1040", "Payments database: new column, back-fill", 4, 1, 1),
            node("CHG-1042", "Ledger 3.12.1", 3, 1, 2),
            node("CHG-1041", "Payments API 8.4.0", 5, 1, 3),
            node("CHG-1044", "Fraud rules 2026-11", 2, 1, 5),
            node("CHG-1045", "Gift card balances 2.7", 3, 1, 6),
            node("CHG-1051", "Mobile API 5.9.0", 3, 2, 0),
            node("CHG-1050", "Checkout web 12.0.0", 4, 2, 3),
            node("CHG-1053", "Order events v7", 2, 2, 4),
            node("CHG-1054", "Price cache 60 s", 2, 2, 5),
            node("CHG-1060", "Search index 31", 3, 3, 0),
            node("CHG-1061", "Recommendations r88", 1, 3, 1),
            node("CHG-1064", "Warehouse reads ledger v2", 2, 3, 2),
            node("CHG-1063", "Retire vouchers", 3, 3, 3),
        ],
        links: vec![
            link(0, 9, &[(1, 0)], false),
            link(1, 6, &[], false),
            link(2, 10, &[(1, 4)], false),
            link(4, 5, &[], true),
            link(5, 6, &[], true),
            link(6, 10, &[], true),
            link(6, 9, &[], false),
            link(7, 10, &[], false),
            link(5, 15, &[(2, 2)], false),
            link(11, 15, &[], false),
            link(10, 16, &[], true),
        ],
        alt: "Seventeen changes in four waves. The critical path runs from the payments column over \
              ledger and payments API to checkout web and the retirement of vouchers."
            .into(),
    }
}

/// The heat map of the same changes.
pub fn heat() -> HeatMap {
    let mark = |likelihood: u8, impact: u8, label: &str| HeatMark {
        likelihood,
        impact,
        label: label.into(),
    };
    HeatMap {
        marks: vec![
            mark(4, 5, "1041"),
            mark(3, 4, "1040"),
            mark(3, 5, "1031"),
            mark(3, 5, "1050"),
            mark(3, 3, "1051"),
            mark(3, 3, "1063"),
            mark(3, 2, "1060"),
            mark(2, 3, "1045"),
            mark(2, 4, "1035"),
            mark(2, 4, "1042"),
            mark(2, 2, "1044"),
            mark(2, 2, "1054"),
            mark(1, 3, "1053"),
            mark(1, 3, "1064"),
            mark(1, 4, "1032"),
            mark(1, 1, "1061"),
            mark(1, 1, "1036"),
        ],
        notes: vec![
            Prose::from("Numbers are the last four digits of the change. ")
                .strong("Position, number and word")
                .plain(" carry the level, so a greyscale print and a colour-blind reader lose nothing."),
            Prose::default()
                .strong("After mitigation")
                .plain(" 1041 falls to 3 (canary with automatic stop), 1040 to 3 (two rehearsals), 1031 to 2 (old key valid for 24 h)."),
        ],
        alt: "One change of risk 5: CHG-1041. Three of risk 4: CHG-1031, CHG-1040, CHG-1050.".into(),
        ..HeatMap::usual()
    }
}
