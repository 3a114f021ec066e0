//! Bundling: which change rides which release, found by search, bounded by proof, judged by a checker, explained.

mod arrangement;
pub mod bench;
mod bound;
mod conflict;
pub mod constraint;
mod counterfactual;
mod decisions;
mod deferral;
mod dice;
mod evaluate;
mod explain;
mod fitting;
mod formulation;
mod from_plan;
mod knapsack;
mod leaning;
mod making_room;
mod mitigation;
mod presolve;
mod prices;
mod problem;
mod program;
mod proof;
mod relaxation;
mod relbundle;
mod rows;
mod score;
mod search;
mod solve;
mod soundness;
mod worth;

pub use conflict::{Conflict, conflict};
pub use constraint::{Rule, Violation};
pub use counterfactual::{PriceOfForcing, Relaxing, WayIn, bring_forward, price_of_forcing, relax, way_in};
pub use decisions::{Decision, decisions};
pub use deferral::{OFTEN, deferred_since};
pub use evaluate::{Evaluation, evaluate};
pub use explain::{Blocker, ChangeExplanation, Explanation, ReleaseOption, explain, explain_change, option};
pub use from_plan::{DAYS_AFTER_LAST, LeftOut, Mapping, moves, problem_from_plan, reasons};
pub use leaning::Leaning;
pub use making_room::{RoomMade, forward, forward_options, make_room};
pub use mitigation::{Mitigation, Mitigations, NearMiss, mitigate};
pub use problem::*;
pub use program::{Narrowing, Program, ProgramColumn, ProgramRow, Prover, Verdict};
pub use relbundle::{BadInstance, read_instance, read_plan, write_plan};
pub use score::{PartKind, ScorePart, objective, parts};
pub use solve::{Answer, Limits, Progress, Solution, Watch, solve, solve_with};

#[cfg(test)]
mod tests;
