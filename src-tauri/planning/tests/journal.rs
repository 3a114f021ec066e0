//! The journal as values: field-level changes, their reversal, the chain, undo's trail, the digest.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use planning::journal::*;
use planning::plan::{Plan, Record, TableName};
use planning::*;
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use uuid::Uuid;

fn team(number: u128, name: &str) -> Team {
    Team {
        id: TeamId(Uuid::from_u128(number)),
        reference: Reference::new(&format!("team-{number}")).unwrap(),
        name: name.into(),
        lead: None,
        contact: String::new(),
        points_per_release: None,
        origin: None,
        crews: 1,
    }
}

fn row(team: &Team) -> Option<Map<String, Value>> {
    serde_json::to_value(team).unwrap().as_object().cloned()
}

/// What an operation would journal between two plans of teams.
fn between(before: &Plan, after: &Plan) -> Vec<RowChange> {
    let mut ids: Vec<Uuid> = before
        .teams
        .iter()
        .chain(&after.teams)
        .map(Record::uuid)
        .collect();
    ids.sort_unstable();
    ids.dedup();
    let change = |id: Uuid| {
        let table = TableName::Team;
        RowChange::between(table, id, before.row(table, id), after.row(table, id))
    };
    ids.into_iter().filter_map(change).collect()
}

fn plan(teams: &[Team]) -> Plan {
    let mut plan = Plan::default();
    for team in teams {
        plan.put(team.clone());
    }
    plan
}

fn entry(seq: i64, previous: &str, changes: Vec<RowChange>) -> Entry {
    let mut entry = Entry {
        id: EntryId(Uuid::from_u128(0xE00 + u128::try_from(seq).unwrap())),
        seq,
        at: "2026-11-02T09:00:00Z".parse().unwrap(),
        author: "Inês Costa".into(),
        operation: "edit".into(),
        sentence: format!("Edit {seq}"),
        undoable: true,
        undoes: None,
        changes,
        signed: None,
        previous_hash: previous.into(),
        hash: String::new(),
    };
    entry.hash = hash_entry(&entry);
    entry
}

fn chain(length: i64) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for seq in 1..=length {
        let previous = entries
            .last()
            .map_or(GENESIS.to_owned(), |entry| entry.hash.clone());
        let changes = between(&Plan::default(), &plan(&[team(7, &format!("Name {seq}"))]));
        entries.push(entry(seq, &previous, changes));
    }
    entries
}

#[test]
fn a_change_holds_only_the_fields_that_differ() {
    let (old, new) = (team(1, "Payments"), team(1, "Ledger"));
    let change = RowChange::between(TableName::Team, old.id.0, row(&old), row(&new)).unwrap();
    assert_eq!(change.before.as_ref().unwrap().len(), 1);
    let fields = change.fields();
    assert_eq!(fields.len(), 1);
    assert_eq!(
        (fields[0].field, fields[0].before, fields[0].after),
        ("name", Some(&json!("Payments")), Some(&json!("Ledger")))
    );
    assert_eq!(
        RowChange::between(TableName::Team, old.id.0, row(&old), row(&old)),
        None
    );
    assert_eq!(RowChange::between(TableName::Team, old.id.0, None, None), None);
}

#[test]
fn a_change_is_made_only_on_the_row_it_expects() {
    let (old, new) = (plan(&[team(1, "Payments")]), plan(&[team(1, "Ledger")]));
    let update = between(&old, &new).remove(0);
    let added = between(&Plan::default(), &old).remove(0);
    let removed = between(&old, &Plan::default()).remove(0);
    let said = |plan: &Plan, change: &RowChange| plan.clone().apply(change).unwrap_err();
    assert!(said(&new, &update).ends_with("(name) is not as the change expects it"));
    assert!(said(&Plan::default(), &update).ends_with("is not there"));
    assert!(said(&old, &added).ends_with("is there already"));
    assert!(said(&Plan::default(), &removed).ends_with("is not there"));
    assert!(said(&new, &removed).ends_with("(name) is not as the change expects it"));
}

#[test]
fn a_change_that_makes_no_record_is_not_made() {
    let mut plan = plan(&[team(1, "Payments")]);
    let before = plan.clone();
    let mut change = between(&plan, &self::plan(&[team(1, "Ledger")])).remove(0);
    change.after.as_mut().unwrap().insert("name".into(), json!(7));
    assert!(plan.apply(&change).is_err());
    assert_eq!(plan, before);
}

