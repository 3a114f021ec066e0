//! `slipway new`.

use crate::arguments::New;
use crate::desk::Session;
use crate::failure::Failure;
use crate::output::Outcome;
use app::file::{NewPlan, OpenedPlan};

pub async fn run(session: &Session, new: New) -> Result<Outcome, Failure> {
    let path = new.file.to_string_lossy().into_owned();
    let question = NewPlan {
        path,
        name: new.name,
        sample: new.sample,
    };
    let opened: OpenedPlan = session.ask("new_plan", question).await?;
    let what = if new.sample { "the sample plan" } else { "the plan" };
    Outcome::done(
        format!("Started {what} {} in {}.", opened.name, opened.path),
        opened,
    )
}
