//! Laying a document out once, looking at its pages, and writing the pages that were looked at.

use super::asking::{
    DocumentKind, DocumentPages, DocumentQuestion, OutlineLine, PagePicture, PageQuestion, PageSize,
    TeamChoice, WriteDocument,
};
use super::writing::{Pages, WrittenDocument, composed, write};
use crate::contract::Nothing;
use crate::desk::{Job, Session};
use crate::{Desk, WireFailure};
use report::{Document, ReportFault};
use std::sync::{Arc, Mutex, PoisonError};

/// A document that was laid out.
pub(super) struct LaidOut {
    pub(super) pages: report::Pages,
    pub(super) subject: String,
}

/// The document looked at last; forgotten when the plan moves on.
#[derive(Default)]
struct Kept(Mutex<Option<(DocumentQuestion, Arc<LaidOut>)>>);

/// A value with what it is about.
pub(super) struct Composed {
    pub(super) document: Box<dyn Document>,
    pub(super) subject: String,
}

/// Lays a document out, to be looked at page by page.
///
/// # Errors
/// Refused when there is nothing to print or somebody stopped it.
pub async fn lay_out_document(desk: &Desk, question: DocumentQuestion) -> Result<DocumentPages, WireFailure> {
    let session = desk.session().await?;
    let laid = laid(desk, &session, &question).await?;
    let pages = (0..laid.pages.count())
        .filter_map(|page| laid.pages.size(page))
        .map(|(width, height)| PageSize { width, height })
        .collect();
    let outline = laid
        .pages
        .outline()
        .map(|(level, title, page)| OutlineLine {
            level,
            title: title.to_owned(),
            page: u32::try_from(page).unwrap_or(u32::MAX),
        })
        .collect();
    Ok(DocumentPages {
        subject: laid.subject.clone(),
        name: file_name(&question, &laid.subject),
        pages,
        outline,
    })
}

/// One page as it will be printed.
///
/// # Errors
/// Refused when there is no such page.
pub async fn document_page(desk: &Desk, question: PageQuestion) -> Result<PagePicture, WireFailure> {
    let session = desk.session().await?;
    let laid = laid(desk, &session, &question.document).await?;
    let page = question.page as usize;
    let picture = laid.pages.svg(page).zip(laid.pages.text(page));
    let (svg, text) = picture.ok_or_else(|| {
        WireFailure::refused(
            "no-such-page",
            format!(
                "The document has {} pages; there is no page {}.",
                laid.pages.count(),
                page + 1
            ),
        )
    })?;
    Ok(PagePicture { svg, text })
}

/// Writes a document: the pages that were looked at, or as the plan stands now.
///
/// # Errors
/// Refused when there is nothing to print; fault when the file cannot be written.
pub async fn write_document(desk: &Desk, question: WriteDocument) -> Result<WrittenDocument, WireFailure> {
    let session = desk.session().await?;
    let title = title(question.document.kind);
    if has_ending(&question.path, "pptx") {
        let Composed { document, subject } = composed(desk, &question.document).await?;
        if question.document.kind != DocumentKind::CabDeck {
            return Err(WireFailure::refused(
                "no-such-format",
                format!(
                    "{title} of {subject} is written as PDF; only a CAB deck becomes PPTX. Nothing was written."
                ),
            ));
        }
        let make =
            move |_: &Job| -> Result<Vec<u8>, ReportFault> { Ok(document.slides().unwrap_or_default()) };
        return write(desk, &question.path, subject, title, make).await;
    }
    let seen = if question.as_seen {
        kept(&session, &question.document)
    } else {
        None
    };
    if let Some(laid) = seen {
        let subject = laid.subject.clone();
        let make = move |job: &Job| laid.pages.pdf(&mut Pages { job });
        return write(desk, &question.path, subject, title, make).await;
    }
    let Composed { document, subject } = composed(desk, &question.document).await?;
    let make = move |job: &Job| -> Result<Vec<u8>, ReportFault> {
        document.pages(&mut Pages { job })?.pdf(&mut Pages { job })
    };
    write(desk, &question.path, subject, title, make).await
}

