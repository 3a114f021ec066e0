//! The records of a plan: one Rust type each, one table each.

mod agreement;
mod booking;
mod business;
mod cab;
mod change;
mod compatibility;
mod dependency;
mod environment;
mod freeze;
mod freeze_policy;
mod installed;
mod meeting;
mod merge_conflict;
mod milestone;
mod negotiation;
mod origin;
mod owed_step;
mod people;
mod publication;
mod release;
mod saved_view;
mod scenario;
mod service;
mod train;
mod waiver;
mod window;

pub use agreement::*;
pub use booking::*;
pub use business::*;
pub use cab::*;
pub use change::*;
pub use compatibility::*;
pub use dependency::*;
pub use environment::*;
pub use freeze::*;
pub use freeze_policy::*;
pub use installed::*;
pub use meeting::*;
pub use merge_conflict::*;
pub use milestone::*;
pub use negotiation::*;
pub use origin::*;
pub use owed_step::*;
pub use people::*;
pub use publication::*;
pub use release::*;
pub use saved_view::*;
pub use scenario::*;
pub use service::*;
pub use train::*;
pub use waiver::*;
pub use window::*;

/// A closed list of words: an enum that is spelled in kebab-case in tables, journal, wire and plan text.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize, ts_rs::TS)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $word)] $variant),+ }
        impl $name {
            /// Every variant, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            /// The stored word.
            #[must_use]
            pub fn word(self) -> &'static str { match self { $(Self::$variant => $word),+ } }
        }
        impl std::str::FromStr for $name {
            type Err = String;
            fn from_str(text: &str) -> Result<Self, String> {
                match text {
                    $($word => Ok(Self::$variant),)+
                    other => Err(format!("“{other}” is none of {}", [$($word),+].join(", "))),
                }
            }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(self.word()) }
        }
    };
}
pub(crate) use words;
