//! What one night takes: its steps from the changes that ride it, and how long they last. The lists stay from one night
//! to the next.

use super::{NightMinutes, Nights};
use crate::graph::levels;
use crate::schedule::stopwatch::{Stopwatch, Way};
use crate::schedule::timetable::Wait;
use crate::{DeployOrder, EnvironmentId};
use std::collections::BTreeMap;

const NONE: u32 = u32::MAX;

/// Judges one night after the other.
#[derive(Clone, Debug, Default)]
pub struct Judge {
    /// Numbers of the changes of the night, in order.
    members: Vec<u32>,
    /// Who waits for whom, by place among the members.
    order: Vec<Wait>,
    /// Who goes together.
    together: Vec<(u32, u32)>,
    /// Last of the members that touch each service, as a place in `touching`.
    last: Vec<u32>,
    /// Member, and the one before it at the same service.
    touching: Vec<(u32, u32)>,
    /// Services that any member touches.
    touched: Vec<u32>,
    /// Steps that want each resource.
    wanted: Vec<u32>,
    /// Number of each resource that more steps want than can have it at once.
    scarce: Vec<u32>,
    /// How many can have each of these.
    units: Vec<u32>,
    steps: Steps,
    watch: Stopwatch,
}

/// Changes that go at once, step after step.
#[derive(Clone, Debug, Default)]
struct Steps {
    /// Minutes out and back.
    minutes: Vec<[u32; 2]>,
    uses: Vec<u32>,
    /// Where the uses of each step end.
    uses_end: Vec<u32>,
}

impl Steps {
    fn clear(&mut self) {
        self.minutes.clear();
        self.uses.clear();
        self.uses_end.clear();
    }

    fn push(&mut self, minutes: [u32; 2], uses: impl IntoIterator<Item = u32>) {
        self.minutes.push(minutes);
        self.uses.extend(uses);
        self.uses_end.push(self.uses.len() as u32);
    }

    fn rows(&self) -> impl Iterator<Item = ([u32; 2], &[u32])> {
        let mut from = 0;
        self.minutes
            .iter()
            .zip(&self.uses_end)
            .map(move |(minutes, end)| {
                let uses = &self.uses[from..*end as usize];
                from = *end as usize;
                (*minutes, uses)
            })
    }
}

impl Judge {
    /// What the night takes with these of the changes asked about.
    #[must_use]
    pub fn minutes(
        &mut self,
        nights: &Nights,
        night: usize,
        riders: impl IntoIterator<Item = usize>,
    ) -> NightMinutes {
        self.meet(nights, night, riders);
        let out_and_back = |watch: &mut Stopwatch| {
            Some(NightMinutes {
                forward: watch.total(Way::Out)?,
                back_out: watch.total(Way::Back)?,
            })
        };
        self.time(nights, night, out_and_back).unwrap_or_default()
    }

    /// True when the night is out and back again within the minutes with these of the changes asked about.
    #[must_use]
    pub fn fits(
        &mut self,
        nights: &Nights,
        night: usize,
        riders: impl IntoIterator<Item = usize>,
        minutes: i64,
    ) -> bool {
        self.meet(nights, night, riders);
        let within = |watch: &mut Stopwatch| watch.within(minutes);
        self.time(nights, night, within).unwrap_or(false)
    }

    /// Minutes that the night takes at least with these of the changes asked about, and with any more beside them: the
    /// longest way through what waits for each other, or the work of a team's crews or at one service, on the way out
    /// and on the way back. With crews, a list schedule can get shorter by more work (Graham 1966); this never does.
    #[must_use]
    pub fn least(&mut self, nights: &Nights, night: usize, riders: impl IntoIterator<Item = usize>) -> i64 {
        self.meet(nights, night, riders);
        self.members
            .retain(|member| !nights.changes[*member as usize].merges);
        self.find_order(nights, nights.nights[night].environment);
        self.watch.restart([].into_iter());
        let mut work: BTreeMap<u32, [i64; 2]> = BTreeMap::new();
        for member in &self.members {
            let change = &nights.changes[*member as usize];
            self.watch.job([change.forward, change.back_out], [].into_iter());
            for one in &change.uses {
                let sums = work.entry(*one).or_default();
                sums[0] += i64::from(change.forward);
                sums[1] += i64::from(change.back_out);
            }
        }
        self.order.iter().for_each(|wait| self.watch.wait(*wait));
        let mut total = 0;
        for (side, way) in [Way::Out, Way::Back].into_iter().enumerate() {
            let longest = i64::from(self.watch.total(way).unwrap_or(0));
            let shared = work.iter().map(|(one, sums)| {
                let at_once = i64::from(nights.at_once(*one));
                (sums[side] + at_once - 1) / at_once
            });
            total += longest.max(shared.max().unwrap_or(0));
        }
        total
    }

    fn meet(&mut self, nights: &Nights, night: usize, riders: impl IntoIterator<Item = usize>) {
        self.members.clear();
        self.members
            .extend(riders.into_iter().map(|rider| nights.number[rider]));
        self.members.extend(&nights.nights[night].riding);
        self.members.sort_unstable();
        self.members.dedup();
    }

