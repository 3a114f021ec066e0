//! The sample's talks: one in its third round, one that waits for us, one that ended well.

use super::dates::{FRI, MON, SAT, SUN, THU, TUE, WED};
use super::draft::{Draft, reference};
use super::freezes::{members_ask, online_in_asia, sale_ask, stock_count, trading};
use planning::{
    Agreement, AgreementSignature, Channel, Concession, FreezeEvent, FreezeLevel, FreezeScope, Instant,
    Interest, Negotiation, NegotiationId, NegotiationState, Offer, OfferId, OfferPhase, Party, PartyRole,
    Position, Side, SigningMethod, SilenceRule, Stance, ThawDay, ThawPlan, Window, talks as core,
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
    let standing = offers(draft, talks, said, &trading(), Some(grid.next(FRI, "17:00")));
    needs(draft, talks);
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
    let standing = offers(draft, talks, said, &scope, Some(grid.next(THU, "17:00")));
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
    let standing = offers(draft, talks, said, &FreezeScope::default(), None);
    signed(draft, talks, standing);
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
            required: *required,
            role: role(name, *side),
            ..Party::required(name, draft.people.get(person).copied(), *side)
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
            silence_rule,
            ends_by,
            event: event(draft, key),
            mediator: draft.people.get("deniz.aksoy").copied(),
            policy: draft.policy,
            supersedes: None,
            escalation: String::new(),
            review: None,
        });
    }
    id
}

/// Writes the offers and gives the standing one.
fn offers(
    draft: &mut Draft<'_>,
    negotiation: NegotiationId,
    said: &[Said],
    scope: &FreezeScope,
    replies_by: Option<Instant>,
) -> OfferId {
    let mut standing = None;
    for (number, (round, side, person, days, hours, window, message)) in said.iter().enumerate() {
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
            phases: vec![OfferPhase::new(
                "Everything in scope",
                *window,
                FreezeLevel::Hard,
                scope.clone(),
            )],
            message: (*message).into(),
            replies_by: if number + 1 == said.len() {
                replies_by
            } else {
                Some(draft.grid.ago(*days, *hours) + chrono::TimeDelta::days(5))
            },
            via: Channel::Desk,
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
        by: String::new(),
        via: Channel::Desk,
    });
}

fn role(party: &str, side: Side) -> PartyRole {
    match (party, side) {
        ("Store Operations", Side::Delivery) => PartyRole::Operations,
        (_, Side::Event) => PartyRole::EventOwner,
        (_, Side::Delivery) => PartyRole::Delivery,
    }
}

/// What the talks are held for.
fn event(draft: &Draft<'_>, key: &str) -> Option<FreezeEvent> {
    let grid = draft.grid;
    let (name, owner, window, value_per_hour) = match key {
        "NEG-3" => (
            "Anniversary sale",
            "Commerce",
            grid.days((6, FRI), (8, SUN)),
            190_000,
        ),
        "NEG-4" => (
            "Members' week",
            "Trading APAC",
            grid.days((5, MON), (5, THU)),
            45_000,
        ),
        _ => ("Stock count", "Store Operations", stock_count(&grid), 12_000),
    };
    Some(FreezeEvent {
        name: name.into(),
        owner: owner.into(),
        start: window.start(),
        end: window.end(),
        value_per_hour: Some(value_per_hour),
    })
}

/// What the parties of the sale need, and what they gave each other.
fn needs(draft: &mut Draft<'_>, negotiation: NegotiationId) {
    let legal = draft.grid.day((7, FRI));
    let rows = [
        (
            "Payments",
            Some("CHG-2219"),
            "The regulator's wording is live inside the sale.",
            8_000,
            Some(legal),
        ),
        (
            "Payments",
            Some("CHG-2262"),
            "Fraud rules follow the sale.",
            60_000,
            None,
        ),
        (
            "Commerce",
            None,
            "Nothing changes from the first mailing on.",
            0,
            None,
        ),
        (
            "Store Operations",
            None,
            "Tills are not touched while stores are half staffed.",
            0,
            None,
        ),
    ];
    for (party, change, need, value_per_day, hard_date) in rows {
        let id = draft.id();
        let change = change.and_then(|key| draft.changes.get(key).copied());
        draft.put(Interest {
            id,
            negotiation,
            party: party.into(),
            change,
            release: None,
            need: need.into(),
            value_per_day,
            hard_date,
        });
    }
    let exception = draft
        .plan
        .exceptions
        .iter()
        .find(|request| request.reference.as_str() == "FX-07")
        .map(|request| request.id);
    let rows = [
        (
            2,
            "Release",
            "Commerce",
            "Two more closed days at the front",
            "FX-07 goes ahead",
            exception,
            Some(draft.grid.ago(1, 1)),
        ),
        (
            3,
            "Commerce",
            "Release",
            "The sandbox stays open",
            "Doubled on-call from the Friday before",
            None,
            None,
        ),
    ];
    for (round, giver, taker, gives, gets, exception, accepted_at) in rows {
        let id = draft.id();
        draft.put(Concession {
            id,
            negotiation,
            round,
            giver: giver.into(),
            taker: taker.into(),
            gives: gives.into(),
            gets: gets.into(),
            exception,
            accepted_at,
        });
    }
}

/// The agreement on the stock count, signed by name, and how it thaws.
fn signed(draft: &mut Draft<'_>, negotiation: NegotiationId, offer: OfferId) {
    let id = draft.id();
    let Some(talks) = draft.plan.negotiations.get(&negotiation).cloned() else {
        return;
    };
    let Some(digest) = draft
        .plan
        .offers
        .get(&offer)
        .map(|offer| core::terms_digest(&draft.plan, &talks, offer, 1))
    else {
        return;
    };
    let review_on = draft.grid.day((14, MON));
    let agreed_at = draft.grid.ago(25, 0);
    draft.put(Agreement {
        id,
        negotiation,
        freeze: talks.freeze,
        offer,
        version: 1,
        agreed_at,
        decided_by: None,
        review_on: Some(review_on),
        digest,
    });
    for (party, person, hours) in [
        ("Store Operations", "Priya Nair", 20),
        ("Release", "Deniz Aksoy", 18),
        ("Finance", "Owen Clarke", 3),
    ] {
        let signature = draft.id();
        let at = draft.grid.ago(24, hours);
        draft.put(AgreementSignature {
            id: signature,
            agreement: id,
            party: party.into(),
            person: person.into(),
            at,
            method: SigningMethod::Name,
            key: None,
            signature: None,
        });
    }
    let thaw = draft.id();
    let changes = draft.changes_named(&["CHG-2316"]);
    let on = draft.grid.day((13, MON));
    draft.put(ThawPlan {
        id: thaw,
        freeze: talks.freeze,
        daily_cap: 100,
        tier_cap: Some(1),
        days: vec![ThawDay { on, changes }],
    });
}
