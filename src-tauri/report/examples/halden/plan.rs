//! The release plan of RO-23, an empty plan, and a plan of any size.

use super::{at, imprint, night, scope};
use report::value::*;

fn number(value: &str, label: &str, note: &str) -> Number {
    Number {
        value: value.into(),
        label: label.into(),
        note: note.into(),
    }
}

fn cover() -> Cover {
    let ready = |state, what: &str, when: &str| Readiness {
        state,
        what: what.into(),
        when: when.into(),
    };
    let risk = |level, head: &str, text: &str, reference: &str| TopRisk {
        risk: Risk::of(level),
        text: Prose::default().strong(head).plain(text),
        reference: reference.into(),
    };
    Cover {
        purpose: "Release plan · for CAB decision".into(),
        title: "RO-23 Autumn".into(),
        subtitle: "Payments, checkout and identity: 17 changes in four waves".into(),
        facts: vec![
            Fact::new("Deployment window", "Wed 18 Nov 22:00 – Thu 19 Nov 04:00", "Six hours; checkout read-only for 80 minutes"),
            Fact::new("Release manager", "Ines Aldana", "Deputy: Samuel Adeyemi"),
            Fact::new("Decision due", "CAB, Tue 17 Nov, 10:00", "Freeze from 20 Nov; fallback 3 Dec"),
        ],
        decision_label: "Decision asked of the board".into(),
        decision: Prose::from("Approve waves 1 to 4 for 18 November, ")
            .strong("on two conditions")
            .plain(": the two open payment test failures are closed by Mon 16 Nov 17:00, and finance confirms the voucher export by Tue 17 Nov 09:00. If either is missed, waves 2 to 4 move to 3 December; wave 1 goes ahead alone, because the identity keys expire on 30 November."),
        numbers: vec![
            number("17", "changes", "11 normal, 5 standard, 1 emergency"),
            number("14", "services", "3 of them tier 1"),
            number("5", "highest risk", "payments API 8.4.0"),
            number("80 min", "read-only", "checkout, 23:20–00:40"),
            number("45 min", "longest back-out", "payments database"),
            number("00:45", "no return", "gate B, Thursday"),
        ],
        why_now: vec![
            Prose::from("Checkout 12 and payments 8.4.0 end the double captures seen on client retry (37 in the third quarter, £112k refunded). Both need the new ledger schema, so they ship together."),
            Prose::from("The identity provider’s signing keys expire on 30 November. They cannot wait for the December train, which starts after the peak trading freeze."),
            Prose::from("One emergency change rides along: the OpenSSL patch for CVE-2026-31337 on the edge proxies. It is already live in two of five zones."),
        ].into(),
        top_risks: vec![
            risk(5, "Capture flow. ", "A wrong state machine loses or doubles money. 1,204 of 1,206 tests pass; canary at 5%, automatic stop at 3 double captures.", "CHG-1041"),
            risk(4, "Schema back-fill. ", "48 million rows while orders arrive. Rehearsed twice: 34 and 37 minutes; the slot is 40.", "CHG-1040"),
            risk(4, "Key rotation. ", "A cached key signs everybody out. Rehearsed; the old key stays valid for 24 h.", "CHG-1031"),
        ].into(),
        readiness_title: "Readiness at 9 November".into(),
        readiness: vec![
            ready(State::Done, "Scope frozen", "2 Nov"),
            ready(State::Done, "Security scan, no open highs", "6 Nov"),
            ready(State::Conditional, "Acceptance test: 2 defects open", "16 Nov"),
            ready(State::Done, "Performance at 2.6 × peak", "6 Nov"),
            ready(State::Done, "Back-out rehearsed, 2 of 2", "5 Nov"),
            ready(State::Conditional, "Finance sign-off on vouchers", "17 Nov"),
            ready(State::Failed, "Warehouse load test", "8 Nov"),
            ready(State::Pending, "Customer notice sent", "14 Nov"),
        ].into(),
    }
}

