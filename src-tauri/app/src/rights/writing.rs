//! Keeping an act to some roles, and saying whose key is whose.

use super::door::{demand, demand_changes};
use crate::contract::{Nothing, Written};
use crate::{Desk, WireFailure, failure};
use planning::rights::words;
use planning::wording::list;
use planning::{Act, Person, PersonId, Plan, Right};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Keep an act to some roles.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SetRight {
    /// The act.
    pub act: Act,
    /// Roles that may; none opens it to anybody.
    pub roles: Vec<String>,
}

/// Say that a key is a person's.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AddKey {
    /// Whose it is.
    pub person: PersonId,
    /// The public key; this computer's when absent.
    #[serde(default)]
    pub key: Option<String>,
}

/// Say that a key is not a person's any more.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct RemoveKey {
    /// Whose it was.
    pub person: PersonId,
    /// The public key.
    pub key: String,
}

/// Keeps an act to some roles, or opens it to anybody.
///
/// # Errors
/// Refused when the person may not change rights, or when nobody could change them back.
pub async fn set_right(desk: &Desk, question: SetRight) -> Result<Written<Nothing>, WireFailure> {
    let session = desk.session().await?;
    let mut tx = session.store.begin().await.map_err(failure::from_store)?;
    demand(desk, &session, tx.plan(), Act::SetRights)?;
    let mut roles: Vec<String> = question
        .roles
        .iter()
        .map(|role| role.trim().to_owned())
        .filter(|role| !role.is_empty())
        .collect();
    roles.sort();
    roles.dedup();
    let mut settings = tx.plan().settings();
    settings.rights.retain(|right| right.act != question.act);
    let sentence = if roles.is_empty() {
        format!("Anybody may {} now", words(question.act))
    } else {
        format!("Only {} may {} now", list(&roles), words(question.act))
    };
    if !roles.is_empty() {
        settings.rights.push(Right {
            act: question.act,
            roles,
        });
        settings.rights.sort_by_key(|right| right.act);
    }
    tx.put(settings).map_err(failure::from_store)?;
    demand_changes(desk, &session, &tx)?;
    let receipt = tx
        .commit(desk.entry("set_right", sentence))
        .await
        .map_err(failure::from_store)?;
    Ok(Written::new(receipt, Nothing {}))
}

/// Says that a key is a person's: what it signs is proved to be theirs.
///
/// # Errors
/// Refused when the person may not change keys or the key is somebody else's; malformed when it is no key.
pub async fn add_key(desk: &Desk, question: AddKey) -> Result<Written<Nothing>, WireFailure> {
    let session = desk.session().await?;
    let key = match question.key {
        Some(key) => key.trim().to_lowercase(),
        None => session.store.pen().map(|pen| pen.key()).ok_or_else(|| {
            WireFailure::refused(
                "no-key",
                "This computer has no key; its keychain does not answer.",
            )
        })?,
    };
    if key.len() != 64 || !key.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(WireFailure::malformed("A key is 64 hexadecimal digits."));
    }
    let mut tx = session.store.begin().await.map_err(failure::from_store)?;
    demand(desk, &session, tx.plan(), Act::SetRights)?;
    let mut person = known(tx.plan(), question.person)?;
    if let Some(owner) = tx.plan().people.iter().find(|person| person.keys.contains(&key)) {
        return Err(WireFailure::refused(
            "key-taken",
            format!("The key {} is {}'s already.", mark(&key), owner.name),
        ));
    }
    let sentence = format!("Added key {} to {}", mark(&key), person.name);
    person.keys.push(key);
    tx.put(person).map_err(failure::from_store)?;
    let receipt = tx
        .commit(desk.entry("add_key", sentence))
        .await
        .map_err(failure::from_store)?;
    Ok(Written::new(receipt, Nothing {}))
}

/// Says that a key is not a person's any more, e.g. of a computer that was lost.
///
/// # Errors
/// Refused when the person may not change keys.
pub async fn remove_key(desk: &Desk, question: RemoveKey) -> Result<Written<Nothing>, WireFailure> {
    let session = desk.session().await?;
    let mut tx = session.store.begin().await.map_err(failure::from_store)?;
    demand(desk, &session, tx.plan(), Act::SetRights)?;
    let mut person = known(tx.plan(), question.person)?;
    person.keys.retain(|key| *key != question.key);
    let sentence = format!("Took key {} from {}", mark(&question.key), person.name);
    tx.put(person).map_err(failure::from_store)?;
    let receipt = tx
        .commit(desk.entry("remove_key", sentence))
        .await
        .map_err(failure::from_store)?;
    Ok(Written::new(receipt, Nothing {}))
}

fn known(plan: &Plan, id: PersonId) -> Result<Person, WireFailure> {
    plan.people
        .get(&id)
        .cloned()
        .ok_or_else(|| WireFailure::unknown("person"))
}

fn mark(key: &str) -> &str {
    key.get(..8).unwrap_or(key)
}
