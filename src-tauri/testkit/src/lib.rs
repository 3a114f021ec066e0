//! Plans from a few lines of text, pictures of plans, large plans from a seed, and a throw-away PostgreSQL.
//!
//! ```text
//! plan(text) -> Plan                                   panics with the line that cannot be read
//! read(text) -> Result<Plan, String>
//! picture(&Plan, first_day, last_day) -> String        the calendar, one line for each freeze, window and change
//! generate(seed, changes, services, dependencies) -> Plan
//! Mint::new(kind) / mint.next()                        ids that count upwards
//! postgres::Server::shared() -> Option<Arc<Server>>    a throw-away PostgreSQL, when it is installed
//! ```
//! The language is described in [`language`].

pub mod generator;
pub mod language;
pub mod mint;
pub mod picture;
pub mod postgres;

pub use generator::generate;
pub use language::{plan, read};
pub use mint::Mint;
pub use picture::picture;
