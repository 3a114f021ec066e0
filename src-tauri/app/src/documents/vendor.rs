//! The part of one team, for somebody outside: no names of people, no services of others. It is made from nothing
//! but their own records, so that what is not theirs cannot get onto a page.

use super::gather::Source;
use planning::schedule::Step;
use planning::{Change, ReleaseId, ServiceId, Team, wording};
use report::value::{
    Appendix, Approvals, BackOut, BackOutRow, Cover, Decided, Fact, FreezeRow, Imprint, Listing, Number,
    Part, Profile, Prose, Readiness, ReleasePlanDocument, Runbook, RunbookGroup, RunbookRow, Scope,
    ScopeGroup, ScopeRow, Sequence, Since, State, StepKind, TopRisk, Verdict,
};

/// What is theirs in a release.
struct Theirs<'a> {
    source: &'a Source<'a>,
    team: &'a Team,
    services: Vec<ServiceId>,
    changes: Vec<&'a Change>,
    steps: Vec<&'a Step>,
}

pub(super) fn vendor(source: &Source, team: &Team) -> ReleasePlanDocument {
    let services: Vec<ServiceId> = source
        .plan
        .services
        .iter()
        .filter(|service| service.owner == Some(team.id))
        .map(|service| service.id)
        .collect();
    let changes: Vec<&Change> = source
        .changes()
        .into_iter()
        .filter(|change| {
            change.team == Some(team.id) || change.services.iter().any(|service| services.contains(service))
        })
        .collect();
    let steps = source
        .schedule
        .iter()
        .flat_map(|schedule| &schedule.steps)
        .filter(|step| changes.iter().any(|change| step.changes.contains(&change.id)))
        .collect();
    Theirs {
        source,
        team,
        services,
        changes,
        steps,
    }
    .document()
}

