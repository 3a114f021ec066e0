//! The minutes of the retailer's board.

use super::imprint;
use report::value::*;

fn duty(about: &str, what: &str, owner: &str, due: &str, state: State, label: &str) -> DutyRow {
    DutyRow {
        about: about.into(),
        what: what.into(),
        owner: owner.into(),
        due: due.into(),
        verdict: Verdict::new(state, label),
    }
}

fn vote(name: &str, state: State, label: &str, chance: &str, note: &str) -> VoteRow {
    VoteRow {
        name: name.into(),
        verdict: Verdict::new(state, label),
        chance: chance.into(),
        note: note.into(),
    }
}

fn number(value: &str, label: &str, note: &str) -> Number {
    Number {
        value: value.into(),
        label: label.into(),
        note: note.into(),
    }
}

/// The meeting that decided on RO-23.
pub fn minutes() -> MinutesDocument {
    MinutesDocument {
        imprint: imprint("CAB minutes"),
        purpose: "Minutes · normal changes".into(),
        title: "Change advisory board".into(),
        subtitle: "Wed 18 Nov 2026, 10:00 – 10:47, room 4 and by telephone".into(),
        facts: vec![
            Fact::new("Meeting", "Wed 18 Nov 10:00 – 10:47", "47 min of 45 planned, Europe/London"),
            Fact::new("Chair", "Hanne Østergaard", "Minutes: Ines Aldana"),
            Fact::new("Quorum", "5 of 7 voters", "4 needed"),
        ],
        decision_label: "What the board decided".into(),
        decision: Prose::default()
            .strong("RO-23 goes on Wed 18 Nov 22:00 with 15 of its 16 changes.")
            .plain(" CHG-1042 goes under two conditions that hold the release until they are met; CHG-1051 waits for RO-24."),
        numbers: vec![
            number("16", "changes", "13 approved together"),
            number("13", "approved", "no condition"),
            number("1", "with conditions", "2 conditions open"),
            number("1", "deferred", "to RO-24"),
            number("1", "rejected", ""),
            number("47 min", "in session", "of 45 min planned"),
        ],
        present: vec![
            present("Hanne Østergaard", "Chair, voter", State::Done, "present", ""),
            present("Samuel Adeyemi", "Voter, payments", State::Done, "present", "from 10:06"),
            present("دانا الخطيب", "Voter, operations", State::Done, "present", "by telephone"),
            present("Marek Nowak", "Voter, security", State::Conditional, "stood in for", "Olga Petrova stood in"),
            present("Tomás Ferreira", "Adviser, data", State::Failed, "absent", "excused"),
        ]
        .into(),
        quorum: Verdict::new(State::Done, "Quorum held from 10:00 to 10:47: never fewer than 5 of 7 voters; 4 are needed."),
        consent: (1..=4)
            .map(|index| ConsentRow {
                reference: format!("CHG-10{}", 60 + index),
                what: format!("Renew the certificates of edge group {index}"),
                risk: Some(Risk::of(1 + index % 2)),
                owner: "Marek Nowak".into(),
                verdict: Verdict::new(State::Done, "approved"),
            })
            .collect::<Vec<_>>()
            .into(),
        items: vec![with_conditions(), deferred(), rejected()].into(),
        conditions: vec![
            duty("CHG-1042", "Show the settlement report of the second rehearsal", "Samuel Adeyemi", "Wed 18 Nov 18:00", State::Pending, "open"),
            duty("CHG-1042", "A database engineer is on site until 02:00", "", "Wed 18 Nov 21:30", State::Pending, "open"),
        ]
        .into(),
        actions: vec![duty("CHG-1051", "Ask the vendor for the back-out script", "Olga Petrova", "", State::Pending, "open")].into(),
        carried: vec![
            duty("11 Nov", "Review of the failed change CHG-0991", "Marek Nowak", "Fri 13 Nov", State::Failed, "late"),
            duty("11 Nov", "Load curve of the booking service", "Tomás Ferreira", "Mon 16 Nov", State::Done, "done"),
        ]
        .into(),
        next: Prose::default().strong("Wed 25 Nov 10:00").plain(". The agenda closes Mon 23 Nov 12:00."),
        signing: "Who signs agrees that these minutes say what was decided. The fingerprint in the foot names the data the board saw.".into(),
        signatures: vec![
            Approval {
                role: "Chair".into(),
                name: "Hanne Østergaard".into(),
                verdict: Verdict::new(State::Pending, "to sign"),
                detail: String::new(),
            },
            Approval {
                role: "Minutes".into(),
                name: "Ines Aldana".into(),
                verdict: Verdict::new(State::Done, "signed"),
                detail: "18 Nov 11:02 · key 7F3A".into(),
            },
        ]
        .into(),
        origin: vec![
            ("Log entries".into(), "312 to 371".into()),
            ("Head of the log".into(), "a91f77c0".repeat(8)),
            ("Digest of the data".into(), "7f3a91c2".repeat(8)),
        ],
    }
}

