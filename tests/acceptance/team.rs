//! Three people, three copies of one plan, and an evening of edits made apart.

use crate::story::Story;
use app::sharing::Hubs;
use planning::Plan;
use planning::journal::{Entry, digest};
use planning::plan::TableName;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use store::Store;
use uuid::Uuid;

pub const NAMES: [&str; 3] = ["Ines Costa", "Jonas Weber", "Kemi Adeyemi"];

/// The orders in which three can come home.
pub const ORDERS: [[usize; 3]; 6] = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];

/// One value that somebody set, the last one they set there.
#[derive(Debug)]
struct Set {
    by: usize,
    table: &'static str,
    id: String,
    field: &'static str,
    value: Value,
}

/// What three people did apart, in files that can be copied and merged again and again.
pub struct Evening {
    folder: tempfile::TempDir,
    sets: Vec<Set>,
    /// Records that were added under one reference, and how many distinct ones they need.
    added: BTreeSet<Uuid>,
    /// Entries each made.
    made: [BTreeSet<Uuid>; 3],
    /// Conflicts that a merge in any order makes.
    pub conflicts: usize,
}

impl Evening {
    /// Starts from the plan file, which is copied to three computers that edit it apart.
    pub async fn of(plan: &Path) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut evening = Self {
            folder,
            sets: Vec::new(),
            added: BTreeSet::new(),
            made: Default::default(),
            conflicts: 0,
        };
        let spare = evening.start(plan).await;
        for (by, name) in NAMES.iter().enumerate() {
            copy(&evening.path("base"), &evening.path(name)).await;
            evening.edit(by, &spare).await;
        }
        evening
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(format!("{name}.slipway"))
    }

    /// The plan with three changes that somebody will take out.
    async fn start(&self, plan: &Path) -> Vec<String> {
        copy(plan, &self.path("base")).await;
        let story = Story::of("Deniz Aydin", 9, Arc::new(app::sharing::RealHubs));
        open(&story, &self.path("base")).await;
        let mut spare = Vec::new();
        for number in 0..3 {
            let answer = story
                .ask("add_change", new_change("", &format!("Spare {number}")))
                .await;
            spare.push(text(&answer["answer"]["id"]));
        }
        story.ask("close_plan", json!({})).await;
        spare
    }

    async fn edit(&mut self, by: usize, spare: &[String]) {
        let story = Story::of(
            NAMES[by],
            u8::try_from(by + 1).expect("small"),
            Arc::new(app::sharing::RealHubs),
        );
        open(&story, &self.path(NAMES[by])).await;
        let before = story.ask("frame", json!({})).await["seq"]
            .as_i64()
            .expect("a position");
        let mut services: Vec<Value> = story
            .ask("services", json!({}))
            .await
            .as_array()
            .expect("rows")
            .clone();
        services.sort_by_key(|row| text(&row["reference"]));
        let service = |at: usize| text(&services[at]["id"]);
        let number = i64::try_from(by).expect("small");
        // One field each of the same service: joined.
        for at in 0..4 {
            let field = ["deploy_minutes", "validate_minutes", "system"][by];
            let value = if by == 2 {
                json!(format!("Area {at}"))
            } else {
                json!(20 + number)
            };
            self.set(&story, by, ("service", service(at)), field, value).await;
        }
        // The same field, all three differ: two conflicts each.
        for at in 4..8 {
            self.set(
                &story,
                by,
                ("service", service(at)),
                "back_out_minutes",
                json!(100 + number),
            )
            .await;
            if by == 1 {
                self.set(
                    &story,
                    by,
                    ("service", service(at)),
                    "back_out_minutes",
                    json!(150),
                )
                .await;
            }
        }
        // The same value by all: no conflict.
        self.set(
            &story,
            by,
            ("service", service(8)),
            "system",
            json!("The same for all"),
        )
        .await;
        // Something of their own, field by field.
        for at in 0..7 {
            let at = 9 + 3 * at + by;
            self.set(
                &story,
                by,
                ("service", service(at)),
                "system",
                json!(format!("Team {number}")),
            )
            .await;
            self.set(
                &story,
                by,
                ("service", service(at)),
                "validate_minutes",
                json!(30 + number),
            )
            .await;
        }
        // Taken out here, edited there; and taken out by two.
        let remove = |id: &String| json!({ "table": "change", "id": id, "seen": null });
        match by {
            0 => drop(story.ask("remove", remove(&spare[0])).await),
            1 => {
                self.set(
                    &story,
                    by,
                    ("change", spare[0].clone()),
                    "title",
                    json!("Spare, but wanted"),
                )
                .await;
                story.ask("remove", remove(&spare[2])).await;
            }
            _ => {
                story.ask("remove", remove(&spare[2])).await;
                self.set(
                    &story,
                    by,
                    ("change", spare[1].clone()),
                    "title",
                    json!("Spare, kept"),
                )
                .await;
            }
        }
        // The next free reference is the same for all three.
        for at in 0..2 {
            let title = format!("{} {at}", NAMES[by]);
            let answer = story.ask("add_change", new_change("", &title)).await;
            let id = text(&answer["answer"]["id"]);
            self.added.insert(id.parse().expect("an id"));
            self.set(&story, by, ("change", id), "effort_points", json!(3 + at))
                .await;
        }
        // Thought better of.
        for value in ["First thought", "Second thought"] {
            let fields = json!({ "name": value });
            let edit = json!({ "table": "service", "id": service(4), "seen": null, "fields": fields });
            story.ask("edit", edit).await;
            story.ask("undo", json!({})).await;
        }
        story.ask("close_plan", json!({})).await;
        let store = Store::open(self.path(NAMES[by])).await.expect("it opens");
        let entries = store.entries(before, u32::MAX).await.expect("the log");
        self.made[by] = entries.iter().map(|entry| entry.id.0).collect();
        store.close().await;
        assert!(self.made[by].len() >= 30, "{} edits", self.made[by].len());
        // Four services disputed by three, and a change taken out by one while another edits it.
        self.conflicts = 4 * 2 + 1;
    }

    async fn set(
        &mut self,
        story: &Story,
        by: usize,
        (table, id): (&'static str, String),
        field: &'static str,
        value: Value,
    ) {
        let fields = json!({ field: value });
        let edit = json!({ "table": table, "id": id, "seen": null, "fields": fields });
        story.ask("edit", edit).await;
        self.sets
            .retain(|set| !(set.by == by && set.id == id && set.field == field));
        self.sets.push(Set {
            by,
            table,
            id,
            field,
            value,
        });
    }

    /// Everybody goes home with their file: each as a desk with the plan open.
    pub async fn go_home(&self, hubs: impl Fn(usize) -> Arc<dyn Hubs>) -> Vec<Story> {
        let mut team = Vec::new();
        for (by, name) in NAMES.iter().enumerate() {
            let story = Story::of(name, u8::try_from(by + 11).expect("small"), hubs(by));
            let path = PathBuf::from(story.path("plan.slipway"));
            copy(&self.path(name), &path).await;
            open(&story, &path).await;
            team.push(story);
        }
        team
    }

    /// Whatever somebody set is in the plan, or in a conflict that says so.
    pub async fn assert_nothing_is_lost(&self, story: &Story, entries: &[Entry]) {
        let known: BTreeSet<Uuid> = entries.iter().map(|entry| entry.id.0).collect();
        for made in &self.made {
            assert!(made.is_subset(&known), "an entry is missing");
        }
        let plan = plan_of(story).await;
        for set in &self.sets {
            let table = TableName::ALL
                .iter()
                .find(|table| table.word() == set.table)
                .expect("a table");
            let id: Uuid = set.id.parse().expect("an id");
            let there = plan
                .row(*table, id)
                .is_some_and(|row| row.get(set.field) == Some(&set.value));
            let disputed = plan.merge_conflicts.iter().any(|conflict| {
                let wants = |value: &Value| *value == set.value || value.get(set.field) == Some(&set.value);
                conflict.record == id && (wants(&conflict.mine) || wants(&conflict.theirs))
            });
            assert!(there || disputed, "{set:?} is lost");
        }
    }

    /// The digest with the references that collided put aside: who came home first had the first choice.
    pub async fn digest(&self, story: &Story) -> String {
        let mut plan = plan_of(story).await;
        let mut references = BTreeSet::new();
        for id in &self.added {
            let mut change = plan.changes.get(&(*id).into()).expect("an added change").clone();
            references.insert(change.reference.to_string());
            change.reference = planning::Reference::new(&format!("rank-{id}")).expect("a reference");
            plan.put(change);
        }
        assert_eq!(references.len(), 6, "{references:?}");
        format!("{references:?} {}", digest(&plan))
    }
}

