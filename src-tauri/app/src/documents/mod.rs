//! Documents: the release plan and the CAB deck, gathered from the plan and its derived facts.

mod agreement;
mod asking;
mod certificate;
mod cover;
mod decided;
mod deck;
mod gather;
mod laying;
mod metrics;
mod minutes;
mod pictures;
mod poster;
mod pre_read;
mod runbook;
mod tables;
mod vendor;
mod writing;

pub use agreement::{AgreementQuestion, Announcement, AnnouncementQuestion, announcement, write_agreement};
pub use asking::{
    DocumentKind, DocumentPages, DocumentQuestion, OutlineLine, PagePicture, PageQuestion, PageSize,
    PlanProfile, TeamChoice, WriteDocument,
};
pub use laying::{document_page, document_teams, lay_out_document, write_document};
pub(crate) use report::MinutesDocument;
pub(crate) use writing::minutes_of;
pub use writing::{
    CabDeckQuestion, ReleasePlanQuestion, WrittenDocument, write_cab_deck, write_release_plan,
};
