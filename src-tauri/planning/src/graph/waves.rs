//! Waves of deployment of every service, providers first, in three lists however many steps there are.

use super::Graph;
use crate::ServiceId;

/// A step of the waves: services that are deployed together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step<'a> {
    /// The services, in order of their number.
    pub services: &'a [ServiceId],
    /// True when they wait for each other by mistake, not by agreement.
    pub cycle: bool,
}

/// Every service in steps, the steps in waves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waves {
    services: Vec<ServiceId>,
    /// Where each step ends among the services, and whether it is a cycle.
    steps: Vec<(u32, bool)>,
    /// Where each wave ends among the steps.
    waves: Vec<u32>,
}

impl Waves {
    /// How many waves there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.waves.len()
    }
    /// True when there is no service.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.waves.is_empty()
    }
    /// The steps of each wave, in order of their first service.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = impl ExactSizeIterator<Item = Step<'_>>> {
        (0..self.waves.len()).map(|wave| {
            let begin = wave.checked_sub(1).map_or(0, |before| self.waves[before]);
            (begin as usize..self.waves[wave] as usize).map(|step| self.step(step))
        })
    }
    fn step(&self, step: usize) -> Step<'_> {
        let begin = step.checked_sub(1).map_or(0, |before| self.steps[before].0);
        let (end, cycle) = self.steps[step];
        Step {
            services: &self.services[begin as usize..end as usize],
            cycle,
        }
    }
}

impl Graph {
    /// Deployment waves of every service, providers first.
    #[must_use]
    pub fn waves(&self) -> Waves {
        let steps = self.steps();
        // Of each level: its steps, and its services.
        let mut sizes: Vec<(u32, u32)> = Vec::new();
        for (members, level, _) in steps.groups() {
            let level = level as usize;
            if sizes.len() <= level {
                sizes.resize(level + 1, (0, 0));
            }
            sizes[level].0 += 1;
            sizes[level].1 += members.len() as u32;
        }
        let mut at = (0, 0);
        for size in &mut sizes {
            let begin = at;
            at = (at.0 + size.0, at.1 + size.1);
            *size = begin;
        }
        let nobody = ServiceId(uuid::Uuid::nil());
        let mut waves = Waves {
            services: vec![nobody; at.1 as usize],
            steps: vec![(0, false); at.0 as usize],
            waves: Vec::new(),
        };
        for (members, level, cycle) in steps.groups() {
            let (step, place) = &mut sizes[level as usize];
            for member in members {
                waves.services[*place as usize] = self.service(*member);
                *place += 1;
            }
            waves.steps[*step as usize] = (*place, cycle);
            *step += 1;
        }
        waves.waves = sizes.into_iter().map(|(end, _)| end).collect();
        waves
    }
}
