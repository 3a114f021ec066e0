//! The repair of the whole calendar: on a thread of its own, with progress, stoppable; and the best slots of a release.

use crate::contract::Nothing;
use crate::desk::Job;
use crate::frame::facts;
use crate::{Desk, WireFailure};
use planning::calendar::BestSlot;
use planning::repair::{Answer, Limits, Progress, Repair};
use planning::train::Boarding;
use planning::{Day, ReleaseId, Window, wording};
use serde::{Deserialize, Serialize};
use std::time::Duration;
use ts_rs::TS;

/// Calendars a repair looks at before it goes on greedily, and half as many again then.
const CALENDARS: u32 = 40_000;
/// Longest run.
const SECONDS: u64 = 60;

/// Finds the calendar without collisions that takes the fewest moves. Nothing is written.
///
/// # Errors
/// Refused when it is running already.
pub async fn repair(desk: &Desk, _question: Nothing) -> Result<Repair, WireFailure> {
    let session = desk.session().await?;
    let plan = session.store.plan();
    let facts = facts(&session, &plan);
    let now = desk.edge().now();
    let title = format!(
        "Repairing {}",
        wording::count(facts.collisions.len(), "collision")
    );
    let running = desk.start_job("repair", title)?;
    let job = running.handle();
    let work = tokio::task::spawn_blocking(move || {
        let started = std::time::Instant::now();
        let mut told = Duration::ZERO;
        let mut watch = |progress: &Progress| {
            let spent = started.elapsed();
            if spent - told > Duration::from_millis(150) {
                told = spent;
                tell(&job, progress);
            }
            if job.stopped() || spent > Duration::from_secs(SECONDS) {
                Answer::Stop
            } else {
                Answer::Continue
            }
        };
        let limits = Limits { calendars: CALENDARS };
        planning::repair::repair(&plan, &facts.index, now, limits, &mut watch)
    });
    let found = work.await.map_err(|error| {
        WireFailure::fault(
            "repair",
            format!("Looking for a repair broke off: {error}. The plan was not changed."),
        )
    });
    drop(running);
    found
}

fn tell(job: &Job, progress: &Progress) {
    let detail = match progress.best {
        Some(best) => format!("{best} so far, at least {}", progress.bound),
        None => format!(
            "at least {}, {} looked at",
            wording::count(progress.bound as usize, "move"),
            progress.looked_at
        ),
    };
    job.report(detail, Some(f64::from(progress.looked_at) / f64::from(CALENDARS)));
}

/// Which slots of a release to rank.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct BestSlotsQuestion {
    /// The release.
    pub release: ReleaseId,
    /// First day; `None` for six weeks before it.
    #[serde(default)]
    pub from: Option<Day>,
    /// First day after; `None` for six weeks after it.
    #[serde(default)]
    pub until: Option<Day>,
}

/// The best slots.
#[derive(Clone, Debug, Serialize, TS)]
pub struct BestSlots {
    /// The release's reference.
    pub reference: String,
    /// The slots, the best first.
    pub slots: Vec<BestSlot>,
    /// How they are ranked, or what is missing to rank them.
    pub sentence: String,
}

const WEEKS: i64 = 6;
const MOST: usize = 40;

/// Legal slots of the release from today on, the ones in which the fewest people feel it first.
///
/// # Errors
/// Refused when the release is not in the plan.
pub async fn best_slots(desk: &Desk, question: BestSlotsQuestion) -> Result<BestSlots, WireFailure> {
    let session = desk.session().await?;
    let plan = session.store.plan();
    let release = plan
        .releases
        .get(&question.release)
        .ok_or_else(|| WireFailure::unknown("release"))?;
    let (zone, now) = (plan.settings().zone, desk.edge().now());
    let here = release.deploy.start().day_in(zone);
    let from = question
        .from
        .unwrap_or_else(|| here.plus(-7 * WEEKS))
        .starts_in(zone)
        .max(now);
    let until = question
        .until
        .unwrap_or_else(|| here.plus(7 * WEEKS))
        .starts_in(zone);
    let mut slots = Window::new(from, until)
        .map(|span| planning::calendar::best_slots(&plan, release.id, span))
        .unwrap_or_default();
    slots.truncate(MOST);
    let sentence = if slots.is_empty() {
        "No window that it may use is open and outside every freeze in these weeks.".to_owned()
    } else if slots.iter().all(|slot| slot.users.is_none()) {
        "No load curve is known, so slots are ranked by who is there. Import a table with hour and users."
            .to_owned()
    } else {
        "Peaks last; then users online × (200 − cover) / 100, where cover counts 100 for each who is at work, 60 awake, \
         20 asleep."
            .to_owned()
    };
    Ok(BestSlots {
        reference: release.reference.to_string(),
        slots,
        sentence,
    })
}

/// The boarding list of a release; nothing for one that rides no train.
///
/// # Errors
/// None.
pub async fn boarding(
    desk: &Desk,
    question: super::ReleaseQuestion,
) -> Result<Option<Boarding>, WireFailure> {
    let session = desk.session().await?;
    Ok(planning::train::boarding(
        &session.store.plan(),
        question.release,
        desk.edge().now(),
    ))
}

/// Which train.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct TrainQuestion {
    /// The train.
    pub train: planning::TrainId,
}

/// What a train keeps to.
#[derive(Clone, Debug, Serialize, TS)]
pub struct TrainRules {
    /// Its cut-offs.
    pub cut_offs: Vec<planning::CutOff>,
    /// What it does on a closed day.
    pub shift: planning::ShiftRule,
    /// Effort points one release may hold; `None` for no limit.
    pub capacity_points: Option<u32>,
    /// Risk points one release may hold; `None` for no limit.
    pub risk_budget: Option<u32>,
    /// Risk points that one release may bring to one service of tier 0; `None` for no limit.
    pub critical_risk_budget: Option<u32>,
    /// Regions whose holidays count; none means all.
    pub regions: Vec<String>,
}

/// The cut-offs of a train and what it does on holidays and in freezes.
///
/// # Errors
/// Refused when the train is not in the plan.
pub async fn train_rules(desk: &Desk, question: TrainQuestion) -> Result<TrainRules, WireFailure> {
    let session = desk.session().await?;
    let plan = session.store.plan();
    let train = plan
        .trains
        .get(&question.train)
        .ok_or_else(|| WireFailure::unknown("train"))?;
    Ok(TrainRules {
        cut_offs: train.cut_offs.clone(),
        shift: train.shift,
        capacity_points: train.capacity_points,
        risk_budget: train.risk_budget,
        critical_risk_budget: train.critical_risk_budget,
        regions: train.regions.clone(),
    })
}
