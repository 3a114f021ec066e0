//! Finds records of the plan by source key, reference or name.

use planning::Plan;
use planning::plan::TableName;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// The plan's rows and the ways to find them. Rows are made from the records when they are asked for.
pub(crate) struct PlanIndex<'a> {
    plan: &'a Plan,
    pub(crate) ids: BTreeSet<(TableName, Uuid)>,
    by_origin: BTreeMap<(TableName, String, String), Uuid>,
    by_reference: BTreeMap<(TableName, String), Uuid>,
    by_name: BTreeMap<(TableName, String), Option<Uuid>>,
    by_ends: BTreeMap<(String, String, String), Vec<(String, Uuid)>>,
}

/// The text of a field; empty when it has none.
pub(crate) fn text<'a>(row: &'a Map<String, Value>, field: &str) -> &'a str {
    row.get(field).and_then(Value::as_str).unwrap_or_default()
}

/// The origins of a row: its own, or those of its evidence.
pub(crate) fn origins(row: &Map<String, Value>) -> impl Iterator<Item = &Map<String, Value>> {
    let own = row.get("origin").and_then(Value::as_object);
    let evidence = row
        .get("evidence")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    own.into_iter()
        .chain(evidence.filter_map(|one| one.get("origin")?.as_object()))
}

impl<'a> PlanIndex<'a> {
    /// Finds everything in the plan; each row is shown to `visit` on the way.
    pub(crate) fn new(plan: &'a Plan, mut visit: impl FnMut(Uuid, &Map<String, Value>)) -> Self {
        let mut index = Self {
            plan,
            ids: BTreeSet::new(),
            by_origin: BTreeMap::new(),
            by_reference: BTreeMap::new(),
            by_name: BTreeMap::new(),
            by_ends: BTreeMap::new(),
        };
        plan.for_each_row(|table, row| {
            if let Ok(id) = text(&row, "id").parse::<Uuid>() {
                index.add(table, id, &row);
                visit(id, &row);
            }
        });
        index
    }

    /// The row, as the plan has it.
    pub(crate) fn row(&self, table: TableName, id: Uuid) -> Option<Map<String, Value>> {
        self.plan.row(table, id)
    }

    fn add(&mut self, table: TableName, id: Uuid, row: &Map<String, Value>) {
        for origin in origins(row) {
            self.by_origin.insert(
                (table, text(origin, "system").into(), text(origin, "key").into()),
                id,
            );
        }
        if !text(row, "reference").is_empty() {
            self.by_reference
                .insert((table, text(row, "reference").to_lowercase()), id);
        }
        if !text(row, "name").is_empty() {
            let same = self
                .by_name
                .entry((table, text(row, "name").to_lowercase()))
                .or_insert(Some(id));
            if *same != Some(id) {
                *same = None;
            }
        }
        if table == TableName::Dependency {
            self.by_ends
                .entry(ends(row))
                .or_default()
                .push((text(row, "kind").into(), id));
        }
        self.ids.insert((table, id));
    }

    /// The record with this key in the source system.
    pub(crate) fn by_origin(&self, table: TableName, row: &Map<String, Value>) -> Option<Uuid> {
        origins(row).find_map(|origin| {
            self.by_origin
                .get(&(table, text(origin, "system").into(), text(origin, "key").into()))
                .copied()
        })
    }

    /// The record with this reference, whatever the case.
    pub(crate) fn by_reference(&self, table: TableName, row: &Map<String, Value>) -> Option<Uuid> {
        self.by_reference
            .get(&(table, text(row, "reference").to_lowercase()))
            .copied()
    }

    /// The only record with this name, whatever the case.
    pub(crate) fn by_name(&self, table: TableName, row: &Map<String, Value>) -> Option<Uuid> {
        self.by_name
            .get(&(table, text(row, "name").to_lowercase()))
            .copied()
            .flatten()
    }

    /// The link between the same two services: of the same kind, or else the only one.
    pub(crate) fn by_ends(&self, row: &Map<String, Value>) -> Option<Uuid> {
        let links = self.by_ends.get(&ends(row))?;
        let same_kind = links.iter().find(|(kind, _)| kind == text(row, "kind"));
        same_kind
            .or(if links.len() == 1 { links.first() } else { None })
            .map(|(_, id)| *id)
    }
}

fn ends(row: &Map<String, Value>) -> (String, String, String) {
    (
        text(row, "consumer").into(),
        text(row, "provider").into(),
        text(row, "environment").into(),
    )
}
