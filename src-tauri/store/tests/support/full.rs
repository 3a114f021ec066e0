//! One plan with every field of every record filled, quotes, umlauts and line breaks included.

use super::{at, change, day, dependency, id, origin, reference, service, team, window};
use planning::plan::{Record, TableName};
use planning::*;
use store::Tx;

fn recurrence() -> Recurrence {
    Recurrence {
        rule: "FREQ=WEEKLY;BYDAY=TU".into(),
        from: day("2026-10-01"),
        starts: "22:00".parse().unwrap(),
        minutes: 240,
        zone: "Europe/Berlin".parse().unwrap(),
    }
}

fn scope() -> FreezeScope {
    FreezeScope {
        services: vec![id(31), id(30)],
        teams: vec![id(10)],
        systems: vec!["Payments".into(), "O'Hare \"hub\"".into()],
        kinds: vec![ServiceKind::ThirdParty, ServiceKind::Api],
        environments: vec![id(25)],
        except_services: vec![id(30)],
    }
}

/// Every field of every record filled.
pub fn full() -> Plan {
    let mut plan = Plan::default();
    plan.put(PlanSettings {
        id: id_nil(),
        name: "Q4 2026".into(),
        organisation: "Halden Retail".into(),
        zone: "Europe/Berlin".parse().unwrap(),
        currency: "€".into(),
        clocks: vec![Clock {
            label: "Pune".into(),
            zone: "Asia/Kolkata".parse().unwrap(),
        }],
        rights: vec![Right {
            act: Act::Publish,
            roles: vec!["Release manager".into(), "Head of “release”".into()],
        }],
    });
    plan.put(Team {
        lead: Some(id(20)),
        contact: "#payments\n“quoted”".into(),
        points_per_release: Some(40),
        crews: 2,
        origin: origin("t1"),
        ..team(10, "payments")
    });
    plan.put(Person {
        id: id(20),
        reference: reference("ines.costa"),
        name: "Inês Costa".into(),
        role: "Release manager".into(),
        team: Some(id(10)),
        zone: Some("Europe/Lisbon".parse().unwrap()),
        keys: vec!["ab".repeat(32), "cd".repeat(32)],
        origin: origin("p1"),
    });
    plan.put(Environment {
        id: id(25),
        reference: reference("PROD"),
        name: "Production".into(),
        class: EnvironmentClass::Production,
        region: "EMEA".into(),
        order_index: 3,
        quota_hours: Some(40),
        tests_per_day: Some(30),
        shares_data_with: vec![id(25)],
        origin: origin("e1"),
    });
    for number in [30, 31] {
        plan.put(Service {
            owner: Some(id(10)),
            system: "Payments".into(),
            regions: vec!["EMEA".into(), "APAC".into()],
            deploy_minutes: Some(15),
            validate_minutes: Some(5),
            back_out_minutes: Some(20),
            notice_days: Some(14),
            vanished_at: Some(at("2026-10-06T08:00:00Z")),
            origin: origin(&format!("s{number}")),
            ..service(number, &format!("svc-{number}"))
        });
    }
    plan.put(Dependency {
        environment: Some(id(25)),
        version_constraint: ">= 2.1".into(),
        contract: "prices-v3".into(),
        min_gap_minutes: 30,
        redundancy: Some(Redundancy {
            group: "ledgers".into(),
            minimum: 2,
        }),
        confirmed_by: Some(id(20)),
        confirmed_at: Some(at("2026-10-05T08:00:00Z")),
        evidence: vec![LinkEvidence {
            origin: origin("d1").unwrap(),
            first_seen: at("2026-10-01T08:00:00Z"),
            last_seen: at("2026-10-05T08:00:00Z"),
            present: true,
        }],
        note: "seen in traces".into(),
        ..dependency(40, 30, 31)
    });
    plan.put(Installed {
        id: id(45),
        service: id(31),
        environment: id(25),
        version: "2.4.0-rc.1".into(),
        observed_at: at("2026-11-01T06:00:00Z"),
        origin: origin("i1"),
    });
    plan.put(Compatibility {
        id: id(46),
        provider: id(31),
        provider_versions: ">= 2.4".into(),
        consumer: id(30),
        consumer_versions: "< 5".into(),
        verdict: CompatibilityVerdict::Untested,
        evidence: "run 118, “night”".into(),
        origin: origin("k1"),
    });
    plan.put(ReleaseTrain {
        id: id(50),
        reference: reference("RO"),
        name: "Regular".into(),
        cadence: Some(recurrence()),
        scope_lock_days: 10,
        test_days: 5,
        watch_hours: 48,
        capacity_points: Some(120),
        risk_budget: Some(300),
        critical_risk_budget: Some(80),
        teams: vec![id(10)],
        order_index: 1,
        cut_offs: vec![CutOff {
            name: "Code “complete”".into(),
            working_days: -10,
            at: "18:00".parse().unwrap(),
            needs: CutOffNeed::Code,
        }],
        shift: ShiftRule::Next,
        regions: vec!["EMEA".into(), "APAC".into()],
        origin: origin("tr1"),
    });
    plan.put(Departure {
        id: id(51),
        train: id(50),
        name: "R-5".into(),
        departs: window("2026-11-17T21:00:00Z", "2026-11-18T01:00:00Z"),
        scope_lock: Some(at("2026-11-07T17:00:00Z")),
        origin: origin("dep1"),
    });
    plan.put(Release {
        id: id(52),
        reference: reference("RO-23"),
        title: "November".into(),
        kind: ReleaseKind::Planned,
        state: ReleaseState::Locked,
        train: Some(id(50)),
        departure: Some(id(51)),
        owner: Some(id(20)),
        deputy: Some(id(20)),
        scope_lock: at("2026-11-07T17:00:00Z"),
        test_starts: at("2026-11-10T08:00:00Z"),
        deploy: window("2026-11-17T21:00:00Z", "2026-11-18T01:00:00Z"),
        watch_hours: 48,
        environment: Some(id(25)),
        capacity_points: Some(100),
        risk_budget: Some(250),
        merged_into: Some(id(52)),
        note: "two nights".into(),
        origin: origin("r1"),
    });
    plan.put(change(61, "CHG-1041"));
    plan.put(change(62, "CHG-1040"));
    plan.put(Change {
        kind: ChangeKind::Emergency,
        state: ChangeState::BackedOut,
        description: "Why\nand \\ what {\"if\": not}".into(),
        services: vec![id(31), id(30)],
        version: "2.4.0".into(),
        contracts: vec!["prices-v3".into(), "a “quoted” key".into()],
        team: Some(id(10)),
        owner: Some(id(20)),
        release: Some(id(52)),
        pinned: true,
        value_per_week: 4_000_000_000,
        effort_points: 8,
        deploy_minutes: 25,
        back_out_minutes: Some(40),
        reversible: Reversible::UntilStep,
        risk: RiskFacts {
            probability: Some(Score::new(4).unwrap()),
            impact: Some(Score::new(5).unwrap()),
            failed_before: 1,
            done_before: 9,
            evidence_needed: 6,
            evidence_seen: 5,
            back_out_rehearsed_on: Some(day("2026-10-20")),
            overridden: Some(RiskOverride {
                level: Score::new(3).unwrap(),
                reason: "rehearsed twice".into(),
                by: Some(id(20)),
            }),
        },
        ready_on: Some(day("2026-11-01")),
        due: Some(Due {
            on: day("2026-12-31"),
            kind: DueKind::Legal,
        }),
        requires: vec![id(62), id(61)],
        apart_from: vec![id(61)],
        together: "ledger".into(),
        deferrals: 2,
        deferral_reason: "no slot".into(),
        origin: origin("c1"),
        ..change(60, "CHG-1042")
    });
    plan.put(DeploymentWindow {
        id: id(70),
        reference: reference("WIN-EMEA"),
        name: "EMEA nights".into(),
        region: "EMEA".into(),
        class: WindowClass::Extended,
        recurrence: recurrence(),
        until: Some(day("2026-12-31")),
        environment: Some(id(25)),
        trains: vec![id(50)],
        services: vec![id(31), id(30)],
        origin: origin("w1"),
    });
    season(&mut plan);
    talks(&mut plan);
    plan
}

