//! What would bring a change forward: others make room, facts become true, or a limit gives. Tried before it is said.

use planning::bundling::{
    Blocker, Mapping, Mitigation, NearMiss, Placement, PriceOfForcing, Problem, Relaxing, Resource,
    ResourceKind, RoomMade, Rule, Solution, bring_forward, make_room, mitigate, moves, way_in,
};
use planning::risk::{OpenFact, RiskIndex};
use planning::{Change, ChangeId, Day, Instant, Move, Plan, wording};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A fact that is taken to be true of a change.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
pub struct Assumed {
    /// The change.
    pub change: ChangeId,
    /// The fact.
    pub fact: OpenFact,
}

/// What would change the answer. Solved again before it is said.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Counterfactual {
    /// In words.
    pub sentence: String,
    /// What it costs or gains.
    pub detail: String,
    /// What the plan would then be, as moves from today.
    pub moves: Vec<Move>,
    /// Facts that have to become true first.
    pub assuming: Vec<Assumed>,
    /// True when a limit or a freeze has to give first: the moves alone would collide.
    pub needs_leave: bool,
}

/// Iterations of a search from today's plan.
const ITERATIONS: u64 = 4_000;
/// Other changes that are named; beyond that they are counted.
const NAMED: usize = 3;

/// A problem of the plan, today's placement in it, and the change that is asked about.
pub(super) struct Asked<'a> {
    pub(super) plan: &'a Plan,
    pub(super) index: &'a RiskIndex,
    pub(super) problem: &'a Problem,
    pub(super) mapping: &'a Mapping,
    pub(super) today: &'a Solution,
    pub(super) change: usize,
    pub(super) now: Instant,
}

impl Asked<'_> {
    /// Ways in order: what only this board needs, what people can do, what somebody has to allow. With the near miss
    /// of a single fact that helps and is not enough.
    pub(super) fn ways(&self) -> (Vec<Counterfactual>, Option<String>) {
        let day = self.now.day_in(self.plan.settings().zone);
        let room = make_room(self.problem, self.today, self.change);
        let found = mitigate(
            self.plan,
            self.index,
            (self.problem, self.mapping),
            self.today,
            self.change,
            day,
            room.as_ref(),
        );
        let mut ways: Vec<Counterfactual> = self.by_moving(room).into_iter().collect();
        let facts = found.alone.iter().chain(&found.with_room);
        ways.extend(facts.filter_map(|mitigation| self.by_facts(mitigation)));
        ways.extend(self.by_leave());
        let near = found.near.and_then(|miss| self.near(&miss));
        (ways, near)
    }

    fn by_moving(&self, room: Option<RoomMade>) -> Option<Counterfactual> {
        let (gain, placement) = match room {
            Some(room) => (room.gain, room.placement),
            None => match bring_forward(self.problem, self.today, self.change, ITERATIONS) {
                PriceOfForcing::Costs { price, placement } => (-price, placement),
                PriceOfForcing::RidesAlready | PriceOfForcing::NotFound => return None,
            },
        };
        // Nobody is put among the waiting so that another one goes a little earlier at a loss.
        let waits =
            |change: usize| placement.of(change).is_none() && self.today.placement.of(change).is_some();
        let rides = self.today.placement.of(self.change).is_some();
        if rides && gain <= 0 && (0..self.problem.changes.len()).any(waits) {
            return None;
        }
        Some(Counterfactual {
            sentence: format!("{}{}", self.others(&placement), self.rides(&placement)?),
            detail: gain_words(gain),
            moves: self.moves(&placement),
            assuming: vec![],
            needs_leave: false,
        })
    }

    fn by_facts(&self, mitigation: &Mitigation) -> Option<Counterfactual> {
        let record = self.record()?;
        let by = self.due(mitigation.release);
        let mut then = record.clone();
        let (mut clauses, mut effort) = (vec![], 0);
        for fact in &mitigation.facts {
            clauses.push(fact.clause(&then, by));
            effort += fact.cost(&then);
            then = fact.applied(&then, by);
        }
        Some(Counterfactual {
            sentence: format!(
                "{}. {}{}",
                wording::capital(&clauses.join(", and ")),
                self.others(&mitigation.placement),
                self.rides(&mitigation.placement)?
            ),
            detail: format!(
                "{} Its risk is {} instead of {} then. {}",
                effort_words(effort),
                mitigation.problem.changes[self.change].risk,
                self.problem.changes[self.change].risk,
                gain_words(mitigation.gain)
            ),
            moves: self.moves(&mitigation.placement),
            assuming: mitigation
                .facts
                .iter()
                .map(|&fact| Assumed {
                    change: record.id,
                    fact,
                })
                .collect(),
            needs_leave: false,
        })
    }

    fn by_leave(&self) -> Option<Counterfactual> {
        let way = way_in(self.problem, self.today, self.change)?;
        let asks: Vec<String> = (way.relaxing.iter())
            .map(|step| relaxing(self.problem, step))
            .collect();
        Some(Counterfactual {
            sentence: format!(
                "{}. {}{}",
                wording::capital(&wording::list(&asks)),
                self.others(&way.placement),
                self.rides(&way.placement)?
            ),
            detail: gain_words(way.gain),
            moves: self.moves(&way.placement),
            assuming: vec![],
            needs_leave: true,
        })
    }

    /// Why the nearest single fact is not enough; silent when what is left cannot be counted.
    fn near(&self, miss: &NearMiss) -> Option<String> {
        let left: Vec<String> = miss
            .blockers
            .iter()
            .map(|blocker| short(self.problem, blocker))
            .collect::<Option<_>>()?;
        Some(format!(
            "{} alone is not enough: {} would be {} short.",
            miss.fact.doing(),
            self.problem.releases[miss.release].name,
            wording::list(&left)
        ))
    }

    fn record(&self) -> Option<&Change> {
        self.plan.changes.get(self.mapping.changes.get(self.change)?)
    }

    /// The day on which the release closes its scope: by then a fact has to be true.
    fn due(&self, release: usize) -> Day {
        let zone = self.plan.settings().zone;
        self.mapping
            .releases
            .get(release)
            .and_then(|id| self.plan.releases.get(id))
            .map_or_else(
                || self.now.day_in(zone),
                |release| release.scope_lock.day_in(zone),
            )
    }

    fn moves(&self, placement: &Placement) -> Vec<Move> {
        moves(self.mapping, placement)
    }

    fn rides(&self, placement: &Placement) -> Option<String> {
        let release = placement.of(self.change)?;
        Some(format!("It rides {} then.", self.problem.releases[release].name))
    }

    /// `Move CHG-1 and CHG-2 to RO-23, and let CHG-3 wait. `: by name up to three, beyond that counted.
    fn others(&self, placement: &Placement) -> String {
        let group = self.problem.riding_with(self.change);
        let mut moved: Vec<(Option<usize>, usize)> = (0..self.problem.changes.len())
            .filter(|change| !group.contains(change))
            .filter(|&change| placement.of(change) != self.today.placement.of(change))
            .map(|change| (placement.of(change), change))
            .collect();
        if moved.is_empty() {
            return String::new();
        }
        if moved.len() > NAMED {
            return format!("Move {}. ", wording::count(moved.len(), "other change"));
        }
        moved.sort_by_key(|(to, change)| (to.unwrap_or(usize::MAX), *change));
        let clauses: Vec<String> = moved
            .chunk_by(|one, other| one.0 == other.0)
            .map(|together| {
                let names: Vec<&str> = together
                    .iter()
                    .map(|&(_, change)| self.problem.changes[change].name.as_str())
                    .collect();
                match together[0].0 {
                    Some(to) => format!(
                        "move {} to {}",
                        wording::list(&names),
                        self.problem.releases[to].name
                    ),
                    None => format!("let {} wait", wording::list(&names)),
                }
            })
            .collect();
        format!("{}. ", wording::capital(&clauses.join(", and ")))
    }
}

