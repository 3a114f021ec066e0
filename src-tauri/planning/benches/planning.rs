//! Times on a large generated plan, with petgraph as the reference for cycles and waves, and with the schedule that people
//! see as the reference for nights that are only judged.

use criterion::{Criterion, criterion_group, criterion_main};
use petgraph::graph::DiGraph;
use planning::collision::{Index, preview, with_ways_out};
use planning::finding::check_with;
use planning::graph::{Direction, Graph, Link};
use planning::schedule::{Nights, schedule};
use planning::{ChangeId, Instant, Move, Plan, Release, ReleaseId};
use std::hint::black_box;

fn petgraph_of(graph: &Graph) -> DiGraph<(), ()> {
    let edges: Vec<(u32, u32)> = graph.links().filter_map(Link::first_then_second).collect();
    let mut reference = DiGraph::with_capacity(graph.services().len(), edges.len());
    graph.services().iter().for_each(|_| {
        reference.add_node(());
    });
    reference.extend_with_edges(edges);
    reference
}

/// Levels over the condensation, as one would write them with petgraph.
fn petgraph_waves(reference: &DiGraph<(), ()>) -> usize {
    let condensed = petgraph::algo::condensation(reference.clone(), true);
    let order = petgraph::algo::toposort(&condensed, None).unwrap_or_default();
    let mut level = vec![0_usize; condensed.node_count()];
    for node in order {
        for next in condensed.neighbors(node) {
            level[next.index()] = level[next.index()].max(level[node.index()] + 1);
        }
    }
    level.into_iter().max().unwrap_or(0)
}

fn a_drag(plan: &Plan, release: &Release, step: i64) -> Move {
    let days = [-7, -3, 1, 2, 7, 14][step as usize % 6];
    let start = release.deploy.start().unix() + days * 24 * 60 * 60;
    let start = Instant::from_unix(start).unwrap_or(release.deploy.start());
    let deploy = release.shifted(start - release.deploy.start()).deploy;
    debug_assert!(plan.releases.contains(&release.id));
    Move::MoveRelease {
        release: release.id,
        deploy,
        keep_lock: false,
    }
}

fn benches(criterion: &mut Criterion) {
    let plan = testkit::generate(1, 10_000, 2_000, 20_000);
    let now: Instant = "2026-10-06T12:00:00Z"
        .parse()
        .unwrap_or_else(|error| panic!("{error}"));
    let graph = Graph::of(&plan);
    // A graph keeps what it was asked: each run asks one that was not.
    let fresh = graph.clone();
    let reference = petgraph_of(&graph);
    let index = Index::of(&plan);
    println!(
        "{} collisions, {} cycles",
        index.collisions().len(),
        graph.cycles().len()
    );

    let mut group = criterion.benchmark_group("2000 services, 20000 links");
    group.bench_function("graph", |bencher| bencher.iter(|| Graph::of(black_box(&plan))));
    group.bench_function("cycles with their shortest ring", |bencher| {
        bencher.iter(|| black_box(&fresh).clone().cycles())
    });
    group.bench_function("waves", |bencher| {
        bencher.iter(|| black_box(&fresh).clone().waves())
    });
    group.bench_function("petgraph tarjan_scc", |bencher| {
        bencher.iter(|| petgraph::algo::tarjan_scc(black_box(&reference)));
    });
    group.bench_function("petgraph condensation and levels", |bencher| {
        bencher.iter(|| petgraph_waves(black_box(&reference)));
    });
    let busiest = graph.services()[0];
    group.bench_function("blast radius of the busiest service", |bencher| {
        bencher.iter(|| black_box(&graph).blast_radius(busiest, Direction::Consumers, u32::MAX));
    });
    let drawn = &graph.services()[..150];
    group.bench_function("layout of 150 services", |bencher| {
        bencher.iter(|| graph.layout(&plan, black_box(drawn)))
    });
    group.finish();

    let mut group = criterion.benchmark_group("10000 changes");
    group.sample_size(10);
    group.bench_function("index with every collision", |bencher| {
        bencher.iter(|| Index::of(black_box(&plan)))
    });
    group.bench_function("collisions with the ways out of the heaviest", |bencher| {
        bencher.iter(|| with_ways_out(black_box(&plan), &index))
    });
    group.bench_function("check, index at hand", |bencher| {
        bencher.iter(|| check_with(black_box(&plan), &index, now))
    });
    group.sample_size(100);
    let releases: Vec<Release> = plan.releases.iter().cloned().collect();
    let mut step = 0;
    group.bench_function("preview of a release drag", |bencher| {
        bencher.iter(|| {
            step += 1;
            let release = &releases[step as usize * 7 % releases.len()];
            preview(&plan, &index, &[a_drag(&plan, release, step)])
        });
    });
    let changes: Vec<planning::ChangeId> = plan.changes.iter().map(|change| change.id).collect();
    group.bench_function("preview of a change drag", |bencher| {
        bencher.iter(|| {
            step += 1;
            let change = changes[step as usize * 37 % changes.len()];
            let release = Some(releases[step as usize * 11 % releases.len()].id);
            preview(&plan, &index, &[Move::PlaceChange { change, release }])
        });
    });
    let freeze = plan.freezes.iter().next().cloned();
    group.bench_function("preview of a freeze drag", |bencher| {
        bencher.iter(|| {
            let moves = freeze.iter().map(|freeze| Move::MoveFreeze {
                freeze: freeze.id,
                window: freeze
                    .window
                    .shifted(releases[1].deploy.start() - releases[0].deploy.start()),
            });
            preview(&plan, &index, &moves.collect::<Vec<_>>())
        });
    });
    group.finish();
}