fn present(name: &str, role: &str, state: State, label: &str, note: &str) -> PresentRow {
    PresentRow {
        name: name.into(),
        role: role.into(),
        verdict: Verdict::new(state, label),
        note: note.into(),
    }
}

fn with_conditions() -> MinutesItem {
    MinutesItem {
        reference: "CHG-1042".into(),
        title: "Switch settlement to the new ledger".into(),
        risk: Some(Risk::VeryHigh),
        at: "10:05".into(),
        time: "14 min of 10".into(),
        presenter: "Samuel Adeyemi".into(),
        verdict: Verdict::new(State::Conditional, "approved with conditions"),
        reason: Prose::from(
            "The double captures cost €37,000 a week, and the keys of the old ledger expire on 30 November. The second rehearsal ended 6 min before the last safe back-out.",
        ),
        notes: vec![Prose::from(
            "The board looked at Sunday 22 Nov: it lies inside Peak trading (agreed, hard).",
        )],
        conditions: vec![
            duty(
                "CHG-1042",
                "Show the settlement report of the second rehearsal",
                "Samuel Adeyemi",
                "Wed 18 Nov 18:00",
                State::Pending,
                "open",
            ),
            duty(
                "CHG-1042",
                "A database engineer is on site until 02:00",
                "",
                "Wed 18 Nov 21:30",
                State::Pending,
                "open",
            ),
        ],
        votes: vec![
            vote("Hanne Østergaard", State::Done, "approve", "90 %", ""),
            vote(
                "Samuel Adeyemi",
                State::Pending,
                "abstain",
                "",
                "implements it; not counted",
            ),
            vote("دانا الخطيب", State::Done, "approve", "80 %", ""),
            vote("Olga Petrova", State::Failed, "reject", "60 %", "for Marek Nowak"),
        ]
        .into(),
        differences: vec![
            "Deployment moved from 22:00 to 22:10 on Tue 17 Nov 16:20, after the pre-read.".into(),
        ],
    }
}

fn deferred() -> MinutesItem {
    MinutesItem {
        reference: "CHG-1051".into(),
        title: "Replace the fraud model".into(),
        risk: Some(Risk::High),
        at: "10:19".into(),
        time: "6 min of 10".into(),
        presenter: "Olga Petrova".into(),
        verdict: Verdict::new(State::Pending, "deferred to RO-24"),
        reason: Prose::from("Nobody could say how long a back-out takes."),
        notes: Vec::new(),
        conditions: Vec::new(),
        votes: Listing::missing("nobody voted; the chair deferred it"),
        differences: Vec::new(),
    }
}

fn rejected() -> MinutesItem {
    MinutesItem {
        reference: String::new(),
        title: "Exception to Peak trading for the price import".into(),
        risk: None,
        at: "10:25".into(),
        time: "9 min of 5".into(),
        presenter: String::new(),
        verdict: Verdict::new(State::Failed, "rejected"),
        reason: Prose::default(),
        notes: Vec::new(),
        conditions: Vec::new(),
        votes: vec![vote("Hanne Østergaard", State::Failed, "reject", "", "")].into(),
        differences: Vec::new(),
    }
}

/// A meeting nobody came to.
pub fn empty_minutes() -> MinutesDocument {
    MinutesDocument {
        decision: Prose::default(),
        numbers: Vec::new(),
        present: Listing::missing("the series has no members"),
        quorum: Verdict::new(State::Failed, "No quorum: 0 of 7 voters, 4 needed."),
        consent: Listing::default(),
        items: Listing::default(),
        conditions: Listing::default(),
        actions: Listing::default(),
        carried: Listing::default(),
        next: Prose::default(),
        signatures: Listing::missing("no chair is named"),
        origin: Vec::new(),
        ..minutes()
    }
}