fn runbook() -> Runbook {
    let step = |moment: &str, minutes: u32, step: Prose, who: &str, done: Prose| RunbookRow {
        at: moment.into(),
        minutes: Some(minutes),
        step,
        who: who.into(),
        done_when: done,
        actual: String::new(),
        kind: StepKind::Step,
    };
    let gate = |row: RunbookRow| RunbookRow {
        kind: StepKind::Gate,
        ..row
    };
    let last = |row: RunbookRow| RunbookRow {
        kind: StepKind::PointOfNoReturn,
        ..row
    };
    let group = |title: &str, quiet: &str, rows| RunbookGroup {
        title: title.into(),
        quiet: quiet.into(),
        rows,
    };
    Runbook {
        note: "Times are Europe/London. A step starts when the one before is ticked; the plan column is the plan, write the actual time beside it.".into(),
        groups: vec![
            group("Before", "40 min planned, 0 min slack", vec![
                step("21:30", 30, "Open the bridge call, confirm roll call, start the change clock".into(), "Release manager", "All six leads answer".into()),
                step("22:00", 10, "Announce the work, scale the support rota, mute known alerts".into(), "Service desk", Prose::from("Status page shows ").strong("Maintenance")),
            ]),
            group("Wave 1: identity and edge", "60 min planned, 5 min slack", vec![
                step("22:10", 25, "Rotate identity keys: publish new key, wait for JWKS cache (15 min), switch signer".into(), "Identity", Prose::default().code("kid=2026-11").plain(" in 100% of new tokens")),
                step("22:35", 15, "Raise session-store limits, rolling restart of three nodes".into(), "Platform", "Error rate below 0.05%, no evictions".into()),
                step("22:50", 20, "Patch edge proxies, one zone at a time".into(), "Edge", Prose::default().code("openssl version").plain(" 3.5.4 on 36 of 36")),
                gate(step("23:10", 10, Prose::default().strong("Gate A. ").plain("Sign-in success ≥ 99.7% for ten minutes. Go / no-go for wave 2"), "Release manager", "Go recorded by duty manager".into())),
            ]),
            group("Wave 2: payments", "95 min planned, 0 min slack", vec![
                step("23:20", 40, "Add column and back-fill in batches; replica lag stays under 8 s".into(), "Database", Prose::default().code("rows_left = 0").plain(", lag < 8 s")),
                step("00:00", 15, "Deploy ledger 3.12.1 (3 pods, then all)".into(), "Finance systems", "Both schema versions read".into()),
                step("00:15", 25, "Deploy payments API: 5%, 25%, 100%".into(), "Payments", "Double captures 0, p95 < 310 ms".into()),
                last(step("00:40", 15, "Gate B: point of no return. After this the old writer cannot read version-2 rows".into(), "Release manager, payments", "Go recorded; otherwise start B2".into())),
                step("00:55", 5, "Enable fraud rules 2026-11".into(), "Fraud", "Decline rate within ±0.4 points".into()),
            ]),
            group("Wave 3: checkout and mobile", "60 min planned, 10 min slack", vec![
                step("01:00", 35, Prose::from("Deploy checkout web 12 and mobile API; flag ").code("co12").plain(" at 5%"), "Web, mobile", "Synthetic purchase in 6 markets".into()),
                step("01:35", 15, "Publish order events v7".into(), "Orders", "v6 and v7 counts equal".into()),
                gate(step("01:50", 10, Prose::default().strong("Gate C. ").plain("Conversion within ±1% of the same hour last week"), "Release manager", "Go for wave 4".into())),
            ]),
            group("Wave 4: search, data, tidy-up", "120 min planned, 0 min slack", vec![
                step("02:00", 60, "Search index switch, recommendations, vouchers off, warehouse load, status page".into(), "Five teams in parallel", "Each lead reports done".into()),
                step("03:00", 60, "Early-life watch, end-to-end business checks, close the change".into(), "All leads", "Dashboard green for 45 min".into()),
            ]),
        ].into(),
    }
}

