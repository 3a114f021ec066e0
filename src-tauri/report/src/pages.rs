//! A document laid out once: looked at page by page as SVG, and written as PDF from the same pages.

use crate::display::{BackEnd, Item, Laid};
use crate::fault::ReportFault;
use crate::pdf::Printpdf;
use crate::progress::Progress;
use crate::svg;
use crate::value::{
    AgreementDocument, CabDeckDocument, CertificateDocument, MetricsDocument, MinutesDocument,
    PosterDocument, PreReadDocument, ReleasePlanDocument,
};

/// The pages of a document. What is seen is what is printed: both come from here.
pub struct Pages {
    laid: Laid,
}

/// A value that becomes pages.
pub trait Document: Send + Sync {
    /// Sets the text and fills the pages.
    ///
    /// # Errors
    /// When the watcher stops it.
    fn pages(&self, progress: &mut dyn Progress) -> Result<Pages, ReportFault>;

    /// The same as slides to edit, in PPTX; `None` for what is no deck.
    fn slides(&self) -> Option<Vec<u8>> {
        None
    }
}

impl Document for CabDeckDocument {
    fn pages(&self, progress: &mut dyn Progress) -> Result<Pages, ReportFault> {
        crate::deck::lay_out(self, progress).map(|(laid, _)| Pages { laid })
    }
    fn slides(&self) -> Option<Vec<u8>> {
        Some(crate::cab_deck_pptx(self))
    }
}

macro_rules! laid_out_by {
    ($($value:ty => $lay_out:path),+ $(,)?) => {
        $(impl Document for $value {
            fn pages(&self, progress: &mut dyn Progress) -> Result<Pages, ReportFault> {
                $lay_out(self, progress).map(|(laid, _)| Pages { laid })
            }
        })+
    };
}
laid_out_by! {
    ReleasePlanDocument => crate::plan::lay_out,
    AgreementDocument => crate::agreement::lay_out,
    MinutesDocument => crate::minutes::lay_out,
    PosterDocument => crate::poster::lay_out,
    PreReadDocument => crate::pre_read::lay_out,
    CertificateDocument => crate::certificate::lay_out,
    MetricsDocument => crate::metrics::lay_out,
}

impl Pages {
    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.laid.pages.len()
    }

    /// Width and height of a page in points; `None` when there is no such page. Pages count from 0.
    #[must_use]
    pub fn size(&self, page: usize) -> Option<(f32, f32)> {
        self.laid.pages.get(page).map(|page| (page.width, page.height))
    }

    /// A page as SVG, glyphs as outlines: the same on every screen.
    #[must_use]
    pub fn svg(&self, page: usize) -> Option<String> {
        self.laid.pages.get(page).map(svg::page)
    }

    /// What a page says, in reading order as it was drawn, heads and feet last.
    #[must_use]
    pub fn text(&self, page: usize) -> Option<String> {
        let page = self.laid.pages.get(page)?;
        let mut said = String::new();
        for item in &page.items {
            if let Item::Text(run) = item {
                said.push_str(&run.text);
                if run.ends {
                    said.push('\n');
                }
            }
        }
        Some(said.replace('\u{A0}', " "))
    }

    /// The outline: level, title and page of each line.
    pub fn outline(&self) -> impl Iterator<Item = (u8, &str, usize)> {
        self.laid
            .bookmarks
            .iter()
            .map(|mark| (mark.level, mark.title.as_str(), mark.page))
    }

    /// Writes the pages as PDF. The same value gives the same bytes on every machine.
    ///
    /// # Errors
    /// When the watcher stops it, or when a font or the file cannot be written.
    pub fn pdf(&self, progress: &mut dyn Progress) -> Result<Vec<u8>, ReportFault> {
        Printpdf.write(&self.laid, progress)
    }
}