fn exception_case() -> ExceptionCase {
    ExceptionCase {
        reason_code: ExceptionReason::Legal,
        delta: vec!["one 'commit'".into(), "another".into()],
        environments: vec![id(25)],
        if_declined: "a fine".into(),
        risk: "a wrong word".into(),
        evidence: vec!["run 12".into()],
        back_out: "the last bundle".into(),
        back_out_rehearsed_on: Some(day("2026-10-30")),
        back_out_minutes: Some(12),
        staffing: vec!["Inês".into()],
        alternatives: "a letter".into(),
        days_asked: Some(2),
    }
}

fn exception_after() -> ExceptionAfter {
    ExceptionAfter {
        uses_allowed: 2,
        uses: vec![ExceptionUse {
            deployed: window("2026-11-24T22:00:00Z", "2026-11-24T23:00:00Z"),
            what: "wording".into(),
            conditions_met: true,
            by: "Inês".into(),
        }],
        review_due: Some(day("2026-11-26")),
        reviewed_at: Some(at("2026-11-26T10:00:00Z")),
        review: "nothing broke".into(),
    }
}

/// What talks end with, and the talks before them.
fn ends(plan: &mut Plan) {
    plan.put(Negotiation {
        id: id(186),
        reference: reference("NEG-2"),
        freeze: id(80),
        state: NegotiationState::Escalated,
        parties: Vec::new(),
        decider: None,
        silence_rule: SilenceRule::Consent,
        ends_by: None,
        event: None,
        mediator: None,
        policy: None,
        supersedes: None,
        escalation: String::new(),
        review: None,
    });
    plan.put(Interest {
        id: id(187),
        negotiation: id(82),
        party: "Commerce".into(),
        change: Some(id(60)),
        release: Some(id(52)),
        need: "wording in time".into(),
        value_per_day: 8000,
        hard_date: Some(day("2026-11-27")),
    });
    plan.put(Concession {
        id: id(188),
        negotiation: id(82),
        round: 2,
        giver: "Commerce".into(),
        taker: "Release".into(),
        gives: "a slot".into(),
        gets: "doubled on-call".into(),
        exception: Some(id(81)),
        accepted_at: Some(at("2026-11-03T15:00:00Z")),
    });
    plan.put(Agreement {
        id: id(189),
        negotiation: id(82),
        freeze: id(80),
        offer: id(83),
        version: 1,
        agreed_at: at("2026-11-03T16:00:00Z"),
        decided_by: Some(id(20)),
        review_on: Some(day("2026-12-03")),
        digest: "ab".repeat(32),
    });
    plan.put(AgreementSignature {
        id: id(195),
        agreement: id(189),
        party: "Commerce".into(),
        person: "Zoë".into(),
        at: at("2026-11-03T17:00:00Z"),
        method: SigningMethod::Key,
        key: Some("cd".repeat(32)),
        signature: Some("ef".repeat(64)),
    });
    plan.put(ThawPlan {
        id: id(196),
        freeze: id(80),
        daily_cap: 100,
        tier_cap: Some(1),
        days: vec![ThawDay {
            on: day("2026-12-02"),
            changes: vec![id(60)],
        }],
    });
}

