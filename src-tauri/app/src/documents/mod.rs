//! Documents: the release plan and the CAB deck, gathered from the plan and its derived facts.

mod agreement;
mod cover;
mod deck;
mod gather;
mod pictures;
mod runbook;
mod tables;
mod writing;

pub use agreement::{AgreementQuestion, Announcement, AnnouncementQuestion, announcement, write_agreement};
pub use writing::{
    CabDeckQuestion, ReleasePlanQuestion, WrittenDocument, write_cab_deck, write_release_plan,
};
