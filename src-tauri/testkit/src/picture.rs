//! The calendar as text: days across, a line for each freeze, window, release and change.
//!
//! `█` frozen (`▒` only asked for), `▂` a window opens, `◆` a release deploys (`─` it is watched), `●` a change goes,
//! `✗` a change goes and collides, with what it collides with; a change without a day waits.

use planning::calendar::openings;
use planning::collision::{Collision, CollisionKind, Index};
use planning::{Day, FreezeState, Plan, Subject, Window, Zone};

/// Draws the days from `first` to `last`.
///
/// # Panics
/// When the days are not spelled `2026-11-16` or `last` is before `first`.
#[must_use]
#[track_caller]
pub fn picture(plan: &Plan, first: &str, last: &str) -> String {
    let read = |day: &str| -> Day { day.parse().unwrap_or_else(|error| panic!("{error}")) };
    let (first, last) = (read(first), read(last));
    let zone = plan.settings().zone;
    let days: Vec<Day> = (0..)
        .map(|day| first.plus(day))
        .take_while(|day| *day <= last)
        .collect();
    let span = Window::new(first.starts_in(zone), last.plus(1).starts_in(zone))
        .unwrap_or_else(|error| panic!("{error}"));
    let drawing = Drawing {
        plan,
        zone,
        days,
        span,
    };
    drawing.draw()
}

struct Drawing<'a> {
    plan: &'a Plan,
    zone: Zone,
    days: Vec<Day>,
    span: Window,
}

impl Drawing<'_> {
    fn draw(&self) -> String {
        let index = Index::of(self.plan);
        let month = self
            .days
            .first()
            .map_or(String::new(), |day| day.0.format("%b").to_string());
        let mut lines: Vec<(String, Vec<String>, String)> = Vec::new();
        let numbers = self.days.iter().map(|day| day.0.format("%-d").to_string());
        lines.push((month, numbers.collect(), String::new()));
        for freeze in self.plan.freezes.iter().filter(|freeze| freeze.is_live()) {
            let mark = if freeze.state == FreezeState::Agreed {
                "█"
            } else {
                "▒"
            };
            lines.push((
                "freeze".to_owned(),
                self.row(|day| freeze.window.overlaps(day), mark),
                freeze.name.clone(),
            ));
        }
        let opened = openings(self.plan, self.span);
        for window in &self.plan.windows {
            let opens = |day: Window| {
                opened
                    .iter()
                    .any(|opening| opening.window == window.id && day.contains(opening.at.start()))
            };
            lines.push((window.name.clone(), self.row(opens, "▂"), String::new()));
        }
        for release in &self.plan.releases {
            let mut row = self.row(|day| release.exposed().overlaps(day), "─");
            for (mark, deploys) in row
                .iter_mut()
                .zip(self.row(|day| day.contains(release.deploy.start()), "◆"))
            {
                if deploys == "◆" {
                    *mark = deploys;
                }
            }
            let about = self.about(&index, Subject::Release(release.id));
            lines.push((
                release.reference.to_string(),
                row,
                self.said(&about, Subject::Release(release.id)),
            ));
        }
        for change in &self.plan.changes {
            let subject = Subject::Change(change.id);
            let about = self.about(&index, subject);
            let release = change
                .release
                .and_then(|release| self.plan.releases.get(&release));
            let mark = if about.is_empty() { "●" } else { "✗" };
            let row = self.row(
                |day| release.is_some_and(|release| day.contains(release.deploy.start())),
                mark,
            );
            let said = if release.is_none() {
                "waits".to_owned()
            } else {
                self.said(&about, subject)
            };
            lines.push((change.reference.to_string(), row, said));
        }
        let label = lines.iter().map(|line| line.0.chars().count()).max().unwrap_or(0);
        let mut drawn = String::new();
        for (name, marks, said) in lines {
            let pad = " ".repeat(label - name.chars().count());
            let marks: Vec<String> = marks.iter().map(|mark| format!("{mark:>2}")).collect();
            drawn.push_str(format!("{name}{pad}  {}  {said}", marks.join(" ")).trim_end());
            drawn.push('\n');
        }
        drawn
    }

    fn row(&self, is: impl Fn(Window) -> bool, mark: &str) -> Vec<String> {
        let day = |day: &Day| Window::new(day.starts_in(self.zone), day.plus(1).starts_in(self.zone)).ok();
        let drawn = self
            .days
            .iter()
            .map(|each| if day(each).is_some_and(&is) { mark } else { "·" }.to_owned());
        drawn.collect()
    }

    fn about<'i>(&self, index: &'i Index, subject: Subject) -> Vec<&'i Collision> {
        index
            .collisions()
            .iter()
            .filter(|collision| collision.is_about(subject))
            .collect()
    }

    /// `inside black-friday, window-too-short`.
    fn said(&self, about: &[&Collision], of: Subject) -> String {
        let say = |collision: &&Collision| {
            let freeze = collision
                .subjects
                .iter()
                .find(|subject| matches!(subject, Subject::Freeze(_)));
            let other = collision
                .subjects
                .iter()
                .find(|subject| **subject != of && matches!(subject, Subject::Change(_)));
            match (collision.kind, freeze, other) {
                (CollisionKind::ReleaseInFreeze, Some(freeze), _) => {
                    format!("inside {}", self.plan.name_of(*freeze))
                }
                (kind, _, Some(other)) => format!("{kind} {}", self.plan.name_of(*other)),
                (kind, _, None) => kind.to_string(),
            }
        };
        about.iter().map(say).collect::<Vec<_>>().join(", ")
    }
}
