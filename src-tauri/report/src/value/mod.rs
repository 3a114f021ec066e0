//! Finished values: everything a document says, gathered by others, with nothing left to look up.

mod agreement;
mod chart;
mod deck;
mod minutes;
mod plan;
mod pre_read;
mod sheets;

pub use agreement::*;
pub use chart::*;
pub use deck::*;
pub use minutes::*;
pub use plan::*;
pub use pre_read::*;
pub use sheets::*;

use planning::time::{Instant, Zone};

/// The sheet a document is printed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Paper {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 8.5 × 11 inches.
    Letter,
}

/// Whether the document may be acted on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Not approved: every page carries the mark DRAFT.
    Draft,
    /// Approved: no mark.
    Approved,
}

/// What stands on every page and in the file's own description.
#[derive(Clone, Debug, PartialEq)]
pub struct Imprint {
    /// Whose document it is, such as `Halden Retail`.
    pub organisation: String,
    /// The short name of what it is about, such as `RO-23 Autumn`.
    pub name: String,
    /// `Release plan`, `CAB deck`.
    pub kind: String,
    /// Who made it.
    pub author: String,
    /// The version of the plan, such as `1.3`.
    pub version: String,
    /// The moment the value was gathered; the only date a document knows.
    pub made_at: Instant,
    /// The zone all times are shown in.
    pub zone: Zone,
    /// A short digest of the data, such as `7F3A-91C2-0D4E`.
    pub fingerprint: String,
    /// Who may read it, such as `Internal`.
    pub class: String,
    /// The language of its words as a BCP 47 tag, such as `en-GB`.
    pub language: String,
    /// The sheet.
    pub paper: Paper,
    /// Draft or approved.
    pub standing: Standing,
    /// What ties it to the log it was printed from.
    pub seal: Option<crate::Seal>,
}

/// Five levels of risk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Risk {
    /// 1
    VeryLow,
    /// 2
    Low,
    /// 3
    Medium,
    /// 4
    High,
    /// 5
    VeryHigh,
}

impl Risk {
    /// All levels, lowest first.
    pub const ALL: [Self; 5] = [Self::VeryLow, Self::Low, Self::Medium, Self::High, Self::VeryHigh];

    /// From a number; below 1 counts as 1 and above 5 as 5.
    #[must_use]
    pub fn of(number: u8) -> Self {
        Self::ALL[usize::from(number.clamp(1, 5)) - 1]
    }
    /// 1 to 5.
    #[must_use]
    pub fn number(self) -> u8 {
        self as u8 + 1
    }
    /// The word beside the number.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::VeryLow => "Very low",
            Self::Low => "Low",
            Self::Medium => "Medium",
            Self::High => "High",
            Self::VeryHigh => "Very high",
        }
    }
}

/// A state, drawn by its own shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Done, approved, passed: filled disc with a tick.
    Done,
    /// With conditions: half disc.
    Conditional,
    /// Not yet: ring.
    Pending,
    /// Failed, rejected: square with a cross.
    Failed,
}

/// A state and the word for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// Its shape.
    pub state: State,
    /// Its word, such as `Approved`.
    pub label: String,
}

impl Verdict {
    /// A state with its word.
    #[must_use]
    pub fn new(state: State, label: impl Into<String>) -> Self {
        Self {
            state,
            label: label.into(),
        }
    }
}

/// A stretch of prose.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// As it is.
    Plain(String),
    /// Semibold.
    Strong(String),
    /// A command or identifier, in the mono face.
    Code(String),
}

/// A sentence or paragraph with emphasis. Plain text converts into it.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Prose(pub Vec<Piece>);

impl Prose {
    /// Adds plain text.
    #[must_use]
    pub fn plain(mut self, text: impl Into<String>) -> Self {
        self.0.push(Piece::Plain(text.into()));
        self
    }
    /// Adds semibold text.
    #[must_use]
    pub fn strong(mut self, text: impl Into<String>) -> Self {
        self.0.push(Piece::Strong(text.into()));
        self
    }
    /// Adds a command or identifier.
    #[must_use]
    pub fn code(mut self, text: impl Into<String>) -> Self {
        self.0.push(Piece::Code(text.into()));
        self
    }
    /// True when it says nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|piece| match piece {
            Piece::Plain(text) | Piece::Strong(text) | Piece::Code(text) => text.trim().is_empty(),
        })
    }
}
impl From<&str> for Prose {
    fn from(text: &str) -> Self {
        Self::default().plain(text)
    }
}
impl From<String> for Prose {
    fn from(text: String) -> Self {
        Self::default().plain(text)
    }
}

/// Rows of a section that never vanishes: no rows read `None.`, or `Missing: …` with the reason.
#[derive(Clone, Debug, PartialEq)]
pub struct Listing<T> {
    /// The rows, in the order they are shown.
    pub rows: Vec<T>,
    /// Why there are no rows although there should be: `no runbook is written for RO-23`.
    pub missing: Option<String>,
}

impl<T> Default for Listing<T> {
    fn default() -> Self {
        Self {
            rows: Vec::new(),
            missing: None,
        }
    }
}
impl<T> From<Vec<T>> for Listing<T> {
    fn from(rows: Vec<T>) -> Self {
        Self { rows, missing: None }
    }
}
impl<T> Listing<T> {
    /// No rows, and that is a gap.
    #[must_use]
    pub fn missing(why: impl Into<String>) -> Self {
        Self {
            rows: Vec::new(),
            missing: Some(why.into()),
        }
    }
}

/// A picture of a section that never vanishes.
#[derive(Clone, Debug, PartialEq, Default)]
pub enum Part<T> {
    /// It is drawn.
    Given(T),
    /// There is nothing to draw: `None.`
    #[default]
    Nothing,
    /// It should be there: `Missing: …`
    Missing(String),
}

/// A label, its value and a quieter second line.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// `Release manager`
    pub label: String,
    /// `Hanne Østergaard`
    pub value: String,
    /// `Deputy: Samuel Adeyemi`
    pub quiet: String,
}

impl Fact {
    /// A fact of three strings.
    #[must_use]
    pub fn new(label: impl Into<String>, value: impl Into<String>, quiet: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            value: value.into(),
            quiet: quiet.into(),
        }
    }
}

impl Piece {
    /// Its words.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Plain(text) | Self::Strong(text) | Self::Code(text) => text,
        }
    }
}
