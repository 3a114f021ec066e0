//! How a proposal weighs risk against value: five stops from value alone to safety first.

use super::problem::Problem;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A stop between value and safety.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Leaning {
    /// A risk point costs nothing.
    ValueAlone,
    /// It costs what it costs the house.
    AsTheHouse,
    /// Eight times as much.
    TowardsSafety,
    /// Twenty-four times as much.
    MostlySafety,
    /// Sixty-four times as much.
    SafetyFirst,
}

impl Leaning {
    /// Every stop, from value to safety.
    pub const ALL: [Self; 5] = [
        Self::ValueAlone,
        Self::AsTheHouse,
        Self::TowardsSafety,
        Self::MostlySafety,
        Self::SafetyFirst,
    ];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::ValueAlone => "Value alone",
            Self::AsTheHouse => "As the house weighs",
            Self::TowardsSafety => "Towards safety",
            Self::MostlySafety => "Mostly safety",
            Self::SafetyFirst => "Safety first",
        }
    }

    /// What a risk point costs here, from what it costs the house.
    #[must_use]
    pub fn of(self, risk_weight: i64) -> i64 {
        let times = match self {
            Self::ValueAlone => 0,
            Self::AsTheHouse => 1,
            Self::TowardsSafety => 8,
            Self::MostlySafety => 24,
            Self::SafetyFirst => 64,
        };
        risk_weight.saturating_mul(times)
    }

    /// The problem as it is at this stop; nothing else of it changes.
    #[must_use]
    pub fn lean(self, problem: &Problem) -> Problem {
        let mut draft = problem.draft().clone();
        draft.risk_weight = self.of(draft.risk_weight);
        Problem::new(draft).unwrap_or_else(|_| problem.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::Leaning;

    #[test]
    fn each_stop_weighs_risk_at_least_as_much_as_the_one_before() {
        for weight in [0, 1, 3, 40, 1_000_000] {
            let costs = Leaning::ALL.map(|leaning| leaning.of(weight));
            assert!(costs.is_sorted(), "{costs:?}");
            assert_eq!((costs[0], costs[1]), (0, weight));
        }
    }
}
