//! The CAB deck: 16:9 slides whose titles are conclusions, one slide a change that needs the meeting.

mod change;
mod frame;
mod lists;
mod opening;
mod pictures;

use crate::display::{BackEnd, Laid};
use crate::draft::Draft;
use crate::fault::ReportFault;
use crate::pdf::Printpdf;
use crate::progress::Progress;
use crate::theme::Frame;
use crate::value::CabDeckDocument;

/// Writes a CAB deck as PDF, 16:9. The same value gives the same bytes on every machine.
///
/// # Errors
/// When the watcher stops it, or when a font or the file cannot be written.
pub fn cab_deck_pdf(deck: &CabDeckDocument, progress: &mut dyn Progress) -> Result<Vec<u8>, ReportFault> {
    let (laid, progress) = lay_out(deck, progress)?;
    Printpdf.write(&laid, progress)
}

/// The deck as a display list.
pub(crate) fn lay_out<'p>(
    deck: &CabDeckDocument,
    progress: &'p mut dyn Progress,
) -> Result<(Laid, &'p mut dyn Progress), ReportFault> {
    let mut draft = Draft::new(progress, Frame::slide());
    opening::draw(&mut draft, deck)?;
    lists::since(&mut draft, deck)?;
    pictures::calendar(&mut draft, deck)?;
    pictures::risk_map(&mut draft, deck)?;
    change::draw(&mut draft, deck)?;
    lists::rest(&mut draft, deck)?;
    lists::conflicts(&mut draft, deck)?;
    pictures::night(&mut draft, deck)?;
    lists::decision(&mut draft, deck)?;
    frame::stamp(&mut draft, deck);
    Ok(draft.done(&deck.imprint))
}
