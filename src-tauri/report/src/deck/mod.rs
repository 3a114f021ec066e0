//! The CAB deck.

use crate::fault::ReportFault;
use crate::progress::Progress;
use crate::value::CabDeckDocument;

/// Writes a CAB deck as PDF, 16:9. The same value gives the same bytes on every machine.
///
/// # Errors
/// When the watcher stops it, or when a font or the file cannot be written.
pub fn cab_deck_pdf(deck: &CabDeckDocument, progress: &mut dyn Progress) -> Result<Vec<u8>, ReportFault> {
    let _ = (deck, progress);
    Err(ReportFault::Writing("not yet".into()))
}
