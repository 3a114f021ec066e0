//! Best first over sets of moves, by how many moves and left collisions a set needs at least.

use super::options::{Options, Piece};
use super::{Repair, RepairMove, WORTH};
use crate::collision::{Collision, Index, preview};
use crate::{Instant, Move, Plan, Severity, Subject, wording};
use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

/// What was moved where, and the collisions that were left to stand.
type Calendar = (Vec<(Piece, usize)>, BTreeSet<String>);

/// When a search is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Calendars it may look at.
    pub calendars: u32,
}

/// How far a search is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Calendars looked at.
    pub looked_at: u32,
    /// Fewest moves and left collisions that any solution needs.
    pub bound: u32,
    /// The same of the best one so far.
    pub best: Option<u32>,
}

/// What a watch wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Go on.
    Continue,
    /// Stop and keep the best.
    Stop,
}

/// A set of moves that is not closed yet.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Node {
    /// Moves, and left collisions at their worth, that are certain to be needed.
    least: u32,
    /// Days moved.
    days: u32,
    /// Among equals the last one made goes first: it is the furthest.
    number: Reverse<u32>,
    /// What is moved, by piece and choice.
    moved: Vec<(Piece, usize)>,
    /// Ids of collisions that are left.
    left: BTreeSet<String>,
}

struct Search<'a> {
    plan: &'a Plan,
    index: &'a Index,
    options: Options<'a>,
    looked_at: u32,
    made: u32,
}

/// What is found, and what is known about everything else.
struct Found {
    node: Node,
    bound: u32,
    proven: bool,
}

/// The moves after which nothing collides, as few as can be.
///
/// The search is exact when it ends before its limits; otherwise it goes on greedily from where it is, and the answer
/// says what every solution needs at least. The same plan and limits give the same answer.
#[must_use]
pub fn repair(
    plan: &Plan,
    index: &Index,
    now: Instant,
    limits: Limits,
    watch: &mut dyn FnMut(&Progress) -> Answer,
) -> Repair {
    let mut search = Search {
        plan,
        index,
        options: Options::of(plan, index, now),
        looked_at: 0,
        made: 0,
    };
    let mut found = search.run(limits, watch);
    search.prune(&mut found);
    search.say(&found)
}

