//! Who may do what: publishing, signing and deciding follow the roles of people, as the plan's settings say.
//!
//! ```text
//! who(&Plan, &Hand) -> Who                                    whose hand it is, and whether a key proves it
//! may(&Plan, &Hand, Act) -> Result<(), Refusal>               names who may
//! needed(&Plan, &[RowChange]) -> BTreeSet<Act>                acts that changes of rows amount to
//! changeable(&Plan) -> Result<(), Refusal>                    somebody can still change the rights
//! ```
//!
//! Rights are an agreement that the log can be held against, not a lock: whoever owns the file can write to it.

mod needed;

pub use needed::{concerns, needed};

use crate::{Act, Person, Plan, wording};

/// The hand that would do it: a name, and the key with which it signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hand<'a> {
    /// The name at the keyboard: a claim.
    pub name: &'a str,
    /// The public key of the computer.
    pub key: Option<&'a str>,
}

/// Whose hand it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who<'a> {
    /// The key is one of this person's.
    Proved(&'a Person),
    /// The name is this person's; no key is known to be theirs.
    Claimed(&'a Person),
    /// The name is this person's, but the key is none of theirs.
    OtherKey(&'a Person),
    /// The plan has nobody of this name.
    Stranger,
}

/// Why somebody may not.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The person carries another role.
    #[error("{}. {name} {}.", who_may(*act, may, roles), carries(role))]
    OtherRole {
        /// The act.
        act: Act,
        /// Who asked.
        name: String,
        /// What they are; empty when nobody has said.
        role: String,
        /// Roles that may.
        roles: Vec<String>,
        /// People who may.
        may: Vec<String>,
    },
    /// The plan does not know the person.
    #[error("{}. {name} is not among the people of this plan.", who_may(*act, may, roles))]
    Stranger {
        /// The act.
        act: Act,
        /// Who asked.
        name: String,
        /// Roles that may.
        roles: Vec<String>,
        /// People who may.
        may: Vec<String>,
    },
    /// The name is right, the key is not.
    #[error(
        "{}. This computer is not known to be {name}'s: add its key where {name} has signed before.",
        who_may(*act, may, roles)
    )]
    OtherKey {
        /// The act.
        act: Act,
        /// Who asked.
        name: String,
        /// Roles that may.
        roles: Vec<String>,
        /// People who may.
        may: Vec<String>,
    },
    /// Nobody could change the rights any more.
    #[error(
        "Nobody in the plan is {}, so nobody could change the rights back. Give somebody that role first.",
        either(roles)
    )]
    NobodyLeft {
        /// Roles that could change them.
        roles: Vec<String>,
    },
}

impl Refusal {
    /// Stable name for scripts and tests.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::OtherRole { .. } | Self::Stranger { .. } => "no-right",
            Self::OtherKey { .. } => "other-key",
            Self::NobodyLeft { .. } => "nobody-left",
        }
    }
}

/// What the act is called in sentences: “… may publish a version”.
#[must_use]
pub fn words(act: Act) -> &'static str {
    match act {
        Act::Publish => "publish a version",
        Act::Sign => "sign offers in talks",
        Act::DecideTalks => "decide talks",
        Act::DecideException => "decide exceptions",
        Act::ApproveRelease => "approve a release",
        Act::DecideChange => "write down what the CAB decides",
        Act::Adopt => "adopt a proposal",
        Act::SettleConflict => "settle edits made apart",
        Act::FoundHub => "share the plan",
        Act::SetRights => "change rights, roles and keys",
    }
}

/// Roles that may; empty when anybody may.
#[must_use]
pub fn roles(plan: &Plan, act: Act) -> Vec<String> {
    plan.settings()
        .rights
        .into_iter()
        .filter(|right| right.act == act)
        .flat_map(|right| right.roles)
        .filter(|role| !role.trim().is_empty())
        .collect()
}

/// Whose hand it is. A key that the plan knows is stronger than a name.
#[must_use]
pub fn who<'a>(plan: &'a Plan, hand: &Hand<'_>) -> Who<'a> {
    let owns = |person: &&Person| {
        hand.key
            .is_some_and(|key| person.keys.iter().any(|known| known == key))
    };
    if let Some(person) = plan.people.iter().find(owns) {
        return Who::Proved(person);
    }
    match plan.people.iter().find(|person| same(&person.name, hand.name)) {
        Some(person) if person.keys.is_empty() => Who::Claimed(person),
        Some(person) => Who::OtherKey(person),
        None => Who::Stranger,
    }
}

/// Whether the hand may do the act.
///
/// # Errors
/// [`Refusal`] names who may.
pub fn may(plan: &Plan, hand: &Hand<'_>, act: Act) -> Result<(), Refusal> {
    let roles = roles(plan, act);
    if roles.is_empty() {
        return Ok(());
    }
    let may = holders(plan, &roles);
    match who(plan, hand) {
        Who::Proved(person) | Who::Claimed(person) if holds(person, &roles) => Ok(()),
        Who::Proved(person) | Who::Claimed(person) => Err(Refusal::OtherRole {
            act,
            name: person.name.clone(),
            role: person.role.clone(),
            roles,
            may,
        }),
        Who::OtherKey(person) => Err(Refusal::OtherKey {
            act,
            name: person.name.clone(),
            roles,
            may,
        }),
        Who::Stranger => Err(Refusal::Stranger {
            act,
            name: hand.name.to_owned(),
            roles,
            may,
        }),
    }
}

/// Whether somebody in the plan can still change the rights.
///
/// # Errors
/// [`Refusal::NobodyLeft`] names the roles that nobody carries.
pub fn changeable(plan: &Plan) -> Result<(), Refusal> {
    let roles = roles(plan, Act::SetRights);
    if roles.is_empty() || plan.people.iter().any(|person| holds(person, &roles)) {
        Ok(())
    } else {
        Err(Refusal::NobodyLeft { roles })
    }
}

fn holds(person: &Person, roles: &[String]) -> bool {
    roles.iter().any(|role| same(role, &person.role))
}

fn holders(plan: &Plan, roles: &[String]) -> Vec<String> {
    let mut names: Vec<String> = plan
        .people
        .iter()
        .filter(|person| holds(person, roles))
        .map(|person| person.name.clone())
        .collect();
    names.sort();
    names
}

/// Names and roles are compared as people read them.
fn same(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

fn either(roles: &[String]) -> String {
    match roles {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} or {last}", rest.join(", ")),
    }
}

/// `Only Release manager may publish a version: Deniz Aksoy`.
fn who_may(act: Act, may: &[String], roles: &[String]) -> String {
    let people = if may.is_empty() {
        "nobody in the plan carries that role".to_owned()
    } else {
        wording::list(may)
    };
    format!("Only {} may {}: {people}", either(roles), words(act))
}

fn carries(role: &str) -> String {
    if role.trim().is_empty() {
        "carries no role".into()
    } else {
        format!("is {role}")
    }
}

#[cfg(test)]
mod tests;
