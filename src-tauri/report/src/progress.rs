//! Tells the caller how far a document is, page by page, and lets it stop the work.

use std::ops::ControlFlow;

/// The two halves of the work; each goes through the pages once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Text is set and pages are filled; the number of pages is not known yet.
    Setting,
    /// Finished pages become PDF.
    Writing,
}

/// Watches a document being made.
pub trait Progress {
    /// Called once per page and stage, pages counted from 1. `Break` stops the work between pages.
    fn page(&mut self, stage: Stage, page: usize, of: Option<usize>) -> ControlFlow<()>;
}

/// Nobody watches.
impl Progress for () {
    fn page(&mut self, _: Stage, _: usize, _: Option<usize>) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}
