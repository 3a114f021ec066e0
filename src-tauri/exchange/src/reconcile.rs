//! Maps a batch onto the plan: ids, differences, refusals. Pure: nothing is written.

use crate::batch::{Proposal, Role, UnknownReference};
use crate::diff::{Diff, FieldDiff, Records, RowDiff, RowStatus, TableCount};
use crate::plan_index::{PlanIndex, origins, text};
use crate::{Batch, Note, NoteKind, Refusal};
use planning::Plan;
use planning::plan::TableName;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Fields without which a record cannot stand: when what they point at is refused, so is the record.
const REQUIRED: &[&str] = &["consumer", "provider", "freeze", "train", "service"];

/// Maps the batch onto the plan and says what an import would do.
///
/// A record is found again by `(table, system, key)` of its origin, then by its reference. Only the fields that the
/// source carries overwrite; every other field stays as people left it. Nothing is ever deleted: what the source no
/// longer has is listed as gone, and a link's evidence is marked as no longer present.
#[must_use]
pub fn reconcile(plan: &Plan, batch: Batch) -> Diff {
    let mut labels = BTreeMap::new();
    let index = PlanIndex::new(plan, |id, row| {
        let label = label_of(row);
        if !label.is_empty() {
            labels.insert(id.to_string(), label);
        }
    });
    let mut run = Run {
        index,
        labels,
        files: Files::default(),
        ids: BTreeMap::new(),
        matched: BTreeMap::new(),
        seen: BTreeSet::new(),
        local_names: batch.local_names,
        fresh: BTreeMap::new(),
        missing: BTreeMap::new(),
        pairs: BTreeMap::new(),
        gathered: BTreeMap::new(),
        refused: batch.refused,
        notes: batch.notes,
    };
    let mut kept: Vec<Proposal> = batch
        .proposals
        .into_iter()
        .filter_map(|one| run.identify(one))
        .collect();
    loop {
        let before = kept.len();
        kept = kept.into_iter().filter_map(|one| run.rewrite(one)).collect();
        if kept.len() == before {
            break;
        }
    }
    kept.sort_by_key(|one| one.table);
    let mut diff = Diff {
        source: batch.source,
        facts: batch.facts,
        ..Diff::default()
    };
    let mut counts: BTreeMap<TableName, TableCount> = BTreeMap::new();
    let mut records = Records::default();
    let behind = kept.partition_point(|one| one.table < TableName::Dependency);
    let behind = kept.split_off(behind);
    for one in kept {
        let label = run.label(&one);
        run.compare(one, label, &mut diff, &mut counts, &mut records);
    }
    // Of links there can be very many: each is opened, found and compared in its turn.
    for one in batch.links {
        let one = one.open().and_then(|one| run.rewrite(one));
        if let Some((one, label)) = one.and_then(|one| run.identify_link(one)) {
            run.compare(one, label, &mut diff, &mut counts, &mut records);
        }
    }
    for one in behind {
        let label = run.label(&one);
        run.compare(one, label, &mut diff, &mut counts, &mut records);
    }
    for cover in &batch.covers {
        run.gone(cover, batch.at, &mut diff, &mut counts, &mut records);
    }
    run.returned(&batch.covers, &mut counts, &mut records);
    run.say_gathered();
    diff.counts = counts.into_values().collect();
    diff.refused = run.refused;
    diff.notes = run.notes;
    diff.writes = u32::try_from(records.len()).unwrap_or(u32::MAX);
    diff.records = records;
    diff
}

/// Where the batch states something: number of the file, row.
type Place = (u32, Option<u32>);

/// Files by number.
#[derive(Default)]
struct Files {
    names: Vec<String>,
    numbers: BTreeMap<String, u32>,
}

impl Files {
    fn place(&mut self, one: &Proposal) -> Place {
        let number = self.numbers.get(&one.file).copied().unwrap_or_else(|| {
            let number = self.names.len() as u32;
            self.names.push(one.file.clone());
            self.numbers.insert(one.file.clone(), number);
            number
        });
        (number, one.line)
    }
    fn say(&self, place: Place) -> String {
        let file = &self.names[place.0 as usize];
        place
            .1
            .map_or_else(|| file.clone(), |line| format!("{file} row {line}"))
    }
}

