//! What past changes say of the risk scores.

use crate::contract::Nothing;
use crate::frame::facts;
use crate::{Desk, WireFailure};
use planning::risk::{Calibration, calibration};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What past changes say of the risk scores, with a sentence that sums it up.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct RiskCalibration {
    /// The figures.
    pub figures: Calibration,
    /// In words.
    pub sentence: String,
}

/// Compares what was said of past changes with what became of them.
///
/// # Errors
/// Refused when no plan is open.
pub async fn risk_calibration(desk: &Desk, _question: Nothing) -> Result<RiskCalibration, WireFailure> {
    let session = desk.session().await?;
    let plan = session.store.plan();
    let figures = calibration(&plan, facts(&session, &plan).index.risk());
    Ok(RiskCalibration {
        sentence: figures.sentence(),
        figures,
    })
}
