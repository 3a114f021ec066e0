//! The CAB deck for RO-23, and an empty one.

use super::{at, imprint, night, release_plan, scope, window};
use report::value::*;

fn number(value: &str, label: &str) -> Number {
    Number {
        value: value.into(),
        label: label.into(),
        note: String::new(),
    }
}

fn opening() -> Opening {
    let line = |at: &str, what: &str, minutes| AgendaLine {
        at: at.into(),
        what: what.into(),
        minutes,
    };
    let stop = |when: &str, what: &str, kind| RoadStop {
        when: when.into(),
        what: what.into(),
        kind,
    };
    Opening {
        kicker: "Change advisory board · Tue 17 Nov 2026, 10:00–10:45".into(),
        title: "Approve RO-23 for 18 November, on two conditions".into(),
        conditions: vec![
            Prose::default().strong("Tests. ").plain("The two open payment failures are closed by Mon 16 Nov, 17:00"),
            Prose::default().strong("Finance. ").plain("The voucher export is confirmed by Tue 17 Nov, 09:00"),
        ]
        .into(),
        fallback: "If either is missed: waves 2 to 4 move to 3 December. Wave 1 goes ahead alone, because the identity keys expire on 30 November.".into(),
        numbers: vec![
            number("17", "changes"),
            number("14", "services"),
            number("5", "highest risk"),
            number("80 min", "read-only"),
            number("45 min", "back-out"),
        ],
        agenda: vec![
            line("10:00", "Last week: 11 done, 1 backed out", 5),
            line("10:05", "Release at a glance, calendar", 5),
            line("10:10", "CHG-1041 Payments API 8.4.0", 10),
            line("10:20", "CHG-1040 Schema back-fill", 5),
            line("10:25", "CHG-1031 Identity keys", 5),
            line("10:30", "Thirteen low-risk changes, one list", 5),
            line("10:35", "Freeze and exceptions", 5),
            line("10:40", "Decision, read back aloud", 5),
        ]
        .into(),
        road: vec![
            stop("9 Nov", "today", StopKind::Today),
            stop("17 Nov", "this board", StopKind::Decision),
            stop("16–17 Nov", "conditions close", StopKind::Step),
            stop("18–19 Nov", "deploy", StopKind::Step),
            stop("20 Nov", "freeze starts", StopKind::Freeze),
        ],
    }
}

/// A slide for each change that needs the meeting.
pub fn slides() -> Vec<ChangeSlide> {
    let span = window("2026-11-18T22:00:00Z", "2026-11-19T04:00:00Z");
    let capture = ChangeSlide {
        kicker: "CHG-1041 · normal change · wave 2 · 1 of 4".into(),
        title: "Payments API 8.4.0: idempotent capture".into(),
        risk: Risk::VeryHigh,
        after: Some(Risk::Medium),
        board: Verdict::new(State::Conditional, "open"),
        what: Answer::new(
            "Capture becomes idempotent",
            Prose::from("New state machine; needs column ")
                .code("version")
                .plain(" from CHG-1040"),
        ),
        why_now: Answer::new(
            "37 double captures in Q3",
            "£112k refunded; peak trading brings 2.3 × the traffic",
        ),
        when: Answer::new("Thu 00:15–00:40", ""),
        bar: Some(NightBar {
            span,
            wave: Some(window("2026-11-18T23:20:00Z", "2026-11-19T00:40:00Z")),
            change: window("2026-11-19T00:15:00Z", "2026-11-19T00:40:00Z"),
            gate: Some((at("2026-11-19T00:45:00Z"), "gate B".into())),
            hue: 1,
        }),
        hurts: Answer::new("3 services, 100% of card orders", ""),
        services: vec!["Checkout".into(), "Subscriptions".into(), "Payouts".into()],
        back_out: Answer::new("25 min, until 00:40", "After gate B forward only"),
        tests: Answer::new(
            "1,204 of 1,206 passed",
            "Open: PAY-771 refund time-out, PAY-774 log level",
        ),
        tests_passed: Some((1_204, 1_206)),
        conflicts: Answer::new(
            "One open",
            "Warehouse 7.2 needs the data platform team the same night",
        ),
        who: Answer::new(
            "Priya Raghunathan",
            "Deputy Bảo Trần; on call until 06:00; watches the double-capture alarm",
        ),
        asked: Answer::new(
            "Approve, on condition 1",
            "PAY-771 and PAY-774 closed by Mon 17:00",
        ),
    };
    let column = ChangeSlide {
        kicker: "CHG-1040 · normal change · wave 2 · 2 of 4".into(),
        title: "Payments database: new column, and a back-fill of 48 million rows in batches".into(),
        risk: Risk::High,
        what: Answer::new(
            "Add a column, fill it",
            "First of two steps; nothing is removed in this release",
        ),
        why_now: Answer::new(
            "CHG-1041 needs it",
            "Without it the new capture flow cannot start",
        ),
        when: Answer::new("Wed 23:20 – Thu 00:00", ""),
        bar: Some(NightBar {
            span,
            wave: Some(window("2026-11-18T23:20:00Z", "2026-11-19T00:40:00Z")),
            change: window("2026-11-18T23:20:00Z", "2026-11-19T00:00:00Z"),
            gate: Some((at("2026-11-19T00:45:00Z"), "gate B".into())),
            hue: 1,
        }),
        back_out: Answer::new(
            "45 min, until 00:40",
            "Drop the column; no reader depends on it before gate B",
        ),
        tests: Answer::new("203 of 205 passed", "Open: replica lag alarm, batch restart"),
        tests_passed: Some((203, 205)),
        conflicts: Answer::new("None open", ""),
        who: Answer::new("Bảo Trần", "Deputy Åsa Lindström; on call until 04:00"),
        asked: Answer::new("Approve", ""),
        ..capture.clone()
    };
    let keys = ChangeSlide {
        kicker: "CHG-1031 · normal change · wave 1 · 3 of 4".into(),
        title: "Identity keys move to P-384".into(),
        risk: Risk::High,
        after: Some(Risk::Low),
        board: Verdict::new(State::Pending, "pending"),
        what: Answer::new(
            "New signing keys",
            "Publish, wait for the cache, switch the signer",
        ),
        why_now: Answer::new(
            "Keys expire 30 Nov",
            "The next window after the freeze is 3 December",
        ),
        services: [
            "Sign-in",
            "Account",
            "Store staff",
            "Mobile API",
            "Partner API",
            "Gift cards",
            "Call centre",
            "Loyalty",
        ]
        .map(String::from)
        .to_vec(),
        hurts: Answer::new("All sign-ins, 14 services", ""),
        tests: Answer::new("412 of 412 passed", "Rehearsed twice"),
        tests_passed: Some((412, 412)),
        bar: None,
        when: Answer::new("Wed 22:10–22:35", "Inside the window, before gate A"),
        conflicts: Answer::default(),
        ..column.clone()
    };
    vec![capture, column, keys]
}

