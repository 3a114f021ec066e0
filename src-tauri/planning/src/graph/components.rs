//! Strongly connected components and topological levels, without recursion.

use super::Rows;

/// The level of each node, and which nodes share a step.
#[derive(Clone, Debug)]
pub(crate) struct Levels {
    /// Step of each node; steps are numbered by their first node.
    pub(crate) step: Vec<u32>,
    /// Level of each step, from zero.
    pub(crate) level: Vec<u32>,
    /// True for steps that hold a ring of ordering edges.
    pub(crate) cycle: Vec<bool>,
    /// Nodes of each step.
    members: Rows,
}

impl Levels {
    /// Each step's nodes, level and whether it is a cycle, in order of its first node.
    pub(crate) fn groups(&self) -> impl Iterator<Item = (&[u32], u32, bool)> {
        (0..self.level.len()).map(|step| (self.members.row(step as u32), self.level[step], self.cycle[step]))
    }
    /// Nodes of one step.
    pub(crate) fn members(&self, step: u32) -> &[u32] {
        self.members.row(step)
    }
    /// Level of a node.
    pub(crate) fn of(&self, node: u32) -> u32 {
        self.level[self.step[node as usize] as usize]
    }
}

/// Longest-path levels of `nodes` nodes over `(first, second)` edges; pairs in `together` share a step.
pub(crate) fn levels(nodes: usize, edges: &[(u32, u32)], together: &[(u32, u32)]) -> Levels {
    let group = joined(nodes, together);
    let groups = group.iter().max().map_or(0, |most| *most as usize + 1);
    let between = |edge: &(u32, u32)| {
        let (first, second) = (group[edge.0 as usize], group[edge.1 as usize]);
        (first != second).then_some((first, second))
    };
    let out = Rows::of(groups, edges.iter().filter_map(between));
    let component = components(groups, &out);
    // Steps are numbered by their first node, so that the result does not depend on the walk.
    let mut renumbered = vec![u32::MAX; component.iter().max().map_or(0, |most| *most as usize + 1)];
    let mut steps = 0;
    let step: Vec<u32> = (0..nodes)
        .map(|node| {
            let old = component[group[node] as usize] as usize;
            if renumbered[old] == u32::MAX {
                renumbered[old] = steps;
                steps += 1;
            }
            renumbered[old]
        })
        .collect();
    // Tarjan numbers components from the last to the first: walking them downwards is a topological order.
    let inside = Rows::of(
        renumbered.len(),
        component
            .iter()
            .zip(0..)
            .map(|(component, group)| (*component, group)),
    );
    let step_of: Vec<u32> = component
        .iter()
        .map(|component| renumbered[*component as usize])
        .collect();
    let mut level = vec![0_u32; steps as usize];
    let mut cycle = vec![false; steps as usize];
    for component in (0..renumbered.len() as u32).rev() {
        let here = renumbered[component as usize];
        for to in inside.row(component).iter().flat_map(|from| out.row(*from)) {
            let there = step_of[*to as usize];
            if there == here {
                cycle[here as usize] = true;
            } else {
                level[there as usize] = level[there as usize].max(level[here as usize] + 1);
            }
        }
    }
    let members = Rows::of(
        steps as usize,
        step.iter().zip(0..).map(|(step, node)| (*step, node)),
    );
    Levels {
        step,
        level,
        cycle,
        members,
    }
}

/// Numbers of the groups that `pairs` join, from zero, in order of the first member.
pub(crate) fn joined(nodes: usize, pairs: &[(u32, u32)]) -> Vec<u32> {
    fn root(parent: &mut [u32], mut node: u32) -> u32 {
        while parent[node as usize] != node {
            parent[node as usize] = parent[parent[node as usize] as usize];
            node = parent[node as usize];
        }
        node
    }
    let mut parent: Vec<u32> = (0..nodes as u32).collect();
    for (one, other) in pairs {
        let (one, other) = (root(&mut parent, *one), root(&mut parent, *other));
        parent[one.max(other) as usize] = one.min(other);
    }
    if pairs.is_empty() {
        return parent;
    }
    let mut number = vec![u32::MAX; nodes];
    let mut next = 0;
    (0..nodes as u32)
        .map(|node| {
            let root = root(&mut parent, node) as usize;
            if number[root] == u32::MAX {
                number[root] = next;
                next += 1;
            }
            number[root]
        })
        .collect()
}

