//! The calendar poster: a quarter in lanes on a large sheet, and the same in words below or behind it.

use crate::cells::{Cell, Row};
use crate::chart::{Axis, Timeline};
use crate::chrome::chrome;
use crate::display::{Laid, Role};
use crate::draft::Draft;
use crate::fault::ReportFault;
use crate::marks::{emptiness, missing};
use crate::progress::Progress;
use crate::table::{Column, POSTER_LOOK, Table, column};
use crate::theme::{BODY, COVER_TITLE_LONG, Frame, INK2, Style};
use crate::typeset::{Align, Span};
use crate::value::{FreezeBand, Part, PosterDocument};

const SCALE: f32 = 1.3;
const ROWS: [Column; 4] = [
    column("When", 150.0),
    column("Reference", 110.0),
    column("What", 560.0),
    column("State", 160.0),
];
const NOTE: Style = Style {
    size: 12.0,
    leading: 16.0,
    ..BODY
};

/// The poster as a display list.
pub(crate) fn lay_out<'p>(
    poster: &PosterDocument,
    progress: &'p mut dyn Progress,
) -> Result<(Laid, &'p mut dyn Progress), ReportFault> {
    let frame = Frame::poster(poster.imprint.paper);
    let mut draft = Draft::new(progress, frame);
    draft.turn_to(frame, "")?;
    draft.bookmark(1, "Calendar");
    draft.bookmarks[0].y = 0.0;
    head(&mut draft, poster);
    match &poster.calendar {
        Part::Given(_) => weeks(&mut draft, poster)?,
        Part::Nothing => draft.nothing("None.")?,
        Part::Missing(why) => draft.nothing(&missing(why))?,
    }
    draft.section("In words", if poster.rows.rows.is_empty() { 20.0 } else { 110.0 })?;
    match emptiness(&poster.rows) {
        Some(says) => draft.nothing(&says)?,
        None => {
            let mut table = Table::begin(&mut draft, &ROWS, POSTER_LOOK);
            for row in &poster.rows.rows {
                let cells = vec![
                    Cell::text(&row.when),
                    Cell::strong(&row.reference),
                    Cell::text(&row.what),
                    Cell::verdict(&row.verdict),
                ];
                table.row(&mut draft, &Row::new(cells))?;
            }
        }
    }
    chrome(&mut draft, &poster.imprint);
    Ok(draft.done(&poster.imprint))
}

fn head(draft: &mut Draft<'_>, poster: &PosterDocument) {
    let (left, width) = (draft.frame.left, draft.frame.across());
    let style = Style {
        size: 30.0,
        leading: 35.0,
        ..COVER_TITLE_LONG
    };
    let title = draft.type_.at_most(&poster.title, style, width, 2);
    let y = draft.y;
    draft.content(Role::H1, |draft| {
        draft.block(&title, left, y);
    });
    let note = draft
        .type_
        .set(&[Span::new(&poster.note, NOTE.inked(INK2))], width, Align::Left);
    let y = y + title.height() + 2.0;
    draft.content(Role::P, |draft| {
        draft.block(&note, left, y);
    });
    draft.y = y + note.height() + 14.0;
}

/// The lanes, on as many sheets as they need; each sheet has the axis again.
fn weeks(draft: &mut Draft<'_>, poster: &PosterDocument) -> crate::draft::Drawn {
    let Part::Given(calendar) = &poster.calendar else {
        return Ok(());
    };
    let mut from = 0;
    loop {
        let freezes: Vec<FreezeBand> = calendar
            .freezes
            .iter()
            .filter(|band| band.lanes.is_none_or(|(_, last)| last >= from))
            .map(|band| FreezeBand {
                lanes: band
                    .lanes
                    .map(|(first, last)| (first.saturating_sub(from), last - from)),
                ..band.clone()
            })
            .collect();
        let line = Timeline {
            axis: Axis::Weeks,
            span: calendar.span,
            zone: poster.imprint.zone,
            lanes: &calendar.lanes[from..],
            freezes: &freezes,
            today: calendar.today.as_ref().map(|(at, flag)| (*at, flag.as_str())),
            gates: &[],
            scale: SCALE,
            alt: if from == 0 {
                &calendar.alt
            } else {
                "The calendar, continued"
            },
        };
        let (below, left) = line.draw(draft, draft.y, draft.room() - 6.0);
        draft.y = below + 6.0;
        if left == 0 {
            return Ok(());
        }
        from = calendar.lanes.len() - left;
        draft.turn()?;
    }
}
