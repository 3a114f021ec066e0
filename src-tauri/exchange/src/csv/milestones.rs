//! Rows as milestones of projects: what project tools export, tasks left out.

use super::read::{Row, Table};
use super::records::{Mentions, carried};
use crate::milestone::{Said, say_left_out};
use crate::{Batch, Edge};
use planning::{Milestone, MilestoneGate};

/// Rows as milestones. Where the table says which rows are milestones, by a word or by a duration, the others are left
/// out.
pub(super) fn milestones(table: &Table, batch: &mut Batch, edge: &mut Edge) {
    let mut mentions = Mentions::of(table);
    let mut carries = carried(table, &["name", "project", "planned", "release", "gate"]);
    if table.mapping.feeds("reached") || table.mapping.feeds("complete") {
        carries.push("reached");
    }
    let mut tasks = 0;
    for row in table.rows() {
        let Some(name) = row.text("name") else {
            row.refuse_row("name", "The row has no name.", batch);
            continue;
        };
        if !is_milestone(&row, batch) {
            tasks += 1;
            continue;
        }
        let (planned, forecast) = (row.day("planned", batch), row.day("forecast", batch));
        let said = Said {
            planned,
            forecast,
            reached: row.day("reached", batch),
            whole: row.number("complete", batch).is_some_and(|part| part >= 100),
        };
        let Some(dates) = said.dates(edge) else {
            row.refuse_row(
                "forecast",
                "The milestone has neither a planned nor a forecast day.",
                batch,
            );
            continue;
        };
        let project = row.text("project").unwrap_or_default();
        let key = row
            .text("key")
            .map_or_else(|| format!("{project}/{name}"), str::to_owned);
        let milestone = Milestone {
            id: edge.id(),
            project: project.to_owned(),
            name: name.to_owned(),
            planned: dates.planned,
            forecasts: dates.forecasts,
            reached: dates.reached,
            release: row
                .text("release")
                .and_then(|name| mentions.release(name, row.line, batch, edge)),
            gate: row.value("gate", batch).unwrap_or(MilestoneGate::ScopeLock),
            origin: Some(row.origin(&key)),
        };
        batch.state(&milestone, &carries);
    }
    say_left_out(tasks, table.file, batch);
}

/// By its word; else by a duration of nothing; else every row is one.
fn is_milestone(row: &Row, batch: &mut Batch) -> bool {
    if row.table.mapping.feeds("marked") {
        return row.word("marked", batch).is_some_and(|word| word == "yes");
    }
    let Some(duration) = row.text("duration") else {
        return true;
    };
    let number: String = duration
        .chars()
        .take_while(|letter| letter.is_ascii_digit() || matches!(letter, '.' | ','))
        .collect();
    number
        .replace(',', ".")
        .parse::<f64>()
        .is_ok_and(|days| days == 0.0)
}
