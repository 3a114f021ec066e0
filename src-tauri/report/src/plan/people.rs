//! People: who is told, who is awake, who agreed.

use super::evidence::listing;
use crate::cells::Cell;
use crate::display::Role;
use crate::draft::{Draft, Drawn};
use crate::marks::emptiness;
use crate::table::{Column, column};
use crate::theme::{BODY, CELL, FOOT, H2, INK2, RULE2, WHITE};
use crate::typeset::{Align, Span};
use crate::value::{Approval, Listing, ReleasePlanDocument};

const MESSAGES: [Column; 5] = [
    column("When", 84.0),
    column("To", 92.0),
    column("What", 168.0),
    column("By", 78.0),
    column("State", 72.0),
];
const ON_CALL: [Column; 5] = [
    column("Role", 110.0),
    column("Name", 110.0),
    column("Deputy", 100.0),
    column("Hours", 80.0),
    column("Reach", 94.0),
];

/// Draws the chapter.
pub(super) fn draw(draft: &mut Draft<'_>, plan: &ReleasePlanDocument) -> Drawn {
    let title = "People and approvals";
    draft.go_on(title, 166.0)?;
    draft.chapter(title, "")?;
    listing(draft, "Messages", &plan.messages, &MESSAGES, |message| {
        vec![
            Cell::strong(&message.when),
            Cell::text(&message.to),
            Cell::text(&message.what),
            Cell::text(&message.by),
            Cell::verdict(&message.verdict),
        ]
    })?;
    listing(draft, "Who is awake", &plan.on_call, &ON_CALL, |person| {
        vec![
            Cell::strong(&person.role),
            Cell::text(&person.name),
            Cell::text(&person.deputy),
            Cell::text(&person.hours),
            Cell::text(&person.reach),
        ]
    })?;
    approvals(draft, plan)
}

/// The approvals as a chapter of their own.
pub(super) fn approvals_alone(draft: &mut Draft<'_>, plan: &ReleasePlanDocument) -> Drawn {
    let title = "Decision and approvals";
    draft.go_on(title, 230.0)?;
    draft.chapter(title, "")?;
    approvals(draft, plan)
}

fn approvals(draft: &mut Draft<'_>, plan: &ReleasePlanDocument) -> Drawn {
    draft.section("Approvals", 110.0)?;
    if !plan.approvals.note.is_empty() {
        let width = draft.frame.across() * 0.88;
        draft.paragraph(&[Span::new(&plan.approvals.note, BODY)], width, 8.0)?;
    }
    approval_boxes(draft, &plan.approvals.boxes)
}

/// A box for each who agrees, two beside each other.
pub(crate) fn approval_boxes(draft: &mut Draft<'_>, boxes: &Listing<Approval>) -> Drawn {
    if let Some(says) = emptiness(boxes) {
        return draft.nothing(&says);
    }
    let gap = 16.0;
    let wide = (draft.frame.across() - gap) / 2.0;
    let tall = 66.0;
    for pair in boxes.rows.chunks(2) {
        draft.need(tall + 10.0)?;
        let y = draft.y;
        for (index, approval) in pair.iter().enumerate() {
            let x = draft.frame.left + (wide + gap) * index as f32;
            approval_box(draft, approval, [x, y, wide, tall]);
        }
        draft.y += tall + 10.0;
    }
    Ok(())
}

fn approval_box(draft: &mut Draft<'_>, approval: &Approval, [x, y, w, h]: [f32; 4]) {
    draft.artifact(|draft| draft.rounded([x, y, w, h], 4.0, Some(WHITE), Some((RULE2, 0.7))));
    draft.content(Role::P, |draft| {
        let label = draft
            .type_
            .one_line(&approval.verdict.label, CELL.inked(INK2), 80.0, Align::Left);
        let state_x = x + w - 19.0;
        draft.label_in(
            &approval.role,
            FOOT.inked(INK2),
            x + 10.0,
            y + 7.6,
            w - 50.0 - label.width,
            Align::Left,
        );
        draft.block(&label, state_x - 4.5 - label.width, y + 7.0);
        draft.state(approval.verdict.state, state_x, y + 8.0, 8.8);
        let detail = draft
            .type_
            .one_line(&approval.detail, FOOT.inked(INK2), w * 0.5, Align::Left);
        let name = crate::theme::Style {
            size: 9.5,
            leading: 12.0,
            ..H2
        };
        draft.label_in(
            &approval.name,
            name,
            x + 10.0,
            y + 18.5,
            w - 30.0 - detail.width,
            Align::Left,
        );
        draft.block(&detail, x + w - 10.0 - detail.width, y + 21.0);
    });
    draft.artifact(|draft| {
        let line = y + h - 16.5;
        let split = x + w * 0.66;
        draft.line((x + 10.0, line), (split - 14.0, line), INK2, 0.6);
        draft.line((split, line), (x + w - 10.0, line), INK2, 0.6);
        draft.label("Signature", FOOT, x + 10.0, line + 2.5);
        draft.label("Date", FOOT, split, line + 2.5);
    });
}
