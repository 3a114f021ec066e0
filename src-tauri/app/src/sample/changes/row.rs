//! One line of the sample's change tables: what every change has, then what only some have.

use super::super::dates::At;
use planning::{ChangeKind, DueKind, Reversible};

/// One line.
pub struct Row {
    /// Its reference.
    pub reference: &'static str,
    /// What it is, plain verb first.
    pub title: &'static str,
    /// Why, and what happens if not.
    pub why: &'static str,
    /// Services it touches.
    pub services: &'static [&'static str],
    /// Release it rides in; empty when it waits.
    pub release: &'static str,
    /// Effort in points.
    pub points: u32,
    /// Thousands a week.
    pub value: u32,
    /// Minutes in the window.
    pub minutes: u32,
    /// Probability and impact; zeros when nobody has assessed it.
    pub risk: (u8, u8),
    /// Team that brings it; empty takes the owner of the first service.
    pub team: &'static str,
    /// Person; empty takes the team's lead.
    pub owner: &'static str,
    /// Standard, normal or emergency.
    pub kind: ChangeKind,
    /// Minutes to back out; zero when nobody has measured it.
    pub back_out: u32,
    /// Whether it can be taken back.
    pub reversible: Reversible,
    /// Tests shown and needed.
    pub evidence: (u32, u32),
    /// Failed and done before.
    pub history: (u32, u32),
    /// Days since the back-out was rehearsed; zero for never.
    pub rehearsed: i64,
    /// First day on which it can go.
    pub ready: Option<At>,
    /// Date by which it is wanted.
    pub due: Option<(At, DueKind)>,
    /// Changes that must be live before it.
    pub requires: &'static [&'static str],
    /// Changes that never share a release with it.
    pub apart: &'static [&'static str],
    /// Word shared by changes that go together.
    pub together: &'static str,
    /// True when the optimiser must not move it.
    pub pinned: bool,
    /// How often it was deferred.
    pub deferrals: u32,
    /// Why it waits.
    pub waits_for: &'static str,
    /// Version its services have after it; empty when nobody has said.
    pub version: &'static str,
    /// Contracts it changes.
    pub contracts: &'static [&'static str],
    /// A level set by a person: level, reason, who.
    pub overridden: Option<(u8, &'static str, &'static str)>,
}

impl Row {
    /// A change with what every change has: reference, title, why; then services, release, points, thousands a
    /// week, minutes, probability and impact.
    #[allow(
        clippy::too_many_arguments,
        reason = "one argument per column of the change tables"
    )]
    pub const fn new(
        (reference, title, why): (&'static str, &'static str, &'static str),
        services: &'static [&'static str],
        release: &'static str,
        points: u32,
        value: u32,
        minutes: u32,
        risk: (u8, u8),
    ) -> Self {
        Self {
            reference,
            title,
            why,
            services,
            release,
            points,
            value,
            minutes,
            risk,
            team: "",
            owner: "",
            kind: ChangeKind::Normal,
            back_out: 8,
            reversible: Reversible::Yes,
            evidence: (3, 3),
            history: (0, 9),
            rehearsed: 35,
            ready: None,
            due: None,
            requires: &[],
            apart: &[],
            together: "",
            pinned: false,
            deferrals: 0,
            waits_for: "",
            version: "",
            contracts: &[],
            overridden: None,
        }
    }
    /// Brought by another team than the owner of its first service.
    pub const fn by(mut self, team: &'static str) -> Self {
        self.team = team;
        self
    }
    /// Pre-approved, done often.
    pub const fn standard(mut self) -> Self {
        self.kind = ChangeKind::Standard;
        self
    }
    /// Cannot wait.
    pub const fn emergency(mut self) -> Self {
        self.kind = ChangeKind::Emergency;
        self
    }
    /// Minutes to back out and days since that was rehearsed; zeros when nobody knows.
    pub const fn back_out(mut self, minutes: u32, rehearsed_days_ago: i64) -> Self {
        self.back_out = minutes;
        self.rehearsed = rehearsed_days_ago;
        self
    }
    /// Whether it can be taken back.
    pub const fn reversible(mut self, reversible: Reversible) -> Self {
        self.reversible = reversible;
        self
    }
    /// Tests shown, of tests needed.
    pub const fn shown(mut self, seen: u32, needed: u32) -> Self {
        self.evidence = (seen, needed);
        self
    }
    /// Past changes of the component that failed, of all.
    pub const fn failed(mut self, failed: u32, done: u32) -> Self {
        self.history = (failed, done);
        self
    }
    /// Not before this day.
    pub const fn ready(mut self, at: At) -> Self {
        self.ready = Some(at);
        self
    }
    /// The law wants it by this day.
    pub const fn legal(mut self, at: At) -> Self {
        self.due = Some((at, DueKind::Legal));
        self
    }
    /// It was promised by this day.
    pub const fn promised(mut self, at: At) -> Self {
        self.due = Some((at, DueKind::Contract));
        self
    }
    /// Somebody would like it by this day.
    pub const fn wished(mut self, at: At) -> Self {
        self.due = Some((at, DueKind::Wish));
        self
    }
    /// Needs these first.
    pub const fn after(mut self, changes: &'static [&'static str]) -> Self {
        self.requires = changes;
        self
    }
    /// Never with these.
    pub const fn apart(mut self, changes: &'static [&'static str]) -> Self {
        self.apart = changes;
        self
    }
    /// Goes with the others of the word.
    pub const fn together(mut self, word: &'static str) -> Self {
        self.together = word;
        self
    }
    /// The optimiser leaves it where it is.
    pub const fn pinned(mut self) -> Self {
        self.pinned = true;
        self
    }
    /// Deferred so often already, and why.
    pub const fn deferred(mut self, times: u32, reason: &'static str) -> Self {
        self.deferrals = times;
        self.waits_for = reason;
        self
    }
    /// The version its services have after it, and the contracts it changes.
    pub const fn makes(mut self, version: &'static str, contracts: &'static [&'static str]) -> Self {
        self.version = version;
        self.contracts = contracts;
        self
    }
    /// A person set the level.
    pub const fn set_to(mut self, level: u8, reason: &'static str, by: &'static str) -> Self {
        self.overridden = Some((level, reason, by));
        self
    }
}
