//! How long work takes by the list schedule of [`super::timetable`], without saying who starts when. The lists are kept
//! from one night to the next, so that nothing is allocated once they have grown.

use super::timetable::Wait;

/// Work to be timed: jobs, what they use at once with others, and who waits for whom.
#[derive(Clone, Debug, Default)]
pub(super) struct Stopwatch {
    /// Minutes of each job on the way out and on the way back.
    minutes: Vec<[u32; 2]>,
    /// What each job uses, one after the other.
    uses: Vec<u32>,
    /// Where the uses of each job begin, and where the last ones end.
    uses_from: Vec<u32>,
    waits: Vec<Wait>,
    /// Where the units of each resource begin, and where the last ones end.
    units_from: Vec<u32>,
    run: Run,
}

/// Which way the work goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// Everything is deployed and checked.
    Out = 0,
    /// Everything is taken back, in reverse order and without gaps.
    Back = 1,
}

/// Lists of the work in one direction.
#[derive(Clone, Debug, Default)]
struct Run {
    /// Where the jobs that wait for each job begin.
    after_from: Vec<u32>,
    /// Job and gap.
    after: Vec<(u32, u32)>,
    /// Jobs that each still waits for.
    missing: Vec<u32>,
    /// Jobs in an order in which each comes after what it waits for; later those that have not started.
    jobs: Vec<u32>,
    /// Minutes from the start of each job to the end of everything that waits for it.
    way: Vec<u32>,
    ready_at: Vec<u32>,
    /// Until when each unit is used.
    until: Vec<u32>,
}

impl Stopwatch {
    /// Forgets the jobs; `units` says how many can use each resource at once.
    pub(super) fn restart(&mut self, units: impl Iterator<Item = u32>) {
        self.minutes.clear();
        self.uses.clear();
        self.uses_from.clear();
        self.uses_from.push(0);
        self.waits.clear();
        self.units_from.clear();
        self.units_from.push(0);
        let mut from = 0;
        self.units_from.extend(units.map(|units| {
            from += units.clamp(1, 1000);
            from
        }));
    }

    /// One more job: its minutes out and back, and the resources it uses from its start to its end.
    pub(super) fn job(&mut self, minutes: [u32; 2], uses: impl Iterator<Item = u32>) {
        self.minutes.push(minutes);
        self.uses.extend(uses);
        self.uses_from.push(self.uses.len() as u32);
    }

    /// The second starts `gap` minutes after the end of the first at the earliest.
    pub(super) fn wait(&mut self, wait: Wait) {
        self.waits.push(wait);
    }

    /// Minute at which the last job ends; none when jobs wait for each other.
    pub(super) fn total(&mut self, way: Way) -> Option<u32> {
        self.longest(way).map(|_| self.play(way))
    }

    /// Longest way through what waits for each other; none when some jobs wait in a ring. [`Self::play`] goes on from here.
    fn longest(&mut self, way: Way) -> Option<u32> {
        let (run, jobs) = (&mut self.run, self.minutes.len());
        run.follow(jobs, &self.waits, way);
        if !run.sort_by_waits(jobs) {
            return None;
        }
        run.find_ways(&self.minutes, way as usize);
        Some(run.way.iter().copied().max().unwrap_or(0))
    }

    /// At each moment the free jobs with the longest way to the end start first.
    fn play(&mut self, way: Way) -> u32 {
        let side = way as usize;
        let run = &mut self.run;
        if self.uses.is_empty() {
            return run.way.iter().copied().max().unwrap_or(0);
        }
        let ways = &run.way;
        run.jobs
            .sort_unstable_by_key(|job| (std::cmp::Reverse(ways[*job as usize]), *job));
        run.until.clear();
        run.until
            .resize(self.units_from.last().map_or(0, |end| *end as usize), 0);
        run.count_missing(self.minutes.len());
        run.ready_at.clear();
        run.ready_at.resize(self.minutes.len(), 0);
        let units = |resource: u32| {
            let resource = resource as usize;
            self.units_from[resource] as usize..self.units_from[resource + 1] as usize
        };
        let (mut now, mut total) = (0_u32, 0_u32);
        while !run.jobs.is_empty() {
            let mut place = 0;
            while let Some(&job) = run.jobs.get(place) {
                let job = job as usize;
                let uses = &self.uses[self.uses_from[job] as usize..self.uses_from[job + 1] as usize];
                let until = &run.until;
                let fits = || {
                    uses.iter()
                        .all(|one| until[units(*one)].iter().any(|until| *until <= now))
                };
                if run.missing[job] > 0 || run.ready_at[job] > now || !fits() {
                    place += 1;
                    continue;
                }
                let end = now + self.minutes[job][side];
                for one in uses {
                    if let Some(unit) = run.until[units(*one)].iter_mut().find(|until| **until <= now) {
                        *unit = end;
                    }
                }
                total = total.max(end);
                run.jobs.remove(place);
                let after = run.after_from[job] as usize..run.after_from[job + 1] as usize;
                for (second, gap) in &run.after[after] {
                    let second = *second as usize;
                    run.ready_at[second] = run.ready_at[second].max(end + gap);
                    run.missing[second] -= 1;
                    if run.missing[second] == 0 && run.ready_at[second] <= now {
                        // Nothing lies between: it may go at once, wherever it stands.
                        place = 0;
                    }
                }
            }
            let free = run.jobs.iter().map(|job| *job as usize);
            let ready = free
                .filter(|job| run.missing[*job] == 0)
                .map(|job| run.ready_at[job]);
            let next = ready
                .chain(run.until.iter().copied())
                .filter(|at| *at > now)
                .min();
            now = next.unwrap_or(now.saturating_add(1));
        }
        total
    }
}