/// The deck.
pub fn cab_deck() -> CabDeckDocument {
    let plan = release_plan();
    let since = |state, label: &str, reference: &str, what: &str, follows: &str, owner: &str| SinceRow {
        verdict: Verdict::new(state, label),
        reference: reference.into(),
        what: what.into(),
        follows: follows.into(),
        owner: owner.into(),
    };
    let rest: Vec<RestRow> = scope::groups()
        .into_iter()
        .flat_map(|group| group.rows)
        .filter(|row| row.risk.is_some_and(|risk| risk < Risk::High))
        .map(|row| RestRow {
            reference: row.reference,
            what: row.what.0.iter().map(Piece::text).collect(),
            risk: row.risk.unwrap_or(Risk::VeryLow),
            hurts: row.hurts,
            back_out_minutes: row.back_out_minutes,
            tests: row.tests,
            owner: row.owner,
        })
        .collect();
    let few = |risk, name: &str, quiet: &str| FewRow {
        risk: Risk::of(risk),
        name: name.into(),
        quiet: quiet.into(),
    };
    let decision = |what: &str, condition: &str, owner: &str, by: &str| DecisionRow {
        what: what.into(),
        decided: None,
        choices: vec!["approve".into(), "defer".into()],
        condition: condition.into(),
        owner: owner.into(),
        by: by.into(),
    };
    CabDeckDocument {
        imprint: imprint("CAB deck"),
        opening: opening(),
        since: SinceLastTime {
            kicker: "Since Tue 10 Nov 2026".into(),
            title: "Eleven changes done, one backed out, one emergency to ratify".into(),
            numbers: vec![number("11", "done"), number("1", "backed out"), number("1", "incident caused"), number("1", "emergency to ratify"), number("2", "actions overdue")],
            rows: vec![
                since(State::Failed, "Backed out", "CHG-0991", "Loyalty 3.2: points were counted twice for 14 minutes", "Review on 24 Nov; fix in RO-24", "Dévi Naicker"),
                since(State::Pending, "To ratify", "CHG-1035", "OpenSSL on two of five edge zones, emergency", "Ratify today; the rest rides in wave 1", "Ngozi Adéọlá"),
                since(State::Conditional, "Overdue", "ACT-212", "Test data for the Norwegian market", "New date Fri 20 Nov", "Ingrid Sæther"),
            ]
            .into(),
        },
        calendar: Slide {
            kicker: "Release calendar, 26 October to 13 December 2026".into(),
            title: "One window before the freeze, and one release too many in it".into(),
            body: Part::Given(night::calendar()),
        },
        risk_map: RiskMap {
            kicker: "Risk · likelihood against impact, before mitigation".into(),
            title: "Four changes carry the risk; thirteen do not need the meeting".into(),
            heat: Part::Given(scope::heat()),
            few: vec![
                few(5, "1041  Payments API 8.4.0", "canary 5%, stop at 3 double captures"),
                few(4, "1040  Schema back-fill", "two rehearsals: 34 and 37 of 40 min"),
                few(4, "1031  Identity keys", "old key stays valid 24 h"),
                few(4, "1050  Checkout web 12", "flag, 5% of sessions"),
            ]
            .into(),
            rest: Prose::default().strong("The other thirteen").plain(" are risk 3 or lower, tested, and inside their windows. They are approved as one list unless a member asks for one."),
        },
        changes: slides().into(),
        rest: Slide {
            kicker: "Risk 3 or lower · tested · inside their windows".into(),
            title: "Thirteen changes to approve as one list".into(),
            body: rest.into(),
        },
        conflicts: Conflicts {
            kicker: "Collisions, freezes, exceptions asked".into(),
            title: "One exception to grant, one collision to settle".into(),
            findings: plan.findings,
            freezes: plan.freezes,
        },
        night: NightAndPeople {
            kicker: "Wed 18 Nov 22:00 – Thu 19 Nov 04:00, Europe/London".into(),
            title: "Four waves; after 00:45 there is no way back".into(),
            night: Part::Given(night::night()),
            people: plan.on_call,
            stop_rules: vec![
                Prose::default().strong("3 double captures: ").plain("stop, payments lead"),
                Prose::default().strong("Sign-in below 99% for 3 min: ").plain("B1, identity lead"),
                Prose::default().strong("Replica lag above 8 s: ").plain("pause the back-fill, database"),
            ]
            .into(),
        },
        decision: DecisionRecord {
            kicker: "Filled in during the meeting; read back before we close".into(),
            title: "Decision record".into(),
            rows: vec![
                DecisionRow { decided: Some(Verdict::new(State::Done, "Approved")), ..decision("Wave 1 (keys, sessions, edge)", "", "Zoë Müller-Kraus", "18 Nov") },
                decision("Wave 2 (payments)", "PAY-771, PAY-774 closed", "Priya Raghunathan", "Mon 16 Nov, 17:00"),
                decision("Wave 3 (checkout, mobile)", "As wave 2", "Mateo Fernández", "Mon 16 Nov, 17:00"),
                decision("Wave 4 (search, data, vouchers)", "Voucher export confirmed", "ليلى حداد", "Tue 17 Nov, 09:00"),
                DecisionRow { choices: vec!["grant".into(), "refuse".into()], ..decision("Exception for CHG-1035, Edge vendor works", "Two of five zones already done", "Kwabena Mensah", "18 Nov") },
            ]
            .into(),
            footnote: "Voting: chair, business, service owner, security, operations, finance. Quorum 4. Abstentions are named.".into(),
        },
    }
}

