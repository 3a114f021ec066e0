//! Everything that was tried, with every number at the table, the offers worth making, and the knee among them.

use super::alternatives::{computed, later};
use super::consequences::{Consequences, Weighed};
use super::last_offer_of;
use crate::collision::Index;
use crate::pareto::knee;
use crate::records::words;
use crate::{Negotiation, OfferPhase, Plan, Side};
use serde::Serialize;
use ts_rs::TS;

words! {
    /// A number by which options are weighed against each other.
    Measure {
        /// Days times changes that go later.
        ChangeDays = "change-days",
        /// Thousandths of the ask that are protected.
        Covered = "covered",
        /// Days on which anything is closed.
        DaysFrozen = "days-frozen",
        /// Releases that move whole.
        ReleasesMoved = "releases-moved",
        /// Legal dates that are missed.
        LegalMissed = "legal-missed",
        /// Risk points of the night on which it thaws.
        ThawRisk = "thaw-risk",
        /// Days until what waited has gone.
        DrainDays = "drain-days",
        /// Changes that will ask for an exception.
        Exceptions = "exceptions",
        /// What waiting costs.
        CostOfDelay = "cost-of-delay",
        /// The loss kept out of the event.
        Exposure = "exposure",
        /// Thousandths of the price that whoever pays most pays.
        LargestShare = "largest-share",
    }
}

impl Measure {
    /// True when more of it is better; of the others less is.
    #[must_use]
    pub fn more_is_better(self) -> bool {
        matches!(self, Self::Covered | Self::Exposure)
    }

    /// The number of an option.
    #[must_use]
    pub fn of(self, option: &Consequences) -> i64 {
        let price = &option.price;
        let number = |many: usize| i64::try_from(many).unwrap_or(i64::MAX);
        match self {
            Self::ChangeDays => option.change_days_lost,
            Self::Covered => i64::from(option.coverage_permille),
            Self::DaysFrozen => option.days_frozen,
            Self::ReleasesMoved => number(option.releases_moved.len()),
            Self::LegalMissed => number(option.legal_dates_missed.len()),
            Self::ThawRisk => option.thaw.as_ref().map_or(0, |thaw| i64::from(thaw.risk)),
            Self::DrainDays => i64::from(price.drain.days),
            Self::Exceptions => number(option.likely_exceptions.len()),
            Self::CostOfDelay => price.cost_of_delay,
            Self::Exposure => price.exposure.as_ref().map_or(0, |exposure| exposure.loss),
            Self::LargestShare => price.shares.first().map_or(0, |share| i64::from(share.permille)),
        }
    }

    /// The numbers that decide what is worth offering: what the freeze is for, what it displaces, and what no price
    /// makes good. By all numbers at once hardly anything is ever worse than anything.
    pub const DECIDING: [Self; 3] = [Self::Covered, Self::ChangeDays, Self::LegalMissed];
}

/// One offer that was tried.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Tried {
    /// `Ask`, `Offer`, an alternative's letter, or empty.
    pub label: String,
    /// What was tried.
    pub phases: Vec<OfferPhase>,
    /// Its numbers, in the order of `measures`.
    #[ts(type = "Array<number>")]
    pub values: Vec<i64>,
    /// Those worth offering that are no worse in any deciding number and better in one; what has a name first.
    pub dominated_by: Vec<u32>,
    /// True when none is.
    pub worth_offering: bool,
}

impl Tried {
    /// One of its numbers.
    #[must_use]
    pub fn value(&self, of: Measure) -> i64 {
        let place = Measure::ALL.iter().position(|measure| *measure == of);
        place
            .and_then(|place| self.values.get(place))
            .copied()
            .unwrap_or_default()
    }

    /// True when it is no worse than the other in any deciding number and better in one.
    #[must_use]
    pub fn dominates(&self, other: &Self) -> bool {
        let mut better = false;
        for measure in Measure::DECIDING {
            let gain = gain(measure, self.value(measure), other.value(measure));
            if gain < 0 {
                return false;
            }
            better |= gain > 0;
        }
        better
    }
}

/// How much better the one is than the other.
fn gain(measure: Measure, one: i64, other: i64) -> i64 {
    if measure.more_is_better() {
        one - other
    } else {
        other - one
    }
}

/// The trade-off of a freeze.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct TradeOff {
    /// The numbers of each option, in the order of its values.
    pub measures: Vec<Measure>,
    /// Those of them that decide what is worth offering.
    pub deciding: Vec<Measure>,
    /// Everything tried: by change-days, then by cover.
    pub tried: Vec<Tried>,
    /// Numbers of those worth offering, in their order.
    pub front: Vec<u32>,
    /// Number of the knee: of those worth offering the one past which cover gets dear.
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
            values: Measure::ALL.iter().map(|measure| measure.of(&weighed)).collect(),
            dominated_by: Vec::new(),
            worth_offering: false,
        });
    }
    tried.sort_by_key(|option| {
        (
            option.value(Measure::ChangeDays),
            std::cmp::Reverse(option.value(Measure::Covered)),
        )
    });
    let beaten = |number: usize| tried.iter().any(|other| other.dominates(&tried[number]));
    let front: Vec<usize> = (0..tried.len()).filter(|number| !beaten(*number)).collect();
    for number in 0..tried.len() {
        let over = |place: &&usize| tried[**place].dominates(&tried[number]);
        let mut by: Vec<usize> = front.iter().filter(over).copied().collect();
        by.sort_by_key(|place| (tried[*place].label.is_empty(), *place));
        tried[number].worth_offering = by.is_empty();
        tried[number].dominated_by = by.into_iter().map(|place| place as u32).collect();
    }
    let line = line(&tried, &front);
    let point = |number: &usize| {
        let option = &tried[*number];
        (option.value(Measure::ChangeDays), option.value(Measure::Covered))
    };
    let place = knee(&line.iter().map(point).collect::<Vec<_>>());
    let sentence = place
        .map(|place| sentence(&tried, &line, place))
        .unwrap_or_default();
    TradeOff {
        measures: Measure::ALL.to_vec(),
        deciding: Measure::DECIDING.to_vec(),
        tried,
        front: front.into_iter().map(|number| number as u32).collect(),
        knee: place.map(|place| line[place] as u32),
        sentence,
    }
}

/// Of the front, what covers more than everything that costs fewer change-days: from the cheapest to the widest.
fn line(tried: &[Tried], front: &[usize]) -> Vec<usize> {
    let mut best = None;
    let mut rises = |number: &&usize| {
        let cover = tried[**number].value(Measure::Covered);
        let more = best.is_none_or(|best| cover > best);
        if more {
            best = Some(cover);
        }
        more
    };
    front.iter().filter(|number| rises(number)).copied().collect()
}

fn sentence(tried: &[Tried], line: &[usize], place: usize) -> String {
    let (knee, next) = (&tried[line[place]], &tried[line[place + 1]]);
    let more_days = next.value(Measure::ChangeDays) - knee.value(Measure::ChangeDays);
    let more_cover = (next.value(Measure::Covered) - knee.value(Measure::Covered)).max(1);
    let name = match knee.label.as_str() {
        "" => format!(
            "{}.{} % of the ask for {} change-days",
            knee.value(Measure::Covered) / 10,
            knee.value(Measure::Covered) % 10,
            knee.value(Measure::ChangeDays)
        ),
        label => label.to_owned(),
    };
    let each = (more_days * 10 + more_cover / 2) / more_cover;
    let unit = if each == 1 { "change-day" } else { "change-days" };
    format!("{name} is the knee. Past it, one more point of cover costs {each} {unit}.")
}
