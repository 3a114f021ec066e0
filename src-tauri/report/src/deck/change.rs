//! One change on one slide: nine answers, and what is asked of the board always bottom right.

use super::frame::{says_nothing, slide};
use crate::dates::clock;
use crate::display::Role;
use crate::draft::{Draft, Drawn};
use crate::marks::emptiness;
use crate::theme::{
    ACCENT, BAD, INK, INK2, RULE2, SLIDE_BODY, SLIDE_H2, SLIDE_LABEL, SLIDE_SMALL, Style, TINT, WARN, lane,
    lane_tint,
};
use crate::typeset::{Align, Span, spans};
use crate::value::{Answer, CabDeckDocument, ChangeSlide, NightBar};
use planning::time::Zone;

const GAP: f32 = 26.0;

/// Draws a slide a change.
pub(super) fn draw(draft: &mut Draft<'_>, deck: &CabDeckDocument) -> Drawn {
    if let Some(says) = emptiness(&deck.changes) {
        slide(
            draft,
            "Changes that need the meeting",
            "No change needs its own discussion",
            0.0,
        )?;
        return says_nothing(draft, &says);
    }
    for change in &deck.changes.rows {
        one(draft, change, deck.imprint.zone)?;
    }
    Ok(())
}

fn one(draft: &mut Draft<'_>, change: &ChangeSlide, zone: Zone) -> Drawn {
    slide(draft, &change.kicker, &change.title, 290.0)?;
    standing(draft, change);
    let wide = (draft.frame.across() - 2.0 * GAP) / 3.0;
    let x = |column: usize| draft_left() + (wide + GAP) * column as f32;
    let rows = [102.0, 231.0, 361.0];
    answer(draft, "What", &change.what, [x(0), rows[0], wide]);
    answer(draft, "Why now", &change.why_now, [x(1), rows[0], wide]);
    let below = answer(draft, "When", &change.when, [x(2), rows[0], wide]);
    if let Some(bar) = &change.bar {
        night_bar(draft, bar, zone, [x(2), below + 4.0, wide]);
    }
    let below = answer(draft, "What it can hurt", &change.hurts, [x(0), rows[1], wide]);
    services(draft, &change.services, [x(0), below + 3.0, wide], rows[2] - 8.0);
    answer(draft, "Back-out", &change.back_out, [x(1), rows[1], wide]);
    tests(draft, change, [x(2), rows[1], wide]);
    answer(draft, "Conflicts", &change.conflicts, [x(0), rows[2], wide]);
    answer(draft, "Who", &change.who, [x(1), rows[2], wide]);
    asked(draft, &change.asked, [x(2), rows[2], wide]);
    Ok(())
}

fn draft_left() -> f32 {
    crate::theme::Frame::slide().left
}

/// The risk and where the board stands, right of the title.
fn standing(draft: &mut Draft<'_>, change: &ChangeSlide) {
    let right = draft.frame.right;
    let (x, y) = (right - 272.0, 42.0);
    let after = change.after.map_or_else(
        || "no mitigation stated".to_owned(),
        |after| format!("{} after mitigation", after.number()),
    );
    draft.content(Role::P, |draft| {
        draft.chip(change.risk, x, y + 1.0, 34.0);
        draft.label_in(
            change.risk.word(),
            SLIDE_BODY.bold(),
            x + 42.0,
            y - 4.0,
            120.0,
            Align::Left,
        );
        draft.label_in(&after, SLIDE_SMALL, x + 42.0, y + 16.0, 122.0, Align::Left);
    });
    draft.content(Role::P, |draft| {
        draft.state(change.board.state, x + 168.0, y + 6.0, 20.0);
        draft.label_in("Board", SLIDE_SMALL, x + 196.0, y - 3.0, 76.0, Align::Left);
        draft.label_in(
            &change.board.label,
            SLIDE_SMALL.bold().inked(INK),
            x + 196.0,
            y + 15.0,
            78.0,
            Align::Left,
        );
    });
}

/// Draws a cell; answers the y below it.
fn answer(draft: &mut Draft<'_>, label: &str, answer: &Answer, [x, y, w]: [f32; 3]) -> f32 {
    draft.artifact(|draft| draft.line((x, y), (x + w, y), RULE2, 0.7));
    words(draft, label, answer, [x, y + 6.0, w], SLIDE_LABEL, 2)
}

fn words(
    draft: &mut Draft<'_>,
    label: &str,
    answer: &Answer,
    [x, y, w]: [f32; 3],
    label_style: Style,
    quiet_lines: usize,
) -> f32 {
    let mut at = draft.text_at(Role::H2, &[Span::new(label, label_style)], x, y, w) + 1.0;
    let (strong, style) = if answer.strong.trim().is_empty() {
        ("Missing", SLIDE_H2.inked(BAD))
    } else {
        (
            answer.strong.as_str(),
            Style {
                size: 18.0,
                leading: 23.0,
                ..SLIDE_H2
            },
        )
    };
    let mut block = draft.type_.plain(strong, style, w, Align::Left);
    if block.lines.len() > 1 {
        let small = Style {
            size: 15.0,
            leading: 19.0,
            ..style
        };
        block = draft.type_.at_most(strong, small, w, 2);
    }
    let quiet_lines = if block.lines.len() > 1 {
        quiet_lines
    } else {
        quiet_lines + 1
    };
    let mut quiet = draft
        .type_
        .set(&spans(&answer.quiet, SLIDE_SMALL, INK), w, Align::Left);
    if quiet.lines.len() > quiet_lines {
        // Long second lines are told in full in the plan; the slide keeps the first lines.
        quiet.lines.truncate(quiet_lines);
    }
    draft.content(Role::P, |draft| {
        at = draft.block(&block, x, at);
        at = draft.block(&quiet, x, at + 2.0);
    });
    at
}

