//! The sample's freezes, agreed and asked for, and the requests for exceptions to them.

use super::dates::{At, BERLIN, FRI, Grid, MON, SUN, THU, WED, wall};
use super::draft::{Draft, reference};
use planning::Verdict::{Filed, Granted, GrantedIf, Rejected, Withdrawn};
use planning::{
    Day, ExceptionAfter, ExceptionCase, ExceptionReason, Freeze, FreezeException, FreezeLevel, FreezePolicy,
    FreezeScope, FreezeState, InFlight, Verdict, Window, Zone,
};

/// The systems that trade: closed during the sale.
const TRADING: &[&str] = &["Retail", "Stores", "Payments"];
/// Closed while the books close.
const BOOKS: &[&str] = &["Ledger", "Data"];

const SALE_CRITERIA: &[&str] = &[
    "Sev 1 fix, CVSS 9 or above, or a legal date inside the freeze",
    "Back-out tested and under 15 minutes",
    "Service owner on call for 4 hours after",
];
const BOOKS_CRITERIA: &[&str] = &[
    "The books cannot close without it",
    "Back-out tested and under 15 minutes",
];

/// The systems that trade, as the scope of an offer.
pub fn trading() -> FreezeScope {
    FreezeScope {
        systems: TRADING.iter().map(|system| (*system).to_owned()).collect(),
        ..FreezeScope::default()
    }
}

/// One system, as the scope of an offer.
pub fn systems(names: &[&str]) -> FreezeScope {
    FreezeScope {
        systems: names.iter().map(|name| (*name).to_owned()).collect(),
        ..FreezeScope::default()
    }
}

/// Online shopping in Asia, as the scope of an offer.
pub fn online_in_asia(draft: &Draft<'_>) -> FreezeScope {
    FreezeScope {
        systems: vec!["Retail".into()],
        environments: draft.environments.get("PROD-APAC").copied().into_iter().collect(),
        ..FreezeScope::default()
    }
}

/// From two days before the end of the month, 18:00, to the 2nd, noon.
pub fn month_end(last: Day) -> Window {
    let start = wall(last.plus(-2), "18:00", BERLIN);
    Window::new(start, wall(last.plus(2), "12:00", BERLIN)).unwrap_or_else(|_| Window::lasting(start, 1))
}

/// The stretch that Commerce asks for: 19 days around the Anniversary sale.
pub fn sale_ask(grid: &Grid) -> Window {
    grid.days((6, MON), (8, FRI))
}

/// The stretch that APAC trading asks for.
pub fn members_ask(grid: &Grid) -> Window {
    grid.days((5, MON), (5, THU))
}

/// The stock count: every store and every warehouse, nothing moves.
pub fn stock_count(grid: &Grid) -> Window {
    grid.window((11, WED), "18:00", (13, MON), "06:00")
}

/// Writes the policy and the freezes.
pub fn write(draft: &mut Draft<'_>) {
    let grid = draft.grid;
    policy(draft);
    let ends: Vec<(String, String, Window)> = (0..)
        .zip(grid.month_ends())
        .map(|(index, last)| {
            (
                format!("FZ-{:02}", 10 + index),
                format!("Month end, {}", last.0.format("%B")),
                month_end(last),
            )
        })
        .collect();
    for (key, name, window) in ends {
        let why = "The books close. A posting that changes meaning halfway costs the month.";
        put(
            draft,
            &key,
            &name,
            why,
            FreezeLevel::Hard,
            FreezeState::Agreed,
            window,
            systems(BOOKS),
            "Finance",
            BOOKS_CRITERIA,
        );
    }
    let scope = online_in_asia(draft);
    put(
        draft,
        "FZ-21",
        "Members' week",
        "Members in Asia buy a month's sales in four days, mostly at night in Europe.",
        FreezeLevel::Hard,
        FreezeState::Asked,
        members_ask(&grid),
        scope,
        "Trading APAC",
        SALE_CRITERIA,
    );
    put(
        draft,
        "FZ-22",
        "Anniversary sale",
        "The best two weeks of the year: a lost hour at the peak costs €4.1m.",
        FreezeLevel::Hard,
        FreezeState::Asked,
        sale_ask(&grid),
        trading(),
        "Commerce",
        SALE_CRITERIA,
    );
    put(
        draft,
        "FZ-23",
        "Stock count",
        "Every store and warehouse counts. Numbers must not move under the counters.",
        FreezeLevel::Hard,
        FreezeState::Agreed,
        stock_count(&grid),
        FreezeScope::default(),
        "Store Operations",
        SALE_CRITERIA,
    );
}

