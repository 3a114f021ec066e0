//! One number per priced row: prices, slacks and steps share this shape.

/// Numbers of every priced row, family by family.
#[derive(Clone, Debug, Default)]
pub(super) struct Prices {
    /// Each item rides one release.
    pub(super) once: Vec<f64>,
    /// Each release's resources, risk and clusters, side by side.
    pub(super) ride: Vec<f64>,
    /// Each requirement, release by release.
    pub(super) need: Vec<f64>,
    /// Each passage of an item through a soft freeze.
    pub(super) open: Vec<f64>,
}

impl Prices {
    /// The same shape, all zero.
    pub(super) fn zero_like(&self) -> Self {
        Self {
            once: vec![0.0; self.once.len()],
            ride: vec![0.0; self.ride.len()],
            need: vec![0.0; self.need.len()],
            open: vec![0.0; self.open.len()],
        }
    }

    fn all(&self) -> [&[f64]; 4] {
        [&self.once, &self.ride, &self.need, &self.open]
    }

    fn all_mut(&mut self) -> [&mut [f64]; 4] {
        [&mut self.once, &mut self.ride, &mut self.need, &mut self.open]
    }

    /// Every number to zero.
    pub(super) fn clear(&mut self) {
        for list in self.all_mut() {
            list.fill(0.0);
        }
    }

    /// Drops slack of rows that cost nothing already; returns how the step and the slack agree, and the step's
    /// squared length.
    pub(super) fn settle_slack(slack: &mut Self, prices: &Self, step: &Self) -> (f64, f64) {
        let (mut along, mut length) = (0.0, 0.0);
        for ((slack, prices), step) in slack.all_mut().into_iter().zip(prices.all()).zip(step.all()) {
            for ((slack, price), step) in slack.iter_mut().zip(prices).zip(step) {
                if *price <= 0.0 && *slack > 0.0 {
                    *slack = 0.0;
                }
                along += step * *slack;
                length += step * step;
            }
        }
        (along, length)
    }

    /// Makes this `slack + keep * self`; returns its squared length.
    pub(super) fn blend(&mut self, slack: &Self, keep: f64) -> f64 {
        let mut length = 0.0;
        for (step, slack) in self.all_mut().into_iter().zip(slack.all()) {
            for (step, slack) in step.iter_mut().zip(slack) {
                *step = slack + keep * *step;
                length += *step * *step;
            }
        }
        length
    }

    /// Moves every number against the step, never below zero.
    pub(super) fn descend(&mut self, step: &Self, stride: f64) {
        for (price, step) in self.all_mut().into_iter().zip(step.all()) {
            for (price, step) in price.iter_mut().zip(step) {
                *price = (*price - stride * step).max(0.0);
            }
        }
    }
}
