//! Which document is asked for, and what is answered.

use planning::{CabMeetingId, Day, FreezeExceptionId, FreezeId, PersonId, ReleaseId, TeamId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The documents that are laid out, looked at and written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum DocumentKind {
    /// The plan of a release.
    ReleasePlan,
    /// The slides of a release for the board.
    CabDeck,
    /// What was agreed about a freeze.
    Agreement,
    /// The calendar on one large sheet.
    Poster,
    /// An exception to a freeze, to show.
    Certificate,
    /// What the plan can prove in numbers.
    Metrics,
    /// The minutes of a meeting of the board.
    Minutes,
    /// What a member reads before a meeting of the board.
    PreRead,
}

/// For whom a release plan is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum PlanProfile {
    /// Every chapter.
    #[default]
    Full,
    /// Two pages.
    Executive,
    /// A page a change.
    Board,
    /// Landscape, large type, boxes to tick.
    Runbook,
    /// Without names of people or of services of others.
    Vendor,
}

/// A document: its kind and what it is about. What a kind does not ask for is left out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct DocumentQuestion {
    /// Its kind.
    pub kind: DocumentKind,
    /// The release; `None` takes the next one to come.
    #[serde(default)]
    pub release: Option<ReleaseId>,
    /// For whom a release plan is.
    #[serde(default)]
    pub profile: PlanProfile,
    /// The team whose part a vendor gets.
    #[serde(default)]
    pub team: Option<TeamId>,
    /// The freeze of an agreement.
    #[serde(default)]
    pub freeze: Option<FreezeId>,
    /// The version of an agreement; `None` takes the last.
    #[serde(default)]
    pub version: Option<u32>,
    /// The meeting of minutes and of what is read before it.
    #[serde(default)]
    pub meeting: Option<CabMeetingId>,
    /// The member who reads before a meeting; `None` for everybody.
    #[serde(default)]
    pub member: Option<PersonId>,
    /// The exception of a certificate.
    #[serde(default)]
    pub exception: Option<FreezeExceptionId>,
    /// First day of a poster; `None` takes the Monday of the week before.
    #[serde(default)]
    pub from: Option<Day>,
    /// Weeks of a poster; `None` takes 15.
    #[serde(default)]
    pub weeks: Option<u32>,
    /// True for US sheets, false for A4 and A3.
    #[serde(default)]
    pub letter: bool,
}

impl DocumentQuestion {
    /// A document of a kind, with nothing else said.
    #[must_use]
    pub fn of(kind: DocumentKind) -> Self {
        Self {
            kind,
            release: None,
            profile: PlanProfile::Full,
            team: None,
            freeze: None,
            version: None,
            meeting: None,
            member: None,
            exception: None,
            from: None,
            weeks: None,
            letter: false,
        }
    }
}

/// The pages of a document that was laid out.
#[derive(Clone, Debug, Serialize, TS)]
pub struct DocumentPages {
    /// What it is about, by reference.
    pub subject: String,
    /// A name for the file, without ending.
    pub name: String,
    /// Each page, in order.
    pub pages: Vec<PageSize>,
    /// The outline.
    pub outline: Vec<OutlineLine>,
}

/// The sheet of a page, in points.
#[derive(Clone, Copy, Debug, Serialize, TS)]
pub struct PageSize {
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

/// A line of the outline.
#[derive(Clone, Debug, Serialize, TS)]
pub struct OutlineLine {
    /// 1 for chapters, 2 below them.
    pub level: u8,
    /// Its title.
    pub title: String,
    /// Its page, from 0.
    pub page: u32,
}

/// One page of a document.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PageQuestion {
    /// The document.
    pub document: DocumentQuestion,
    /// The page, from 0.
    pub page: u32,
}

/// A page as it will be printed.
#[derive(Clone, Debug, Serialize, TS)]
pub struct PagePicture {
    /// The picture.
    pub svg: String,
    /// Its words.
    pub text: String,
}

/// Write a document.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct WriteDocument {
    /// The document.
    pub document: DocumentQuestion,
    /// Where to; the ending says the format: `.pdf`, for a CAB deck also `.pptx`.
    pub path: String,
    /// True to write the pages that were looked at last, when the plan is still the same.
    #[serde(default)]
    pub as_seen: bool,
}

/// A team whose part somebody outside may get.
#[derive(Clone, Debug, Serialize, TS)]
pub struct TeamChoice {
    /// Identity.
    pub id: TeamId,
    /// Reference.
    pub reference: String,
    /// Name.
    pub name: String,
}
