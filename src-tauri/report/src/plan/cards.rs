//! A page a change for the board: the questions a member asks, and the decision to tick at the foot.

use crate::dates::clock;
use crate::display::Role;
use crate::draft::{Draft, Drawn};
use crate::marks::emptiness;
use crate::theme::{
    ACCENT, BAD, BODY, CELL, CELL_STRONG, FOOT, Frame, H1, INK, INK2, LABEL, LEAD, RULE, RULE2, Style, TINT,
    WARN, lane, lane_tint,
};
use crate::typeset::{Align, Span, spans};
use crate::value::{Answer, ChangeSlide, NightBar, ReleasePlanDocument};
use planning::time::Zone;

const TITLE: &str = "Changes, a page each";
/// Between the two columns of answers.
const GAP: f32 = 28.0;
/// An answer's first line and what stands below it: to be read across a table.
const STRONG: Style = Style {
    size: 13.0,
    leading: 17.0,
    ..LEAD
};
const QUIET: Style = Style {
    size: 10.5,
    leading: 14.5,
    ..BODY
};
const ASKS: Style = Style {
    size: 8.6,
    leading: 11.5,
    ..LABEL
};
/// What the decision takes at the foot of the page.
const DECISION: f32 = 168.0;

/// Draws the chapter.
pub(super) fn draw(draft: &mut Draft<'_>, plan: &ReleasePlanDocument) -> Drawn {
    let up = Frame::upright(plan.imprint.paper);
    if let Some(says) = emptiness(&plan.cards) {
        draft.turn_to(up, TITLE)?;
        draft.chapter(TITLE, "")?;
        return draft.nothing(&says);
    }
    for (index, change) in plan.cards.rows.iter().enumerate() {
        draft.turn_to(up, TITLE)?;
        if index == 0 {
            draft.bookmark(1, TITLE);
        }
        one(draft, change, plan.imprint.zone)?;
    }
    let all: usize = plan.scope.groups.rows.iter().map(|group| group.rows.len()).sum();
    if plan.cards.rows.len() < all {
        super::scope::draw(draft, plan)?;
    }
    Ok(())
}

fn one(draft: &mut Draft<'_>, change: &ChangeSlide, zone: Zone) -> Drawn {
    head(draft, change);
    let wide = (draft.frame.across() - GAP) / 2.0;
    let pairs = [
        (
            ("What is it?", &change.what),
            ("Why now, and what if not?", &change.why_now),
        ),
        (
            ("When, and does it fit?", &change.when),
            ("What can it hurt?", &change.hurts),
        ),
        (
            ("How do we get back?", &change.back_out),
            ("How do we know it works?", &change.tests),
        ),
        (
            ("What does it collide with?", &change.conflicts),
            ("Who does it, who decides?", &change.who),
        ),
    ];
    for (row, (left, right)) in pairs.into_iter().enumerate() {
        let top = draft.y;
        let mut below = top;
        for (column, (label, answer)) in [left, right].into_iter().enumerate() {
            let x = draft.frame.left + (wide + GAP) * column as f32;
            let mut y = one_answer(draft, label, answer, [x, top, wide]);
            if let (1, 1, false) = (row, column, change.services.is_empty()) {
                let names = format!("Changes {}", change.services.join(", "));
                let names = draft.type_.at_most(&names, QUIET, wide, 3);
                draft.content(Role::P, |draft| {
                    draft.block(&names, x, y + 1.0);
                });
                y += names.height() + 1.0;
            }
            if let (1, 0, Some(bar)) = (row, column, &change.bar) {
                y = night_bar(draft, bar, zone, [x, y + 4.0, wide]);
            }
            below = below.max(y);
        }
        draft.y = below + 19.0;
        let (from, to, y) = (draft.frame.left, draft.frame.right, draft.y - 9.0);
        draft.artifact(|draft| draft.line((from, y), (to, y), RULE, 0.5));
    }
    decision(draft, change)
}

fn head(draft: &mut Draft<'_>, change: &ChangeSlide) {
    let (left, width) = (draft.frame.left, draft.frame.across());
    let y = draft.text_at(
        Role::P,
        &[Span::new(&change.kicker, LABEL.inked(ACCENT))],
        left,
        draft.y,
        width,
    );
    draft.y = y + 2.0;
    draft.bookmark(2, &change.title);
    let title = draft.type_.at_most(&change.title, H1, width, 4);
    let y = draft.y;
    draft.content(Role::H2, |draft| {
        draft.block(&title, left, y);
    });
    let y = y + title.height() + 6.0;
    draft.content(Role::P, |draft| {
        draft.chip(change.risk, left, y, 13.6);
        let mut x = left + 19.0;
        x += draft.label(&format!("{} risk", change.risk.word()), CELL_STRONG, x, y + 1.0) + 12.0;
        let after = change.after.map_or_else(
            || "no mitigation stated".to_owned(),
            |after| format!("{} after mitigation", after.number()),
        );
        x += draft.label(&after, CELL.inked(INK2), x, y + 1.0) + 16.0;
        draft.state(change.board.state, x, y + 2.0, 8.6);
        draft.label(&change.board.label, CELL_STRONG, x + 13.0, y + 1.0);
    });
    draft.y = y + 26.0;
}

