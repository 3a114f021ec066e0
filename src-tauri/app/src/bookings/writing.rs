//! Booking, moving a booking and giving it back; whoever waits for the room moves up with it.

use crate::contract::Written;
use crate::seen::still_as_seen;
use crate::{Desk, WireFailure, failure};
use planning::booking::{BookingConflict, BookingConflictKind, Wanted, against, find_next, moves_up};
use planning::plan::TableName;
use planning::{
    Booking, BookingId, BookingMode, BookingState, ChangeId, EnvironmentId, Instant, NeededVersion, Plan,
    Reference, ReleaseId, Score, TeamId, Window, wording,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Book an environment.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Book {
    /// The environment.
    pub environment: EnvironmentId,
    /// What for.
    pub purpose: String,
    /// The release it is for.
    #[serde(default)]
    pub release: Option<ReleaseId>,
    /// The change it is for.
    #[serde(default)]
    pub change: Option<ChangeId>,
    /// Alone or together.
    pub mode: BookingMode,
    /// When.
    pub window: Window,
    /// Versions it needs there.
    #[serde(default)]
    pub needs: Vec<NeededVersion>,
    /// Data it needs there.
    #[serde(default)]
    pub data: String,
    /// 5 goes first.
    pub priority: Score,
    /// The team that asks.
    #[serde(default)]
    pub team: Option<TeamId>,
    /// Until when it may be moved while it waits; `None` when only its own time serves.
    #[serde(default)]
    pub until: Option<Instant>,
}

/// What a booking would meet.
#[derive(Clone, Debug, Serialize, TS)]
pub struct BookingPreview {
    /// What speaks against it.
    pub conflicts: Vec<BookingConflict>,
    /// True when it would have to wait.
    pub waits: bool,
    /// The next time of the same length that is free.
    pub next: Option<Window>,
}

/// What was booked.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Booked {
    /// Identity.
    pub id: BookingId,
    /// Its reference.
    pub reference: String,
    /// Booked, or waiting when somebody else has the time.
    pub state: BookingState,
}

/// Move a booking.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct MoveBooking {
    /// The booking.
    pub booking: BookingId,
    /// Where to.
    pub environment: EnvironmentId,
    /// When.
    pub window: Window,
    /// Journal position at which the person saw it.
    #[serde(default)]
    #[ts(type = "number | null")]
    pub seen: Option<i64>,
}

/// Give a booking back.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct GiveBack {
    /// The booking.
    pub booking: BookingId,
    /// Journal position at which the person saw it.
    #[serde(default)]
    #[ts(type = "number | null")]
    pub seen: Option<i64>,
}

/// What became of the room.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct GivenBack {
    /// Who moved up, in words.
    pub moved_up: Vec<String>,
}

fn made(
    plan: &Plan,
    desk: &Desk,
    question: Book,
    id: BookingId,
    reference: &str,
) -> Result<Booking, WireFailure> {
    if question.purpose.trim().is_empty() {
        return Err(WireFailure::refused(
            "no-purpose",
            "Say what the environment is needed for.",
        ));
    }
    if !plan.environments.contains(&question.environment) {
        return Err(WireFailure::unknown("environment"));
    }
    Ok(Booking {
        id,
        reference: Reference::new(reference).map_err(WireFailure::malformed)?,
        environment: question.environment,
        purpose: question.purpose.trim().to_owned(),
        release: question.release,
        change: question.change,
        mode: question.mode,
        window: question.window,
        needs: question.needs,
        data: question.data,
        priority: question.priority,
        requester: desk.edge().author(),
        team: question.team,
        state: BookingState::Booked,
        asked_at: desk.edge().now(),
        until: question.until,
        origin: None,
    })
}

/// `BK-9` after `BK-8`.
fn next_reference(plan: &Plan) -> String {
    let last = plan
        .bookings
        .iter()
        .filter_map(|one| one.reference.as_str().strip_prefix("BK-")?.parse::<u32>().ok())
        .max();
    format!("BK-{}", last.unwrap_or(0) + 1)
}

fn taken(conflicts: &[BookingConflict]) -> bool {
    conflicts.iter().any(|conflict| {
        matches!(
            conflict.kind,
            BookingConflictKind::Overlap | BookingConflictKind::Frozen
        )
    })
}

/// What a booking would meet, and the next free time of its length. Nothing is written.
///
/// # Errors
/// Refused without a known environment.
pub async fn preview_booking(desk: &Desk, question: Book) -> Result<BookingPreview, WireFailure> {
    let session = desk.session().await?;
    let plan = session.store.plan();
    let now = desk.edge().now();
    let purpose = if question.purpose.trim().is_empty() {
        "-".to_owned()
    } else {
        question.purpose.clone()
    };
    let question = Book { purpose, ..question };
    let booking = made(
        &plan,
        desk,
        question,
        BookingId(uuid::Uuid::nil()),
        &next_reference(&plan),
    )?;
    Ok(previewed(&plan, &booking, now))
}

/// What a booking would meet in another place or time, with all that it needs, and the next free time of its length.
/// Nothing is written.
///
/// # Errors
/// Refused when it was given back or is not in the plan.
pub async fn preview_booking_move(desk: &Desk, question: MoveBooking) -> Result<BookingPreview, WireFailure> {
    let session = desk.session().await?;
    let plan = session.store.plan();
    if !plan.environments.contains(&question.environment) {
        return Err(WireFailure::unknown("environment"));
    }
    let booking = Booking {
        window: question.window,
        environment: question.environment,
        ..held(&plan, question.booking)?
    };
    Ok(previewed(&plan, &booking, desk.edge().now()))
}

