//! The week table of a series and the deadline of each event in it.

use super::rst::{self, Section};
use crate::days::{days_in, end_of};
use crate::{Files, Refusal, days, yaml};
use planning::{Day, Instant, Window, Zone};
use serde::Deserialize;

/// The weeks of a series.
#[derive(Clone, Debug, Default)]
pub(super) struct Schedule {
    pub(super) file: String,
    pub(super) weeks: Vec<Week>,
}

/// A week of the table.
#[derive(Clone, Debug)]
pub(super) struct Week {
    /// `R-5`; empty for a week before the count starts.
    pub(super) name: String,
    /// Its Monday.
    pub(super) monday: Day,
    pub(super) events: Vec<Event>,
    pub(super) line: Option<u32>,
}

/// Something that is due in a week.
#[derive(Clone, Debug)]
pub(super) struct Event {
    /// `e-ff`.
    pub(super) label: String,
    pub(super) section: Section,
    /// The day on which it is due.
    pub(super) day: Day,
}

impl Event {
    /// The label without the letter of its series: `ff`.
    pub(super) fn suffix(&self) -> &str {
        self.label
            .split_once('-')
            .map_or(self.label.as_str(), |(_, suffix)| suffix)
    }
    /// The heading, or the label when the page has none.
    pub(super) fn title(&self) -> &str {
        if self.section.title.is_empty() {
            &self.label
        } else {
            &self.section.title
        }
    }
    /// The first moment after the deadline. The pages that name a time say 23:59 UTC.
    pub(super) fn deadline(&self) -> Instant {
        end_of(self.day, Zone::UTC)
    }
}

impl Week {
    /// From Monday to the end of Thursday, the weekly deadline, in UTC.
    pub(super) fn window(&self) -> Window {
        week_window(self.monday)
    }
}

/// From Monday 00:00 to the end of Thursday in UTC.
pub(super) fn week_window(monday: Day) -> Window {
    Window::lasting(monday.starts_in(Zone::UTC), 4 * 24 * 60)
}

impl Schedule {
    /// The event with the suffix, e.g. `ff`, and its week.
    pub(super) fn event(&self, suffix: &str) -> Option<&Event> {
        let own = self.initial();
        self.weeks
            .iter()
            .flat_map(|week| &week.events)
            .find(|event| event.suffix() == suffix && event.label.starts_with(own))
    }
    /// The letter of the series: labels of the series before and after have others.
    fn initial(&self) -> char {
        let folder = self.file.rsplit('/').nth(1).unwrap_or_default();
        folder.chars().next().unwrap_or('?')
    }
    /// The week of the coordinated release.
    pub(super) fn release_week(&self) -> Option<&Week> {
        self.weeks
            .iter()
            .find(|week| week.name == "R+0" || week.name == "R-0")
            .or(self.weeks.last())
    }
    /// The day of the coordinated release.
    pub(super) fn release_day(&self) -> Option<Day> {
        let named = self.event("final").map(|event| event.day);
        named.or_else(|| self.release_week().map(|week| week.monday.plus(2)))
    }
}

#[derive(Deserialize)]
struct Table {
    cycle: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    start: String,
    #[serde(default)]
    end: Option<String>,
    #[serde(default)]
    name: Option<String>,
    #[serde(rename = "x-project", default)]
    cross: Option<Vec<String>>,
    #[serde(rename = "project-specific", default)]
    specific: Option<Vec<String>>,
}

/// Reads the table and the page beside it.
pub(super) fn read(files: &Files, series: &str, refused: &mut Vec<Refusal>) -> Schedule {
    let file = format!("doc/source/{series}/schedule.yaml");
    let Some(bytes) = files.get(&file) else {
        refused.push(Refusal::whole(&file, None, format!("{series} has no schedule.")));
        return Schedule {
            file,
            ..Schedule::default()
        };
    };
    let table: Table = match yaml::read(&file, bytes) {
        Ok(table) => table,
        Err(refusal) => {
            refused.push(refusal);
            return Schedule {
                file,
                ..Schedule::default()
            };
        }
    };
    let page_file = format!("doc/source/{series}/schedule.rst");
    let page = files
        .get(&page_file)
        .map(String::from_utf8_lossy)
        .unwrap_or_default();
    let sections = rst::sections(&page);
    let text = String::from_utf8_lossy(bytes);
    let starts: Vec<u32> = (1..)
        .zip(text.lines())
        .filter(|(_, line)| line.trim_start().starts_with("- start:"))
        .map(|(n, _)| n)
        .collect();
    let mut weeks = Vec::new();
    for (at, row) in table.cycle.into_iter().enumerate() {
        let line = starts.get(at).copied();
        let monday = match days::iso(&row.start) {
            Ok(day) => day,
            Err(reason) => {
                refused.push(Refusal::value(&file, line, "start", &row.start, reason).and_its_record());
                continue;
            }
        };
        let last = match row.end.as_deref().map(days::iso) {
            None => monday.plus(4),
            Some(Ok(day)) => day,
            Some(Err(reason)) => {
                refused.push(Refusal::value(
                    &file,
                    line,
                    "end",
                    row.end.as_deref().unwrap_or_default(),
                    reason,
                ));
                monday.plus(4)
            }
        };
        let labels = row
            .cross
            .into_iter()
            .flatten()
            .chain(row.specific.into_iter().flatten());
        let events = labels
            .map(|label| event(label, &sections, monday, last))
            .collect();
        weeks.push(Week {
            name: row.name.unwrap_or_default(),
            monday,
            events,
            line,
        });
    }
    Schedule { file, weeks }
}

/// The day of an event: the one its text names in the week, Friday for “the end of the week”, else Thursday.
fn event(
    label: String,
    sections: &std::collections::BTreeMap<String, Section>,
    monday: Day,
    last: Day,
) -> Event {
    let section = sections.get(&label).cloned().unwrap_or_default();
    let in_week = |day: &Day| monday <= *day && *day <= last.max(monday.plus(6));
    let named = days_in(&section.text)
        .into_iter()
        .find(|(day, lead)| in_week(day) && lead != "of")
        .map(|(day, _)| day);
    let by_friday = section.text.contains("end of the week").then(|| monday.plus(4));
    let day = named.or(by_friday).unwrap_or_else(|| monday.plus(3));
    Event { label, section, day }
}
