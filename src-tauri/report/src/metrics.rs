//! The metrics page: what the plan can prove in numbers, each with how it is counted.

use crate::cells::Cell;
use crate::chrome::chrome;
use crate::display::Laid;
use crate::draft::Draft;
use crate::fault::ReportFault;
use crate::front::{Front, front_without_decision};
use crate::origin::origin;
use crate::plan::listing;
use crate::progress::Progress;
use crate::table::{Column, column, figures};
use crate::theme::Frame;
use crate::value::{MetricsDocument, Prose};

const METRICS: [Column; 4] = [
    column("Measure", 150.0),
    figures("Value", 76.0),
    column("Share", 74.0),
    column("How it is counted", 194.0),
];

/// The page as a display list.
pub(crate) fn lay_out<'p>(
    metrics: &MetricsDocument,
    progress: &'p mut dyn Progress,
) -> Result<(Laid, &'p mut dyn Progress), ReportFault> {
    let up = Frame::upright(metrics.imprint.paper);
    let mut draft = Draft::new(progress, up);
    draft.turn_to(up, "")?;
    draft.bookmark(1, &metrics.title);
    draft.bookmarks[0].y = 0.0;
    front_without_decision(
        &mut draft,
        &Front {
            organisation: &metrics.imprint.organisation,
            purpose: "Metrics",
            title: &metrics.title,
            subtitle: &metrics.subtitle,
            facts: &[],
            decision_label: "",
            decision: &Prose::default(),
            numbers: &metrics.numbers,
        },
    );
    draft.y -= 12.0;
    for section in &metrics.sections {
        listing(&mut draft, &section.title, &section.rows, &METRICS, |row| {
            vec![
                Cell::strong(&row.measure),
                Cell::text(&row.value),
                row.share
                    .map_or_else(Cell::default, |(part, whole)| Cell::share(part, whole)),
                Cell::default().quiet(&row.how),
            ]
        })?;
    }
    origin(&mut draft, "Where these numbers come from", &metrics.origin)?;
    chrome(&mut draft, &metrics.imprint);
    Ok(draft.done(&metrics.imprint))
}