fn asked(draft: &mut Draft<'_>, answer: &Answer, [x, y, w]: [f32; 3]) {
    let tall = 118.0;
    draft.artifact(|draft| {
        draft.rect(x, y, w, tall, TINT);
        draft.rect(x, y, 4.0, tall, ACCENT);
    });
    words(
        draft,
        "Asked of you",
        answer,
        [x + 15.0, y + 6.0, w - 27.0],
        SLIDE_LABEL.inked(ACCENT),
        2,
    );
}

fn services(draft: &mut Draft<'_>, names: &[String], [x, y, w]: [f32; 3], bottom: f32) {
    if names.is_empty() {
        return;
    }
    let style = SLIDE_SMALL.bold().inked(lane(1));
    let mut placed: Vec<(f32, f32, f32, String)> = Vec::new();
    let (mut at, mut row) = (x, y);
    for (index, name) in names.iter().enumerate() {
        let wide = (draft.type_.width(name, style) + 16.0).min(w);
        if at + wide > x + w && at > x {
            at = x;
            row += 27.0;
        }
        if row + 23.0 > bottom {
            if let Some(last) = placed.last_mut() {
                last.3 = format!("+{} more", names.len() - index + 1);
                last.2 = draft.type_.width(&last.3, style) + 16.0;
            }
            break;
        }
        placed.push((at, row, wide, name.clone()));
        at += wide + 7.0;
    }
    draft.content(Role::P, |draft| {
        for (at, row, wide, name) in &placed {
            draft.rounded([*at, *row, *wide, 23.0], 4.0, Some(lane_tint(1)), None);
            draft.label_in(name, style, at + 8.0, row + 2.2, wide - 15.0, Align::Left);
        }
    });
}

fn tests(draft: &mut Draft<'_>, change: &ChangeSlide, [x, y, w]: [f32; 3]) {
    let Some((passed, total)) = change.tests_passed.filter(|&(_, total)| total > 0) else {
        answer(draft, "Test evidence", &change.tests, [x, y, w]);
        return;
    };
    let head = Answer {
        strong: change.tests.strong.clone(),
        ..Answer::default()
    };
    let below = answer(draft, "Test evidence", &head, [x, y, w]) + 3.0;
    let share = (f64::from(passed.min(total)) / f64::from(total)) as f32;
    // An open test is never rounded away.
    let open = if passed < total {
        (w * (1.0 - share)).max(4.0)
    } else {
        0.0
    };
    draft.artifact(|draft| {
        draft.rect(x, below, w - open, 13.0, lane(1));
        if open > 0.0 {
            draft.rect(x + w - open, below, open, 13.0, WARN);
        }
    });
    let mut quiet = draft
        .type_
        .set(&spans(&change.tests.quiet, SLIDE_SMALL, INK), w, Align::Left);
    quiet.lines.truncate(2);
    draft.content(Role::P, |draft| {
        draft.block(&quiet, x, below + 16.0);
    });
}

fn night_bar(draft: &mut Draft<'_>, bar: &NightBar, zone: Zone, [x, y, w]: [f32; 3]) {
    let (from, to) = (bar.span.start().unix(), bar.span.end().unix());
    let place = |at: planning::time::Instant| {
        x + w * (((at.unix() - from) as f32) / ((to - from).max(1) as f32)).clamp(0.0, 1.0)
    };
    let alt = format!(
        "The night from {} to {}",
        clock(bar.span.start(), zone),
        clock(bar.span.end(), zone)
    );
    draft.figure(&alt, [x, y, w, 34.0], |draft| {
        draft.rect(x, y + 3.0, w, 13.0, lane_tint(5));
        if let Some(wave) = bar.wave {
            let (a, b) = (place(wave.start()), place(wave.end()));
            draft.rect(a, y + 3.0, b - a, 13.0, lane_tint(bar.hue));
        }
        let (a, b) = (place(bar.change.start()), place(bar.change.end()));
        draft.rect(a, y + 3.0, (b - a).max(4.0), 13.0, lane(bar.hue));
        if let Some((at, name)) = &bar.gate {
            let gate = place(*at);
            draft.line((gate, y), (gate, y + 19.0), BAD, 1.8);
            let style = SLIDE_LABEL.inked(BAD);
            let wide = draft.type_.width(name, style);
            let name_x = if gate + 5.0 + wide > x + w {
                gate - 5.0 - wide
            } else {
                gate + 5.0
            };
            draft.label(name, style, name_x, y + 2.0);
        }
        let style = SLIDE_LABEL.inked(INK2);
        let style = Style {
            strong: false,
            ..style
        };
        draft.label(&clock(bar.span.start(), zone), style, x, y + 20.0);
        draft.label_in(&clock(bar.span.end(), zone), style, x, y + 20.0, w, Align::Right);
    });
}
