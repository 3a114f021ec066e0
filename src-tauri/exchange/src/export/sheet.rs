//! CSV of teams, services, dependencies, changes, releases, freezes and collisions, safe to open in a spreadsheet.

use planning::bundling::Decision;
use planning::collision::Collision;
use planning::plan::{Record, Table};
use planning::{Plan, Reference, ServiceId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Sheet {
    /// Services.
    Services,
    /// Links between services.
    Dependencies,
    /// Changes.
    Changes,
    /// Releases.
    Releases,
    /// Freezes.
    Freezes,
    /// Collisions.
    Collisions,
    /// Teams.
    Teams,
    /// What each release includes, what is deferred, and why.
    Decisions,
}

/// What is derived from the plan and written beside its records.
#[derive(Clone, Copy, Debug, Default)]
pub struct Beside<'a> {
    /// Rows of [`Sheet::Collisions`].
    pub collisions: &'a [Collision],
    /// Rows of [`Sheet::Decisions`].
    pub decisions: &'a [Decision],
}

/// Writes a sheet: UTF-8 with a byte order mark, CRLF, a header of field codes.
///
/// Cells that a spreadsheet would run as a formula get a leading quote, which reading takes off again; `raw` leaves
/// them as they are.
#[must_use]
pub fn csv(plan: &Plan, sheet: Sheet, beside: Beside<'_>, raw: bool) -> String {
    table(&rows(plan, sheet, beside), raw)
}

/// The cells of a sheet: the first row is the header.
#[must_use]
pub fn rows(plan: &Plan, sheet: Sheet, beside: Beside<'_>) -> Vec<Vec<String>> {
    match sheet {
        Sheet::Services => services(plan),
        Sheet::Dependencies => dependencies(plan),
        Sheet::Changes => changes(plan),
        Sheet::Releases => releases(plan),
        Sheet::Freezes => freezes(plan),
        Sheet::Collisions => collision_rows(beside.collisions),
        Sheet::Teams => teams(plan),
        Sheet::Decisions => decision_rows(plan, beside.decisions),
    }
}

/// Writes rows of cells as [`csv`] does: the first row is the header.
#[must_use]
pub fn table(rows: &[Vec<String>], raw: bool) -> String {
    let mut writer = ::csv::WriterBuilder::new()
        .terminator(::csv::Terminator::CRLF)
        .from_writer(Vec::new());
    for row in rows {
        let cells = row
            .iter()
            .map(|cell| if raw { cell.clone() } else { guarded(cell) });
        // Writing to memory cannot fail.
        let _ = writer.write_record(cells);
    }
    let bytes = writer.into_inner().unwrap_or_default();
    format!("\u{feff}{}", String::from_utf8(bytes).unwrap_or_default())
}

