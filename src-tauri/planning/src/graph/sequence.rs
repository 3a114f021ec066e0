//! A sequence of nodes that wait for each other, with few links backwards.

use std::collections::BTreeMap;

/// The place of each in a sequence with few edges backwards: what only gives goes first, what only takes goes last, and of
/// the rest whoever gives most more than it takes (Eades, Lin and Smyth).
pub(crate) fn sequence(nodes: usize, edges: &[(u32, u32)]) -> Vec<u32> {
    let mut weight: BTreeMap<(u32, u32), i64> = BTreeMap::new();
    for edge in edges.iter().filter(|edge| edge.0 != edge.1) {
        *weight.entry(*edge).or_default() += 1;
    }
    let (mut gives, mut takes) = (vec![0_i64; nodes], vec![0_i64; nodes]);
    let mut joined: Vec<Vec<(u32, i64, bool)>> = vec![Vec::new(); nodes];
    for ((first, second), weight) in weight {
        gives[first as usize] += weight;
        takes[second as usize] += weight;
        joined[first as usize].push((second, weight, true));
        joined[second as usize].push((first, weight, false));
    }
    let mut left: Vec<u32> = (0..nodes as u32).collect();
    let (mut front, mut back) = (Vec::with_capacity(nodes), Vec::new());
    while !left.is_empty() {
        let last = left.iter().position(|node| gives[*node as usize] == 0);
        let first = || left.iter().position(|node| takes[*node as usize] == 0);
        let most = || {
            (0..left.len()).max_by_key(|place| {
                let node = left[*place] as usize;
                (gives[node] - takes[node], std::cmp::Reverse(node))
            })
        };
        let (place, to_back) = match last {
            Some(place) => (place, true),
            None => (first().or_else(most).unwrap_or(0), false),
        };
        let node = left.remove(place);
        if to_back {
            back.push(node);
        } else {
            front.push(node);
        }
        for (other, weight, given) in &joined[node as usize] {
            if *given {
                takes[*other as usize] -= weight;
            } else {
                gives[*other as usize] -= weight;
            }
        }
    }
    back.reverse();
    front.extend(back);
    let mut place = vec![0; nodes];
    for (at, node) in front.into_iter().enumerate() {
        place[node as usize] = at as u32;
    }
    place
}
