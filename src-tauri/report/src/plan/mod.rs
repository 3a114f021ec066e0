//! The release plan, page by page.

mod appendix;
mod calendar;
mod cards;
mod contents;
mod cover;
mod decided;
mod evidence;
mod glance;
mod night;
mod people;
mod risk;
mod runbook;
mod scope;
mod sequence;

pub(crate) use evidence::{finding_cells, freeze_cells, listing};
pub(crate) use people::approval_boxes;

use crate::chrome::chrome;
use crate::display::BackEnd;
use crate::draft::{Draft, Drawn};
use crate::fault::ReportFault;
use crate::pdf::Printpdf;
use crate::progress::Progress;
use crate::theme::Frame;
use crate::value::{Profile, ReleasePlanDocument};

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
    let frame = if plan.profile == Profile::Runbook {
        Frame::landscape(plan.imprint.paper)
    } else {
        up
    };
    let mut draft = Draft::new(progress, frame);
    draft.turn_to(frame, "")?;
    match plan.profile {
        Profile::Full => full(&mut draft, plan)?,
        Profile::Executive => {
            let contents = cover::draw(&mut draft, plan)?;
            glance::draw(&mut draft, plan)?;
            contents::draw(&mut draft, &contents);
        }
        Profile::Board => board(&mut draft, plan)?,
        Profile::Runbook => night::draw(&mut draft, plan)?,
        Profile::Vendor => vendor(&mut draft, plan)?,
    }
    draft.attached.extend(plan.attachment.clone());
    chrome(&mut draft, &plan.imprint);
    Ok(draft.done(&plan.imprint))
}

fn full(draft: &mut Draft<'_>, plan: &ReleasePlanDocument) -> Drawn {
    let contents = cover::draw(draft, plan)?;
    calendar::draw(draft, plan)?;
    scope::draw(draft, plan)?;
    sequence::draw(draft, plan)?;
    decided::draw(draft, plan)?;
    decided::since(draft, plan)?;
    risk::draw(draft, plan)?;
    evidence::draw(draft, plan)?;
    runbook::draw(draft, plan)?;
    people::draw(draft, plan)?;
    appendix::draw(draft, plan)?;
    contents::draw(draft, &contents);
    Ok(())
}

fn board(draft: &mut Draft<'_>, plan: &ReleasePlanDocument) -> Drawn {
    let contents = cover::draw(draft, plan)?;
    calendar::draw(draft, plan)?;
    cards::draw(draft, plan)?;
    decided::draw(draft, plan)?;
    decided::since(draft, plan)?;
    risk::draw(draft, plan)?;
    evidence::draw(draft, plan)?;
    people::approvals_alone(draft, plan)?;
    appendix::left_out(draft, plan)?;
    contents::draw(draft, &contents);
    Ok(())
}

/// Only what concerns the vendor; the value holds nothing else.
fn vendor(draft: &mut Draft<'_>, plan: &ReleasePlanDocument) -> Drawn {
    let contents = cover::draw(draft, plan)?;
    scope::draw(draft, plan)?;
    runbook::draw(draft, plan)?;
    evidence::freezes_alone(draft, plan)?;
    appendix::left_out(draft, plan)?;
    contents::draw(draft, &contents);
    Ok(())
}
