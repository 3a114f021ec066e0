//! The CAB: what comes on its agenda, who may decide, what a verdict does, and when an approval holds no longer.

#![allow(clippy::unwrap_used, reason = "a test whose plan cannot be built has failed")]

use chrono::TimeDelta;
use planning::cab::*;
use planning::collision::Index;
use planning::finding::check;
use planning::gate::gate;
use planning::graph::Graph;
use planning::map::{ReadyLevel, readiness};
use planning::*;
use proptest::prelude::*;
use testkit::{generate, plan};
use uuid::Uuid;

const OPENS: &str = "2026-11-12T13:00:00Z";

/// Thursday's CAB over a night with four changes: two to discuss, one to approve unseen, one that is standard.
const NIGHT: &str = "
    plan      Q4 in Europe/Berlin
    people    sofia; tomas; grace; jonas; owen; nils
    services  ledger tier 0; payments uses ledger; shop uses payments
    windows   every Wed 20:00-23:59 Europe/Berlin called Nights
    release   RO-1 2026-11-18 22:00 1h
    change    CHG-1 ledger 10m risk 4x4 by tomas in RO-1 back-out 20m evidence 3/3
    change    CHG-2 shop 5m risk 1 by grace in RO-1 back-out 5m evidence 2/2
    change    CHG-3 shop 5m risk 1 by grace in RO-1
    change    CHG-4 shop 5m risk 1 standard in RO-1 back-out 5m evidence 1/1
";

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}
fn id<I: From<Uuid>>(number: u128) -> I {
    I::from(Uuid::from_u128(number))
}
fn person(plan: &Plan, name: &str) -> PersonId {
    plan.people.iter().find(|one| one.name == name).unwrap().id
}
fn change<'a>(plan: &'a Plan, name: &str) -> &'a Change {
    plan.changes
        .iter()
        .find(|one| one.reference.as_str() == name)
        .unwrap()
}

fn series(plan: &Plan, quorum: u32) -> MeetingSeries {
    let seat = |name: &str, role: MemberRole, votes: bool, delegate: Option<&str>| BoardMember {
        person: person(plan, name),
        role,
        votes,
        delegate: delegate.map(|name| person(plan, name)),
    };
    MeetingSeries {
        id: id(900),
        reference: Reference::new("CAB").unwrap(),
        name: "CAB".into(),
        kind: MeetingKind::Normal,
        recurrence: Recurrence {
            rule: "FREQ=WEEKLY;BYDAY=TH".into(),
            from: "2026-10-01".parse().unwrap(),
            starts: "14:00".parse().unwrap(),
            minutes: 60,
            zone: "Europe/Berlin".parse().unwrap(),
        },
        until: None,
        members: vec![
            seat("tomas", MemberRole::Member, true, None),
            seat("grace", MemberRole::Member, true, Some("nils")),
            seat("sofia", MemberRole::Chair, true, None),
            seat("jonas", MemberRole::Member, false, None),
        ],
        quorum,
        agenda: AgendaRule::default(),
        origin: None,
    }
}

/// The plan with Thursday's meeting and its agenda by rule, running, with all there.
fn meeting(text: &str) -> Plan {
    let mut plan = plan(text);
    let series = series(&plan, 2);
    let present = series.members.iter().map(|member| member.person).collect();
    plan.put(series.clone());
    let items = agenda(&plan, &Index::of(&plan), &series, at(OPENS));
    plan.put(CabMeeting {
        id: id(901),
        series: series.id,
        starts_at: at(OPENS),
        state: MeetingState::Running,
        present,
        standing: None,
        opened_at: Some(at(OPENS)),
        paused_at: None,
        paused_seconds: 0,
        item_since: None,
        closed_at: None,
        blank: false,
        pre_read: None,
    });
    for (number, item) in items.into_iter().enumerate() {
        let number = u32::try_from(number).unwrap();
        plan.put(item.item(id(1000 + u128::from(number)), id(901), number));
    }
    plan
}

