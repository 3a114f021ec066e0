//! The core of Slipway: records, rules, decisions and derived views, as pure functions of values.
//!
//! Nothing here reads a clock, a random source, a file or a database; `now`, ids and seeds are arguments.

pub mod booking;
pub mod bundling;
pub mod cab;
pub mod cadence;
pub mod calendar;
pub mod collision;
pub mod difference;
pub mod finding;
pub mod gate;
pub mod graph;
pub mod ids;
pub mod journal;
pub mod map;
pub mod pareto;
pub mod plan;
pub mod records;
pub mod repair;
pub mod rights;
pub mod risk;
pub mod rule;
pub mod schedule;
pub mod slip;
pub mod subject;
pub mod table;
pub mod talks;
pub mod time;
pub mod train;
pub mod version;
pub mod waiving;
pub mod wording;

pub use finding::Finding;
pub use ids::*;
pub use plan::Plan;
pub use records::*;
pub use subject::{Severity, Subject, WayOut};
pub use time::{Day, Instant, LocalTime, Recurrence, Window, Zone};
