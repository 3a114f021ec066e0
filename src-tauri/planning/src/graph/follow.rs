//! The graph of a later plan from the graph of an earlier one: only links and services that differ are looked at.

use super::{Graph, Half, Link, Steps};
use crate::{Dependency, Plan};
use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

/// With more differences than this part of the links, starting afresh is cheaper.
const PART: usize = 16;
/// Differences that are always followed one by one.
const FEW: usize = 32;

impl Graph {
    /// The graph of `after`, when this is the graph of `before`. It costs what differs between the two; steps and rings that
    /// were known stay known wherever nothing moved. It is equal to [`Graph::of`]`(after)`, except that links and redundancy
    /// groups may be numbered otherwise. A service that is gone, or that was put among others, starts it afresh.
    #[must_use]
    pub fn after(&self, before: &Plan, after: &Plan) -> Self {
        let services = after.services.differences(&before.services);
        let links = after.dependencies.differences(&before.dependencies);
        if links.len() > FEW + self.links.len() / PART {
            return Self::of(after);
        }
        let mut next = self.clone();
        for (was, is) in services {
            match (was, is) {
                (Some(_), Some(_)) => {}
                (None, Some(service))
                    if next.dangling == 0 && next.services.last().is_none_or(|last| *last < service.id) =>
                {
                    next.push(service.id);
                }
                _ => return Self::of(after),
            }
        }
        let mut groups: BTreeSet<u32> = BTreeSet::new();
        for (was, is) in links {
            let was = was.filter(|link| counts(link));
            let is = is.filter(|link| counts(link));
            if let (Some(was), Some(is)) = (was, is)
                && says_the_same(was, is)
            {
                continue;
            }
            groups.extend(was.and_then(|was| next.take_out(was)));
            groups.extend(is.and_then(|is| next.put_in(is)));
        }
        next.count_groups(&groups, after);
        next
    }

    fn push(&mut self, service: crate::ServiceId) {
        Arc::make_mut(&mut self.services).push(service);
        self.by_consumer.push();
        self.by_provider.push();
        if let Some(steps) = self.steps.get_mut() {
            steps.push();
        }
    }

    /// Adds the link and answers its redundancy group.
    fn put_in(&mut self, record: &Dependency) -> Option<u32> {
        let (Some(consumer), Some(provider)) = (self.number(record.consumer), self.number(record.provider))
        else {
            self.dangling += 1;
            return None;
        };
        let group = record
            .redundancy
            .as_ref()
            .map(|group| Arc::make_mut(&mut self.groups).number(consumer, group));
        let link = Link::of(record, consumer, provider, group);
        let number = match self.free.pop() {
            Some(number) => {
                *self.links.get_mut(number) = Some(link);
                number
            }
            None => {
                self.links.push(Some(link));
                self.links.len() as u32 - 1
            }
        };
        for (row, other, consumers) in [(consumer, provider, true), (provider, consumer, false)] {
            let rows = if consumers {
                &self.by_consumer
            } else {
                &self.by_provider
            };
            let place = rows.row(row).partition_point(|half| {
                self.links
                    .get(half.link())
                    .as_ref()
                    .is_some_and(|one| one.id < link.id)
            });
            let rows = if consumers {
                &mut self.by_consumer
            } else {
                &mut self.by_provider
            };
            rows.insert(row, place, Half::of(other, number, &link));
        }
        self.with_steps(|steps, graph| steps.gained(graph, &link));
        group
    }

    /// Takes the link out and answers its redundancy group.
    fn take_out(&mut self, record: &Dependency) -> Option<u32> {
        let (Some(consumer), Some(provider)) = (self.number(record.consumer), self.number(record.provider))
        else {
            self.dangling = self.dangling.saturating_sub(1);
            return None;
        };
        let is_it = |half: &Half| {
            self.links
                .get(half.link())
                .as_ref()
                .is_some_and(|link| link.id == record.id)
        };
        let places = (
            self.by_consumer.row(consumer).iter().position(is_it),
            self.by_provider.row(provider).iter().position(is_it),
        );
        let (Some(place), Some(place_there)) = places else {
            return None;
        };
        let number = self.by_consumer.row(consumer)[place].link();
        self.by_consumer.remove(consumer, place);
        self.by_provider.remove(provider, place_there);
        let link = self.links.get_mut(number).take();
        self.free.push(number);
        let link = link?;
        self.with_steps(|steps, graph| steps.lost(graph, &link));
        link.redundancy
    }

    /// Counts the links of redundancy groups anew; the first link of a group says how many must be up.
    fn count_groups(&mut self, groups: &BTreeSet<u32>, plan: &Plan) {
        for number in groups {
            let mut group = self.groups.all[*number as usize].clone();
            let members = self
                .providers_of(group.consumer)
                .filter(|link| link.redundancy == Some(*number));
            let members: Vec<_> = members.map(|link| link.id).collect();
            group.size = members.len() as u32;
            let first = members.first().and_then(|id| plan.dependencies.get(id));
            if let Some(said) = first.and_then(|link| link.redundancy.as_ref()) {
                group.minimum = said.minimum;
            }
            Arc::make_mut(&mut self.groups).all[*number as usize] = group;
        }
    }

    /// Brings the steps up to date, when they are known at all.
    fn with_steps(&mut self, update: impl FnOnce(&mut Steps, &Self)) {
        if let Some(mut steps) = self.steps.take() {
            update(&mut steps, self);
            self.steps = OnceLock::from(steps);
        }
    }
}

fn counts(link: &Dependency) -> bool {
    link.counts() && link.consumer != link.provider
}

/// True when the graph cannot tell the two apart: who confirmed a link, and when, is none of its business.
fn says_the_same(was: &Dependency, is: &Dependency) -> bool {
    (was.consumer, was.provider, was.strength, was.order, was.kind)
        == (is.consumer, is.provider, is.strength, is.order, is.kind)
        && was.redundancy == is.redundancy
}
