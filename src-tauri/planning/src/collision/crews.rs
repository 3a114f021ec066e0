//! Three releases and more that need the same crews at one time, though any fewer of them could share them.

use super::index::Facts;
use super::view::View;
use super::{Collision, CollisionKind};
use crate::{Instant, ReleaseId, Severity, Subject, Team, Window, wording};
use std::collections::BTreeMap;

/// Releases in order of start, from when they overlap, and what they need too much of.
type Short = BTreeMap<Vec<(Instant, ReleaseId)>, (Window, Vec<String>)>;

/// Teams of more crews than this are looked at in pairs alone: the sets of many small needs are without number.
const MOST_CREWS: u32 = 4;

/// Every smallest set of the release and of some of those that overlap it, at one moment, that needs more crews of a team
/// than it has. A set is judged by itself, so that a move of another release never changes what is said of it; pairs are
/// told by themselves.
pub(super) fn find(view: &View<'_>, one: &Facts, beside: &[&Facts], found: &mut Vec<Collision>) {
    if beside.len() < 2 {
        return;
    }
    let mut short = Short::new();
    for (team, needed) in &one.crews {
        let Some(row) = view
            .plan
            .teams
            .get(team)
            .filter(|row| (2..=MOST_CREWS).contains(&row.crews))
        else {
            continue;
        };
        let needs = |facts: &Facts| {
            let place = facts.crews.binary_search_by_key(team, |(other, _)| *other).ok()?;
            Some(facts.crews[place].1).filter(|crews| *crews > 0)
        };
        let others: Vec<(&Facts, u32)> = (beside.iter())
            .filter_map(|facts| Some((*facts, needs(facts)?)))
            .collect();
        let mut sets = Sets {
            view,
            team: row,
            others: &others,
            chosen: vec![(one, *needed)],
        };
        sets.extend(0, one.deploy, &mut short);
    }
    found.extend(short.iter().map(|(releases, (together, short))| {
        let key: Vec<Subject> = releases.iter().map(|(_, id)| Subject::Release(*id)).collect();
        let names: Vec<String> = key.iter().map(|subject| view.plan.name_of(*subject)).collect();
        let sentence = format!(
            "{} overlap from {} and together need {}.",
            wording::list(&names),
            wording::moment(together.start(), view.zone),
            wording::list(short)
        );
        Collision::new(CollisionKind::CrewShared, Severity::Warning, &key, &[], sentence)
    }));
}

struct Sets<'a> {
    view: &'a View<'a>,
    team: &'a Team,
    others: &'a [(&'a Facts, u32)],
    chosen: Vec<(&'a Facts, u32)>,
}

impl Sets<'_> {
    fn extend(&mut self, from: usize, together: Window, short: &mut Short) {
        let others = self.others;
        for (place, (facts, needs)) in others.iter().enumerate().skip(from) {
            self.view.look(1);
            let Some(together) = together.intersection(facts.deploy) else {
                continue;
            };
            self.chosen.push((facts, *needs));
            let all: u32 = self.chosen.iter().map(|(_, needs)| needs).sum();
            let fewest = self.chosen.iter().map(|(_, needs)| *needs).min().unwrap_or(0);
            if all <= self.team.crews {
                self.extend(place + 1, together, short);
            } else if self.chosen.len() > 2 && all - fewest <= self.team.crews {
                let mut set: Vec<(Instant, ReleaseId)> = (self.chosen.iter())
                    .map(|(facts, _)| (facts.deploy.start(), facts.id))
                    .collect();
                set.sort_unstable();
                let (name, has) = (&self.team.name, self.team.crews);
                let row = short.entry(set).or_insert((together, Vec::new()));
                row.1.push(format!("{all} crews of {name}, which has {has}"));
            }
            self.chosen.pop();
        }
    }
}
