//! The audit appendix: where the plan comes from, what was decided, what it said before.

use super::evidence::listing;
use crate::cells::Cell;
use crate::dates::stamp;
use crate::draft::{Draft, Drawn};
use crate::origin::origin;
use crate::table::{Column, column};
use crate::theme::BODY;
use crate::typeset::Span;
use crate::value::ReleasePlanDocument;

const ENTRIES: [Column; 5] = [
    column("When", 100.0),
    column("Who", 84.0),
    column("What", 142.0),
    column("Old → new", 68.0),
    column("Reason", 100.0),
];
const VERSIONS: [Column; 5] = [
    column("Version", 44.0),
    column("When", 100.0),
    column("By", 80.0),
    column("What changed", 168.0),
    column("Fingerprint", 102.0),
];

/// Draws the chapter.
pub(super) fn draw(draft: &mut Draft<'_>, plan: &ReleasePlanDocument) -> Drawn {
    let title = "Audit appendix";
    draft.go_on(title, 166.0)?;
    draft.chapter(title, "")?;
    let appendix = &plan.appendix;
    origin(draft, "Where this plan comes from", &appendix.facts)?;
    listing(
        draft,
        "Decisions, edits and overrides",
        &appendix.entries,
        &ENTRIES,
        |entry| {
            vec![
                Cell::text(&stamp(entry.at)),
                Cell::text(&entry.who),
                Cell::text(&entry.what),
                Cell::text(&entry.change),
                Cell::text(&entry.reason),
            ]
        },
    )?;
    listing(draft, "Versions", &appendix.versions, &VERSIONS, |version| {
        vec![
            Cell::strong(&version.version),
            Cell::text(&stamp(version.at)),
            Cell::text(&version.by),
            Cell::text(&version.what),
            Cell::text(&version.fingerprint),
        ]
    })
}

/// What a copy for somebody leaves out.
pub(super) fn left_out(draft: &mut Draft<'_>, plan: &ReleasePlanDocument) -> Drawn {
    let title = "What this copy leaves out";
    draft.go_on(title, 120.0)?;
    draft.chapter(title, "")?;
    left_out_lines(draft, plan)
}

pub(super) fn left_out_lines(draft: &mut Draft<'_>, plan: &ReleasePlanDocument) -> Drawn {
    if plan.left_out.is_empty() {
        return draft.nothing("None.");
    }
    let width = draft.frame.across();
    for line in &plan.left_out {
        draft.paragraph(&[Span::new(line, BODY)], width, 2.0)?;
    }
    Ok(())
}
