//! The freeze agreement as a document, and as an announcement that somebody pastes into a mail or a channel.

use super::asking::{DocumentKind, DocumentQuestion};
use super::gather::{Stamp, fingerprint, stamped};
use super::laying::write_anew;
use super::writing::WrittenDocument;
use crate::frame::facts;
use crate::{Desk, WireFailure};
use planning::calendar::clock_changes;
use planning::collision::Index;
use planning::talks::{
    AgreementPaper, PaperPhase, ThawLoad, agreement_paper, agreements_of, thaw_loads, zones_of_regions,
};
use planning::{
    AgreementSignature, ChangeClass, FreezeId, FreezeLevel, Instant, Offer, PersonId, Plan, Position, Side,
    SigningMethod, Stance, Subject, Verdict as Ruling, Window, Zone, wording,
};
use report::value::{
    AgreedException, AgreementDocument, Approval, ConcessionRow, Fact, Imprint, LevelRow, Listing, Number,
    PhaseRow, Prose, RoundRow, Standing, State, ThawRow, Verdict, ZoneRow,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// Write the agreement about a freeze.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AgreementQuestion {
    /// The freeze.
    pub freeze: FreezeId,
    /// Its version; `None` takes the last.
    #[serde(default)]
    pub version: Option<u32>,
    /// Where to.
    pub path: String,
    /// True for US Letter, false for A4.
    #[serde(default)]
    pub letter: bool,
}

/// Which freeze to announce.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AnnouncementQuestion {
    /// The freeze.
    pub freeze: FreezeId,
}

/// What to tell people, in two lengths.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Announcement {
    /// One paragraph for a channel.
    pub short: String,
    /// A mail.
    pub long: String,
}

/// Writes the agreement about a freeze as PDF.
///
/// # Errors
/// Refused when nothing was agreed about it; fault when the file cannot be written.
pub async fn write_agreement(
    desk: &Desk,
    question: AgreementQuestion,
) -> Result<WrittenDocument, WireFailure> {
    let document = DocumentQuestion {
        freeze: Some(question.freeze),
        version: question.version,
        letter: question.letter,
        ..DocumentQuestion::of(DocumentKind::Agreement)
    };
    write_anew(desk, document, question.path).await
}

/// The agreement about a freeze, and the freeze's reference.
pub(super) fn agreement(
    plan: &Plan,
    index: &Index,
    stamp: &Stamp,
    freeze: FreezeId,
    version: Option<u32>,
) -> Result<(AgreementDocument, String), WireFailure> {
    let paper = found(plan, index, freeze, version)?;
    let standing = if paper.unsigned.is_empty() && paper.intact {
        Standing::Approved
    } else {
        Standing::Draft
    };
    let name = format!("{} {}", paper.freeze.reference, paper.freeze.name);
    let imprint = Imprint {
        version: paper.agreement.version.to_string(),
        fingerprint: fingerprint(&paper.agreement.digest),
        ..stamped(plan, stamp, name, "Freeze agreement", standing)
    };
    let reference = paper.freeze.reference.to_string();
    let source = Source {
        plan,
        index,
        paper: &paper,
    };
    Ok((source.document(imprint), reference))
}

/// What to tell people about an agreed freeze.
///
/// # Errors
/// Refused when nothing was agreed about it.
pub async fn announcement(desk: &Desk, question: AnnouncementQuestion) -> Result<Announcement, WireFailure> {
    let session = desk.session().await?;
    let plan = session.store.plan();
    let facts = facts(&session, &plan);
    let paper = found(&plan, &facts.index, question.freeze, None)?;
    Ok(Source {
        plan: &plan,
        index: &facts.index,
        paper: &paper,
    }
    .announcement())
}

fn found<'a>(
    plan: &'a Plan,
    index: &Index,
    freeze: FreezeId,
    version: Option<u32>,
) -> Result<AgreementPaper<'a>, WireFailure> {
    let name = plan.name_of(Subject::Freeze(freeze));
    let agreements = agreements_of(plan, freeze);
    let wanted = agreements
        .iter()
        .rfind(|agreement| version.is_none_or(|version| version == agreement.version))
        .ok_or_else(|| {
            WireFailure::refused(
                "not-agreed",
                match version {
                    Some(version) if !agreements.is_empty() => {
                        format!("{name} has no agreement in version {version}.")
                    }
                    _ => format!("Nothing is agreed about {name} yet."),
                },
            )
        })?;
    agreement_paper(plan, index, wanted.id).ok_or_else(|| WireFailure::unknown("agreement"))
}

