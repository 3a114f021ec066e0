//! Writing a document to a file: gathered at once, typeset on a thread of its own, with progress per page.

use super::gather::Source;
use super::{cover, deck, pictures, runbook, tables};
use crate::desk::Job;
use crate::frame::facts;
use crate::{Desk, WireFailure, failure, file, publish};
use planning::journal::Entry;
use planning::{Plan, Release, ReleaseId};
use report::value::{BackOut, Paper};
use report::{CabDeckDocument, ReleasePlanDocument, ReportFault};
use serde::{Deserialize, Serialize};
use std::ops::ControlFlow;
use store::{EntryFilter, EntryOrder, Store};
use ts_rs::TS;

/// Write a release plan.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ReleasePlanQuestion {
    /// The release; `None` takes the next one to come.
    #[serde(default)]
    pub release: Option<ReleaseId>,
    /// Where to.
    pub path: String,
    /// True for US Letter, false for A4.
    #[serde(default)]
    pub letter: bool,
}

/// Write a CAB deck.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct CabDeckQuestion {
    /// The release; `None` takes the next one to come.
    #[serde(default)]
    pub release: Option<ReleaseId>,
    /// Where to.
    pub path: String,
}

/// The document that was written.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct WrittenDocument {
    /// Where it is.
    pub path: String,
    /// Its size.
    #[ts(type = "number")]
    pub bytes: u64,
    /// What it is about, by reference.
    pub subject: String,
}

/// Lines of the log that the appendix prints.
const AUDIT_LINES: u32 = 60;

/// Writes the release plan of a release as PDF.
///
/// # Errors
/// Refused when there is no release to print; fault when the file cannot be written.
pub async fn write_release_plan(
    desk: &Desk,
    question: ReleasePlanQuestion,
) -> Result<WrittenDocument, WireFailure> {
    let paper = if question.letter { Paper::Letter } else { Paper::A4 };
    let (document, reference) = gathered(desk, question.release, paper, release_plan).await?;
    let make = move |job: &Job| report::release_plan_pdf(&document, &mut Pages { job });
    write(desk, &question.path, reference, "Release plan", make).await
}

/// Writes the CAB deck of a release as PDF.
///
/// # Errors
/// Refused when there is no release to print; fault when the file cannot be written.
pub async fn write_cab_deck(desk: &Desk, question: CabDeckQuestion) -> Result<WrittenDocument, WireFailure> {
    let (document, reference): (CabDeckDocument, String) =
        gathered(desk, question.release, Paper::A4, deck::deck).await?;
    let make = move |job: &Job| report::cab_deck_pdf(&document, &mut Pages { job });
    write(desk, &question.path, reference, "CAB deck", make).await
}

fn release_plan(source: &Source) -> ReleasePlanDocument {
    let back_out: BackOut = runbook::back_out(source);
    ReleasePlanDocument {
        imprint: source.imprint("Release plan"),
        cover: cover::cover(source),
        calendar: pictures::calendar(source),
        night: pictures::night(source),
        scope: tables::scope(source),
        sequence: tables::sequence(source),
        heat: pictures::heat(source),
        risks: tables::risks(source),
        freezes: tables::freezes(source),
        findings: tables::findings(source),
        runbook: runbook::runbook(source),
        back_out,
        test_gates: tables::test_gates(source),
        defects: report::value::Listing::default(),
        messages: report::value::Listing::missing("no message is planned"),
        on_call: tables::on_call(source),
        approvals: tables::approvals(source),
        appendix: tables::appendix(source),
    }
}

