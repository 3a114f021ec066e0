//! What one night takes: its steps from the changes that ride it, and how long they last. The lists stay from one night
//! to the next.

use super::{NightMinutes, Nights};
use crate::graph::levels;
use crate::schedule::stopwatch::{Stopwatch, Way};
use crate::schedule::timetable::Wait;
use crate::{DeployOrder, EnvironmentId};
use std::collections::{BTreeMap, HashMap};

const NONE: u32 = u32::MAX;

/// Groups remembered at most.
const MOST_KNOWN: usize = 1 << 18;

/// Judges one night after the other, and remembers what groups of changes take together.
#[derive(Clone, Debug)]
pub struct Judge<'n> {
    nights: &'n Nights,
    known: HashMap<u64, NightMinutes>,
    /// Numbers of the changes of the night that are in no group yet.
    rest: Vec<u32>,
    group: Group,
}

/// Changes that may get in each other's way, with what follows from that.
#[derive(Clone, Debug, Default)]
struct Group {
    /// Numbers of the changes, in order.
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

impl<'n> Judge<'n> {
    pub(super) fn of(nights: &'n Nights) -> Self {
        Self {
            nights,
            known: HashMap::new(),
            rest: Vec::new(),
            group: Group::default(),
        }
    }

    /// What the night takes with these of the changes asked about, each named once.
    #[must_use]
    pub fn minutes(&mut self, night: usize, riders: impl IntoIterator<Item = usize>) -> NightMinutes {
        self.meet(night, riders);
        let mut most = NightMinutes::default();
        while let Some(minutes) = self.next_group(night) {
            most = most.and(minutes);
        }
        most
    }

    /// True when the night is out and back again within the minutes with these of the changes asked about.
    #[must_use]
    pub fn fits(&mut self, night: usize, riders: impl IntoIterator<Item = usize>, minutes: i64) -> bool {
        self.meet(night, riders);
        let mut most = NightMinutes::default();
        while let Some(group) = self.next_group(night) {
            most = most.and(group);
            if most.total() > minutes {
                return false;
            }
        }
        most.total() <= minutes
    }

    /// What the next changes of the night take that may get in each other's way; none when all have been judged.
    fn next_group(&mut self, night: usize) -> Option<NightMinutes> {
        let (nights, members) = (self.nights, &mut self.group.members);
        members.clear();
        members.push(self.rest.pop()?);
        let mut asked = 0;
        while let Some(&member) = members.get(asked) {
            asked += 1;
            let mut place = 0;
            while let Some(&other) = self.rest.get(place) {
                if nights.near.are(member, other) {
                    members.push(other);
                    self.rest.swap_remove(place);
                } else {
                    place += 1;
                }
            }
        }
        if let [alone] = members[..] {
            let change = &nights.changes[alone as usize];
            return Some(NightMinutes {
                forward: change.forward,
                back_out: change.back_out,
            });
        }
        let environment = nights.nights[night].environment;
        let of_environment = environment.map_or(0, |id| mark(id.0.as_u128() as u64));
        let key = members
            .iter()
            .fold(of_environment, |key, member| key ^ mark(u64::from(*member)));
        if let Some(&known) = self.known.get(&key) {
            return Some(known);
        }
        if self.known.len() >= MOST_KNOWN {
            self.known.clear();
        }
        members.sort_unstable();
        let minutes = self.group.minutes(nights, environment);
        self.known.insert(key, minutes);
        Some(minutes)
    }

    fn meet(&mut self, night: usize, riders: impl IntoIterator<Item = usize>) {
        let riders = riders.into_iter().map(|rider| self.nights.number[rider]);
        self.rest.clear();
        self.rest.extend(riders);
        self.rest.extend(&self.nights.nights[night].riding);
    }

    /// Minutes that the night takes at least with these of the changes asked about, and with any more beside them: the
    /// longest way through what waits for each other, or the work of a team's crews or at one service, on the way out
    /// and on the way back. With crews, a list schedule can get shorter by more work (Graham 1966); this never does.
    #[must_use]
    pub fn least(&mut self, night: usize, riders: impl IntoIterator<Item = usize>) -> i64 {
        self.meet(night, riders);
        let (nights, group) = (self.nights, &mut self.group);
        let joins = |member: &u32| nights.changes[*member as usize].merges;
        group.members.clear();
        group
            .members
            .extend(self.rest.iter().filter(|member| !joins(member)));
        group.members.sort_unstable();
        group.least(nights, nights.nights[night].environment)
    }
}

impl Group {
    fn least(&mut self, nights: &Nights, environment: Option<EnvironmentId>) -> i64 {
        self.find_order(nights, environment);
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

    /// How long the steps of the group last: each change by itself, and only where changes go together or wait for each
    /// other the steps that they share.
    fn minutes(&mut self, nights: &Nights, environment: Option<EnvironmentId>) -> NightMinutes {
        self.find_order(nights, environment);
        if self.together.is_empty() {
            self.steps.clear();
            for member in &self.members {
                let change = &nights.changes[*member as usize];
                self.steps
                    .push([change.forward, change.back_out], change.uses.iter().copied());
            }
            if let Some(minutes) = self.time(nights) {
                return minutes;
            }
        }
        self.join_steps(nights);
        self.time(nights).unwrap_or_default()
    }

    /// How long the steps last; none when some wait for each other. What no more steps want than can have it at once
    /// makes nobody wait, and is left out.
    fn time(&mut self, nights: &Nights) -> Option<NightMinutes> {
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
        Some(NightMinutes {
            forward: self.watch.total(Way::Out)?,
            back_out: self.watch.total(Way::Back)?,
        })
    }
}

/// A number that looks like chance and is the same everywhere (SplitMix64, Steele, Lea and Flood 2014): those of a group,
/// joined, stand for it.
fn mark(number: u64) -> u64 {
    let mut mixed = number.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}