/// A new change with as little as possible.
pub fn new_change(reference: &str, title: &str) -> Value {
    json!({ "reference": reference, "title": title, "kind": "normal", "points": 1, "minutes": 5, "value_per_week": 0 })
}

/// The text of an answer.
pub fn text(value: &Value) -> String {
    value
        .as_str()
        .unwrap_or_else(|| panic!("no text: {value}"))
        .to_owned()
}

/// Opens a plan file.
pub async fn open(story: &Story, path: &Path) {
    story.ask("open_plan", json!({ "path": path })).await;
}

/// A copy as `save_copy` makes it, whoever has the file open.
async fn copy(from: &Path, to: &Path) {
    let store = Store::open(from).await.expect("it opens");
    store.copy_to(to).await.expect("a copy");
    store.close().await;
}

/// The records as another process reads them.
pub async fn plan_of(story: &Story) -> Plan {
    let store = Store::open(story.path("plan.slipway")).await.expect("it opens");
    let plan = (*store.plan()).clone();
    store.close().await;
    plan
}

/// The journal as another process reads it.
pub async fn journal_of(story: &Story) -> Vec<Entry> {
    let store = Store::open(story.path("plan.slipway")).await.expect("it opens");
    let entries = store.entries(0, u32::MAX).await.expect("the log");
    store.close().await;
    entries
}

/// Settles every conflict by the values alone: of two values the greater, of a record that is there and one that is
/// not the one that is. Answers how many there were.
pub async fn settle_all(story: &Story) -> usize {
    let mut settled = 0;
    loop {
        let plan = plan_of(story).await;
        let Some(conflict) = plan.merge_conflicts.iter().next() else {
            return settled;
        };
        let now = plan.row(conflict.table, conflict.record);
        let mine_is_greater = match &conflict.field {
            Some(field) => {
                let theirs = now.and_then(|row| row.get(field).cloned()).unwrap_or_default();
                planning::journal::canonical(&conflict.mine) > planning::journal::canonical(&theirs)
            }
            None => now.is_none(),
        };
        let choice = if mine_is_greater { "mine" } else { "theirs" };
        story
            .ask("settle_conflict", json!({ "id": conflict.id, "choice": choice }))
            .await;
        settled += 1;
    }
}

/// Each conflict of the list stands there once.
pub fn assert_each_is_shown_once(conflicts: &Value) -> usize {
    let mut shown = BTreeMap::new();
    for conflict in conflicts.as_array().expect("a list") {
        let key = (
            text(&conflict["record"]),
            conflict["field"].to_string(),
            text(&conflict["mine_by"]),
            text(&conflict["mine_at"]),
        );
        *shown.entry(key).or_insert(0) += 1;
    }
    assert!(shown.values().all(|times| *times == 1), "{shown:?}");
    shown.len()
}
