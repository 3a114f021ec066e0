//! Components and levels of a whole graph in one walk against its edges: what a node waits for is done before the node.

use super::Rows;

/// What is met on the walk.
#[derive(Clone, Copy)]
struct Met {
    /// When it was met; `UNMET` before, `DONE` once its component is whole.
    index: u32,
    /// Longest way to it that is known so far.
    level: u32,
    /// Where its edges begin and end.
    edges: (u32, u32),
}

const UNMET: u32 = 0;
const DONE: u32 = u32::MAX;

/// A node whose edges are being read.
#[derive(Clone, Copy)]
struct Open {
    node: u32,
    next: u32,
    end: u32,
    low: u32,
    level: u32,
}

/// Level of each node, and the components of more than one node, each in order of number.
pub(super) struct Climbed {
    pub(super) levels: Vec<u32>,
    pub(super) several: Vec<Vec<u32>>,
}

/// Tarjan's components with an explicit stack. `before` says for each node what goes before it.
pub(super) fn climb(nodes: usize, before: &Rows) -> Climbed {
    let mut met: Vec<Met> = before
        .offsets
        .windows(2)
        .map(|ends| Met {
            index: UNMET,
            level: 0,
            edges: (ends[0], ends[1]),
        })
        .collect();
    let mut several = Vec::new();
    // Nodes whose component is not whole yet, and those whose edges wait for another's.
    let (mut inside, mut waiting): (Vec<u32>, Vec<Open>) = (Vec::new(), Vec::new());
    let mut last = UNMET;
    for start in 0..nodes as u32 {
        if met[start as usize].index != UNMET {
            continue;
        }
        let mut open = enter(start, &mut met, &mut inside, &mut last);
        loop {
            let mut unmet = None;
            while open.next < open.end {
                let to = before.items[open.next as usize];
                open.next += 1;
                let there = met[to as usize];
                match there.index {
                    UNMET if there.edges.0 == there.edges.1 => {
                        // It waits for nobody.
                        met[to as usize].index = DONE;
                        open.level = open.level.max(1);
                    }
                    UNMET => {
                        unmet = Some(to);
                        break;
                    }
                    DONE => open.level = open.level.max(there.level + 1),
                    index => open.low = open.low.min(index),
                }
            }
            if let Some(to) = unmet {
                waiting.push(open);
                open = enter(to, &mut met, &mut inside, &mut last);
                continue;
            }
            let whole = open.low == met[open.node as usize].index;
            met[open.node as usize].level = open.level;
            let mut level = open.level;
            if whole && inside.last() == Some(&open.node) {
                inside.pop();
                met[open.node as usize].index = DONE;
            } else if whole {
                let from = inside.iter().rposition(|node| *node == open.node).unwrap_or(0);
                let members = &mut inside[from..];
                let of = |node: &u32| met[*node as usize].level;
                level = members.iter().map(of).max().unwrap_or(level);
                for node in &*members {
                    let met = &mut met[*node as usize];
                    (met.index, met.level) = (DONE, level);
                }
                members.sort_unstable();
                several.push(members.to_vec());
                inside.truncate(from);
            }
            let low = open.low;
            let Some(parent) = waiting.pop() else { break };
            open = parent;
            if whole {
                open.level = open.level.max(level + 1);
            } else {
                open.low = open.low.min(low);
            }
        }
    }
    Climbed {
        levels: met.into_iter().map(|met| met.level).collect(),
        several,
    }
}

fn enter(node: u32, met: &mut [Met], inside: &mut Vec<u32>, last: &mut u32) -> Open {
    *last += 1;
    let met = &mut met[node as usize];
    met.index = *last;
    inside.push(node);
    Open {
        node,
        next: met.edges.0,
        end: met.edges.1,
        low: *last,
        level: 0,
    }
}