/// Gathers a document from the plan as it stands.
async fn gathered<D>(
    desk: &Desk,
    release: Option<ReleaseId>,
    paper: Paper,
    compose: impl FnOnce(&Source) -> D,
) -> Result<(D, String), WireFailure> {
    let session = desk.session().await?;
    let plan = session.store.plan();
    let facts = facts(&session, &plan);
    let now = desk.edge().now();
    let release = match release {
        Some(id) => plan
            .releases
            .get(&id)
            .ok_or_else(|| WireFailure::unknown("release"))?,
        None => next_release(&plan, now, &facts).ok_or_else(|| {
            WireFailure::refused("no-release", "The plan has no release to print. Add one first.")
        })?,
    };
    let newest = newest(&session.store, AUDIT_LINES).await?;
    let source = Source {
        schedule: planning::schedule::schedule(&plan, facts.graph(), release.id),
        head: newest.first().map(|entry| entry.hash.clone()).unwrap_or_default(),
        digest: session.store.digest(),
        entries: newest,
        published: publish::last(&plan),
        author: desk.edge().author(),
        plan_id: session.store.id(),
        plan: &plan,
        facts: &facts,
        release,
        now,
        paper,
    };
    Ok((compose(&source), release.reference.to_string()))
}

/// The newest entries of the log, the newest first.
pub(super) async fn newest(store: &Store, count: u32) -> Result<Vec<Entry>, WireFailure> {
    store
        .find_entries(&EntryFilter::default(), i64::MAX, count, EntryOrder::NewestFirst)
        .await
        .map_err(failure::from_store)
}

/// The first release still to be deployed that carries a change; else any open one; else the one that carried most.
fn next_release<'a>(
    plan: &'a Plan,
    now: planning::Instant,
    facts: &crate::frame::Facts,
) -> Option<&'a Release> {
    let mut releases: Vec<&Release> = plan.releases.iter().collect();
    releases.sort_by_key(|release| (release.deploy.start(), release.reference.clone()));
    let coming = |release: &&&Release| release.is_open() && release.deploy.end() > now;
    let carries = |release: &&&Release| !facts.changes_of(release.id).is_empty();
    releases
        .iter()
        .find(|release| coming(release) && carries(release))
        .or_else(|| releases.iter().find(coming))
        .or_else(|| {
            releases
                .iter()
                .filter(carries)
                .max_by_key(|release| facts.changes_of(release.id).len())
        })
        .or_else(|| releases.last())
        .copied()
}

/// Tells the window which page is being made.
pub(super) struct Pages<'a> {
    pub(super) job: &'a Job,
}

impl report::Progress for Pages<'_> {
    fn page(&mut self, stage: report::Stage, page: usize, of: Option<usize>) -> ControlFlow<()> {
        let verb = match stage {
            report::Stage::Setting => "Setting",
            report::Stage::Writing => "Writing",
        };
        let (detail, fraction) = match of {
            Some(of) => (
                format!("{verb} page {page} of {of}"),
                Some(page as f64 / of.max(1) as f64),
            ),
            None => (format!("{verb} page {page}"), None),
        };
        self.job.report(detail, fraction);
        if self.job.stopped() {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }
}

/// Typesets on a thread of its own and puts the file in place; `subject` is what the document is about.
pub(super) async fn write(
    desk: &Desk,
    path: &str,
    subject: String,
    title: &str,
    make: impl FnOnce(&Job) -> Result<Vec<u8>, ReportFault> + Send + 'static,
) -> Result<WrittenDocument, WireFailure> {
    let path = file::absolute(path)?;
    let running = desk.start_job("document", format!("{title} {subject}"))?;
    let job = running.handle();
    let target = path.clone();
    let bytes = tokio::task::spawn_blocking(move || {
        let bytes = make(&job).map_err(|fault| WireFailure::fault("document", fault.to_string()))?;
        file::write_out(&target, &bytes)?;
        Ok::<_, WireFailure>(bytes.len())
    })
    .await
    .map_err(|error| {
        WireFailure::fault(
            "document",
            format!("Typesetting broke off: {error}. The plan is safe."),
        )
    })??;
    Ok(WrittenDocument {
        path: path.to_string_lossy().into_owned(),
        bytes: bytes as u64,
        subject,
    })
}