fn item(plan: &Plan, name: &str) -> AgendaItem {
    let about = Some(Subject::Change(change(plan, name).id));
    plan.agenda_items
        .iter()
        .find(|one| one.subject == about)
        .unwrap()
        .clone()
}

fn try_deciding(plan: &Plan, name: &str, verdict: CabVerdict, note: &str) -> Result<Outcome, Refusal> {
    let asked = Deciding {
        item: item(plan, name).id,
        verdict,
        note,
        id: id(2000),
        by: "sofia",
        now: at("2026-11-12T13:20:00Z"),
        next_meeting: Some(at("2026-11-19T13:00:00Z")),
    };
    decide(plan, &Index::of(plan), &asked)
}

fn decided(plan: &Plan, name: &str, verdict: CabVerdict, note: &str) -> (Plan, Outcome) {
    let outcome = try_deciding(plan, name, verdict, note).unwrap();
    let mut after = plan.clone();
    after.put(outcome.decision.clone());
    if let Some(change) = outcome.change.clone() {
        after.put(change);
    }
    (after, outcome)
}

fn owe(plan: &mut Plan, number: u128, kind: StepKind, name: &str, owner: Option<&str>, due: Option<&str>) {
    plan.put(OwedStep {
        id: id(number),
        kind,
        item: Some(item(plan, name).id),
        subject: Some(Subject::Change(change(plan, name).id)),
        text: "Rehearse the back-out again".into(),
        owner: owner.map(|owner| person(plan, owner)),
        due: due.map(|due| due.parse().unwrap()),
        done_at: None,
        done_by: String::new(),
        evidence: String::new(),
    });
}

/// Sentences of one rule.
fn said(plan: &Plan, rule: &str) -> Vec<String> {
    let found = check(plan, at("2026-11-12T13:30:00Z"));
    found
        .into_iter()
        .filter(|finding| finding.rule == rule)
        .map(|finding| format!("{}: {}", finding.severity, finding.sentence))
        .collect()
}

fn drawn(plan: &Plan) -> String {
    let series = plan.meetings.get(&id(900)).unwrap();
    agenda(plan, &Index::of(plan), series, at(OPENS))
        .into_iter()
        .map(|item| {
            format!(
                "{} {:>2} {}: {}\n",
                item.block, item.minutes, item.title, item.why
            )
        })
        .collect()
}

#[test]
fn the_risky_is_discussed_the_harmless_approved_together_the_standard_skips_the_board() {
    assert_eq!(
        drawn(&meeting(NIGHT)),
        "discuss  5 CHG-1 CHG-1: Risk 3, discussed from 3.\n\
         discuss  2 CHG-3 CHG-3: Risk 1; it lacks a measured back-out and a test.\n\
         consent  2 CHG-2 CHG-2: Risk 1, no collision; back-out, tests and owner are known.\n"
    );
}

#[test]
fn what_failed_and_what_is_owed_comes_first() {
    let mut plan = meeting(&format!(
        "{NIGHT}    release   RO-0 2026-11-04 22:00 1h
    change    CHG-0 shop 5m risk 2 backed-out in RO-0
    change    CHG-E ledger 5m risk 3 emergency deployed in RO-0
"
    ));
    owe(&mut plan, 1, StepKind::Action, "CHG-2", None, None);
    let drawn = drawn(&plan);
    let lines: Vec<&str> = drawn.lines().take(3).collect();
    assert_eq!(
        lines,
        [
            "review  2 Conditions and actions still open: 1 step from before is not done.",
            "review  5 CHG-0 CHG-0: Backed out, Wed 4 Nov 22:00 with RO-0.",
            "review  2 CHG-E CHG-E: Went out as an emergency, Wed 4 Nov 22:00 with RO-0.",
        ]
    );
}

#[test]
fn an_item_is_as_pressing_as_its_risk_its_date_and_its_collisions_together() {
    let plan = meeting(NIGHT);
    let series = plan.meetings.get(&id(900)).unwrap();
    let items = agenda(&plan, &Index::of(&plan), series, at(OPENS));
    // Six days and eight hours ahead.
    assert_eq!(
        items[0].priority,
        Priority {
            product: 9,
            risk: 3,
            urgency: 3,
            collisions: 0
        }
    );
}

