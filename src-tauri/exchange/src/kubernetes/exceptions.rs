//! Requests for exceptions to freezes: when they were asked for, when and how they were decided.

use super::Read;
use super::freezes::DAYS_TO_ASK;
use crate::{Batch, Edge, Files, Refusal, days, yaml};
use planning::{Day, ExceptionAfter, ExceptionCase, FreezeException, FreezeExceptionId, Verdict, Zone};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A request with the freeze it is about.
pub(super) struct Request {
    /// `code-freeze`.
    pub(super) freeze: &'static str,
    pub(super) issue: String,
    name: String,
    asked_on: Day,
    pub(super) decided_on: Option<Day>,
    pub(super) verdict: Verdict,
    links: Vec<String>,
    file: String,
    line: Option<u32>,
}

#[derive(Deserialize)]
struct Entry {
    name: String,
    issue: String,
    #[serde(default)]
    date_requested: String,
    #[serde(default)]
    date_reviewed: Option<String>,
    #[serde(default)]
    thread: Option<String>,
    #[serde(default)]
    pull_requests: Option<Vec<String>>,
    #[serde(default)]
    status: String,
}

/// The freeze of each list in the file.
const LISTS: [(&str, &str); 4] = [
    ("prrFreeze", "prr-freeze"),
    ("enhancementFreeze", "enhancements-freeze"),
    ("codeFreeze", "code-freeze"),
    ("docsFreeze", "docs-freeze"),
];

/// Reads `exceptions.yaml`.
pub(super) fn parse(files: &Files, folder: &str, batch: &mut Batch) -> Vec<Request> {
    let file = format!("{folder}/exceptions.yaml");
    let Some(bytes) = files.get(&file) else {
        return Vec::new();
    };
    let lists: BTreeMap<String, Option<Vec<Entry>>> = match yaml::read(&file, bytes) {
        Ok(lists) => lists,
        Err(refusal) => {
            batch.refused.push(refusal);
            return Vec::new();
        }
    };
    let text = String::from_utf8_lossy(bytes);
    let line_of = |issue: &str| {
        let mut lines = (1..).zip(text.lines());
        lines
            .find(|(_, line)| {
                line.trim()
                    .strip_prefix("issue:")
                    .is_some_and(|it| it.trim() == issue)
            })
            .map(|(n, _)| n)
    };
    for unknown in lists
        .keys()
        .filter(|list| !LISTS.iter().any(|(name, _)| name == list))
    {
        let line = yaml::line_of(bytes, unknown);
        batch.refused.push(Refusal::whole(
            &file,
            line,
            format!("“{unknown}” is no freeze of the schedule."),
        ));
    }
    let mut requests = Vec::new();
    let mut lists = lists;
    for (list, freeze) in LISTS {
        let entries = lists.remove(list).flatten().unwrap_or_default();
        batch.fact(&format!("{freeze} exceptions"), entries.len());
        for entry in entries {
            let line = line_of(&entry.issue);
            let mut day = |field: &str, text: &str| match days::iso(text) {
                Ok(day) => Some(day),
                Err(reason) => {
                    batch
                        .refused
                        .push(Refusal::value(&file, line, field, text, reason));
                    None
                }
            };
            let decided_on = entry
                .date_reviewed
                .as_deref()
                .and_then(|text| day("date_reviewed", text));
            let Some(asked_on) = day("date_requested", &entry.date_requested) else {
                continue;
            };
            let verdict = match entry.status.trim().to_lowercase().as_str() {
                "approved" => Verdict::Granted,
                "rejected" | "denied" => Verdict::Rejected,
                "withdrawn" => Verdict::Withdrawn,
                "" | "pending" | "requested" => Verdict::Filed,
                other => {
                    let reason = format!("“{other}” is no verdict; the request is taken as undecided.");
                    batch
                        .refused
                        .push(Refusal::value(&file, line, "status", other, reason));
                    Verdict::Filed
                }
            };
            let links = entry
                .thread
                .into_iter()
                .chain(entry.pull_requests.into_iter().flatten())
                .collect();
            let (name, issue, file) = (entry.name, entry.issue, file.clone());
            requests.push(Request {
                freeze,
                issue,
                name,
                asked_on,
                decided_on,
                verdict,
                links,
                file,
                line,
            });
        }
    }
    requests
}

/// Makes an exception of each request whose freeze and enhancement are known.
pub(super) fn read(read: &Read, requests: &[Request], batch: &mut Batch, edge: &mut Edge) {
    for request in requests {
        let Some((freeze, window)) = read.freezes.get(request.freeze).copied() else {
            let reason = format!("The schedule has no {}.", request.freeze);
            batch
                .refused
                .push(Refusal::whole(&request.file, request.line, reason));
            continue;
        };
        let change = read.changes.get(&request.issue).copied();
        if change.is_none() {
            let reason = format!("There is no KEP {} in this release.", request.issue);
            batch.refused.push(Refusal::value(
                &request.file,
                request.line,
                "issue",
                &request.issue,
                reason,
            ));
        }
        let Ok(reference) = read.reference(&format!("{} KEP-{}", request.freeze, request.issue)) else {
            continue;
        };
        let begins = window.start().day_in(Zone::UTC);
        let in_time = request.asked_on <= begins.plus(DAYS_TO_ASK);
        let exception = FreezeException {
            id: edge.id::<FreezeExceptionId>(),
            freeze,
            changes: change.into_iter().collect(),
            release: None,
            requester: read.sigs.get(&request.issue).cloned().unwrap_or_default(),
            reason: request.name.clone(),
            filed_at: request.asked_on.starts_in(Zone::UTC),
            slot: None,
            criteria_met: vec![in_time],
            verdict: request.verdict,
            decided_at: request.decided_on.map(|day| day.starts_in(Zone::UTC)),
            decided_by: None,
            conditions: Vec::new(),
            valid: None,
            case: ExceptionCase {
                evidence: request.links.clone(),
                ..ExceptionCase::default()
            },
            after: ExceptionAfter::default(),
            origin: Some(read.origin(reference.as_str(), &request.file, request.line)),
            reference,
        };
        batch.state(
            &exception,
            &[
                "freeze",
                "changes",
                "requester",
                "reason",
                "filed_at",
                "criteria_met",
                "verdict",
                "decided_at",
                "case",
            ],
        );
    }
}