/// The cell with a leading quote when a spreadsheet would run it as a formula.
#[must_use]
pub fn guarded(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

fn head(names: &[&str]) -> Vec<Vec<String>> {
    vec![names.iter().map(|name| (*name).to_owned()).collect()]
}

fn maybe(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// The reference of the record; empty for none.
fn reference<R: Record>(records: &Table<R>, id: Option<R::Id>, of: fn(&R) -> &Reference) -> String {
    maybe(id.and_then(|id| records.get(&id)).map(of))
}

fn service_name(plan: &Plan, id: &ServiceId) -> String {
    plan.services
        .get(id)
        .map(|service| service.reference.to_string())
        .unwrap_or_default()
}

fn services(plan: &Plan) -> Vec<Vec<String>> {
    let mut rows = head(&[
        "reference",
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
        "notice_days",
    ]);
    for one in &plan.services {
        rows.push(vec![
            one.reference.to_string(),
            one.name.clone(),
            one.kind.to_string(),
            one.tier.number().to_string(),
            reference(&plan.teams, one.owner, |row| &row.reference),
            one.lifecycle.to_string(),
            one.system.clone(),
            one.regions.join("; "),
            maybe(one.deploy_minutes),
            maybe(one.validate_minutes),
            maybe(one.back_out_minutes),
            maybe(one.notice_days),
        ]);
    }
    rows
}

fn teams(plan: &Plan) -> Vec<Vec<String>> {
    let mut rows = head(&[
        "reference",
        "name",
        "lead",
        "contact",
        "points_per_release",
        "crews",
    ]);
    for one in &plan.teams {
        rows.push(vec![
            one.reference.to_string(),
            one.name.clone(),
            reference(&plan.people, one.lead, |row| &row.reference),
            one.contact.clone(),
            maybe(one.points_per_release),
            one.crews.to_string(),
        ]);
    }
    rows
}

fn dependencies(plan: &Plan) -> Vec<Vec<String>> {
    let mut rows = head(&[
        "consumer",
        "provider",
        "kind",
        "strength",
        "order",
        "environment",
        "version_constraint",
        "min_gap_minutes",
        "contract",
        "redundancy_group",
        "redundancy_minimum",
        "status",
        "note",
    ]);
    for one in &plan.dependencies {
        rows.push(vec![
            service_name(plan, &one.consumer),
            service_name(plan, &one.provider),
            one.kind.to_string(),
            one.strength.to_string(),
            one.order.to_string(),
            reference(&plan.environments, one.environment, |row| &row.reference),
            one.version_constraint.clone(),
            one.min_gap_minutes.to_string(),
            one.contract.clone(),
            maybe(one.redundancy.as_ref().map(|one| &one.group)),
            maybe(one.redundancy.as_ref().map(|one| one.minimum)),
            one.status.to_string(),
            one.note.clone(),
        ]);
    }
    rows
}

fn changes(plan: &Plan) -> Vec<Vec<String>> {
    let mut rows = head(&[
        "reference",
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
        "probability",
        "impact",
        "ready_on",
        "due",
        "due_kind",
        "requires",
        "apart_from",
        "together",
        "deferral_reason",
    ]);
    let listed = |ids: &[planning::ChangeId]| {
        let names = ids
            .iter()
            .filter_map(|id| plan.changes.get(id))
            .map(|change| change.reference.to_string());
        names.collect::<Vec<_>>().join("; ")
    };
    for one in &plan.changes {
        rows.push(vec![
            one.reference.to_string(),
            one.title.clone(),
            one.kind.to_string(),
            one.state.to_string(),
            one.description.clone(),
            one.services
                .iter()
                .map(|id| service_name(plan, id))
                .collect::<Vec<_>>()
                .join("; "),
            one.version.clone(),
            one.contracts.join("; "),
            reference(&plan.teams, one.team, |row| &row.reference),
            reference(&plan.people, one.owner, |row| &row.reference),
            reference(&plan.releases, one.release, |row| &row.reference),
            one.effort_points.to_string(),
            one.value_per_week.to_string(),
            one.deploy_minutes.to_string(),
            maybe(one.back_out_minutes),
            one.reversible.to_string(),
            maybe(one.risk.probability.map(planning::Score::number)),
            maybe(one.risk.impact.map(planning::Score::number)),
            maybe(one.ready_on),
            maybe(one.due.map(|due| due.on)),
            maybe(one.due.map(|due| due.kind)),
            listed(&one.requires),
            listed(&one.apart_from),
            one.together.clone(),
            one.deferral_reason.clone(),
        ]);
    }
    rows
}

fn releases(plan: &Plan) -> Vec<Vec<String>> {
    let mut rows = head(&[
        "reference",
        "title",
        "kind",
        "state",
        "train",
        "owner",
        "scope_lock",
        "test_starts",
        "deploy_start",
        "deploy_end",
        "watch_hours",
        "environment",
        "changes",
        "note",
    ]);
    for one in &plan.releases {
        let riding = plan
            .changes
            .iter()
            .filter(|change| change.release == Some(one.id));
        rows.push(vec![
            one.reference.to_string(),
            one.title.clone(),
            one.kind.to_string(),
            one.state.to_string(),
            reference(&plan.trains, one.train, |row| &row.reference),
            reference(&plan.people, one.owner, |row| &row.reference),
            one.scope_lock.to_string(),
            one.test_starts.to_string(),
            one.deploy.start().to_string(),
            one.deploy.end().to_string(),
            one.watch_hours.to_string(),
            reference(&plan.environments, one.environment, |row| &row.reference),
            riding
                .map(|change| change.reference.to_string())
                .collect::<Vec<_>>()
                .join("; "),
            one.note.clone(),
        ]);
    }
    rows
}

fn freezes(plan: &Plan) -> Vec<Vec<String>> {
    let mut rows = head(&[
        "reference",
        "name",
        "level",
        "state",
        "start",
        "end",
        "zone",
        "asked_by",
        "reason",
    ]);
    for one in &plan.freezes {
        rows.push(vec![
            one.reference.to_string(),
            one.name.clone(),
            one.level.to_string(),
            one.state.to_string(),
            one.window.start().to_string(),
            one.window.end().to_string(),
            one.zone.to_string(),
            one.asked_by.clone(),
            one.reason.clone(),
        ]);
    }
    rows
}

fn collision_rows(collisions: &[Collision]) -> Vec<Vec<String>> {
    let mut rows = head(&["id", "kind", "severity", "sentence"]);
    for one in collisions {
        let severity = serde_json::to_value(one.severity).ok();
        let severity = severity
            .and_then(|value| value.as_str().map(str::to_owned))
            .unwrap_or_default();
        rows.push(vec![
            one.id.clone(),
            one.kind.to_string(),
            severity,
            one.sentence.clone(),
        ]);
    }
    rows
}

fn decision_rows(plan: &Plan, decisions: &[Decision]) -> Vec<Vec<String>> {
    let mut rows = head(&[
        "decision",
        "release",
        "deploy_start",
        "reference",
        "title",
        "team",
        "value_per_week",
        "deferrals",
        "reasons",
    ]);
    for one in decisions {
        let Some(change) = plan.changes.get(&one.change) else {
            continue;
        };
        let release = one.release.and_then(|id| plan.releases.get(&id));
        rows.push(vec![
            if release.is_some() { "included" } else { "deferred" }.to_owned(),
            maybe(release.map(|release| &release.reference)),
            maybe(release.map(|release| release.deploy.start())),
            change.reference.to_string(),
            change.title.clone(),
            maybe(
                change
                    .team
                    .and_then(|id| plan.teams.get(&id))
                    .map(|team| &team.reference),
            ),
            change.value_per_week.to_string(),
            change.deferrals.to_string(),
            one.reasons.join(" "),
        ]);
    }
    rows
}
