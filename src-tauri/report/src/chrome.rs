//! Heads, feet and the draft mark, stamped when the number of pages is known.

use crate::dates::stamp;
use crate::draft::Draft;
use crate::theme::{BAD, CELL, CELL_STRONG, FOOT, INK2, RULE};
use crate::typeset::Align;
use crate::value::{Imprint, Standing};

/// Stamps all pages.
pub(crate) fn chrome(draft: &mut Draft<'_>, imprint: &Imprint) {
    let total = draft.pages.len();
    let foot = foot_line(imprint);
    for page in 0..total {
        let (width, height) = (draft.pages[page].width, draft.pages[page].height);
        let section = draft.pages[page].section.clone();
        let (left, right) = (51.0, width - 51.0);
        let landscape = width > height;
        draft.on_page(page, |draft| {
            if page > 0 {
                let y = if landscape { 22.0 } else { 32.0 };
                let kind = draft.type_.width(&imprint.kind, CELL).min(110.0);
                let room = width / 2.0 - 34.0 - left - kind - 8.0;
                let name = draft
                    .type_
                    .one_line(&imprint.name, CELL_STRONG, room, Align::Left);
                draft.block(&name, left, y);
                draft.label_in(
                    &imprint.kind,
                    CELL.inked(INK2),
                    left + name.width + 8.0,
                    y,
                    120.0,
                    Align::Left,
                );
                draft.label_in(&section, CELL.inked(INK2), right - 190.0, y, 190.0, Align::Right);
                draft.line((left, y + 15.0), (right, y + 15.0), RULE, 0.6);
            }
            let y = height - if landscape { 34.0 } else { 42.0 };
            draft.line((left, y), (right, y), RULE, 0.6);
            draft.label_in(&foot, FOOT, left, y + 5.0, right - left - 70.0, Align::Left);
            let number = format!("Page {} of {total}", page + 1);
            draft.label_in(
                &number,
                FOOT.inked(INK2),
                right - 66.0,
                y + 5.0,
                66.0,
                Align::Right,
            );
            if imprint.standing == Standing::Draft {
                let y = if page == 0 {
                    18.0
                } else if landscape {
                    20.0
                } else {
                    30.5
                };
                let middle = width / 2.0;
                draft.rounded([middle - 22.0, y, 44.0, 14.0], 2.5, None, Some((BAD, 0.9)));
                let style = CELL_STRONG.inked(BAD);
                draft.label_in("DRAFT", style, middle - 22.0, y + 1.4, 44.0, Align::Centre);
            }
        });
    }
}

/// Version, time, fingerprint, class.
pub(crate) fn foot_line(imprint: &Imprint) -> String {
    let fingerprint = if imprint.fingerprint.is_empty() {
        String::new()
    } else {
        format!(" · fingerprint {}", imprint.fingerprint)
    };
    format!(
        "Version {} · {}{fingerprint} · {}",
        imprint.version,
        stamp(imprint.made_at),
        imprint.class
    )
}
