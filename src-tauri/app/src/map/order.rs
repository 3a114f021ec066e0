//! The deployment order of a release: waves with their reasons, and the minutes of the night.

use crate::calendar::ReleaseQuestion;
use crate::frame::facts;
use crate::{Desk, WireFailure};
use planning::graph::order_of_release;
use planning::schedule::BackOutStep;
use planning::{ChangeId, Instant, ServiceId, Window};
use serde::Serialize;
use ts_rs::TS;

/// A step of the night.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ScheduleLine {
    /// Wave, from one.
    pub wave: u32,
    /// Services and changes, in words.
    pub what: String,
    /// Deployment.
    pub deploy: Window,
    /// When its check is done.
    pub checked_at: Instant,
    /// True on the critical path.
    pub critical: bool,
    /// Minutes it could start later.
    pub slack_minutes: u32,
    /// Changes of the step.
    pub changes: Vec<ChangeId>,
    /// Services of the step.
    pub services: Vec<ServiceId>,
    /// Who deploys it, e.g. `Payments, crew 2`.
    pub crews: Vec<String>,
    /// True when its changes wait for each other by mistake.
    pub cycle: bool,
    /// Why it starts when it does.
    pub starts_because: String,
    /// Minutes to back it out.
    pub back_out_minutes: u32,
    /// Minutes to back out everything begun when it is done.
    pub back_out_so_far: u32,
    /// Last moment at which that still ends inside the window.
    pub last_safe_back_out: Option<Instant>,
    /// Moment from which it cannot be taken back.
    pub no_return_at: Option<Instant>,
    /// Why it waits for earlier waves.
    pub because: Vec<String>,
}

/// The order of a release.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ReleaseOrder {
    /// The release's deployment window.
    pub window: Window,
    /// Steps, by start.
    pub lines: Vec<ScheduleLine>,
    /// Minutes of the critical path.
    pub critical_minutes: u32,
    /// Minutes of the window.
    pub window_minutes: u32,
    /// Minutes to back everything out.
    pub back_out_minutes: u32,
    /// Last moment at which backing out still fits; `None` when it never does.
    pub last_safe_back_out: Option<Instant>,
    /// Start of the first step that cannot be taken back.
    pub point_of_no_return: Option<Instant>,
    /// Minutes to the last check if every step had a crew.
    pub minutes_without_limits: u32,
    /// True when the last check is done before the last safe back-out.
    pub fits: bool,
    /// The way back, in its order.
    pub back_out: Vec<BackOutStep>,
    /// In words.
    pub sentence: String,
    /// How the figures were found, line by line.
    pub proof: Vec<String>,
}

/// The deployment order of a release, with its reasons and its minutes.
///
/// # Errors
/// Refused when the release is not in the plan.
pub async fn release_order(desk: &Desk, question: ReleaseQuestion) -> Result<ReleaseOrder, WireFailure> {
    let session = desk.session().await?;
    let plan = session.store.plan();
    let facts = facts(&session, &plan);
    let waves = order_of_release(&plan, facts.graph(), question.release);
    let schedule = planning::schedule::schedule(&plan, facts.graph(), question.release)
        .ok_or_else(|| WireFailure::unknown("release"))?;
    let because = |step: &planning::schedule::Step| {
        waves
            .iter()
            .flat_map(|wave| &wave.steps)
            .find(|known| known.services == step.services && known.changes == step.changes)
            .map(|known| {
                known
                    .because
                    .iter()
                    .map(|reason| reason.sentence.clone())
                    .collect()
            })
            .unwrap_or_default()
    };
    Ok(ReleaseOrder {
        window: schedule.window,
        lines: schedule
            .steps
            .iter()
            .map(|step| ScheduleLine {
                wave: step.wave,
                what: step.label.clone(),
                deploy: step.deploy,
                checked_at: step.checked_at,
                critical: step.critical,
                slack_minutes: step.slack_minutes,
                changes: step.changes.clone(),
                services: step.services.clone(),
                crews: step.crews.clone(),
                cycle: step.cycle,
                starts_because: step.starts_because.clone(),
                back_out_minutes: step.back_out_minutes,
                back_out_so_far: step.back_out_so_far,
                last_safe_back_out: step.last_safe_back_out,
                no_return_at: step.no_return_at,
                because: because(step),
            })
            .collect(),
        critical_minutes: schedule.critical_minutes,
        window_minutes: schedule.window_minutes,
        back_out_minutes: schedule.back_out_minutes,
        last_safe_back_out: schedule.last_safe_back_out,
        point_of_no_return: schedule.point_of_no_return,
        minutes_without_limits: schedule.minutes_without_limits,
        fits: schedule.fits,
        back_out: schedule.back_out,
        sentence: schedule.sentence,
        proof: schedule.proof,
    })
}