struct Run<'a> {
    index: PlanIndex<'a>,
    files: Files,
    /// Placeholder id → final id.
    ids: BTreeMap<String, String>,
    /// Final id → where the batch states it.
    matched: BTreeMap<(TableName, Uuid), Place>,
    /// Final ids that the batch only refers to.
    seen: BTreeSet<(TableName, Uuid)>,
    /// True when the names of the source mean something only within it.
    local_names: bool,
    /// Reference of each new record of the batch → its id and where it is stated.
    fresh: BTreeMap<(TableName, String), (Uuid, Place)>,
    /// Placeholder id of what is nowhere → what the source calls it.
    missing: BTreeMap<String, String>,
    /// Both ends and kind of each link → where the batch states it.
    pairs: BTreeMap<String, Place>,
    /// What notes will say: kind, table, where it is known from → the file when it is only one, and which records.
    gathered: BTreeMap<(NoteKind, TableName, String), (String, Vec<String>)>,
    /// Id → what people call it.
    labels: BTreeMap<String, String>,
    refused: Vec<Refusal>,
    notes: Vec<Note>,
}

fn label_of(row: &Map<String, Value>) -> String {
    let reference = text(row, "reference");
    if reference.is_empty() {
        text(row, "name").into()
    } else {
        reference.into()
    }
}

/// What makes a new record unique within its table: its reference, or its key in the source.
fn batch_key(row: &Map<String, Value>) -> String {
    let reference = text(row, "reference");
    match origins(row).next() {
        Some(origin) if reference.is_empty() => text(origin, "key").to_owned(),
        _ => reference.to_lowercase(),
    }
}