fn has_ending(path: &str, ending: &str) -> bool {
    std::path::Path::new(path)
        .extension()
        .is_some_and(|found| found.eq_ignore_ascii_case(ending))
}

/// Teams whose part of a release somebody outside may get: those that own a service, by name.
///
/// # Errors
/// Refused when no plan is open.
pub async fn document_teams(desk: &Desk, _question: Nothing) -> Result<Vec<TeamChoice>, WireFailure> {
    let plan = desk.session().await?.store.plan();
    let owns = |team: &&planning::Team| plan.services.iter().any(|service| service.owner == Some(team.id));
    let mut teams: Vec<TeamChoice> = plan
        .teams
        .iter()
        .filter(owns)
        .map(|team| TeamChoice {
            id: team.id,
            reference: team.reference.to_string(),
            name: team.name.clone(),
        })
        .collect();
    teams.sort_by(|one, other| (&one.name, one.id).cmp(&(&other.name, other.id)));
    Ok(teams)
}

fn cell(session: &Session) -> Arc<Kept> {
    let plan = session.store.plan();
    session.derived(&plan, |_| Kept::default())
}

fn kept(session: &Session, question: &DocumentQuestion) -> Option<Arc<LaidOut>> {
    let cell = cell(session);
    let kept = cell.0.lock().unwrap_or_else(PoisonError::into_inner);
    kept.as_ref()
        .filter(|(asked, _)| asked == question)
        .map(|(_, laid)| Arc::clone(laid))
}

/// The document laid out: as it was looked at before, or anew on a thread of its own.
async fn laid(
    desk: &Desk,
    session: &Session,
    question: &DocumentQuestion,
) -> Result<Arc<LaidOut>, WireFailure> {
    if let Some(laid) = kept(session, question) {
        return Ok(laid);
    }
    let cell = cell(session);
    let Composed { document, subject } = composed(desk, question).await?;
    let running = desk.start_job("preview", format!("{} {subject}", title(question.kind)))?;
    let job = running.handle();
    let pages = tokio::task::spawn_blocking(move || document.pages(&mut Pages { job: &job }))
        .await
        .map_err(|error| {
            WireFailure::fault(
                "document",
                format!("Typesetting broke off: {error}. The plan is safe."),
            )
        })?
        .map_err(super::writing::from_report)?;
    drop(running);
    let laid = Arc::new(LaidOut { pages, subject });
    *cell.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((question.clone(), Arc::clone(&laid)));
    Ok(laid)
}

fn title(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::ReleasePlan => "Release plan",
        DocumentKind::CabDeck => "CAB deck",
        DocumentKind::Agreement => "Freeze agreement",
        DocumentKind::Poster => "Calendar poster",
        DocumentKind::Certificate => "Certificate",
        DocumentKind::Metrics => "Metrics",
        DocumentKind::Minutes => "Minutes",
        DocumentKind::PreRead => "Pre-read",
    }
}

/// `RO-23 release plan, runbook`
fn file_name(question: &DocumentQuestion, subject: &str) -> String {
    use super::asking::PlanProfile::{Board, Executive, Full, Runbook, Vendor};
    let what = title(question.kind);
    let what = if question.kind == DocumentKind::CabDeck {
        what.to_owned()
    } else {
        what.to_lowercase()
    };
    let profile = match (question.kind, question.profile) {
        (DocumentKind::ReleasePlan, Executive) => ", executive",
        (DocumentKind::ReleasePlan, Board) => ", board",
        (DocumentKind::ReleasePlan, Runbook) => ", runbook",
        (DocumentKind::ReleasePlan, Vendor) => ", vendor",
        (_, Full) | (_, _) => "",
    };
    format!("{subject} {what}{profile}")
}

/// Lays the document out and writes it, whatever was looked at before.
pub(super) async fn write_anew(
    desk: &Desk,
    document: DocumentQuestion,
    path: String,
) -> Result<WrittenDocument, WireFailure> {
    let question = WriteDocument {
        document,
        path,
        as_seen: false,
    };
    write_document(desk, question).await
}
