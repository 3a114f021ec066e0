//! The plan text language: a line says what it is about, items are separated by semicolons.
//!
//! ```text
//! plan       Q4 2026 in Europe/Berlin
//! teams      core; retail crews 2
//! people     ines; tom of core
//! environments  UAT-1 test
//! services   ledger tier 0 of core in Payments; payments uses ledger; shop uses payments, ledger softly
//! services   web uses 1 of db-1/db-2; db-1 kind database takes 20m checks 10m back-out 15m; db-2 unknown
//! services   app uses api sharing prices-v3 at-version >=2.1 only-on PROD confirmed 2026-10-01; bank notice 14
//! runs       ledger 8.5.2 on PROD; ledger 9.0.0-rc.1 on STAGING
//! tried      ledger >=9 payments <12 broken; ledger * shop * ok because run-118
//! train      RO every Wed 22:00 4h capacity 40 budget 300 watch 72h from 2026-10-07
//! windows    every Tue, Thu 19:00-22:00 Europe/London called Nights for RO on shop until 2026-12-20
//! freeze     black-friday 2026-11-20 .. 2026-11-30 asked by retail
//! freeze     year-end 2026-12-18 18:00 .. 2027-01-04 soft agreed on shop, payments
//! release    RO-1 2026-11-18 22:00 2h on RO watch 72h lock 2026-11-09 to UAT-1 test from 2026-11-10 emergency
//! change     CHG-1 ledger 2h risk 3; CHG-2 payments 1h risk 2x5 after CHG-1 in RO-1 points 5 due 2026-11-30 legal
//! change     CHG-3 shop, payments 30m standard with groupname apart CHG-1 ready 2026-11-20 back-out 15m evidence 1/3
//!            pinned irreversible failed 1/10 deferred 3 value 1200 rehearsed 2026-10-01 override 5 because load
//! change     CHG-4 ledger 30m makes 9.0.0 changing prices-v3
//! CHG-1 in RO-1; CHG-2 waits
//! exception  FX-1 to black-friday for CHG-2 granted; FX-2 to black-friday for RO-1 by ines granted by ines
//! talks      NEG-1 about black-friday event retail delivery ops, core decider ines ends 2026-10-16
//! offer      NEG-1 event retail 2026-10-01 replies 2026-10-09 17:00: 2026-11-16 .. 2026-12-04; 2026-11-20 .. 2026-11-25 soft on ledger
//! position   NEG-1 core accepts; NEG-1 ops objects too long
//! ```
//! A last day belongs to the stretch. Lines that begin with a space go on with the line before. `#` starts a comment.
//! Times are in the plan's zone, windows in their own. Words that are left out: links are hard calls, provider first;
//! services are tier 2 with known dependencies; freezes are hard, and agreed unless `asked by` somebody.

mod changes;
mod freezes;
mod releases;
mod services;
mod versions;
mod words;

use planning::*;
use words::Words;

use crate::Mint;
use std::collections::BTreeMap;

/// Reads the text.
///
/// # Panics
/// When a line cannot be read; the message names it.
#[must_use]
#[track_caller]
pub fn plan(text: &str) -> Plan {
    match read(text) {
        Ok(plan) => plan,
        Err(error) => panic!("{error}"),
    }
}

/// Reads the text.
///
/// # Errors
/// The line that cannot be read, and why.
pub fn read(text: &str) -> Result<Plan, String> {
    let mut lines: Vec<String> = Vec::new();
    let indent = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| line.len() - line.trim_start().len())
        .min();
    for line in text.lines() {
        let line = line.split(" #").next().unwrap_or_default();
        if line.trim().is_empty() || line.trim_start().starts_with('#') {
            continue;
        }
        let line = &line[indent.unwrap_or(0)..];
        match lines.last_mut() {
            Some(last) if line.starts_with(char::is_whitespace) => {
                last.push(' ');
                last.push_str(line.trim());
            }
            _ => lines.push(line.trim().to_owned()),
        }
    }
    let mut reader = Reader::default();
    for line in lines {
        reader.line(&line).map_err(|why| format!("“{line}”: {why}"))?;
    }
    reader.finish()?;
    Ok(reader.plan)
}

/// The plan so far, and what can only be resolved when all is read.
#[derive(Default)]
struct Reader {
    plan: Plan,
    mints: BTreeMap<u64, Mint>,
    later: Vec<Later>,
}

/// A tie to something that may be named further down.
enum Later {
    Requires(ChangeId, String),
    Apart(ChangeId, String),
    Rides(ChangeId, String),
}

type Read = Result<(), String>;