impl Run<'_> {
    /// Finds the record in the plan, or lets it be a new one.
    fn identify(&mut self, mut one: Proposal) -> Option<Proposal> {
        let placeholder = one.id.to_string();
        let by_origin = self.index.by_origin(one.table, &one.row);
        let found = by_origin.or_else(|| self.by_reference(&mut one));
        let found = match one.role {
            Role::Mentioned(_) => found.or_else(|| self.index.by_name(one.table, &one.row)),
            Role::Stated => found,
        };
        let key = (one.table, batch_key(&one.row));
        if let (None, Some((id, first))) = (found, self.fresh.get(&key)) {
            let first = self.files.say(*first);
            if one.role == Role::Stated {
                let reason = format!("“{}” is stated twice; {first} was taken.", label_of(&one.row));
                self.refused.push(Refusal::whole(&one.file, one.line, reason));
            }
            self.ids.insert(placeholder, id.to_string());
            return None;
        }
        if let (Role::Mentioned(unknown), found) = (one.role, found) {
            if let Some(id) = found {
                self.ids.insert(placeholder, id.to_string());
                self.seen.insert((one.table, id));
                return None;
            }
            if unknown == UnknownReference::Refuse {
                self.missing.insert(placeholder, label_of(&one.row));
                return None;
            }
            self.gather(NoteKind::Stub, &one, "");
        }
        let id = found.unwrap_or(one.id);
        if found.is_none() {
            let place = self.files.place(&one);
            self.fresh.insert(key, (id, place));
        }
        if let Some(first) = self.matched.get(&(one.table, id)) {
            let first = self.files.say(*first);
            let reason = format!("“{}” is stated twice; {first} was taken.", label_of(&one.row));
            self.refused.push(Refusal::whole(&one.file, one.line, reason));
            self.ids.insert(placeholder, id.to_string());
            return None;
        }
        if let (None, Some(id)) = (by_origin, found) {
            self.say_also_known(&one, id);
        }
        let place = self.files.place(&one);
        self.matched.insert((one.table, id), place);
        self.ids.insert(placeholder, id.to_string());
        self.labels.insert(id.to_string(), label_of(&one.row));
        one.id = id;
        one.row.insert("id".into(), Value::String(id.to_string()));
        Some(one)
    }

    /// The record with the same reference, unless the source itself says that it is another one: then the new one is
    /// given a reference of its own.
    fn by_reference(&self, one: &mut Proposal) -> Option<Uuid> {
        let id = self.index.by_reference(one.table, &one.row)?;
        let known = self.index.row(one.table, id)?;
        let (Some(known), Some(own)) = (
            known.get("origin").and_then(Value::as_object),
            one.row.get("origin").and_then(Value::as_object),
        ) else {
            return Some(id);
        };
        let (there, here) = (text(known, "system"), text(own, "system"));
        let tool = |system: &str| system.split('/').next().unwrap_or_default().to_owned();
        let another = if here == there {
            text(known, "key") != text(own, "key")
        } else {
            self.local_names && tool(here) == tool(there)
        };
        if !another {
            return Some(id);
        }
        let (place, plain) = (
            here.rsplit('/').next().unwrap_or_default().to_owned(),
            text(&one.row, "reference").to_owned(),
        );
        for number in 1..1000 {
            let end = if number == 1 {
                String::new()
            } else {
                format!(" {number}")
            };
            let room = 64 - end.chars().count();
            let mut reference: String = format!("{place}/{plain}").chars().take(room).collect();
            reference.push_str(&end);
            one.row.insert("reference".into(), Value::String(reference));
            let used = self.index.by_reference(one.table, &one.row).is_some()
                || self.fresh.contains_key(&(one.table, batch_key(&one.row)));
            if !used {
                return None;
            }
        }
        Some(id)
    }

    /// Remembers what one note will say of many records.
    fn gather(&mut self, kind: NoteKind, one: &Proposal, known: &str) {
        let group = (kind, one.table, known.to_owned());
        let (file, labels) = self
            .gathered
            .entry(group)
            .or_insert_with(|| (one.file.clone(), Vec::new()));
        if *file != one.file {
            file.clear();
        }
        labels.push(label_of(&one.row));
    }

    /// One note for each group: `3 services are seen only as references: a, b, c.`
    fn say_gathered(&mut self) {
        for ((kind, table, known), (file, labels)) in std::mem::take(&mut self.gathered) {
            let count = labels.len();
            let (records, are) = if count == 1 {
                ("record", "is")
            } else {
                ("records", "are")
            };
            let first: Vec<&str> = labels.iter().take(5).map(String::as_str).collect();
            let more = if count > first.len() {
                format!(" and {} more", count - first.len())
            } else {
                String::new()
            };
            let what = match kind {
                NoteKind::Stub => "seen only as a reference".to_owned(),
                _ => format!("already known from {known}"),
            };
            let sentence = format!(
                "{count} {table} {records} {are} {what}: {}{more}.",
                first.join(", ")
            );
            self.notes.push(Note {
                kind,
                subject: table.word().to_owned(),
                sentence,
                file,
            });
        }
    }

    fn say_also_known(&mut self, one: &Proposal, id: Uuid) {
        let Some(row) = self.index.row(one.table, id) else {
            return;
        };
        let known = origins(&row)
            .next()
            .map_or("this plan", |origin| text(origin, "system"))
            .to_owned();
        self.gather(NoteKind::AlsoKnown, one, &known);
    }

    /// Replaces placeholder ids; refuses what cannot stand without something that is missing.
    fn rewrite(&mut self, mut one: Proposal) -> Option<Proposal> {
        let mut lost: Vec<(String, String)> = Vec::new();
        for (field, value) in &mut one.row {
            let mut gone = Vec::new();
            settle(value, &self.ids, &self.missing, &mut gone);
            lost.extend(gone.into_iter().map(|what| (field.clone(), what)));
        }
        let fatal = lost.iter().any(|(field, _)| REQUIRED.contains(&field.as_str()));
        for (field, what) in lost {
            let reason = format!("“{what}” is neither in the file nor in the plan.");
            let refusal = Refusal::value(&one.file, one.line, &field, &what, reason);
            self.refused
                .push(if fatal { refusal.and_its_record() } else { refusal });
        }
        if fatal {
            self.matched.remove(&(one.table, one.id));
            if !self.index.ids.contains(&(one.table, one.id)) {
                self.missing.insert(one.id.to_string(), label_of(&one.row));
            }
            return None;
        }
        Some(one)
    }

    /// Finds the link in the plan by its evidence or by its two ends.
    fn identify_link(&mut self, mut one: Proposal) -> Option<(Proposal, String)> {
        let (consumer, provider) = (
            text(&one.row, "consumer").to_owned(),
            text(&one.row, "provider").to_owned(),
        );
        let name = |id: &str| self.labels.get(id).cloned().unwrap_or_else(|| id.to_owned());
        let label = format!("{} → {}", name(&consumer), name(&provider));
        if consumer == provider {
            let reason = format!("{} cannot depend on itself.", name(&consumer));
            self.refused.push(Refusal::whole(&one.file, one.line, reason));
            return None;
        }
        let by_origin = self.index.by_origin(one.table, &one.row);
        let id = by_origin
            .or_else(|| self.index.by_ends(&one.row))
            .unwrap_or(one.id);
        let place = self.files.place(&one);
        let twin = self.matched.get(&(one.table, id)).copied().or_else(|| {
            let same = [
                consumer.as_str(),
                provider.as_str(),
                text(&one.row, "kind"),
                text(&one.row, "environment"),
            ]
            .join(">");
            let first = self.pairs.get(&same).copied();
            self.pairs.entry(same).or_insert(place);
            first
        });
        if let Some(first) = twin {
            let first = self.files.say(first);
            let reason = format!("{label} is stated twice; {first} was taken.");
            self.refused.push(Refusal::whole(&one.file, one.line, reason));
            return None;
        }
        self.matched.insert((one.table, id), place);
        one.id = id;
        one.row.insert("id".into(), Value::String(id.to_string()));
        Some((one, label))
    }

    /// What people call a record that is no link.
    fn label(&self, one: &Proposal) -> String {
        match one.table {
            TableName::Installed => self.installed_label(&one.row),
            _ => self.labels.get(&one.id.to_string()).cloned().unwrap_or_default(),
        }
    }

    fn compare(
        &mut self,
        one: Proposal,
        label: String,
        diff: &mut Diff,
        counts: &mut BTreeMap<TableName, TableCount>,
        records: &mut Records,
    ) {
        let table = one.table;
        let mut fields = Vec::new();
        let (status, row) = match self.index.row(table, one.id) {
            None => (RowStatus::Added, one.row),
            Some(existing) => {
                let merged = merge(&existing, &one);
                for (field, after) in &merged {
                    let before = existing.get(field).unwrap_or(&Value::Null);
                    if before != after {
                        let (before, after) = (self.words(before), self.words(after));
                        fields.push(FieldDiff {
                            field: field.clone(),
                            before,
                            after,
                        });
                    }
                }
                if fields.is_empty() {
                    tally(counts, table).unchanged += 1;
                    if let Some(row) = seen_again(&existing, &one.row)
                        && records.push(table, row).is_ok()
                    {
                        diff.seen_again += 1;
                    }
                    return;
                }
                (RowStatus::Changed, merged)
            }
        };
        let said = label_of(&row);
        if let Err(reason) = records.push(table, row) {
            let reason = format!("{table} {said}: {reason}.");
            self.refused.push(Refusal::whole(&one.file, one.line, reason));
            return;
        }
        match status {
            RowStatus::Added => tally(counts, table).added += 1,
            _ => tally(counts, table).changed += 1,
        }
        diff.rows.push(RowDiff {
            table,
            id: one.id,
            status,
            label,
            fields,
            file: one.file,
            row: one.line,
        });
    }

    /// Lists what the source no longer has; evidence of links is marked, records stay.
    fn gone(
        &mut self,
        cover: &crate::batch::Coverage,
        at: Option<planning::Instant>,
        diff: &mut Diff,
        counts: &mut BTreeMap<TableName, TableCount>,
        records: &mut Records,
    ) {
        let from_here = |origin: &Map<String, Value>| {
            text(origin, "system") == cover.system && text(origin, "file").starts_with(&cover.file_prefix)
        };
        for (table, id) in &self.index.ids {
            let place = (*table, *id);
            if *table != cover.table || self.matched.contains_key(&place) || self.seen.contains(&place) {
                continue;
            }
            let Some(row) = self.index.row(*table, *id) else {
                continue;
            };
            let Some(origin) = origins(&row).find(|origin| from_here(origin)) else {
                continue;
            };
            let mut marked = row.clone();
            let mut fresh = false;
            if let Some(Value::Array(evidence)) = marked.get_mut("evidence") {
                for one in evidence.iter_mut().filter_map(Value::as_object_mut) {
                    let here = one
                        .get("origin")
                        .and_then(Value::as_object)
                        .is_some_and(from_here);
                    if here && one.insert("present".into(), Value::Bool(false)) == Some(Value::Bool(true)) {
                        fresh = true;
                    }
                }
            }
            if let (Some(Value::Null), Some(at)) = (marked.get("vanished_at"), at) {
                marked.insert("vanished_at".into(), Value::String(at.to_string()));
                fresh = true;
            }
            if fresh && records.push(*table, marked).is_err() {
                continue;
            }
            tally(counts, *table).gone += 1;
            let label = match *table {
                TableName::Dependency => {
                    let name = |field| self.labels.get(text(&row, field)).cloned().unwrap_or_default();
                    format!("{} → {}", name("consumer"), name("provider"))
                }
                _ => label_of(&row),
            };
            diff.rows.push(RowDiff {
                table: *table,
                id: *id,
                status: RowStatus::Gone,
                label,
                fields: Vec::new(),
                file: text(origin, "file").into(),
                row: None,
            });
        }
    }

    /// `cart 2.1 in PROD`.
    fn installed_label(&self, row: &Map<String, Value>) -> String {
        let name = |field| self.labels.get(text(row, field)).cloned().unwrap_or_default();
        format!(
            "{} {} in {}",
            name("service"),
            text(row, "version"),
            name("environment")
        )
    }

    /// What the source refers to again is no longer marked as vanished from it.
    fn returned(
        &mut self,
        covers: &[crate::batch::Coverage],
        counts: &mut BTreeMap<TableName, TableCount>,
        records: &mut Records,
    ) {
        for (table, id) in &self.seen {
            let Some(row) = self.index.row(*table, *id) else {
                continue;
            };
            let ours = origins(&row).any(|origin| {
                covers
                    .iter()
                    .any(|cover| cover.table == *table && cover.system == text(origin, "system"))
            });
            if ours && !text(&row, "vanished_at").is_empty() && !self.matched.contains_key(&(*table, *id)) {
                let mut row = row;
                row.insert("vanished_at".into(), Value::Null);
                if records.push(*table, row).is_ok() {
                    tally(counts, *table).changed += 1;
                }
            }
        }
    }

    /// A value in words: ids become what people call the record.
    fn words(&self, value: &Value) -> String {
        match value {
            Value::Null => String::new(),
            Value::String(text) => self.labels.get(text).unwrap_or(text).clone(),
            Value::Array(items) => items
                .iter()
                .map(|item| self.words(item))
                .collect::<Vec<_>>()
                .join(", "),
            Value::Object(map) => {
                let parts: Vec<_> = map
                    .iter()
                    .map(|(field, value)| format!("{field}: {}", self.words(value)))
                    .collect();
                parts.join("; ")
            }
            other => other.to_string(),
        }
    }
}

