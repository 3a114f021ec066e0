//! What a person can ask of Slipway: one function per operation, one line per operation in the contract.
//!
//! An operation parses, loads, lets `planning` decide, writes and answers. It holds no rule of the domain and
//! knows no window framework. Start at [`wire`] (the contract table) and [`Desk`] (an open session).

pub mod contract;
pub mod desk;
pub mod failure;
pub mod push;
mod reference;
pub mod sample;
mod seen;
pub mod wire;

pub mod bookings;
pub mod bundles;
pub mod cab;
pub mod calendar;
pub mod checks;
pub mod documents;
pub mod edit;
pub mod file;
pub mod frame;
pub mod freezes;
pub mod history;
pub mod log;
pub mod map;
pub mod publish;
pub mod releases;
pub mod rights;
pub mod seal;
pub mod search;
pub mod sharing;
pub mod transfer;

pub use desk::{Desk, Edge};
pub use failure::{FailureKind, WireFailure};
pub use push::Push;
pub use wire::wire_ts;
