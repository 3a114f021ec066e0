//! Trains, windows and releases.

use super::words::{Words, at};
use super::{Read, Reader};
use planning::*;

const FIRST_DAY: &str = "2026-01-01";

impl Reader {
    pub(super) fn train(&mut self, words: &mut Words) -> Read {
        let reference = words.reference()?;
        let zone = self.zone();
        let id = TrainId(self.mint(6));
        let mut train = ReleaseTrain {
            id,
            name: reference.to_string(),
            reference,
            cadence: None,
            scope_lock_days: 7,
            test_days: 5,
            watch_hours: 0,
            capacity_points: None,
            risk_budget: None,
            critical_risk_budget: None,
            teams: Vec::new(),
            order_index: self.plan.trains.len() as u32,
            cut_offs: Vec::new(),
            shift: ShiftRule::Stay,
            regions: Vec::new(),
            origin: None,
        };
        while words.peek().is_some() {
            match words.next("a word")?.as_str() {
                "every" => train.cadence = Some(cadence(words, zone)?),
                "from" => {
                    let from = words.day()?;
                    train.cadence.as_mut().ok_or("from comes after every")?.from = from;
                }
                "capacity" => train.capacity_points = Some(words.number()?),
                "budget" => train.risk_budget = Some(words.number()?),
                "critical" => train.critical_risk_budget = Some(words.number()?),
                "watch" => train.watch_hours = words.minutes()? / 60,
                "called" => train.name = words.next("a name")?,
                other => return Err(format!("“{other}” is not understood here")),
            }
        }
        self.plan.put(train);
        Ok(())
    }

    fn train_named(&mut self, name: &str) -> Result<TrainId, String> {
        let known: Vec<&ReleaseTrain> = self.plan.trains.iter().collect();
        let found = known.iter().find(|train| train.reference.as_str() == name);
        match (found, known.as_slice()) {
            (Some(train), _) => return Ok(train.id),
            (None, [only]) if name == "train" => return Ok(only.id),
            (None, []) => {}
            (None, _) => return Err(format!("no train is called {name}")),
        }
        self.train(&mut Words::of(name))?;
        self.train_named(name)
    }

    pub(super) fn window(&mut self, words: &mut Words) -> Read {
        words.take("every");
        let zone = self.zone();
        let recurrence = cadence(words, zone)?;
        let number = self.plan.windows.len() + 1;
        let id = DeploymentWindowId(self.mint(7));
        let mut window = DeploymentWindow {
            id,
            reference: Reference::new(&format!("WIN-{number}"))?,
            name: format!(
                "window {}",
                recurrence.rule.rsplit('=').next().unwrap_or_default()
            ),
            region: String::new(),
            class: WindowClass::Regular,
            recurrence,
            until: None,
            environment: None,
            trains: Vec::new(),
            services: Vec::new(),
            origin: None,
        };
        while words.peek().is_some() {
            match words.next("a word")?.as_str() {
                "called" => window.name = words.next("a name")?,
                "for" => {
                    for train in words.list()? {
                        window.trains.push(self.train_named(&train)?);
                    }
                }
                "on" => {
                    for service in words.list()? {
                        window.services.push(self.service_named(&service)?);
                    }
                }
                "in" => window.environment = Some(self.environment_named(&words.next("an environment")?)?),
                "until" => window.until = Some(words.day()?),
                "from" => window.recurrence.from = words.day()?,
                other => return Err(format!("“{other}” is not understood here")),
            }
        }
        self.plan.put(window);
        Ok(())
    }

