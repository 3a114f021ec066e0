//! Values of the pictures: calendar, night, dependency map, heat map.

use super::{Prose, Risk};
use planning::time::{Instant, Window};

/// Something drawn in a lane of the calendar or the night.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// A stretch of time.
    Bar {
        /// When.
        window: Window,
        /// Its name; drawn inside when it fits, beside it when not.
        label: String,
        /// A number drawn when the name does not fit inside, such as a runbook step.
        number: Option<String>,
        /// Done or fixed bars are solid, planned ones tinted.
        solid: bool,
        /// Hue 0–5.
        hue: u8,
        /// In collision: red outline and a “!”.
        collides: bool,
    },
    /// A moment: a diamond.
    Milestone {
        /// When.
        at: Instant,
        /// Its name.
        label: String,
        /// Decisions are larger and filled.
        decision: bool,
    },
}

/// A row of a timeline.
#[derive(Clone, Debug, PartialEq)]
pub struct Lane {
    /// `Acceptance`
    pub name: String,
    /// `UAT environment`
    pub quiet: String,
    /// What happens in it.
    pub events: Vec<Event>,
}

/// A freeze over all or some lanes, hatched.
#[derive(Clone, Debug, PartialEq)]
pub struct FreezeBand {
    /// When.
    pub window: Window,
    /// `Peak trading freeze`
    pub label: String,
    /// `20 Nov 00:00 – 1 Dec 06:00, hard`
    pub quiet: String,
    /// First and last lane it covers; all lanes when `None`.
    pub lanes: Option<(usize, usize)>,
}

/// The weeks around the release.
#[derive(Clone, Debug, PartialEq)]
pub struct Calendar {
    /// What is shown; best six to eight whole weeks.
    pub span: Window,
    /// Rows, top to bottom.
    pub lanes: Vec<Lane>,
    /// Hatched bands.
    pub freezes: Vec<FreezeBand>,
    /// The dashed line, with what its flag says (`Today, 12 Nov`).
    pub today: Option<(Instant, String)>,
    /// The picture in words.
    pub alt: String,
}

/// What a vertical line of the night means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GateKind {
    /// Go or no-go: dashed.
    Gate,
    /// After it there is no way back: heavy and red.
    PointOfNoReturn,
    /// The last moment a back-out still fits the window.
    LastSafeBackOut,
}

/// A vertical line of the night.
#[derive(Clone, Debug, PartialEq)]
pub struct Gate {
    /// When.
    pub at: Instant,
    /// One or two letters on its tile.
    pub letter: String,
    /// What it means.
    pub kind: GateKind,
}

/// The deployment night by wave.
#[derive(Clone, Debug, PartialEq)]
pub struct Night {
    /// `Deployment night, 18 to 19 November`
    pub title: String,
    /// `times in Europe/London; numbers are runbook steps`
    pub quiet: String,
    /// What is shown.
    pub span: Window,
    /// Rows: customer impact first, then one a wave.
    pub lanes: Vec<Lane>,
    /// Gates.
    pub gates: Vec<Gate>,
    /// The picture in words.
    pub alt: String,
}

/// A box of the dependency map.
#[derive(Clone, Debug, PartialEq)]
pub struct MapNode {
    /// `CHG-1042`
    pub reference: String,
    /// Its short name.
    pub title: String,
    /// Its risk.
    pub risk: Option<Risk>,
    /// Column, from 0.
    pub wave: u16,
    /// Row, from 0; rows are shared by all columns.
    pub row: u16,
}

/// An arrow: `from` must be live before `to`.
#[derive(Clone, Debug, PartialEq)]
pub struct MapLink {
    /// Place in `nodes`.
    pub from: usize,
    /// Place in `nodes`.
    pub to: usize,
    /// For each wave it crosses, the row it runs along (the dummy nodes of a layered drawing).
    pub via: Vec<(u16, u16)>,
    /// On the critical path: heavy.
    pub critical: bool,
}

/// The dependency map, already laid out in layers.
#[derive(Clone, Debug, PartialEq)]
pub struct DependencyMap {
    /// Column heads, such as `Wave 1 · 22:10`.
    pub waves: Vec<String>,
    /// Boxes.
    pub nodes: Vec<MapNode>,
    /// Arrows.
    pub links: Vec<MapLink>,
    /// The picture in words.
    pub alt: String,
}

/// A mark in the heat map.
#[derive(Clone, Debug, PartialEq)]
pub struct HeatMark {
    /// 1 (lowest) to 5.
    pub likelihood: u8,
    /// 1 (lowest) to 5.
    pub impact: u8,
    /// A short id.
    pub label: String,
}

/// The 5 × 5 heat map.
#[derive(Clone, Debug, PartialEq)]
pub struct HeatMap {
    /// Names of the five likelihoods, lowest first.
    pub likelihoods: [String; 5],
    /// Names of the five impacts, lowest first.
    pub impacts: [String; 5],
    /// The level of each cell: `levels[likelihood - 1][impact - 1]`.
    pub levels: [[Risk; 5]; 5],
    /// What lies where, before mitigation.
    pub marks: Vec<HeatMark>,
    /// Words beside it: how to read it, what mitigation changes.
    pub notes: Vec<Prose>,
    /// The picture in words.
    pub alt: String,
}

impl HeatMap {
    /// The usual names and levels, without marks.
    #[must_use]
    pub fn usual() -> Self {
        let level = |row: [u8; 5]| row.map(Risk::of);
        Self {
            likelihoods: ["Rare", "Unlikely", "Possible", "Likely", "Expected"].map(String::from),
            impacts: ["Negligible", "Minor", "Moderate", "Major", "Severe"].map(String::from),
            levels: [
                level([1, 1, 2, 2, 3]),
                level([1, 2, 3, 3, 4]),
                level([2, 3, 3, 4, 4]),
                level([2, 3, 4, 5, 5]),
                level([3, 4, 4, 5, 5]),
            ],
            marks: Vec::new(),
            notes: Vec::new(),
            alt: String::new(),
        }
    }
}
