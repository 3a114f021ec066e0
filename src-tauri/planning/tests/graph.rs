//! The dependency graph on small plans, and against petgraph on large ones.

#![allow(clippy::unwrap_used, reason = "a test whose plan cannot be built has failed")]

use planning::graph::{Direction, Graph, Link, order_of_release, order_of_services};
use planning::{Plan, ServiceId, Subject};
use testkit::{generate, plan};

fn service(plan: &Plan, name: &str) -> ServiceId {
    plan.services
        .iter()
        .find(|service| service.name == name)
        .unwrap()
        .id
}

fn names(plan: &Plan, services: &[ServiceId]) -> String {
    let names: Vec<String> = services
        .iter()
        .map(|id| plan.name_of(Subject::Service(*id)))
        .collect();
    names.join(" ")
}

fn waves(plan: &Plan) -> Vec<String> {
    let mut said = Vec::new();
    for wave in Graph::of(plan).waves().iter() {
        let steps = wave.map(|step| {
            let cycle = if step.cycle { "!" } else { "" };
            format!("{}{cycle}", names(plan, step.services))
        });
        said.push(steps.collect::<Vec<_>>().join(", "));
    }
    said
}

#[test]
fn providers_go_first() {
    let plan = plan("services shop uses payments; payments uses ledger; reports uses ledger; ledger");
    assert_eq!(waves(&plan), ["ledger", "payments, reports", "shop"]);
}

#[test]
fn a_consumer_goes_first_when_the_link_says_so_and_an_unordered_link_says_nothing() {
    let plan = plan("services app uses schema first; tool uses app anytime; schema; app; tool");
    assert_eq!(waves(&plan), ["app, tool", "schema"]);
}

#[test]
fn a_rejected_link_does_not_count() {
    let plan = plan("services app uses old rejected");
    assert_eq!(waves(&plan), ["app, old"]);
}

#[test]
fn a_cycle_is_one_step_and_shows_its_shortest_ring() {
    let plan = plan("services a uses b; b uses c, d; c uses a; d uses e; e uses a; f uses c");
    assert_eq!(waves(&plan), ["a b c d e!", "f"]);
    let cycles = Graph::of(&plan).cycles();
    assert_eq!(cycles.len(), 1);
    assert_eq!(names(&plan, &cycles[0].services), "a b c d e");
    assert_eq!(cycles[0].ring.len(), 3);
    assert_eq!(cycles[0].links.len(), 3);
    assert!(["b a c", "a c b", "c b a"].contains(&names(&plan, &cycles[0].ring).as_str()));
}

#[test]
fn every_link_of_a_ring_leads_from_one_service_to_the_next() {
    let mut rings = 0;
    for seed in 1..=6 {
        let plan = generate(seed, 0, 300, 1_500);
        for cycle in Graph::of(&plan).cycles() {
            rings += 1;
            for (place, link) in cycle.links.iter().enumerate() {
                let link = plan.dependencies.get(link).unwrap();
                let next = cycle.ring[(place + 1) % cycle.ring.len()];
                assert_eq!(
                    (link.provider, link.consumer),
                    (cycle.ring[place], next),
                    "seed {seed}"
                );
            }
        }
    }
    assert!(rings > 6, "the generator made {rings} cycles");
}

#[test]
fn lockstep_services_are_no_cycle() {
    let plan = plan("services a uses b lockstep; b uses c");
    assert_eq!(waves(&plan), ["c", "a b"]);
    assert_eq!(Graph::of(&plan).cycles(), []);
}

fn blast(plan: &Plan, name: &str, direction: Direction) -> Vec<String> {
    let reached = Graph::of(plan).blast_radius(service(plan, name), direction, 9);
    reached
        .iter()
        .map(|reached| {
            format!(
                "{} {} {}",
                plan.name_of(Subject::Service(reached.service)),
                reached.hops,
                reached.strength
            )
        })
        .collect()
}

#[test]
fn the_blast_radius_names_hops_and_the_strongest_path() {
    let plan = plan("services db; a uses db; b uses db softly, a; c uses b softly; lone");
    assert_eq!(
        blast(&plan, "db", Direction::Consumers),
        ["a 1 hard", "b 1 hard", "c 2 soft"]
    );
    assert_eq!(
        blast(&plan, "c", Direction::Providers),
        ["b 1 soft", "db 2 soft", "a 2 soft"]
    );
}

#[test]
fn a_redundancy_group_holds_until_too_few_are_left() {
    let plan = plan("services pool uses 1 of n1/n2; app uses pool; rack; n1 uses rack; n2 uses rack");
    // One node down: the other carries on. The rack takes both down.
    assert_eq!(blast(&plan, "n1", Direction::Consumers), Vec::<String>::new());
    assert_eq!(
        blast(&plan, "rack", Direction::Consumers),
        ["n1 1 hard", "n2 1 hard", "pool 2 hard", "app 3 hard"]
    );
}

#[test]
fn a_hard_way_that_is_longer_than_the_soft_one_is_hard_and_so_is_what_follows() {
    let plan = plan("services db; a uses db softly, b; b uses db; c uses a; d uses c softly");
    assert_eq!(
        blast(&plan, "db", Direction::Consumers),
        ["a 1 hard", "b 1 hard", "c 2 hard", "d 3 soft"]
    );
}