#[test]
fn a_field_changed_since_stops_the_reversal_and_another_field_does_not() {
    let old = plan(&[team(1, "Payments")]);
    let new = plan(&[team(1, "Ledger")]);
    let changes = between(&old, &new);
    let renamed = plan(&[team(1, "Cards")]);
    let refused = reverse(&renamed, &changes).unwrap_err();
    assert_eq!(
        (refused.field.as_deref(), refused.to_string().as_str()),
        (Some("name"), "team was changed since (name)")
    );
    assert_eq!(reverse(&Plan::default(), &changes).unwrap_err().field, None);
    let mut other_field = new.clone();
    other_field.put(Team {
        contact: "#ledger".into(),
        ..team(1, "Ledger")
    });
    let mut undone = other_field.clone();
    for change in reverse(&other_field, &changes).unwrap() {
        undone.apply(&change).unwrap();
    }
    let left = undone.teams.iter().next().unwrap();
    assert_eq!(
        (left.name.as_str(), left.contact.as_str()),
        ("Payments", "#ledger")
    );
}

#[test]
fn the_chain_holds_and_every_field_of_an_entry_is_in_its_hash() {
    let entries = chain(4);
    assert_eq!(verify_chain(&entries, 1, GENESIS).unwrap(), entries[3].hash);
    assert_eq!(
        verify_chain(&entries[2..], 3, &entries[1].hash).unwrap(),
        entries[3].hash
    );
    let spoils: &[fn(&mut Entry)] = &[
        |entry| entry.id = EntryId(Uuid::from_u128(9)),
        |entry| entry.at = "2026-11-02T09:00:01Z".parse().unwrap(),
        |entry| entry.author.push('x'),
        |entry| entry.operation.push('x'),
        |entry| entry.sentence.push('x'),
        |entry| entry.undoable = false,
        |entry| entry.undoes = Some(EntryId(Uuid::nil())),
        |entry| entry.changes.clear(),
        |entry| entry.changes[0].id = Uuid::from_u128(9),
        |entry| entry.changes[0].table = TableName::Person,
        |entry| entry.changes[0].before = entry.changes[0].after.clone(),
        |entry| {
            entry.changes[0]
                .after
                .as_mut()
                .unwrap()
                .insert("name".into(), json!("x"));
        },
    ];
    for (number, spoil) in spoils.iter().enumerate() {
        let mut entries = entries.clone();
        spoil(&mut entries[1]);
        let broken = verify_chain(&entries, 1, GENESIS).unwrap_err();
        assert_eq!(
            (broken.seq, broken.why.as_str()),
            (2, "its content is not what was written"),
            "spoil {number}"
        );
    }
}

#[test]
fn a_missing_a_swapped_and_a_rehashed_entry_break_the_chain() {
    let entries = chain(4);
    let without: Vec<Entry> = entries.iter().filter(|entry| entry.seq != 2).cloned().collect();
    assert_eq!(
        verify_chain(&without, 1, GENESIS).unwrap_err().why,
        "position 2 is missing"
    );
    let mut rewritten = entries.clone();
    rewritten[1].author = "Somebody else".into();
    rewritten[1].hash = hash_entry(&rewritten[1]);
    let broken = verify_chain(&rewritten, 1, GENESIS).unwrap_err();
    assert_eq!(
        (broken.seq, broken.why.as_str()),
        (3, "it does not follow the entry before it")
    );
}

#[test]
fn words_moved_from_one_field_to_the_next_change_the_hash() {
    let mut one = entry(1, GENESIS, vec![]);
    (one.author, one.operation) = ("ab".into(), "c".into());
    let mut other = one.clone();
    (other.author, other.operation) = ("a".into(), "bc".into());
    assert_ne!(hash_entry(&one), hash_entry(&other));
}

#[test]
fn the_hash_does_not_depend_on_the_order_of_fields() {
    let there = json!({"b": {"y": 1, "x": [1, {"d": 2, "c": 3}]}, "a": "“\"\\\n"});
    let back = json!({"a": "“\"\\\n", "b": {"x": [1, {"c": 3, "d": 2}], "y": 1}});
    assert_eq!(canonical(&there), canonical(&back));
    assert_eq!(
        canonical(&there),
        r#"{"a":"“\"\\\n","b":{"x":[1,{"c":3,"d":2}],"y":1}}"#
    );
}