fn tally(counts: &mut BTreeMap<TableName, TableCount>, table: TableName) -> &mut TableCount {
    counts.entry(table).or_insert(TableCount {
        table,
        added: 0,
        changed: 0,
        unchanged: 0,
        gone: 0,
    })
}

/// Replaces known placeholders; empties single references to missing records and drops them from lists.
fn settle(
    value: &mut Value,
    ids: &BTreeMap<String, String>,
    missing: &BTreeMap<String, String>,
    lost: &mut Vec<String>,
) {
    match value {
        Value::String(text) => {
            if let Some(id) = ids.get(text.as_str()) {
                *text = id.clone();
            } else if let Some(what) = missing.get(text.as_str()) {
                lost.push(what.clone());
                *value = Value::Null;
            }
        }
        Value::Array(items) => {
            items.retain_mut(|item| {
                let was_text = item.is_string();
                settle(item, ids, missing, lost);
                !(was_text && item.is_null())
            });
            let mut seen = BTreeSet::new();
            items.retain(|item| item.as_str().is_none_or(|text| seen.insert(text.to_owned())));
        }
        Value::Object(map) => map.values_mut().for_each(|item| settle(item, ids, missing, lost)),
        _ => {}
    }
}

/// The existing record with the carried fields of the proposal.
fn merge(existing: &Map<String, Value>, one: &Proposal) -> Map<String, Value> {
    let mut merged = existing.clone();
    let own = !one.gentle || is_own(existing, &one.row);
    for field in one.carries.iter() {
        let blank = existing.get(*field).is_none_or(is_blank);
        if let Some(value) = one
            .row
            .get(*field)
            .filter(|value| own || (blank && !is_blank(value)))
        {
            merged.insert((*field).to_owned(), value.clone());
        }
    }
    if is_own(existing, &one.row) && !text(existing, "vanished_at").is_empty() {
        merged.insert("vanished_at".into(), Value::Null);
    }
    // What was guessed from one file and is stated by another is no guess any more.
    if text(existing, "status") == "suggested" && text(&one.row, "status") == "imported" {
        merged.insert("status".into(), "imported".into());
    }
    if let (Some(Value::Array(old)), Some(Value::Array(new))) =
        (existing.get("evidence"), one.row.get("evidence"))
    {
        merged.insert("evidence".into(), Value::Array(merge_evidence(old, new)));
    }
    if let (Some(Value::Array(old)), Some(Value::Array(new))) =
        (existing.get("forecasts"), one.row.get("forecasts"))
    {
        merged.insert("forecasts".into(), Value::Array(merge_forecasts(old, new)));
    }
    // An origin moves within its file without being news; it is refreshed when something else changes.
    let differs = merged
        .iter()
        .any(|(field, value)| existing.get(field) != Some(value));
    let (old, new) = (
        existing.get("origin").unwrap_or(&Value::Null),
        one.row.get("origin").unwrap_or(&Value::Null),
    );
    if differs && let (Some(_), Some(at)) = (existing.get("observed_at"), one.row.get("observed_at")) {
        merged.insert("observed_at".into(), at.clone());
    }
    let same_key = old.get("system") == new.get("system") && old.get("key") == new.get("key");
    if !new.is_null() && (old.is_null() || (same_key && differs)) {
        merged.insert("origin".into(), new.clone());
    }
    merged
}

