//! Bundles: which change rides which release or waits, proposals of the optimiser, and why.

mod add_change;
mod balance;
mod board;
mod calibration;
mod card;
mod challenge;
mod figures;
mod placing;
mod proposals;
mod solving;
mod ways_forward;
mod why;

pub use add_change::{AddChange, AddedChange, ChangeChoices, Choice, add_change, change_choices};
pub use balance::{Balance, BalancePoint, BalanceQuestion, balance};
pub use board::{Board, BoardColumn, BoardQuestion, Deferred, ScenarioRow, TrainTab, board};
pub use calibration::{RiskCalibration, risk_calibration};
pub use card::{Card, CardTag};
pub use challenge::{ChallengeRisk, challenge_risk};
pub use figures::ScenarioFigures;
pub use placing::{
    MeterDelta, PinChange, PlaceChange, PlacePreview, PreviewMoves, PreviewPlace, pin_change, place_change,
    preview_moves, preview_place,
};
pub use proposals::{AdoptScenario, DropScenario, adopt_scenario, drop_scenario};
pub use solving::{KeepProposal, Solve, Solved, keep_proposal, solve};
pub use ways_forward::{Assumed, Counterfactual};
pub use why::{ChangeQuestion, RiskLine, WhyBlocker, WhyReason, WhyView, why};