fn one_answer(draft: &mut Draft<'_>, label: &str, answer: &Answer, [x, y, wide]: [f32; 3]) -> f32 {
    let mut y = draft.text_at(Role::P, &[Span::new(label, ASKS)], x, y, wide) + 2.0;
    if answer.strong.trim().is_empty() {
        return draft.text_at(Role::P, &[Span::new("Missing", STRONG.inked(BAD))], x, y, wide);
    }
    let strong = draft.type_.at_most(&answer.strong, STRONG.bold(), wide, 6);
    draft.content(Role::P, |draft| {
        draft.block(&strong, x, y);
    });
    y += strong.height() + 1.0;
    if answer.quiet.is_empty() {
        return y;
    }
    draft.text_at(Role::P, &spans(&answer.quiet, QUIET, INK), x, y, wide)
}

/// The window, the change inside it, and the last moment a back-out works.
fn night_bar(draft: &mut Draft<'_>, bar: &NightBar, zone: Zone, [x, y, wide]: [f32; 3]) -> f32 {
    let (from, to) = (bar.span.start().unix(), bar.span.end().unix());
    let place = |at: planning::time::Instant| {
        let part = (at.unix() - from) as f32 / (to - from).max(1) as f32;
        x + wide * part.clamp(0.0, 1.0)
    };
    let (start, end) = (place(bar.change.start()), place(bar.change.end()));
    let alt = format!(
        "{} to {} inside the window {} to {}",
        clock(bar.change.start(), zone),
        clock(bar.change.end(), zone),
        clock(bar.span.start(), zone),
        clock(bar.span.end(), zone)
    );
    draft.figure(&alt, [x, y, wide, 22.0], |draft| {
        draft.rounded(
            [x, y, wide, 10.0],
            2.0,
            Some(lane_tint(bar.hue)),
            Some((lane(bar.hue), 0.6)),
        );
        draft.rounded(
            [start, y, (end - start).max(2.0), 10.0],
            2.0,
            Some(lane(bar.hue)),
            None,
        );
        draft.label(&clock(bar.span.start(), zone), FOOT, x, y + 12.0);
        let last = clock(bar.span.end(), zone);
        draft.label_in(&last, FOOT, x + wide - 40.0, y + 12.0, 40.0, Align::Right);
        if let Some((at, _)) = &bar.gate {
            let gate = place(*at);
            draft.line((gate, y - 2.0), (gate, y + 12.0), WARN, 1.4);
            let says = format!("last safe back-out {}", clock(*at, zone));
            let room = (gate - x - 30.0).max(0.0);
            if room > 96.0 {
                draft.label_in(
                    &says,
                    FOOT.inked(WARN),
                    gate - 100.0,
                    y + 12.0,
                    100.0,
                    Align::Right,
                );
            }
        }
    });
    y + 24.0
}

/// Lines to write on, where there is room for at least three.
fn notes(draft: &mut Draft<'_>, bottom: f32) {
    const PITCH: f32 = 22.0;
    let (left, right, top) = (draft.frame.left, draft.frame.right, draft.y + 2.0);
    if bottom - top < 3.0 * PITCH + 12.0 {
        return;
    }
    draft.artifact(|draft| {
        draft.label("Notes", ASKS, left, top);
        let mut y = top + 12.0 + PITCH;
        while y <= bottom {
            draft.line((left, y), (right, y), RULE, 0.5);
            y += PITCH;
        }
    });
}

/// What is asked, with boxes to tick and lines to write on.
fn decision(draft: &mut Draft<'_>, change: &ChangeSlide) -> Drawn {
    let (left, right, width) = (draft.frame.left, draft.frame.right, draft.frame.across());
    let quiet = draft
        .type_
        .set(&spans(&change.asked.quiet, BODY, INK), width - 32.0, Align::Left);
    let tall = DECISION - 64.0 + quiet.height();
    draft.need(tall)?;
    let y = if draft.y > draft.frame.top + 1.0 {
        draft.frame.bottom - tall - 6.0
    } else {
        draft.y
    };
    notes(draft, y - 14.0);
    draft.artifact(|draft| {
        draft.rect(left, y, width, tall, TINT);
        draft.rect(left, y, 4.0, tall, ACCENT);
    });
    let asked = format!("Asked of the board: {}", change.asked.strong.to_lowercase());
    let x = left + 17.0;
    let mut below = draft.text_at(
        Role::P,
        &[Span::new(asked, LEAD.bold().inked(ACCENT))],
        x,
        y + 10.0,
        width - 32.0,
    );
    draft.content(Role::P, |draft| {
        below = draft.block(&quiet, x, below + 1.0);
    });
    let boxes = below + 12.0;
    draft.content(Role::P, |draft| {
        for (index, word) in ["Approve", "Approve if", "Defer", "Refuse"]
            .into_iter()
            .enumerate()
        {
            let at = x + index as f32 * (width - 40.0) / 4.0;
            draft.tick_box(at, boxes, 11.0);
            draft.label(word, CELL_STRONG, at + 16.0, boxes + 0.4);
        }
    });
    draft.artifact(|draft| {
        let line = boxes + 44.0;
        let split = left + width * 0.66;
        draft.line((x, line), (split - 14.0, line), RULE2, 0.7);
        draft.line((split, line), (right - 14.0, line), RULE2, 0.7);
        draft.label("Condition, owner, due", FOOT.inked(INK2), x, line + 2.5);
        draft.label("Decided by, at", FOOT.inked(INK2), split, line + 2.5);
    });
    draft.y = y + tall;
    Ok(())
}