fn season(plan: &mut Plan) {
    plan.put(BusinessTime {
        id: id(90),
        name: "Month “end”".into(),
        kind: BusinessTimeKind::VendorWindow,
        region: "EMEA".into(),
        zone: "Europe/Berlin".parse().unwrap(),
        occurs: Occurs::Recurring {
            recurrence: recurrence(),
        },
        services: vec![id(31), id(30)],
        note: "until “noon”".into(),
        origin: origin("bt1"),
    });
    plan.put(LoadCurve {
        id: id(91),
        service: Some(id(31)),
        region: "APAC".into(),
        zone: "Asia/Tokyo".parse().unwrap(),
        users: vec![4_000_000_000, 0, 17],
        origin: origin("lc1"),
    });
    plan.put(MeetingSeries {
        id: id(92),
        reference: reference("CAB"),
        name: "Change advisory board".into(),
        kind: MeetingKind::Emergency,
        recurrence: recurrence(),
        until: Some(day("2027-03-31")),
        members: vec![BoardMember {
            person: id(20),
            role: MemberRole::Chair,
            votes: true,
            delegate: Some(id(20)),
        }],
        quorum: 5,
        agenda: AgendaRule {
            discuss_from: Score::new(4).unwrap(),
            minutes_low: 1,
            minutes_medium: 4,
            minutes_high: 9,
            days_ahead: 21,
        },
        origin: origin("m1"),
    });
    the_meeting(plan);
    plan.put(Milestone {
        id: id(93),
        project: "Ledger’s move".into(),
        name: "Data frozen".into(),
        planned: day("2026-11-02"),
        forecasts: vec![Forecast {
            said_on: day("2026-10-05"),
            day: day("2026-11-06"),
        }],
        reached: Some(day("2026-11-07")),
        release: Some(id(52)),
        gate: MilestoneGate::Test,
        origin: origin("ms1"),
    });
    plan.put(Booking {
        id: id(94),
        reference: reference("BK-7"),
        environment: id(25),
        purpose: "Rehearse the ledger’s move".into(),
        release: Some(id(52)),
        change: Some(id(60)),
        mode: BookingMode::Exclusive,
        window: window("2026-11-10T08:00:00Z", "2026-11-10T11:00:00Z"),
        needs: vec![NeededVersion {
            service: id(31),
            version: ">= 2.4".into(),
        }],
        data: "masked copy of October".into(),
        priority: Score::new(4).unwrap(),
        requester: "Inês Costa".into(),
        team: Some(id(10)),
        state: BookingState::Waiting,
        asked_at: at("2026-11-02T09:00:00Z"),
        until: Some(at("2026-11-13T17:00:00Z")),
        origin: origin("b1"),
    });
    plan.put(SavedView {
        id: id(95),
        name: "Nights of “Payments”".into(),
        days: 14,
        lanes: vec!["windows".into(), "trains".into()],
        filter: "risk:>=4".into(),
    });
    plan.put(Waiver {
        id: id(96),
        rule: "DEP-03".into(),
        subjects: vec![Subject::Release(id(50)), Subject::Service(id(31))],
        finding: "CHG-1 changes prices-v3 of svc-30: nobody has tried “svc-31” with it.".into(),
        reason: "Contract run 412 is green.".into(),
        decided_by: "Inês Costa".into(),
        decided_at: at("2026-11-03T09:12:00Z"),
    });
}