fn gain_words(gain: i64) -> String {
    let points = format!(
        "{} point{}",
        wording::thousands(gain.unsigned_abs()),
        if gain.abs() == 1 { "" } else { "s" }
    );
    match gain {
        0 => "The plan is worth as much as today.".into(),
        gain if gain > 0 => format!("The plan gains {points}."),
        _ => format!("The plan loses {points}."),
    }
}

/// Half days of one person in words.
fn effort_words(half_days: u32) -> String {
    match (half_days / 2, half_days % 2) {
        (0, _) => "About half a day of work.".into(),
        (1, 0) => "About 1 day of work.".into(),
        (days, 0) => format!("About {days} days of work."),
        (days, _) => format!("About {days}½ days of work."),
    }
}

/// `8 risk points`; none for what is no matter of amounts.
fn short(problem: &Problem, blocker: &Blocker) -> Option<String> {
    let by = usize::try_from(blocker.shortfall()).ok()?;
    match blocker.violation.rule {
        Rule::Risk => Some(wording::count(by, "risk point")),
        Rule::Minutes => Some(wording::count(by, "minute")),
        Rule::Points => Some(wording::count(by, "effort point")),
        Rule::Tests => Some(wording::count(by, "test")),
        Rule::Service => {
            let name = &problem.resources[blocker.violation.resource?].name;
            Some(format!("{} at {name}", wording::count(by, "risk point")))
        }
        Rule::Ready => {
            let days = blocker.violation.used - blocker.violation.limit;
            Some(wording::count(usize::try_from(days).ok()?, "day"))
        }
        Rule::Team | Rule::Environment => {
            let name = &problem.resources[blocker.violation.resource?].name;
            Some(format!("{} of {name}", wording::count(by, "point")))
        }
        Rule::Pin | Rule::Barred | Rule::HardFreeze | Rule::Requires | Rule::Together | Rule::Apart => None,
    }
}

fn relaxing(problem: &Problem, step: &Relaxing) -> String {
    match *step {
        Relaxing::Raise {
            release,
            resource,
            by,
        } => {
            let row = &problem.releases[release];
            match resource {
                Some(resource) => {
                    let Resource { kind, name } = &problem.resources[resource];
                    match kind {
                        ResourceKind::Minutes => {
                            format!(
                                "lengthen the window of {} by {}",
                                row.name,
                                wording::count(by.unsigned_abs() as usize, "minute")
                            )
                        }
                        ResourceKind::Points => format!("raise the effort of {} by {by}", row.name),
                        ResourceKind::Team => format!("ask {by} more of {name} in {}", row.name),
                        ResourceKind::Service => {
                            format!("let {} bring {by} risk points more to {name}", row.name)
                        }
                        ResourceKind::Tests => {
                            format!(
                                "book {} room for {} more",
                                row.name,
                                wording::count(by.unsigned_abs() as usize, "test")
                            )
                        }
                        ResourceKind::Environment => format!("load {name} with {by} more in {}", row.name),
                    }
                }
                None => format!("raise the risk budget of {} by {by}", row.name),
            }
        }
        Relaxing::Grant { freeze, .. } => {
            format!("grant an exception to {}", problem.freezes[freeze].name)
        }
    }
}
