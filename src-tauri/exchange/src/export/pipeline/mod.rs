//! Freezes for the machines that deploy: one file for each dialect, and what that dialect cannot say.
//!
//! ```text
//! pipeline(&Plan, Dialect, &PipelineOptions) -> PipelineFile    same plan, same bytes
//! excerpt(&Plan, from) -> String                                what the gate reads, without the rest of the plan
//! read_excerpt(&[u8]) -> Result<Plan, String>                   the same, read back
//! read_names(file, &[u8]) -> Result<Names, String>              what services and environments are called over there
//! ```
//! Only agreed freezes that close something and are not over are written: what is asked for binds no machine. Where a
//! dialect says less than the plan, [`Gap`] tells on which side it errs.

mod argo;
mod closure;
mod cron;
mod excerpt;
mod gitlab;
mod harness;
mod names;
mod octopus;

pub use excerpt::{excerpt, read_excerpt};
pub use names::{Names, read_names};

use closure::{Closure, closures};
use planning::{Instant, Plan, wording};
use serde::{Deserialize, Serialize};
use std::fmt;
use ts_rs::TS;

/// A machine that deploys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Dialect {
    /// Everything `slipway gate` needs, exactly.
    Slipway,
    /// Sync windows of an Argo CD project.
    Argo,
    /// Freeze periods of GitLab projects.
    Gitlab,
    /// Freeze windows of Harness.
    Harness,
    /// Deployment freezes of Octopus Deploy.
    Octopus,
}

impl Dialect {
    /// All of them, the exact one first.
    pub const ALL: [Self; 5] = [
        Self::Slipway,
        Self::Argo,
        Self::Gitlab,
        Self::Harness,
        Self::Octopus,
    ];
    /// What people call the machine.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Slipway => "Slipway gate",
            Self::Argo => "Argo CD",
            Self::Gitlab => "GitLab",
            Self::Harness => "Harness",
            Self::Octopus => "Octopus Deploy",
        }
    }
    /// A name for the file.
    #[must_use]
    pub fn file_name(self) -> &'static str {
        match self {
            Self::Slipway => "freeze.json",
            Self::Argo => "argo-sync-windows.yaml",
            Self::Gitlab => "gitlab-freeze-periods.json",
            Self::Harness => "harness-freezes.yaml",
            Self::Octopus => "octopus-freezes.json",
        }
    }
}

/// On which side a dialect errs where it cannot say what the plan says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Gap {
    /// Something may pass that the plan closes.
    LetsPass,
    /// Something is stopped that the plan allows.
    StopsMore,
    /// Somebody has to know or do something.
    ToKnow,
}

/// Something that the dialect cannot say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Unsaid {
    /// On which side it errs.
    pub gap: Gap,
    /// The freeze, exception or window by reference; empty for the whole file.
    pub about: String,
    /// In words.
    pub sentence: String,
}

/// What was found that a dialect cannot say.
#[derive(Default)]
struct Told(Vec<Unsaid>);

impl Told {
    fn tell(&mut self, gap: Gap, about: impl fmt::Display, sentence: impl Into<String>) {
        self.0.push(Unsaid {
            gap,
            about: about.to_string(),
            sentence: sentence.into(),
        });
    }
    fn lets_pass(&mut self, about: impl fmt::Display, sentence: impl Into<String>) {
        self.tell(Gap::LetsPass, about, sentence);
    }
    fn stops_more(&mut self, about: impl fmt::Display, sentence: impl Into<String>) {
        self.tell(Gap::StopsMore, about, sentence);
    }
    fn notes(&mut self, about: impl fmt::Display, sentence: impl Into<String>) {
        self.tell(Gap::ToKnow, about, sentence);
    }
    /// A soft freeze, to a machine that knows no kinds of change: `and` says what it does instead.
    fn standard_changes(&mut self, gap: Gap, closure: &Closure<'_>, and: &str) {
        if closure.is_soft() {
            let freeze = closure.freeze;
            self.tell(
                gap,
                &freeze.reference,
                format!("{} lets standard changes go; {and}.", freeze.name),
            );
        }
    }
}

/// How a file is written.
#[derive(Clone, Debug)]
pub struct PipelineOptions {
    /// What is over by then is left out.
    pub from: Instant,
    /// What services and environments are called over there.
    pub names: Names,
}

/// A file for a machine that deploys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PipelineFile {
    /// The file.
    pub text: String,
    /// Freezes in it.
    pub freezes: usize,
    /// What it does not say, what lets something pass first.
    pub unsaid: Vec<Unsaid>,
}

/// Writes the plan's freezes for a machine.
#[must_use]
pub fn pipeline(plan: &Plan, dialect: Dialect, options: &PipelineOptions) -> PipelineFile {
    let closures = closures(plan, options.from);
    let mut unsaid = Told::default();
    let text = match dialect {
        Dialect::Slipway => excerpt(plan, options.from),
        Dialect::Argo => argo::write(plan, &closures, options, &mut unsaid),
        Dialect::Gitlab => gitlab::write(plan, &closures, options, &mut unsaid),
        Dialect::Harness => harness::write(plan, &closures, options, &mut unsaid),
        Dialect::Octopus => octopus::write(plan, &closures, options, &mut unsaid),
    };
    if dialect != Dialect::Slipway {
        exceptions(plan, dialect, &closures, &mut unsaid);
    }
    asked(plan, options.from, &mut unsaid);
    let mut unsaid = unsaid.0;
    unsaid.sort_by(|one, other| (one.gap, &one.about).cmp(&(other.gap, &other.about)));
    PipelineFile {
        text,
        freezes: closures.len(),
        unsaid,
    }
}

/// No machine tells the changes of a service apart.
fn exceptions(plan: &Plan, dialect: Dialect, closures: &[Closure<'_>], unsaid: &mut Told) {
    for exception in &plan.exceptions {
        let frozen = closures
            .iter()
            .find(|closure| closure.freeze.id == exception.freeze);
        let Some(closure) = frozen.filter(|_| exception.is_granted()) else {
            continue;
        };
        let mut what: Vec<String> = exception
            .changes
            .iter()
            .map(|id| plan.name_of(planning::Subject::Change(*id)))
            .collect();
        what.extend(
            exception
                .release
                .map(|id| plan.name_of(planning::Subject::Release(id))),
        );
        unsaid.stops_more(
            &exception.reference,
            format!(
                "{} lets {} through {}; {} knows services, not changes: somebody lets it through by hand.",
                exception.reference,
                wording::list(&what),
                closure.freeze.reference,
                dialect.title()
            ),
        );
    }
}

/// What is only asked for is not in the file.
fn asked(plan: &Plan, from: Instant, unsaid: &mut Told) {
    for freeze in &plan.freezes {
        if freeze.state == planning::FreezeState::Asked && freeze.is_live() && freeze.window.end() > from {
            unsaid.notes(
                &freeze.reference,
                format!(
                    "{} is asked for and not agreed: it is not in the file.",
                    freeze.name
                ),
            );
        }
    }
}
