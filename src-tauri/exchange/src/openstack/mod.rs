//! OpenStack's coordinated release: deliverables, teams, the week schedule, freezes and dependencies of a series.
//!
//! Times: the pages give days, generally the Thursday of the week, and 23:59 UTC where they give a time; so a
//! deadline is the end of its day in UTC. A week departs from Monday to that deadline; a freeze begins at it.

mod beside;
mod changes;
mod deliverable;
mod dependencies;
mod freezes;
mod rst;
mod schedule;
mod trains;

use crate::{Batch, Edge, Files, NoteKind};
use beside::GovernedTeam;
use deliverable::Deliverable;
use planning::plan::TableName;
use planning::{
    Day, Knowledge, Origin, Person, PersonId, Reference, Service, ServiceId, ServiceKind, Team, TeamId, Tier,
};
use schedule::Schedule;
use std::collections::{BTreeMap, BTreeSet};

/// What was read so far and every later step needs.
struct Read {
    series: String,
    number: String,
    system: String,
    release_day: Option<Day>,
    schedule: Schedule,
    deliverables: Vec<Deliverable>,
    services: BTreeMap<String, Service>,
    teams: BTreeMap<String, TeamId>,
}

impl Read {
    fn origin(&self, key: &str, file: &str, row: Option<u32>) -> Origin {
        Origin {
            system: self.system.clone(),
            key: key.into(),
            file: file.into(),
            row,
        }
    }
    /// `Epoxy`.
    fn name(&self) -> String {
        let mut letters = self.series.chars();
        letters
            .next()
            .map(|first| first.to_uppercase().chain(letters).collect())
            .unwrap_or_default()
    }
    /// `OpenStack 2025.1 Epoxy`.
    fn title(&self) -> String {
        format!("OpenStack {} {}", self.number, self.name()).replace("  ", " ")
    }
    fn services_where(&self, wanted: impl Fn(&Deliverable) -> bool) -> Vec<ServiceId> {
        let wanted = self.deliverables.iter().filter(|one| wanted(one));
        wanted
            .filter_map(|one| self.services.get(&one.name))
            .map(|service| service.id)
            .collect()
    }
    fn teams_where(&self, wanted: impl Fn(&str) -> bool) -> Vec<TeamId> {
        self.teams
            .iter()
            .filter(|(name, _)| wanted(name))
            .map(|(_, id)| *id)
            .collect()
    }
}

/// Services, teams and links are the same in every series.
const SHARED: &str = "openstack";

/// Reads a series from the files of the `releases` repository, with governance and derived tables when they are there.
#[must_use]
pub fn read_openstack(files: &Files, series: &str, edge: &mut Edge) -> Batch {
    let mut batch = Batch::of(format!("OpenStack {series}"));
    batch.refused.extend(files.refused.iter().cloned());
    let deliverables = deliverable::read_all(files, series, &mut batch.refused);
    let (governance_file, governed) = beside::governance(files, &deliverables, &mut batch);
    let (number, announced) = beside::series_status(files, series, &mut batch);
    let dates = beside::dates(files, series, &deliverables, &mut batch);
    let schedule = schedule::read(files, series, &mut batch.refused);
    let scheduled = schedule.release_day();
    let mut read = Read {
        series: series.to_owned(),
        number,
        system: format!("openstack/{series}"),
        release_day: announced.or(scheduled),
        schedule,
        deliverables,
        services: BTreeMap::new(),
        teams: BTreeMap::new(),
    };
    batch.source = read.title();
    if let (Some(announced), Some(scheduled)) = (announced, scheduled)
        && announced != scheduled
    {
        let sentence = format!("The series was released on {announced}; its schedule says {scheduled}.");
        batch.note(NoteKind::DateConflict, series, &read.schedule.file, sentence);
    }
    read.teams = teams(&read, &governance_file, &governed, &mut batch, edge);
    read.services = services(&read, edge);
    let nodes = dependencies::read(files, series, &read.services, &mut batch, edge);
    for service in read.services.values_mut() {
        let mut carries = vec!["name", "kind", "owner", "system"];
        if nodes.contains(service.reference.as_str()) {
            service.dependencies_known = Knowledge::Complete;
            carries.push("dependencies_known");
        }
        batch.state(service, &carries);
    }
    let folder = format!("deliverables/{series}/");
    batch.covers(TableName::Team, SHARED, &folder);
    batch.covers(TableName::Service, SHARED, &folder);
    let dated: BTreeSet<Day> = dates.values().map(|at| trains::monday_of(*at)).collect();
    let releases = trains::read(&read, &dated, &mut batch, edge);
    freezes::read(&read, &mut batch, edge);
    changes::read(&read, &dates, &releases, &mut batch, edge);
    figures(&read, &dates, &mut batch);
    batch
}

