//! Writing a document to a file: gathered at once, typeset on a thread of its own, with progress per page.

use super::asking::{DocumentKind, DocumentQuestion, PlanProfile};
use super::decided::Before;
use super::gather::{Source, Stamp};
use super::laying::{Composed, write_anew};
use super::{
    agreement, certificate, cover, decided, deck, metrics, minutes, pictures, poster, pre_read, runbook,
    tables, vendor,
};
use crate::desk::{Job, Session};
use crate::frame::{Facts, facts};
use crate::{Desk, WireFailure, failure, file, publish};
use planning::journal::Entry;
use planning::{Plan, Publication, Release, ReleaseId, TeamId, wording};
use report::value::{Attachment, ChangeSlide, Listing, Paper, Profile};
use report::{Document, ReleasePlanDocument, ReportFault};
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
    /// For whom.
    #[serde(default)]
    pub profile: PlanProfile,
    /// The team whose part a vendor gets.
    #[serde(default)]
    pub team: Option<TeamId>,
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

/// Lines of the log that are looked through for those that concern a release.
const LOOKED_THROUGH: u32 = 400;
/// From this many changes on, only those of risk 3 and more get a page of their own.
const MANY: usize = 25;

/// Writes the release plan of a release as PDF.
///
/// # Errors
/// Refused when there is no release to print; fault when the file cannot be written.
pub async fn write_release_plan(
    desk: &Desk,
    question: ReleasePlanQuestion,
) -> Result<WrittenDocument, WireFailure> {
    let document = DocumentQuestion {
        release: question.release,
        profile: question.profile,
        team: question.team,
        letter: question.letter,
        ..DocumentQuestion::of(DocumentKind::ReleasePlan)
    };
    write_anew(desk, document, question.path).await
}

/// Writes the CAB deck of a release as PDF, or as slides to edit when the path ends in `.pptx`.
///
/// # Errors
/// Refused when there is no release to print; fault when the file cannot be written.
pub async fn write_cab_deck(desk: &Desk, question: CabDeckQuestion) -> Result<WrittenDocument, WireFailure> {
    let document = DocumentQuestion {
        release: question.release,
        ..DocumentQuestion::of(DocumentKind::CabDeck)
    };
    write_anew(desk, document, question.path).await
}

fn stamp(desk: &Desk, session: &Session, newest: &[Entry], paper: Paper) -> Stamp {
    Stamp {
        plan_id: session.store.id(),
        now: desk.edge().now(),
        author: desk.edge().author(),
        head: newest.first().map(|entry| entry.hash.clone()).unwrap_or_default(),
        digest: session.store.digest(),
        paper,
    }
}

/// The minutes of a meeting as a value, for those who write them as text.
pub(crate) async fn minutes_of(
    desk: &Desk,
    session: &Session,
    plan: &Plan,
    facts: &Facts,
    meeting: &planning::CabMeeting,
) -> Result<report::MinutesDocument, WireFailure> {
    let newest = newest(&session.store, 1).await?;
    Ok(minutes::minutes(
        plan,
        facts,
        &stamp(desk, session, &newest, Paper::A4),
        meeting,
    ))
}

/// Gathers a document from the plan as it stands.
pub(super) async fn composed(desk: &Desk, question: &DocumentQuestion) -> Result<Composed, WireFailure> {
    let session = desk.session().await?;
    let plan = session.store.plan();
    let facts = facts(&session, &plan);
    let newest = newest(&session.store, LOOKED_THROUGH).await?;
    let paper = if question.letter { Paper::Letter } else { Paper::A4 };
    let stamp = stamp(desk, &session, &newest, paper);
    let done = |document: Box<dyn Document>, subject: String| Composed { document, subject };
    match question.kind {
        DocumentKind::ReleasePlan | DocumentKind::CabDeck => {
            let source = released(&session, &plan, &facts, stamp, newest, question.release).await?;
            let subject = source.release.reference.to_string();
            let document: Box<dyn Document> = if question.kind == DocumentKind::CabDeck {
                Box::new(deck::deck(&source))
            } else {
                Box::new(release_plan(&source, question)?)
            };
            Ok(done(document, subject))
        }
        DocumentKind::Agreement => {
            let freeze = question.freeze.ok_or_else(|| nothing_named("freeze"))?;
            let (document, subject) =
                agreement::agreement(&plan, &facts.index, &stamp, freeze, question.version)?;
            Ok(done(Box::new(document), subject))
        }
        DocumentKind::Poster => {
            let document = poster::poster(&plan, &facts.collisions, &stamp, question.from, question.weeks)
                .ok_or_else(|| WireFailure::malformed("the weeks of the poster hold no time"))?;
            Ok(done(Box::new(document), plan.settings().name))
        }
        DocumentKind::Certificate => {
            let id = question.exception.ok_or_else(|| nothing_named("exception"))?;
            let request = plan
                .exceptions
                .get(&id)
                .ok_or_else(|| WireFailure::unknown("exception"))?;
            let document = certificate::certificate(&plan, &stamp, request)
                .ok_or_else(|| WireFailure::unknown("freeze"))?;
            Ok(done(Box::new(document), request.reference.to_string()))
        }
        DocumentKind::Minutes | DocumentKind::PreRead => {
            let id = question.meeting.ok_or_else(|| nothing_named("meeting"))?;
            let meeting = plan
                .cab_meetings
                .get(&id)
                .ok_or_else(|| WireFailure::unknown("meeting"))?;
            let document: Box<dyn Document> = if question.kind == DocumentKind::PreRead {
                Box::new(pre_read::pre_read(
                    &plan,
                    &facts,
                    &stamp,
                    meeting,
                    question.member,
                ))
            } else {
                Box::new(minutes::minutes(&plan, &facts, &stamp, meeting))
            };
            Ok(done(document, plan.name_of_meeting(meeting)))
        }
        DocumentKind::Metrics => {
            let document = metrics::metrics(&plan, &facts, &stamp);
            Ok(done(Box::new(document), plan.settings().name))
        }
    }
}

