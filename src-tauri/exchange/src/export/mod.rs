//! The plan in formats of other tools: iCalendar, CSV, XLSX and JSON.
//!
//! [`ics`] writes releases and freezes with stable ids; [`csv`] writes one [`Sheet`] that [`crate::csv`] reads back,
//! [`workbook`] the same rows as XLSX;
//! [`json`] writes every record; [`inventory`] what a release changes in the CMDB; [`pipeline`] freezes
//! for the machines that deploy. All answer whole texts: same plan, same bytes.

mod calendar;
mod inventory;
mod json;
pub mod pipeline;
mod sheet;
mod workbook;
mod zone;

pub use calendar::{CalendarOptions, ics, steps_ics};
pub use inventory::{InventoryShape, inventory};
pub use json::json;
pub use sheet::{Beside, Sheet, csv, guarded, rows, table};
pub use workbook::workbook;
