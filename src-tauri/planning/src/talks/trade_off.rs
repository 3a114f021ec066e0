//! Everything that was tried, the offers worth making, and where more cover starts to cost too much.

use super::alternatives::{computed, later};
use super::consequences::Weighed;
use super::last_offer_of;
use crate::collision::Index;
use crate::{Negotiation, OfferPhase, Plan, Side};
use serde::Serialize;
use ts_rs::TS;

/// One offer that was tried.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Tried {
    /// `Ask`, `Offer`, an alternative's letter, or empty.
    pub label: String,
    /// What was tried.
    pub phases: Vec<OfferPhase>,
    /// Change-days it costs.
    #[ts(type = "number")]
    pub change_days_lost: i64,
    /// Thousandths of the ask it protects.
    pub coverage_permille: u32,
    /// True when nothing tried costs no more and protects more, or costs less and protects no less.
    pub worth_offering: bool,
}

/// The trade-off of a freeze.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct TradeOff {
    /// Everything tried: by cost, then by cover.
    pub tried: Vec<Tried>,
    /// Numbers of those worth offering, in order of cost.
    pub front: Vec<u32>,
    /// Number of the knee: the offer after which more cover costs most.
    pub knee: Option<u32>,
    /// The knee in words; empty when there is none.
    pub sentence: String,
}

/// Tries the alternatives and a grid of dates, and finds the offers worth making. `index` must be of `plan`.
#[must_use]
pub fn trade_off(plan: &Plan, index: &Index, talks: &Negotiation) -> TradeOff {
    let weighed = Weighed::of(plan, index, talks);
    let mut options: Vec<(String, Vec<OfferPhase>)> = vec![("Ask".to_owned(), weighed.ask.clone())];
    if let Some(offer) = last_offer_of(plan, talks.id, Side::Delivery) {
        options.push(("Offer".to_owned(), offer.phases.clone()));
    }
    for option in computed(plan, index, talks, &weighed) {
        options.push((option.letter.to_string(), option.phases));
    }
    for start in [0, 1, 2, 4, 6, 8] {
        for end in [0, 1, 2, 4] {
            options.push((String::new(), later(&weighed.ask, start, end)));
        }
    }
    let mut tried: Vec<Tried> = Vec::new();
    for (label, phases) in options {
        if phases.is_empty() || tried.iter().any(|known| known.phases == phases) {
            continue;
        }
        let weighed = weighed.weigh(&phases);
        tried.push(Tried {
            label,
            phases,
            change_days_lost: weighed.change_days_lost,
            coverage_permille: weighed.coverage_permille,
            worth_offering: false,
        });
    }
    tried.sort_by_key(|option| {
        (
            option.change_days_lost,
            std::cmp::Reverse(option.coverage_permille),
        )
    });
    let (mut front, mut best) = (Vec::new(), None);
    for (number, option) in tried.iter_mut().enumerate() {
        if best.is_none_or(|best| option.coverage_permille > best) {
            best = Some(option.coverage_permille);
            option.worth_offering = true;
            front.push(number as u32);
        }
    }
    let knee = knee(&tried, &front);
    let sentence = knee
        .map(|place| sentence(&tried, &front, place))
        .unwrap_or_default();
    TradeOff {
        knee: knee.map(|place| front[place]),
        tried,
        front,
        sentence,
    }
}

/// Place on the front farthest above the straight line between its ends.
fn knee(tried: &[Tried], front: &[u32]) -> Option<usize> {
    let point = |number: u32| {
        let option = &tried[number as usize];
        (option.change_days_lost, i64::from(option.coverage_permille))
    };
    let (first, last) = (point(*front.first()?), point(*front.last()?));
    let above = |number: u32| {
        let (x, y) = point(number);
        (last.0 - first.0) * (y - first.1) - (last.1 - first.1) * (x - first.0)
    };
    let inner = 1..front.len().saturating_sub(1);
    let best = inner.max_by_key(|place| (above(front[*place]), std::cmp::Reverse(*place)))?;
    (above(front[best]) > 0).then_some(best)
}

fn sentence(tried: &[Tried], front: &[u32], place: usize) -> String {
    let (knee, next) = (&tried[front[place] as usize], &tried[front[place + 1] as usize]);
    let more_days = next.change_days_lost - knee.change_days_lost;
    let more_cover = i64::from(next.coverage_permille - knee.coverage_permille).max(1);
    let name = match knee.label.as_str() {
        "" => format!(
            "{}.{} % of the ask for {} change-days",
            knee.coverage_permille / 10,
            knee.coverage_permille % 10,
            knee.change_days_lost
        ),
        label => label.to_owned(),
    };
    let each = (more_days * 10 + more_cover / 2) / more_cover;
    let unit = if each == 1 { "change-day" } else { "change-days" };
    format!("{name} is the knee. Past it, one more point of cover costs {each} {unit}.")
}
