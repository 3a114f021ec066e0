//! When a coming milestone is likely reached: what was said of others at first, and what came of it.
//!
//! ```text
//! outlook(&Plan, MilestoneId, today) -> Option<Outlook>
//! ```
//! A forecast from a reference class (Flyvbjerg, *From Nobel Prize to project management: getting risks right*, Project
//! Management Journal 37(3), 2006): how much longer than first said others took is applied to what was said of this one
//! last. Of a reached milestone, *said* are the days from the first forecast to the day that was named then, *took* the
//! days from the first forecast to the day on which it was reached. Of the coming one the days run from its last
//! forecast, so that it gets no surer by silence; whoever would have been reached by today counts no more.
//! The class is the project's own milestones; where those are fewer than
//! eight, those of the whole plan. The last twenty that were reached count. Quantiles are by nearest rank.

use crate::{Day, Milestone, MilestoneId, Plan, wording};
use serde::Serialize;
use ts_rs::TS;

/// Fewer than so many say nothing of the next one.
pub const FEWEST: usize = 8;
/// So many of the last ones count.
pub const LAST: usize = 20;

/// A milestone that was reached: what was said at first, and what it took.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Slip {
    /// The milestone.
    pub milestone: MilestoneId,
    /// `Ledger cloud move: Data frozen`.
    pub name: String,
    /// The day on which it was reached.
    pub reached: Day,
    /// Days from the first forecast to the day that was named then; 1 at least.
    pub said_days: u32,
    /// Days from the first forecast to the day on which it was reached.
    pub took_days: u32,
}

/// The days by which it is reached in half, and in 85 of 100 cases like it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Likely {
    /// In half of the cases.
    pub half: Day,
    /// In 85 of 100.
    pub most: Day,
}

/// What others like it say of a coming milestone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Outlook {
    /// The day that is stated now.
    pub stated: Day,
    /// `None` where too few were reached, or where the stated day is over.
    pub likely: Option<Likely>,
    /// True when the others are of its own project, false when they are of the whole plan.
    pub of_project: bool,
    /// The others, the last one first.
    pub past: Vec<Slip>,
    /// In words.
    pub sentence: String,
}

impl Slip {
    /// `None` while it is to come, and where nothing was said of it before its day.
    fn of(milestone: &Milestone) -> Option<Self> {
        let (reached, first) = (milestone.reached?, milestone.forecasts.first()?);
        let days = |until: Day| u32::try_from((until.0 - first.said_on.0).num_days()).ok();
        Some(Self {
            milestone: milestone.id,
            name: format!("{}: {}", milestone.project, milestone.name),
            reached,
            said_days: days(first.day).filter(|days| *days > 0)?,
            took_days: days(reached)?,
        })
    }

    /// How long `left` days take when they take as much longer as this did; whole days, begun ones count.
    fn stretched(&self, left: u32) -> u64 {
        (u64::from(left) * u64::from(self.took_days)).div_ceil(u64::from(self.said_days))
    }
}

/// The milestones of a plan that were reached, the last one first.
#[derive(Clone, Debug)]
pub struct Reached<'a>(Vec<(&'a str, Slip)>);

impl<'a> Reached<'a> {
    /// Those of the plan, read once for as many outlooks as are asked.
    #[must_use]
    pub fn of(plan: &'a Plan) -> Self {
        let mut reached: Vec<(&str, Slip)> = (plan.milestones.iter())
            .filter_map(|milestone| Some((milestone.project.as_str(), Slip::of(milestone)?)))
            .collect();
        reached.sort_by_key(|(_, slip)| (std::cmp::Reverse(slip.reached), slip.milestone));
        Self(reached)
    }

    /// The last ones of the project, of all projects without one.
    fn last(&self, project: Option<&str>) -> Vec<Slip> {
        (self.0.iter())
            .filter(|(of, _)| project.is_none_or(|project| *of == project))
            .take(LAST)
            .map(|(_, slip)| slip.clone())
            .collect()
    }

    /// What they say of the milestone; `None` when it is reached.
    #[must_use]
    pub fn outlook(&self, milestone: &Milestone, today: Day) -> Option<Outlook> {
        if milestone.reached.is_some() {
            return None;
        }
        let own = self.last(Some(&milestone.project));
        let of_project = own.len() >= FEWEST;
        let past = if of_project { own } else { self.last(None) };
        Some(from_class(milestone, today, past, of_project))
    }
}

/// What others like it say of the milestone; `None` when it is unknown or reached.
#[must_use]
pub fn outlook(plan: &Plan, milestone: MilestoneId, today: Day) -> Option<Outlook> {
    Reached::of(plan).outlook(plan.milestones.get(&milestone)?, today)
}

fn from_class(milestone: &Milestone, today: Day, past: Vec<Slip>, of_project: bool) -> Outlook {
    let stated = milestone.expected();
    let since = milestone
        .forecasts
        .last()
        .map_or(today, |forecast| forecast.said_on.min(today));
    let left = u32::try_from((stated.0 - since.0).num_days()).unwrap_or(0);
    let is_to_come = stated > today;
    let mut days: Vec<Day> = (past.iter())
        .map(|slip| {
            since.plus(
                i64::try_from(slip.stretched(left))
                    .unwrap_or(i64::MAX)
                    .min(100_000),
            )
        })
        .filter(|day| *day >= today)
        .collect();
    days.sort_unstable();
    let likely = (past.len() >= FEWEST && is_to_come && !days.is_empty()).then(|| {
        let by = |hundredths: usize| days[(days.len() * hundredths).div_ceil(100).max(1) - 1];
        Likely {
            half: by(50),
            most: by(85),
        }
    });
    let sentence = sentence(
        stated,
        is_to_come,
        likely,
        of_project.then_some(milestone.project.as_str()),
        &past,
    );
    Outlook {
        stated,
        likely,
        of_project,
        past,
        sentence,
    }
}

fn sentence(
    stated: Day,
    is_to_come: bool,
    likely: Option<Likely>,
    project: Option<&str>,
    past: &[Slip],
) -> String {
    let others = wording::count(past.len(), "milestone");
    let of = project.unwrap_or("the plan");
    let late = past.iter().filter(|slip| slip.took_days > slip.said_days).count();
    match likely {
        Some(Likely { half, most }) => format!(
            "As the last {others} of {of} went, {late} of them late: by {} in half of the cases, by {} in 85 of 100. \
             Stated is {}.",
            wording::day(half),
            wording::day(most),
            wording::day(stated)
        ),
        None if past.len() >= FEWEST && !is_to_come => format!(
            "{} is over; say a new day, then the last {others} of {of} tell how likely it is.",
            wording::day(stated)
        ),
        None if past.len() >= FEWEST => format!(
            "Each of the last {others} of {of} would have been reached by now; say a new day for {}.",
            wording::day(stated)
        ),
        None if past.is_empty() => format!(
            "No milestone of the plan was reached after somebody had said when; from {FEWEST} on they tell how late this \
             one may be."
        ),
        None => format!(
            "Of {of} {others} {} reached, {late} late; from {FEWEST} on they tell how late this one may be.",
            if past.len() == 1 { "was" } else { "were" }
        ),
    }
}
