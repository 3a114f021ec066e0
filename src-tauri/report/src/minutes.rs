//! The minutes of a CAB meeting: the outcome first, then item by item, then who owes what.

use crate::cells::{Cell, Row};
use crate::chrome::chrome;
use crate::display::{BackEnd, Laid, Role};
use crate::draft::{Draft, Drawn};
use crate::fault::ReportFault;
use crate::front::{Front, front};
use crate::marks::{emptiness, missing};
use crate::origin::origin;
use crate::pdf::Printpdf;
use crate::plan::{approval_boxes, listing};
use crate::progress::Progress;
use crate::table::{Column, PAPER_LOOK, Table, column, figures};
use crate::theme::{BAD, BODY, CELL, CELL_STRONG, FOOT, Frame, INK, INK2, INK3, LABEL};
use crate::typeset::{Align, Span, spans};
use crate::value::{DutyRow, MinutesDocument, MinutesItem};

const DECISIONS: [Column; 5] = [
    figures("No.", 26.0),
    column("Item", 230.0),
    column("Risk", 30.0),
    column("Decision", 118.0),
    figures("Time", 80.0),
];
pub(crate) const CONSENT: [Column; 5] = [
    column("Change", 62.0),
    column("What", 232.0),
    column("Risk", 30.0),
    column("Owner", 88.0),
    column("Decision", 82.0),
];
const PRESENT: [Column; 4] = [
    column("Name", 136.0),
    column("Role", 104.0),
    column("There", 90.0),
    column("Note", 164.0),
];
const DUTIES: [Column; 5] = [
    column("About", 66.0),
    column("What", 200.0),
    column("Owner", 88.0),
    column("Due", 80.0),
    column("State", 66.0),
];
const CONDITIONS: [Column; 4] = [
    column("Condition", 248.0),
    column("Owner", 96.0),
    column("Due", 80.0),
    column("State", 70.0),
];
const VOTES: [Column; 4] = [
    column("Voter", 136.0),
    column("Vote", 104.0),
    figures("Success\nexpected", 62.0),
    column("Note", 192.0),
];

/// Writes the minutes of a meeting as PDF. The same value gives the same bytes on every machine.
///
/// # Errors
/// When the watcher stops it, or when a font or the file cannot be written.
pub fn minutes_pdf(minutes: &MinutesDocument, progress: &mut dyn Progress) -> Result<Vec<u8>, ReportFault> {
    let (laid, progress) = lay_out(minutes, progress)?;
    Printpdf.write(&laid, progress)
}

/// The minutes as a display list.
pub(crate) fn lay_out<'p>(
    minutes: &MinutesDocument,
    progress: &'p mut dyn Progress,
) -> Result<(Laid, &'p mut dyn Progress), ReportFault> {
    let up = Frame::upright(minutes.imprint.paper);
    let mut draft = Draft::new(progress, up);
    draft.turn_to(up, "Outcome")?;
    outcome(&mut draft, minutes)?;
    items(&mut draft, minutes)?;
    duties(&mut draft, minutes)?;
    the_end(&mut draft, minutes)?;
    chrome(&mut draft, &minutes.imprint);
    Ok(draft.done(&minutes.imprint))
}

fn outcome(draft: &mut Draft<'_>, minutes: &MinutesDocument) -> Drawn {
    draft.bookmark(1, "Outcome");
    draft.bookmarks[0].y = 0.0;
    front(
        draft,
        &Front {
            organisation: &minutes.imprint.organisation,
            purpose: &minutes.purpose,
            title: &minutes.title,
            subtitle: &minutes.subtitle,
            facts: &minutes.facts,
            decision_label: &minutes.decision_label,
            decision: &minutes.decision,
            numbers: &minutes.numbers,
        },
    )?;
    draft.y -= 12.0;
    draft.section(
        "Decisions",
        if minutes.items.rows.is_empty() { 20.0 } else { 64.0 },
    )?;
    match emptiness(&minutes.items) {
        Some(says) => draft.nothing(&says)?,
        None => {
            let mut table = Table::begin(draft, &DECISIONS, PAPER_LOOK);
            for (number, item) in (1..).zip(&minutes.items.rows) {
                let cells = vec![
                    Cell::text(&format!("{number}")),
                    Cell::strong(&item.title).quiet(&item.reference),
                    Cell::chip(item.risk),
                    Cell::verdict(&item.verdict),
                    Cell::text(&item.time).quiet(&item.at),
                ];
                table.row(draft, &Row::new(cells))?;
            }
        }
    }
    listing(draft, "Approved together", &minutes.consent, &CONSENT, |row| {
        vec![
            Cell::strong(&row.reference),
            Cell::text(&row.what),
            Cell::chip(row.risk),
            Cell::text(&row.owner),
            Cell::verdict(&row.verdict),
        ]
    })?;
    listing(draft, "Present", &minutes.present, &PRESENT, |person| {
        vec![
            Cell::strong(&person.name),
            Cell::text(&person.role),
            Cell::verdict(&person.verdict),
            Cell::text(&person.note),
        ]
    })?;
    draft.y += 5.0;
    draft.stated(&minutes.quorum)
}

fn items(draft: &mut Draft<'_>, minutes: &MinutesDocument) -> Drawn {
    let title = "Item by item";
    draft.go_on(title, 240.0)?;
    draft.chapter(title, "")?;
    if let Some(says) = emptiness(&minutes.items) {
        return draft.nothing(&says);
    }
    for (number, item) in (1..).zip(&minutes.items.rows) {
        one_item(draft, number, item)?;
    }
    Ok(())
}

