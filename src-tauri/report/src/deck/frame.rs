//! What every slide has: the kicker, the title, the foot.

use crate::display::Role;
use crate::draft::{Draft, Drawn};
use crate::marks::emptiness;
use crate::theme::{
    ACCENT, BAD, CELL_STRONG, Frame, INK2, INK3, SLIDE_BODY, SLIDE_FOOT, SLIDE_H2, SLIDE_KICKER, SLIDE_LABEL,
    SLIDE_NUMBER, SLIDE_TITLE, SLIDE_TITLE_LONG, Style,
};
use crate::typeset::{Align, Span};
use crate::value::{CabDeckDocument, Listing, Number, Standing};

/// Begins a slide; `room` is kept free at the right of the title. Answers the y below the title.
pub(super) fn slide(
    draft: &mut Draft<'_>,
    kicker: &str,
    title: &str,
    room: f32,
) -> Result<f32, crate::ReportFault> {
    let begins = draft.pages.len();
    draft.turn_to(Frame::slide(), &format!("{begins}\n{title}"))?;
    let (left, width) = (draft.frame.left, draft.frame.across() - room);
    draft.y = 0.0;
    draft.bookmark(1, title);
    let page_width = draft.frame.width;
    draft.artifact(|draft| draft.rect(0.0, 0.0, page_width, 5.0, ACCENT));
    let kicker = draft.type_.one_line(kicker, SLIDE_KICKER, width, Align::Left);
    if !kicker.lines.is_empty() {
        draft.content(Role::P, |draft| {
            draft.block(&kicker, left, 32.0);
        });
    }
    // Long titles take a smaller size; beyond two lines they are shortened.
    let mut block = draft.type_.plain(title, SLIDE_TITLE, width, Align::Left);
    if block.lines.len() > 1 {
        block = draft.type_.at_most(title, SLIDE_TITLE_LONG, width, 2);
    }
    let y = if block.lines.len() > 1 { 46.0 } else { 49.0 };
    draft.content(Role::H1, |draft| {
        draft.block(&block, left, y);
    });
    let below = (y + block.height()).max(85.0) + 12.0;
    draft.y = below;
    Ok(below)
}

/// Stamps the foot of every slide and the draft mark.
pub(super) fn stamp(draft: &mut Draft<'_>, deck: &CabDeckDocument) {
    let total = draft.pages.len();
    let imprint = &deck.imprint;
    let foot = format!(
        "{} · version {} · {}",
        imprint.name, imprint.version, imprint.class
    );
    for page in 0..total {
        let section = draft.pages[page].section.clone();
        let (begins, title) = section.split_once('\n').unwrap_or_default();
        let continued = begins.parse() != Ok(page);
        draft.on_page(page, |draft| {
            let (left, right) = (52.0, 908.0);
            if continued {
                draft.rect(0.0, 0.0, 960.0, 5.0, ACCENT);
                let again = format!("{title} (continued)");
                draft.label_in(&again, SLIDE_H2, left, 30.0, right - left, Align::Left);
            }
            draft.label_in(&foot, SLIDE_FOOT, left, 509.0, 560.0, Align::Left);
            let number = format!("{} of {total}", page + 1);
            draft.label_in(
                &number,
                SLIDE_FOOT.inked(INK2),
                right - 90.0,
                509.0,
                90.0,
                Align::Right,
            );
            if imprint.standing == Standing::Draft {
                draft.rounded([457.0, 507.0, 46.0, 16.0], 3.0, None, Some((BAD, 0.9)));
                let style = Style {
                    size: 11.0,
                    leading: 14.0,
                    ..CELL_STRONG
                }
                .inked(BAD);
                draft.label_in("DRAFT", style, 457.0, 508.2, 46.0, Align::Centre);
            }
        });
    }
}

/// The line of an empty listing on a slide; `true` when it was empty.
pub(super) fn nothing<T>(draft: &mut Draft<'_>, listing: &Listing<T>) -> Result<bool, crate::ReportFault> {
    let Some(says) = emptiness(listing) else {
        return Ok(false);
    };
    says_nothing(draft, &says)?;
    Ok(true)
}

/// `None.` or `Missing: …` in the size of a slide.
pub(super) fn says_nothing(draft: &mut Draft<'_>, says: &str) -> Drawn {
    let style = if says.starts_with("Missing") {
        SLIDE_BODY.inked(BAD)
    } else {
        SLIDE_BODY.inked(INK3).slanted()
    };
    let width = draft.frame.across();
    draft.paragraph(&[Span::new(says, style)], width, 8.0)
}

/// Big numbers in a row.
pub(super) fn numbers(draft: &mut Draft<'_>, numbers: &[Number], [x, y, width]: [f32; 3]) {
    if numbers.is_empty() {
        return;
    }
    let wide = width / numbers.len() as f32;
    for (index, number) in numbers.iter().enumerate() {
        let at = x + wide * index as f32;
        let value = draft
            .type_
            .one_line(&number.value, SLIDE_NUMBER, wide - 8.0, Align::Left);
        let label = draft
            .type_
            .one_line(&number.label, SLIDE_LABEL.inked(INK2), wide - 8.0, Align::Left);
        draft.content(Role::P, |draft| {
            let below = draft.block(&value, at, y);
            draft.block(&label, at, below);
        });
    }
}