fn the_meeting(plan: &mut Plan) {
    let footing = Footing {
        release: Some(id(52)),
        deploy: Some(window("2026-11-18T22:00:00Z", "2026-11-19T02:00:00Z")),
        services: vec![id(30), id(31)],
        level: 4,
        evidence_seen: 6,
        evidence_needed: 7,
        back_out_minutes: Some(55),
    };
    plan.put(CabMeeting {
        id: id(0xA0),
        series: id(92),
        starts_at: at("2026-11-05T13:00:00Z"),
        state: MeetingState::Running,
        present: vec![id(20)],
        standing: Some(id(0xA1)),
        opened_at: Some(at("2026-11-05T13:02:00Z")),
        paused_at: Some(at("2026-11-05T13:20:00Z")),
        paused_seconds: 61,
        item_since: Some(at("2026-11-05T13:14:00Z")),
        closed_at: Some(at("2026-11-05T14:00:00Z")),
        blank: true,
        pre_read: Some(PreRead {
            at: at("2026-11-03T09:00:00Z"),
            seq: 1,
        }),
    });
    plan.put(AgendaItem {
        id: id(0xA1),
        meeting: id(0xA0),
        order_index: 3,
        subject: Some(Subject::Change(id(60))),
        title: "CHG-1 moves the “ledger”".into(),
        block: AgendaBlock::Consent,
        minutes: 5,
        presenter: Some(id(20)),
        seconds_spent: 192,
        note: "“asked twice”".into(),
        questions: vec![RoomQuestion {
            by: Some(id(20)),
            text: "Is the watch over by month end?".into(),
            answer: "Yes, 72 h end on Wed 21 Oct.".into(),
        }],
        read_as: Some(footing.clone()),
    });
    plan.put(CabVote {
        id: id(0xA2),
        item: id(0xA1),
        person: id(20),
        choice: VoteChoice::Unsure,
        chance: Some(85),
        at: at("2026-11-05T13:16:00Z"),
    });
    plan.put(CabDecision {
        id: id(0xA3),
        item: id(0xA1),
        verdict: CabVerdict::ApprovedIf,
        note: "once rehearsed".into(),
        changed_something: true,
        decided_at: at("2026-11-05T13:17:00Z"),
        by: "Sofia Brandt".into(),
        stands_on: Some(footing),
    });
    plan.put(OwedStep {
        id: id(0xA4),
        kind: StepKind::Condition,
        item: Some(id(0xA1)),
        subject: Some(Subject::Change(id(60))),
        text: "Second back-out rehearsal".into(),
        owner: Some(id(20)),
        due: Some(day("2026-11-15")),
        done_at: Some(at("2026-11-14T10:00:00Z")),
        done_by: "Zoë".into(),
        evidence: "run 412".into(),
    });
}