#[test]
fn what_is_approved_together_takes_the_time_of_one() {
    let plan = meeting(NIGHT);
    let rule = plan.meetings.get(&id(900)).unwrap().agenda;
    let mut items = items_of(&plan, id(901));
    assert_eq!(minutes_of(&rule, &items), 5 + 2 + 2);
    items.retain(|item| item.block != AgendaBlock::Consent);
    assert_eq!(minutes_of(&rule, &items), 5 + 2);
}

#[test]
fn a_delegate_sits_on_one_empty_seat_and_on_no_taken_one() {
    let mut plan = meeting(NIGHT);
    let mut meeting = plan.cab_meetings.get(&id(901)).unwrap().clone();
    let [tomas, grace, nils] = ["tomas", "grace", "nils"].map(|name| person(&plan, name));
    let mut said = |present: Vec<PersonId>| {
        meeting.present = present;
        quorum(&plan, &meeting).sentence
    };
    assert_eq!(
        said(vec![tomas, nils]),
        "2 of 4 present, quorum met",
        "nils votes for grace"
    );
    assert_eq!(
        said(vec![grace, nils]),
        "1 of 4 present, 1 voter short of the quorum",
        "grace is there herself"
    );
    meeting.present = vec![tomas];
    plan.put(meeting);
    assert_eq!(
        try_deciding(&plan, "CHG-1", CabVerdict::Approved, "")
            .unwrap_err()
            .to_string(),
        "1 of 4 present, 1 voter short of the quorum. Nothing can be decided."
    );
    assert_eq!(
        self::said(&plan, "CAB-01"),
        ["error: CAB of Thu 12 Nov: 1 of 4 present, 1 voter short of the quorum."]
    );
}

#[test]
fn the_hint_names_whoever_votes_on_what_is_theirs() {
    let mut plan = meeting(NIGHT);
    let item = item(&plan, "CHG-1");
    let quorum = quorum(&plan, plan.cab_meetings.get(&id(901)).unwrap());
    let hints: Vec<String> = quorum
        .voters_of(&plan, &item)
        .into_iter()
        .map(|voter| voter.interest)
        .collect();
    assert_eq!(
        hints,
        ["", "tomas answers for CHG-1.", ""],
        "the chair sits first"
    );
    plan.put(CabVote {
        id: id(3000),
        item: item.id,
        person: person(&plan, "tomas"),
        choice: VoteChoice::For,
        chance: None,
        at: at(OPENS),
    });
    assert_eq!(
        said(&plan, "CAB-03"),
        ["warning: tomas voted for CHG-1, which is theirs."]
    );
    assert_eq!(
        tally(&quorum.voters_of(&plan, &item)),
        "1 for, chair decides last"
    );
}

#[test]
fn an_approval_is_the_state_of_the_change() {
    let plan = meeting(NIGHT);
    let (after, outcome) = decided(&plan, "CHG-1", CabVerdict::Approved, "");
    assert_eq!(outcome.sentence, "CHG-1 approved");
    assert!(!outcome.decision.changed_something);
    assert_eq!(change(&after, "CHG-1").state, ChangeState::Approved);
    let drawn = drawn(&after);
    assert!(!drawn.contains("CHG-1"), "it is decided: {drawn}");
}

