//! List scheduling: when each job starts if it waits for others and for something that only so many can use at once.

use std::cmp::Reverse;
use std::collections::BTreeSet;

/// A piece of work.
#[derive(Clone, Debug, Default)]
pub(super) struct Job {
    /// How long it takes.
    pub(super) minutes: u32,
    /// What it uses from its start to its end: numbers of resources, one unit of each.
    pub(super) uses: Vec<usize>,
}

/// `second` starts `gap` minutes after the end of `first` at the earliest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Wait {
    pub(super) first: usize,
    pub(super) second: usize,
    pub(super) gap: u32,
}

/// What makes a job start when it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bound {
    /// Nothing: it starts with the window.
    Opening,
    /// It waits for a job, and a gap after it.
    After(usize, u32),
    /// A job uses the last free unit of a resource until then.
    Busy(usize, usize),
}

/// When every job starts.
#[derive(Clone, Debug, Default)]
pub(super) struct Timetable {
    /// Minute at which each starts.
    pub(super) start: Vec<u32>,
    /// Minutes each could start later without moving the end.
    pub(super) slack: Vec<u32>,
    /// What makes each start when it does.
    pub(super) bound: Vec<Bound>,
    /// The unit each uses of each of its resources, from zero.
    pub(super) units: Vec<Vec<usize>>,
    /// Minute at which the last job ends.
    pub(super) total: u32,
    /// The jobs that make it last that long, first to last.
    pub(super) path: Vec<usize>,
}

impl Timetable {
    /// At each moment the free jobs with the longest way to the end start first. `waits` hold no ring.
    pub(super) fn of(jobs: &[Job], waits: &[Wait], units: &[u32]) -> Self {
        let (mut table, started, chained) = Self::started(jobs, waits, units);
        table.find_slack(jobs, waits.iter().chain(&chained), &started);
        table.find_path(jobs, &started);
        table
    }

    /// With starts but neither slack nor path; the jobs in the order of their starts, and who took over from whom.
    fn started(jobs: &[Job], waits: &[Wait], units: &[u32]) -> (Self, Vec<usize>, Vec<Wait>) {
        let mut after: Vec<Vec<Wait>> = vec![Vec::new(); jobs.len()];
        let mut before: Vec<Vec<Wait>> = vec![Vec::new(); jobs.len()];
        for wait in waits {
            after[wait.first].push(*wait);
            before[wait.second].push(*wait);
        }
        let way = ways_to_the_end(jobs, &after, &before);
        let mut room = Room::of(units);
        let mut table = Self {
            start: vec![0; jobs.len()],
            slack: vec![0; jobs.len()],
            bound: vec![Bound::Opening; jobs.len()],
            units: vec![Vec::new(); jobs.len()],
            total: 0,
            path: Vec::new(),
        };
        let mut missing: Vec<usize> = before.iter().map(Vec::len).collect();
        let mut ready_at = vec![0_u32; jobs.len()];
        let mut free: BTreeSet<(Reverse<u32>, usize)> = (0..jobs.len())
            .filter(|job| missing[*job] == 0)
            .map(|job| (Reverse(way[job]), job))
            .collect();
        let mut started: Vec<usize> = Vec::with_capacity(jobs.len());
        let mut chained: Vec<Wait> = Vec::new();
        let mut now = 0;
        while !free.is_empty() {
            let next = free
                .iter()
                .find(|(_, job)| ready_at[*job] <= now && room.fits(&jobs[*job], now))
                .copied();
            let Some(entry) = next else {
                now = later(&free, &ready_at, &room, now);
                continue;
            };
            free.remove(&entry);
            let job = entry.1;
            let end = now + jobs[job].minutes;
            table.start[job] = now;
            table.bound[job] = before[job]
                .iter()
                .find(|wait| now > 0 && table.start[wait.first] + jobs[wait.first].minutes + wait.gap == now)
                .map_or(Bound::Opening, |wait| Bound::After(wait.first, wait.gap));
            for resource in &jobs[job].uses {
                let (unit, previous) = room.take(*resource, job, now, end);
                table.units[job].push(unit);
                let Some(previous) = previous else { continue };
                chained.push(Wait {
                    first: previous,
                    second: job,
                    gap: 0,
                });
                let just_ended = now > 0 && table.start[previous] + jobs[previous].minutes == now;
                if just_ended && table.bound[job] == Bound::Opening {
                    table.bound[job] = Bound::Busy(previous, *resource);
                }
            }
            table.total = table.total.max(end);
            started.push(job);
            for wait in &after[job] {
                ready_at[wait.second] = ready_at[wait.second].max(end + wait.gap);
                missing[wait.second] -= 1;
                if missing[wait.second] == 0 {
                    free.insert((Reverse(way[wait.second]), wait.second));
                }
            }
        }
        (table, started, chained)
    }

