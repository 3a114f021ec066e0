//! Bundling: which change rides which release, found by search, bounded by proof, judged by a checker, explained.

mod arrangement;
pub mod bench;
mod bound;
pub mod constraint;
mod dice;
mod evaluate;
mod knapsack;
mod presolve;
mod problem;
mod relbundle;
mod rows;
mod score;
mod search;
mod solve;
mod soundness;

pub use constraint::{Rule, Violation};
pub use evaluate::{Evaluation, evaluate};
pub use problem::*;
pub use relbundle::{BadInstance, read_instance, read_plan, write_plan};
pub use score::{PartKind, ScorePart, objective, parts};
pub use solve::{Answer, Limits, Progress, Solution, Watch, solve};
