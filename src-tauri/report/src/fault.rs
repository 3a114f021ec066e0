//! What can go wrong while a document is made.

use thiserror::Error;

/// Why no document came out.
#[derive(Debug, Error)]
pub enum ReportFault {
    /// The watcher asked to stop.
    #[error("the document was stopped after page {page}; nothing was written")]
    Stopped {
        /// Pages finished before the stop.
        page: usize,
    },
    /// A bundled font could not be read or cut down.
    #[error("the font {font} could not be embedded: {reason}")]
    Font {
        /// The face's PostScript name.
        font: &'static str,
        /// What the font library said.
        reason: String,
    },
    /// The PDF objects could not be written.
    #[error("the PDF could not be written: {0}")]
    Writing(String),
}
