//! The audit appendix: where the plan comes from, what was decided, what it said before.

use super::evidence::listing;
use crate::cells::{Cell, Row};
use crate::dates::stamp;
use crate::draft::{Draft, Drawn};
use crate::table::{Column, PAPER_LOOK, Table, column};
use crate::theme::{CELL, Family, Style};
use crate::value::ReleasePlanDocument;

const FACTS: [Column; 2] = [column("What", 120.0), column("Value", 374.0)];
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
    draft.go_on(title, 330.0)?;
    draft.chapter(title, "")?;
    let appendix = &plan.appendix;
    draft.section("Where this plan comes from", 50.0)?;
    if appendix.facts.is_empty() {
        draft.nothing("Missing: no facts about the data were given.")?;
    } else {
        let mono = Style {
            family: Family::Mono,
            size: CELL.size * 0.88,
            ..CELL
        };
        let mut table = Table::begin(draft, &FACTS, PAPER_LOOK);
        for (label, value) in &appendix.facts {
            // Digests read best in the mono face, sentences in the text face.
            let style = if value.len() >= 16 && !value.contains(' ') {
                mono
            } else {
                CELL
            };
            let value = if value.trim().is_empty() {
                "Missing."
            } else {
                value
            };
            table.row(
                draft,
                &Row::new(vec![Cell::strong(label), Cell::default().and(value, style)]),
            )?;
        }
    }
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
