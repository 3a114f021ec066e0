//! The rows of a column whose order is settled: beside what each is linked to, without leaving the picture.

use super::columns::Columns;

const ROUNDS: usize = 6;
/// How much a lane insists on running straight, beside a box.
const LANE_WEIGHT: i64 = 4;
/// Places are computed in parts of a row and rounded at the end, so that no float decides.
const PARTS: i64 = 1 << 20;

impl Columns {
    /// Gives each column the rows nearest to the middle of its neighbours that keep its order. No column gets taller than
    /// the fullest.
    pub(super) fn place(&mut self) {
        let rows = i64::from(self.tallest());
        let mut at: Vec<i64> = vec![0; self.row.len()];
        for members in &self.members {
            let above = (rows - members.len() as i64) / 2;
            for (place, node) in members.iter().enumerate() {
                at[*node as usize] = (above + place as i64) * PARTS;
            }
        }
        let count = self.members.len();
        for round in 0..ROUNDS {
            for step in 0..count {
                let column = if round % 2 == 0 { step } else { count - 1 - step };
                let members = &self.members[column];
                let wishes: Vec<(i64, i64)> = members.iter().map(|node| self.wish(*node, &at)).collect();
                for (node, place) in members.iter().zip(nearest(&wishes, rows)) {
                    at[*node as usize] = place;
                }
            }
        }
        for (row, at) in self.row.iter_mut().zip(at) {
            *row = ((at + PARTS / 2) / PARTS) as u32;
        }
    }

    /// Where it wants to stand and how much it insists.
    fn wish(&self, node: u32, at: &[i64]) -> (i64, i64) {
        let (left, right) = (&self.left[node as usize], &self.right[node as usize]);
        let joined = left.iter().chain(right);
        let sum: i64 = joined.map(|other| at[*other as usize]).sum();
        let count = (left.len() + right.len()) as i64;
        let weight = if node as usize >= self.boxes {
            LANE_WEIGHT
        } else {
            1
        };
        if count == 0 {
            (at[node as usize], weight)
        } else {
            (sum / count, weight)
        }
    }
}

/// Places in order, at least one row apart and inside the picture, with the least squared distance from the wishes:
/// neighbours that would overlap are pooled and move as one.
fn nearest(wishes: &[(i64, i64)], rows: i64) -> Vec<i64> {
    struct Pool {
        sum: i64,
        weight: i64,
        count: usize,
    }
    let mut pools: Vec<Pool> = Vec::new();
    for (place, (wish, weight)) in wishes.iter().enumerate() {
        let mut pool = Pool {
            sum: (wish - place as i64 * PARTS) * weight,
            weight: *weight,
            count: 1,
        };
        while let Some(last) = pools.pop() {
            if last.sum / last.weight <= pool.sum / pool.weight {
                pools.push(last);
                break;
            }
            pool = Pool {
                sum: last.sum + pool.sum,
                weight: last.weight + pool.weight,
                count: last.count + pool.count,
            };
        }
        pools.push(pool);
    }
    let most = (rows - wishes.len() as i64).max(0) * PARTS;
    let mut out = Vec::with_capacity(wishes.len());
    for pool in pools {
        // Rounding whole pools keeps their members on rows of their own.
        let at = (pool.sum / pool.weight).clamp(0, most);
        for _ in 0..pool.count {
            out.push(at + out.len() as i64 * PARTS);
        }
    }
    out
}