fn back_out() -> BackOut {
    let way = |name: &str, when: Prose, what: Prose, minutes: u32, safe: &str, decides: &str| BackOutRow {
        name: name.into(),
        when,
        what,
        minutes: Some(minutes),
        last_safe: safe.into(),
        decides: decides.into(),
    };
    BackOut {
        rows: vec![
            way(
                "B1",
                "Gate A fails, or sign-in success below 99% for three minutes".into(),
                "Switch signer back to the old key (still valid), keep the edge patch".into(),
                20,
                "03:40",
                "Identity lead",
            ),
            way(
                "B2",
                Prose::from("Any failure from 23:20 up to ").strong("gate B"),
                "Payments API to 8.3.6, ledger to 3.11, drop the new column; checkout leaves read-only"
                    .into(),
                45,
                "00:40",
                "Release manager",
            ),
            way(
                "B3",
                "After gate B: double captures ≥ 3, or p95 above 600 ms".into(),
                Prose::default()
                    .strong("Forward only: ")
                    .plain("flag ")
                    .code("co12")
                    .plain(" off, capture queue to manual, hotfix branch ")
                    .code("8.4.x"),
                25,
                "03:35",
                "Duty director",
            ),
            way(
                "B4",
                "Wave 3 or 4 only".into(),
                "Flag off, or previous image; no data step".into(),
                10,
                "03:50",
                "Team lead",
            ),
        ]
        .into(),
        cannot_be_undone: vec![
            Prose::from("Rows written in version 2 after gate B: the old writer cannot read them."),
            Prose::from("Voucher lookups: the legacy service’s database is archived at 02:40."),
        ]
        .into(),
    }
}

