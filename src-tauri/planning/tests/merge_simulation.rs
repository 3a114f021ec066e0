//! Machines, a hub and a bad line, from a seed: everybody ends with the same plan, and no edit is lost.
//!
//! Each machine keeps a journal as the plan file does and visits the hub as the store does, without a database, so
//! that thousands of seeds fit into a test run. `SLIPWAY_SEEDS` sets how many, `SLIPWAY_SEED` runs one.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use planning::journal::{
    Choice, Entry, GENESIS, Parting, RowChange, digest, link, merge, reverse, settle, verify_chain,
};
use planning::plan::{Record, TableName};
use planning::*;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// A field of a row; the whole row without a field.
type Spot = (TableName, Uuid, Option<String>);

/// SplitMix64 (Steele, Lea and Flood 2014): small, and the same everywhere.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.roll() % limit as u64).unwrap()
    }
    fn one_in(&mut self, many: usize) -> bool {
        self.below(many) == 0
    }
    fn pick<T: Clone>(&mut self, items: &[T]) -> Option<T> {
        (!items.is_empty()).then(|| items[self.below(items.len())].clone())
    }
    fn id(&mut self) -> Uuid {
        uuid::Builder::from_custom_bytes(
            ((u128::from(self.roll()) << 64) | u128::from(self.roll())).to_be_bytes(),
        )
        .into_uuid()
    }
}

