//! The head of a first page: whose it is, what it is about, its facts, what is decided, its big numbers.

use crate::display::Role;
use crate::draft::{Draft, Drawn};
use crate::marks::missing;
use crate::theme::{
    ACCENT, BAD, BODY, CELL, CELL_STRONG, COVER_SUBTITLE, COVER_TITLE, COVER_TITLE_LONG, COVER_TITLE_LONGEST,
    FOOT, INK, INK2, LABEL, LEAD, NUMBER, RULE, TINT,
};
use crate::typeset::{Align, Span, spans};
use crate::value::{Fact, Number, Prose};

/// What stands there.
pub(crate) struct Front<'a> {
    pub organisation: &'a str,
    /// `Release plan · for CAB decision`
    pub purpose: &'a str,
    pub title: &'a str,
    pub subtitle: &'a str,
    pub facts: &'a [Fact],
    pub decision_label: &'a str,
    pub decision: &'a Prose,
    pub numbers: &'a [Number],
}

/// Draws it; what follows begins at `draft.y`.
pub(crate) fn front(draft: &mut Draft<'_>, front: &Front<'_>) -> Drawn {
    top(draft, front);
    title(draft, front);
    facts(draft, front);
    decision(draft, front)?;
    numbers(draft, front);
    Ok(())
}

/// The same for a document that asks and decides nothing.
pub(crate) fn front_without_decision(draft: &mut Draft<'_>, front: &Front<'_>) {
    top(draft, front);
    title(draft, front);
    numbers(draft, front);
}

fn top(draft: &mut Draft<'_>, front: &Front<'_>) {
    let (left, right, width) = (draft.frame.left, draft.frame.right, draft.frame.width);
    draft.artifact(|draft| {
        draft.rect(0.0, 0.0, width, 6.0, ACCENT);
        draft.label_in(front.organisation, CELL_STRONG, left, 38.0, 250.0, Align::Left);
        draft.label_in(
            front.purpose,
            CELL.inked(INK2),
            right - 230.0,
            38.0,
            230.0,
            Align::Right,
        );
    });
}

fn title(draft: &mut Draft<'_>, front: &Front<'_>) {
    let (left, width) = (draft.frame.left, draft.frame.across());
    let mut block = draft.type_.plain(front.title, COVER_TITLE, width, Align::Left);
    if block.lines.len() > 2 {
        block = draft
            .type_
            .plain(front.title, COVER_TITLE_LONG, width, Align::Left);
    }
    if block.lines.len() > 3 {
        block = draft
            .type_
            .plain(front.title, COVER_TITLE_LONGEST, width, Align::Left);
    }
    draft.y = if block.lines.len() > 1 { 74.0 } else { 90.0 };
    let y = draft.y;
    draft.content(Role::H1, |draft| {
        draft.block(&block, left, y);
    });
    draft.y += block.height() + 4.0;
    let wide = draft.type_.width(front.subtitle, COVER_SUBTITLE);
    let style = if wide > width * 2.0 { BODY } else { COVER_SUBTITLE };
    draft.y = draft.text_at(Role::P, &[Span::new(front.subtitle, style)], left, draft.y, width);
    draft.y += 22.0;
}

fn facts(draft: &mut Draft<'_>, front: &Front<'_>) {
    let left = draft.frame.left;
    let width = draft.frame.across();
    let count = front.facts.len().clamp(1, 4);
    let top = draft.y;
    let mut below = top;
    // The first fact (the window) is the widest.
    let shares: Vec<f32> = (0..count)
        .map(|index| if index == 0 { 1.25 } else { 1.0 })
        .collect();
    let total: f32 = shares.iter().sum();
    let mut x = left;
    for (fact, share) in front.facts.iter().zip(&shares) {
        let wide = width * share / total - 12.0;
        let mut y = draft.text_at(Role::P, &[Span::new(&fact.label, LABEL)], x, top, wide);
        y = draft.text_at(
            Role::P,
            &[Span::new(&fact.value, BODY.bold().inked(INK))],
            x,
            y + 1.0,
            wide,
        );
        y = draft.text_at(Role::P, &[Span::new(&fact.quiet, BODY)], x, y, wide);
        below = below.max(y);
        x += width * share / total;
    }
    draft.y = below + 17.0;
}

fn decision(draft: &mut Draft<'_>, front: &Front<'_>) -> Drawn {
    let (left, width) = (draft.frame.left, draft.frame.across());
    let text = if front.decision.is_empty() {
        vec![Span::new(missing("no decision is asked"), LEAD.inked(BAD))]
    } else {
        spans(front.decision, LEAD, INK)
    };
    let label = draft.type_.plain(
        front.decision_label,
        LEAD.bold().inked(ACCENT),
        width - 32.0,
        Align::Left,
    );
    let block = draft.type_.set(&text, width - 34.0, Align::Left);
    let tall = label.height() + block.height() + 24.0;
    draft.need(tall)?;
    let y = draft.y;
    draft.artifact(|draft| {
        draft.rect(left, y, width, tall, TINT);
        draft.rect(left, y, 4.0, tall, ACCENT);
    });
    draft.content(Role::H2, |draft| {
        draft.block(&label, left + 17.0, y + 10.0);
    });
    draft.content(Role::P, |draft| {
        draft.block(&block, left + 17.0, y + 12.0 + label.height());
    });
    draft.y = y + tall + 18.0;
    Ok(())
}

fn numbers(draft: &mut Draft<'_>, front: &Front<'_>) {
    let (left, right) = (draft.frame.left, draft.frame.right);
    let numbers = front.numbers;
    if numbers.is_empty() {
        return;
    }
    let top = draft.y;
    let wide = (right - left) / numbers.len() as f32;
    let mut below = top;
    for (index, number) in numbers.iter().enumerate() {
        let x = left + wide * index as f32 + 4.0;
        let room = wide - 9.0;
        let mut big = NUMBER;
        let natural = draft.type_.width(&number.value, big);
        if natural > room {
            big.size = (big.size * room / natural).max(9.0);
        }
        let value = draft.type_.one_line(&number.value, big, room, Align::Left);
        let label = draft.type_.plain(&number.label, CELL_STRONG, room, Align::Left);
        let note = draft
            .type_
            .plain(&number.note, FOOT.inked(INK2), room, Align::Left);
        let mut y = top + 8.0;
        draft.content(Role::P, |draft| {
            y = draft.block(&value, x, y);
            y = draft.block(&label, x, y);
            y = draft.block(&note, x, y + 1.0);
        });
        below = below.max(y);
    }
    draft.artifact(|draft| {
        draft.line((left, top), (right, top), INK, 0.9);
        draft.line((left, below + 8.0), (right, below + 8.0), RULE, 0.6);
        for index in 1..numbers.len() {
            let x = left + wide * index as f32 - 2.0;
            draft.line((x, top + 9.0), (x, below + 2.0), RULE, 0.6);
        }
    });
    draft.y = below + 24.0;
}