    fn find_slack<'a>(&mut self, jobs: &[Job], waits: impl Iterator<Item = &'a Wait>, started: &[usize]) {
        let mut after: Vec<Vec<Wait>> = vec![Vec::new(); jobs.len()];
        for wait in waits {
            after[wait.first].push(*wait);
        }
        let mut latest: Vec<u32> = jobs.iter().map(|job| self.total - job.minutes).collect();
        for job in started.iter().rev() {
            for wait in &after[*job] {
                let bound = latest[wait.second].saturating_sub(jobs[*job].minutes + wait.gap);
                latest[*job] = latest[*job].min(bound);
            }
        }
        self.slack = latest
            .iter()
            .zip(&self.start)
            .map(|(latest, start)| latest.saturating_sub(*start))
            .collect();
    }

    fn find_path(&mut self, jobs: &[Job], started: &[usize]) {
        let last = started
            .iter()
            .rev()
            .find(|job| self.start[**job] + jobs[**job].minutes == self.total);
        let mut at = last.copied();
        while let Some(job) = at {
            self.path.push(job);
            at = match self.bound[job] {
                Bound::Opening => None,
                Bound::After(previous, _) | Bound::Busy(previous, _) => Some(previous),
            };
        }
        self.path.reverse();
    }
}

/// Minutes from the start of each job to the end of everything that waits for it.
fn ways_to_the_end(jobs: &[Job], after: &[Vec<Wait>], before: &[Vec<Wait>]) -> Vec<u32> {
    let mut way: Vec<u32> = jobs.iter().map(|job| job.minutes).collect();
    let mut missing: Vec<usize> = after.iter().map(Vec::len).collect();
    let mut open: Vec<usize> = (0..jobs.len()).filter(|job| missing[*job] == 0).collect();
    while let Some(job) = open.pop() {
        for wait in &before[job] {
            way[wait.first] = way[wait.first].max(jobs[wait.first].minutes + wait.gap + way[job]);
            missing[wait.first] -= 1;
            if missing[wait.first] == 0 {
                open.push(wait.first);
            }
        }
    }
    way
}

/// The next moment at which something that is waited for comes free.
fn later(free: &BTreeSet<(Reverse<u32>, usize)>, ready_at: &[u32], room: &Room, now: u32) -> u32 {
    let ready = free.iter().map(|(_, job)| ready_at[*job]);
    let units = room.units.iter().flatten().map(|(until, _)| *until);
    ready
        .chain(units)
        .filter(|at| *at > now)
        .min()
        .unwrap_or(now.saturating_add(1))
}

/// Until when each unit of each resource is used, and by whom last.
struct Room {
    units: Vec<Vec<(u32, Option<usize>)>>,
}

