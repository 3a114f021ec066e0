//! Teams and people.

use crate::{Origin, PersonId, Reference, TeamId, Zone};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A team that owns services and brings changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Team {
    /// Identity.
    pub id: TeamId,
    /// Short unique key, e.g. `payments`.
    pub reference: Reference,
    /// Name people say.
    pub name: String,
    /// Who leads it.
    pub lead: Option<PersonId>,
    /// How to reach the team, e.g. a chat room.
    pub contact: String,
    /// Effort points the team can spend on one release; `None` when nobody has said.
    pub points_per_release: Option<u32>,
    /// Deployments the team can run at the same time.
    #[serde(default = "one_crew")]
    #[ts(as = "u32")]
    pub crews: u32,
    /// Where it was imported from.
    pub origin: Option<Origin>,
}

fn one_crew() -> u32 {
    1
}

/// A person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Person {
    /// Identity.
    pub id: PersonId,
    /// Short unique key, e.g. `ines.costa`.
    pub reference: Reference,
    /// Name people say.
    pub name: String,
    /// What the person does, e.g. `Release manager`.
    pub role: String,
    /// The team the person belongs to.
    pub team: Option<TeamId>,
    /// The zone the person works in.
    pub zone: Option<Zone>,
    /// Public keys of the person's computers, 64 hexadecimal digits each: what one of them signed is proved.
    #[serde(default)]
    #[ts(as = "Vec<String>")]
    pub keys: Vec<String>,
    /// Where it was imported from.
    pub origin: Option<Origin>,
}
