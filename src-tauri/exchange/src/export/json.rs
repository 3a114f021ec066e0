//! Every record of the plan as JSON, table by table.

use planning::Plan;
use serde_json::{Map, Value, json as value};

/// Writes the whole plan: `format`, `version`, `seq` and under `tables` the rows of each kind of record.
#[must_use]
pub fn json(plan: &Plan) -> String {
    let mut tables: Map<String, Value> = Map::new();
    plan.for_each_row(|table, row| {
        let rows = tables
            .entry(table.word())
            .or_insert_with(|| Value::Array(Vec::new()));
        if let Value::Array(rows) = rows {
            rows.push(Value::Object(row));
        }
    });
    let whole = value!({ "format": "slipway-plan", "version": 1, "seq": plan.seq, "tables": tables });
    let mut text = serde_json::to_string_pretty(&whole).unwrap_or_default();
    text.push('\n');
    text
}
