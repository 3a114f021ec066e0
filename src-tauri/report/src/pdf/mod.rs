//! The PDF back end: subset fonts, printpdf operators, then a lopdf pass for everything printpdf lacks.

mod attached;
mod finish;
mod operators;
mod outline;
mod structure;
mod subset;

use crate::display::{BackEnd, Laid};
use crate::fault::ReportFault;
use crate::progress::Progress;
use printpdf::{PdfDocument, PdfPage, PdfSaveOptions, Pt, Rect};

/// Writes PDF 1.7 with printpdf and lopdf.
pub(crate) struct Printpdf;

impl BackEnd for Printpdf {
    fn write(&self, laid: &Laid, progress: &mut dyn Progress) -> Result<Vec<u8>, ReportFault> {
        let fonts = subset::subsets(laid)?;
        let mut document = PdfDocument::new(&laid.about.title);
        for font in fonts.values() {
            document
                .resources
                .fonts
                .map
                .insert(font.id.clone(), font.embedded.clone());
        }
        for page in &laid.pages {
            let sheet = Rect {
                x: Pt(0.0),
                y: Pt(0.0),
                width: Pt(page.width),
                height: Pt(page.height),
                mode: None,
                winding_order: None,
            };
            document.pages.push(PdfPage {
                media_box: sheet.clone(),
                trim_box: sheet.clone(),
                crop_box: sheet,
                ops: operators::page(page, &fonts),
            });
        }
        let options = PdfSaveOptions {
            optimize: false,
            subset_fonts: false,
            secure: true,
            image_optimization: None,
        };
        let mut warnings = Vec::new();
        let objects = document.to_lopdf_document(&options, &mut warnings);
        drop(document);
        finish::finish(objects, laid, progress)
    }
}
