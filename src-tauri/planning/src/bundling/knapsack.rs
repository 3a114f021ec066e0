//! The best choice of things that fit one limit, exact while the limit is small.

/// Limits above this are solved as if the last thing could be cut: an upper bound, close when limits are large.
const LARGEST_EXACT: usize = 1 << 12;

/// A knapsack that keeps its memory between uses.
#[derive(Clone, Debug, Default)]
pub(super) struct Knapsack {
    things: Vec<(usize, i32, f64)>,
    best: Vec<f64>,
    chosen: Vec<usize>,
}

impl Knapsack {
    pub(super) fn clear(&mut self) {
        self.things.clear();
    }

    /// Offers a thing with a name, a weight and a value above zero.
    pub(super) fn offer(&mut self, name: usize, weight: i32, value: f64) {
        self.things.push((name, weight, value));
    }

    /// Names of what the last solution holds.
    pub(super) fn chosen(&self) -> &[usize] {
        &self.chosen
    }

    /// Value of the best choice.
    pub(super) fn solve(&mut self, limit: i32) -> f64 {
        self.chosen.clear();
        let total: i64 = self.things.iter().map(|&(_, weight, _)| i64::from(weight)).sum();
        if total <= i64::from(limit) {
            self.chosen.extend(self.things.iter().map(|&(name, _, _)| name));
            return self.things.iter().map(|&(_, _, value)| value).sum();
        }
        let limit = limit.max(0) as usize;
        if limit > LARGEST_EXACT {
            self.cut(limit)
        } else {
            self.exact(limit)
        }
    }

    /// Row after row: the best value at each load with the things so far.
    fn exact(&mut self, limit: usize) -> f64 {
        let width = limit + 1;
        self.best.clear();
        self.best.resize(width * (self.things.len() + 1), 0.0);
        for (k, &(_, weight, value)) in self.things.iter().enumerate() {
            let weight = (weight.max(0) as usize).min(width);
            let (before, after) = self.best.split_at_mut((k + 1) * width);
            let (before, after) = (&before[k * width..], &mut after[..width]);
            after[..weight].copy_from_slice(&before[..weight]);
            for ((after, without), with) in after[weight..].iter_mut().zip(&before[weight..]).zip(before) {
                *after = if with + value > *without {
                    with + value
                } else {
                    *without
                };
            }
        }
        let mut load = limit;
        for (k, &(name, weight, _)) in self.things.iter().enumerate().rev() {
            if self.best[(k + 1) * width + load] != self.best[k * width + load] {
                self.chosen.push(name);
                load -= weight.max(0) as usize;
            }
        }
        self.best[self.things.len() * width + limit]
    }

    fn cut(&mut self, limit: usize) -> f64 {
        self.things.sort_by(|a, b| {
            (b.2 * f64::from(a.1))
                .total_cmp(&(a.2 * f64::from(b.1)))
                .then(a.0.cmp(&b.0))
        });
        let (mut left, mut value) = (limit as f64, 0.0);
        for &(name, weight, worth) in &self.things {
            let weight = f64::from(weight.max(0));
            if weight <= left {
                left -= weight;
                value += worth;
                self.chosen.push(name);
            } else {
                return value + worth * left / weight;
            }
        }
        value
    }
}