#[test]
fn a_walk_as_far_as_it_leads_finds_what_a_walk_of_many_hops_finds() {
    for seed in 1..=20 {
        let plan = generate(seed, 0, 200, 500);
        let graph = Graph::of(&plan);
        for service in graph.services() {
            for direction in [Direction::Consumers, Direction::Providers] {
                // With fewer hops than the longest way it walks twice, over hard links and over all.
                let far = graph.blast_radius(*service, direction, u32::MAX);
                assert_eq!(far, graph.blast_radius(*service, direction, 500), "seed {seed}");
            }
        }
    }
}

#[test]
fn a_release_is_ordered_by_its_own_links_and_says_why() {
    let plan = plan(
        "
        services  ledger; payments uses ledger contract; shop uses payments
        release   RO-1 2026-11-18 22:00 2h
        change    CHG-3 shop 10m in RO-1; CHG-1 ledger 10m in RO-1; CHG-2 payments 10m in RO-1; CHG-4 10m after CHG-3 in RO-1
        ",
    );
    let waves = order_of_release(&plan, &Graph::of(&plan), plan.releases.iter().next().unwrap().id);
    let steps: Vec<String> = waves
        .iter()
        .flat_map(|wave| wave.steps.iter().map(|step| (wave.number, step)))
        .map(|(wave, step)| {
            let changes: Vec<String> = step
                .changes
                .iter()
                .map(|id| plan.name_of(Subject::Change(*id)))
                .collect();
            let why: Vec<&str> = step
                .because
                .iter()
                .map(|because| because.sentence.as_str())
                .collect();
            format!("{wave} {} {}", changes.join(" "), why.join(" "))
        })
        .collect();
    assert_eq!(
        steps,
        [
            "1 CHG-1 ",
            "2 CHG-2 CHG-1 first: payments needs ledger (contract, hard, asserted).",
            "3 CHG-3 CHG-2 first: shop needs payments (call, hard, asserted).",
            "4 CHG-4 CHG-3 first: CHG-4 requires it."
        ]
    );
}

#[test]
fn a_link_of_one_environment_orders_only_what_goes_there() {
    let mut plan = plan(
        "
        environments  UAT-1 test; PROD production
        services  ledger; payments uses ledger
        release   RO-1 2026-11-18 22:00 2h to UAT-1; RO-2 2026-11-19 22:00 2h to PROD; RO-3 2026-11-20 22:00 2h
        change    CHG-1 ledger 10m in RO-1; CHG-2 payments 10m in RO-1; CHG-3 ledger 10m in RO-2; CHG-4 payments 10m in RO-2
        change    CHG-5 ledger 10m in RO-3; CHG-6 payments 10m in RO-3
        ",
    );
    let production = plan
        .environments
        .iter()
        .find(|one| one.reference.as_str() == "PROD")
        .unwrap()
        .id;
    let mut link = plan.dependencies.iter().next().unwrap().clone();
    link.environment = Some(production);
    plan.put(link);
    let graph = Graph::of(&plan);
    let waves = |reference: &str| {
        let release = plan
            .releases
            .iter()
            .find(|one| one.reference.as_str() == reference)
            .unwrap();
        order_of_release(&plan, &graph, release.id).len()
    };
    // Where a release goes is not said of RO-3: it may go to production.
    assert_eq!((waves("RO-1"), waves("RO-2"), waves("RO-3")), (1, 2, 2));
}

#[test]
fn the_order_of_a_few_services_ignores_the_others() {
    let plan = plan("services a uses b; b uses c; c; d uses c");
    let graph = Graph::of(&plan);
    let waves = order_of_services(
        &plan,
        &graph,
        &[service(&plan, "a"), service(&plan, "c"), service(&plan, "d")],
    );
    let said: Vec<String> = waves
        .iter()
        .map(|wave| {
            wave.steps
                .iter()
                .map(|step| names(&plan, &step.services))
                .collect::<Vec<_>>()
                .join(", ")
        })
        .collect();
    assert_eq!(said, ["a, c", "d"]);
}

#[test]
fn waves_and_cycles_agree_with_petgraph() {
    for seed in 1..=5 {
        let plan = generate(seed, 0, 400, 1_600);
        let graph = Graph::of(&plan);
        let edges: Vec<(u32, u32)> = graph.links().filter_map(Link::first_then_second).collect();
        let mut reference = petgraph::graph::DiGraph::<(), ()>::new();
        graph.services().iter().for_each(|_| {
            reference.add_node(());
        });
        reference.extend_with_edges(&edges);
        let mut expected: Vec<Vec<u32>> = petgraph::algo::tarjan_scc(&reference)
            .into_iter()
            .map(|group| group.into_iter().map(|node| node.index() as u32).collect())
            .filter(|group: &Vec<u32>| group.len() > 1)
            .collect();
        expected.iter_mut().for_each(|group| group.sort_unstable());
        expected.sort();
        let mut found: Vec<Vec<u32>> = graph
            .cycles()
            .iter()
            .map(|cycle| {
                cycle
                    .services
                    .iter()
                    .map(|id| graph.number(*id).unwrap())
                    .collect()
            })
            .collect();
        found.sort();
        assert_eq!(found, expected, "seed {seed}");
        let mut wave_of = vec![0; graph.services().len()];
        let mut step_of = vec![0; graph.services().len()];
        let mut steps = 0;
        for (wave, content) in graph.waves().iter().enumerate() {
            for step in content {
                steps += 1;
                for id in step.services {
                    wave_of[graph.number(*id).unwrap() as usize] = wave;
                    step_of[graph.number(*id).unwrap() as usize] = steps;
                }
            }
        }
        for (first, second) in edges {
            let same = step_of[first as usize] == step_of[second as usize];
            assert!(
                same || wave_of[first as usize] < wave_of[second as usize],
                "seed {seed}: {first} → {second}"
            );
        }
    }
}
