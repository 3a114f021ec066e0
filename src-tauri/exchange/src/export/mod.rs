//! The plan in formats of other tools: iCalendar, CSV and JSON.
//!
//! [`ics`] writes releases and freezes with stable ids; [`csv`] writes one [`Sheet`] that [`crate::csv`] reads back;
//! [`json`] writes every record. All three answer whole texts: same plan, same bytes.

mod calendar;
mod json;
mod sheet;
mod zone;

pub use calendar::{CalendarOptions, ics};
pub use json::json;
pub use sheet::{Sheet, csv, guarded, table};
