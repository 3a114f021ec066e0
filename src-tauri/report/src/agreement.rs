//! The freeze agreement: what is agreed on the first page, how it came about after it, signatures at the end.

use crate::cells::{Cell, Row};
use crate::chrome::chrome;
use crate::display::{BackEnd, Laid};
use crate::draft::{Draft, Drawn};
use crate::fault::ReportFault;
use crate::front::{Front, front};
use crate::marks::emptiness;
use crate::origin::origin;
use crate::pdf::Printpdf;
use crate::plan::{approval_boxes, listing};
use crate::progress::Progress;
use crate::table::{Column, PAPER_LOOK, Table, column, figures};
use crate::theme::{BODY, Frame};
use crate::typeset::Span;
use crate::value::AgreementDocument;

const PHASES: [Column; 5] = [
    column("Stretch", 84.0),
    column("From – to", 128.0),
    column("Level", 58.0),
    column("Covers", 132.0),
    column("What runs already", 92.0),
];
const ZONES: [Column; 4] = [
    column("Clock", 112.0),
    column("Regions", 98.0),
    column("Begins", 98.0),
    column("Ends", 186.0),
];
const LEVELS: [Column; 3] = [
    column("Level", 76.0),
    column("May go", 218.0),
    column("On condition", 200.0),
];
const CRITERIA: [Column; 2] = [figures("No.", 28.0), column("An exception must show", 466.0)];
const EXCEPTIONS: [Column; 4] = [
    column("Exception", 62.0),
    column("For", 174.0),
    column("Conditions and validity", 176.0),
    column("State", 82.0),
];
const CONCESSIONS: [Column; 4] = [
    column("Gives", 92.0),
    column("What", 158.0),
    column("To", 86.0),
    column("For", 158.0),
];
const ROUNDS: [Column; 4] = [
    figures("Round", 36.0),
    column("Who and when", 118.0),
    column("Asked or offered", 150.0),
    column("Said", 190.0),
];
const THAW: [Column; 4] = [
    column("Day", 84.0),
    column("What goes", 268.0),
    figures("Risk", 52.0),
    column("Caps", 90.0),
];

/// Writes a freeze agreement as PDF. The same value gives the same bytes on every machine.
///
/// # Errors
/// When the watcher stops it, or when a font or the file cannot be written.
pub fn agreement_pdf(
    agreement: &AgreementDocument,
    progress: &mut dyn Progress,
) -> Result<Vec<u8>, ReportFault> {
    let (laid, progress) = lay_out(agreement, progress)?;
    Printpdf.write(&laid, progress)
}

/// The agreement as a display list.
pub(crate) fn lay_out<'p>(
    agreement: &AgreementDocument,
    progress: &'p mut dyn Progress,
) -> Result<(Laid, &'p mut dyn Progress), ReportFault> {
    let up = Frame::upright(agreement.imprint.paper);
    let mut draft = Draft::new(progress, up);
    draft.turn_to(up, "")?;
    first_page(&mut draft, agreement)?;
    the_way(&mut draft, agreement)?;
    the_end(&mut draft, agreement)?;
    chrome(&mut draft, &agreement.imprint);
    Ok(draft.done(&agreement.imprint))
}

fn first_page(draft: &mut Draft<'_>, agreement: &AgreementDocument) -> Drawn {
    draft.bookmark(1, "What is agreed");
    draft.bookmarks[0].y = 0.0;
    front(
        draft,
        &Front {
            organisation: &agreement.imprint.organisation,
            purpose: &agreement.purpose,
            title: &agreement.title,
            subtitle: &agreement.subtitle,
            facts: &agreement.facts,
            decision_label: &agreement.decision_label,
            decision: &agreement.decision,
            numbers: &agreement.numbers,
        },
    )?;
    listing(draft, "Stretches", &agreement.phases, &PHASES, |phase| {
        vec![
            Cell::strong(&phase.name),
            Cell::text(&phase.window).quiet(&phase.clock),
            Cell::text(&phase.level),
            Cell::text(&phase.covers),
            Cell::text(&phase.in_flight),
        ]
    })?;
    listing(
        draft,
        "On the clocks of the regions",
        &agreement.zones,
        &ZONES,
        |zone| {
            vec![
                Cell::strong(&zone.zone),
                Cell::text(&zone.regions),
                Cell::text(&zone.begins),
                Cell::text(&zone.ends).quiet(&zone.note),
            ]
        },
    )?;
    listing(draft, "What may go", &agreement.levels, &LEVELS, |level| {
        vec![
            Cell::strong(&level.level),
            Cell::text(&level.allowed),
            Cell::text(&level.on_condition),
        ]
    })?;
    criteria(draft, agreement)
}

fn criteria(draft: &mut Draft<'_>, agreement: &AgreementDocument) -> Drawn {
    draft.section(
        "Exceptions",
        if agreement.criteria.rows.is_empty() {
            20.0
        } else {
            64.0
        },
    )?;
    if let Some(says) = emptiness(&agreement.criteria) {
        draft.nothing(&says)?;
    } else {
        let mut table = Table::begin(draft, &CRITERIA, PAPER_LOOK);
        for (number, criterion) in agreement.criteria.rows.iter().enumerate() {
            let cells = vec![Cell::text(&(number + 1).to_string()), Cell::text(criterion)];
            table.row(draft, &Row::new(cells))?;
        }
    }
    listing(
        draft,
        "Exceptions so far",
        &agreement.exceptions,
        &EXCEPTIONS,
        |exception| {
            vec![
                Cell::strong(&exception.reference),
                Cell::text(&exception.subject),
                Cell::text(&exception.conditions),
                Cell::verdict(&exception.verdict),
            ]
        },
    )
}

/// How the agreement came about, and how it ends.
fn the_way(draft: &mut Draft<'_>, agreement: &AgreementDocument) -> Drawn {
    let title = "How it came about";
    draft.go_on(title, 200.0)?;
    draft.chapter(title, "")?;
    listing(draft, "Rounds", &agreement.rounds, &ROUNDS, |round| {
        vec![
            Cell::text(&round.round),
            Cell::strong(&round.by).quiet(&round.at),
            Cell::text(&round.offered),
            Cell::text(&round.said),
        ]
    })?;
    listing(
        draft,
        "Concessions",
        &agreement.concessions,
        &CONCESSIONS,
        |concession| {
            vec![
                Cell::strong(&concession.giver),
                Cell::text(&concession.gives),
                Cell::strong(&concession.taker),
                Cell::text(&concession.gets),
            ]
        },
    )?;
    draft.section("What is different from the version before", 20.0)?;
    if let Some(says) = emptiness(&agreement.differences) {
        draft.nothing(&says)?;
    }
    for difference in &agreement.differences.rows {
        let width = draft.frame.across();
        draft.paragraph(&[Span::new(difference, BODY)], width, 4.0)?;
    }
    listing(draft, "Thaw", &agreement.thaw, &THAW, |day| {
        vec![
            Cell::strong(&day.day),
            Cell::text(&day.what),
            Cell::text(&day.risk),
            Cell::verdict(&day.verdict),
        ]
    })
}

fn the_end(draft: &mut Draft<'_>, agreement: &AgreementDocument) -> Drawn {
    let title = "Signatures";
    draft.go_on(title, 200.0)?;
    draft.chapter(title, "")?;
    let width = draft.frame.across() * 0.88;
    draft.paragraph(&[Span::new(&agreement.signing, BODY)], width, 10.0)?;
    approval_boxes(draft, &agreement.signatures)?;
    origin(draft, "Where this agreement comes from", &agreement.origin)
}
