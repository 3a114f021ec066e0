//! The sample's talks: one in its third round, one that waits for us, one that ended well.

use super::dates::{FRI, MON, SAT, SUN, THU, TUE, WED};
use super::draft::{Draft, reference};
use super::freezes::{members_ask, online_in_asia, sale_ask, stock_count, trading};
use planning::{
    FreezeLevel, FreezeScope, Instant, Negotiation, NegotiationId, NegotiationState, Offer, OfferId,
    OfferPhase, Party, Position, Side, SilenceRule, Stance, Window,
};

/// Party, who speaks for it, its side, whether talks cannot end without it.
type Seat = (&'static str, &'static str, Side, bool);

const SALE_TABLE: &[Seat] = &[
    ("Release", "deniz.aksoy", Side::Delivery, true),
    ("Store Operations", "priya.nair", Side::Delivery, true),
    ("Payments", "tomas.rey", Side::Delivery, true),
    ("Commerce", "marta.lindqvist", Side::Event, true),
    ("Finance", "owen.clarke", Side::Event, true),
];
const MEMBERS_TABLE: &[Seat] = &[
    ("Release", "deniz.aksoy", Side::Delivery, true),
    ("Online Shop", "ines.costa", Side::Delivery, false),
    ("Trading APAC", "mei.tan", Side::Event, true),
];
const COUNT_TABLE: &[Seat] = &[
    ("Release", "deniz.aksoy", Side::Delivery, true),
    ("Store Operations", "priya.nair", Side::Event, true),
    ("Finance", "owen.clarke", Side::Event, true),
];

/// One offer: round, side, who speaks, days and hours ago, window, what is said along with it.
type Said = (u32, Side, &'static str, i64, i64, Window, &'static str);

/// Writes the three talks.
pub fn write(draft: &mut Draft<'_>) {
    sale(draft);
    members(draft);
    count(draft);
}

/// Gaps of 27, 15 and 10 days over three rounds; the last offer is ours, so Commerce replies.
fn sale(draft: &mut Draft<'_>) {
    let grid = draft.grid;
    let said: &[Said] = &[
        (
            1,
            Side::Event,
            "marta.lindqvist",
            13,
            2,
            grid.days((5, MON), (9, FRI)),
            "Everything closed from the first mailing to the last return.",
        ),
        (
            1,
            Side::Delivery,
            "deniz.aksoy",
            12,
            4,
            grid.days((7, WED), (8, MON)),
            "Six days around the peak. The trains before and after keep their dates.",
        ),
        (
            2,
            Side::Event,
            "marta.lindqvist",
            8,
            3,
            grid.days((6, MON), (9, TUE)),
            "We can start a week later and stop three days earlier.",
        ),
        (
            2,
            Side::Delivery,
            "deniz.aksoy",
            6,
            5,
            grid.days((7, TUE), (8, TUE)),
            "Two more days at the front, for the warm-up.",
        ),
        (
            3,
            Side::Event,
            "marta.lindqvist",
            1,
            2,
            sale_ask(&grid),
            "The campaign starts on the Friday before. Emergency fixes are fine with two signatures.",
        ),
        (
            3,
            Side::Delivery,
            "deniz.aksoy",
            0,
            2,
            grid.days((7, MON), (8, TUE)),
            "Tills and web closed, sandbox open. FX-07 goes ahead.",
        ),
    ];
    let talks = open(
        draft,
        "NEG-3",
        "FZ-22",
        SALE_TABLE,
        NegotiationState::Open,
        Some(grid.next(FRI, "17:00")),
        SilenceRule::Escalate,
    );
    let standing = offers(draft, talks, said, &trading());
    let stances = [
        ("Release", Stance::Accept, "", 2),
        ("Store Operations", Stance::Accept, "", 1),
        ("Payments", Stance::Accept, "", 1),
        ("Commerce", Stance::Reading, "", 0),
        ("Finance", Stance::NotOpened, "", 0),
    ];
    for (party, stance, conditions, hours) in stances {
        position(
            draft,
            talks,
            standing,
            party,
            stance,
            conditions,
            grid.ago(0, hours),
        );
    }
}