    /// Who waits for whom, with the gap, and who goes together.
    fn find_order(&mut self, nights: &Nights, environment: Option<EnvironmentId>) {
        let wait = |first: u32, second: u32, gap| Wait {
            first: first as usize,
            second: second as usize,
            gap,
        };
        self.order.clear();
        self.together.clear();
        self.touching.clear();
        self.touched.clear();
        self.last.resize(nights.links.len(), NONE);
        for (place, member) in (0..).zip(&self.members) {
            let change = &nights.changes[*member as usize];
            for service in &change.services {
                let last = &mut self.last[*service as usize];
                if *last == NONE {
                    self.touched.push(*service);
                }
                self.touching.push((place, *last));
                *last = self.touching.len() as u32 - 1;
            }
            for required in &change.requires {
                if let Ok(first) = self.members.binary_search(required) {
                    self.order.push(wait(first as u32, place, 0));
                }
            }
        }
        let touching = |place: u32| self.touching.get(place as usize).copied();
        let at = |service: u32| {
            let before = move |(_, before): &(u32, u32)| touching(*before);
            std::iter::successors(touching(self.last[service as usize]), before).map(|(member, _)| member)
        };
        for service in &self.touched {
            let links = nights.links[*service as usize].iter();
            for link in
                links.filter(|link| self.last[link.provider as usize] != NONE && link.holds_in(environment))
            {
                for consumer in at(*service) {
                    for provider in at(link.provider).filter(|provider| *provider != consumer) {
                        match link.order {
                            DeployOrder::ProviderFirst => self.order.push(wait(provider, consumer, link.gap)),
                            DeployOrder::ConsumerFirst => self.order.push(wait(consumer, provider, link.gap)),
                            DeployOrder::Lockstep => self.together.push((consumer, provider)),
                            DeployOrder::Any => {}
                        }
                    }
                }
            }
        }
        for service in &self.touched {
            self.last[*service as usize] = NONE;
        }
    }

    /// Makes one step of the changes that go together or wait for each other.
    fn join_steps(&mut self, nights: &Nights) {
        let waits = self.order.iter();
        let pairs: Vec<(u32, u32)> = waits
            .map(|wait| (wait.first as u32, wait.second as u32))
            .collect();
        let levels = levels(self.members.len(), &pairs, &self.together);
        self.steps.clear();
        for (group, ..) in levels.groups() {
            let members = group.iter().map(|place| self.members[*place as usize]);
            let changes = || members.clone().map(|member| &nights.changes[member as usize]);
            let mut uses: Vec<u32> = changes().flat_map(|change| &change.uses).copied().collect();
            uses.sort_unstable();
            uses.dedup();
            let services = changes().flat_map(|change| &change.services);
            let checks = services.map(|service| nights.validate[*service as usize]);
            let deploy = changes().map(|change| change.deploy).max().unwrap_or(0);
            let back_out = changes().map(|change| change.back_out).max().unwrap_or(0);
            self.steps
                .push([deploy + checks.max().unwrap_or(0), back_out], uses);
        }
        self.order.retain_mut(|wait| {
            wait.first = levels.step[wait.first] as usize;
            wait.second = levels.step[wait.second] as usize;
            wait.first != wait.second
        });
    }

    /// Asks the watch about the steps of the night: each change by itself, and only where changes go together or wait for
    /// each other the steps that they share.
    fn time<T>(
        &mut self,
        nights: &Nights,
        night: usize,
        ask: impl Fn(&mut Stopwatch) -> Option<T>,
    ) -> Option<T> {
        self.find_order(nights, nights.nights[night].environment);
        if self.together.is_empty() {
            self.steps.clear();
            for member in &self.members {
                let change = &nights.changes[*member as usize];
                self.steps
                    .push([change.forward, change.back_out], change.uses.iter().copied());
            }
            self.load(nights);
            let answer = ask(&mut self.watch);
            if answer.is_some() {
                return answer;
            }
        }
        self.join_steps(nights);
        self.load(nights);
        ask(&mut self.watch)
    }

    /// Puts the steps under the watch. What no more steps want than can have it at once makes nobody wait, and is left
    /// out.
    fn load(&mut self, nights: &Nights) {
        self.wanted.resize(nights.resources(), 0);
        self.scarce.resize(nights.resources(), NONE);
        self.units.clear();
        for one in &self.steps.uses {
            self.wanted[*one as usize] += 1;
            let at_once = nights.at_once(*one);
            if self.wanted[*one as usize] == at_once + 1 {
                self.scarce[*one as usize] = self.units.len() as u32;
                self.units.push(at_once);
            }
        }
        self.watch.restart(self.units.iter().copied());
        for (minutes, uses) in self.steps.rows() {
            let numbers = uses.iter().map(|one| self.scarce[*one as usize]);
            self.watch.job(minutes, numbers.filter(|number| *number != NONE));
        }
        self.order.iter().for_each(|wait| self.watch.wait(*wait));
        for one in &self.steps.uses {
            self.wanted[*one as usize] = 0;
            self.scarce[*one as usize] = NONE;
        }
    }
}
