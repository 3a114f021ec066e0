//! Events of an iCalendar file as holidays, closures or other times of the business; line by line, so that what is refused
//! is found again.

use super::zones::zone_named;
use crate::{Batch, Edge, NoteKind, Refusal};
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use icalendar::parser::{Property, read_components, unfold};
use planning::plan::TableName;
use planning::{
    BusinessTime, BusinessTimeId, BusinessTimeKind, Day, Instant, LocalTime, Occurs, Origin, Recurrence,
    Window, Zone,
};
use std::collections::{BTreeMap, BTreeSet};

/// Days before and after the import for which the dates of a rule with exceptions are written out.
const WRITTEN_OUT: (i64, i64) = (400, 1_900);

/// What a person says beside the file.
#[derive(Clone, Debug)]
pub struct CalendarChoices {
    /// The region it holds for; empty for all.
    pub region: String,
    /// What its events are; `None` guesses from the name: markets are closed, everything else is a holiday.
    pub kind: Option<BusinessTimeKind>,
    /// The zone of days and times that name none.
    pub zone: Zone,
}

/// Reads every event of the calendar.
#[must_use]
pub fn read_calendar(file: &str, bytes: &[u8], choices: &CalendarChoices, edge: &mut Edge) -> Batch {
    let text = String::from_utf8_lossy(bytes);
    let name = calendar_name(&text).unwrap_or_else(|| file.to_owned());
    let kind = choices.kind.unwrap_or_else(|| guess(&name, file));
    let mut batch = Batch::of(&name);
    let system = format!("ics/{}", file.trim_end_matches(".ics"));
    let zone = calendar_zone(&text).unwrap_or(choices.zone);
    let mut reader = Reader {
        file,
        region: &choices.region,
        kind,
        zone,
        system: &system,
        floating: 0,
        cancelled: 0,
        keys: BTreeSet::new(),
    };
    let blocks = blocks(&text, file, &mut batch.refused);
    let moved = moved_dates(&blocks);
    let events = blocks.len();
    for block in blocks {
        match reader.event(&block, &moved, edge) {
            Ok(times) => {
                for time in times {
                    batch.state(&time, &["name", "kind", "region", "zone", "occurs", "note"]);
                }
            }
            Err(reason) => batch.refused.push(Refusal::whole(file, Some(block.line), reason)),
        }
    }
    if reader.floating > 0 {
        let sentence = format!(
            "{} of its events name no zone; they are read in {zone}.",
            reader.floating
        );
        batch.note(NoteKind::Reading, &name, file, sentence);
    }
    batch.fact("events", events);
    batch.fact("cancelled events", reader.cancelled);
    batch.covers(TableName::BusinessTime, &system, file);
    batch
}

/// One `VEVENT`.
struct Block {
    /// Line of its `BEGIN`, counted from one.
    line: u32,
    text: String,
}

/// The events with their lines; what never ends is refused.
fn blocks(text: &str, file: &str, refused: &mut Vec<Refusal>) -> Vec<Block> {
    let mut found = Vec::new();
    let mut open: Option<(u32, String)> = None;
    for (number, line) in (1..).zip(text.lines()) {
        match line.trim_end() {
            "BEGIN:VEVENT" => {
                if let Some((began, _)) = open.replace((number, String::new())) {
                    refused.push(Refusal::whole(file, Some(began), "The event does not end."));
                }
            }
            "END:VEVENT" => {
                if let Some((line, text)) = open.take() {
                    found.push(Block { line, text });
                }
                continue;
            }
            _ => {}
        }
        if let Some((_, event)) = &mut open {
            event.push_str(line.trim_end_matches('\r'));
            event.push_str("\r\n");
        }
    }
    if let Some((began, _)) = open {
        refused.push(Refusal::whole(
            file,
            Some(began),
            "The event does not end; the file looks cut off.",
        ));
    }
    for block in &mut found {
        block.text.push_str("END:VEVENT\r\n");
    }
    found
}

fn header<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let line = text.lines().find(|line| line.starts_with(name))?;
    line.split_once(':')
        .map(|(_, value)| value.trim())
        .filter(|value| !value.is_empty())
}

fn calendar_name(text: &str) -> Option<String> {
    header(text, "X-WR-CALNAME").map(|name| name.replace("\\,", ","))
}

fn calendar_zone(text: &str) -> Option<Zone> {
    header(text, "X-WR-TIMEZONE").and_then(zone_named)
}

fn guess(name: &str, file: &str) -> BusinessTimeKind {
    let said = format!("{name} {file}").to_lowercase();
    let markets = ["exchange", "market", "börse", "bank clearing", "target2"];
    if markets.iter().any(|word| said.contains(word)) {
        BusinessTimeKind::Closure
    } else {
        BusinessTimeKind::Holiday
    }
}

