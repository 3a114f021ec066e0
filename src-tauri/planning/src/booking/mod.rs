//! Bookings of environments: what does not go together, the next free stretch, the list of those who wait, use.
//!
//! ```text
//! conflicts(&Plan, now) -> Vec<BookingConflict>                 overlaps, wrong versions, freezes, quotas
//! against(&Plan, &Booking, now) -> Vec<BookingConflict>         of one booking, in the plan or to be made
//! find_next(&Plan, &Wanted) -> Option<Window>                   the next stretch that is free
//! moves_up(&Plan, now) -> Vec<Booking>                          who of those who wait gets a place now
//! utilisation(&Plan, EnvironmentId, span) -> u32                booked share of the span, in percent
//! ```

mod conflicts;
mod waiting;

pub use conflicts::{BookingConflict, BookingConflictKind, against, conflicts};
pub use waiting::{Wanted, bookable, find_next, moves_up, utilisation};

use crate::{Booking, BookingMode, EnvironmentId, Plan, Window};
use std::collections::BTreeSet;

/// The environment and those that work on the same data, said by either side.
#[must_use]
pub fn sharing(plan: &Plan, environment: EnvironmentId) -> BTreeSet<EnvironmentId> {
    let mut found = BTreeSet::from([environment]);
    loop {
        let before = found.len();
        for one in &plan.environments {
            if found.contains(&one.id) || one.shares_data_with.iter().any(|other| found.contains(other)) {
                found.insert(one.id);
                found.extend(one.shares_data_with.iter().copied());
            }
        }
        if found.len() == before {
            return found;
        }
    }
}

/// True when both want the same place at the same time and one of them wants it alone.
fn excludes(one: (BookingMode, Window), other: (BookingMode, Window)) -> bool {
    one.1.overlaps(other.1) && (one.0 == BookingMode::Exclusive || other.0 == BookingMode::Exclusive)
}

/// The team that asks counts; without one the words of the requester.
fn requester(plan: &Plan, booking: &Booking) -> String {
    let team = booking.team.and_then(|team| plan.teams.get(&team));
    team.map_or_else(|| booking.requester.clone(), |team| team.name.clone())
}