impl Theirs<'_> {
    fn document(&self) -> ReleasePlanDocument {
        let source = self.source;
        ReleasePlanDocument {
            imprint: Imprint {
                author: source.plan.settings().organisation,
                class: format!("For {} only", self.team.name),
                // The seal names the plan and its head, nothing in it.
                ..source.imprint("Release plan")
            },
            profile: Profile::Vendor,
            cover: self.cover(),
            calendar: Part::Nothing,
            night: Part::Nothing,
            scope: self.scope(),
            decided: Decided {
                note: String::new(),
                included: Listing::default(),
                deferred: Listing::default(),
            },
            since: Since {
                title: String::new(),
                note: String::new(),
                rows: Listing::default(),
            },
            cards: Listing::default(),
            sequence: Sequence {
                note: String::new(),
                map: Part::Nothing,
                reasons: Listing::default(),
            },
            heat: Part::Nothing,
            risks: Listing::default(),
            freezes: self.freezes(),
            findings: Listing::default(),
            runbook: self.runbook(),
            back_out: self.back_out(),
            test_gates: Listing::default(),
            defects: Listing::default(),
            messages: Listing::default(),
            on_call: Listing::default(),
            approvals: Approvals {
                note: String::new(),
                boxes: Listing::default(),
            },
            appendix: Appendix {
                facts: Vec::new(),
                entries: Listing::default(),
                versions: Listing::default(),
            },
            left_out: vec![
                "Names of people; the release manager tells whom to call.".into(),
                "Services, changes, risks and collisions of others.".into(),
                "The log, and the data the pages were made from.".into(),
                "Titles of your changes stand as they are written.".into(),
            ],
            attachment: None,
        }
    }

    fn cover(&self) -> Cover {
        let (source, release) = (self.source, self.source.release);
        let first = self.steps.iter().map(|step| step.deploy.start()).min();
        let last = self.steps.iter().map(|step| step.checked_at).max();
        let clock = |at: Option<planning::Instant>| at.map_or_else(|| "–".to_owned(), |at| source.clock(at));
        let number = |value: String, label: &str, note: String| Number {
            value,
            label: label.into(),
            note,
        };
        let longest = self
            .changes
            .iter()
            .filter_map(|change| change.back_out_minutes)
            .max();
        let end = if release.deploy.minutes() < 24 * 60 {
            source.clock(release.deploy.end())
        } else {
            source.moment(release.deploy.end())
        };
        Cover {
            purpose: format!("Release plan · part of {}", self.team.name),
            title: format!("{} {}", release.reference, release.title),
            subtitle: source.moment(release.deploy.start()),
            facts: vec![
                Fact::new(
                    "Deployment window",
                    format!("{} – {end}", source.moment(release.deploy.start())),
                    format!("watched until {}", source.moment(release.watch_ends())),
                ),
                Fact::new(
                    "Scope lock",
                    source.moment(release.scope_lock),
                    format!("Test from {}", source.moment(release.test_starts)),
                ),
                Fact::new("Times", source.zone().to_string(), ""),
            ],
            decision_label: format!("What is asked of {}", self.team.name),
            decision: match (first, last) {
                (Some(first), Some(last)) => Prose::default()
                    .strong(format!(
                        "Be ready from {} until {}",
                        source.moment(first),
                        source.clock(last)
                    ))
                    .plain(format!(
                        " for {} on {}; back-out stays possible until the times below.",
                        wording::count(self.changes.len(), "change"),
                        wording::count(self.services.len(), "service")
                    )),
                _ => Prose::from(format!("Nothing of {} goes with this release.", self.team.name)),
            },
            numbers: vec![
                number(self.changes.len().to_string(), "changes", String::new()),
                number(clock(first), "first step", String::new()),
                number(clock(last), "last check", String::new()),
                number(
                    longest.map_or_else(|| "–".into(), |minutes| wording::minutes(i64::from(minutes))),
                    "longest back-out",
                    String::new(),
                ),
            ],
            why_now: self
                .changes
                .iter()
                .filter_map(|change| {
                    let due = change.due?;
                    Some(
                        Prose::default()
                            .strong(change.title.clone())
                            .plain(format!(" is due {}.", wording::dated(due.on))),
                    )
                })
                .collect::<Vec<_>>()
                .into(),
            top_risks: self
                .changes
                .iter()
                .filter(|change| source.facts.level(change.id) >= 3)
                .map(|change| TopRisk {
                    risk: source.risk(change),
                    text: Prose::default().strong(change.title.clone()),
                    reference: change.reference.to_string(),
                })
                .collect::<Vec<_>>()
                .into(),
            readiness_title: format!("Readiness at {}", source.day(source.now)),
            readiness: self
                .changes
                .iter()
                .map(|change| {
                    let shown = change.risk.evidence_seen >= change.risk.evidence_needed;
                    Readiness {
                        state: if shown { State::Done } else { State::Pending },
                        what: format!("{} tests {}", change.reference, source.tests(change)),
                        when: String::new(),
                    }
                })
                .collect::<Vec<_>>()
                .into(),
        }
    }

    /// Names of their own services among these.
    fn own(&self, services: &[ServiceId]) -> String {
        let own: Vec<ServiceId> = services
            .iter()
            .filter(|service| self.services.contains(service))
            .copied()
            .collect();
        wording::list(&self.source.services(&own))
    }

    fn scope(&self) -> Scope {
        let rows: Vec<ScopeRow> = self
            .changes
            .iter()
            .map(|change| ScopeRow {
                reference: change.reference.to_string(),
                kind: String::new(),
                what: Prose::default().strong(change.title.clone()),
                why: String::new(),
                risk: Some(self.source.risk(change)),
                hurts: self.own(&change.services),
                back_out_minutes: change.back_out_minutes,
                tests: self.source.tests(change),
                board: self.source.board(change),
                owner: self.team.name.clone(),
            })
            .collect();
        let groups = if rows.is_empty() {
            Vec::new()
        } else {
            vec![ScopeGroup {
                title: self.team.name.clone(),
                quiet: wording::count(rows.len(), "change"),
                rows,
            }]
        };
        Scope {
            note: format!("Changes on services of {}.", self.team.name),
            groups: groups.into(),
        }
    }

    fn titles(&self, step: &Step) -> Vec<String> {
        self.changes
            .iter()
            .filter(|change| step.changes.contains(&change.id))
            .map(|change| format!("{} {}", change.reference, change.title))
            .collect()
    }

    fn runbook(&self) -> Runbook {
        let rows: Vec<RunbookRow> = self
            .steps
            .iter()
            .map(|step| RunbookRow {
                at: self.source.clock(step.deploy.start()),
                minutes: u32::try_from(step.deploy.minutes()).ok(),
                step: Prose::from(wording::list(&self.titles(step))),
                who: self.team.name.clone(),
                done_when: Prose::from(format!("Check passed by {}", self.source.clock(step.checked_at))),
                actual: String::new(),
                kind: if step.no_return_at.is_some() {
                    StepKind::PointOfNoReturn
                } else {
                    StepKind::Step
                },
            })
            .collect();
        let groups = if rows.is_empty() {
            Vec::new()
        } else {
            vec![RunbookGroup {
                title: String::new(),
                quiet: String::new(),
                rows,
            }]
        };
        Runbook {
            note: format!("Times are {}. Steps of others are not shown.", self.source.zone()),
            groups: groups.into(),
        }
    }

    fn back_out(&self) -> BackOut {
        let rows: Vec<BackOutRow> = (1..)
            .zip(self.steps.iter().rev())
            .map(|(number, step)| BackOutRow {
                name: format!("B{number}"),
                when: Prose::from("The check fails, or the release manager says so"),
                what: Prose::from(format!("Back out {}", wording::list(&self.titles(step)))),
                minutes: Some(step.back_out_minutes),
                last_safe: step
                    .last_safe_back_out
                    .map_or_else(|| "never fits".into(), |at| self.source.clock(at)),
                decides: "Release manager".into(),
            })
            .collect();
        BackOut {
            rows: rows.into(),
            cannot_be_undone: self
                .changes
                .iter()
                .filter(|change| change.reversible != planning::Reversible::Yes)
                .map(|change| {
                    Prose::default()
                        .strong(change.reference.to_string())
                        .plain(format!(" {}: {}.", change.title, self.source.way_back(change)))
                })
                .collect::<Vec<_>>()
                .into(),
        }
    }

    /// Freezes that cover one of their services, and how the release stands to them.
    fn freezes(&self) -> Listing<FreezeRow> {
        let Some(span) = super::pictures::weeks(self.source) else {
            return Listing::default();
        };
        let release: ReleaseId = self.source.release.id;
        let covers = |freeze: &planning::Freeze| {
            self.services
                .iter()
                .filter_map(|id| self.source.plan.services.get(id))
                .any(|service| freeze.scope.covers(service))
        };
        let rows: Vec<FreezeRow> = super::pictures::near(self.source, span)
            .into_iter()
            .filter(|freeze| covers(freeze))
            .map(|freeze| {
                let inside = freeze.window.overlaps(self.source.release.exposed());
                let excepted = self.source.plan.exceptions.iter().any(|request| {
                    request.freeze == freeze.id
                        && request.is_granted()
                        && (request.release == Some(release)
                            || self
                                .changes
                                .iter()
                                .any(|change| request.changes.contains(&change.id)))
                });
                FreezeRow {
                    name: freeze.name.clone(),
                    quiet: freeze.level.to_string(),
                    window: format!(
                        "{} – {}",
                        self.source.moment(freeze.window.start()),
                        self.source.moment(freeze.window.end())
                    ),
                    covers: "services of yours".into(),
                    exception: Prose::from(match (inside, excepted) {
                        (false, _) => "The release does not touch it.",
                        (true, true) => "An exception is granted.",
                        (true, false) => "No exception is granted.",
                    }),
                    verdict: match (inside, excepted) {
                        (false, _) => Verdict::new(State::Done, "clear"),
                        (true, true) => Verdict::new(State::Conditional, "exception"),
                        (true, false) => Verdict::new(State::Failed, "inside"),
                    },
                }
            })
            .collect();
        rows.into()
    }
}