fn property<'a>(properties: &'a [Property<'a>], name: &str) -> Option<&'a Property<'a>> {
    properties.iter().find(|one| one.name.as_str() == name)
}

fn parameter(property: &Property<'_>, key: &str) -> Option<String> {
    let found = property.params.iter().find(|one| one.key.as_str() == key)?;
    found.val.as_ref().map(|value| value.as_str().to_owned())
}

/// Dates of series that other events move or take out, by the series.
fn moved_dates(blocks: &[Block]) -> BTreeMap<String, BTreeSet<String>> {
    let mut moved: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for block in blocks {
        let text = unfold(&block.text);
        let value = |name: &str| header(&text, name).map(str::to_owned);
        if let (Some(uid), Some(date)) = (value("UID"), value("RECURRENCE-ID")) {
            moved
                .entry(uid)
                .or_default()
                .insert(date.chars().take(8).collect());
        }
    }
    moved
}

/// A day or a moment of a calendar.
#[derive(Clone, Copy)]
enum When {
    Day(Day),
    At(NaiveDateTime, Zone),
}

impl When {
    fn instant(self) -> Instant {
        match self {
            Self::Day(day) => day.starts_in(Zone::UTC),
            Self::At(at, zone) => planning::calendar::wall(Day(at.date()), LocalTime(at.time()), zone),
        }
    }
}

struct Reader<'a> {
    file: &'a str,
    region: &'a str,
    kind: BusinessTimeKind,
    zone: Zone,
    system: &'a str,
    floating: usize,
    cancelled: usize,
    keys: BTreeSet<String>,
}

impl Reader<'_> {
    fn event(
        &mut self,
        block: &Block,
        moved: &BTreeMap<String, BTreeSet<String>>,
        edge: &mut Edge,
    ) -> Result<Vec<BusinessTime>, String> {
        let text = unfold(&block.text);
        let components = read_components(&text).map_err(|_| "The event cannot be read.".to_owned())?;
        let [event] = components.as_slice() else {
            return Err("The event cannot be read.".into());
        };
        let properties = &event.properties;
        let value = |name: &str| property(properties, name).map(|one| one.val.as_str().to_owned());
        if value("STATUS").is_some_and(|status| status.eq_ignore_ascii_case("CANCELLED")) {
            self.cancelled += 1;
            return Ok(Vec::new());
        }
        let start = property(properties, "DTSTART").ok_or("The event says no start (DTSTART).")?;
        let start = self.when(start)?;
        let end = property(properties, "DTEND")
            .map(|end| self.when(end))
            .transpose()?;
        let minutes = minutes(start, end, value("DURATION").as_deref())?;
        let name = value("SUMMARY")
            .map(|name| unescape(&name))
            .filter(|name| !name.is_empty());
        let name = name.unwrap_or_else(|| "Without a name".to_owned());
        let uid = value("UID").unwrap_or_else(|| format!("{name} {}", start.instant()));
        let key = match value("RECURRENCE-ID") {
            Some(date) => format!("{uid} @ {date}"),
            None => uid.clone(),
        };
        if !self.keys.insert(key.clone()) {
            return Err(format!("“{name}” is in the file twice ({key})."));
        }
        let note = value("DESCRIPTION")
            .map(|text| unescape(&text))
            .unwrap_or_default();
        let zone = match start {
            When::Day(_) => self.zone,
            When::At(_, zone) => zone,
        };
        let made = |key: String, occurs: Occurs, edge: &mut Edge| BusinessTime {
            id: edge.id::<BusinessTimeId>(),
            name: name.clone(),
            kind: self.kind,
            region: self.region.to_owned(),
            zone,
            occurs,
            services: Vec::new(),
            note: note.clone(),
            origin: Some(Origin {
                system: self.system.to_owned(),
                key,
                file: self.file.to_owned(),
                row: Some(block.line),
            }),
        };
        let Some(rule) = value("RRULE") else {
            return Ok(vec![made(key, once(start, minutes), edge)]);
        };
        let recurrence = recurrence(&rule, start, minutes, zone)?;
        let mut out: BTreeSet<String> = moved.get(&uid).cloned().unwrap_or_default();
        for dates in properties.iter().filter(|one| one.name.as_str() == "EXDATE") {
            out.extend(
                dates
                    .val
                    .as_str()
                    .split(',')
                    .map(|date| date.chars().take(8).collect::<String>()),
            );
        }
        let more: Vec<&Property<'_>> = properties
            .iter()
            .filter(|one| one.name.as_str() == "RDATE")
            .collect();
        if out.is_empty() && more.is_empty() {
            return Ok(vec![made(key, Occurs::Recurring { recurrence }, edge)]);
        }
        // A rule with exceptions: its dates are written out for some years.
        let now = edge.now;
        let span = Window::new(
            now - TimeDelta::days(WRITTEN_OUT.0),
            now + TimeDelta::days(WRITTEN_OUT.1),
        )?;
        let mut times = Vec::new();
        for window in recurrence.occurrences(span) {
            let day = window.start().day_in(zone);
            if out.contains(&day.0.format("%Y%m%d").to_string()) {
                continue;
            }
            let occurs = match start {
                When::Day(_) => days(day, minutes),
                When::At(..) => Occurs::Once { window },
            };
            times.push(made(format!("{uid} @ {day}"), occurs, edge));
        }
        Ok(times)
    }

    fn when(&mut self, property: &Property<'_>) -> Result<When, String> {
        let text = property.val.as_str().trim();
        let unreadable = || format!("“{text}” ({}) is no date.", property.name.as_str());
        if text.len() == 8 {
            let day = NaiveDate::parse_from_str(text, "%Y%m%d").map_err(|_| unreadable())?;
            return Ok(When::Day(Day(day)));
        }
        let at = NaiveDateTime::parse_from_str(text.trim_end_matches('Z'), "%Y%m%dT%H%M%S")
            .map_err(|_| unreadable())?;
        if text.ends_with('Z') {
            return Ok(When::At(at, Zone::UTC));
        }
        match parameter(property, "TZID") {
            Some(name) => zone_named(&name)
                .map(|zone| When::At(at, zone))
                .ok_or_else(|| format!("Nobody knows the time zone “{name}”.")),
            None => {
                self.floating += 1;
                Ok(When::At(at, self.zone))
            }
        }
    }
}