/// A deck with nothing in it.
pub fn empty_deck() -> CabDeckDocument {
    let words = |title: &str| (String::from("RO-99"), String::from(title));
    let (kicker, title) = words("Nothing to decide");
    CabDeckDocument {
        imprint: imprint("CAB deck"),
        opening: Opening {
            kicker: kicker.clone(),
            title,
            conditions: Listing::default(),
            fallback: String::new(),
            numbers: vec![],
            agenda: Listing::missing("no agenda is set"),
            road: vec![],
        },
        since: SinceLastTime {
            kicker: kicker.clone(),
            title: "Since last time".into(),
            numbers: vec![],
            rows: Listing::default(),
        },
        calendar: Slide {
            kicker: kicker.clone(),
            title: "Calendar".into(),
            body: Part::Missing("RO-99 has no date".into()),
        },
        risk_map: RiskMap {
            kicker: kicker.clone(),
            title: "Risk".into(),
            heat: Part::Nothing,
            few: Listing::default(),
            rest: Prose::default(),
        },
        changes: Listing::default(),
        rest: Slide {
            kicker: kicker.clone(),
            title: "The rest".into(),
            body: Listing::default(),
        },
        conflicts: Conflicts {
            kicker: kicker.clone(),
            title: "Conflicts".into(),
            findings: Listing::default(),
            freezes: Listing::default(),
        },
        night: NightAndPeople {
            kicker: kicker.clone(),
            title: "The night".into(),
            night: Part::Nothing,
            people: Listing::missing("no rota is written"),
            stop_rules: Listing::default(),
        },
        decision: DecisionRecord {
            kicker,
            title: "Decision record".into(),
            rows: Listing::default(),
            footnote: String::new(),
        },
    }
}
