//! Load curves from a table: service or region, hour of the week, users.

use crate::{Batch, Edge, Refusal, UnknownReference};
use planning::plan::TableName;
use planning::{HOURS_OF_A_WEEK, LoadCurve, LoadCurveId, Origin, Reference, Service, ServiceId, Zone};
use std::collections::BTreeMap;

const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Where the columns are.
struct Columns {
    service: Option<usize>,
    region: Option<usize>,
    zone: Option<usize>,
    weekday: Option<usize>,
    hour: usize,
    users: usize,
}

impl Columns {
    fn of<'a>(header: impl Iterator<Item = &'a str>) -> Option<Self> {
        let names: Vec<String> = header
            .map(|name| {
                name.trim()
                    .trim_start_matches('\u{feff}')
                    .to_lowercase()
                    .replace([' ', '-'], "_")
            })
            .collect();
        let at = |wanted: &[&str]| names.iter().position(|name| wanted.contains(&name.as_str()));
        Some(Self {
            service: at(&["service"]),
            region: at(&["region"]),
            zone: at(&["zone", "time_zone", "timezone"]),
            weekday: at(&["weekday", "day", "day_of_week"]),
            hour: at(&["hour_of_week", "hour"])?,
            users: at(&["users", "sessions", "visitors"])?,
        })
    }
}

/// True when the first line names hours and users.
pub(crate) fn is_load_curve(start: &str) -> bool {
    let line = start.lines().next().unwrap_or_default();
    Columns::of(line.split([',', ';', '\t'])).is_some()
}

fn separator(text: &str) -> u8 {
    let line = text.lines().next().unwrap_or_default();
    [b';', b'\t']
        .into_iter()
        .find(|one| line.as_bytes().contains(one))
        .unwrap_or(b',')
}

/// What is read of one curve.
#[derive(Default)]
struct Read {
    zone: Option<Zone>,
    line: u32,
    users: BTreeMap<usize, u32>,
}

/// Reads the curves; `zone` is that of hours whose row names none.
#[must_use]
pub fn read_load_curves(file: &str, bytes: &[u8], zone: Zone, edge: &mut Edge) -> Batch {
    let mut batch = Batch::of(format!("Load curves from {file}"));
    let text = String::from_utf8_lossy(bytes);
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator(&text))
        .flexible(true)
        .from_reader(text.as_bytes());
    let columns = reader
        .headers()
        .ok()
        .and_then(|header| Columns::of(header.iter()));
    let Some(columns) = columns else {
        batch.refused.push(Refusal::whole(
            file,
            Some(1),
            "No column says the hour or the users.",
        ));
        return batch;
    };
    let mut curves: BTreeMap<(String, String), Read> = BTreeMap::new();
    for (number, row) in (2..).zip(reader.records()) {
        let read = row
            .map_err(|_| "The row cannot be read.".to_owned())
            .and_then(|row| one_row(&row, &columns, number, &mut curves));
        if let Err(reason) = read {
            batch.refused.push(Refusal::whole(file, Some(number), reason));
        }
    }
    let system = format!("csv/{}", file.rsplit_once('.').map_or(file, |(stem, _)| stem));
    let mut services: BTreeMap<String, ServiceId> = BTreeMap::new();
    for ((service, region), read) in curves {
        let service_id = match service.as_str() {
            "" => None,
            name => match named(name, file, &system, &mut services, &mut batch, edge) {
                Ok(id) => Some(id),
                Err(reason) => {
                    batch
                        .refused
                        .push(Refusal::value(file, Some(read.line), "service", name, reason));
                    continue;
                }
            },
        };
        let missing = HOURS_OF_A_WEEK - read.users.len();
        if missing > 0 {
            let whose = [service.as_str(), region.as_str()].join(" ").trim().to_owned();
            let sentence = format!("{missing} of the 168 hours are missing; a week with gaps is no curve.");
            batch
                .refused
                .push(Refusal::value(file, Some(read.line), "hour", &whose, sentence).and_its_record());
            continue;
        }
        let curve = LoadCurve {
            id: edge.id::<LoadCurveId>(),
            service: service_id,
            region: region.clone(),
            zone: read.zone.unwrap_or(zone),
            users: read.users.into_values().collect(),
            origin: Some(Origin {
                system: system.clone(),
                key: format!("{service} in {region}"),
                file: file.to_owned(),
                row: Some(read.line),
            }),
        };
        batch.state(&curve, &["service", "region", "zone", "users"]);
    }
    batch.covers(TableName::LoadCurve, &system, file);
    batch
}

fn one_row(
    row: &csv::StringRecord,
    columns: &Columns,
    number: u32,
    curves: &mut BTreeMap<(String, String), Read>,
) -> Result<(), String> {
    let text = |at: Option<usize>| at.and_then(|at| row.get(at)).unwrap_or_default().trim();
    let hour: usize = text(Some(columns.hour))
        .trim_end_matches(":00")
        .parse()
        .map_err(|_| format!("“{}” is no hour.", text(Some(columns.hour))))?;
    let hour = match text(columns.weekday) {
        "" => hour,
        day => {
            let known = |name: &&str| day.to_lowercase().starts_with(*name);
            let number = WEEKDAYS
                .iter()
                .position(known)
                .or_else(|| {
                    day.parse::<usize>()
                        .ok()
                        .filter(|day| (1..=7).contains(day))
                        .map(|day| day - 1)
                })
                .ok_or_else(|| format!("“{day}” is no weekday; write Mon to Sun, or 1 for Monday."))?;
            if hour > 23 {
                return Err(format!("{hour} is no hour of a day."));
            }
            number * 24 + hour
        }
    };
    if hour >= HOURS_OF_A_WEEK {
        return Err(format!(
            "{hour} is no hour of a week: 0 is Monday 00:00, 167 is Sunday 23:00."
        ));
    }
    let users: u32 = text(Some(columns.users))
        .parse()
        .map_err(|_| format!("“{}” is no number of users.", text(Some(columns.users))))?;
    let key = (text(columns.service).to_owned(), text(columns.region).to_owned());
    let zone = match text(columns.zone) {
        "" => None,
        name => Some(name.parse::<Zone>()?),
    };
    let read = curves.entry(key).or_default();
    if read.line == 0 {
        read.line = number;
    }
    read.zone = read.zone.or(zone);
    match read.users.insert(hour, users) {
        Some(before) => Err(format!(
            "Hour {hour} is there twice, with {before} and {users} users."
        )),
        None => Ok(()),
    }
}

/// The service of that reference, mentioned once.
fn named(
    name: &str,
    file: &str,
    system: &str,
    known: &mut BTreeMap<String, ServiceId>,
    batch: &mut Batch,
    edge: &mut Edge,
) -> Result<ServiceId, String> {
    if let Some(id) = known.get(name) {
        return Ok(*id);
    }
    let service = Service {
        origin: Some(Origin {
            system: system.to_owned(),
            key: name.to_owned(),
            file: file.to_owned(),
            row: None,
        }),
        ..Service::new(edge.id(), Reference::new(name)?)
    };
    batch.mention(&service, UnknownReference::Refuse);
    known.insert(name.to_owned(), service.id);
    Ok(service.id)
}
