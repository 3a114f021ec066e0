//! One change of mine on a plan that others have changed: added, removed, changed field by field.

use super::conflicts::{Dispute, whole};
use super::names::mentions;
use super::{Renumbered, Replay};
use crate::ConflictReason::{BothChanged, BreaksRule, NamesRemoved, Overtaken, RemovedByMe, RemovedByThem};
use crate::journal::{Entry, RowChange};
use crate::plan::TableName;
use serde_json::{Map, Value};
use uuid::Uuid;

type Row = Map<String, Value>;

impl Replay<'_> {
    pub(super) fn add(&mut self, entry: &Entry, table: TableName, id: Uuid, mut row: Row) {
        if self.plan.row(table, id).is_some() {
            // It is there: they read it from the same place, or my taking it out is disputed.
            self.withdraw(&(table, id, None));
            let was = self.parting.base.row(table, id).unwrap_or_default();
            row.remove("id");
            return self.fields(entry, (table, id), &was, &row);
        }
        if table == TableName::Publication {
            let dispute = Dispute {
                reason: Overtaken,
                was: Value::Null,
                mine: Value::Object(row),
                theirs: Value::Null,
            };
            return self.dispute(entry, (table, id, None), dispute);
        }
        if let Some(taken) = self.names.reference_taken(table, id, &row) {
            let (from, to) = (taken.to_owned(), self.names.next_free(table, taken));
            row.insert("reference".into(), Value::from(to.as_str()));
            if let Some(mut seen) = self.seen.row(table, id) {
                let before = Some(seen.clone());
                seen.insert("reference".into(), Value::from(to.as_str()));
                if let Some(step) = RowChange::between(table, id, before, Some(seen)) {
                    let _ = self.seen.apply(&step);
                }
            }
            self.renamed.insert((table, id), (from.clone(), to.clone()));
            self.merged.renumbered.push(Renumbered {
                table,
                record: id,
                from,
                to,
            });
        }
        if !self.make(table, id, Some(row.clone())) {
            let dispute = Dispute {
                reason: BreaksRule,
                was: Value::Null,
                mine: Value::Object(row),
                theirs: Value::Null,
            };
            self.dispute(entry, (table, id, None), dispute);
        }
    }

    pub(super) fn remove(&mut self, entry: &Entry, table: TableName, id: Uuid, saw: Option<Row>) {
        let spot = (table, id, None);
        let Some(now) = self.plan.row(table, id) else {
            return self.withdraw(&spot);
        };
        // What differs only because the merge made it so is nobody's edit.
        let as_seen = saw.as_ref() == Some(&now) || !self.theirs.contains(&(table, id));
        if as_seen && self.make(table, id, None) {
            self.taken_out.insert((table, id), now);
            let disputed: Vec<_> = self
                .held
                .keys()
                .filter(|spot| (spot.0, spot.1) == (table, id))
                .cloned()
                .collect();
            for spot in disputed {
                self.withdraw(&spot);
            }
            return;
        }
        let dispute = Dispute {
            reason: RemovedByMe,
            was: whole(saw),
            mine: Value::Null,
            theirs: Value::Object(now),
        };
        self.dispute(entry, spot, dispute);
    }

    pub(super) fn update(
        &mut self,
        entry: &Entry,
        (table, id): (TableName, Uuid),
        before: &Row,
        fields: &Row,
        saw: Option<Row>,
        after: Option<Row>,
    ) {
        if self.plan.row(table, id).is_some() {
            return self.fields(entry, (table, id), before, fields);
        }
        let dispute = Dispute {
            reason: RemovedByThem,
            was: whole(self.parting.base.row(table, id).or(saw)),
            mine: whole(after),
            theirs: Value::Null,
        };
        self.dispute(entry, (table, id, None), dispute);
    }

    /// Three-way, field by field.
    fn fields(&mut self, entry: &Entry, (table, id): (TableName, Uuid), before: &Row, fields: &Row) {
        let Some(now) = self.plan.row(table, id) else {
            return;
        };
        let nothing = Value::Null;
        let mut accepted = Row::new();
        for (field, mine) in fields {
            let was = before.get(field).unwrap_or(&nothing);
            let theirs = now.get(field).unwrap_or(&nothing);
            let spot = (table, id, Some(field.clone()));
            if self.held.contains_key(&spot) {
                self.insist(&spot, mine.clone());
            } else if theirs == mine || mine == was {
                // Both did the same, or I left it as it was.
            } else if theirs == was {
                accepted.insert(field.clone(), mine.clone());
            } else if field == "origin" {
                // From which file a fact was read last is nobody's opinion. Whoever merges first, the same one stays.
                let text = |origin: &Value| origin.to_string();
                if text(mine) > text(theirs) {
                    accepted.insert(field.clone(), mine.clone());
                }
            } else {
                let dispute = Dispute {
                    reason: BothChanged,
                    was: was.clone(),
                    mine: mine.clone(),
                    theirs: theirs.clone(),
                };
                self.dispute(entry, spot, dispute);
            }
        }
        if accepted.is_empty() {
            return;
        }
        let mut row = now.clone();
        row.extend(accepted.clone());
        if !self.names.is_taken(table, id, &row) && self.make(table, id, Some(row)) {
            return;
        }
        for (field, mine) in accepted {
            let dispute = Dispute {
                reason: BreaksRule,
                was: before.get(&field).cloned().unwrap_or_default(),
                mine,
                theirs: now.get(&field).cloned().unwrap_or_default(),
            };
            self.dispute(entry, (table, id, Some(field)), dispute);
        }
    }

    /// Makes the row what is given; false when it would be no record, and nothing is changed then.
    fn make(&mut self, table: TableName, id: Uuid, row: Option<Row>) -> bool {
        let now = self.plan.row(table, id);
        let Some(change) = RowChange::between(table, id, now.clone(), row) else {
            return true;
        };
        if self.plan.apply(&change).is_err() {
            return false;
        }
        if let Some(now) = now {
            self.names.forget(table, &now);
        }
        if let Some(row) = self.plan.row(table, id) {
            self.names.note(table, id, &row);
        }
        self.touched.insert((table, id));
        true
    }

    /// After an entry every record must find what it refers to: what names a record that is gone is disputed.
    pub(super) fn tie(&mut self, entry: &Entry) {
        self.keep_what_is_needed(entry);
        loop {
            let loose = self.touched.iter().find_map(|(table, id)| {
                let row = self.plan.row(*table, *id)?;
                let missing: Vec<Uuid> = (self.parting.references)(*table, &row)
                    .into_iter()
                    .filter(|(target, id)| self.plan.row(*target, *id).is_none())
                    .map(|(_, id)| id)
                    .collect();
                (!missing.is_empty()).then_some((*table, *id, row, missing))
            });
            let Some((table, id, row, missing)) = loose else {
                return;
            };
            self.cut_loose(entry, (table, id), row, &missing);
        }
    }

    /// A record that I took out but that others need by now comes back, disputed.
    fn keep_what_is_needed(&mut self, entry: &Entry) {
        for ((table, id), was) in std::mem::take(&mut self.taken_out) {
            let needed = self.ever.iter().any(|(of, by)| {
                self.plan
                    .row(*of, *by)
                    .is_some_and(|row| (self.parting.references)(*of, &row).contains(&(table, id)))
            });
            let gone = self.plan.row(table, id).is_none();
            if needed && gone && self.make(table, id, Some(was.clone())) {
                let dispute = Dispute {
                    reason: RemovedByMe,
                    was: Value::Object(was.clone()),
                    mine: Value::Null,
                    theirs: Value::Object(was),
                };
                self.dispute(entry, (table, id, None), dispute);
            }
        }
    }

    fn cut_loose(&mut self, entry: &Entry, (table, id): (TableName, Uuid), row: Row, missing: &[Uuid]) {
        let missing: Vec<String> = missing.iter().map(Uuid::to_string).collect();
        let loose = |value: &Value| missing.iter().any(|id| mentions(value, id));
        let was = self.parting.base.row(table, id);
        let mut cut = row.clone();
        for value in cut.values_mut().filter(|value| loose(value)) {
            match value {
                Value::Array(items) => items.retain(|item| !loose(item)),
                other => *other = Value::Null,
            }
        }
        if self.make(table, id, Some(cut.clone())) {
            for (field, mine) in row.iter().filter(|(_, value)| loose(value)) {
                let was = was.as_ref().and_then(|row| row.get(field)).cloned();
                let dispute = Dispute {
                    reason: NamesRemoved,
                    was: was.unwrap_or_default(),
                    mine: mine.clone(),
                    theirs: cut.get(field).cloned().unwrap_or_default(),
                };
                self.dispute(entry, (table, id, Some(field.clone())), dispute);
            }
            return;
        }
        // It cannot be without what it names: it goes as a whole, back to what they have when they have it.
        let theirs = was.clone().filter(|was| !loose(&Value::Object(was.clone())));
        let kept = self.make(table, id, theirs.clone());
        debug_assert!(kept, "what was a record is one");
        let dispute = Dispute {
            reason: NamesRemoved,
            was: whole(was),
            mine: Value::Object(row),
            theirs: whole(theirs),
        };
        self.dispute(entry, (table, id, None), dispute);
    }
}
