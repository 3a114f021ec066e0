//! Whether somebody has changed a record since a person looked at it, and what.

use crate::failure::{ChangedSince, from_store};
use crate::log::{FieldView, show};
use crate::{WireFailure, edit};
use planning::Plan;
use planning::journal::Entry;
use planning::plan::TableName;
use store::{Refusal, StoreError, Tx};
use uuid::Uuid;

/// Refuses an edit of a record that a later entry has touched, with that entry's before and after.
pub(crate) async fn still_as_seen(
    tx: &mut Tx,
    table: TableName,
    id: Uuid,
    seen: Option<i64>,
) -> Result<(), WireFailure> {
    let Some(seen) = seen else {
        return Ok(());
    };
    match tx.expect_unchanged(table, id, seen).await {
        Err(StoreError::Refused(refusal @ Refusal::Stale { .. })) => {
            let mut failure = WireFailure::stale(refusal.to_string());
            if let Refusal::Stale { entry } = &refusal {
                failure.changed = Some(Box::new(changed(tx.plan(), table, id, entry)));
            }
            Err(failure)
        }
        other => other.map_err(from_store),
    }
}

fn changed(plan: &Plan, table: TableName, id: Uuid, entry: &Entry) -> ChangedSince {
    let fields = entry
        .changes
        .iter()
        .filter(|change| change.table == table && change.id == id)
        .flat_map(|change| change.fields())
        .filter(|field| field.field != "id")
        .map(|field| FieldView {
            field: field.field.replace('_', " "),
            before: show(plan, field.before),
            after: show(plan, field.after),
        })
        .collect();
    ChangedSince {
        author: entry.author.clone(),
        at: entry.at,
        sentence: entry.sentence.clone(),
        seq: plan.seq,
        name: edit::label(plan, table, id),
        fields,
    }
}
