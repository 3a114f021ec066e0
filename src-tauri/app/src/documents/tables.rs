//! Scope, risks, freezes, findings, tests, approvals and the appendix of a release plan.

use super::gather::Source;
use super::pictures::{agreed, near, reasons, weeks};
use planning::graph::order_of_release;
use planning::{Severity, Subject, wording};
use report::value::{
    Appendix, Approval, Approvals, Attachment, AuditRow, FindingRow, FreezeRow, Listing, OnCallRow,
    OrderReason, Prose, RiskRow, Scope, ScopeGroup, ScopeRow, Sequence, State, TestGateRow, Verdict,
    VersionRow,
};

pub(super) fn scope(source: &Source) -> Scope {
    let waves = order_of_release(source.plan, source.facts.graph(), source.release.id);
    let groups: Vec<ScopeGroup> = waves
        .iter()
        .map(|wave| {
            let rows: Vec<ScopeRow> = wave
                .steps
                .iter()
                .flat_map(|step| &step.changes)
                .filter_map(|id| source.plan.changes.get(id))
                .map(|change| row(source, change))
                .collect();
            ScopeGroup {
                title: format!("Wave {}", wave.number),
                quiet: wording::count(rows.len(), "change"),
                rows,
            }
        })
        .filter(|group| !group.rows.is_empty())
        .collect();
    Scope {
        note: "Grouped by deployment wave; providers go first.".into(),
        groups: groups.into(),
    }
}

fn row(source: &Source, change: &planning::Change) -> ScopeRow {
    let kind = match change.kind {
        planning::ChangeKind::Standard => "Standard",
        planning::ChangeKind::Normal => "Normal",
        planning::ChangeKind::Emergency => "Emergency",
    };
    ScopeRow {
        reference: change.reference.to_string(),
        kind: kind.into(),
        what: Prose::default()
            .strong(change.title.clone())
            .plain(format!(" {}", wording::list(&source.services(&change.services)))),
        why: change.description.clone(),
        risk: Some(source.risk(change)),
        hurts: source.hurts(change),
        back_out_minutes: source.back_out(change),
        tests: source.tests(change),
        board: source.board(change),
        owner: source.owner(change),
    }
}

pub(super) fn sequence(source: &Source) -> Sequence {
    let reasons: Vec<OrderReason> = reasons(source)
        .into_iter()
        .map(|(first, then, why)| OrderReason { first, then, why })
        .collect();
    Sequence {
        note: "Columns are waves, providers on the left. A heavy line is on the critical path.".into(),
        map: super::pictures::map(source),
        reasons: reasons.into(),
    }
}

pub(super) fn risks(source: &Source) -> Listing<RiskRow> {
    let mut rows: Vec<(u32, RiskRow)> = source
        .changes()
        .iter()
        .filter(|change| source.facts.level(change.id) >= 4)
        .filter_map(|change| {
            let score = source.facts.risks.get(&change.id)?;
            let parts: Vec<String> = score
                .parts
                .iter()
                .filter(|part| part.points > 0)
                .map(|part| part.why.clone())
                .collect();
            let mitigation = match (
                change.risk.back_out_rehearsed_on,
                change.risk.evidence_needed > change.risk.evidence_seen,
            ) {
                (None, true) => "Rehearse the back-out; show the missing tests".to_owned(),
                (None, false) => "Rehearse the back-out".to_owned(),
                (Some(_), true) => "Show the missing tests".to_owned(),
                (Some(day), false) => format!("Back-out rehearsed {}", wording::day(day)),
            };
            let row = RiskRow {
                reference: change.reference.to_string(),
                risk: source.risk(change),
                after: None,
                what: format!("{} ({} points). {}", change.title, score.points, parts.join(" ")),
                mitigation,
                owner: source.owner(change),
            };
            Some((score.points, row))
        })
        .collect();
    rows.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.reference.cmp(&b.1.reference)));
    rows.into_iter().map(|(_, row)| row).collect::<Vec<_>>().into()
}

