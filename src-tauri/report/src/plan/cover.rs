//! The first page: what is decided, six numbers, why now, what could hurt, what is ready, contents.

use crate::display::Role;
use crate::draft::Draft;
use crate::fault::ReportFault;
use crate::front::{Front, front};
use crate::marks::emptiness;
use crate::theme::{ACCENT, BAD, BODY, CELL, FOOT, H2, INK, INK2, INK3, LABEL, RULE};
use crate::typeset::{Align, Span, spans};
use crate::value::{ReleasePlanDocument, State};

/// Where the contents are drawn once all pages are known.
pub(super) struct ContentsPlace {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub tag: usize,
    pub page: usize,
}

/// Draws the cover; answers the place left for the contents.
pub(super) fn draw(draft: &mut Draft<'_>, plan: &ReleasePlanDocument) -> Result<ContentsPlace, ReportFault> {
    draft.bookmark(1, "Summary");
    draft.bookmarks[0].y = 0.0;
    let cover = &plan.cover;
    front(
        draft,
        &Front {
            organisation: &plan.imprint.organisation,
            purpose: &cover.purpose,
            title: &cover.title,
            subtitle: &cover.subtitle,
            facts: &cover.facts,
            decision_label: &cover.decision_label,
            decision: &cover.decision,
            numbers: &cover.numbers,
        },
    )?;
    if draft.room() < 250.0 {
        draft.turn()?;
    }
    columns(draft, plan)
}

fn columns(draft: &mut Draft<'_>, plan: &ReleasePlanDocument) -> Result<ContentsPlace, ReportFault> {
    let (left, right, top) = (draft.frame.left, draft.frame.right, draft.y);
    let gap = 27.0;
    let side = 192.0_f32.min((right - left) * 0.4);
    let main = right - left - side - gap;
    let bottom = draft.frame.bottom;
    why_and_risks(draft, plan, [left, top, main], bottom);
    let x = right - side;
    let below = readiness(draft, plan, [x, top, side], bottom - 120.0);
    let head = draft.type_.plain("Contents", H2, side, Align::Left);
    draft.content(Role::H2, |draft| {
        draft.block(&head, x, below + 14.0);
    });
    let tag = draft.tag(Role::Toc);
    Ok(ContentsPlace {
        x,
        y: below + 14.0 + 21.0,
        width: side,
        tag,
        page: draft.pages.len() - 1,
    })
}

fn why_and_risks(draft: &mut Draft<'_>, plan: &ReleasePlanDocument, [x, top, width]: [f32; 3], bottom: f32) {
    let cover = &plan.cover;
    let mut y = draft.text_at(
        Role::H2,
        &[Span::new("What changes, and why now", H2)],
        x,
        top,
        width,
    ) + 4.0;
    if let Some(says) = emptiness(&cover.why_now) {
        y = draft.text_at(
            Role::P,
            &[Span::new(says, BODY.inked(INK3).slanted())],
            x,
            y,
            width,
        );
    }
    let risks_need = 40.0 + 44.0 * cover.top_risks.rows.len().min(3) as f32;
    for (index, paragraph) in cover.why_now.rows.iter().enumerate() {
        let block = draft.type_.set(&spans(paragraph, BODY, INK), width, Align::Left);
        if index > 0 && y + block.height() > bottom - risks_need {
            let more = cover.why_now.rows.len() - index;
            let text = format!("and {more} more paragraphs in the plan file");
            y = draft.text_at(
                Role::P,
                &[Span::new(text, BODY.inked(INK3).slanted())],
                x,
                y,
                width,
            ) + 6.0;
            break;
        }
        draft.content(Role::P, |draft| {
            draft.block(&block, x, y);
        });
        y += block.height() + 6.5;
    }
    y = draft.text_at(
        Role::H2,
        &[Span::new("Where it could hurt", H2)],
        x,
        y + 11.0,
        width,
    ) + 4.0;
    if let Some(says) = emptiness(&cover.top_risks) {
        draft.text_at(
            Role::P,
            &[Span::new(says, BODY.inked(INK3).slanted())],
            x,
            y,
            width,
        );
    }
    for risk in cover.top_risks.rows.iter().take(3) {
        let block = draft
            .type_
            .set(&spans(&risk.text, BODY, INK), width - 20.0, Align::Left);
        let reference = draft
            .type_
            .plain(&risk.reference, LABEL.inked(ACCENT), width - 20.0, Align::Left);
        if y + block.height() + reference.height() > bottom {
            break;
        }
        let at = y;
        draft.content(Role::P, |draft| {
            draft.chip(risk.risk, x, at + 0.6, 13.2);
            let below = draft.block(&block, x + 20.0, at);
            draft.block(&reference, x + 20.0, below);
        });
        y += block.height() + reference.height() + 5.5;
    }
}

fn readiness(
    draft: &mut Draft<'_>,
    plan: &ReleasePlanDocument,
    [x, top, width]: [f32; 3],
    bottom: f32,
) -> f32 {
    let cover = &plan.cover;
    let mut y = draft.text_at(Role::H2, &[Span::new(&cover.readiness_title, H2)], x, top, width) + 4.0;
    if let Some(says) = emptiness(&cover.readiness) {
        let style = if cover.readiness.missing.is_some() {
            BODY.inked(BAD)
        } else {
            BODY.inked(INK3).slanted()
        };
        return draft.text_at(Role::P, &[Span::new(says, style)], x, y, width) + 6.0;
    }
    let list = draft.tag(Role::L);
    for (index, line) in cover.readiness.rows.iter().enumerate() {
        if y + 40.0 > bottom {
            let text = format!("and {} more", cover.readiness.rows.len() - index);
            y = draft.text_at(
                Role::P,
                &[Span::new(text, BODY.inked(INK3).slanted())],
                x,
                y + 2.0,
                width,
            ) + 4.0;
            break;
        }
        let when = draft
            .type_
            .one_line(&line.when, FOOT.inked(INK2), 60.0, Align::Left);
        let what = draft
            .type_
            .plain(&line.what, CELL, width - 24.0 - when.width, Align::Left);
        let tall = what.height().max(10.6) + 7.4;
        draft.inside(list, |draft| {
            draft.within(Role::LI, |draft| {
                draft.content(Role::LBody, |draft| {
                    draft.state(line.state, x, y + 4.4, 8.6);
                    draft.block(&what, x + 14.5, y + 3.4);
                    draft.block(&when, x + width - when.width, y + 4.6);
                });
            });
        });
        y += tall;
        draft.artifact(|draft| draft.line((x, y), (x + width, y), RULE, 0.5));
    }
    legend(draft, x, y + 6.0);
    y + 19.0
}

fn legend(draft: &mut Draft<'_>, x: f32, y: f32) {
    let mut at = x;
    draft.artifact(|draft| {
        for (state, word) in [
            (State::Done, "done"),
            (State::Conditional, "with conditions"),
            (State::Pending, "to do"),
            (State::Failed, "failed"),
        ] {
            draft.state(state, at, y + 0.6, 7.6);
            at += 10.5 + draft.label(word, FOOT, at + 10.5, y) + 7.5;
        }
    });
}