struct Source<'a> {
    plan: &'a Plan,
    index: &'a Index,
    paper: &'a AgreementPaper<'a>,
}

impl Source<'_> {
    fn zone(&self) -> Zone {
        self.paper.freeze.zone
    }
    /// With the year: an end in the wrong one is the costliest slip of a freeze.
    fn moment(&self, at: Instant) -> String {
        dated(at, self.zone())
    }
    /// `CHG-2316 Wording of the receipt`
    fn change(&self, id: planning::ChangeId) -> String {
        match self.plan.changes.get(&id) {
            Some(change) => format!("{} {}", change.reference, change.title),
            None => self.plan.name_of(Subject::Change(id)),
        }
    }
    fn span(&self, window: Window) -> String {
        format!("{} – {}", self.moment(window.start()), self.moment(window.end()))
    }
    fn person(&self, id: Option<PersonId>) -> Option<String> {
        let person = self.plan.people.get(&id?)?;
        Some(person.name.clone())
    }

    fn document(&self, imprint: Imprint) -> AgreementDocument {
        let paper = self.paper;
        AgreementDocument {
            purpose: format!("Freeze agreement · version {}", paper.agreement.version),
            title: paper.freeze.name.clone(),
            subtitle: self.subtitle(),
            facts: self.facts(),
            decision_label: match paper.agreement.decided_by {
                Some(_) => "What was decided".into(),
                None => "What is agreed".into(),
            },
            decision: self.decision(),
            numbers: self.numbers(),
            phases: self.phases().into(),
            zones: self.zones().into(),
            levels: self.levels().into(),
            criteria: match paper.freeze.criteria.as_slice() {
                [] => Listing::missing("nobody has said what an exception must show"),
                criteria => criteria.to_vec().into(),
            },
            exceptions: self.exceptions().into(),
            concessions: self.concessions().into(),
            rounds: self.rounds().into(),
            differences: match paper.agreement.version {
                1 => vec!["This is the first version.".to_owned()].into(),
                _ => paper.changed.clone().into(),
            },
            thaw: self.thaw(),
            signing: format!(
                "A signature stands for the terms of version {} and for nothing that is said later. Their digest is {}.",
                paper.agreement.version,
                fingerprint(&paper.agreement.digest)
            ),
            signatures: self.signatures().into(),
            origin: vec![
                ("Digest of the terms".into(), paper.agreement.digest.clone()),
                (
                    "Terms".into(),
                    if paper.intact {
                        "are those that were signed".into()
                    } else {
                        "were changed after they were signed: this page shows what the plan says now".into()
                    },
                ),
                ("Talks".into(), paper.talks.reference.to_string()),
                ("Agreed".into(), self.moment(paper.agreement.agreed_at)),
                ("Position in the log".into(), self.plan.seq.to_string()),
            ],
            imprint,
        }
    }

    fn subtitle(&self) -> String {
        let scopes: Vec<&str> = self
            .paper
            .phases
            .iter()
            .map(|phase| phase.scope.as_str())
            .collect();
        match scopes.as_slice() {
            [first, rest @ ..] if rest.iter().all(|scope| scope == first) => format!("Closed: {first}."),
            _ => self.paper.freeze.reason.clone(),
        }
    }

    fn facts(&self) -> Vec<Fact> {
        let paper = self.paper;
        let span = paper.offer.span().unwrap_or(paper.freeze.window);
        let mut facts = vec![
            Fact::new(
                "Closed",
                wording::days(span, self.zone()),
                format!("{} · {}", self.span(span), self.zone()),
            ),
            Fact::new("Asked for by", &paper.freeze.asked_by, &paper.freeze.reason),
        ];
        if let Some(event) = &paper.talks.event {
            let held = Window::new(event.start, event.end).map(|window| wording::days(window, self.zone()));
            facts.push(Fact::new("Event", &event.name, held.unwrap_or_default()));
        }
        let led = self.person(paper.talks.mediator);
        facts.push(match led {
            Some(name) => Fact::new("Mediator", name, ""),
            None => Fact::new(
                "Decider",
                self.person(paper.talks.decider)
                    .unwrap_or_else(|| "nobody named".into()),
                "",
            ),
        });
        facts
    }

    fn decision(&self) -> Prose {
        let paper = self.paper;
        let mut said = Prose::default();
        for (number, phase) in paper.phases.iter().enumerate() {
            if number > 0 {
                said = said.plain(" ");
            }
            said = said.strong(format!("{}: ", phase.phase.name)).plain(format!(
                "{} is closed at level {} from {} to {}.",
                phase.scope,
                level(phase.phase.level),
                self.moment(phase.phase.window.start()),
                self.moment(phase.phase.window.end())
            ));
        }
        if let Some(name) = self.person(paper.agreement.decided_by) {
            said = said.plain(format!(" {name} decided, because the sides did not agree."));
        }
        said
    }

    fn numbers(&self) -> Vec<Number> {
        let numbers = &self.paper.numbers;
        let number = |value: String, label: &str, note: String| Number {
            value,
            label: label.into(),
            note,
        };
        let mut found = vec![
            number(numbers.days_frozen.to_string(), "days closed", String::new()),
            number(
                format!("{} %", (numbers.coverage_permille + 5) / 10),
                "of the ask protected",
                String::new(),
            ),
            number(
                numbers.change_days_lost.to_string(),
                "change-days lost",
                wording::count(
                    numbers.displaced.iter().map(|row| row.changes.len()).sum(),
                    "change",
                ),
            ),
            number(
                numbers.releases_moved.len().to_string(),
                "releases move",
                String::new(),
            ),
            number(
                numbers.legal_dates_missed.len().to_string(),
                "legal dates missed",
                String::new(),
            ),
        ];
        if let Some(thaw) = &numbers.thaw {
            found.push(number(
                thaw.risk.to_string(),
                "risk points on the first night after",
                match thaw.budget {
                    Some(budget) => format!("{}; budget {budget}", wording::day(thaw.on)),
                    None => wording::day(thaw.on),
                },
            ));
        }
        found
    }

    fn phases(&self) -> Vec<PhaseRow> {
        let row = |phase: &PaperPhase| PhaseRow {
            name: phase.phase.name.clone(),
            window: self.span(phase.phase.window),
            clock: if phase.stretches.len() > 1 {
                "by the clock of each region".into()
            } else {
                self.zone().to_string()
            },
            level: level(phase.phase.level),
            covers: phase.scope.clone(),
            in_flight: match phase.phase.in_flight {
                planning::InFlight::Stop => "must be done before it begins".into(),
                planning::InFlight::Finish => "may finish".into(),
                planning::InFlight::Abort => "is taken back".into(),
            },
        };
        self.paper.phases.iter().map(row).collect()
    }

    /// The whole span on the clock of each region; the freeze's own first.
    fn zones(&self) -> Vec<ZoneRow> {
        let paper = self.paper;
        let Some(span) = paper.offer.span() else {
            return Vec::new();
        };
        let mut zones: BTreeMap<String, (Zone, Vec<String>)> = BTreeMap::new();
        for (region, zone) in zones_of_regions(self.plan) {
            zones
                .entry(zone.to_string())
                .or_insert_with(|| (zone, Vec::new()))
                .1
                .push(region);
        }
        zones
            .entry(self.zone().to_string())
            .or_insert_with(|| (self.zone(), Vec::new()));
        let row = |(name, (zone, regions)): (String, (Zone, Vec<String>))| {
            // A phase by the clock of each region begins and ends there at its own moment.
            let own = paper
                .phases
                .iter()
                .flat_map(|phase| &phase.stretches)
                .filter(|stretch| stretch.zone == zone && regions.contains(&stretch.region))
                .map(|stretch| stretch.phase.window);
            let own = own.reduce(|one, other| {
                let (start, end) = (one.start().min(other.start()), one.end().max(other.end()));
                Window::new(start, end).unwrap_or(one)
            });
            let span = own.unwrap_or(span);
            let changes: Vec<String> = clock_changes(zone, span)
                .iter()
                .map(|change| {
                    format!(
                        "clocks go {} {} on {}",
                        if change.minutes > 0 { "forward" } else { "back" },
                        wording::minutes(i64::from(change.minutes.abs())),
                        wording::moment(change.at, zone)
                    )
                })
                .collect();
            ZoneRow {
                zone: name,
                regions: wording::list(&regions),
                begins: dated(span.start(), zone),
                ends: dated(span.end(), zone),
                note: changes.join("; "),
            }
        };
        zones.into_iter().map(row).collect()
    }

    fn levels(&self) -> Vec<LevelRow> {
        let mut seen = Vec::new();
        let mut rows = Vec::new();
        for phase in &self.paper.phases {
            let key = (phase.phase.level, phase.passes.clone());
            if seen.contains(&key) {
                continue;
            }
            rows.push(LevelRow {
                level: level(phase.phase.level),
                allowed: classes(&phase.passes),
                on_condition: match phase.phase.level {
                    FreezeLevel::Open => "nothing".into(),
                    FreezeLevel::Notice => "an acknowledgement".into(),
                    FreezeLevel::Soft => {
                        "the owner of the service acknowledges; all else by exception".into()
                    }
                    FreezeLevel::Hard if phase.passes.is_empty() => "anything by exception only".into(),
                    FreezeLevel::Hard => "everything else by exception only".into(),
                    FreezeLevel::Lockdown => "emergencies only, with an executive".into(),
                },
            });
            seen.push(key);
        }
        rows
    }

    fn exceptions(&self) -> Vec<AgreedException> {
        let row = |request: &&planning::FreezeException| {
            let mut subject: Vec<String> = request.changes.iter().map(|id| self.change(*id)).collect();
            subject.extend(request.release.map(|id| self.plan.name_of(Subject::Release(id))));
            let mut conditions = request.conditions.clone();
            conditions.extend(request.valid.map(|valid| format!("valid {}", self.span(valid))));
            AgreedException {
                reference: request.reference.to_string(),
                subject: wording::list(&subject),
                conditions: conditions.join("; "),
                verdict: match request.verdict {
                    Ruling::Granted => Verdict::new(State::Done, "granted"),
                    Ruling::GrantedIf => Verdict::new(State::Conditional, "granted if"),
                    Ruling::Rejected => Verdict::new(State::Failed, "refused"),
                    Ruling::Withdrawn => Verdict::new(State::Failed, "taken back"),
                    Ruling::Filed | Ruling::MoreInfo => Verdict::new(State::Pending, "to decide"),
                },
            }
        };
        self.paper.exceptions.iter().map(row).collect()
    }

    fn concessions(&self) -> Vec<ConcessionRow> {
        let row = |given: &&planning::Concession| ConcessionRow {
            giver: given.giver.clone(),
            gives: format!("{} (round {})", given.gives, given.round),
            taker: given.taker.clone(),
            gets: given.gets.clone(),
        };
        self.paper.concessions.iter().map(row).collect()
    }

    fn rounds(&self) -> Vec<RoundRow> {
        let offered = |offer: &Offer| {
            let phases = offer.phases.iter().map(|phase| {
                format!(
                    "{}: {}, {}",
                    phase.name,
                    wording::days(phase.window, self.zone()),
                    level(phase.level)
                )
            });
            phases.collect::<Vec<_>>().join("; ")
        };
        let answer = |position: &&Position| {
            let word = match position.stance {
                Stance::Accept => "accepts",
                Stance::AcceptIf => "accepts if",
                Stance::Object => "objects",
                Stance::Abstain => "abstains",
                Stance::NotOpened | Stance::Reading => return None,
            };
            Some(match position.conditions.trim() {
                "" => format!("{} {word}.", position.party),
                more => format!("{} {word}: {}.", position.party, more.trim_end_matches('.')),
            })
        };
        let row = |(offer, positions): &(&Offer, Vec<&Position>)| {
            let mut said: Vec<String> = Vec::new();
            if !offer.message.trim().is_empty() {
                said.push(format!("“{}”", offer.message.trim()));
            }
            said.extend(positions.iter().filter_map(answer));
            RoundRow {
                round: offer.round.to_string(),
                by: offer.by_name.clone(),
                at: format!(
                    "{}, {}",
                    match offer.side {
                        Side::Event => "event side",
                        Side::Delivery => "delivery side",
                    },
                    self.moment(offer.made_at)
                ),
                offered: offered(offer),
                said: said.join(" "),
            }
        };
        self.paper.rounds.iter().map(row).collect()
    }

    fn thaw(&self) -> Listing<ThawRow> {
        let Some(thaw) = self.paper.thaw else {
            return if self.paper.numbers.displaced.is_empty() {
                Listing::default()
            } else {
                Listing::missing("nobody has planned how what waits goes out")
            };
        };
        let row = |day: &ThawLoad| {
            let names: Vec<String> = day.steps.iter().map(|step| self.change(step.change)).collect();
            ThawRow {
                day: wording::day(day.on),
                what: names.join("; "),
                risk: format!("{} / {}", day.risk, thaw.daily_cap),
                verdict: if day.over.is_empty() {
                    Verdict::new(State::Done, "they hold")
                } else {
                    Verdict::new(State::Failed, &*day.over)
                },
            }
        };
        let loads = thaw_loads(self.plan, self.index, &thaw.days, thaw.daily_cap, thaw.tier_cap);
        loads.days.iter().map(row).collect::<Vec<_>>().into()
    }

    fn signatures(&self) -> Vec<Approval> {
        let signed = self.paper.signatures.iter().map(|signature| Approval {
            role: signature.party.clone(),
            name: signature.person.clone(),
            verdict: Verdict::new(State::Done, "signed"),
            detail: format!("{} · {}", self.moment(signature.at), method(signature)),
        });
        let unsigned = self.paper.unsigned.iter().map(|party| {
            let seat = self.paper.talks.parties.iter().find(|seat| seat.name == **party);
            Approval {
                role: (*party).to_owned(),
                name: seat
                    .and_then(|seat| self.person(seat.person))
                    .unwrap_or_else(|| "nobody named".into()),
                verdict: Verdict::new(State::Pending, "to sign"),
                detail: String::new(),
            }
        });
        signed.chain(unsigned).collect()
    }

    fn announcement(&self) -> Announcement {
        let paper = self.paper;
        let span = paper.offer.span().unwrap_or(paper.freeze.window);
        let short = format!(
            "{} ({}): {} closed, {} ({}). {} Exceptions: {}.",
            paper.freeze.name,
            paper.freeze.reference,
            wording::list(
                &paper
                    .phases
                    .iter()
                    .map(|phase| phase.scope.clone())
                    .collect::<Vec<_>>()
            ),
            self.span(span),
            self.zone(),
            match paper.phases.as_slice() {
                [only] => format!("Level {}.", level(only.phase.level)),
                several => format!(
                    "In {} stretches: {}.",
                    several.len(),
                    wording::list(
                        &several
                            .iter()
                            .map(|phase| format!(
                                "{} {} ({})",
                                phase.phase.name,
                                wording::days(phase.phase.window, self.zone()),
                                level(phase.phase.level)
                            ))
                            .collect::<Vec<_>>()
                    )
                ),
            },
            if paper.freeze.criteria.is_empty() {
                "ask the mediator".to_owned()
            } else {
                paper.freeze.criteria.join("; ")
            }
        );
        let mut long = format!(
            "Subject: {}, {}\n\n{} is agreed (version {}).\n",
            paper.freeze.name,
            wording::days(span, self.zone()),
            paper.freeze.name,
            paper.agreement.version
        );
        if !paper.freeze.reason.is_empty() {
            long.push_str(&format!("Why: {}\n", paper.freeze.reason));
        }
        let mut section = |title: &str, lines: Vec<String>| {
            if !lines.is_empty() {
                long.push_str(&format!("\n{title}\n"));
                for line in lines {
                    long.push_str(&format!("- {line}\n"));
                }
            }
        };
        section(
            "What is closed, and when",
            self.phases()
                .into_iter()
                .map(|row| {
                    format!(
                        "{}: {}, {} ({}); {}. What runs already {}.",
                        row.name, row.covers, row.window, row.clock, row.level, row.in_flight
                    )
                })
                .collect(),
        );
        section(
            "On other clocks",
            self.zones()
                .into_iter()
                .filter(|row| row.zone != self.zone().to_string())
                .map(|row| match row.note.as_str() {
                    "" => format!("{}: {} to {}", row.zone, row.begins, row.ends),
                    note => format!("{}: {} to {}; {note}", row.zone, row.begins, row.ends),
                })
                .collect(),
        );
        section(
            "What may go",
            self.levels()
                .into_iter()
                .map(|row| format!("{}: {}; {}", row.level, row.allowed, row.on_condition))
                .collect(),
        );
        section("An exception must show", paper.freeze.criteria.clone());
        section("Different from the version before", paper.changed.clone());
        Announcement { short, long }
    }
}