/// True when the record came from the same place of the same source: its first origin is that of the proposal.
fn is_own(existing: &Map<String, Value>, proposed: &Map<String, Value>) -> bool {
    let place = |row: &Map<String, Value>| {
        let origin = origins(row).next()?;
        Some((text(origin, "system").to_owned(), text(origin, "key").to_owned()))
    };
    place(existing).is_some() && place(existing) == place(proposed)
}

/// True for a value that says nothing.
fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty() || text == "unknown",
        Value::Array(items) => items.is_empty(),
        _ => false,
    }
}

/// The link with the day it was last seen moved on; `None` when it was seen on this day already.
fn seen_again(existing: &Map<String, Value>, proposed: &Map<String, Value>) -> Option<Map<String, Value>> {
    let list = |row: &Map<String, Value>| row.get("evidence").and_then(Value::as_array).cloned();
    let (mut known, new) = (list(existing)?, list(proposed)?);
    let day = |one: &Value| one.get("last_seen")?.as_str()?.get(..10).map(str::to_owned);
    let place = |one: &Value| {
        let origin = one.get("origin")?;
        Some((origin.get("system")?.clone(), origin.get("key")?.clone()))
    };
    let mut moved = false;
    for one in &mut known {
        let again = new.iter().find(|other| place(other) == place(one));
        if let Some(again) = again.filter(|again| day(again) > day(one))
            && let (Some(map), Some(at)) = (one.as_object_mut(), again.get("last_seen"))
        {
            map.insert("last_seen".into(), at.clone());
            moved = true;
        }
    }
    let mut row = existing.clone();
    row.insert("evidence".into(), Value::Array(known));
    moved.then_some(row)
}