/// How long it lasts: to its end, for its duration, a whole day, or no time at all, which is a minute.
fn minutes(start: When, end: Option<When>, duration: Option<&str>) -> Result<u32, String> {
    let minutes = match (start, end, duration) {
        (When::Day(first), Some(When::Day(until)), _) => (until.0 - first.0).num_days().max(1) * 1_440,
        (_, Some(end), _) => (end.instant() - start.instant()).num_minutes(),
        (_, None, Some(duration)) => {
            duration_minutes(duration).ok_or_else(|| format!("“{duration}” is no duration."))?
        }
        (When::Day(_), None, None) => 1_440,
        (When::At(..), None, None) => 1,
    };
    u32::try_from(minutes)
        .ok()
        .filter(|minutes| *minutes > 0)
        .ok_or_else(|| "The event ends before it starts.".to_owned())
}

/// `P1D`, `PT3H30M`, `P1W`.
fn duration_minutes(text: &str) -> Option<i64> {
    let (days, time) = text
        .strip_prefix('P')?
        .split_once('T')
        .unwrap_or((text.strip_prefix('P')?, ""));
    let mut minutes = 0;
    for part in [days, time] {
        let mut number = String::new();
        for letter in part.chars() {
            if letter.is_ascii_digit() {
                number.push(letter);
                continue;
            }
            let value: i64 = number.parse().ok()?;
            number.clear();
            minutes += value
                * match letter {
                    'W' => 10_080,
                    'D' => 1_440,
                    'H' => 60,
                    'M' => 1,
                    'S' => 0,
                    _ => return None,
                };
        }
    }
    Some(minutes)
}

fn days(first: Day, minutes: u32) -> Occurs {
    let until = first.plus(i64::from(minutes.div_ceil(1_440)).max(1));
    Occurs::Days { first, until }
}

fn once(start: When, minutes: u32) -> Occurs {
    match start {
        When::Day(day) => days(day, minutes),
        When::At(..) => Occurs::Once {
            window: Window::lasting(start.instant(), minutes),
        },
    }
}

fn recurrence(rule: &str, start: When, minutes: u32, zone: Zone) -> Result<Recurrence, String> {
    let (from, starts) = match start {
        When::Day(day) => (day, LocalTime(chrono::NaiveTime::MIN)),
        When::At(at, _) => (Day(at.date()), LocalTime(at.time())),
    };
    let recurrence = Recurrence {
        rule: rule.trim().to_owned(),
        from,
        starts,
        minutes,
        zone,
    };
    recurrence.check()?;
    Ok(recurrence)
}

fn unescape(text: &str) -> String {
    let mut out = String::new();
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match (letter, letter == '\\') {
            (_, true) => match letters.next() {
                Some('n' | 'N') => out.push('\n'),
                Some(other) => out.push(other),
                None => {}
            },
            (letter, false) => out.push(letter),
        }
    }
    out.trim().to_owned()
}
