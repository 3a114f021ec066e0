//! The certificate of an exception: what is granted, until when, under which conditions, and what it was asked with.

use crate::cells::{Cell, Row};
use crate::chrome::chrome;
use crate::display::Laid;
use crate::draft::{Draft, Drawn};
use crate::fault::ReportFault;
use crate::front::{Front, front};
use crate::marks::emptiness;
use crate::origin::origin;
use crate::plan::{approval_boxes, listing};
use crate::progress::Progress;
use crate::table::{Column, PAPER_LOOK, Table, column, figures};
use crate::theme::{BODY, Frame};
use crate::typeset::Span;
use crate::value::{CertificateDocument, Fact};

const CONDITIONS: [Column; 2] = [figures("No.", 28.0), column("Condition", 466.0)];
const COVERS: [Column; 3] = [column("Kind", 88.0), column("What", 226.0), column("More", 180.0)];
const REQUEST: [Column; 2] = [column("Asked", 128.0), column("Answer", 366.0)];
const USES: [Column; 3] = [
    column("When", 128.0),
    column("What went", 186.0),
    column("By", 180.0),
];

/// The certificate as a display list.
pub(crate) fn lay_out<'p>(
    certificate: &CertificateDocument,
    progress: &'p mut dyn Progress,
) -> Result<(Laid, &'p mut dyn Progress), ReportFault> {
    let up = Frame::upright(certificate.imprint.paper);
    let mut draft = Draft::new(progress, up);
    draft.turn_to(up, "")?;
    draft.bookmark(1, &certificate.title);
    draft.bookmarks[0].y = 0.0;
    front(
        &mut draft,
        &Front {
            organisation: &certificate.imprint.organisation,
            purpose: &certificate.purpose,
            title: &certificate.title,
            subtitle: &certificate.subtitle,
            facts: &certificate.facts,
            decision_label: &certificate.decision_label,
            decision: &certificate.decision,
            numbers: &[],
        },
    )?;
    draft.stated(&certificate.verdict)?;
    conditions(&mut draft, certificate)?;
    listing(&mut draft, "What it covers", &certificate.covers, &COVERS, three)?;
    listing(
        &mut draft,
        "What was asked",
        &certificate.request,
        &REQUEST,
        |fact| {
            vec![
                Cell::strong(&fact.label),
                Cell::text(&fact.value).quiet(&fact.quiet),
            ]
        },
    )?;
    listing(
        &mut draft,
        "Deployments under it",
        &certificate.uses,
        &USES,
        three,
    )?;
    draft.section("Signatures", 110.0)?;
    let width = draft.frame.across() * 0.88;
    draft.paragraph(&[Span::new(&certificate.signing, BODY)], width, 8.0)?;
    approval_boxes(&mut draft, &certificate.signatures)?;
    origin(
        &mut draft,
        "Where this certificate comes from",
        &certificate.origin,
    )?;
    chrome(&mut draft, &certificate.imprint);
    Ok(draft.done(&certificate.imprint))
}

fn three(fact: &Fact) -> Vec<Cell> {
    vec![
        Cell::strong(&fact.label),
        Cell::text(&fact.value),
        Cell::text(&fact.quiet),
    ]
}

fn conditions(draft: &mut Draft<'_>, certificate: &CertificateDocument) -> Drawn {
    let empty = emptiness(&certificate.conditions);
    draft.section("Conditions", if empty.is_some() { 20.0 } else { 60.0 })?;
    if let Some(says) = empty {
        return draft.nothing(&says);
    }
    let mut table = Table::begin(draft, &CONDITIONS, PAPER_LOOK);
    for (number, condition) in (1..).zip(&certificate.conditions.rows) {
        let cells = vec![Cell::text(&format!("{number}")), Cell::text(condition)];
        table.row(draft, &Row::new(cells))?;
    }
    Ok(())
}