/// Trading APAC spoke last: it is our turn.
fn members(draft: &mut Draft<'_>) {
    let grid = draft.grid;
    let said: &[Said] = &[
        (
            1,
            Side::Event,
            "mei.tan",
            10,
            6,
            grid.days((5, MON), (5, SUN)),
            "Members shop all week.",
        ),
        (
            1,
            Side::Delivery,
            "deniz.aksoy",
            7,
            3,
            grid.days((5, MON), (5, TUE)),
            "Two days. RO-22 keeps its Wednesday.",
        ),
        (
            2,
            Side::Event,
            "mei.tan",
            1,
            5,
            members_ask(&grid),
            "Four days, to Thursday. Last time Wednesday was the best day.",
        ),
    ];
    let scope = online_in_asia(draft);
    let talks = open(
        draft,
        "NEG-4",
        "FZ-21",
        MEMBERS_TABLE,
        NegotiationState::Open,
        Some(grid.next(THU, "17:00")),
        SilenceRule::Escalate,
    );
    let standing = offers(draft, talks, said, &scope);
    position(
        draft,
        talks,
        standing,
        "Trading APAC",
        Stance::Accept,
        "",
        grid.ago(1, 5),
    );
    position(
        draft,
        talks,
        standing,
        "Release",
        Stance::Reading,
        "",
        grid.ago(0, 20),
    );
    position(
        draft,
        talks,
        standing,
        "Online Shop",
        Stance::AcceptIf,
        "RO-22 may go a week earlier instead.",
        grid.ago(0, 18),
    );
}

/// Agreed a while ago in two rounds.
fn count(draft: &mut Draft<'_>) {
    let grid = draft.grid;
    let said: &[Said] = &[
        (
            1,
            Side::Event,
            "priya.nair",
            34,
            0,
            grid.window((11, MON), "06:00", (13, MON), "06:00"),
            "Two whole weeks, as every year.",
        ),
        (
            1,
            Side::Delivery,
            "deniz.aksoy",
            31,
            0,
            grid.window((11, SAT), "06:00", (13, MON), "06:00"),
            "From the Saturday on, when counting starts.",
        ),
        (
            2,
            Side::Event,
            "priya.nair",
            27,
            0,
            stock_count(&grid),
            "From Wednesday evening: the warehouses prepare on Thursday.",
        ),
    ];
    let talks = open(
        draft,
        "NEG-2",
        "FZ-23",
        COUNT_TABLE,
        NegotiationState::Agreed,
        None,
        SilenceRule::Consent,
    );
    let standing = offers(draft, talks, said, &FreezeScope::default());
    for (party, days) in [("Store Operations", 27), ("Release", 26), ("Finance", 25)] {
        position(
            draft,
            talks,
            standing,
            party,
            Stance::Accept,
            "",
            grid.ago(days, 0),
        );
    }
}

fn open(
    draft: &mut Draft<'_>,
    key: &str,
    freeze: &str,
    seats: &[Seat],
    state: NegotiationState,
    replies_by: Option<Instant>,
    silence_rule: SilenceRule,
) -> NegotiationId {
    let id = draft.id();
    let parties = seats
        .iter()
        .map(|(name, person, side, required)| Party {
            name: (*name).into(),
            person: draft.people.get(person).copied(),
            side: *side,
            required: *required,
        })
        .collect();
    if let Some(&freeze) = draft.freezes.get(freeze) {
        let decider = draft.people.get("sofia.brandt").copied();
        let ends_by = replies_by.map(|at| at + chrono::TimeDelta::days(7));
        draft.put(Negotiation {
            id,
            reference: reference(key),
            freeze,
            state,
            parties,
            decider,
            replies_by,
            silence_rule,
            ends_by,
        });
    }
    id
}

/// Writes the offers and gives the standing one.
fn offers(draft: &mut Draft<'_>, negotiation: NegotiationId, said: &[Said], scope: &FreezeScope) -> OfferId {
    let mut standing = None;
    for (round, side, person, days, hours, window, message) in said {
        let id = draft.id();
        let by = draft.people.get(person).copied();
        let by_name = by
            .and_then(|id| draft.plan.people.get(&id))
            .map(|person| person.name.clone());
        draft.put(Offer {
            id,
            negotiation,
            round: *round,
            side: *side,
            by_name: by_name.unwrap_or_default(),
            by,
            made_at: draft.grid.ago(*days, *hours),
            phases: vec![OfferPhase {
                name: "Everything in scope".into(),
                window: *window,
                level: FreezeLevel::Hard,
                scope: scope.clone(),
            }],
            message: (*message).into(),
        });
        standing = Some(id);
    }
    standing.unwrap_or_else(|| draft.id())
}

fn position(
    draft: &mut Draft<'_>,
    negotiation: NegotiationId,
    offer: OfferId,
    party: &str,
    stance: Stance,
    conditions: &str,
    at: Instant,
) {
    let id = draft.id();
    draft.put(Position {
        id,
        negotiation,
        offer,
        party: party.into(),
        stance,
        conditions: conditions.into(),
        at,
    });
}
