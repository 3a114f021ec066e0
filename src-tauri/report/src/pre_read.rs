//! What a member of the board reads before a meeting: the agenda at a glance, then each item with its facts, the
//! reader's own first.

use crate::cells::{Cell, Row};
use crate::chrome::chrome;
use crate::display::{Laid, Role};
use crate::draft::{Draft, Drawn};
use crate::fault::ReportFault;
use crate::front::{Front, front};
use crate::marks::emptiness;
use crate::minutes::CONSENT;
use crate::plan::listing;
use crate::progress::Progress;
use crate::table::{Column, PAPER_LOOK, Table, column, figures};
use crate::theme::{BAD, BODY, CELL, CELL_STRONG, FOOT, Frame, INK, INK2};
use crate::typeset::Align;
use crate::value::{PreReadDocument, PreReadItem, State, Verdict};

const AGENDA: [Column; 5] = [
    figures("No.", 26.0),
    column("Item", 284.0),
    column("Risk", 30.0),
    column("For you", 98.0),
    figures("Minutes", 56.0),
];
const FACTS: [Column; 2] = [column("Question", 96.0), column("As the plan stands", 398.0)];

/// The pre-read as a display list.
pub(crate) fn lay_out<'p>(
    reading: &PreReadDocument,
    progress: &'p mut dyn Progress,
) -> Result<(Laid, &'p mut dyn Progress), ReportFault> {
    let up = Frame::upright(reading.imprint.paper);
    let mut draft = Draft::new(progress, up);
    draft.turn_to(up, "Agenda")?;
    at_a_glance(&mut draft, reading)?;
    let (own, other): (Vec<&PreReadItem>, Vec<&PreReadItem>) =
        reading.items.rows.iter().partition(|item| item.theirs);
    for (title, items) in [("What touches you", own), ("The other items", other)] {
        if items.is_empty() {
            continue;
        }
        draft.go_on(title, 240.0)?;
        draft.chapter(title, "")?;
        for item in items {
            one_item(&mut draft, item)?;
        }
    }
    chrome(&mut draft, &reading.imprint);
    Ok(draft.done(&reading.imprint))
}

fn at_a_glance(draft: &mut Draft<'_>, reading: &PreReadDocument) -> Drawn {
    draft.bookmark(1, "Agenda");
    draft.bookmarks[0].y = 0.0;
    front(
        draft,
        &Front {
            organisation: &reading.imprint.organisation,
            purpose: &reading.purpose,
            title: &reading.title,
            subtitle: &reading.subtitle,
            facts: &reading.facts,
            decision_label: &reading.decision_label,
            decision: &reading.decision,
            numbers: &reading.numbers,
        },
    )?;
    draft.y -= 12.0;
    draft.section("Agenda", if reading.items.rows.is_empty() { 20.0 } else { 64.0 })?;
    match emptiness(&reading.items) {
        Some(says) => draft.nothing(&says)?,
        None => {
            let mut table = Table::begin(draft, &AGENDA, PAPER_LOOK);
            for item in &reading.items.rows {
                let yours = if item.theirs {
                    Cell::verdict(&Verdict::new(State::Conditional, "touches you"))
                } else {
                    Cell::text("–")
                };
                let cells = vec![
                    Cell::text(&item.number.to_string()),
                    Cell::strong(&item.title).quiet(&item.reference),
                    Cell::chip(item.risk),
                    yours,
                    Cell::number(Some(item.minutes)),
                ];
                table.row(draft, &Row::new(cells))?;
            }
        }
    }
    listing(draft, "Approved together", &reading.together, &CONSENT, |row| {
        vec![
            Cell::strong(&row.reference),
            Cell::text(&row.what),
            Cell::chip(row.risk),
            Cell::text(&row.owner),
            Cell::verdict(&row.verdict),
        ]
    })
}

fn one_item(draft: &mut Draft<'_>, item: &PreReadItem) -> Drawn {
    let name = [item.reference.as_str(), &item.title].join(" ");
    draft.section(&format!("{}. {}", item.number, name.trim_start()), 90.0)?;
    about(draft, item);
    if !item.what.is_empty() {
        draft.prose(&item.what, BODY, 5.0)?;
    }
    if !item.answers.is_empty() {
        let mut table = Table::begin(draft, &FACTS, PAPER_LOOK);
        for (question, answer) in &item.answers {
            let said = if answer.strong.trim().is_empty() {
                Cell::default().and("Missing", CELL_STRONG.inked(BAD))
            } else {
                Cell::strong(&answer.strong)
            };
            let cells = vec![Cell::text(question), said.and_prose(&answer.quiet, CELL)];
            table.row(draft, &Row::new(cells))?;
        }
        draft.y += 6.0;
    }
    if !item.asked.is_empty() {
        draft.label_line("What the plan asks", 24.0)?;
        for line in &item.asked {
            draft.prose(&line.clone().into(), CELL, 2.0)?;
        }
    }
    draft.y += 6.0;
    Ok(())
}

/// Risk, minutes and who asks, on one line.
fn about(draft: &mut Draft<'_>, item: &PreReadItem) {
    let (left, right, y) = (draft.frame.left, draft.frame.right, draft.y);
    draft.content(Role::P, |draft| {
        let mut x = left;
        if let Some(risk) = item.risk {
            draft.chip(risk, x, y - 0.4, 12.6);
            x += 17.0;
            let word = format!("{} risk", risk.word().to_lowercase());
            x += draft.label(&word, CELL_STRONG.inked(INK), x, y) + 14.0;
        }
        let minutes = format!("{} min", item.minutes);
        let said: Vec<&str> = [minutes.as_str(), &item.asked_by]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        let room = (right - x).max(40.0);
        draft.label_in(&said.join(" · "), FOOT.inked(INK2), x, y + 1.2, room, Align::Left);
    });
    draft.y += 16.0;
}