#[test]
fn conditions_hold_the_release_until_the_last_is_ticked() {
    let mut plan = meeting(NIGHT);
    assert_eq!(
        try_deciding(&plan, "CHG-1", CabVerdict::ApprovedIf, "")
            .unwrap_err()
            .code(),
        "no-condition"
    );
    owe(&mut plan, 1, StepKind::Condition, "CHG-1", None, None);
    assert_eq!(
        said(&plan, "CAB-04"),
        ["warning: The condition “Rehearse the back-out again” of CHG-1 has neither owner nor date."]
    );
    assert_eq!(
        try_deciding(&plan, "CHG-1", CabVerdict::ApprovedIf, "")
            .unwrap_err()
            .to_string(),
        "The condition “Rehearse the back-out again” needs an owner and a date."
    );
    owe(
        &mut plan,
        1,
        StepKind::Condition,
        "CHG-1",
        Some("tomas"),
        Some("2026-11-16"),
    );
    assert_eq!(said(&plan, "CAB-04"), Vec::<String>::new());
    let (mut after, outcome) = decided(&plan, "CHG-1", CabVerdict::ApprovedIf, "");
    assert_eq!(outcome.sentence, "CHG-1 approved with 1 condition");
    let waits = "CHG-1 waits for: Rehearse the back-out again (tomas, by Mon 16 Nov).";
    let ledger = change(&after, "CHG-1").services[0];
    let night = at("2026-11-18T21:10:00Z");
    let closed = gate(&after, ledger, None, night);
    assert!(
        !closed.open && closed.reasons.contains(&waits.to_owned()),
        "{:?}",
        closed.reasons
    );
    let next = Some(at("2026-11-25T19:00:00Z"));
    assert_eq!(
        closed.opens_next, next,
        "the next night, in which the change does not go"
    );
    let ready = |plan: &Plan| {
        let release = change(plan, "CHG-1").release.unwrap();
        let all = readiness(plan, &Graph::of(plan), release);
        let one = all.into_iter().find(|one| one.reference == "CHG-1").unwrap();
        (one.own, one.sentence)
    };
    let (level, sentence) = ready(&after);
    assert_eq!(level, ReadyLevel::Ready);
    assert!(sentence.ends_with(waits), "{sentence}");
    let mut step = after.owed_steps.get(&id(1)).unwrap().clone();
    step.done_at = Some(at("2026-11-15T10:00:00Z"));
    after.put(step);
    assert!(gate(&after, ledger, None, night).open);
    assert_eq!(ready(&after).0, ReadyLevel::Approved);
}

#[test]
fn an_approval_expires_when_the_window_moves_and_comes_back_on_the_agenda() {
    let (mut plan, _) = decided(&meeting(NIGHT), "CHG-1", CabVerdict::Approved, "");
    let mut release = plan.releases.iter().next().unwrap().clone();
    release = release.shifted(TimeDelta::days(3));
    plan.put(release.clone());
    let why = "Goes Sat 21 Nov 22:00, was Wed 18 Nov 22:00";
    assert_eq!(
        said(&plan, "CAB-06"),
        [format!("error: The approval of CHG-1 has expired. {why}.")]
    );
    assert!(drawn(&plan).contains(&format!("CHG-1 CHG-1: Its approval has expired: {why}.")));
    let ledger = change(&plan, "CHG-1").services[0];
    let night = gate(&plan, ledger, None, release.deploy.start());
    assert!(
        night.reasons.contains(
            &"The approval of CHG-1 has expired: goes Sat 21 Nov 22:00, was Wed 18 Nov 22:00.".to_owned()
        ),
        "{:?}",
        night.reasons
    );
    plan.put(release.shifted(TimeDelta::days(-3)));
    assert_eq!(
        said(&plan, "CAB-06"),
        Vec::<String>::new(),
        "back where it was approved"
    );
}

#[test]
fn a_higher_risk_or_another_scope_ends_an_approval_a_lower_risk_does_not() {
    let (approved, _) = decided(&meeting(NIGHT), "CHG-1", CabVerdict::Approved, "");
    let with = |edit: &dyn Fn(&mut Change)| {
        let mut plan = approved.clone();
        let mut one = change(&plan, "CHG-1").clone();
        edit(&mut one);
        plan.put(one);
        said(&plan, "CAB-06")
    };
    let shop = change(&approved, "CHG-2").services[0];
    assert_eq!(
        with(&|one| one.services.push(shop)),
        ["error: The approval of CHG-1 has expired. Touches shop too."]
    );
    assert_eq!(
        with(&|one| {
            one.risk.probability = Some(Score::new(5).unwrap());
            one.risk.impact = Some(Score::new(5).unwrap());
        }),
        ["error: The approval of CHG-1 has expired. Risk 4, was 3."]
    );
    assert_eq!(
        with(&|one| one.risk.probability = Some(Score::new(1).unwrap())),
        Vec::<String>::new()
    );
}

