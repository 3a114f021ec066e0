//! The first slide: the decision, its conditions, numbers, the agenda, the road of dates.

use super::frame::{numbers, slide};
use crate::display::{Role, Stroke};
use crate::draft::{Draft, Drawn};
use crate::marks::emptiness;
use crate::shapes::circle;
use crate::theme::{
    ACCENT, BAD, INK, INK2, INK3, RULE, RULE2, SLIDE_BODY, SLIDE_CELL, SLIDE_H2, SLIDE_LABEL, SLIDE_SMALL,
    WHITE,
};
use crate::typeset::{Align, Span, spans};
use crate::value::{CabDeckDocument, Opening, StopKind};

/// Draws the slide; a long agenda goes on over further slides.
pub(super) fn draw(draft: &mut Draft<'_>, deck: &CabDeckDocument) -> Drawn {
    let opening = &deck.opening;
    let top = slide(draft, &opening.kicker, &opening.title, 0.0)?;
    let left = draft.frame.left;
    let width = 500.0;
    let mut y = conditions(draft, opening, [left, top + 4.0, width]);
    if !opening.fallback.is_empty() {
        y = draft.text_at(
            Role::P,
            &[Span::new(&opening.fallback, SLIDE_SMALL)],
            left,
            y + 2.0,
            width,
        ) + 14.0;
    }
    let line = y.clamp(250.0, 352.0);
    if !opening.numbers.is_empty() {
        draft.artifact(|draft| draft.line((left, line), (left + width, line), INK, 0.9));
    }
    numbers(draft, &opening.numbers, [left, line + 10.0, width]);
    road(draft, opening);
    agenda(draft, opening, [608.0, top, 300.0])
}

fn conditions(draft: &mut Draft<'_>, opening: &Opening, [x, top, width]: [f32; 3]) -> f32 {
    let mut y = top;
    if let Some(says) = emptiness(&opening.conditions) {
        let says = if says == "None." {
            "No conditions.".to_owned()
        } else {
            says
        };
        return draft.text_at(Role::P, &[Span::new(says, SLIDE_BODY.inked(INK2))], x, y, width) + 10.0;
    }
    let list = draft.tag(Role::L);
    for (index, condition) in opening.conditions.rows.iter().enumerate() {
        let block = draft
            .type_
            .set(&spans(condition, SLIDE_BODY, INK), width - 36.0, Align::Left);
        if y + block.height() > 330.0 {
            let text = format!("and {} more conditions", opening.conditions.rows.len() - index);
            return draft.text_at(Role::P, &[Span::new(text, SLIDE_SMALL)], x, y, width) + 6.0;
        }
        draft.inside(list, |draft| {
            draft.within(Role::LI, |draft| {
                draft.content(Role::LBody, |draft| {
                    draft.path(circle(x + 11.0, y + 11.0, 11.0), Some(ACCENT), None);
                    let number = SLIDE_BODY.bold().inked(WHITE);
                    draft.label_in(&(index + 1).to_string(), number, x, y - 0.5, 22.0, Align::Centre);
                    draft.block(&block, x + 34.0, y);
                });
            });
        });
        y += block.height() + 9.0;
    }
    y
}

fn agenda(draft: &mut Draft<'_>, opening: &Opening, [x, top, width]: [f32; 3]) -> Drawn {
    let mut y = draft.text_at(Role::H2, &[Span::new("Agenda", SLIDE_H2)], x, top, width) + 5.0;
    if let Some(says) = emptiness(&opening.agenda) {
        draft.text_at(
            Role::P,
            &[Span::new(says, SLIDE_SMALL.inked(INK3).slanted())],
            x,
            y,
            width,
        );
        return Ok(());
    }
    let (mut x, mut width, mut bottom) = (x, width, 420.0);
    let list = draft.tag(Role::L);
    for (index, line) in opening.agenda.rows.iter().enumerate() {
        if y + 25.5 > bottom {
            let kicker = opening.kicker.clone();
            y = slide(draft, &kicker, &format!("Agenda, from item {}", index + 1), 0.0)? + 6.0;
            (x, width, bottom) = (draft.frame.left, draft.frame.across(), draft.frame.bottom - 14.0);
        }
        let minutes = format!("{} min", line.minutes);
        draft.inside(list, |draft| {
            draft.within(Role::LI, |draft| {
                draft.content(Role::LBody, |draft| {
                    draft.label_in(&line.at, SLIDE_CELL.bold(), x, y + 4.0, 46.0, Align::Left);
                    draft.label_in(
                        &line.what,
                        SLIDE_CELL,
                        x + 48.0,
                        y + 4.0,
                        width - 104.0,
                        Align::Left,
                    );
                    draft.label_in(
                        &minutes,
                        SLIDE_CELL.inked(INK2),
                        x + width - 54.0,
                        y + 4.0,
                        54.0,
                        Align::Right,
                    );
                });
            });
        });
        y += 25.4;
        draft.artifact(|draft| draft.line((x, y), (x + width, y), RULE, 0.6));
    }
    Ok(())
}

fn road(draft: &mut Draft<'_>, opening: &Opening) {
    let stops = &opening.road;
    if stops.is_empty() {
        return;
    }
    let (left, right, y) = (draft.frame.left + 8.0, draft.frame.right - 90.0, 452.0);
    let step = if stops.len() > 1 {
        (right - left) / (stops.len() - 1) as f32
    } else {
        0.0
    };
    draft.artifact(|draft| draft.line((left, y), (left + step * (stops.len() - 1) as f32, y), RULE2, 1.2));
    let room = if stops.len() > 1 { step - 8.0 } else { 200.0 };
    for (index, stop) in stops.iter().enumerate() {
        let x = left + step * index as f32;
        let when = draft.type_.one_line(
            &stop.when,
            SLIDE_SMALL.bold().inked(INK),
            room.min(150.0),
            Align::Left,
        );
        let what = draft
            .type_
            .one_line(&stop.what, SLIDE_LABEL.inked(INK2), room.min(150.0), Align::Left);
        draft.content(Role::P, |draft| {
            match stop.kind {
                StopKind::Today => draft.path(circle(x, y, 7.5), Some(INK), None),
                StopKind::Decision => draft.diamond(x, y, 9.0, ACCENT, None),
                StopKind::Step => draft.path(
                    circle(x, y, 7.0),
                    Some(WHITE),
                    Some(Stroke {
                        colour: ACCENT,
                        width: 1.8,
                        dash: None,
                    }),
                ),
                StopKind::Freeze => draft.path(circle(x, y, 7.5), Some(BAD), None),
            }
            draft.block(&when, x - 8.0, y + 12.0);
            draft.block(&what, x - 8.0, y + 30.0);
        });
    }
}
