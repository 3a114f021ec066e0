//! Rows as records: services, links and changes, with stubs for what they only mention.

use super::mapping::Direction;
use super::read::{Row, Table};
use crate::{Batch, Edge, NoteKind, UnknownReference};
use planning::{
    Change, ChangeId, ChangeKind, ChangeState, Dependency, DependencyId, DependencyKind, DeployOrder, Due,
    DueKind, Environment, EnvironmentClass, EnvironmentId, Instant, LinkEvidence, LinkStatus, Origin, Person,
    PersonId, Redundancy, Reference, Release, ReleaseId, ReleaseKind, ReleaseState, Reversible, RiskFacts,
    Score, Service, ServiceId, Strength, Team, TeamId, Tier, Window,
};
use std::collections::BTreeMap;

/// Ids of what rows mention by name, made once per name.
pub(super) struct Mentions<'a> {
    system: &'a str,
    file: &'a str,
    services: BTreeMap<String, ServiceId>,
    teams: BTreeMap<String, TeamId>,
    people: BTreeMap<String, PersonId>,
    releases: BTreeMap<String, ReleaseId>,
    environments: BTreeMap<String, EnvironmentId>,
}

impl<'a> Mentions<'a> {
    pub(super) fn of(table: &Table<'a>) -> Self {
        Self {
            system: &table.mapping.system,
            file: table.file,
            services: BTreeMap::new(),
            teams: BTreeMap::new(),
            people: BTreeMap::new(),
            releases: BTreeMap::new(),
            environments: BTreeMap::new(),
        }
    }
    fn origin(&self, key: &str, row: u32) -> Option<Origin> {
        Some(Origin {
            system: self.system.into(),
            key: key.into(),
            file: self.file.into(),
            row: Some(row),
        })
    }
    fn team(&mut self, name: &str, row: u32, batch: &mut Batch, edge: &mut Edge) -> Option<TeamId> {
        if let Some(id) = self.teams.get(&name.to_lowercase()) {
            return Some(*id);
        }
        let team = Team {
            id: edge.id(),
            reference: short(name)?,
            name: name.into(),
            lead: None,
            contact: String::new(),
            points_per_release: None,
            origin: self.origin(name, row),
            crews: 1,
        };
        self.teams.insert(name.to_lowercase(), team.id);
        batch.mention(&team, UnknownReference::Stub);
        Some(team.id)
    }
    fn person(&mut self, name: &str, row: u32, batch: &mut Batch, edge: &mut Edge) -> Option<PersonId> {
        if let Some(id) = self.people.get(&name.to_lowercase()) {
            return Some(*id);
        }
        let plain = name.split_once(" <").map_or(name, |(name, _)| name);
        let person = Person {
            id: edge.id(),
            reference: short(plain)?,
            name: plain.into(),
            role: String::new(),
            team: None,
            zone: None,
            keys: Vec::new(),
            origin: self.origin(plain, row),
        };
        self.people.insert(name.to_lowercase(), person.id);
        batch.mention(&person, UnknownReference::Stub);
        Some(person.id)
    }
    fn service(
        &mut self,
        name: &str,
        row: u32,
        unknown: UnknownReference,
        batch: &mut Batch,
        edge: &mut Edge,
    ) -> Option<ServiceId> {
        if let Some(id) = self.services.get(&name.to_lowercase()) {
            return Some(*id);
        }
        let service = Service {
            name: name.into(),
            origin: self.origin(name, row),
            ..Service::new(edge.id(), short(name)?)
        };
        self.services.insert(name.to_lowercase(), service.id);
        batch.mention(&service, unknown);
        Some(service.id)
    }
    /// An environment is never made from a name: what it is for has to be said. It is found in the plan or left out.
    fn environment(
        &mut self,
        name: &str,
        row: u32,
        batch: &mut Batch,
        edge: &mut Edge,
    ) -> Option<EnvironmentId> {
        if let Some(id) = self.environments.get(&name.to_lowercase()) {
            return Some(*id);
        }
        let environment = Environment {
            id: edge.id(),
            reference: short(name)?,
            name: name.into(),
            class: EnvironmentClass::Production,
            region: String::new(),
            order_index: 0,
            quota_hours: None,
            tests_per_day: None,
            shares_data_with: Vec::new(),
            origin: self.origin(name, row),
        };
        self.environments.insert(name.to_lowercase(), environment.id);
        batch.mention(&environment, UnknownReference::Refuse);
        Some(environment.id)
    }
    /// A release is never made from a name: it needs times. It is found in the plan or left out.
    pub(super) fn release(
        &mut self,
        name: &str,
        row: u32,
        batch: &mut Batch,
        edge: &mut Edge,
    ) -> Option<ReleaseId> {
        if let Some(id) = self.releases.get(&name.to_lowercase()) {
            return Some(*id);
        }
        let at = Instant::from_unix(0)?;
        let release = Release {
            id: edge.id(),
            reference: short(name)?,
            title: name.into(),
            kind: ReleaseKind::Planned,
            state: ReleaseState::Planned,
            train: None,
            departure: None,
            owner: None,
            deputy: None,
            scope_lock: at,
            test_starts: at,
            deploy: Window::lasting(at, 1),
            watch_hours: 0,
            environment: None,
            capacity_points: None,
            risk_budget: None,
            merged_into: None,
            note: String::new(),
            origin: self.origin(name, row),
        };
        self.releases.insert(name.to_lowercase(), release.id);
        batch.mention(&release, UnknownReference::Refuse);
        Some(release.id)
    }
}

