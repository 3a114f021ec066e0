//! Times of the business out of other people's files: holidays and closures (iCalendar), how many use what (CSV).

mod curve;
mod ics;
mod zones;

pub(crate) use curve::is_load_curve;
pub use curve::read_load_curves;
pub use ics::{CalendarChoices, read_calendar};