/// What teams, people and services refer to.
fn references(table: TableName, row: &Map<String, Value>) -> Vec<(TableName, Uuid)> {
    let to = |field: &str, target| {
        let id = row.get(field)?.as_str()?.parse().ok()?;
        Some((target, id))
    };
    match table {
        TableName::Team => to("lead", TableName::Person).into_iter().collect(),
        TableName::Person => to("team", TableName::Team).into_iter().collect(),
        TableName::Service => to("owner", TableName::Team).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// A member's computer. What lies before `shared` is known to be at the hub.
#[derive(Clone)]
struct Machine {
    name: String,
    journal: Vec<Entry>,
    plan: Plan,
    shared: usize,
    skew: i64,
}

/// What a member was told is saved: an entry and the fields it set.
struct Promise {
    entry: EntryId,
    changes: Vec<RowChange>,
}

#[derive(Default)]
struct World {
    hub: Vec<Entry>,
    machines: Vec<Machine>,
    promises: Vec<Promise>,
    conflicts: usize,
}

impl Machine {
    fn head(&self, at: usize) -> (i64, String) {
        let last = self.journal[..at].last();
        last.map_or((0, GENESIS.to_owned()), |last| (last.seq, last.hash.clone()))
    }

    fn write(&mut self, dice: &mut Dice, now: i64, changes: Vec<RowChange>, undoes: Option<EntryId>) -> bool {
        let mut plan = self.plan.clone();
        let applied = changes.iter().all(|change| plan.apply(change).is_ok());
        if changes.is_empty() || !applied || dangles(&plan) || doubles(&plan) {
            return false;
        }
        let (seq, hash) = self.head(self.journal.len());
        let mut entry = [Entry {
            id: EntryId(dice.id()),
            seq: 0,
            at: Instant::from_unix(1_790_000_000 + now + self.skew).unwrap(),
            author: self.name.clone(),
            operation: "edit".into(),
            sentence: "Edited".into(),
            undoable: true,
            undoes,
            changes,
            signed: None,
            previous_hash: String::new(),
            hash: String::new(),
        }];
        link(&mut entry, seq, &hash);
        self.journal.extend(entry);
        self.plan = plan;
        self.plan.seq = seq + 1;
        true
    }
}

fn dangles(plan: &Plan) -> bool {
    let mut loose = false;
    plan.for_each_row(|table, row| {
        loose |= references(table, &row)
            .iter()
            .any(|(target, id)| plan.row(*target, *id).is_none());
    });
    loose
}

fn doubles(plan: &Plan) -> bool {
    let mut seen = BTreeSet::new();
    let mut double = false;
    plan.for_each_row(|table, row| {
        if let Some(reference) = row.get("reference") {
            double |= !seen.insert((table, reference.to_string()));
        }
    });
    double
}

fn team(dice: &mut Dice) -> Team {
    Team {
        id: TeamId(dice.id()),
        reference: Reference::new(&format!("TEAM-{}", 1 + dice.below(6))).unwrap(),
        name: format!("Team {}", dice.below(9)),
        lead: None,
        contact: String::new(),
        points_per_release: None,
        origin: None,
        crews: 1,
    }
}

fn person(dice: &mut Dice, team: Option<TeamId>) -> Person {
    serde_json::from_value(serde_json::json!({
        "id": dice.id(), "reference": format!("P-{}", 1 + dice.below(6)), "name": "Somebody", "role": "",
        "team": team, "zone": null, "origin": null, "keys": [],
    }))
    .unwrap()
}

fn change<R: Record>(plan: &Plan, id: Uuid, after: Option<R>) -> Vec<RowChange> {
    let after = after.map(|record| match serde_json::to_value(record).unwrap() {
        Value::Object(row) => row,
        _ => unreachable!("a record is an object"),
    });
    RowChange::between(R::TABLE, id, plan.row(R::TABLE, id), after)
        .into_iter()
        .collect()
}

/// Something a person does.
fn edit(dice: &mut Dice, machine: &mut Machine, now: i64) -> bool {
    let plan = machine.plan.clone();
    let teams: Vec<Team> = plan.teams.iter().cloned().collect();
    let people: Vec<Person> = plan.people.iter().cloned().collect();
    let conflicts: Vec<MergeConflict> = plan.merge_conflicts.iter().cloned().collect();
    let (one, other, somebody) = (dice.pick(&teams), dice.pick(&teams), dice.pick(&people));
    let (changes, undoes) = match (dice.below(10), one, somebody) {
        (0, ..) => {
            let team = team(dice);
            (change(&plan, team.id.0, Some(team)), None)
        }
        (1, team, _) => {
            let person = person(dice, team.map(|team| team.id));
            (change(&plan, person.id.0, Some(person)), None)
        }
        (2, Some(team), _) => (change::<Team>(&plan, team.id.0, None), None),
        (3, _, Some(person)) => (change::<Person>(&plan, person.id.0, None), None),
        (4, Some(mut team), somebody) => {
            team.lead = somebody.map(|person| person.id);
            (change(&plan, team.id.0, Some(team)), None)
        }
        (5, Some(mut team), _) => {
            team.contact = format!("c{}", dice.below(9));
            (change(&plan, team.id.0, Some(team)), None)
        }
        (6, team, Some(mut person)) => {
            person.team = other.or(team).map(|team| team.id);
            (change(&plan, person.id.0, Some(person)), None)
        }
        (7, ..) => match machine.journal.last().filter(|last| last.author == machine.name) {
            Some(last) => (reverse(&plan, &last.changes).unwrap_or_default(), Some(last.id)),
            None => return false,
        },
        (8, ..) if !conflicts.is_empty() => {
            let conflict = dice.pick(&conflicts).unwrap();
            let choice = dice.pick(Choice::ALL).unwrap();
            (settle(&plan, &conflict, choice).unwrap_or_default(), None)
        }
        (_, Some(mut team), _) => {
            team.name = format!("Team {}", dice.below(9));
            (change(&plan, team.id.0, Some(team)), None)
        }
        _ => return false,
    };
    machine.write(dice, now, changes, undoes)
}

impl World {
    /// A visit that may be cut at any step.
    fn visit(&mut self, at: usize, line: &mut dyn FnMut() -> bool) {
        let machine = &mut self.machines[at];
        if line() {
            return;
        }
        let (seq, hash) = machine.head(machine.shared);
        let theirs = self.hub[machine.shared..].to_vec();
        verify_chain(&theirs, seq + 1, &hash).unwrap();
        let mine = machine.journal[machine.shared..].to_vec();
        let mut base = machine.plan.clone();
        base.take_back(&mine).unwrap();
        base.seq = seq;
        if !theirs.is_empty() {
            let mut merged = merge(&Parting {
                base: &base,
                theirs: &theirs,
                mine: &mine,
                references,
                hold: &BTreeSet::new(),
            })
            .unwrap();
            if dangles(&merged.plan) && std::env::var_os("SLIPWAY_TELL").is_some() {
                println!("theirs {theirs:#?}\nmine {mine:#?}\nmerged {:#?}", merged.entries);
                base.for_each_row(|table, row| println!("base {table} {row:?}"));
                merged
                    .plan
                    .for_each_row(|table, row| println!("merged {table} {row:?}"));
            }
            assert!(!dangles(&merged.plan), "a record names one that is gone");
            assert!(!doubles(&merged.plan), "two records have one reference");
            let last = theirs.last().unwrap();
            link(&mut merged.entries, last.seq, &last.hash);
            machine.journal.truncate(machine.shared);
            machine.journal.extend(theirs);
            machine.shared = machine.journal.len();
            machine.journal.extend(merged.entries);
            machine.plan = merged.plan;
        }
        if line() {
            return;
        }
        self.hub.extend_from_slice(&machine.journal[machine.shared..]);
        if line() {
            // It is there, but the answer is lost.
            return;
        }
        machine.shared = machine.journal.len();
    }

    fn run(seed: u64) -> Self {
        let mut dice = Dice(seed);
        let mut world = Self::default();
        for number in 0..2 + dice.below(3) {
            world.machines.push(Machine {
                name: format!("M{number}"),
                journal: Vec::new(),
                plan: Plan::default(),
                shared: 0,
                skew: i64::try_from(dice.below(7200)).unwrap() - 3600,
            });
        }
        let count = world.machines.len();
        for now in 0..20 + i64::try_from(dice.below(60)).unwrap() {
            let at = dice.below(count);
            if dice.one_in(4) {
                let mut cut = Dice(dice.roll());
                world.visit(at, &mut || cut.one_in(5));
            } else if edit(&mut dice, &mut world.machines[at], now) {
                let entry = world.machines[at].journal.last().unwrap();
                world.promises.push(Promise {
                    entry: entry.id,
                    changes: entry.changes.clone(),
                });
            }
        }
        for at in (0..count).chain(0..count) {
            world.visit(at, &mut || false);
        }
        world
    }

    /// All alike, all there, all kept or settled_before.
    fn check(&mut self) {
        let first = digest(&self.machines[0].plan);
        for machine in &self.machines {
            assert_eq!(digest(&machine.plan), first, "{} has another plan", machine.name);
            assert_eq!(machine.journal, self.hub, "{} has another journal", machine.name);
        }
        verify_chain(&self.hub, 1, GENESIS).unwrap();
        let mut times: BTreeMap<EntryId, usize> = BTreeMap::new();
        let mut after: BTreeMap<EntryId, Plan> = BTreeMap::new();
        let mut settled_before: BTreeMap<Spot, Vec<Value>> = BTreeMap::new();
        let mut shown = BTreeSet::new();
        let mut plan = Plan::default();
        let mut before: BTreeMap<EntryId, BTreeMap<Spot, Vec<Value>>> = BTreeMap::new();
        for entry in &self.hub {
            *times.entry(entry.id).or_default() += 1;
            for change in &entry.changes {
                plan.apply(change).unwrap();
                if change.table == TableName::MergeConflict
                    && change.before.is_none()
                    && entry.undoes.is_none()
                {
                    assert!(shown.insert(change.id), "a conflict is shown twice");
                }
            }
            for change in &entry.changes {
                if change.after.is_none() {
                    let spot = (change.table, change.id, None);
                    settled_before.entry(spot).or_default().push(Value::Null);
                }
                for (field, value) in change.after.iter().flatten() {
                    let spot = (change.table, change.id, Some(field.clone()));
                    // Somebody had written the same before: it was shared, and what came after it built on it.
                    settled_before.entry(spot).or_default().push(value.clone());
                }
            }
            for conflict in &plan.merge_conflicts {
                let spot = (conflict.table, conflict.record, conflict.field.clone());
                settled_before.entry(spot).or_default().push(conflict.was.clone());
            }
            before.insert(entry.id, settled_before.clone());
            after.insert(entry.id, plan.clone());
        }
        self.conflicts = shown.len();
        for promise in &self.promises {
            assert_eq!(
                times.get(&promise.entry),
                Some(&1),
                "an acknowledged entry is lost or doubled"
            );
            for change in &promise.changes {
                kept(
                    promise.entry,
                    &after[&promise.entry],
                    change,
                    &before[&promise.entry],
                );
            }
        }
    }
}

/// Right after its entry, what was written is there, or in a conflict, or was taken back by its author.
fn kept(entry: EntryId, plan: &Plan, change: &RowChange, settled_before: &BTreeMap<Spot, Vec<Value>>) {
    let (table, id) = (change.table, change.id);
    let row = plan.row(table, id);
    // Several people may dispute one spot, each in an own conflict.
    let wanted = |field: Option<&str>, fits: &dyn Fn(&Value) -> bool| {
        plan.merge_conflicts.iter().any(|conflict| {
            conflict.table == table
                && conflict.record == id
                && conflict.field.as_deref() == field
                && fits(&conflict.mine)
        })
    };
    if table == TableName::MergeConflict {
        return;
    }
    let Some(after) = &change.after else {
        let gone = row.is_none() || wanted(None, &Value::is_null);
        let back = settled_before.contains_key(&(table, id, None));
        assert!(gone || back, "entry {entry}: taking {table} {id} out is lost");
        return;
    };
    for (field, value) in after.iter().filter(|(field, _)| *field != "reference") {
        let there = row.as_ref().and_then(|row| row.get(field)) == Some(value);
        let disputed_now = wanted(Some(field), &|mine| mine == value)
            || wanted(None, &|mine| mine.get(field) == Some(value));
        let taken_back = settled_before
            .get(&(table, id, Some(field.clone())))
            .is_some_and(|was| was.contains(value))
            || settled_before.get(&(table, id, None)).is_some_and(|was| {
                was.iter()
                    .any(|was| was.is_null() || was.get(field) == Some(value))
            });
        assert!(
            there || disputed_now || taken_back,
            "entry {entry}: {field} = {value} of {table} {id} is lost; the row is {row:?}"
        );
    }
}

#[test]
fn every_machine_ends_with_the_same_plan_and_no_edit_is_lost() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let seeds = match number("SLIPWAY_SEED") {
        Some(seed) => seed..seed + 1,
        None => 0..number("SLIPWAY_SEEDS").unwrap_or(3000),
    };
    let (mut conflicts, mut entries, runs) = (0, 0, seeds.end - seeds.start);
    for seed in seeds {
        let run = std::panic::catch_unwind(|| {
            let mut world = World::run(seed);
            if std::env::var_os("SLIPWAY_TELL").is_some() {
                for entry in &world.hub {
                    println!(
                        "{} {} {} undoes {:?}",
                        entry.seq, entry.author, entry.id, entry.undoes
                    );
                    for change in &entry.changes {
                        println!(
                            "    {} {} {:?} -> {:?}",
                            change.table, change.id, change.before, change.after
                        );
                    }
                }
                for promise in &world.promises {
                    println!("promise {} {:?}", promise.entry, promise.changes);
                }
            }
            world.check();
            (world.conflicts, world.hub.len())
        });
        match run {
            Ok((shown, length)) => {
                conflicts += shown;
                entries += length;
            }
            Err(_) => panic!("seed {seed}: run it again with SLIPWAY_SEED={seed}"),
        }
    }
    println!("{runs} seeds: {entries} entries, {conflicts} conflicts, each shown once");
    assert!(runs < 100 || conflicts > 100, "the seeds must make conflicts");
}
