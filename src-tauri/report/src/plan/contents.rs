//! The contents of the cover, drawn when all pages are known; each line leads to its chapter.

use super::cover::ContentsPlace;
use crate::display::Role;
use crate::draft::Draft;
use crate::theme::{CELL, RULE2};
use crate::typeset::Align;

/// Draws one line a chapter.
pub(super) fn draw(draft: &mut Draft<'_>, place: &ContentsPlace) {
    let chapters: Vec<(usize, String, usize)> = draft
        .bookmarks
        .iter()
        .enumerate()
        .filter(|(index, mark)| mark.level == 1 && *index > 0)
        .map(|(index, mark)| (index, mark.title.clone(), mark.page))
        .collect();
    let room = draft.pages.get(place.page).map_or(0.0, |page| page.height) - 56.0 - place.y;
    let pitch = (room / chapters.len().max(1) as f32).clamp(9.6, 15.4);
    draft.revisit(place.page, |draft| {
        let mut y = place.y;
        for (target, title, page) in &chapters {
            let number = (page + 1).to_string();
            let wide = draft.type_.width(&number, CELL);
            let text = draft
                .type_
                .one_line(title, CELL, place.width - wide - 18.0, Align::Left);
            let toci = draft.inside(place.tag, |draft| draft.tag(Role::Toci));
            let link = draft.inside(toci, |draft| draft.tag(Role::Link));
            draft.content_of(link, |draft| {
                draft.block(&text, place.x, y);
                draft.label(&number, CELL, place.x + place.width - wide, y);
            });
            draft.artifact(|draft| {
                let (from, to) = (place.x + text.width + 6.0, place.x + place.width - wide - 5.0);
                if to > from {
                    let steps = vec![
                        crate::display::Step::Move(from, y + 8.2),
                        crate::display::Step::Line(to, y + 8.2),
                    ];
                    let dots = crate::display::Stroke {
                        colour: RULE2,
                        width: 0.6,
                        dash: Some((0.8, 2.4)),
                    };
                    draft.path(steps, None, Some(dots));
                }
            });
            let says = format!("{title}, page {number}");
            draft.link(
                place.page,
                [place.x, y - 1.0, place.width, pitch.min(13.0)],
                *target,
                says,
                link,
            );
            y += pitch;
        }
    });
}