/// A drag with two hundred freezes, at a thousand and at ten thousand changes: time, and rows looked at.
fn drags(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("preview of a release drag, 200 freezes");
    for changes in [1_000, 10_000] {
        let mut plan = testkit::generate(1, changes, changes / 5, changes * 2);
        let patterns: Vec<planning::Freeze> = plan.freezes.iter().cloned().collect();
        for number in patterns.len()..200 {
            let mut freeze = patterns[number % patterns.len()].clone();
            freeze.id = planning::FreezeId(uuid::Uuid::from_u128(0xF000_0000 + number as u128));
            freeze.window = freeze.window.shifted(chrono::TimeDelta::hours(number as i64 * 7));
            plan.put(freeze);
        }
        let index = Index::of(&plan);
        let releases: Vec<Release> = plan.releases.iter().cloned().collect();
        let dearest = (0..releases.len()).map(|number| {
            let drag = a_drag(&plan, &releases[number], number as i64);
            preview(&plan, &index, &[drag]).looked_at
        });
        println!(
            "{changes} changes, {} releases: at most {} rows a drag",
            releases.len(),
            dearest.max().unwrap_or(0)
        );
        let mut step = 0;
        group.bench_function(format!("{changes} changes"), |bencher| {
            bencher.iter(|| {
                step += 1;
                let release = &releases[step as usize * 7 % releases.len()];
                preview(&plan, &index, &[a_drag(&plan, release, step)])
            });
        });
    }
    group.finish();
}

/// The fullest night: judged by the bundle, and scheduled step by step.
fn nights(criterion: &mut Criterion) {
    let plan = testkit::generate(1, 10_000, 2_000, 20_000);
    let graph = Graph::of(&plan);
    let riders = |release: ReleaseId| -> Vec<ChangeId> {
        let riding = plan
            .changes
            .iter()
            .filter(|change| change.release == Some(release));
        riding.map(|change| change.id).collect()
    };
    let fullest = plan
        .releases
        .iter()
        .max_by_key(|release| riders(release.id).len());
    let release = fullest.map_or_else(|| panic!("a plan without a release"), |release| release.id);
    let changes = riders(release);
    let nights = Nights::of(&plan, &graph, &changes, &[release]);
    let mut judge = nights.judge();
    let minutes = judge.minutes(0, 0..changes.len()).total();
    let mut group = criterion.benchmark_group(format!("a night of {} changes", changes.len()));
    group.bench_function("judged whether it fits", |bencher| {
        bencher.iter(|| judge.fits(0, black_box(0..changes.len()), minutes));
    });
    group.bench_function("scheduled step by step", |bencher| {
        bencher.iter(|| schedule(&plan, &graph, black_box(release)));
    });
    group.finish();
}

criterion_group!(planning, benches, drags, nights);
criterion_main!(planning);