fn talks(plan: &mut Plan) {
    let peak = window("2026-11-20T19:00:00Z", "2026-12-01T05:00:00Z");
    plan.put(FreezePolicy {
        name: "Peak “trading”".into(),
        event_type: "Sale".into(),
        max_exceptions: Some(3),
        ..FreezePolicy::of_the_house(id(79), reference("peak"))
    });
    plan.put(Freeze {
        id: id(80),
        reference: reference("FZ-12"),
        name: "Peak trading".into(),
        reason: "Black Friday".into(),
        level: FreezeLevel::Hard,
        state: FreezeState::Agreed,
        window: peak,
        zone: "Europe/London".parse().unwrap(),
        scope: scope(),
        asked_by: "Commerce".into(),
        criteria: vec!["rehearsed".into(), "executive".into()],
        allowed: vec![ChangeClass::Standard, ChangeClass::Database],
        in_flight: InFlight::Finish,
        policy: Some(id(79)),
        origin: origin("f1"),
    });
    plan.put(FreezeException {
        id: id(81),
        reference: reference("FX-07"),
        freeze: id(80),
        changes: vec![id(60), id(61)],
        release: Some(id(52)),
        requester: "Payments".into(),
        reason: "card scheme mandate".into(),
        filed_at: at("2026-11-03T10:00:00Z"),
        slot: Some(window("2026-11-24T22:00:00Z", "2026-11-25T01:00:00Z")),
        criteria_met: vec![true, false],
        verdict: Verdict::GrantedIf,
        decided_at: Some(at("2026-11-05T10:00:00Z")),
        decided_by: Some(id(20)),
        conditions: vec!["executive on call".into()],
        valid: Some(window("2026-11-24T00:00:00Z", "2026-11-26T00:00:00Z")),
        case: exception_case(),
        after: exception_after(),
        origin: origin("fx1"),
    });
    plan.put(Negotiation {
        id: id(82),
        reference: reference("NEG-3"),
        freeze: id(80),
        state: NegotiationState::Open,
        parties: vec![Party {
            name: "Commerce".into(),
            person: Some(id(20)),
            side: Side::Event,
            required: true,
            role: PartyRole::EventOwner,
            weight: 15,
            delegate: Some(id(20)),
        }],
        decider: Some(id(20)),
        silence_rule: SilenceRule::Escalate,
        ends_by: Some(at("2026-11-06T16:00:00Z")),
        event: Some(FreezeEvent {
            name: "Black Friday".into(),
            owner: "Commerce".into(),
            start: at("2026-11-27T00:00:00Z"),
            end: at("2026-11-30T00:00:00Z"),
            value_per_hour: Some(190_000),
        }),
        mediator: Some(id(20)),
        policy: Some(id(79)),
        supersedes: Some(id(186)),
        escalation: "“no way”".into(),
        review: Some(FreezeReview {
            at: at("2026-12-04T16:00:00Z"),
            by: "Inês".into(),
            text: "worth it".into(),
        }),
    });
    plan.put(Offer {
        id: id(83),
        negotiation: id(82),
        round: 2,
        side: Side::Delivery,
        by_name: "Inês Costa".into(),
        by: Some(id(20)),
        made_at: at("2026-11-03T12:00:00Z"),
        phases: vec![OfferPhase {
            name: "Payments".into(),
            window: peak,
            level: FreezeLevel::Soft,
            scope: scope(),
            zone_mode: ZoneMode::Local,
            allowed: vec![ChangeClass::NormalLow],
            in_flight: InFlight::Abort,
        }],
        message: "Two days less".into(),
        replies_by: Some(at("2026-11-04T16:00:00Z")),
        via: Channel::ResponseFile,
    });
    plan.put(Position {
        id: id(84),
        negotiation: id(82),
        offer: id(83),
        party: "Commerce".into(),
        stance: Stance::AcceptIf,
        conditions: "no database work".into(),
        at: at("2026-11-03T13:00:00Z"),
        by: "Zoë".into(),
        via: Channel::Silence,
    });
    ends(plan);
    plan.put(Scenario {
        id: id(85),
        reference: reference("C"),
        name: "Later November".into(),
        source: ScenarioSource::Optimiser,
        made_at: at("2026-11-03T14:00:00Z"),
        base_seq: 1,
        moves: vec![
            Move::PlaceChange {
                change: id(60),
                release: None,
            },
            Move::MoveRelease {
                release: id(52),
                deploy: peak,
                keep_lock: true,
            },
            Move::MoveFreeze {
                freeze: id(80),
                window: peak,
            },
        ],
        solve: Some(SolveSummary {
            seed: 7,
            iterations: 200_000,
            objective: -9_007_199_254_740_993,
            bound: 9_007_199_254_740_993,
            gap_basis_points: 12,
        }),
    });
    plan.put(Publication {
        id: id(86),
        version: 3,
        seq: 1,
        published_at: at("2026-11-03T15:00:00Z"),
        published_by: "Inês Costa".into(),
        note: "after talks".into(),
        digest: "ab".repeat(32),
    });
    plan.put(MergeConflict {
        id: id(87),
        table: TableName::Release,
        record: super::uuid(40),
        field: Some("notes".into()),
        reason: ConflictReason::BothChanged,
        was: serde_json::json!(["before", null, 2]),
        mine: serde_json::json!({"start": "2026-11-03T15:00:00Z", "list": [1, "two"]}),
        theirs: serde_json::json!("text"),
        mine_by: "Inês Costa".into(),
        mine_at: at("2026-11-03T15:00:00Z"),
        mine_entry: id(0xE000_0001),
        theirs_by: "Lukas".into(),
        theirs_at: Some(at("2026-11-03T16:00:00Z")),
        theirs_entry: Some(id(0xE000_0002)),
    });
}

