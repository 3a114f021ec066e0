//! Tables from other tools: sniffed, mapped column by column, then read as services, links or changes.
//!
//! [`propose`] looks at the bytes and proposes a [`Mapping`]; a person may edit it; [`read`] uses it. Columns are
//! numbered, never looked up by name, because exports repeat names.

mod dates;
mod fields;
mod mapping;
mod milestones;
mod propose;
mod read;
mod records;
mod sniff;

pub use dates::DateOrder;
pub(crate) use fields::known_word;
pub use fields::{Field, TableKind, fields_of};
pub use mapping::{ColumnUse, Direction, Mapping, Match, ValueMap};
pub use propose::{Column, Need, Proposal, Unmapped, propose};
pub use read::read;
pub use sniff::{Decoded, Encoding, decode, sniff_delimiter};