fn nothing_named(what: &str) -> WireFailure {
    WireFailure::refused("nothing-named", format!("Name the {what} to print."))
}

/// The release and everything a document about it may speak of.
async fn released<'a>(
    session: &Session,
    plan: &'a Plan,
    facts: &'a Facts,
    stamp: Stamp,
    entries: Vec<Entry>,
    release: Option<ReleaseId>,
) -> Result<Source<'a>, WireFailure> {
    let release = match release {
        Some(id) => plan
            .releases
            .get(&id)
            .ok_or_else(|| WireFailure::unknown("release"))?,
        None => next_release(plan, stamp.now, facts).ok_or_else(|| {
            WireFailure::refused("no-release", "The plan has no release to print. Add one first.")
        })?,
    };
    Ok(Source {
        schedule: planning::schedule::schedule(plan, facts.graph(), release.id),
        entries,
        published: publish::last(plan),
        before: before(session, plan).await?,
        author: stamp.author,
        plan_id: stamp.plan_id,
        head: stamp.head,
        digest: stamp.digest,
        now: stamp.now,
        paper: stamp.paper,
        plan,
        facts,
        release,
    })
}

/// The version to compare with: the last one, or the one before it when nothing was edited since.
async fn before(session: &Session, plan: &Plan) -> Result<Option<Before>, WireFailure> {
    let mut versions: Vec<&Publication> = plan.publications.iter().collect();
    versions.sort_by_key(|publication| std::cmp::Reverse(publication.version));
    let edited = |publication: &&&Publication| publication.seq + 1 < plan.seq;
    let Some(publication) = versions.iter().find(edited).copied() else {
        return Ok(None);
    };
    let then = session
        .store
        .plan_at(publication.seq)
        .await
        .map_err(failure::from_store)?;
    Ok(Some(Before {
        publication: publication.clone(),
        plan: then,
    }))
}

fn release_plan(source: &Source, question: &DocumentQuestion) -> Result<ReleasePlanDocument, WireFailure> {
    let profile = match question.profile {
        PlanProfile::Full => Profile::Full,
        PlanProfile::Executive => Profile::Executive,
        PlanProfile::Board => Profile::Board,
        PlanProfile::Runbook => Profile::Runbook,
        PlanProfile::Vendor => {
            let team = question
                .team
                .ok_or_else(|| nothing_named("team whose part a vendor gets"))?;
            let team = source
                .plan
                .teams
                .get(&team)
                .ok_or_else(|| WireFailure::unknown("team"))?;
            return Ok(vendor::vendor(source, team));
        }
    };
    let attachment = matches!(profile, Profile::Full | Profile::Board).then(|| Attachment {
        name: format!("{} plan.json", source.release.reference),
        media_type: "application/json".into(),
        description: "Every record of the plan the pages were made from.".into(),
        bytes: exchange::export::json(source.plan).into_bytes(),
    });
    Ok(ReleasePlanDocument {
        imprint: source.imprint("Release plan"),
        profile,
        cover: cover::cover(source, profile),
        calendar: pictures::calendar(source),
        night: pictures::night(source),
        scope: tables::scope(source),
        decided: decided::decided(source),
        since: decided::since(source),
        cards: if profile == Profile::Board {
            cards(source).into()
        } else {
            Listing::default()
        },
        sequence: tables::sequence(source),
        heat: pictures::heat(source),
        risks: tables::risks(source),
        freezes: tables::freezes(source),
        findings: tables::findings(source),
        runbook: runbook::runbook(source),
        back_out: runbook::back_out(source),
        test_gates: tables::test_gates(source),
        defects: Listing::default(),
        messages: Listing::missing("no message is planned"),
        on_call: tables::on_call(source),
        approvals: tables::approvals(source),
        appendix: tables::appendix(source, attachment.as_ref()),
        left_out: left_out(profile),
        attachment,
    })
}

/// A page a change; of many changes only for those of risk 3 and more, the heaviest first.
fn cards(source: &Source) -> Vec<ChangeSlide> {
    let changes = source.changes();
    let many = changes.len() >= MANY;
    let mut carded: Vec<_> = changes
        .into_iter()
        .filter(|change| !many || source.facts.level(change.id) >= 3)
        .collect();
    carded.sort_by_key(|change| {
        let points = source.facts.risks.get(&change.id).map_or(0, |score| score.points);
        (std::cmp::Reverse(points), change.reference.clone())
    });
    carded
        .into_iter()
        .map(|change| deck::slide(source, change))
        .collect()
}

fn left_out(profile: Profile) -> Vec<String> {
    let lines: &[&str] = match profile {
        Profile::Executive => &[
            "Scope change by change, sequence, risks, evidence, runbook, back-out, approvals and the log: in the full plan.",
            "The data the pages were made from: inside the full plan.",
        ],
        Profile::Board => &["Sequence, runbook, back-out, people on call and the log: in the full plan."],
        _ => &[],
    };
    lines.iter().map(|line| (*line).to_owned()).collect()
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

/// Being stopped is an answer; anything else broke.
pub(super) fn from_report(fault: ReportFault) -> WireFailure {
    match fault {
        ReportFault::Stopped { .. } => {
            WireFailure::refused("stopped", wording::capital(&format!("{fault}.")))
        }
        _ => WireFailure::fault("document", fault.to_string()),
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
        let bytes = make(&job).map_err(from_report)?;
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