impl Room {
    fn of(units: &[u32]) -> Self {
        let row = |units: &u32| vec![(0, None); (*units).clamp(1, 1000) as usize];
        Self {
            units: units.iter().map(row).collect(),
        }
    }
    fn fits(&self, job: &Job, now: u32) -> bool {
        job.uses
            .iter()
            .all(|resource| self.units[*resource].iter().any(|(until, _)| *until <= now))
    }
    /// Takes the first free unit; answers it and who used it before.
    fn take(&mut self, resource: usize, job: usize, now: u32, end: u32) -> (usize, Option<usize>) {
        let row = &mut self.units[resource];
        let unit = row.iter().position(|(until, _)| *until <= now).unwrap_or(0);
        let previous = row[unit].1;
        row[unit] = (end, Some(job));
        (unit, previous)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;

    fn job(minutes: u32, uses: &[usize]) -> Job {
        Job {
            minutes,
            uses: uses.to_vec(),
        }
    }

    fn wait(first: usize, second: usize, gap: u32) -> Wait {
        Wait { first, second, gap }
    }

    #[test]
    fn one_crew_takes_the_longest_way_first() {
        let table = Timetable::of(
            &[job(10, &[0]), job(30, &[0]), job(5, &[])],
            &[wait(1, 2, 5)],
            &[1],
        );
        assert_eq!(table.start, [30, 0, 35]);
        assert_eq!(
            table.bound,
            [Bound::Busy(1, 0), Bound::Opening, Bound::After(1, 5)]
        );
        assert_eq!((table.total, &table.path[..]), (40, &[1, 2][..]));
        assert_eq!(table.slack, [0, 0, 0]);
    }

    #[test]
    fn two_crews_work_side_by_side() {
        let table = Timetable::of(&[job(10, &[0]), job(30, &[0])], &[], &[2]);
        assert_eq!(
            (table.start, table.slack, table.total),
            (vec![0, 0], vec![20, 0], 30)
        );
        assert_eq!(table.units, [[1], [0]]);
    }

    /// Up to a dozen jobs, waits from lower to higher numbers, and three resources.
    pub(in crate::schedule) fn nights() -> impl Strategy<Value = (Vec<Job>, Vec<Wait>, Vec<u32>)> {
        let jobs = prop::collection::vec((0_u32..40, prop::collection::btree_set(0_usize..3, 0..3)), 1..12);
        let units = prop::collection::vec(1_u32..3, 3);
        (
            jobs,
            prop::collection::vec((0_usize..12, 0_usize..12, 0_u32..10), 0..16),
            units,
        )
            .prop_map(|(jobs, waits, units)| {
                let jobs: Vec<Job> = jobs
                    .into_iter()
                    .map(|(minutes, uses)| job(minutes, &uses.into_iter().collect::<Vec<_>>()))
                    .collect();
                let waits = waits
                    .into_iter()
                    .filter(|(first, second, _)| first < second && *second < jobs.len())
                    .map(|(first, second, gap)| wait(first, second, gap))
                    .collect();
                (jobs, waits, units)
            })
    }

    proptest! {
        #[test]
        fn nobody_starts_too_early_and_no_crew_is_used_twice((jobs, waits, units) in nights()) {
            let table = Timetable::of(&jobs, &waits, &units);
            let end = |job: usize| table.start[job] + jobs[job].minutes;
            for wait in &waits {
                prop_assert!(end(wait.first) + wait.gap <= table.start[wait.second]);
            }
            for (resource, units) in units.iter().enumerate() {
                let users: Vec<usize> =
                    (0..jobs.len()).filter(|job| jobs[*job].uses.contains(&resource)).collect();
                for minute in 0..table.total {
                    let busy = users.iter().filter(|job| table.start[**job] <= minute && minute < end(**job));
                    prop_assert!(busy.count() <= *units as usize);
                }
            }
        }

        #[test]
        fn the_path_is_as_long_as_the_night_and_has_no_slack((jobs, waits, units) in nights()) {
            let table = Timetable::of(&jobs, &waits, &units);
            let gaps: u32 = table.path.iter().map(|job| match table.bound[*job] {
                Bound::After(_, gap) => gap,
                _ => 0,
            }).sum();
            let work: u32 = table.path.iter().map(|job| jobs[*job].minutes).sum();
            prop_assert_eq!(work + gaps, table.total);
            prop_assert!(table.path.iter().all(|job| table.slack[*job] == 0));
        }

        #[test]
        fn a_job_that_uses_its_slack_keeps_every_wait_and_the_end((jobs, waits, units) in nights()) {
            let table = Timetable::of(&jobs, &waits, &units);
            for (job, done) in jobs.iter().enumerate() {
                let start = table.start[job] + table.slack[job];
                prop_assert!(start + done.minutes <= table.total);
                for wait in waits.iter().filter(|wait| wait.first == job) {
                    let latest = table.start[wait.second] + table.slack[wait.second];
                    prop_assert!(start + done.minutes + wait.gap <= latest);
                }
            }
        }

        #[test]
        fn more_crews_than_jobs_give_the_longest_path((jobs, waits, _) in nights()) {
            let table = Timetable::of(&jobs, &waits, &[20, 20, 20]);
            let mut longest = vec![0_u32; jobs.len()];
            for second in 0..jobs.len() {
                for wait in waits.iter().filter(|wait| wait.second == second) {
                    longest[second] = longest[second].max(longest[wait.first] + jobs[wait.first].minutes + wait.gap);
                }
            }
            prop_assert_eq!(&table.start, &longest);
        }
    }
}
