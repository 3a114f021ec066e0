//! People and rights: who may do what, whose key is whose, and the one door every restricted act goes through.

mod door;
mod people;
mod writing;

pub use door::RefusedAct;
pub(crate) use door::{demand, demand_changes, demand_undoing, refused};
pub use people::{ActRow, Me, PeopleView, PersonRow, RoleRow, Standing, people};
pub use writing::{AddKey, RemoveKey, SetRight, add_key, remove_key, set_right};
