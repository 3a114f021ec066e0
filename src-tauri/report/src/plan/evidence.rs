//! Evidence: test gates and open defects; freezes and exceptions, collisions.

use crate::cells::{Cell, Row};
use crate::draft::{Draft, Drawn};
use crate::marks::emptiness;
use crate::table::{Column, PAPER_LOOK, Table, column, figures};
use crate::value::{FindingRow, FreezeRow, Listing, ReleasePlanDocument};

const GATES: [Column; 6] = [
    column("Gate", 80.0),
    column("Measure", 130.0),
    figures("Needed", 54.0),
    figures("Seen", 54.0),
    column("State", 78.0),
    column("Evidence", 92.0),
];
const DEFECTS: [Column; 5] = [
    column("Defect", 62.0),
    column("What is wrong", 168.0),
    column("Severity", 58.0),
    column("Decision", 134.0),
    column("Owner", 72.0),
];
const FREEZES: [Column; 5] = [
    column("Freeze", 86.0),
    column("From – to", 112.0),
    column("Covers", 92.0),
    column("Exception, or how far clear", 134.0),
    column("State", 72.0),
];
const FINDINGS: [Column; 4] = [
    column("Rule", 54.0),
    column("Severity", 74.0),
    column("What collides", 208.0),
    column("Ways out", 158.0),
];

/// Draws the chapter.
pub(super) fn draw(draft: &mut Draft<'_>, plan: &ReleasePlanDocument) -> Drawn {
    let title = "Evidence";
    draft.go_on(title, 166.0)?;
    draft.chapter(title, "")?;
    listing(draft, "Test gates", &plan.test_gates, &GATES, |gate| {
        vec![
            Cell::strong(&gate.gate),
            Cell::text(&gate.measure),
            Cell::text(&gate.needed),
            Cell::text(&gate.seen),
            Cell::verdict(&gate.verdict),
            Cell::text(&gate.evidence),
        ]
    })?;
    listing(draft, "Open defects", &plan.defects, &DEFECTS, |defect| {
        vec![
            Cell::strong(&defect.reference),
            Cell::text(&defect.what),
            Cell::text(&defect.severity),
            Cell::text(&defect.decision),
            Cell::text(&defect.owner),
        ]
    })
}

/// The sections of freezes and of whatever the rules found.
pub(super) fn freezes_and_findings(draft: &mut Draft<'_>, plan: &ReleasePlanDocument) -> Drawn {
    listing(
        draft,
        "Freezes and exceptions",
        &plan.freezes,
        &FREEZES,
        freeze_cells,
    )?;
    listing(
        draft,
        "Collisions and findings",
        &plan.findings,
        &FINDINGS,
        finding_cells,
    )
}

/// Freezes and what is asked of them, as a chapter of their own.
pub(super) fn freezes_alone(draft: &mut Draft<'_>, plan: &ReleasePlanDocument) -> Drawn {
    let title = "Freezes";
    draft.go_on(title, 150.0)?;
    draft.chapter(title, "")?;
    listing(
        draft,
        "Freezes and exceptions",
        &plan.freezes,
        &FREEZES,
        freeze_cells,
    )
}

/// The cells of a freeze.
pub(crate) fn freeze_cells(freeze: &FreezeRow) -> Vec<Cell> {
    vec![
        Cell::strong(&freeze.name).quiet(&freeze.quiet),
        Cell::text(&freeze.window),
        Cell::text(&freeze.covers),
        Cell::prose(&freeze.exception),
        Cell::verdict(&freeze.verdict),
    ]
}

/// The cells of a finding.
pub(crate) fn finding_cells(finding: &FindingRow) -> Vec<Cell> {
    vec![
        Cell::strong(&finding.rule),
        Cell::verdict(&finding.verdict),
        Cell::text(&finding.sentence),
        Cell::text(&finding.ways_out),
    ]
}

/// A section with a table, or with the line that says why there is none.
pub(crate) fn listing<T>(
    draft: &mut Draft<'_>,
    title: &str,
    listing: &Listing<T>,
    columns: &[Column],
    cells: impl Fn(&T) -> Vec<Cell>,
) -> Drawn {
    draft.section(title, if listing.rows.is_empty() { 20.0 } else { 64.0 })?;
    if let Some(says) = emptiness(listing) {
        return draft.nothing(&says);
    }
    let mut table = Table::begin(draft, columns, PAPER_LOOK);
    for row in &listing.rows {
        table.row(draft, &Row::new(cells(row)))?;
    }
    Ok(())
}