/// Tarjan's components with an explicit stack; a component's number is greater than those of all it leads to.
pub(crate) fn components(nodes: usize, out: &Rows) -> Vec<u32> {
    const UNSEEN: u32 = u32::MAX;
    let mut index = vec![UNSEEN; nodes];
    let mut low = vec![0_u32; nodes];
    let mut component = vec![UNSEEN; nodes];
    let (mut next_index, mut next_component) = (0_u32, 0_u32);
    let mut open: Vec<u32> = Vec::new();
    let mut walk: Vec<(u32, u32)> = Vec::new();
    for start in 0..nodes as u32 {
        if index[start as usize] != UNSEEN {
            continue;
        }
        walk.push((start, 0));
        while let Some(&mut (node, ref mut position)) = walk.last_mut() {
            let here = node as usize;
            if *position == 0 {
                index[here] = next_index;
                low[here] = next_index;
                next_index += 1;
                open.push(node);
            }
            if let Some(&to) = out.row(node).get(*position as usize) {
                *position += 1;
                if index[to as usize] == UNSEEN {
                    walk.push((to, 0));
                } else if component[to as usize] == UNSEEN {
                    low[here] = low[here].min(index[to as usize]);
                }
                // A child that was walked hands its low link back when it is popped.
                continue;
            }
            walk.pop();
            if let Some((parent, _)) = walk.last() {
                low[*parent as usize] = low[*parent as usize].min(low[here]);
            }
            if low[here] == index[here] {
                while let Some(member) = open.pop() {
                    component[member as usize] = next_component;
                    if member == node {
                        break;
                    }
                }
                next_component += 1;
            }
        }
    }
    component
}

#[cfg(test)]
mod tests {
    use super::*;

    fn levels_of(nodes: usize, edges: &[(u32, u32)], together: &[(u32, u32)]) -> Vec<(Vec<u32>, u32, bool)> {
        levels(nodes, edges, together)
            .groups()
            .map(|(nodes, level, cycle)| (nodes.to_vec(), level, cycle))
            .collect()
    }

    #[test]
    fn a_node_waits_for_the_longest_path_to_it() {
        let found = levels_of(4, &[(0, 1), (1, 2), (0, 2), (2, 3)], &[]);
        assert_eq!(
            found,
            [
                (vec![0], 0, false),
                (vec![1], 1, false),
                (vec![2], 2, false),
                (vec![3], 3, false)
            ]
        );
    }

    #[test]
    fn a_ring_is_one_step_and_what_follows_waits_for_all_of_it() {
        let found = levels_of(4, &[(0, 1), (1, 2), (2, 1), (2, 3)], &[]);
        assert_eq!(
            found,
            [(vec![0], 0, false), (vec![1, 2], 1, true), (vec![3], 2, false)]
        );
    }

    #[test]
    fn lockstep_is_one_step_but_no_cycle() {
        let found = levels_of(3, &[(0, 1)], &[(1, 2)]);
        assert_eq!(found, [(vec![0], 0, false), (vec![1, 2], 1, false)]);
    }

    #[test]
    fn a_ring_through_a_lockstep_pair_is_a_cycle() {
        let found = levels_of(3, &[(0, 1), (2, 0)], &[(1, 2)]);
        assert_eq!(found, [(vec![0, 1, 2], 0, true)]);
    }

    #[test]
    fn a_long_chain_does_not_overflow_the_stack() {
        let edges: Vec<(u32, u32)> = (0..200_000).map(|node| (node, node + 1)).collect();
        assert_eq!(levels(200_001, &edges, &[]).of(200_000), 200_000);
    }
}
