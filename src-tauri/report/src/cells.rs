//! What stands in the cells of a table.

use crate::theme::{CELL, CELL_QUIET, CELL_STRONG, Colour, Style};
use crate::typeset::{Span, spans};
use crate::value::{Prose, Risk, State, Verdict};

/// A sign at the left of a cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Sign {
    Chip(Risk),
    /// Before and after mitigation.
    Chips(Risk, Risk),
    State(State),
    TickBox,
    /// Part of a whole, as a bar.
    Share(u32, u32),
}

/// A cell: an optional sign and paragraphs below each other.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cell {
    pub sign: Option<Sign>,
    pub paragraphs: Vec<Vec<Span>>,
}

impl Cell {
    pub(crate) fn text(text: &str) -> Self {
        Self::default().and(text, CELL)
    }
    pub(crate) fn strong(text: &str) -> Self {
        Self::default().and(text, CELL_STRONG)
    }
    pub(crate) fn prose(prose: &Prose) -> Self {
        Self::default().and_prose(prose, CELL)
    }
    pub(crate) fn number(number: Option<u32>) -> Self {
        number.map_or_else(Self::default, |number| {
            Self::text(&planning::wording::thousands(u64::from(number)))
        })
    }
    pub(crate) fn chip(risk: Option<Risk>) -> Self {
        risk.map_or_else(
            || Self::text("–"),
            |risk| Self {
                sign: Some(Sign::Chip(risk)),
                paragraphs: Vec::new(),
            },
        )
    }
    pub(crate) fn sign(sign: Sign) -> Self {
        Self {
            sign: Some(sign),
            paragraphs: Vec::new(),
        }
    }
    /// A bar with its per cent below; nothing when the whole is nothing.
    pub(crate) fn share(part: u32, whole: u32) -> Self {
        if whole == 0 {
            return Self::text("–");
        }
        let tenths = u64::from(part) * 1000 / u64::from(whole);
        Self {
            sign: Some(Sign::Share(part, whole)),
            paragraphs: Vec::new(),
        }
        .and(&format!("{}.{} %", tenths / 10, tenths % 10), CELL_QUIET)
    }
    pub(crate) fn verdict(verdict: &Verdict) -> Self {
        Self {
            sign: Some(Sign::State(verdict.state)),
            paragraphs: Vec::new(),
        }
        .and(&verdict.label, CELL)
    }
    pub(crate) fn quiet(self, text: &str) -> Self {
        self.and(text, CELL_QUIET)
    }
    pub(crate) fn and(mut self, text: &str, style: Style) -> Self {
        if !text.trim().is_empty() {
            self.paragraphs.push(vec![Span::new(text, style)]);
        }
        self
    }
    pub(crate) fn and_prose(mut self, prose: &Prose, style: Style) -> Self {
        if !prose.is_empty() {
            self.paragraphs.push(spans(prose, style, style.colour));
        }
        self
    }
}

/// A row of the body.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub cells: Vec<Cell>,
    pub tint: Option<Colour>,
}

impl Row {
    pub(crate) fn new(cells: Vec<Cell>) -> Self {
        Self { cells, tint: None }
    }
}
