//! The release plan, page by page.

mod appendix;
mod calendar;
mod contents;
mod cover;
mod evidence;
mod people;
mod risk;
mod runbook;
mod scope;
mod sequence;

pub(crate) use evidence::{finding_cells, freeze_cells, listing};
pub(crate) use people::approval_boxes;

use crate::chrome::chrome;
use crate::display::BackEnd;
use crate::draft::Draft;
use crate::fault::ReportFault;
use crate::pdf::Printpdf;
use crate::progress::Progress;
use crate::theme::Frame;
use crate::value::ReleasePlanDocument;

/// Writes a release plan as PDF. The same value gives the same bytes on every machine.
///
/// # Errors
/// When the watcher stops it, or when a font or the file cannot be written.
pub fn release_plan_pdf(
    plan: &ReleasePlanDocument,
    progress: &mut dyn Progress,
) -> Result<Vec<u8>, ReportFault> {
    let (laid, progress) = lay_out(plan, progress)?;
    Printpdf.write(&laid, progress)
}

/// The plan as a display list.
pub(crate) fn lay_out<'p>(
    plan: &ReleasePlanDocument,
    progress: &'p mut dyn Progress,
) -> Result<(crate::display::Laid, &'p mut dyn Progress), ReportFault> {
    let up = Frame::upright(plan.imprint.paper);
    let mut draft = Draft::new(progress, up);
    draft.turn_to(up, "")?;
    let contents = cover::draw(&mut draft, plan)?;
    calendar::draw(&mut draft, plan)?;
    scope::draw(&mut draft, plan)?;
    risk::draw(&mut draft, plan)?;
    sequence::draw(&mut draft, plan)?;
    runbook::draw(&mut draft, plan)?;
    evidence::draw(&mut draft, plan)?;
    people::draw(&mut draft, plan)?;
    appendix::draw(&mut draft, plan)?;
    contents::draw(&mut draft, &contents);
    chrome(&mut draft, &plan.imprint);
    Ok(draft.done(&plan.imprint))
}
