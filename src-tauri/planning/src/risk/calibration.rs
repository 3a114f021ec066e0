//! What past changes say of the scores: how often each level failed, and whether stated probabilities held.
//!
//! A past change is one that was deployed or backed out; backed out is a failure. Nothing of this flows back into a
//! score by itself: people look at it and decide.

use super::{RiskIndex, risk};
use crate::{ChangeState, Plan};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Past changes below which a rate says nothing.
pub const TOO_THIN: u32 = 20;
/// Two-sided 95 %.
const Z: f64 = 1.959_963_984_540_054;
/// Shares that a stated probability of 1 to 5 stands for: the middles of < 1 %, 1–5 %, 5–15 %, 15–40 %, > 40 %.
const STATED: [f64; 5] = [0.005, 0.03, 0.10, 0.275, 0.70];

/// How often something failed.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct FailureRate {
    /// 1 to 5.
    pub level: u8,
    /// Past changes.
    pub changes: u32,
    /// Of those, failed.
    pub failed: u32,
    /// Share that failed, 0 to 1; nothing without past changes.
    pub share: Option<f64>,
    /// Lower end of the 95 % interval (Wilson).
    pub low: f64,
    /// Upper end of it.
    pub high: f64,
    /// True below [`TOO_THIN`] past changes.
    pub too_thin: bool,
    /// The share that was stated beforehand; nothing for risk levels, which state none.
    pub stated: Option<f64>,
}

/// How good the stated probabilities were.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Brier {
    /// Past changes whose probability had been assessed.
    pub changes: u32,
    /// Mean of (stated − outcome)²: 0 is perfect.
    pub score: f64,
    /// What always stating the share that failed would have scored.
    pub base_rate: f64,
}

/// What past changes say.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Calibration {
    /// Past changes.
    pub changes: u32,
    /// Of those, failed.
    pub failed: u32,
    /// By risk level, 1 to 5.
    pub levels: Vec<FailureRate>,
    /// By assessed probability, 1 to 5.
    pub probabilities: Vec<FailureRate>,
    /// Nothing below [`TOO_THIN`] assessed changes.
    pub brier: Option<Brier>,
}

/// The Wilson interval at 95 % of a share.
#[must_use]
pub fn wilson(failed: u32, changes: u32) -> (f64, f64) {
    if changes == 0 {
        return (0.0, 1.0);
    }
    let n = f64::from(changes);
    let share = f64::from(failed) / n;
    let middle = share + Z * Z / (2.0 * n);
    let spread = Z * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt();
    let whole = 1.0 + Z * Z / n;
    (
        ((middle - spread) / whole).max(0.0),
        ((middle + spread) / whole).min(1.0),
    )
}

/// Compares what was said of past changes with what became of them.
#[must_use]
pub fn calibration(plan: &Plan, index: &RiskIndex) -> Calibration {
    let mut levels = [(0, 0); 5];
    let mut probabilities = [(0, 0); 5];
    let (mut squares, mut assessed, mut assessed_failed) = (0.0, 0_u32, 0_u32);
    for change in &plan.changes {
        let failed = match change.state {
            ChangeState::Deployed => false,
            ChangeState::BackedOut => true,
            ChangeState::Proposed | ChangeState::Ready | ChangeState::Approved | ChangeState::Cancelled => {
                continue;
            }
        };
        if let Some(score) = risk(plan, index, change.id) {
            count(&mut levels, score.level, failed);
        }
        if let Some(probability) = change.risk.probability.map(|score| score.number()) {
            count(&mut probabilities, probability, failed);
            let stated = STATED[usize::from(probability) - 1];
            squares += (stated - f64::from(u8::from(failed))).powi(2);
            assessed += 1;
            assessed_failed += u32::from(failed);
        }
    }
    let rates = |counts: &[(u32, u32); 5], stated: bool| -> Vec<FailureRate> {
        (1..=5)
            .zip(counts)
            .zip(STATED)
            .map(|((level, &(changes, failed)), middle)| {
                let (low, high) = wilson(failed, changes);
                FailureRate {
                    level,
                    changes,
                    failed,
                    share: (changes > 0).then(|| f64::from(failed) / f64::from(changes)),
                    low,
                    high,
                    too_thin: changes < TOO_THIN,
                    stated: stated.then_some(middle),
                }
            })
            .collect()
    };
    let brier = (assessed >= TOO_THIN).then(|| {
        let share = f64::from(assessed_failed) / f64::from(assessed);
        Brier {
            changes: assessed,
            score: squares / f64::from(assessed),
            base_rate: share * (1.0 - share),
        }
    });
    Calibration {
        changes: levels.iter().map(|(changes, _)| changes).sum(),
        failed: levels.iter().map(|(_, failed)| failed).sum(),
        levels: rates(&levels, false),
        probabilities: rates(&probabilities, true),
        brier,
    }
}

fn count(counts: &mut [(u32, u32); 5], level: u8, failed: bool) {
    if let Some((changes, failures)) = counts.get_mut(usize::from(level).saturating_sub(1)) {
        *changes += 1;
        *failures += u32::from(failed);
    }
}

impl Calibration {
    /// What can be said of it, as a sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        if self.changes < TOO_THIN {
            return format!(
                "Too thin: {} past changes with an outcome; below {TOO_THIN} a rate says nothing.",
                self.changes
            );
        }
        match self.brier {
            None => {
                "Too few past changes had their probability assessed to say how good the scores were.".into()
            }
            Some(brier) if brier.score < brier.base_rate => format!(
                "Stated probabilities were better than the base rate: Brier {:.3} against {:.3}.",
                brier.score, brier.base_rate
            ),
            Some(brier) => format!(
                "Stated probabilities were no better than the base rate: Brier {:.3} against {:.3}.",
                brier.score, brier.base_rate
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_is_wilsons() {
        let (low, high) = wilson(47, 50);
        assert!(
            (low - 0.8378).abs() < 0.0001 && (high - 0.9794).abs() < 0.0001,
            "{low} {high}"
        );
        assert_eq!(wilson(0, 0), (0.0, 1.0));
        assert!(wilson(0, 20).0 < 1e-12 && wilson(20, 20).1 > 1.0 - 1e-12);
    }
}