#[test]
fn what_was_read_and_is_no_longer_so_is_shown() {
    let mut plan = meeting(NIGHT);
    let mut one = change(&plan, "CHG-1").clone();
    one.risk.evidence_seen = 2;
    plan.put(one);
    assert_eq!(
        said(&plan, "CAB-05"),
        Vec::<String>::new(),
        "nobody has read anything yet"
    );
    let mut meeting = plan.cab_meetings.get(&id(901)).unwrap().clone();
    meeting.pre_read = Some(PreRead {
        at: at("2026-11-10T09:00:00Z"),
        seq: 1,
    });
    plan.put(meeting);
    assert_eq!(
        said(&plan, "CAB-05"),
        ["warning: CHG-1 changed since the pre-read of Tue 10 Nov 10:00: 2 of 3 tests shown, were 3 of 3."]
    );
}

#[test]
fn a_deferred_change_waits_in_its_release_only_while_the_board_meets_before_it_goes() {
    let plan = meeting(NIGHT);
    assert_eq!(
        try_deciding(&plan, "CHG-1", CabVerdict::Deferred, " ")
            .unwrap_err()
            .to_string(),
        "Say why CHG-1 is deferred: whoever reads the minutes will ask."
    );
    // The board meets again the day after the night.
    let (after, outcome) = decided(&plan, "CHG-1", CabVerdict::Deferred, "no rehearsal");
    assert_eq!(
        outcome.sentence,
        "CHG-1 deferred, leaves its release: no rehearsal"
    );
    let one = change(&after, "CHG-1");
    assert_eq!(
        (one.release, one.deferrals, one.deferral_reason.as_str()),
        (None, 1, "Deferred, CAB of Thu 12 Nov: no rehearsal")
    );
    let mut later = plan.clone();
    let release = later.releases.iter().next().unwrap().shifted(TimeDelta::days(7));
    later.put(release);
    let (after, _) = decided(&later, "CHG-1", CabVerdict::Deferred, "no rehearsal");
    assert!(change(&after, "CHG-1").release.is_some());
    assert_eq!(change(&after, "CHG-1").deferrals, 0);
}

#[test]
fn a_rejected_change_leaves_its_release_and_starts_again() {
    let (after, outcome) = decided(&meeting(NIGHT), "CHG-1", CabVerdict::Rejected, "not before peak");
    let one = change(&after, "CHG-1");
    assert_eq!((one.state, one.release), (ChangeState::Proposed, None));
    assert!(outcome.decision.changed_something);
}

#[test]
fn an_emergency_is_approved_only_with_a_day_for_its_review() {
    let text = NIGHT.replace("risk 4x4", "risk 4x4 emergency");
    let mut plan = meeting(&text);
    assert_eq!(
        try_deciding(&plan, "CHG-1", CabVerdict::Approved, "")
            .unwrap_err()
            .to_string(),
        "CHG-1 is an emergency: say when it is reviewed, and by whom."
    );
    owe(
        &mut plan,
        1,
        StepKind::Review,
        "CHG-1",
        Some("tomas"),
        Some("2026-11-20"),
    );
    let (mut after, _) = decided(&plan, "CHG-1", CabVerdict::Approved, "");
    assert_eq!(said(&after, "CAB-08"), Vec::<String>::new());
    after.owed_steps.remove(&id(1));
    assert_eq!(
        said(&after, "CAB-08"),
        [
            "warning: CHG-1 was approved as an emergency at the CAB of Thu 12 Nov, and no day is set for its review."
        ]
    );
}

#[test]
fn an_item_pulled_into_the_consent_block_must_be_admissible() {
    let mut plan = meeting(NIGHT);
    let mut pulled = item(&plan, "CHG-3");
    pulled.block = AgendaBlock::Consent;
    plan.put(pulled);
    assert_eq!(
        said(&plan, "CAB-02"),
        [
            "warning: CHG-3 is to be approved together with others at the CAB of Thu 12 Nov, and lacks a measured back-out and a test."
        ]
    );
}