/// The whole plan.
pub fn release_plan() -> ReleasePlanDocument {
    let verdict = Verdict::new;
    let approval = |role: &str, name: &str, state, label: &str, detail: &str| Approval {
        role: role.into(),
        name: name.into(),
        verdict: Verdict::new(state, label),
        detail: detail.into(),
    };
    let gate = |gate: &str, measure: &str, needed: &str, seen: &str, state, label: &str, evidence: &str| {
        TestGateRow {
            gate: gate.into(),
            measure: measure.into(),
            needed: needed.into(),
            seen: seen.into(),
            verdict: Verdict::new(state, label),
            evidence: evidence.into(),
        }
    };
    ReleasePlanDocument {
        imprint: imprint("Release plan"),
        profile: Profile::Full,
        decided: decided(),
        since: since(),
        cards: super::slides().into(),
        left_out: Vec::new(),
        attachment: Some(Attachment {
            name: "RO-23 plan.json".into(),
            media_type: "application/json".into(),
            description: "Every record of the plan.".into(),
            bytes: b"{\"plan\":\"RO-23\"}\n".to_vec(),
        }),
        cover: cover(),
        calendar: Part::Given(night::calendar()),
        night: Part::Given(night::night()),
        scope: Scope {
            note: "Every change in the release, in the order it is deployed. Risk is 1 (very low) to 5 (very high), from likelihood and impact; the heat map shows both.".into(),
            groups: scope::groups().into(),
        },
        sequence: Sequence {
            note: "An arrow reads “must be live before”. The heavy line is the critical path: 2 h 30 min from the back-fill to the checkout canary.".into(),
            map: Part::Given(scope::map()),
            reasons: vec![
                OrderReason { first: "CHG-1040 payments column".into(), then: "CHG-1042 ledger".into(), why: "Ledger 3.12.1 reads payment_intent.version and fails without it.".into() },
                OrderReason { first: "CHG-1042 ledger".into(), then: "CHG-1041 payments API".into(), why: "The API writes version-2 rows only when the ledger reads them.".into() },
                OrderReason { first: "CHG-1041 payments API".into(), then: "CHG-1050 checkout web".into(), why: "Checkout 12 calls capture with an idempotency key.".into() },
            ].into(),
        },
        heat: Part::Given(scope::heat()),
        risks: vec![
            RiskRow { reference: "CHG-1041".into(), risk: Risk::VeryHigh, after: Some(Risk::Medium), what: "Captures are lost or doubled".into(), mitigation: "Canary at 5%; automatic stop at 3 double captures; forward-only plan B3 rehearsed".into(), owner: "Priya Raghunathan".into() },
            RiskRow { reference: "CHG-1040".into(), risk: Risk::High, after: Some(Risk::Medium), what: "The back-fill outlasts its slot".into(), mitigation: "Two rehearsals on production-size data: 34 and 37 of 40 minutes".into(), owner: "Bảo Trần".into() },
            RiskRow { reference: "CHG-1031".into(), risk: Risk::High, after: Some(Risk::Low), what: "A cached key signs everybody out".into(), mitigation: "Old key valid for 24 h; caches drained first".into(), owner: "Zoë Müller-Kraus".into() },
            RiskRow { reference: "CHG-1050".into(), risk: Risk::High, after: Some(Risk::Low), what: "The new address form stops checkout in a market".into(), mitigation: "Flag per market, 5% of sessions, off in one minute".into(), owner: "Mateo Fernández".into() },
        ].into(),
        freezes: vec![
            FreezeRow { name: "Peak trading".into(), quiet: "agreed, hard".into(), window: "Fri 20 Nov 00:00 – Tue 1 Dec 06:00".into(), covers: "Everything customer-facing".into(), exception: Prose::from("RO-23 ends Thu 19 Nov 04:00: ").strong("no overlap").plain(", 20 h clear"), verdict: verdict(State::Done, "Clear") },
            FreezeRow { name: "Month-end".into(), quiet: "agreed, soft".into(), window: "Mon 30 Nov 00:00 – Wed 2 Dec 18:00".into(), covers: "Ledger, data platform".into(), exception: "None asked".into(), verdict: verdict(State::Done, "Clear") },
            FreezeRow { name: "Edge vendor works".into(), quiet: "proposed".into(), window: "Wed 18 Nov 22:00 – 23:30".into(), covers: "Zone 4 proxies".into(), exception: Prose::from("CHG-1035 runs 22:50–23:10 inside it; exception asked by Ngozi Adéọlá, ").strong("not granted yet"), verdict: verdict(State::Pending, "Asked") },
        ].into(),
        findings: vec![
            FindingRow { rule: "FRZ-002".into(), verdict: verdict(State::Conditional, "Warning"), sentence: "CHG-1035 deploys Wed 18 Nov 22:50, inside Edge vendor works (proposed, soft).".into(), ways_out: "Move zone 4 to 23:30, or grant the exception.".into() },
            FindingRow { rule: "CAP-001".into(), verdict: verdict(State::Failed, "Error"), sentence: "Warehouse 7.2 and RO-23 both need the data platform team on Wed 18 Nov.".into(), ways_out: "Move CHG-1064 to the 3 December departure, or end Warehouse 7.2 on Tue 17 Nov.".into() },
        ].into(),
        runbook: runbook(),
        back_out: back_out(),
        test_gates: vec![
            gate("Integration", "Tests passed, no severity 1 or 2 open", "100%", "99.9%", State::Done, "Passed", "SIT-1107 · 6 Nov"),
            gate("Acceptance", "Scripts signed by business owners", "118", "116", State::Conditional, "Conditional", "UAT-0988 · 8 Nov"),
            gate("Performance", "p95 at 2.3 × peak, 60 min", "310 ms", "284 ms", State::Done, "Passed", "PERF-231 · 6 Nov"),
            gate("Security", "Open findings, high or critical", "0", "0", State::Done, "Passed", "SEC-0442 · 6 Nov"),
            gate("Rehearsal", "Full run and back-out, production-size data", "2", "2", State::Done, "Passed", "DRY-017 · 5 Nov"),
            gate("Accessibility", "Checkout 12, WCAG 2.2 AA", "pass", "pass", State::Done, "Passed", "A11Y-090 · 5 Nov"),
        ].into(),
        defects: vec![
            DefectRow { reference: "PAY-771".into(), what: "Refund times out when the card issuer answers after 30 s".into(), severity: "Severity 3".into(), decision: "Fix before gate, by Mon 16 Nov 17:00".into(), owner: "Priya Raghunathan".into() },
            DefectRow { reference: "PAY-774".into(), what: "Capture log level is debug in production profile".into(), severity: "Severity 4".into(), decision: "Fix before gate".into(), owner: "Bảo Trần".into() },
        ].into(),
        messages: vec![
            MessageRow { when: "Sat 14 Nov 09:00".into(), to: "Customers with saved cards".into(), what: "Checkout is read-only on Wednesday night from 23:20 to 00:40".into(), by: "Customer care".into(), verdict: verdict(State::Pending, "To do") },
            MessageRow { when: "Tue 17 Nov 12:00".into(), to: "All stores".into(), what: "Gift cards keep working; tills restart once".into(), by: "Store operations".into(), verdict: verdict(State::Pending, "To do") },
        ].into(),
        on_call: vec![
            OnCallRow { role: "Release manager".into(), name: "Ines Aldana".into(), deputy: "Samuel Adeyemi".into(), hours: "21:30–06:00".into(), reach: "bridge, 4401".into() },
            OnCallRow { role: "Payments lead".into(), name: "Priya Raghunathan".into(), deputy: "Bảo Trần".into(), hours: "22:00–06:00".into(), reach: "bridge, 4417".into() },
            OnCallRow { role: "Order events".into(), name: "נועה לוי".into(), deputy: "ليلى حداد".into(), hours: "00:30–04:00".into(), reach: "bridge, 4420".into() },
        ].into(),
        approvals: Approvals {
            note: "Signing confirms that the risk, the back-out and the customer impact above are understood. Decisions taken in the application are listed with time and key; a printed copy is signed by hand.".into(),
            boxes: vec![
                approval("Change manager, chair", "Margarethe von Thun", State::Done, "Approved", "9 Nov 08:42 · key 7F3A"),
                approval("Business owner, checkout", "Tomás Ó Súilleabháin", State::Done, "Approved", "8 Nov 16:05 · key 22B8"),
                approval("Service owner, payments", "Priya Raghunathan", State::Conditional, "Conditional", "two tests open"),
                approval("Security", "Kwabena Mensah", State::Done, "Approved", "6 Nov 09:30 · key 91C2"),
                approval("Operations, duty manager", "Yuki Sato", State::Pending, "Pending", ""),
                approval("Finance", "נועה לוי", State::Pending, "Pending", ""),
            ].into(),
        },
        appendix: Appendix {
            facts: vec![
                ("Journal head".into(), "b5c1e7a04f9d2c88e31f60aa7d94b3f2c07e1d5a9b86f4403ce27d18a5f09b6e".into()),
                ("Entries".into(), "1,482, chain verified".into()),
                ("Data digest".into(), "7f3a91c20d4e55aa18c3be90d27f6641e09b2c4d8a7f13655d0e9ab3c8f2e417".into()),
                ("Plan file".into(), "format 1, Slipway 0.1.0".into()),
                ("Bundling".into(), "seed 23, 4.1 s, score −412, no constraint relaxed".into()),
            ],
            entries: vec![
                AuditRow { at: at("2026-11-02T15:01:00Z"), who: "Ines Aldana".into(), what: "Froze the scope of RO-23".into(), change: "".into(), reason: "Scope freeze by policy".into() },
                AuditRow { at: at("2026-11-05T10:22:00Z"), who: "Samuel Adeyemi".into(), what: "Moved CHG-1064 to wave 4".into(), change: "wave 3 → 4".into(), reason: "Needs ledger v2 live".into() },
                AuditRow { at: at("2026-11-08T18:40:00Z"), who: "Priya Raghunathan".into(), what: "Set the risk of CHG-1041".into(), change: "4 → 5".into(), reason: "Two acceptance tests open".into() },
            ].into(),
            versions: vec![
                VersionRow { version: "1.2".into(), at: at("2026-11-06T17:30:00Z"), by: "Ines Aldana".into(), what: "Rehearsal results, CHG-1045 added".into(), fingerprint: "21D0-7C4B-93AE".into() },
                VersionRow { version: "1.1".into(), at: at("2026-11-03T09:00:00Z"), by: "Ines Aldana".into(), what: "First plan after scope freeze".into(), fingerprint: "A09E-11F7-6632".into() },
            ].into(),
        },
    }
}