/// Keeps evidence of other sources; evidence of the same key changes only when it was absent.
/// What was said of a date stays; another date is said anew, and a second word of one day replaces the first.
fn merge_forecasts(old: &[Value], new: &[Value]) -> Vec<Value> {
    let mut merged = old.to_vec();
    for forecast in new {
        let last = merged.last();
        if last.and_then(|last| last.get("day")) == forecast.get("day") {
            continue;
        }
        if last.and_then(|last| last.get("said_on")) == forecast.get("said_on") {
            merged.pop();
        }
        merged.push(forecast.clone());
    }
    merged
}

fn merge_evidence(old: &[Value], new: &[Value]) -> Vec<Value> {
    let mut merged = old.to_vec();
    for evidence in new {
        let key = |one: &Value| {
            let origin = one.get("origin")?.as_object()?;
            Some((text(origin, "system").to_owned(), text(origin, "key").to_owned()))
        };
        match merged.iter_mut().find(|one| key(one) == key(evidence)) {
            None => merged.push(evidence.clone()),
            Some(known) if known.get("present") == Some(&Value::Bool(false)) => {
                let first_seen = known.get("first_seen").cloned();
                *known = evidence.clone();
                if let (Some(map), Some(first_seen)) = (known.as_object_mut(), first_seen) {
                    map.insert("first_seen".into(), first_seen);
                }
            }
            Some(_) => {}
        }
    }
    merged
}