pub(super) fn freezes(source: &Source) -> Listing<FreezeRow> {
    let Some(span) = weeks(source) else {
        return Listing::default();
    };
    let release = source.release;
    let rows: Vec<FreezeRow> = near(source, span)
        .into_iter()
        .map(|freeze| {
            let inside = freeze.window.overlaps(release.exposed());
            let hit = source
                .facts
                .about(Subject::Freeze(freeze.id))
                .any(|collision| collision.subjects.contains(&Subject::Release(release.id)));
            let granted = source.plan.exceptions.iter().find(|request| {
                request.freeze == freeze.id
                    && request.is_granted()
                    && (request.release == Some(release.id)
                        || request
                            .changes
                            .iter()
                            .any(|id| source.facts.changes_of(release.id).contains(id)))
            });
            let (exception, verdict) = match (inside, hit, granted) {
                (false, ..) => {
                    let gap = if release.exposed().end() <= freeze.window.start() {
                        freeze.window.start() - release.exposed().end()
                    } else {
                        release.deploy.start() - freeze.window.end()
                    };
                    let clear = Prose::default()
                        .strong("No overlap")
                        .plain(format!(", {} clear.", clear(gap.num_minutes())));
                    (clear, Verdict::new(State::Done, "clear"))
                }
                (true, hit, Some(request)) => {
                    let said = Prose::default().strong(request.reference.to_string());
                    let conditions = match request.conditions.as_slice() {
                        [] => String::new(),
                        some => format!(", {}", wording::list(some)),
                    };
                    let said = said.plain(format!(" {}{conditions}.", request.verdict));
                    if hit {
                        let rest = " It does not cover all of its changes.";
                        (said.plain(rest), Verdict::new(State::Failed, "collides"))
                    } else {
                        (said, Verdict::new(State::Conditional, "exception"))
                    }
                }
                (true, true, None) => (
                    Prose::from("No exception granted."),
                    Verdict::new(State::Failed, "collides"),
                ),
                (true, false, None) => (
                    Prose::from("Overlaps in time, covers none of its services."),
                    Verdict::new(State::Done, "not covered"),
                ),
            };
            FreezeRow {
                name: freeze.name.clone(),
                quiet: format!(
                    "{}, {}",
                    if agreed(freeze) { "agreed" } else { "asked" },
                    freeze.level
                ),
                window: format!(
                    "{} – {}",
                    source.moment(freeze.window.start()),
                    source.moment(freeze.window.end())
                ),
                covers: planning::talks::scope_note(source.plan, &freeze.scope),
                exception,
                verdict,
            }
        })
        .collect();
    rows.into()
}

/// `3 h 50`, `4 days`
fn clear(minutes: i64) -> String {
    if minutes >= 2 * 24 * 60 {
        format!("{} days", minutes / (24 * 60))
    } else {
        wording::minutes(minutes)
    }
}

pub(super) fn findings(source: &Source) -> Listing<FindingRow> {
    let about = |subjects: &[Subject]| {
        subjects.iter().any(|subject| match subject {
            Subject::Release(id) => *id == source.release.id,
            Subject::Change(id) => source.facts.changes_of(source.release.id).contains(id),
            _ => false,
        })
    };
    let rows: Vec<FindingRow> = planning::finding::check_with(source.plan, &source.facts.index, source.now)
        .into_iter()
        .filter(|finding| about(&finding.subjects))
        .map(|finding| FindingRow {
            rule: finding.rule.to_owned(),
            verdict: match finding.severity {
                _ if finding.waived.is_some() => Verdict::new(State::Conditional, "waived"),
                Severity::Error => Verdict::new(State::Failed, "to clear"),
                Severity::Warning => Verdict::new(State::Conditional, "to weigh"),
                Severity::Note => Verdict::new(State::Pending, "to know"),
            },
            sentence: finding.sentence,
            ways_out: match &finding.waived {
                Some(waived) => waived.sentence.clone(),
                None => {
                    let ways = finding.ways_out.iter().map(|way| way.sentence.as_str());
                    ways.collect::<Vec<_>>().join(" ")
                }
            },
        })
        .collect();
    rows.into()
}

pub(super) fn test_gates(source: &Source) -> Listing<TestGateRow> {
    let rows: Vec<TestGateRow> = source
        .changes()
        .iter()
        .filter(|change| change.risk.evidence_needed > 0)
        .map(|change| {
            let (seen, needed) = (change.risk.evidence_seen, change.risk.evidence_needed);
            TestGateRow {
                gate: change.reference.to_string(),
                measure: change.title.clone(),
                needed: needed.to_string(),
                seen: seen.to_string(),
                verdict: if seen >= needed {
                    Verdict::new(State::Done, "shown")
                } else {
                    Verdict::new(State::Pending, "missing")
                },
                evidence: String::new(),
            }
        })
        .collect();
    rows.into()
}