fn id_nil() -> SettingsId {
    SettingsId(uuid::Uuid::nil())
}

/// Puts every record of the plan.
pub fn put_all(tx: &mut Tx, plan: &Plan) {
    fn each<R: Record>(tx: &mut Tx, plan: &Plan) {
        for record in R::table(plan) {
            tx.put(record.clone()).unwrap();
        }
    }
    for table in TableName::ALL {
        match table {
            TableName::PlanSettings => each::<PlanSettings>(tx, plan),
            TableName::Team => each::<Team>(tx, plan),
            TableName::Person => each::<Person>(tx, plan),
            TableName::Environment => each::<Environment>(tx, plan),
            TableName::Service => each::<Service>(tx, plan),
            TableName::Dependency => each::<Dependency>(tx, plan),
            TableName::Installed => each::<Installed>(tx, plan),
            TableName::Compatibility => each::<Compatibility>(tx, plan),
            TableName::ReleaseTrain => each::<ReleaseTrain>(tx, plan),
            TableName::Departure => each::<Departure>(tx, plan),
            TableName::Release => each::<Release>(tx, plan),
            TableName::Change => each::<Change>(tx, plan),
            TableName::DeploymentWindow => each::<DeploymentWindow>(tx, plan),
            TableName::Freeze => each::<Freeze>(tx, plan),
            TableName::FreezeException => each::<FreezeException>(tx, plan),
            TableName::Negotiation => each::<Negotiation>(tx, plan),
            TableName::Offer => each::<Offer>(tx, plan),
            TableName::Position => each::<Position>(tx, plan),
            TableName::FreezePolicy => each::<FreezePolicy>(tx, plan),
            TableName::Interest => each::<Interest>(tx, plan),
            TableName::Concession => each::<Concession>(tx, plan),
            TableName::Agreement => each::<Agreement>(tx, plan),
            TableName::AgreementSignature => each::<AgreementSignature>(tx, plan),
            TableName::ThawPlan => each::<ThawPlan>(tx, plan),
            TableName::BusinessTime => each::<BusinessTime>(tx, plan),
            TableName::LoadCurve => each::<LoadCurve>(tx, plan),
            TableName::MeetingSeries => each::<MeetingSeries>(tx, plan),
            TableName::CabMeeting => each::<CabMeeting>(tx, plan),
            TableName::AgendaItem => each::<AgendaItem>(tx, plan),
            TableName::CabVote => each::<CabVote>(tx, plan),
            TableName::CabDecision => each::<CabDecision>(tx, plan),
            TableName::OwedStep => each::<OwedStep>(tx, plan),
            TableName::Milestone => each::<Milestone>(tx, plan),
            TableName::Booking => each::<Booking>(tx, plan),
            TableName::SavedView => each::<SavedView>(tx, plan),
            TableName::Waiver => each::<Waiver>(tx, plan),
            TableName::Scenario => each::<Scenario>(tx, plan),
            TableName::Publication => each::<Publication>(tx, plan),
            TableName::MergeConflict => each::<MergeConflict>(tx, plan),
        }
    }
}