impl Search<'_> {
    fn steps(&self, moved: &[(Piece, usize)]) -> Vec<Move> {
        moved
            .iter()
            .filter_map(|(piece, choice)| {
                self.options
                    .choices(*piece)
                    .get(*choice)
                    .map(|(step, _)| step.clone())
            })
            .collect()
    }

    /// What still collides after the moves: warnings and errors, those left aside taken out.
    fn open(&mut self, node: &Node) -> Vec<Collision> {
        self.looked_at += 1;
        let tried = preview(self.plan, self.index, &self.steps(&node.moved));
        let gone: BTreeSet<&str> = tried
            .clears
            .iter()
            .map(|collision| collision.id.as_str())
            .collect();
        let stays = self
            .index
            .collisions()
            .iter()
            .filter(|collision| !gone.contains(collision.id.as_str()));
        let mut open: Vec<Collision> = stays
            .chain(&tried.adds)
            .filter(|collision| collision.severity >= Severity::Warning && !node.left.contains(&collision.id))
            .cloned()
            .collect();
        open.sort_by(|one, other| one.id.cmp(&other.id));
        open.dedup_by(|one, other| one.id == other.id);
        open
    }

    /// Pieces that may still be moved to clear the collision.
    fn free(&self, node: &Node, collision: &Collision) -> Vec<Piece> {
        let mut pieces = self.options.pieces(collision);
        pieces.retain(|piece| !node.moved.iter().any(|(moved, _)| moved == piece));
        pieces
    }

    /// What the open collisions need at least: a move for each of those that have nobody in common, the worth of one for
    /// each that nothing clears any more. And the collision with the fewest ways to go on.
    fn least(&self, node: &Node, open: &[Collision]) -> (u32, Option<usize>) {
        let mut ways: Vec<(usize, usize, Vec<Piece>)> = open
            .iter()
            .enumerate()
            .map(|(place, collision)| {
                let free = self.free(node, collision);
                let choices = free.iter().map(|piece| self.options.choices(*piece).len()).sum();
                (choices, place, free)
            })
            .collect();
        ways.sort_by_key(|(choices, place, _)| (*choices, *place));
        let mut taken: BTreeSet<Piece> = BTreeSet::new();
        let mut least = 0;
        for (_, _, free) in &ways {
            if free.is_empty() {
                least += WORTH;
            } else if free.iter().all(|piece| !taken.contains(piece)) {
                taken.extend(free.iter().copied());
                least += 1;
            }
        }
        (least, ways.first().map(|(_, place, _)| *place))
    }

    fn cost(node: &Node) -> u32 {
        let moves = u32::try_from(node.moved.len()).unwrap_or(u32::MAX);
        moves + WORTH * u32::try_from(node.left.len()).unwrap_or(u32::MAX)
    }

    /// The sets that go on from the node: each piece to each place, or the collision left.
    fn children(&mut self, node: &Node, collision: &Collision) -> Vec<Node> {
        let mut found = Vec::new();
        for piece in self.free(node, collision) {
            for (choice, (_, days)) in self.options.choices(piece).iter().enumerate() {
                self.made += 1;
                let mut moved = node.moved.clone();
                moved.push((piece, choice));
                moved.sort_unstable();
                found.push(Node {
                    least: 0,
                    days: node.days + days,
                    number: Reverse(self.made),
                    moved,
                    left: node.left.clone(),
                });
            }
        }
        self.made += 1;
        let mut left = node.left.clone();
        left.insert(collision.id.clone());
        found.push(Node {
            least: 0,
            days: node.days,
            number: Reverse(self.made),
            moved: node.moved.clone(),
            left,
        });
        found
    }

    fn run(&mut self, limits: Limits, watch: &mut dyn FnMut(&Progress) -> Answer) -> Found {
        let root = Node {
            least: 0,
            days: 0,
            number: Reverse(0),
            moved: Vec::new(),
            left: BTreeSet::new(),
        };
        // Half of what may be looked at is kept for going on greedily.
        let exact = limits.calendars / 2;
        let mut seen: BTreeSet<Calendar> = BTreeSet::new();
        let mut queue: BinaryHeap<Reverse<Node>> = BinaryHeap::from([Reverse(root.clone())]);
        let mut bound = 0;
        let mut start = root;
        while let Some(Reverse(node)) = queue.pop() {
            bound = bound.max(node.least);
            start = node.clone();
            let open = self.open(&node);
            let (_, branch) = self.least(&node, &open);
            let Some(branch) = branch else {
                return Found {
                    bound: Self::cost(&node),
                    node,
                    proven: true,
                };
            };
            let progress = Progress {
                looked_at: self.looked_at,
                bound,
                best: None,
            };
            if self.looked_at >= exact || watch(&progress) == Answer::Stop {
                break;
            }
            for mut child in self.children(&node, &open[branch]) {
                if !seen.insert((child.moved.clone(), child.left.clone())) {
                    continue;
                }
                if self.looked_at >= exact {
                    break;
                }
                let open = self.open(&child);
                let (more, _) = self.least(&child, &open);
                child.least = (Self::cost(&child) + more).max(node.least);
                queue.push(Reverse(child));
            }
        }
        let node = self.greedily(start, limits, bound, watch);
        Found {
            proven: Self::cost(&node) == bound,
            node,
            bound,
        }
    }

    /// Goes on from the most promising set, always to the child that needs least, until nothing is open.
    fn greedily(
        &mut self,
        start: Node,
        limits: Limits,
        bound: u32,
        watch: &mut dyn FnMut(&Progress) -> Answer,
    ) -> Node {
        let mut node = start;
        loop {
            let open = self.open(&node);
            let (_, branch) = self.least(&node, &open);
            let Some(branch) = branch else { return node };
            let progress = Progress {
                looked_at: self.looked_at,
                bound,
                best: Some(Self::cost(&node)),
            };
            let over = self.looked_at >= limits.calendars || watch(&progress) == Answer::Stop;
            if over {
                // What was not looked at any more stays as it is.
                node.left.extend(open.into_iter().map(|collision| collision.id));
                return node;
            }
            let mut best: Option<Node> = None;
            for mut child in self.children(&node, &open[branch]) {
                let after = self.open(&child);
                // Here every open collision counts: what is cleared in passing is worth taking.
                let count = u32::try_from(after.len()).unwrap_or(u32::MAX);
                child.least = Self::cost(&child) + count;
                if best.as_ref().is_none_or(|best| child < *best) {
                    best = Some(child);
                }
            }
            match best {
                Some(best) => node = best,
                None => return node,
            }
        }
    }

    /// Takes out moves that clear nothing, and says what is left as it then is: a greedy way may lead past its own steps.
    fn prune(&mut self, found: &mut Found) {
        found.node.left.clear();
        let mut open = self.open(&found.node).len();
        let mut place = 0;
        while place < found.node.moved.len() {
            let mut without = found.node.clone();
            without.moved.remove(place);
            let then = self.open(&without).len();
            if then <= open {
                // What was needed beside it may not be any more: once more from the start.
                (found.node, open, place) = (without, then, 0);
            } else {
                place += 1;
            }
        }
        let left = self.open(&found.node);
        found.node.left = left.into_iter().map(|collision| collision.id).collect();
        found.proven |= Self::cost(&found.node) == found.bound;
    }

    fn say(&self, found: &Found) -> Repair {
        let zone = self.plan.settings().zone;
        let steps = self.steps(&found.node.moved);
        let all = preview(self.plan, self.index, &steps);
        let moves: Vec<RepairMove> = steps
            .iter()
            .enumerate()
            .map(|(place, step)| {
                let without: Vec<Move> = (0..steps.len())
                    .filter(|other| *other != place)
                    .map(|other| steps[other].clone())
                    .collect();
                let then = preview(self.plan, self.index, &without);
                let gone: BTreeSet<&str> = then
                    .clears
                    .iter()
                    .map(|collision| collision.id.as_str())
                    .collect();
                let known: BTreeSet<&str> = all.adds.iter().map(|collision| collision.id.as_str()).collect();
                let back = all
                    .clears
                    .iter()
                    .filter(|collision| !gone.contains(collision.id.as_str()));
                let new = then
                    .adds
                    .iter()
                    .filter(|collision| !known.contains(collision.id.as_str()));
                let reasons = back
                    .chain(new)
                    .map(|collision| collision.sentence.clone())
                    .collect();
                let (sentence, days) = self.words(step, zone);
                RepairMove {
                    sentence,
                    step: step.clone(),
                    days,
                    reasons,
                }
            })
            .collect();
        let gone: BTreeSet<&str> = all.clears.iter().map(|collision| collision.id.as_str()).collect();
        let weighs = |collision: &&Collision| collision.severity >= Severity::Warning;
        let stays: Vec<Collision> = self
            .index
            .collisions()
            .iter()
            .filter(weighs)
            .filter(|collision| !gone.contains(collision.id.as_str()))
            .chain(all.adds.iter().filter(weighs))
            .cloned()
            .collect();
        let clears: Vec<Collision> = all.clears.iter().filter(weighs).cloned().collect();
        let cost = Self::cost(&found.node);
        let sentence = sentence(moves.len(), clears.len(), stays.len(), found, cost);
        Repair {
            moves,
            clears,
            stays,
            proven: found.proven,
            bound: found.bound,
            cost,
            looked_at: self.looked_at,
            sentence,
        }
    }

    fn words(&self, step: &Move, zone: crate::Zone) -> (String, i64) {
        match step {
            Move::MoveRelease { release, deploy, .. } => {
                let name = self.plan.name_of(Subject::Release(*release));
                let days = self.plan.releases.get(release).map_or(0, |record| {
                    (deploy.start().day_in(zone).0 - record.deploy.start().day_in(zone).0).num_days()
                });
                (
                    format!("Move {name} to {}.", wording::moment(deploy.start(), zone)),
                    days,
                )
            }
            Move::PlaceChange { change, release } => {
                let name = self.plan.name_of(Subject::Change(*change));
                let to = release.map_or_else(
                    || "no release".to_owned(),
                    |release| self.plan.name_of(Subject::Release(release)),
                );
                (format!("Move {name} to {to}."), 0)
            }
            Move::MoveFreeze { freeze, window } => {
                let name = self.plan.name_of(Subject::Freeze(*freeze));
                (format!("Move {name} to {}.", wording::days(*window, zone)), 0)
            }
        }
    }
}

fn sentence(moves: usize, clears: usize, stays: usize, found: &Found, cost: u32) -> String {
    if clears + stays == 0 {
        return "Nothing collides.".to_owned();
    }
    if moves == 0 {
        let which = match stays {
            1 => "the collision".to_owned(),
            stays => format!("any of the {stays} collisions"),
        };
        return match found.proven {
            true => format!("No move clears {which}."),
            false => format!("It ended before a move was found that clears {which}."),
        };
    }
    let rest = match stays {
        0 => "and nothing is left".to_owned(),
        1 => "1 stays".to_owned(),
        stays => format!("{stays} stay"),
    };
    let proof = if found.proven {
        "no fewer will do".to_owned()
    } else {
        format!(
            "not proven to be the fewest: any solution costs at least {}, this one {cost}",
            found.bound
        )
    };
    format!(
        "{} {} {}, {rest}; {proof}.",
        wording::count(moves, "move"),
        if moves == 1 { "clears" } else { "clear" },
        wording::count(clears, "collision")
    )
}
