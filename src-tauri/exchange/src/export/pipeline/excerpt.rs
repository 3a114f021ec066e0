//! The part of a plan that the gate asks: written for build machines that must not carry the whole plan.

use planning::cab::{is_condition, last_decision, steps_of};
use planning::journal::RowChange;
use planning::plan::TableName;
use planning::{Instant, Plan};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use uuid::Uuid;

const FORMAT: &str = "slipway-freeze";

/// Settings, services, environments, windows, agreed freezes that are not over, their granted exceptions and the
/// changes and releases these name, and what the CAB's conditions hold: all that `slipway gate` reads, and nothing else.
#[must_use]
pub fn excerpt(plan: &Plan, from: Instant) -> String {
    let freezes: BTreeSet<Uuid> = plan
        .freezes
        .iter()
        .filter(|freeze| freeze.is_live() && freeze.window.end() > from)
        .map(|freeze| freeze.id.0)
        .collect();
    let exceptions = plan
        .exceptions
        .iter()
        .filter(|exception| exception.is_granted() && freezes.contains(&exception.freeze.0));
    let (mut granted, mut named) = (BTreeSet::new(), BTreeSet::new());
    for exception in exceptions {
        granted.insert(exception.id.0);
        named.extend(exception.changes.iter().map(|id| id.0));
        named.extend(exception.release.map(|id| id.0));
        if let Some(release) = exception.release {
            let riding = plan
                .changes
                .iter()
                .filter(|change| change.release == Some(release));
            named.extend(riding.map(|change| change.id.0));
        }
    }
    let mut decided = BTreeSet::new();
    for change in plan.changes.iter().filter(|change| change.is_open()) {
        let release = change.release.and_then(|id| plan.releases.get(&id));
        let (Some(release), Some((decision, item))) = (release, last_decision(plan, change.id)) else {
            continue;
        };
        if release.deploy.end() > from {
            named.extend([change.id.0, release.id.0]);
            decided.extend([decision.id.0, item.id.0]);
            decided.extend(
                steps_of(plan, item.id)
                    .filter(|step| is_condition(step) && step.done_at.is_none())
                    .map(|step| step.id.0),
            );
        }
    }
    let wanted = |table: TableName, id: Uuid| match table {
        TableName::PlanSettings
        | TableName::Service
        | TableName::Environment
        | TableName::DeploymentWindow => true,
        TableName::Freeze => freezes.contains(&id),
        TableName::FreezeException => granted.contains(&id),
        TableName::Change | TableName::Release => named.contains(&id),
        TableName::CabDecision | TableName::AgendaItem | TableName::OwedStep => decided.contains(&id),
        _ => false,
    };
    let mut tables: Map<String, Value> = Map::new();
    plan.for_each_row(|table, row| {
        let id = row
            .get("id")
            .and_then(Value::as_str)
            .and_then(|id| id.parse().ok());
        if !id.is_some_and(|id| wanted(table, id)) {
            return;
        }
        let rows = tables
            .entry(table.word())
            .or_insert_with(|| Value::Array(Vec::new()));
        if let Value::Array(rows) = rows {
            rows.push(Value::Object(row));
        }
    });
    let whole = json!({ "format": FORMAT, "version": 1, "seq": plan.seq, "from": from, "tables": tables });
    let mut text = serde_json::to_string_pretty(&whole).unwrap_or_default();
    text.push('\n');
    text
}

/// Reads an excerpt back.
///
/// # Errors
/// A sentence: it is no excerpt, of a newer form, or a row cannot be read.
pub fn read_excerpt(bytes: &[u8]) -> Result<Plan, String> {
    let whole: Value = serde_json::from_slice(bytes).map_err(|error| format!("this is no JSON: {error}"))?;
    if whole["format"] != FORMAT {
        return Err("this is no freeze file that Slipway wrote".into());
    }
    if whole["version"] != 1 {
        return Err(format!(
            "this freeze file has the form {}, which a newer Slipway wrote",
            whole["version"]
        ));
    }
    let mut plan = Plan {
        seq: whole["seq"].as_i64().unwrap_or(0),
        ..Plan::default()
    };
    let tables = whole["tables"].as_object().ok_or("its tables are missing")?;
    for (table, rows) in tables {
        let name: TableName = table
            .parse()
            .map_err(|_| format!("it has a table “{table}” that is not known"))?;
        for (number, row) in rows.as_array().into_iter().flatten().enumerate() {
            let at = |what: &str| format!("{table}, row {}: {what}", number + 1);
            let row = row.as_object().ok_or_else(|| at("is no record"))?;
            let id = row
                .get("id")
                .and_then(Value::as_str)
                .and_then(|id| id.parse().ok());
            let change = RowChange {
                table: name,
                id: id.ok_or_else(|| at("has no id"))?,
                before: None,
                after: Some(row.clone()),
            };
            plan.apply(&change).map_err(|error| at(&error))?;
        }
    }
    Ok(plan)
}