fn teams(
    read: &Read,
    governance_file: &str,
    governed: &BTreeMap<String, GovernedTeam>,
    batch: &mut Batch,
    edge: &mut Edge,
) -> BTreeMap<String, TeamId> {
    let mut first_file: BTreeMap<&str, &str> = BTreeMap::new();
    for one in read.deliverables.iter().filter(|one| !one.team.is_empty()) {
        first_file.entry(&one.team).or_insert(&one.file);
    }
    let mut ids = BTreeMap::new();
    let mut leads: BTreeMap<String, PersonId> = BTreeMap::new();
    for (name, file) in first_file {
        let Ok(reference) = Reference::new(name) else {
            continue;
        };
        let origin = |key: &str, file: &str| Origin {
            system: SHARED.into(),
            key: key.into(),
            file: file.into(),
            row: None,
        };
        let mut team = Team {
            id: edge.id(),
            reference,
            name: name.to_owned(),
            lead: None,
            contact: String::new(),
            points_per_release: None,
            origin: Some(origin(name, file)),
            crews: 1,
        };
        let mut carries = vec!["name"];
        if let Some(team_there) = governed.get(name) {
            if let Some(irc) = &team_there.irc {
                team.contact = format!("#{irc}");
                carries.push("contact");
            }
            let lead = team_there
                .ptl
                .as_ref()
                .and_then(|lead| lead.name.clone().map(|name| (name, lead.irc.clone())));
            if let Some((lead_name, handle)) = lead.filter(|(name, _)| !name.trim().is_empty()) {
                let key = handle
                    .filter(|handle| !handle.trim().is_empty())
                    .unwrap_or_else(|| lead_name.clone());
                if let (None, Ok(reference)) = (leads.get(&key.to_lowercase()), Reference::new(&key)) {
                    let person = Person {
                        id: edge.id(),
                        reference,
                        name: lead_name,
                        role: "Project team lead".into(),
                        team: Some(team.id),
                        zone: None,
                        keys: Vec::new(),
                        origin: Some(origin(&key, governance_file)),
                    };
                    leads.insert(key.to_lowercase(), person.id);
                    batch.state(&person, &["name", "role", "team"]);
                }
                team.lead = leads.get(&key.to_lowercase()).copied();
                carries.push("lead");
            }
        }
        ids.insert(name.to_owned(), team.id);
        batch.state(&team, &carries);
    }
    ids
}

fn services(read: &Read, edge: &mut Edge) -> BTreeMap<String, Service> {
    let mut services = BTreeMap::new();
    for one in &read.deliverables {
        let (Ok(reference), Ok(tier)) = (Reference::new(&one.name), Tier::new(2)) else {
            continue;
        };
        let service = Service {
            name: one.name.clone(),
            kind: one.service_kind().unwrap_or(ServiceKind::Service),
            tier,
            owner: read.teams.get(&one.team).copied(),
            system: one.kind.clone(),
            origin: Some(Origin {
                system: SHARED.into(),
                key: one.name.clone(),
                file: one.file.clone(),
                row: None,
            }),
            ..Service::new(edge.id(), reference)
        };
        services.insert(one.name.clone(), service);
    }
    services
}

fn figures(read: &Read, dates: &beside::Dates, batch: &mut Batch) {
    let versions: Vec<_> = read.deliverables.iter().flat_map(|one| one.versions()).collect();
    let projects: Vec<_> = versions.iter().flat_map(|version| &version.projects).collect();
    let repositories: BTreeSet<&str> = projects.iter().map(|project| project.repo.as_str()).collect();
    let without = read
        .deliverables
        .iter()
        .filter(|one| one.versions().is_empty())
        .count();
    batch.fact("deliverables", read.deliverables.len());
    batch.fact("teams", read.teams.len());
    batch.fact("versions", versions.len());
    batch.fact("version-and-repository rows", projects.len());
    batch.fact("repositories", repositories.len());
    batch.fact("deliverables without a version", without);
    batch.fact("weeks", read.schedule.weeks.len());
    batch.fact(
        "weeks with a name",
        read.schedule
            .weeks
            .iter()
            .filter(|week| !week.name.is_empty())
            .count(),
    );
    batch.fact(
        "events",
        read.schedule.weeks.iter().map(|week| week.events.len()).sum(),
    );
    let day = read.release_day;
    let on_day: BTreeSet<&str> = dates
        .iter()
        .filter(|(_, at)| day == Some(at.day_in(planning::Zone::UTC)))
        .map(|((deliverable, _), _)| deliverable.as_str())
        .collect();
    batch.fact("deliverables on release day", on_day.len());
}