/// A reference of at most 64 characters.
fn short(text: &str) -> Option<Reference> {
    Reference::new(&text.chars().take(64).collect::<String>()).ok()
}

/// The reference of a row, or a refusal.
fn reference(row: &Row, batch: &mut Batch) -> Option<Reference> {
    let Some(text) = row.text("reference") else {
        row.refuse_row("reference", "The row has no reference.", batch);
        return None;
    };
    match Reference::new(text) {
        Ok(reference) => Some(reference),
        Err(reason) => {
            row.refuse_row("reference", format!("{reason}."), batch);
            None
        }
    }
}

/// The fields among `all` that some column feeds.
pub(super) fn carried(table: &Table, all: &[&'static str]) -> Vec<&'static str> {
    all.iter()
        .copied()
        .filter(|field| table.mapping.feeds(field))
        .collect()
}

/// Rows as teams.
pub(super) fn teams(table: &Table, batch: &mut Batch, edge: &mut Edge) {
    let mut mentions = Mentions::of(table);
    let carries = carried(table, &["name", "lead", "contact", "points_per_release", "crews"]);
    for row in table.rows() {
        let Some(reference) = reference(&row, batch) else {
            continue;
        };
        let team = Team {
            id: edge.id(),
            name: row.text("name").unwrap_or(reference.as_str()).to_owned(),
            lead: row
                .text("lead")
                .and_then(|name| mentions.person(name, row.line, batch, edge)),
            contact: row.text("contact").unwrap_or_default().to_owned(),
            points_per_release: row.number("points_per_release", batch),
            crews: row.number("crews", batch).unwrap_or(1).max(1),
            origin: Some(row.origin(reference.as_str())),
            reference,
        };
        batch.state(&team, &carries);
    }
}

/// Rows as services.
pub(super) fn services(table: &Table, batch: &mut Batch, edge: &mut Edge) {
    let mut mentions = Mentions::of(table);
    let carries = carried(
        table,
        &[
            "name",
            "kind",
            "tier",
            "owner",
            "lifecycle",
            "system",
            "regions",
            "deploy_minutes",
            "validate_minutes",
            "back_out_minutes",
        ],
    );
    for row in table.rows() {
        let Some(reference) = reference(&row, batch) else {
            continue;
        };
        let blank = Service::new(edge.id(), reference.clone());
        let owner = row
            .text("owner")
            .and_then(|name| mentions.team(name, row.line, batch, edge));
        let service = Service {
            name: row.text("name").unwrap_or(reference.as_str()).to_owned(),
            kind: row.value("kind", batch).unwrap_or(blank.kind),
            tier: tier(&row, batch).unwrap_or(blank.tier),
            owner,
            lifecycle: row.value("lifecycle", batch).unwrap_or(blank.lifecycle),
            system: row.text("system").unwrap_or_default().to_owned(),
            regions: row.names("regions").into_iter().map(str::to_owned).collect(),
            deploy_minutes: row.number("deploy_minutes", batch),
            validate_minutes: row.number("validate_minutes", batch),
            back_out_minutes: row.number("back_out_minutes", batch),
            notice_days: row.number("notice_days", batch),
            origin: Some(row.origin(reference.as_str())),
            ..blank
        };
        batch.state(&service, &carries);
    }
}

fn tier(row: &Row, batch: &mut Batch) -> Option<Tier> {
    let word = row.word("tier", batch)?;
    match word
        .parse::<u8>()
        .map_err(|_| format!("“{word}” is no tier"))
        .and_then(Tier::new)
    {
        Ok(tier) => Some(tier),
        Err(reason) => {
            batch.refused.push(crate::Refusal::value(
                row.table.file,
                Some(row.line),
                "tier",
                &word,
                format!("{reason}."),
            ));
            None
        }
    }
}

/// Rows as links. A relation decides who needs whom; part-of is no link.
pub(super) fn dependencies(table: &Table, batch: &mut Batch, edge: &mut Edge) {
    let mut mentions = Mentions::of(table);
    let mut carries = carried(
        table,
        &[
            "kind",
            "strength",
            "order",
            "environment",
            "version_constraint",
            "min_gap_minutes",
            "contract",
            "note",
        ],
    );
    carries.extend(["consumer", "provider"]);
    if table.mapping.feeds("redundancy_group") {
        carries.push("redundancy");
    }
    let mut parts = 0;
    let mut unmapped: BTreeMap<String, (u32, u32)> = BTreeMap::new();
    for row in table.rows() {
        let (Some(first), Some(second)) = (row.text("consumer"), row.text("provider")) else {
            let field = if row.text("consumer").is_none() {
                "consumer"
            } else {
                "provider"
            };
            row.refuse_row(field, format!("The row has no {field}."), batch);
            continue;
        };
        let relation = row.known("relation");
        if let (None, Some(word)) = (&relation, row.text("relation")) {
            let seen = unmapped.entry(word.to_owned()).or_insert((row.line, 0));
            seen.1 += 1;
            continue;
        }
        let as_it_reads = table.mapping.direction == Direction::FirstNeedsSecond;
        let (from, to) = match relation.as_deref() {
            Some("part-of") => {
                parts += 1;
                continue;
            }
            Some("") => continue,
            Some("serves" | "feeds") if as_it_reads => (second, first),
            Some("serves" | "feeds") => (first, second),
            _ if as_it_reads => (first, second),
            _ => (second, first),
        };
        let unknown = table.mapping.unknown;
        let consumer = mentions.service(from, row.line, unknown, batch, edge);
        let provider = mentions.service(to, row.line, unknown, batch, edge);
        let (Some(consumer), Some(provider)) = (consumer, provider) else {
            continue;
        };
        let (kind, strength) = match relation.as_deref() {
            Some("runs-on") => (DependencyKind::Hosting, Strength::Hard),
            Some("connects") => (DependencyKind::Call, Strength::Soft),
            Some("feeds" | "reads") => (DependencyKind::Data, Strength::Hard),
            _ => (DependencyKind::Call, Strength::Hard),
        };
        // A connection says neither who needs whom nor in which order: a person has to.
        let (order, status) = match relation.as_deref() {
            Some("connects") => (DeployOrder::Any, LinkStatus::Suggested),
            _ => (DeployOrder::ProviderFirst, LinkStatus::Imported),
        };
        let link = Dependency {
            id: edge.id::<DependencyId>(),
            consumer,
            provider,
            kind: row.value("kind", batch).unwrap_or(kind),
            strength: row.value("strength", batch).unwrap_or(strength),
            order: row.value("order", batch).unwrap_or(order),
            environment: row
                .text("environment")
                .and_then(|name| mentions.environment(name, row.line, batch, edge)),
            version_constraint: row.text("version_constraint").unwrap_or_default().to_owned(),
            min_gap_minutes: row.number("min_gap_minutes", batch).unwrap_or(0),
            redundancy: row.text("redundancy_group").map(|group| Redundancy {
                group: group.to_owned(),
                minimum: row.number("redundancy_minimum", batch).unwrap_or(1),
            }),
            status,
            confirmed_by: None,
            confirmed_at: None,
            evidence: vec![LinkEvidence {
                origin: row.origin(&format!("{from} > {to}")),
                first_seen: edge.now,
                last_seen: edge.now,
                present: true,
            }],
            note: row.text("note").unwrap_or_default().to_owned(),
            contract: row.text("contract").unwrap_or_default().to_owned(),
        };
        batch.state(&link, &carries);
    }
    for (word, (line, count)) in unmapped {
        let rows = if count == 1 {
            "1 row".to_owned()
        } else {
            format!("{count} rows")
        };
        let reason = format!(
            "The relation “{word}” is not mapped to a word of this plan; {rows} with it make no link."
        );
        let refusal = crate::Refusal::value(table.file, Some(line), "relation", &word, reason);
        batch.refused.push(refusal.and_its_record());
    }
    if parts > 0 {
        let sentence =
            format!("{parts} rows say what contains what; that orders nothing, so they make no link.");
        batch.note(NoteKind::Reading, "part of", table.file, sentence);
    }
}

/// Rows as changes, with the links between them.
pub(super) fn changes(table: &Table, batch: &mut Batch, edge: &mut Edge) {
    let mut mentions = Mentions::of(table);
    let mut ids: BTreeMap<String, ChangeId> = BTreeMap::new();
    for row in table.rows() {
        if let Some(reference) = row.text("reference") {
            ids.entry(reference.to_lowercase()).or_insert_with(|| edge.id());
        }
    }
    let mut blocked: BTreeMap<String, Vec<ChangeId>> = BTreeMap::new();
    for row in table.rows() {
        let own = row
            .text("reference")
            .and_then(|reference| ids.get(&reference.to_lowercase()).copied());
        for (name, id) in row
            .names("blocks")
            .into_iter()
            .filter_map(|name| Some((name, own?)))
        {
            blocked.entry(name.to_lowercase()).or_default().push(id);
        }
    }
    let mut carries = carried(
        table,
        &[
            "title",
            "kind",
            "state",
            "description",
            "services",
            "version",
            "contracts",
            "team",
            "owner",
            "release",
            "effort_points",
            "value_per_week",
            "deploy_minutes",
            "back_out_minutes",
            "reversible",
            "ready_on",
            "due",
            "requires",
            "apart_from",
            "together",
            "deferral_reason",
        ],
    );
    if table.mapping.feeds("probability") || table.mapping.feeds("impact") {
        carries.push("risk");
    }
    if table.mapping.feeds("blocks") && !carries.contains(&"requires") {
        carries.push("requires");
    }
    let mut used: BTreeMap<String, u32> = BTreeMap::new();
    for row in table.rows() {
        let Some(reference) = reference(&row, batch) else {
            continue;
        };
        let key = reference.as_str().to_lowercase();
        if let Some(first) = used.get(&key) {
            let reason = format!("{reference} is in row {first} already; that row was taken.");
            row.refuse_row("reference", reason, batch);
            continue;
        }
        used.insert(key.clone(), row.line);
        let Some(id) = ids.get(&key).copied() else {
            continue;
        };
        let unknown = table.mapping.unknown;
        let services = row.names("services");
        let services = services
            .into_iter()
            .filter_map(|name| mentions.service(name, row.line, unknown, batch, edge))
            .collect();
        let mut requires = linked(&row, "requires", &ids, batch);
        requires.extend(blocked.get(&key).into_iter().flatten().copied());
        requires.retain(|required| *required != id);
        requires.sort_unstable();
        requires.dedup();
        let change = Change {
            id,
            title: row.text("title").unwrap_or(reference.as_str()).to_owned(),
            kind: row.value("kind", batch).unwrap_or(ChangeKind::Normal),
            state: row.value("state", batch).unwrap_or(ChangeState::Proposed),
            description: row.text("description").unwrap_or_default().to_owned(),
            services,
            version: row.text("version").unwrap_or_default().to_owned(),
            contracts: row.names("contracts").into_iter().map(str::to_owned).collect(),
            team: row
                .text("team")
                .and_then(|name| mentions.team(name, row.line, batch, edge)),
            owner: row
                .text("owner")
                .and_then(|name| mentions.person(name, row.line, batch, edge)),
            release: row
                .text("release")
                .and_then(|name| mentions.release(name, row.line, batch, edge)),
            pinned: false,
            value_per_week: row.number("value_per_week", batch).unwrap_or(0),
            effort_points: row.number("effort_points", batch).unwrap_or(1),
            deploy_minutes: row.number("deploy_minutes", batch).unwrap_or(0),
            back_out_minutes: row.number("back_out_minutes", batch),
            reversible: row.value("reversible", batch).unwrap_or(Reversible::Yes),
            risk: RiskFacts {
                probability: score(&row, "probability", batch),
                impact: score(&row, "impact", batch),
                ..RiskFacts::unknown()
            },
            ready_on: row.day("ready_on", batch),
            due: due(&row, batch),
            requires,
            apart_from: linked(&row, "apart_from", &ids, batch),
            together: row.text("together").unwrap_or_default().to_owned(),
            deferrals: 0,
            deferral_reason: row.text("deferral_reason").unwrap_or_default().to_owned(),
            origin: Some(row.origin(reference.as_str())),
            reference,
        };
        batch.state(&change, &carries);
    }
}

fn score(row: &Row, field: &str, batch: &mut Batch) -> Option<Score> {
    let word = row.word(field, batch)?;
    match word
        .parse::<u8>()
        .map_err(|_| format!("“{word}” is no score"))
        .and_then(Score::new)
    {
        Ok(score) => Some(score),
        Err(reason) => {
            batch.refused.push(crate::Refusal::value(
                row.table.file,
                Some(row.line),
                field,
                &word,
                format!("{reason}."),
            ));
            None
        }
    }
}

fn due(row: &Row, batch: &mut Batch) -> Option<Due> {
    let on = row.day("due", batch)?;
    Some(Due {
        on,
        kind: row.value("due_kind", batch).unwrap_or(DueKind::Wish),
    })
}

/// Changes of the same file that a field names; others are refused.
fn linked(row: &Row, field: &str, ids: &BTreeMap<String, ChangeId>, batch: &mut Batch) -> Vec<ChangeId> {
    let mut found = Vec::new();
    for name in row.names(field) {
        match ids.get(&name.to_lowercase()) {
            Some(id) => found.push(*id),
            None => {
                let reason = format!("{name} is not in this file.");
                batch.refused.push(crate::Refusal::value(
                    row.table.file,
                    Some(row.line),
                    field,
                    name,
                    reason,
                ));
            }
        }
    }
    found
}