pub(super) fn on_call(source: &Source) -> Listing<OnCallRow> {
    let mut teams: Vec<planning::TeamId> = source
        .changes()
        .iter()
        .flat_map(|change| change.services.iter())
        .filter_map(|id| source.plan.services.get(id)?.owner)
        .collect();
    teams.sort_unstable();
    teams.dedup();
    let hours = format!(
        "{}–{}",
        source.clock(source.release.deploy.start()),
        source.clock(source.release.deploy.end())
    );
    let rows: Vec<OnCallRow> = teams
        .into_iter()
        .filter_map(|id| source.plan.teams.get(&id))
        .map(|team| OnCallRow {
            role: team.name.clone(),
            name: source.person(team.lead),
            deputy: String::new(),
            hours: hours.clone(),
            reach: team.contact.clone(),
        })
        .collect();
    if rows.is_empty() {
        Listing::missing("no team owns a service of this release")
    } else {
        rows.into()
    }
}

pub(super) fn approvals(source: &Source) -> Approvals {
    let release = source.release;
    let approved = matches!(
        release.state,
        planning::ReleaseState::Approved | planning::ReleaseState::Deployed
    );
    let verdict = || {
        if approved {
            Verdict::new(State::Done, "approved")
        } else {
            Verdict::new(State::Pending, "to sign")
        }
    };
    let row = |role: &str, name: String| Approval {
        role: role.into(),
        name,
        verdict: verdict(),
        detail: String::new(),
    };
    Approvals {
        note: "Who signs agrees to scope, window and back-out as printed; the fingerprint in the foot names the data.".into(),
        boxes: vec![
            row("Release manager", source.person(release.owner)),
            row("Deputy", source.person(release.deputy)),
            row("CAB chair", String::new()),
        ]
        .into(),
    }
}

/// Lines of the log that are printed, the newest first.
const AUDIT_LINES: usize = 60;

/// True when the entry changed the release, one of its changes, an exception or a freeze near it, or was a version.
fn concerns(source: &Source, entry: &planning::journal::Entry) -> bool {
    use planning::plan::TableName;
    let changes = source.facts.changes_of(source.release.id);
    let freezes: Vec<planning::FreezeId> = weeks(source)
        .map(|span| near(source, span))
        .unwrap_or_default()
        .into_iter()
        .map(|freeze| freeze.id)
        .collect();
    entry.changes.iter().any(|change| match change.table {
        TableName::Release => change.id == source.release.id.0,
        TableName::Change => changes.contains(&planning::ChangeId(change.id)),
        TableName::Freeze => freezes.contains(&planning::FreezeId(change.id)),
        TableName::FreezeException => source
            .plan
            .exceptions
            .get(&planning::FreezeExceptionId(change.id))
            .is_some_and(|request| freezes.contains(&request.freeze)),
        TableName::Publication => true,
        _ => false,
    })
}

pub(super) fn appendix(source: &Source, attached: Option<&Attachment>) -> Appendix {
    let entries: Vec<AuditRow> = source
        .entries
        .iter()
        .filter(|entry| concerns(source, entry))
        .take(AUDIT_LINES)
        .map(|entry| AuditRow {
            at: entry.at,
            who: entry.author.clone(),
            what: entry.sentence.clone(),
            change: match crate::log::leading(source.plan, entry) {
                Some((before, after)) => format!("{before} → {after}"),
                None => wording::count(entry.changes.len(), "row"),
            },
            reason: crate::log::reason(entry).unwrap_or_default(),
        })
        .collect();
    let mut versions: Vec<VersionRow> = source
        .plan
        .publications
        .iter()
        .map(|publication| VersionRow {
            version: publication.version.to_string(),
            at: publication.published_at,
            by: publication.published_by.clone(),
            what: publication.note.clone(),
            fingerprint: publication.digest.chars().take(12).collect(),
        })
        .collect();
    versions.sort_by_key(|row| row.at);
    let mut facts = vec![
        ("Log entries".into(), source.plan.seq.to_string()),
        ("Head of the log".into(), source.head.clone()),
        ("Digest of the data".into(), source.digest.clone()),
    ];
    if let Some(attached) = attached {
        facts.push((
            format!("SHA-256 of {}", attached.name),
            report::sha256(&attached.bytes),
        ));
        facts.push((
            "Attached".into(),
            format!("{} is inside this file: every record, as JSON.", attached.name),
        ));
    }
    Appendix {
        facts,
        entries: entries.into(),
        versions: versions.into(),
    }
}