/// The same plan with `count` changes: the seventeen, over and over, and as many wave groups as needed.
pub fn grown(count: usize) -> ReleasePlanDocument {
    let mut plan = release_plan();
    let seed: Vec<ScopeRow> = scope::groups().into_iter().flat_map(|group| group.rows).collect();
    let per_group = (count / 4).clamp(6, 125);
    let rows: Vec<ScopeRow> = (0..count)
        .map(|index| {
            let mut row = seed[index % seed.len()].clone();
            row.reference = format!("CHG-{}", 2000 + index);
            row
        })
        .collect();
    let groups: Vec<ScopeGroup> = rows
        .chunks(per_group)
        .enumerate()
        .map(|(index, rows)| ScopeGroup {
            title: format!("Wave {}: group {}", index + 1, index + 1),
            quiet: format!("{} changes", rows.len()),
            rows: rows.to_vec(),
        })
        .collect();
    plan.scope.groups = groups.into();
    plan
}

/// A plan with nothing in it.
pub fn empty_plan() -> ReleasePlanDocument {
    ReleasePlanDocument {
        imprint: imprint("Release plan"),
        profile: Profile::Full,
        decided: Decided {
            note: String::new(),
            included: Listing::default(),
            deferred: Listing::default(),
        },
        since: Since {
            title: "What changed since the last version".into(),
            note: String::new(),
            rows: Listing::missing("no version was published"),
        },
        cards: Listing::default(),
        left_out: Vec::new(),
        attachment: None,
        cover: Cover {
            purpose: "Release plan".into(),
            title: "RO-99".into(),
            subtitle: "No changes yet".into(),
            facts: vec![],
            decision_label: "Decision asked of the board".into(),
            decision: Prose::default(),
            numbers: vec![],
            why_now: Listing::missing("nobody wrote why RO-99 is needed"),
            top_risks: Listing::default(),
            readiness_title: "Readiness".into(),
            readiness: Listing::missing("no readiness criteria are set for RO-99"),
        },
        calendar: Part::Missing("RO-99 has no date".into()),
        night: Part::Nothing,
        scope: Scope {
            note: String::new(),
            groups: Listing::default(),
        },
        sequence: Sequence {
            note: String::new(),
            map: Part::Nothing,
            reasons: Listing::default(),
        },
        heat: Part::Nothing,
        risks: Listing::default(),
        freezes: Listing::default(),
        findings: Listing::default(),
        runbook: Runbook {
            note: String::new(),
            groups: Listing::missing("no runbook is written for RO-99"),
        },
        back_out: BackOut {
            rows: Listing::missing("no way back is written"),
            cannot_be_undone: Listing::default(),
        },
        test_gates: Listing::default(),
        defects: Listing::default(),
        messages: Listing::default(),
        on_call: Listing::default(),
        approvals: Approvals {
            note: String::new(),
            boxes: Listing::missing("nobody is asked to approve"),
        },
        appendix: Appendix {
            facts: vec![],
            entries: Listing::default(),
            versions: Listing::default(),
        },
    }
}

