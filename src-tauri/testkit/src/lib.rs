//! Plans from a few lines of text, pictures of plans, and large plans from a seed.
//!
//! ```text
//! plan(text) -> Plan                                   panics with the line that cannot be read
//! read(text) -> Result<Plan, String>
//! picture(&Plan, first_day, last_day) -> String        the calendar, one line for each freeze, window and change
//! generate(seed, changes, services, dependencies) -> Plan
//! Mint::new(kind) / mint.next()                        ids that count upwards
//! ```
//! The language is described in [`language`].

pub mod generator;
pub mod language;
pub mod mint;
pub mod picture;

pub use generator::generate;
pub use language::{plan, read};
pub use mint::Mint;
pub use picture::picture;