#[test]
fn a_meeting_that_has_too_much_to_do_says_so() {
    let mut plan = meeting(NIGHT);
    assert_eq!(said(&plan, "CAB-07"), Vec::<String>::new());
    let mut meeting = plan.cab_meetings.get(&id(901)).unwrap().clone();
    meeting.state = MeetingState::Planned;
    plan.put(meeting.clone());
    let mut long = item(&plan, "CHG-1");
    long.minutes = 61;
    plan.put(long);
    assert_eq!(
        said(&plan, "CAB-07"),
        ["warning: CAB of Thu 12 Nov has 1 h 05 on its agenda and 1 h to sit."]
    );
    meeting.state = MeetingState::Running;
    meeting.opened_at = Some(at("2026-11-12T12:20:00Z"));
    plan.put(meeting);
    assert_eq!(
        said(&plan, "CAB-07"),
        ["warning: CAB of Thu 12 Nov has sat 1 h 10 of 1 h."]
    );
}

#[test]
fn nothing_is_decided_before_a_meeting_opens_or_after_it_closed() {
    let mut plan = meeting(NIGHT);
    let meeting = plan.cab_meetings.get(&id(901)).unwrap().clone();
    for (state, code) in [
        (MeetingState::Planned, "meeting-not-open"),
        (MeetingState::Closed, "meeting-closed"),
    ] {
        plan.put(CabMeeting {
            state,
            ..meeting.clone()
        });
        assert_eq!(
            try_deciding(&plan, "CHG-1", CabVerdict::Approved, "")
                .unwrap_err()
                .code(),
            code
        );
    }
}

#[test]
fn with_few_cases_nothing_is_said_of_rates() {
    let (mut plan, outcome) = decided(&meeting(NIGHT), "CHG-1", CabVerdict::Approved, "");
    plan.put(CabVote {
        id: id(3000),
        item: outcome.decision.item,
        person: person(&plan, "grace"),
        choice: VoteChoice::For,
        chance: Some(90),
        at: at(OPENS),
    });
    let mut one = change(&plan, "CHG-1").clone();
    one.state = ChangeState::Deployed;
    plan.put(one);
    let worth = worth(&plan, at("2026-01-01T00:00:00Z"));
    assert_eq!(
        worth.sentence,
        "The board changed something in 0 of 1 item. Too few for a rate: 20 are needed."
    );
    assert_eq!((worth.share, worth.candidates.len()), (None, 0));
    assert_eq!((worth.voters[0].guesses, worth.voters[0].score), (1, None));
}