fn decided() -> Decided {
    let row = |reference: &str, what: &str, risk: u8, goes: &str, quiet: &str, why: &str| DecidedRow {
        reference: reference.into(),
        what: what.into(),
        risk: Some(Risk::of(risk)),
        goes: goes.into(),
        quiet: quiet.into(),
        why: why.into(),
    };
    Decided {
        note: "16 included, 3 deferred. Reasons are those of the plan, not of this page.".into(),
        included: vec![
            row(
                "CHG-1042",
                "Stop double captures",
                5,
                "RO-23",
                "",
                "Due by contract on 30 Nov; RO-22 had no risk left.",
            ),
            row(
                "CHG-1044",
                "Rotate the edge keys",
                4,
                "RO-23",
                "",
                "Keys expire 30 Nov.",
            ),
        ]
        .into(),
        deferred: vec![
            row(
                "CHG-1051",
                "Replace the fraud model",
                4,
                "RO-24, Wed 2 Dec",
                "for the third time",
                "Its back-out takes 95 min and the night leaves 70.",
            ),
            row(
                "CHG-1066",
                "Archive vouchers",
                2,
                "waits",
                "",
                "Nobody has assessed it.",
            ),
        ]
        .into(),
    }
}

fn since() -> Since {
    let row = |reference: &str, kind: &str, sentence: &str| SinceVersionRow {
        reference: reference.into(),
        kind: kind.into(),
        sentence: sentence.into(),
    };
    Since {
        title: "What changed since version 3".into(),
        note: "Published Mon 2 Nov 2026 by Ines Aldana.".into(),
        rows: vec![
            row(
                "RO-23",
                "release",
                "RO-23 moves from Wed 25 Nov 22:00 to Wed 18 Nov 22:00.",
            ),
            row("CHG-1051", "change", "CHG-1051 leaves RO-23 and rides RO-24."),
        ]
        .into(),
    }
}
