//! The core of Slipway: records, rules, decisions and derived views, as pure functions of values.
//!
//! Nothing here reads a clock, a random source, a file or a database; `now`, ids and seeds are arguments.

pub mod bundling;
pub mod cadence;
pub mod calendar;
pub mod collision;
pub mod difference;
pub mod graph;
pub mod ids;
pub mod journal;
pub mod plan;
pub mod records;
pub mod risk;
pub mod subject;
pub mod time;
pub mod wording;

pub use ids::*;
pub use plan::Plan;
pub use records::*;
pub use subject::{Severity, Subject, WayOut};
pub use time::{Day, Instant, LocalTime, Recurrence, Window, Zone};