/// `Wed 10 Feb 2027 18:00`
fn dated(at: Instant, zone: Zone) -> String {
    at.utc()
        .with_timezone(&zone.0)
        .format("%a %-d %b %Y %H:%M")
        .to_string()
}

/// `L3 hard`
fn level(level: FreezeLevel) -> String {
    let number = FreezeLevel::ALL
        .iter()
        .position(|known| *known == level)
        .unwrap_or(0);
    format!("L{number} {level}")
}

fn classes(classes: &[ChangeClass]) -> String {
    if classes.is_empty() {
        return "nothing".into();
    }
    if classes.len() == ChangeClass::ALL.len() {
        return "everything".into();
    }
    let names: Vec<String> = classes
        .iter()
        .filter(|class| class.is_of_kind())
        .map(|class| class.word().replace('-', ", "))
        .collect();
    match names.as_slice() {
        [] => "nothing".into(),
        names => names.join("; "),
    }
}

fn method(signature: &AgreementSignature) -> String {
    match (signature.method, &signature.key) {
        (SigningMethod::Key, Some(key)) => {
            format!("key {}", key.to_uppercase().chars().take(8).collect::<String>())
        }
        (SigningMethod::ResponseFile, _) => "by response file, a claim".into(),
        _ => "by name, a claim".into(),
    }
}
