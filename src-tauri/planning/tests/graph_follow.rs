//! A graph that follows edits is the graph of the plan afterwards, whatever was edited.

#![allow(clippy::unwrap_used, reason = "a test whose plan cannot be built has failed")]

use planning::graph::{Direction, Graph, Link, Reached, Waves};
use planning::{
    Dependency, DependencyId, DeployOrder, LinkStatus, PersonId, Plan, Redundancy, Service, ServiceId,
    Strength,
};
use proptest::prelude::*;
use testkit::generate;
use uuid::Uuid;

/// Everything a graph says, without the numbers it gives links and groups.
#[derive(Debug, PartialEq)]
struct Said {
    rows: Vec<(ServiceId, Vec<String>, Vec<String>)>,
    waves: Waves,
    cycles: Vec<std::sync::Arc<planning::graph::Cycle>>,
    reached: Vec<Vec<Reached>>,
}

fn said(graph: &Graph) -> Said {
    let link = |link: &Link| {
        let group = link.redundancy.map(|group| graph.redundancy(group));
        format!(
            "{} {} {} {} {} {:?}",
            link.id, link.consumer, link.provider, link.strength, link.order, group
        )
    };
    let row = |(service, number): (&ServiceId, u32)| {
        (
            *service,
            graph.providers_of(number).map(link).collect(),
            graph.consumers_of(number).map(link).collect(),
        )
    };
    Said {
        rows: graph.services().iter().zip(0..).map(row).collect(),
        waves: graph.waves(),
        cycles: graph.cycles(),
        reached: graph
            .services()
            .iter()
            .step_by(7)
            .map(|service| graph.blast_radius(*service, Direction::Consumers, u32::MAX))
            .collect(),
    }
}

#[derive(Clone, Debug)]
enum Edit {
    Add(usize, usize, u8, u8),
    Remove(usize),
    Flip(usize),
    Order(usize, u8),
    Strength(usize),
    Confirm(usize),
    Reject(usize),
    Group(usize, u8),
    AddService,
    RemoveService(usize),
}

fn edits() -> impl Strategy<Value = Edit> {
    let any = 0..10_000_usize;
    prop_oneof![
        6 => (any.clone(), any.clone(), 0..4_u8, 0..2_u8).prop_map(|(one, other, order, strength)| Edit::Add(one, other, order, strength)),
        4 => any.clone().prop_map(Edit::Remove),
        3 => any.clone().prop_map(Edit::Flip),
        3 => (any.clone(), 0..4_u8).prop_map(|(link, order)| Edit::Order(link, order)),
        1 => any.clone().prop_map(Edit::Strength),
        1 => any.clone().prop_map(Edit::Confirm),
        2 => any.clone().prop_map(Edit::Reject),
        1 => (any.clone(), 0..3_u8).prop_map(|(link, group)| Edit::Group(link, group)),
        1 => Just(Edit::AddService),
        1 => any.prop_map(Edit::RemoveService),
    ]
}

fn nth<R: planning::plan::Record>(table: &planning::plan::Table<R>, number: usize) -> Option<R> {
    table.iter().nth(number.checked_rem(table.len())?).cloned()
}

fn apply(plan: &mut Plan, edit: &Edit, fresh: u128) {
    let link = |number| nth(&plan.dependencies, number);
    let changed: Option<Dependency> = match edit {
        Edit::Add(one, other, order, strength) => {
            let consumer = nth(&plan.services, *one).unwrap().id;
            let provider = nth(&plan.services, *other).unwrap().id;
            link(0).map(|link| Dependency {
                // Below and above the ids that are there.
                id: DependencyId(Uuid::from_u128(if one % 2 == 0 {
                    fresh
                } else {
                    u128::MAX - fresh
                })),
                consumer,
                provider,
                order: DeployOrder::ALL[usize::from(*order)],
                strength: Strength::ALL[usize::from(*strength)],
                redundancy: None,
                ..link
            })
        }
        Edit::Flip(number) => link(*number).map(|link| Dependency {
            consumer: link.provider,
            provider: link.consumer,
            ..link
        }),
        Edit::Order(number, order) => link(*number).map(|link| Dependency {
            order: DeployOrder::ALL[usize::from(*order)],
            ..link
        }),
        Edit::Strength(number) => link(*number).map(|link| Dependency {
            strength: if link.strength == Strength::Hard {
                Strength::Soft
            } else {
                Strength::Hard
            },
            ..link
        }),
        Edit::Confirm(number) => link(*number).map(|link| Dependency {
            status: LinkStatus::Confirmed,
            confirmed_by: Some(PersonId(Uuid::from_u128(fresh))),
            ..link
        }),
        Edit::Reject(number) => link(*number).map(|link| Dependency {
            status: if link.counts() {
                LinkStatus::Rejected
            } else {
                LinkStatus::Confirmed
            },
            ..link
        }),
        Edit::Group(number, group) => link(*number).map(|link| Dependency {
            redundancy: (*group > 0).then(|| Redundancy {
                group: format!("{group}"),
                minimum: u32::from(*group) + (*number as u32 % 2),
            }),
            ..link
        }),
        Edit::Remove(number) => {
            if let Some(link) = link(*number) {
                plan.dependencies.remove(&link.id);
            }
            None
        }
        Edit::AddService => {
            let service = nth(&plan.services, 0).unwrap();
            let last = plan.services.iter().next_back().unwrap().id.0.as_u128();
            plan.put(Service {
                id: ServiceId(Uuid::from_u128(last + 1)),
                ..service
            });
            None
        }
        Edit::RemoveService(number) => {
            let gone = nth(&plan.services, *number).unwrap().id;
            if plan.services.len() > 5 {
                plan.services.remove(&gone);
            }
            None
        }
    };
    if let Some(link) = changed {
        plan.put(link);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, ..ProptestConfig::default() })]
    #[test]
    fn after_any_edits_it_is_the_graph_computed_afresh(
        seed in 0..1000_u64,
        services in 6..60_usize,
        links in 1..150_usize,
        edits in proptest::collection::vec(edits(), 1..40),
        together in 1..4_usize,
        look in any::<bool>(),
    ) {
        let mut plan = generate(seed, 0, services, links);
        let mut graph = Graph::of(&plan);
        if look {
            // Known steps and rings are followed; unknown ones are found when asked for.
            let _ = graph.cycles();
        }
        for (number, edits) in edits.chunks(together).enumerate() {
            let before = plan.clone();
            for (place, edit) in edits.iter().enumerate() {
                apply(&mut plan, edit, 1 + (number * 10 + place) as u128);
            }
            graph = graph.after(&before, &plan);
            if look {
                prop_assert_eq!(said(&graph), said(&Graph::of(&plan)), "after {:?}", edits);
            }
        }
        prop_assert_eq!(said(&graph), said(&Graph::of(&plan)));
    }
}

#[test]
fn confirming_a_link_moves_nothing() {
    let mut plan = generate(5, 0, 300, 1_500);
    let before = plan.clone();
    let graph = Graph::of(&plan);
    let waves = graph.waves();
    apply(&mut plan, &Edit::Confirm(7), 1);
    let after = graph.after(&before, &plan);
    assert_eq!(after.waves(), waves);
    assert_eq!(said(&after), said(&Graph::of(&plan)));
}
