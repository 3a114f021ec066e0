//! Who may, who may not, and what they are told.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use super::*;
use crate::journal::RowChange;
use crate::{Person, PersonId, PlanSettings, Reference, Right};
use uuid::Uuid;

const KEY: &str = "abababababababababababababababababababababababababababababababab";

fn person(number: u128, name: &str, role: &str, keys: &[&str]) -> Person {
    Person {
        id: PersonId(Uuid::from_u128(number)),
        reference: Reference::new(&name.to_lowercase().replace(' ', ".")).unwrap(),
        name: name.into(),
        role: role.into(),
        team: None,
        zone: None,
        keys: keys.iter().map(|key| (*key).to_owned()).collect(),
        origin: None,
    }
}

fn plan(rights: &[(Act, &[&str])]) -> Plan {
    let mut plan = Plan::default();
    plan.put(PlanSettings {
        rights: rights
            .iter()
            .map(|(act, roles)| Right {
                act: *act,
                roles: roles.iter().map(|role| (*role).to_owned()).collect(),
            })
            .collect(),
        ..PlanSettings::default()
    });
    plan.put(person(1, "Deniz Aksoy", "Release manager", &[KEY]));
    plan.put(person(2, "Tomas Rey", "Payments lead", &[]));
    plan.put(person(3, "Sofia Brandt", "CAB chair", &[]));
    plan
}

fn hand<'a>(name: &'a str, key: Option<&'a str>) -> Hand<'a> {
    Hand { name, key }
}

fn said(plan: &Plan, hand: Hand<'_>, act: Act) -> String {
    may(plan, &hand, act).unwrap_err().to_string()
}

#[test]
fn what_no_row_names_anybody_may() {
    let open = plan(&[(Act::Adopt, &[])]);
    for act in Act::ALL {
        assert_eq!(may(&open, &hand("A stranger", None), *act), Ok(()), "{act}");
    }
}

#[test]
fn a_role_may_and_the_others_hear_who_may() {
    let plan = plan(&[(Act::DecideException, &["CAB chair", "Release manager"])]);
    let act = Act::DecideException;
    assert_eq!(may(&plan, &hand("sofia brandt", None), act), Ok(()));
    assert_eq!(
        said(&plan, hand("Tomas Rey", None), act),
        "Only CAB chair or Release manager may decide exceptions: Deniz Aksoy and Sofia Brandt. \
         Tomas Rey is Payments lead."
    );
    assert_eq!(
        said(&plan, hand("Mallory", None), act),
        "Only CAB chair or Release manager may decide exceptions: Deniz Aksoy and Sofia Brandt. \
         Mallory is not among the people of this plan."
    );
}

#[test]
fn a_known_key_is_stronger_than_a_name() {
    let plan = plan(&[(Act::Publish, &["Release manager"])]);
    assert_eq!(may(&plan, &hand("Deniz Aksoy", Some(KEY)), Act::Publish), Ok(()));
    assert_eq!(
        may(&plan, &hand("deniz@laptop", Some(KEY)), Act::Publish),
        Ok(()),
        "the key is Deniz's, whatever the system calls them"
    );
    assert_eq!(
        said(&plan, hand("Deniz Aksoy", Some("ff")), Act::Publish),
        "Only Release manager may publish a version: Deniz Aksoy. This computer is not known to be Deniz Aksoy's: \
         add its key where Deniz Aksoy has signed before."
    );
    assert!(matches!(
        who(&plan, &hand("Deniz Aksoy", Some(KEY))),
        Who::Proved(_)
    ));
    assert!(matches!(
        who(&plan, &hand("Tomas Rey", Some("ff"))),
        Who::Claimed(_)
    ));
    assert!(matches!(who(&plan, &hand("Deniz Aksoy", None)), Who::OtherKey(_)));
}

#[test]
fn a_role_that_nobody_carries_is_said() {
    let plan = plan(&[(Act::Publish, &["Head of release"])]);
    assert_eq!(
        said(&plan, hand("Tomas Rey", None), Act::Publish),
        "Only Head of release may publish a version: nobody in the plan carries that role. \
         Tomas Rey is Payments lead."
    );
}

#[test]
fn rights_that_nobody_could_change_back_are_refused() {
    assert_eq!(changeable(&plan(&[])), Ok(()));
    assert_eq!(
        changeable(&plan(&[(Act::SetRights, &["Release manager"])])),
        Ok(())
    );
    let lost = changeable(&plan(&[(Act::SetRights, &["Pope", "King"])])).unwrap_err();
    assert_eq!(
        lost.to_string(),
        "Nobody in the plan is Pope or King, so nobody could change the rights back. Give somebody that role first."
    );
}

fn change<R: crate::plan::Record>(before: Option<&R>, after: Option<&R>) -> RowChange {
    let row = |record: &R| crate::plan::object(record).unwrap();
    let id = before.or(after).unwrap().uuid();
    RowChange::between(R::TABLE, id, before.map(row), after.map(row)).unwrap()
}

fn acts(plan: &Plan, change: RowChange) -> Vec<Act> {
    needed(plan, &[change]).into_iter().collect()
}

#[test]
fn giving_somebody_a_role_that_counts_is_an_act_of_rights() {
    let plan = plan(&[(Act::Publish, &["Release manager"])]);
    let tomas = person(2, "Tomas Rey", "Payments lead", &[]);
    let raised = person(2, "Tomas Rey", "release manager", &[]);
    assert_eq!(acts(&plan, change(Some(&tomas), Some(&raised))), [Act::SetRights]);
    let other = person(2, "Tomas Rey", "Tester", &[]);
    assert_eq!(acts(&plan, change(Some(&tomas), Some(&other))), []);
    let twin = person(9, "Deniz Aksoy II", "Release manager", &[]);
    assert_eq!(acts(&plan, change(None, Some(&twin))), [Act::SetRights]);
    let deniz = person(1, "Deniz Aksoy", "Release manager", &[KEY]);
    let renamed = person(1, "Mallory", "Release manager", &[KEY]);
    assert_eq!(
        acts(&plan, change(Some(&deniz), Some(&renamed))),
        [Act::SetRights]
    );
    assert_eq!(acts(&plan, change(Some(&deniz), None)), [Act::SetRights]);
    let keyed = person(2, "Tomas Rey", "Payments lead", &["ff"]);
    assert_eq!(acts(&plan, change(Some(&tomas), Some(&keyed))), [Act::SetRights]);
}

#[test]
fn what_needs_no_right_needs_none() {
    let plan = plan(&[(Act::Publish, &["Release manager"])]);
    let before = plan.settings();
    let after = PlanSettings {
        name: "Q1".into(),
        ..before.clone()
    };
    assert_eq!(acts(&plan, change(Some(&before), Some(&after))), []);
    let after = PlanSettings {
        rights: vec![],
        ..before.clone()
    };
    assert_eq!(acts(&plan, change(Some(&before), Some(&after))), [Act::SetRights]);
    let new = person(9, "New Person", "Tester", &[]);
    assert_eq!(acts(&plan, change(None, Some(&new))), []);
}