impl Reader {
    fn line(&mut self, line: &str) -> Read {
        let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        if word == "plan" {
            return self.settings(rest.trim());
        }
        if word == "offer" {
            return self.offer(rest);
        }
        let read: fn(&mut Self, &mut Words) -> Read = match word {
            "teams" | "team" => Self::team,
            "people" | "person" => Self::person,
            "environments" | "environment" => Self::environment,
            "services" | "service" => Self::service,
            "runs" => Self::runs,
            "tried" => Self::tried,
            "train" | "trains" => Self::train,
            "windows" | "window" => Self::window,
            "freeze" | "freezes" => Self::freeze,
            "release" | "releases" => Self::release,
            "change" | "changes" => Self::change,
            "exception" | "exceptions" => Self::exception,
            "talks" => Self::talks,
            "position" | "positions" => Self::position,
            _ => {
                return line
                    .split(';')
                    .try_for_each(|item| self.placing(&mut Words::of(item)));
            }
        };
        rest.split(';')
            .filter(|item| !item.trim().is_empty())
            .try_for_each(|item| read(self, &mut Words::of(item)))
    }

    fn settings(&mut self, rest: &str) -> Read {
        let (name, zone) = rest.rsplit_once(" in ").unwrap_or((rest, "UTC"));
        self.plan.put(PlanSettings {
            name: name.trim().to_owned(),
            zone: zone.trim().parse()?,
            ..PlanSettings::default()
        });
        Ok(())
    }

    fn team(&mut self, words: &mut Words) -> Read {
        let reference = words.reference()?;
        let id = self.team_named(reference.as_str())?;
        if words.take("crews") {
            let crews = words.number()?;
            if let Some(team) = self.plan.teams.get_mut(&id) {
                team.crews = crews;
            }
        }
        words.end()
    }

    /// The team with the reference, made when it is new.
    fn team_named(&mut self, name: &str) -> Result<TeamId, String> {
        if let Some(team) = self
            .plan
            .teams
            .iter()
            .find(|team| team.reference.as_str() == name)
        {
            return Ok(team.id);
        }
        let id = TeamId(self.mint(1));
        let reference = Reference::new(name)?;
        self.plan.put(Team {
            id,
            reference,
            name: name.to_owned(),
            lead: None,
            contact: String::new(),
            points_per_release: None,
            origin: None,
            crews: 1,
        });
        Ok(id)
    }

    fn person(&mut self, words: &mut Words) -> Read {
        let reference = words.reference()?;
        let id = self.person_named(reference.as_str())?;
        if words.take("of") {
            let team = self.team_named(&words.next("a team")?)?;
            if let Some(person) = self.plan.people.get_mut(&id) {
                person.team = Some(team);
            }
        }
        words.end()
    }

    /// The person with the reference, made when new.
    fn person_named(&mut self, name: &str) -> Result<PersonId, String> {
        if let Some(person) = self
            .plan
            .people
            .iter()
            .find(|person| person.reference.as_str() == name)
        {
            return Ok(person.id);
        }
        let id = PersonId(self.mint(2));
        let reference = Reference::new(name)?;
        self.plan.put(Person {
            id,
            reference,
            name: name.to_owned(),
            role: String::new(),
            team: None,
            zone: None,
            keys: Vec::new(),
            origin: None,
        });
        Ok(id)
    }

    fn environment(&mut self, words: &mut Words) -> Read {
        let reference = words.reference()?;
        let class = match words.peek() {
            Some(_) => words.next("a class")?.parse()?,
            None => EnvironmentClass::Test,
        };
        let id = EnvironmentId(self.mint(3));
        self.plan.put(Environment {
            id,
            name: reference.to_string(),
            reference,
            class,
            region: String::new(),
            order_index: self.plan.environments.len() as u32,
            quota_hours: None,
            tests_per_day: None,
            shares_data_with: Vec::new(),
            origin: None,
        });
        words.end()
    }

    fn environment_named(&self, name: &str) -> Result<EnvironmentId, String> {
        let found = self
            .plan
            .environments
            .iter()
            .find(|environment| environment.reference.as_str() == name);
        found
            .map(|environment| environment.id)
            .ok_or_else(|| format!("no environment is called {name}"))
    }

    fn mint(&mut self, kind: u64) -> uuid::Uuid {
        self.mints.entry(kind).or_insert_with(|| Mint::new(kind)).mint()
    }

    fn zone(&self) -> Zone {
        self.plan.settings().zone
    }

    fn finish(&mut self) -> Read {
        for tie in std::mem::take(&mut self.later) {
            match tie {
                Later::Requires(change, name) => {
                    let required = self.change_named(&name)?;
                    if let Some(change) = self.plan.changes.get_mut(&change) {
                        change.requires.push(required);
                    }
                }
                Later::Apart(change, name) => {
                    let other = self.change_named(&name)?;
                    if let Some(change) = self.plan.changes.get_mut(&change) {
                        change.apart_from.push(other);
                    }
                }
                Later::Rides(change, name) => {
                    let release = self.release_named(&name)?;
                    if let Some(change) = self.plan.changes.get_mut(&change) {
                        change.release = Some(release);
                    }
                }
            }
        }
        Ok(())
    }
}
