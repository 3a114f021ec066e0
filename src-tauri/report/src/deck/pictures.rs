//! Slides with a picture: the weeks, the risk map, the night and its people.

use super::frame::{says_nothing, slide};
use crate::chart::{Axis, Timeline, heat_map};
use crate::display::Role;
use crate::draft::{Draft, Drawn};
use crate::marks::{emptiness, missing};
use crate::theme::{INK, INK2, INK3, RULE, SLIDE_BODY, SLIDE_CELL, SLIDE_H2, SLIDE_SMALL};
use crate::typeset::{Align, Span, spans};
use crate::value::{CabDeckDocument, Part};

/// The calendar slide.
pub(super) fn calendar(draft: &mut Draft<'_>, deck: &CabDeckDocument) -> Drawn {
    let words = &deck.calendar;
    let mut top = slide(draft, &words.kicker, &words.title, 0.0)?;
    let calendar = match &words.body {
        Part::Given(calendar) => calendar,
        Part::Nothing => return says_nothing(draft, "None."),
        Part::Missing(why) => return says_nothing(draft, &missing(why)),
    };
    let mut from = 0;
    loop {
        let line = Timeline {
            axis: Axis::Weeks,
            span: calendar.span,
            zone: deck.imprint.zone,
            lanes: &calendar.lanes[from..],
            freezes: if from == 0 { &calendar.freezes } else { &[] },
            today: calendar.today.as_ref().map(|(at, flag)| (*at, flag.as_str())),
            gates: &[],
            scale: 1.5,
            alt: &calendar.alt,
        };
        let (_, left) = line.draw(draft, top, draft.frame.bottom - top);
        if left == 0 {
            return Ok(());
        }
        from = calendar.lanes.len() - left;
        top = slide(draft, &words.kicker, &format!("{} (continued)", words.title), 0.0)?;
    }
}

/// The risk map slide.
pub(super) fn risk_map(draft: &mut Draft<'_>, deck: &CabDeckDocument) -> Drawn {
    let words = &deck.risk_map;
    let top = slide(draft, &words.kicker, &words.title, 0.0)?;
    match &words.heat {
        Part::Given(map) => {
            heat_map(draft, map, [draft.frame.left, top + 4.0, 520.0], 1.72);
        }
        Part::Nothing => says_nothing(draft, "None.")?,
        Part::Missing(why) => says_nothing(draft, &missing(why))?,
    }
    let (x, width) = (608.0, 300.0);
    let mut y = top + 4.0;
    if let Some(says) = emptiness(&words.few) {
        y = draft.text_at(
            Role::P,
            &[Span::new(says, SLIDE_SMALL.inked(INK3).slanted())],
            x,
            y,
            width,
        ) + 8.0;
    }
    let list = draft.tag(Role::L);
    for (index, row) in words.few.rows.iter().enumerate() {
        if y > 372.0 {
            let text = format!("and {} more", words.few.rows.len() - index);
            y = draft.text_at(Role::P, &[Span::new(text, SLIDE_SMALL)], x, y, width);
            break;
        }
        let at = y;
        draft.inside(list, |draft| {
            draft.within(Role::LI, |draft| {
                draft.content(Role::LBody, |draft| {
                    draft.chip(row.risk, x, at + 1.5, 21.0);
                    let name = SLIDE_BODY.bold();
                    draft.label_in(&row.name, name, x + 32.0, at, width - 32.0, Align::Left);
                    draft.label_in(
                        &row.quiet,
                        SLIDE_SMALL,
                        x + 32.0,
                        at + 22.0,
                        width - 32.0,
                        Align::Left,
                    );
                });
            });
        });
        y += 52.0;
    }
    if !words.rest.is_empty() {
        draft.artifact(|draft| draft.line((x, y + 2.0), (x + width, y + 2.0), RULE, 0.8));
        draft.text_at(Role::P, &spans(&words.rest, SLIDE_SMALL, INK), x, y + 12.0, width);
    }
    Ok(())
}

/// The night slide.
pub(super) fn night(draft: &mut Draft<'_>, deck: &CabDeckDocument) -> Drawn {
    let words = &deck.night;
    let top = slide(draft, &words.kicker, &words.title, 0.0)?;
    let mut below = top;
    match &words.night {
        Part::Given(night) => {
            let line = Timeline {
                axis: Axis::Hours,
                span: night.span,
                zone: deck.imprint.zone,
                lanes: &night.lanes,
                freezes: &[],
                today: None,
                gates: &night.gates,
                scale: 1.36,
                alt: &night.alt,
            };
            (below, _) = line.draw(draft, top, 262.0);
        }
        Part::Nothing => says_nothing(draft, "None.")?,
        Part::Missing(why) => says_nothing(draft, &missing(why))?,
    }
    below = below.max(draft.y) + 16.0;
    let left = draft.frame.left;
    people(draft, deck, [left, below, 500.0]);
    stop_rules(draft, deck, [608.0, below, 300.0]);
    Ok(())
}

fn people(draft: &mut Draft<'_>, deck: &CabDeckDocument, [x, top, width]: [f32; 3]) {
    let mut y = draft.text_at(Role::H2, &[Span::new("Who is awake", SLIDE_H2)], x, top, width) + 2.0;
    let people = &deck.night.people;
    if let Some(says) = emptiness(people) {
        draft.text_at(
            Role::P,
            &[Span::new(says, SLIDE_SMALL.inked(INK3).slanted())],
            x,
            y,
            width,
        );
        return;
    }
    let room = (((draft.frame.bottom - y) / 18.0) as usize).max(1);
    for (index, person) in people.rows.iter().enumerate() {
        if index + 1 == room && people.rows.len() > room {
            let text = format!("and {} more, in the plan", people.rows.len() - index);
            draft.text_at(Role::P, &[Span::new(text, SLIDE_CELL.inked(INK2))], x, y, width);
            return;
        }
        draft.content(Role::P, |draft| {
            draft.label_in(&person.role, SLIDE_CELL.inked(INK2), x, y, 142.0, Align::Left);
            draft.label_in(&person.name, SLIDE_CELL.bold(), x + 148.0, y, 150.0, Align::Left);
            draft.label_in(
                &person.deputy,
                SLIDE_CELL.inked(INK2),
                x + 302.0,
                y,
                110.0,
                Align::Left,
            );
            draft.label_in(
                &person.hours,
                SLIDE_CELL,
                x + 414.0,
                y,
                width - 414.0,
                Align::Right,
            );
        });
        y += 18.0;
    }
}

fn stop_rules(draft: &mut Draft<'_>, deck: &CabDeckDocument, [x, top, width]: [f32; 3]) {
    let mut y = draft.text_at(Role::H2, &[Span::new("Stop rules", SLIDE_H2)], x, top, width) + 2.0;
    let rules = &deck.night.stop_rules;
    if let Some(says) = emptiness(rules) {
        draft.text_at(
            Role::P,
            &[Span::new(says, SLIDE_SMALL.inked(INK3).slanted())],
            x,
            y,
            width,
        );
        return;
    }
    for (index, rule) in rules.rows.iter().enumerate() {
        let block = draft.type_.set(&spans(rule, SLIDE_CELL, INK), width, Align::Left);
        if y + block.height() > draft.frame.bottom + 2.0 {
            let text = format!("and {} more", rules.rows.len() - index);
            draft.text_at(Role::P, &[Span::new(text, SLIDE_CELL.inked(INK2))], x, y, width);
            return;
        }
        draft.content(Role::P, |draft| {
            draft.block(&block, x, y);
        });
        y += block.height() + 4.0;
    }
}
