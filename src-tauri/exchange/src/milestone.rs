//! What tables and project files say of milestones alike: their dates, and that tasks are left out.

use crate::{Batch, Edge, NoteKind};
use planning::{Day, Forecast, Zone, wording};

/// What a source says of the dates of a milestone.
pub(crate) struct Said {
    pub(crate) planned: Option<Day>,
    pub(crate) forecast: Option<Day>,
    pub(crate) reached: Option<Day>,
    /// True when it is done, whether or not a day is named.
    pub(crate) whole: bool,
}

/// The dates of a milestone as the plan keeps them.
pub(crate) struct Dates {
    pub(crate) planned: Day,
    pub(crate) forecasts: Vec<Forecast>,
    pub(crate) reached: Option<Day>,
}

impl Said {
    /// None when no day is said at all. Where nothing was planned, the first forecast is the plan; a forecast is said on
    /// the day of the import.
    pub(crate) fn dates(self, edge: &Edge) -> Option<Dates> {
        let planned = self.planned.or(self.forecast).or(self.reached)?;
        let forecasts = self.forecast.map(|day| Forecast {
            said_on: edge.now.day_in(Zone::UTC),
            day,
        });
        let done = self.whole.then_some(self.forecast.unwrap_or(planned));
        Some(Dates {
            planned,
            forecasts: forecasts.into_iter().collect(),
            reached: self.reached.or(done),
        })
    }
}

/// Says how many tasks were left out, if any.
pub(crate) fn say_left_out(tasks: usize, file: &str, batch: &mut Batch) {
    if tasks == 0 {
        return;
    }
    let was = if tasks == 1 { "was" } else { "were" };
    let sentence = format!(
        "{} {was} left out; only milestones are taken.",
        wording::count(tasks, "task")
    );
    batch.note(NoteKind::Reading, "tasks", file, sentence);
}
