//! Documents: a finished value becomes pages and the pages become PDF bytes; same value, same bytes.

mod agreement;
mod cells;
mod certificate;
mod chart;
mod chrome;
mod dates;
mod deck;
mod display;
mod draft;
mod faces;
mod fault;
mod flow;
mod front;
mod gather;
mod machine;
mod marks;
mod metrics;
mod minutes;
mod origin;
mod pages;
mod pdf;
mod plan;
mod poster;
mod pptx;
mod pre_read;
mod progress;
mod seal;
mod shapes;
mod svg;
mod table;
mod theme;
mod typeset;
pub mod value;
mod wording;

pub use agreement::agreement_pdf;
pub use deck::cab_deck_pdf;
pub use fault::ReportFault;
pub use minutes::minutes_pdf;
pub use pages::{Document, Pages};
pub use plan::release_plan_pdf;
pub use pptx::cab_deck_pptx;
pub use progress::{Progress, Stage};
pub use seal::{Seal, Sealed, read_seal, sha256};
pub use value::{
    AgreementDocument, CabDeckDocument, CertificateDocument, MetricsDocument, MinutesDocument,
    PosterDocument, PreReadDocument, ReleasePlanDocument,
};

#[cfg(test)]
extern crate self as report;
#[cfg(test)]
#[path = "../examples/halden/mod.rs"]
mod halden;
#[cfg(test)]
mod pages_test;