fn one_item(draft: &mut Draft<'_>, number: usize, item: &MinutesItem) -> Drawn {
    let title = if item.reference.is_empty() {
        format!("{number}. {}", item.title)
    } else {
        format!("{number}. {} {}", item.reference, item.title)
    };
    draft.section(&title, 70.0)?;
    verdict_line(draft, item);
    if item.reason.is_empty() {
        draft.nothing(&missing("no reason is written down"))?;
    } else {
        draft.prose(&item.reason, BODY, 5.0)?;
    }
    for note in &item.notes {
        draft.prose(note, BODY, 5.0)?;
    }
    if !item.differences.is_empty() {
        draft.label_line("Changed since the pre-read", 24.0)?;
        for difference in &item.differences {
            let width = draft.frame.across();
            draft.paragraph(&[Span::new(difference, CELL.inked(BAD))], width, 2.0)?;
        }
        draft.y += 4.0;
    }
    draft.label_line("Conditions", if item.conditions.is_empty() { 24.0 } else { 58.0 })?;
    if item.conditions.is_empty() {
        draft.nothing("None.")?;
    } else {
        let mut table = Table::begin(draft, &CONDITIONS, PAPER_LOOK);
        for condition in &item.conditions {
            let mut cells = duty(condition);
            cells.remove(0);
            table.row(draft, &Row::new(cells))?;
        }
        draft.y += 9.0;
    }
    draft.label_line("Votes", if item.votes.rows.is_empty() { 24.0 } else { 58.0 })?;
    if let Some(says) = emptiness(&item.votes) {
        return draft.nothing(&says);
    }
    let mut table = Table::begin(draft, &VOTES, PAPER_LOOK);
    for vote in &item.votes.rows {
        let cells = vec![
            Cell::strong(&vote.name),
            Cell::verdict(&vote.verdict),
            Cell::text(if vote.chance.is_empty() {
                "–"
            } else {
                &vote.chance
            }),
            Cell::text(&vote.note),
        ];
        table.row(draft, &Row::new(cells))?;
    }
    Ok(())
}

/// Decision, risk, time and presenter on one line.
fn verdict_line(draft: &mut Draft<'_>, item: &MinutesItem) {
    let (left, right, y) = (draft.frame.left, draft.frame.right, draft.y);
    draft.content(Role::P, |draft| {
        draft.state(item.verdict.state, left, y + 1.2, 8.6);
        let mut x = left + 13.5;
        x += draft.label(&item.verdict.label, CELL_STRONG.inked(INK), x, y) + 14.0;
        if let Some(risk) = item.risk {
            draft.chip(risk, x, y - 0.4, 12.6);
            x += 17.0;
            x += draft.label(&format!("{} risk", risk.word().to_lowercase()), CELL, x, y) + 14.0;
        }
        let about: Vec<&str> = [item.at.as_str(), &item.time, &item.presenter]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        draft.label_in(
            &about.join(" · "),
            FOOT.inked(INK2),
            x,
            y + 1.2,
            (right - x).max(40.0),
            Align::Left,
        );
    });
    draft.y += 16.0;
}

fn duties(draft: &mut Draft<'_>, minutes: &MinutesDocument) -> Drawn {
    let title = "Conditions and actions";
    draft.go_on(title, 200.0)?;
    draft.chapter(title, "")?;
    listing(draft, "Conditions", &minutes.conditions, &DUTIES, duty)?;
    listing(draft, "Actions", &minutes.actions, &DUTIES, duty)?;
    listing(draft, "From earlier meetings", &minutes.carried, &DUTIES, duty)?;
    draft.section("Next meeting", 20.0)?;
    if minutes.next.is_empty() {
        return draft.nothing(&missing("no next meeting is planned"));
    }
    let text = spans(&minutes.next, BODY, INK);
    let width = draft.frame.across();
    draft.paragraph(&text, width, 6.0)
}

fn duty(row: &DutyRow) -> Vec<Cell> {
    let said = |text: &str, empty: &str| {
        if text.trim().is_empty() {
            Cell::default().and(empty, CELL.inked(BAD))
        } else {
            Cell::text(text)
        }
    };
    vec![
        Cell::strong(&row.about),
        Cell::text(&row.what),
        said(&row.owner, "nobody"),
        said(&row.due, "no date"),
        Cell::verdict(&row.verdict),
    ]
}

fn the_end(draft: &mut Draft<'_>, minutes: &MinutesDocument) -> Drawn {
    let title = "Signatures";
    draft.go_on(title, 220.0)?;
    draft.chapter(title, "")?;
    let width = draft.frame.across() * 0.88;
    draft.paragraph(&[Span::new(&minutes.signing, BODY)], width, 10.0)?;
    approval_boxes(draft, &minutes.signatures)?;
    origin(draft, "Where these minutes come from", &minutes.origin)
}

impl Draft<'_> {
    /// A small label above what belongs to it; keeps `keep` points with it.
    pub(crate) fn label_line(&mut self, text: &str, keep: f32) -> Drawn {
        self.y += 3.0;
        self.need(14.0 + keep)?;
        let (left, width, y) = (self.frame.left, self.frame.across(), self.y);
        self.y = self.text_at(Role::P, &[Span::new(text, LABEL.inked(INK3))], left, y, width) + 2.5;
        Ok(())
    }
}