    pub(super) fn release(&mut self, words: &mut Words) -> Read {
        let reference = words.reference()?;
        let zone = self.zone();
        let day = words.day()?;
        let time = words.next("a time")?;
        let deploy = Window::lasting(at(day, &time, zone)?, words.minutes()?);
        let id = ReleaseId(self.mint(8));
        let mut release = Release {
            id,
            title: reference.to_string(),
            reference,
            kind: ReleaseKind::Planned,
            state: ReleaseState::Planned,
            train: None,
            departure: None,
            owner: None,
            deputy: None,
            scope_lock: at(day.plus(-7), &time, zone)?,
            test_starts: at(day.plus(-5), &time, zone)?,
            deploy,
            watch_hours: 0,
            environment: None,
            capacity_points: None,
            risk_budget: None,
            merged_into: None,
            note: String::new(),
            origin: None,
        };
        while words.peek().is_some() {
            match words.next("a word")?.as_str() {
                "on" => {
                    let train = self.train_named(&words.next("a train")?)?;
                    release.watch_hours = self.plan.trains.get(&train).map_or(0, |train| train.watch_hours);
                    release.train = Some(train);
                }
                "watch" => release.watch_hours = words.minutes()? / 60,
                "lock" => release.scope_lock = words.moment(zone)?.0,
                "test" => {
                    words.take("from");
                    release.test_starts = words.moment(zone)?.0;
                }
                "to" => release.environment = Some(self.environment_named(&words.next("an environment")?)?),
                "capacity" => release.capacity_points = Some(words.number()?),
                "budget" => release.risk_budget = Some(words.number()?),
                "by" => release.owner = Some(self.person_named(&words.next("a person")?)?),
                "hotfix" => release.kind = ReleaseKind::Hotfix,
                "emergency" => release.kind = ReleaseKind::Emergency,
                other => release.state = other.parse()?,
            }
        }
        self.plan.put(release);
        Ok(())
    }

    pub(super) fn release_named(&self, name: &str) -> Result<ReleaseId, String> {
        let found = self
            .plan
            .releases
            .iter()
            .find(|release| release.reference.as_str() == name);
        found
            .map(|release| release.id)
            .ok_or_else(|| format!("no release is called {name}"))
    }
}

/// `Tue, Thu 19:00-22:00 Europe/London`, `2 weeks Wed 22:00 4h`, `day 02:00 1h`.
fn cadence(words: &mut Words, zone: Zone) -> Result<Recurrence, String> {
    let mut rule = String::new();
    let first = words.peek().unwrap_or_default().to_owned();
    if let Ok(interval) = first.parse::<u32>() {
        words.next("a number")?;
        let unit = words.next("weeks")?;
        if unit != "weeks" {
            return Err(format!("“{unit}” is not weeks"));
        }
        rule = format!("INTERVAL={interval};");
    }
    if words.take("day") {
        rule.insert_str(0, "FREQ=DAILY;");
        rule.pop();
    } else {
        let days: Result<Vec<String>, String> = words.list()?.iter().map(|day| weekday(day)).collect();
        rule = format!("FREQ=WEEKLY;{rule}BYDAY={}", days?.join(","));
    }
    let time = words.next("a time like 19:00-22:00")?;
    let (starts, minutes) = match time.split_once('-') {
        Some((start, end)) => {
            let (start, end): (LocalTime, LocalTime) = (start.parse()?, end.parse()?);
            let minutes = (end.0 - start.0).num_minutes().rem_euclid(24 * 60);
            (start, u32::try_from(minutes).map_err(|error| error.to_string())?)
        }
        None => (time.parse()?, words.minutes()?),
    };
    let mut recurrence = Recurrence {
        rule,
        from: FIRST_DAY.parse()?,
        starts,
        minutes,
        zone,
    };
    if words
        .peek()
        .is_some_and(|word| word.contains('/') || word == "UTC")
    {
        recurrence.zone = words.next("a zone")?.parse()?;
    }
    recurrence.check()?;
    Ok(recurrence)
}

fn weekday(word: &str) -> Result<String, String> {
    let known = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    if known.contains(&word) {
        Ok(word[..2].to_uppercase())
    } else {
        Err(format!("“{word}” is not a day like Tue"))
    }
}