#[allow(
    clippy::too_many_arguments,
    reason = "one argument per column of the freeze table above"
)]
fn put(
    draft: &mut Draft<'_>,
    key: &str,
    name: &str,
    reason: &str,
    level: FreezeLevel,
    state: FreezeState,
    window: Window,
    scope: FreezeScope,
    asked_by: &str,
    criteria: &[&str],
) {
    let id = draft.id();
    let zone = if name == "Members' week" {
        Zone(chrono_tz::Asia::Singapore)
    } else {
        BERLIN
    };
    draft.freezes.insert(key.to_owned(), id);
    draft.put(Freeze {
        id,
        reference: reference(key),
        name: name.into(),
        reason: reason.into(),
        level,
        state,
        window,
        zone,
        scope,
        asked_by: asked_by.into(),
        criteria: criteria.iter().map(|text| (*text).to_owned()).collect(),
        allowed: Vec::new(),
        in_flight: InFlight::Stop,
        policy: draft.policy,
        origin: None,
    });
}

/// One request: reference, freeze, change, release, who asks, why, days ago, slot, criteria met, verdict, conditions.
struct Request {
    key: &'static str,
    freeze: &'static str,
    changes: &'static [&'static str],
    release: &'static str,
    requester: &'static str,
    reason: &'static str,
    filed_days_ago: i64,
    slot: Option<(At, &'static str, u32)>,
    met: &'static [bool],
    verdict: Verdict,
    conditions: &'static [&'static str],
}

const REQUESTS: &[Request] = &[
    Request {
        key: "FX-07",
        freeze: "FZ-22",
        changes: &["CHG-2219"],
        release: "",
        requester: "Checkout and Orders",
        reason: "The regulator's wording is due inside the sale. Without it every card payment needs a second check.",
        filed_days_ago: 9,
        slot: Some(((7, WED), "22:00", 180)),
        met: &[true, true, true],
        verdict: Granted,
        conditions: &[],
    },
    Request {
        key: "FX-08",
        freeze: "FZ-22",
        changes: &[],
        release: "RO-23",
        requester: "Online Shop",
        reason: "Keeps the train on its date. Waiting costs two weeks of Click and Collect slots.",
        filed_days_ago: 8,
        slot: Some(((7, WED), "22:00", 180)),
        met: &[false, true, false],
        verdict: Rejected,
        conditions: &[],
    },
    Request {
        key: "FX-09",
        freeze: "FZ-22",
        changes: &["CHG-2262"],
        release: "",
        requester: "Payments",
        reason: "Fraud follows the sale. Old rules let through about €60,000 a day at peak.",
        filed_days_ago: 2,
        slot: Some(((7, THU), "22:00", 60)),
        met: &[true, true, false],
        verdict: Filed,
        conditions: &[],
    },
    Request {
        key: "FX-10",
        freeze: "FZ-23",
        changes: &["CHG-2316"],
        release: "",
        requester: "Store Systems",
        reason: "Handhelds may need one setting during the count.",
        filed_days_ago: 5,
        slot: Some(((12, SUN), "22:00", 60)),
        met: &[true, true, true],
        verdict: GrantedIf,
        conditions: &[
            "Only the setting, no new build",
            "Priya Nair is called before and after",
        ],
    },
    Request {
        key: "FX-11",
        freeze: "FZ-21",
        changes: &["CHG-2253"],
        release: "",
        requester: "Online Shop",
        reason: "Category pages are slow in Singapore.",
        filed_days_ago: 11,
        slot: None,
        met: &[false, true, true],
        verdict: Withdrawn,
        conditions: &[],
    },
];