/// Twenty-one past changes of one service, each decided, each with a guess.
#[test]
fn a_voter_who_always_says_ninety_and_is_always_right_scores_a_hundredth() {
    let mut plan = meeting(NIGHT);
    let one = change(&plan, "CHG-1").clone();
    let grace = person(&plan, "grace");
    for number in 0..50_u128 {
        let past = Change {
            id: id(5000 + number),
            reference: Reference::new(&format!("OLD-{number}")).unwrap(),
            state: ChangeState::Deployed,
            ..one.clone()
        };
        let about = AgendaItem {
            id: id(6000 + number),
            subject: Some(Subject::Change(past.id)),
            ..item(&plan, "CHG-1")
        };
        plan.put(CabDecision {
            id: id(7000 + number),
            item: about.id,
            verdict: CabVerdict::Approved,
            note: String::new(),
            changed_something: false,
            decided_at: at(OPENS),
            by: "sofia".into(),
            stands_on: None,
        });
        plan.put(CabVote {
            id: id(8000 + number),
            item: about.id,
            person: grace,
            choice: VoteChoice::For,
            chance: Some(90),
            at: at(OPENS),
        });
        plan.put(past);
        plan.put(about);
    }
    let worth = worth(&plan, at("2026-01-01T00:00:00Z"));
    assert!((worth.voters[0].score.unwrap() - 0.01).abs() < 1e-12);
    assert_eq!(worth.share.map(|(low, _)| low < 1e-9), Some(true));
    assert_eq!(worth.candidates[0].name, "ledger");
    assert!((worth.candidates[0].expected - 51.0 / 52.0).abs() < 1e-12);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever the plan: the pressing first, nothing unseen that lacks anything, nothing twice, nothing too far ahead.
    #[test]
    fn every_agenda_keeps_its_rule(seed in 1_u64..200, days in 0_i64..90, from in 1_u8..6) {
        let plan = generate(seed, 120, 30, 80);
        let index = Index::of(&plan);
        let first = plan.releases.iter().map(|release| release.deploy.start()).min().unwrap();
        let starts_at = first + TimeDelta::days(days);
        let mut series = MeetingSeries { members: Vec::new(), ..series(&meeting(NIGHT), 0) };
        series.agenda.discuss_from = Score::new(from).unwrap();
        let items = agenda(&plan, &index, &series, starts_at);
        prop_assert_eq!(&items, &agenda(&plan, &index, &series, starts_at));
        let blocks: Vec<usize> = items
            .iter()
            .map(|item| [AgendaBlock::Review, AgendaBlock::Discuss, AgendaBlock::Consent, AgendaBlock::Inform]
                .iter().position(|block| *block == item.block).unwrap())
            .collect();
        prop_assert!(blocks.is_sorted());
        let mut seen: Vec<Subject> = items.iter().filter_map(|item| item.subject).collect();
        let all = seen.len();
        seen.sort_unstable();
        seen.dedup();
        prop_assert_eq!(seen.len(), all);
        for pair in items.windows(2).filter(|pair| pair[0].block == pair[1].block && pair[0].block == AgendaBlock::Discuss) {
            prop_assert!(pair[0].priority >= pair[1].priority);
        }
        for item in &items {
            let p = item.priority;
            prop_assert_eq!(p.product, p.risk * p.urgency * (1 + p.collisions));
            let Some(Subject::Change(id)) = item.subject else { continue };
            let change = plan.changes.get(&id).unwrap();
            prop_assert!(change.kind != ChangeKind::Standard || item.block == AgendaBlock::Review);
            if item.block == AgendaBlock::Consent {
                prop_assert!(not_admissible(change).is_empty());
                prop_assert!(p.risk < u32::from(from) && p.collisions == 0);
            }
            if item.block != AgendaBlock::Review {
                let goes = item.footing.as_ref().unwrap().deploy.unwrap().start();
                prop_assert!(goes >= starts_at && goes < starts_at + TimeDelta::days(14));
            }
        }
    }

    /// However it is stepped through, paused and resumed: what the items took is what the meeting sat.
    #[test]
    fn the_clocks_of_the_items_add_up_to_the_clock_of_the_meeting(
        steps in proptest::collection::vec((0_i64..400, 0_u8..3, 0_usize..3), 1..30),
    ) {
        let mut plan = meeting(NIGHT);
        let mut now = at(OPENS);
        let items: Vec<AgendaItemId> = items_of(&plan, id(901)).iter().map(|item| item.id).collect();
        let fresh = plan.cab_meetings.get(&id(901)).unwrap().clone();
        plan.put(opened(&CabMeeting { opened_at: None, ..fresh }, Some(items[0]), now));
        for (seconds, what, which) in steps {
            now = now + TimeDelta::seconds(seconds);
            let meeting = plan.cab_meetings.get(&id(901)).unwrap().clone();
            let standing = plan.agenda_items.get(&meeting.standing.unwrap()).unwrap().clone();
            match what {
                0 => {
                    plan.put(leave(&meeting, &standing, now));
                    plan.put(stand(&meeting, items[which], now));
                }
                1 if meeting.paused_at.is_none() => {
                    plan.put(leave(&meeting, &standing, now));
                    plan.put(paused(&meeting, now));
                }
                _ => plan.put(resumed(&meeting, now)),
            }
            let meeting = plan.cab_meetings.get(&id(901)).unwrap();
            let later = now + TimeDelta::seconds(7);
            let sum: u32 = items_of(&plan, id(901)).iter().map(|item| spent(meeting, item, later)).sum();
            prop_assert_eq!(sum, elapsed(meeting, later));
        }
    }
}