impl Run {
    /// Lists who waits for each job.
    fn follow(&mut self, jobs: usize, waits: &[Wait], way: Way) {
        let turned = |wait: &Wait| match way {
            Way::Out => (wait.first, wait.second, wait.gap),
            Way::Back => (wait.second, wait.first, 0),
        };
        self.after_from.clear();
        self.after_from.resize(jobs + 1, 0);
        for (first, ..) in waits.iter().map(turned) {
            self.after_from[first] += 1;
        }
        let mut end = 0;
        for from in &mut self.after_from {
            end += *from;
            *from = end;
        }
        self.after.clear();
        self.after.resize(waits.len(), (0, 0));
        for (first, second, gap) in waits.iter().map(turned) {
            self.after_from[first] -= 1;
            self.after[self.after_from[first] as usize] = (second as u32, gap);
        }
    }

    fn count_missing(&mut self, jobs: usize) {
        self.missing.clear();
        self.missing.resize(jobs, 0);
        for (second, _) in &self.after {
            self.missing[*second as usize] += 1;
        }
    }

    /// Sorts the jobs behind what they wait for; false when some wait for each other.
    fn sort_by_waits(&mut self, jobs: usize) -> bool {
        self.count_missing(jobs);
        self.jobs.clear();
        self.jobs
            .extend((0..jobs as u32).filter(|job| self.missing[*job as usize] == 0));
        let mut done = 0;
        while let Some(&job) = self.jobs.get(done) {
            done += 1;
            let job = job as usize;
            for (second, _) in &self.after[self.after_from[job] as usize..self.after_from[job + 1] as usize] {
                self.missing[*second as usize] -= 1;
                if self.missing[*second as usize] == 0 {
                    self.jobs.push(*second);
                }
            }
        }
        done == jobs
    }

    fn find_ways(&mut self, minutes: &[[u32; 2]], side: usize) {
        self.way.clear();
        self.way.extend(minutes.iter().map(|minutes| minutes[side]));
        for job in self.jobs.iter().rev() {
            let job = *job as usize;
            let after = &self.after[self.after_from[job] as usize..self.after_from[job + 1] as usize];
            let longest = after
                .iter()
                .map(|(second, gap)| gap + self.way[*second as usize])
                .max();
            self.way[job] += longest.unwrap_or(0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schedule::back_out::reversed;
    use crate::schedule::timetable::tests::nights;
    use crate::schedule::timetable::{Job, Timetable};
    use proptest::prelude::*;

    fn timed(watch: &mut Stopwatch, jobs: &[Job], waits: &[Wait], units: &[u32]) -> [Option<u32>; 2] {
        watch.restart(units.iter().copied());
        for job in jobs {
            watch.job([job.minutes; 2], job.uses.iter().map(|one| *one as u32));
        }
        waits.iter().for_each(|wait| watch.wait(*wait));
        [Way::Out, Way::Back].map(|way| watch.total(way))
    }

    proptest! {
        #[test]
        fn it_ends_when_the_timetable_ends_night_after_night(all in prop::collection::vec(nights(), 1..4)) {
            let mut watch = Stopwatch::default();
            for (jobs, waits, units) in all {
                let out = Timetable::of(&jobs, &waits, &units).total;
                let back = Timetable::of(&jobs, &reversed(&waits), &units).total;
                prop_assert_eq!(timed(&mut watch, &jobs, &waits, &units), [Some(out), Some(back)]);
            }
        }
    }

    #[test]
    fn jobs_that_wait_for_each_other_have_no_end() {
        let job = Job {
            minutes: 5,
            uses: Vec::new(),
        };
        let wait = |first, second| Wait {
            first,
            second,
            gap: 0,
        };
        let jobs = [job.clone(), job];
        let timed = timed(&mut Stopwatch::default(), &jobs, &[wait(0, 1), wait(1, 0)], &[]);
        assert_eq!(timed, [None, None]);
    }
}