/// Writes the requests; the changes they speak of must be there.
pub fn write_exceptions(draft: &mut Draft<'_>) {
    for request in REQUESTS {
        let id = draft.id();
        let Some(&freeze) = draft.freezes.get(request.freeze) else {
            continue;
        };
        let decided = matches!(request.verdict, Granted | GrantedIf | Rejected);
        let slot = request
            .slot
            .map(|(day, time, minutes)| Window::lasting(draft.grid.at(day, time), minutes));
        draft.put(FreezeException {
            id,
            reference: reference(request.key),
            freeze,
            changes: draft.changes_named(request.changes),
            release: draft.releases.get(request.release).copied(),
            requester: request.requester.into(),
            reason: request.reason.into(),
            filed_at: draft.grid.ago(request.filed_days_ago, 4),
            slot,
            criteria_met: request.met.to_vec(),
            verdict: request.verdict,
            decided_at: decided.then(|| draft.grid.ago(request.filed_days_ago - 2, 1)),
            decided_by: if decided {
                draft.people.get("sofia.brandt").copied()
            } else {
                None
            },
            conditions: request.conditions.iter().map(|text| (*text).to_owned()).collect(),
            valid: None,
            case: case(draft, request.key),
            after: ExceptionAfter::default(),
            origin: None,
        });
    }
}

/// The policy all of them stand under.
fn policy(draft: &mut Draft<'_>) {
    let id = draft.id();
    draft.policy = Some(id);
    draft.put(FreezePolicy {
        name: "Peaks and books".into(),
        event_type: "Peak".into(),
        max_exceptions: Some(4),
        criteria: SALE_CRITERIA.iter().map(|text| (*text).to_owned()).collect(),
        ..FreezePolicy::of_the_house(id, reference("peak"))
    });
}

/// What a request says for itself.
fn case(draft: &Draft<'_>, key: &str) -> ExceptionCase {
    let words = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
    let environments = draft.environments.get("PROD-EU").copied().into_iter().collect();
    match key {
        "FX-07" => ExceptionCase {
            reason_code: ExceptionReason::Legal,
            delta: words(&["CHG-2219: wording of the second step, three languages"]),
            environments,
            if_declined: "Every card payment needs a second check; the regulator may fine.".into(),
            risk: "Customers may stop at the new wording. Texts only, no code path changes.".into(),
            evidence: words(&["Sign-off by legal", "Regression 412 of 412"]),
            back_out: "Switch the text bundle back.".into(),
            back_out_rehearsed_on: Some(draft.grid.days_ago(11)),
            back_out_minutes: Some(6),
            staffing: words(&["Lena Hoff, on call 4 h", "Tomás Rey"]),
            alternatives: "A notice by mail, which the regulator does not accept.".into(),
            days_asked: Some(1),
        },
        "FX-09" => ExceptionCase {
            reason_code: ExceptionReason::Defect,
            delta: words(&["CHG-2262: 14 rules", "Threshold for gift cards"]),
            environments,
            if_declined: "About €60,000 a day at peak.".into(),
            risk: "A rule that is too strict refuses good customers; watched by the minute.".into(),
            evidence: words(&["Replay of last year's sale"]),
            back_out: "Load the last rule set.".into(),
            back_out_rehearsed_on: Some(draft.grid.days_ago(5)),
            back_out_minutes: Some(4),
            staffing: Vec::new(),
            alternatives: "Manual review of orders over €500.".into(),
            days_asked: Some(1),
        },
        _ => ExceptionCase::default(),
    }
}
