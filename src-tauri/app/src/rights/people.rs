//! Everybody in the plan with role, team and keys, and the table of acts and roles.

use super::door::with_hand;
use crate::contract::Nothing;
use crate::{Desk, WireFailure};
use planning::rights::{self as core, Who};
use planning::{Act, PersonId, Plan};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// People and rights.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PeopleView {
    /// Everybody, by name.
    pub people: Vec<PersonRow>,
    /// Every role that somebody carries or some act is kept to.
    pub roles: Vec<RoleRow>,
    /// Every act.
    pub acts: Vec<ActRow>,
    /// Who is at the keyboard.
    pub me: Me,
    /// Why rights, roles and keys cannot be changed by me; `None` when they can.
    pub locked: Option<String>,
    /// Journal position.
    #[ts(type = "number")]
    pub seq: i64,
}

/// A person.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PersonRow {
    /// Identity.
    pub id: PersonId,
    /// Name.
    pub name: String,
    /// Role.
    pub role: String,
    /// Team; empty when nobody has said.
    pub team: String,
    /// Public keys.
    pub keys: Vec<String>,
    /// True when it is who is at the keyboard.
    pub me: bool,
}

/// A role.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct RoleRow {
    /// Its name.
    pub role: String,
    /// Who carries it.
    pub people: Vec<String>,
}

/// An act and who may do it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ActRow {
    /// The act.
    pub act: Act,
    /// In words, e.g. `publish a version`.
    pub words: String,
    /// Roles that may; empty when anybody may.
    pub roles: Vec<String>,
    /// Why I may not; `None` when I may.
    pub refused: Option<String>,
}

/// Who is at the keyboard.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Me {
    /// The name the system knows.
    pub name: String,
    /// The public key of this computer.
    pub key: Option<String>,
    /// The person of the plan, when there is one.
    pub person: Option<PersonId>,
    /// How far that is known.
    pub standing: Standing,
    /// In words.
    pub sentence: String,
}

/// How far it is known who is at the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(rename = "MyStanding")]
pub enum Standing {
    /// The key of this computer is the person's.
    Proved,
    /// The name is; no key is known to be theirs.
    Claimed,
    /// The name is, but the keys known to be theirs are others.
    OtherKey,
    /// The plan has nobody of this name.
    Stranger,
}

/// People and rights.
///
/// # Errors
/// Refused when no plan is open.
pub async fn people(desk: &Desk, _question: Nothing) -> Result<PeopleView, WireFailure> {
    let session = desk.session().await?;
    let plan = session.store.plan();
    Ok(with_hand(desk, &session, |hand| {
        let who = core::who(&plan, hand);
        let me = me(hand, who);
        let mut people: Vec<PersonRow> = plan
            .people
            .iter()
            .map(|person| PersonRow {
                id: person.id,
                name: person.name.clone(),
                role: person.role.clone(),
                team: person
                    .team
                    .and_then(|id| plan.teams.get(&id))
                    .map(|team| team.name.clone())
                    .unwrap_or_default(),
                keys: person.keys.clone(),
                me: me.person == Some(person.id),
            })
            .collect();
        people.sort_by(|a, b| (!a.me, &a.name).cmp(&(!b.me, &b.name)));
        PeopleView {
            roles: roles(&plan),
            acts: Act::ALL
                .iter()
                .map(|act| ActRow {
                    act: *act,
                    words: core::words(*act).into(),
                    roles: core::roles(&plan, *act),
                    refused: core::may(&plan, hand, *act).err().map(|no| no.to_string()),
                })
                .collect(),
            locked: core::may(&plan, hand, Act::SetRights)
                .err()
                .map(|refusal| refusal.to_string()),
            people,
            me,
            seq: plan.seq,
        }
    }))
}

fn roles(plan: &Plan) -> Vec<RoleRow> {
    let mut roles: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for right in plan.settings().rights {
        for role in right.roles {
            roles.entry(role).or_default();
        }
    }
    for person in plan.people.iter().filter(|person| !person.role.trim().is_empty()) {
        roles
            .entry(person.role.clone())
            .or_default()
            .push(person.name.clone());
    }
    roles
        .into_iter()
        .map(|(role, people)| RoleRow { role, people })
        .collect()
}

fn me(hand: &core::Hand<'_>, who: Who<'_>) -> Me {
    let (person, standing, sentence) = match who {
        Who::Proved(person) => (
            Some(person.id),
            Standing::Proved,
            format!(
                "This computer's key is {}'s: what is written here is proved to be theirs.",
                person.name
            ),
        ),
        Who::Claimed(person) => (
            Some(person.id),
            Standing::Claimed,
            format!(
                "No key is known to be {}'s, so their name on an entry is a claim.",
                person.name
            ),
        ),
        Who::OtherKey(person) => (
            Some(person.id),
            Standing::OtherKey,
            format!(
                "{} has keys, and this computer's is none of them: what is written here is not proved to be theirs.",
                person.name
            ),
        ),
        Who::Stranger => (
            None,
            Standing::Stranger,
            format!("{} is not among the people of this plan.", hand.name),
        ),
    };
    Me {
        name: hand.name.to_owned(),
        key: hand.key.map(str::to_owned),
        person,
        standing,
        sentence,
    }
}
