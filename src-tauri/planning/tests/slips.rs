//! When milestones are likely reached, as others like them went.

#![allow(clippy::unwrap_used, reason = "a test whose plan cannot be built has failed")]

use planning::slip::{LAST, outlook};
use planning::*;
use proptest::prelude::*;
use uuid::Uuid;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn id(number: usize) -> MilestoneId {
    MilestoneId(Uuid::from_u128(number as u128))
}

/// First spoken of on 1 March; said and, once reached, taken in days from there.
fn milestone(number: usize, project: &str, said: i64, took: Option<i64>) -> Milestone {
    let first = day("2026-03-01");
    Milestone {
        id: id(number),
        project: project.into(),
        name: format!("Step {number}"),
        planned: first.plus(said),
        forecasts: vec![Forecast {
            said_on: first,
            day: first.plus(said),
        }],
        reached: took.map(|took| first.plus(took)),
        release: None,
        gate: MilestoneGate::Deploy,
        origin: None,
    }
}

/// Ten that took 10 to 19 days where 10 were said, and one that is to come 20 days from today.
fn plan(project: &str) -> (Plan, Day) {
    let mut plan = Plan::default();
    for number in 0..10 {
        plan.put(milestone(number, project, 10, Some(10 + number as i64)));
    }
    let today = day("2026-04-01");
    let mut coming = milestone(99, "Ledger", 0, None);
    coming.planned = today.plus(20);
    coming.forecasts.clear();
    plan.put(coming);
    (plan, today)
}

#[test]
fn half_and_most_are_the_ratios_of_others_on_what_is_left() {
    let (plan, today) = plan("Ledger");
    let found = outlook(&plan, id(99), today).unwrap();
    // Nearest rank of ten: the fifth, 14 of 10 days, and the ninth, 18 of 10; on 20 days left these are 28 and 36.
    let likely = found.likely.unwrap();
    assert_eq!((likely.half, likely.most), (today.plus(28), today.plus(36)));
    assert!(found.of_project);
    assert_eq!(
        found.sentence,
        "As the last 10 milestones of Ledger went, 9 of them late: by Wed 29 Apr in half of the cases, by Thu 7 May in 85 \
         of 100. Stated is Tue 21 Apr."
    );
    assert_eq!((found.past[0].took_days, found.past[9].took_days), (19, 10));
}

#[test]
fn a_project_with_too_few_of_its_own_asks_the_whole_plan() {
    let (plan, today) = plan("Stores");
    let found = outlook(&plan, id(99), today).unwrap();
    assert!(!found.of_project && found.likely.is_some());
    assert!(found.sentence.contains("of the plan went"), "{}", found.sentence);
}

#[test]
fn a_milestone_gets_no_surer_by_silence() {
    let (mut plan, today) = plan("Ledger");
    let mut coming = plan.milestones.get(&id(99)).unwrap().clone();
    coming.forecasts = vec![Forecast {
        said_on: today,
        day: today.plus(20),
    }];
    plan.put(coming);
    let likely = |on: Day| outlook(&plan, id(99), on).unwrap().likely.unwrap();
    assert_eq!(likely(today.plus(15)), likely(today));
    assert_eq!(likely(today.plus(19)).most, today.plus(36));
    // Kept words are kept, whatever was planned at first.
    let mut kept = milestone(60, "Ledger", 40, Some(40));
    kept.planned = day("2026-03-11");
    plan.put(kept);
    let past = outlook(&plan, id(99), today).unwrap().past;
    let of = past.iter().find(|slip| slip.milestone == id(60)).unwrap();
    assert_eq!((of.said_days, of.took_days), (40, 40));
}

#[test]
fn too_few_give_their_list_and_no_day() {
    let (mut plan, today) = plan("Ledger");
    for number in 7..10 {
        plan.milestones.remove(&id(number));
    }
    let found = outlook(&plan, id(99), today).unwrap();
    assert_eq!((found.likely, found.past.len()), (None, 7));
    assert_eq!(
        found.sentence,
        "Of the plan 7 milestones were reached, 6 late; from 8 on they tell how late this one may be."
    );
}

#[test]
fn what_says_nothing_is_left_out_and_a_day_that_is_over_asks_for_a_new_one() {
    let (mut plan, today) = plan("Ledger");
    // Nobody had said when; said on its own day; reached before it was spoken of.
    let mut silent = milestone(50, "Ledger", 10, Some(12));
    silent.forecasts.clear();
    plan.put(silent);
    plan.put(milestone(51, "Ledger", 0, Some(5)));
    plan.put(milestone(52, "Ledger", 10, Some(-3)));
    assert_eq!(outlook(&plan, id(99), today).unwrap().past.len(), 10);
    let over = outlook(&plan, id(99), today.plus(20)).unwrap();
    assert_eq!(over.likely, None);
    assert!(
        over.sentence.starts_with("Tue 21 Apr is over; say a new day"),
        "{}",
        over.sentence
    );
    assert_eq!(outlook(&plan, id(3), today), None);
}

proptest! {
    #[test]
    fn half_is_never_after_most_and_the_order_of_records_says_nothing(
        slips in proptest::collection::vec((1_i64..200, 0_i64..400), 8..40),
        left in 1_i64..500,
    ) {
        let today = day("2027-06-01");
        let put = |order: Vec<usize>| {
            let mut plan = Plan::default();
            for number in order {
                let (said, took) = slips[number];
                plan.put(milestone(number, "Ledger", said, Some(took)));
            }
            let mut coming = milestone(999, "Ledger", 0, None);
            (coming.planned, coming.forecasts) = (today.plus(left), Vec::new());
            plan.put(coming);
            outlook(&plan, id(999), today).unwrap()
        };
        let found = put((0..slips.len()).collect());
        prop_assert_eq!(&found, &put((0..slips.len()).rev().collect()));
        let likely = found.likely.unwrap();
        prop_assert!(today <= likely.half && likely.half <= likely.most);
        prop_assert!(found.past.len() <= LAST);
        prop_assert!(found.past.is_sorted_by_key(|slip| std::cmp::Reverse(slip.reached)));
    }
}