fn previewed(plan: &Plan, booking: &Booking, now: Instant) -> BookingPreview {
    let conflicts = against(plan, booking, now);
    let wanted = Wanted {
        environment: booking.environment,
        minutes: u32::try_from(booking.window.minutes()).unwrap_or(u32::MAX),
        mode: booking.mode,
        from: booking.window.start().max(now),
        until: None,
        except: Some(booking.id),
    };
    BookingPreview {
        waits: taken(&conflicts),
        next: find_next(plan, &wanted).filter(|next| *next != booking.window),
        conflicts,
    }
}

/// Books an environment; when somebody else has the time, the booking waits for it.
///
/// # Errors
/// Refused without a purpose or a known environment.
pub async fn book(desk: &Desk, question: Book) -> Result<Written<Booked>, WireFailure> {
    let session = desk.session().await?;
    let mut tx = session.store.begin().await.map_err(failure::from_store)?;
    let (now, zone) = (desk.edge().now(), tx.plan().settings().zone);
    let reference = next_reference(tx.plan());
    let mut booking = made(
        tx.plan(),
        desk,
        question,
        BookingId(desk.edge().mint()),
        &reference,
    )?;
    if taken(&against(tx.plan(), &booking, now)) {
        booking.state = BookingState::Waiting;
    }
    let place = tx
        .plan()
        .name_of(planning::Subject::Environment(booking.environment));
    let at = wording::moment(booking.window.start(), zone);
    let sentence = match booking.state {
        BookingState::Waiting => format!("{reference} waits for {place}, {at}"),
        _ => format!("Booked {place} as {reference}, {at}"),
    };
    let answer = Booked {
        id: booking.id,
        reference,
        state: booking.state,
    };
    tx.put(booking).map_err(failure::from_store)?;
    let receipt = tx
        .commit(desk.entry("book", sentence))
        .await
        .map_err(failure::from_store)?;
    Ok(Written::new(receipt, answer))
}

/// Those who wait take the room that is free now.
fn fill(tx: &mut store::Tx, now: Instant) -> Result<Vec<String>, WireFailure> {
    let zone = tx.plan().settings().zone;
    let mut said = Vec::new();
    for booking in moves_up(tx.plan(), now) {
        let place = tx
            .plan()
            .name_of(planning::Subject::Environment(booking.environment));
        said.push(format!(
            "{} moves up: {place}, {}",
            booking.reference,
            wording::moment(booking.window.start(), zone)
        ));
        tx.put(booking).map_err(failure::from_store)?;
    }
    Ok(said)
}

/// Moves a booking in time or to another environment; whoever waits for what it leaves moves up.
///
/// # Errors
/// Refused when it was given back, or when somebody else has the new time; stale when somebody was faster.
pub async fn move_booking(desk: &Desk, question: MoveBooking) -> Result<Written<GivenBack>, WireFailure> {
    let session = desk.session().await?;
    let mut tx = session.store.begin().await.map_err(failure::from_store)?;
    still_as_seen(&mut tx, TableName::Booking, question.booking.0, question.seen).await?;
    let (now, zone) = (desk.edge().now(), tx.plan().settings().zone);
    let mut booking = held(tx.plan(), question.booking)?;
    booking.window = question.window;
    booking.environment = question.environment;
    let conflicts = against(tx.plan(), &booking, now);
    let waits = taken(&conflicts);
    if waits && booking.state == BookingState::Booked {
        let why = conflicts
            .into_iter()
            .next()
            .map(|conflict| conflict.sentence)
            .unwrap_or_default();
        return Err(WireFailure::refused(
            "taken",
            format!("{why} {} stays where it is.", booking.reference),
        ));
    }
    booking.state = if waits {
        BookingState::Waiting
    } else {
        BookingState::Booked
    };
    let at = wording::moment(booking.window.start(), zone);
    let place = tx
        .plan()
        .name_of(planning::Subject::Environment(booking.environment));
    let mut sentence = format!("Moved {} to {place}, {at}", booking.reference);
    tx.put(booking).map_err(failure::from_store)?;
    let moved_up = fill(&mut tx, now)?;
    if !moved_up.is_empty() {
        sentence = format!("{sentence}; {}", moved_up.join("; "));
    }
    let receipt = tx
        .commit(desk.entry("move_booking", sentence))
        .await
        .map_err(failure::from_store)?;
    Ok(Written::new(receipt, GivenBack { moved_up }))
}

/// Gives a booking back, or gives up waiting; whoever waits for the room moves up in the same entry.
///
/// # Errors
/// Refused when it was given back already; stale when somebody was faster.
pub async fn give_back(desk: &Desk, question: GiveBack) -> Result<Written<GivenBack>, WireFailure> {
    let session = desk.session().await?;
    let mut tx = session.store.begin().await.map_err(failure::from_store)?;
    still_as_seen(&mut tx, TableName::Booking, question.booking.0, question.seen).await?;
    let mut booking = held(tx.plan(), question.booking)?;
    booking.state = BookingState::Released;
    let mut sentence = format!("Gave {} back", booking.reference);
    tx.put(booking).map_err(failure::from_store)?;
    let moved_up = fill(&mut tx, desk.edge().now())?;
    if !moved_up.is_empty() {
        sentence = format!("{sentence}; {}", moved_up.join("; "));
    }
    let receipt = tx
        .commit(desk.entry("give_back", sentence))
        .await
        .map_err(failure::from_store)?;
    Ok(Written::new(receipt, GivenBack { moved_up }))
}

fn held(plan: &Plan, id: BookingId) -> Result<Booking, WireFailure> {
    let booking = plan
        .bookings
        .get(&id)
        .ok_or_else(|| WireFailure::unknown("booking"))?;
    if booking.state == BookingState::Released {
        return Err(WireFailure::refused(
            "given-back",
            format!("{} was given back already.", booking.reference),
        ));
    }
    Ok(booking.clone())
}