#[test]
fn the_canonical_text_of_changes_is_their_json() {
    let changes = chain(1).remove(0).changes;
    let text = canonical_changes(&changes);
    assert_eq!(serde_json::from_str::<Vec<RowChange>>(&text).unwrap(), changes);
    assert_eq!(text, canonical(&serde_json::to_value(&changes).unwrap()));
}

#[test]
fn the_digest_tells_plans_apart_but_not_their_positions() {
    let one = plan(&[team(1, "Payments"), team(2, "Ledger")]);
    let mut later = plan(&[team(2, "Ledger"), team(1, "Payments")]);
    later.seq = 9;
    assert_eq!(digest(&one), digest(&later));
    assert_ne!(digest(&one), digest(&plan(&[team(1, "Payments")])));
    assert_ne!(
        digest(&one),
        digest(&plan(&[team(1, "Payments"), team(2, "ledger")]))
    );
}

fn step(id: u128, undoable: bool, undoes: Option<u128>) -> TrailStep {
    let entry = |id| EntryId(Uuid::from_u128(id));
    TrailStep {
        id: entry(id),
        undoable,
        undoes: undoes.map(entry),
        key: None,
        empty: false,
    }
}

fn follow(steps: &[TrailStep]) -> (Option<u128>, Option<u128>, Option<u128>) {
    let mut trail = Trail::default();
    for step in steps {
        trail.follow(step);
    }
    let number = |id: Option<EntryId>| id.map(|id| id.0.as_u128());
    (
        number(trail.undo_target(None)),
        number(trail.redo_target(None)),
        number(trail.wall(None)),
    )
}

#[test]
fn undo_walks_back_and_redo_walks_forth() {
    let [one, two] = [step(1, true, None), step(2, true, None)];
    let [undo_two, undo_one] = [step(3, true, Some(2)), step(4, true, Some(1))];
    let all = [
        one,
        two,
        undo_two,
        undo_one,
        step(5, true, Some(4)),
        step(6, true, Some(3)),
    ];
    assert_eq!(follow(&all[..0]), (None, None, None));
    assert_eq!(follow(&all[..2]), (Some(2), None, None));
    assert_eq!(follow(&all[..3]), (Some(1), Some(3), None));
    assert_eq!(follow(&all[..4]), (None, Some(4), None));
    assert_eq!(
        follow(&all[..5]),
        (Some(5), Some(3), None),
        "a redo can be undone"
    );
    assert_eq!(follow(&all[..6]), (Some(6), None, None));
}

#[test]
fn a_new_entry_clears_redo_and_what_cannot_be_undone_is_a_wall() {
    let steps = [
        step(1, true, None),
        step(2, true, None),
        step(3, true, Some(2)),
        step(4, true, None),
    ];
    assert_eq!(follow(&steps), (Some(4), None, None));
    let walled = [&steps[..], &[step(5, false, None)]].concat();
    assert_eq!(follow(&walled), (None, None, Some(5)));
    let beyond = [&walled[..], &[step(6, true, None)]].concat();
    assert_eq!(follow(&beyond), (Some(6), None, None));
}

#[test]
fn an_entry_undone_out_of_turn_is_not_undone_again() {
    let steps = [step(1, true, None), step(2, true, None), step(3, true, Some(1))];
    assert_eq!(follow(&steps), (Some(3), None, None));
    let undone = [&steps[..], &[step(4, true, Some(3))]].concat();
    assert_eq!(follow(&undone), (Some(2), Some(4), None));
}

fn teams() -> impl Strategy<Value = Vec<Team>> {
    proptest::collection::btree_map(0_u128..6, any::<String>(), 0..6).prop_map(|teams| {
        teams
            .into_iter()
            .map(|(number, name)| team(number, &name))
            .collect()
    })
}

proptest! {
    #[test]
    fn changes_lead_from_one_plan_to_the_other_and_reversed_back(before in teams(), after in teams()) {
        let (before, after) = (plan(&before), plan(&after));
        let changes = between(&before, &after);
        let mut moved = before.clone();
        for change in &changes {
            moved.apply(change).unwrap();
        }
        prop_assert_eq!(&moved, &after);
        for change in reverse(&after, &changes).unwrap() {
            moved.apply(&change).unwrap();
        }
        prop_assert_eq!(&moved, &before);
        let text = canonical_changes(&changes);
        prop_assert_eq!(&serde_json::from_str::<Vec<RowChange>>(&text).unwrap(), &changes);
        prop_assert_eq!(digest(&before) == digest(&after), before == after);
    }
}
