//! Release trains: when they depart, what must be done by when, who is on board and who has missed what.
//!
//! ```text
//! timetable(&Plan, &ReleaseTrain, span) -> Vec<Stop>     departures, shifted by the train's rule, with cut-offs
//! boarding(&Plan, ReleaseId, now) -> Option<Boarding>    each change of a release: ready, or what it missed
//! next_of(&Plan, &Release) -> Option<&Release>           the next release of the same train
//! train_of(&Plan, &Change) -> Option<TrainId>            the train it rides, or the first that takes its team
//! ```

mod boarding;
mod choosing;
mod timetable;

pub use boarding::{Boarding, Missed, NextTrain, Passenger, boarding, next_of};
pub use choosing::train_of;
pub use timetable::{CutOffDate, Stop, cut_off_dates, timetable};
