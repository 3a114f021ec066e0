//! The dependency graph of a whole Debian beside petgraph and networkx on the same links, and what a local edit costs.
//!
//! The links come from the package lists apt keeps on this machine (or from `SLIPWAY_LISTS`); where there are none, from a
//! generated plan of the same size. networkx joins in when `SLIPWAY_PYTHON` names a Python that has it; `xtask bench` sees
//! to that.

#![allow(clippy::unwrap_used, reason = "a benchmark that cannot be set up has failed")]

use petgraph::graph::{DiGraph, NodeIndex};
use planning::graph::{Direction, Graph, Link, Reach};
use planning::{Dependency, DeployOrder, LinkStatus, Plan, ServiceId};
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::hint::black_box;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};
use uuid::Uuid;

fn main() {
    // `cargo bench` hands over words to filter by; those of other benchmarks are none of ours.
    let words: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with("--"))
        .collect();
    if !words.is_empty() && !words.iter().any(|word| "scale".contains(word.as_str())) {
        return;
    }
    // petgraph's components recurse; a long chain of packages needs more than the usual stack.
    let work = std::thread::Builder::new()
        .stack_size(1 << 30)
        .spawn(run)
        .unwrap();
    work.join().unwrap();
}

fn run() {
    let (name, plan) = large_plan();
    let graph = Graph::of(&plan);
    println!(
        "{name}: {} services, {} links",
        graph.services().len(),
        graph.links().count()
    );
    let mut table = Table::default();
    against_petgraph(&plan, &graph, &mut table);
    let nodes = asked(&graph);
    against_networkx(&graph, &nodes, &mut table);
    table.print();
    edits(plan);
}

/// The lists of this machine as a plan, or one of the same size.
fn large_plan() -> (String, Plan) {
    let folder = std::env::var("SLIPWAY_LISTS").unwrap_or_else(|_| "/var/lib/apt/lists".to_owned());
    let mut number = 0_u128;
    let mut mint = || {
        number += 1;
        Uuid::from_u128(number)
    };
    let mut edge = exchange::Edge {
        mint: &mut mint,
        now: "2026-11-20T09:00:00Z".parse().unwrap(),
    };
    let start = now();
    let mut plan = Plan::default();
    match exchange::import(
        &plan,
        Path::new(&folder),
        &exchange::Choices::default(),
        &mut edge,
    ) {
        Ok(diff) => {
            diff.records().put_into(&mut plan);
            let memory = most_memory().map_or(String::new(), |most| {
                format!(", at most {} MB of memory", most >> 10)
            });
            println!(
                "read and compared {folder} in {}{memory}",
                said(now().saturating_sub(start))
            );
            (format!("Debian packages in {folder}"), plan)
        }
        Err(error) => {
            println!("{error}\nA generated plan takes its place.");
            ("generated".to_owned(), testkit::generate(1, 0, 63_000, 264_000))
        }
    }
}

/// The most memory this process has had, in kilobytes; nothing where the system does not say.
fn most_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches("kB").trim().parse().ok()
}

/// Which services to ask for their blast radius: the one with the most consumers, some by what they reach, and a sample of
/// all in turn.
fn asked(graph: &Graph) -> Vec<(String, Vec<u32>)> {
    let all = graph.services().len() as u32;
    let sample: Vec<u32> = (0..all).step_by(61).collect();
    let mut reached: Vec<(usize, u32)> = sample
        .iter()
        .map(|number| (shown(graph, &[*number]), *number))
        .collect();
    let widest = (0..all).max_by_key(|number| graph.consumers_of(*number).count());
    reached.sort_unstable();
    let mut nodes = vec![("blast radius, most used".to_owned(), vec![widest.unwrap_or(0)])];
    for part in [995, 950, 800] {
        let (count, number) = reached[(reached.len() - 1) * part / 1000];
        nodes.push((format!("blast radius, {count} reached"), vec![number]));
    }
    nodes.push((format!("blast radius, {} in turn", sample.len()), sample));
    nodes
}

/// How many the services reach, one after the other.
fn radius(graph: &Graph, reach: &mut Reach, services: &[u32]) -> usize {
    let mut count = 0;
    for number in services {
        reach.visit(graph, &[*number], Direction::Consumers, u32::MAX, |_, _, _| {
            count += 1
        });
    }
    count
}

/// The same, each in order and with its id, as a person is shown it.
fn shown(graph: &Graph, services: &[u32]) -> usize {
    let reached = services.iter().map(|number| {
        let service = graph.service(*number);
        graph.blast_radius(service, Direction::Consumers, u32::MAX).len()
    });
    reached.sum()
}

#[derive(Default)]
struct Table {
    rows: Vec<(String, Duration, Option<Duration>, Option<Duration>)>,
}

impl Table {
    fn ours(&mut self, name: &str, ours: Duration, petgraph: Option<Duration>) {
        self.rows.push((name.to_owned(), ours, petgraph, None));
    }
    fn networkx(&mut self, name: &str, time: Duration) {
        for row in self.rows.iter_mut().filter(|row| row.0 == name) {
            row.3 = Some(time);
        }
    }
    fn print(&self) {
        println!(
            "\n{:<32} {:>10} {:>10} {:>7} {:>10} {:>7}",
            "", "slipway", "petgraph", "ratio", "networkx", "ratio"
        );
        for (name, ours, petgraph, networkx) in &self.rows {
            let time = |time: &Option<Duration>| time.map_or("-".to_owned(), said);
            let ratio = |time: &Option<Duration>| {
                time.map_or("-".to_owned(), |time| {
                    format!("{:.1}×", time.as_secs_f64() / ours.as_secs_f64())
                })
            };
            println!(
                "{name:<32} {:>10} {:>10} {:>7} {:>10} {:>7}",
                said(*ours),
                time(petgraph),
                ratio(petgraph),
                time(networkx),
                ratio(networkx)
            );
        }
    }
}

fn said(time: Duration) -> String {
    let micros = time.as_secs_f64() * 1e6;
    match micros {
        micros if micros < 1_000.0 => format!("{micros:.1} µs"),
        micros if micros < 1_000_000.0 => format!("{:.2} ms", micros / 1e3),
        micros => format!("{:.2} s", micros / 1e6),
    }
}

/// The middle of several runs; what a run is given and what becomes of its result are not counted.
fn time<I, O>(mut given: impl FnMut() -> I, mut work: impl FnMut(I) -> O) -> Duration {
    let mut times: Vec<Duration> = Vec::new();
    let begun = Instant::now();
    while times.len() < 7 || (times.len() < 201 && begun.elapsed() < Duration::from_millis(1_500)) {
        let given = black_box(given());
        let start = now();
        let result = work(given);
        times.push(now().saturating_sub(start));
        drop(black_box(result));
    }
    times.sort_unstable();
    times[times.len() / 2]
}

/// The time of one of so many runs that reading the clock does not count.
fn often<O>(mut work: impl FnMut() -> O) -> Duration {
    let once = time(|| (), |()| work());
    let runs = (Duration::from_micros(500).as_nanos() / once.as_nanos().max(100)) as u32 + 1;
    time(|| (), |()| (0..runs).for_each(|_| drop(black_box(work())))) / runs
}

/// Time this thread has worked: what else the machine does is not counted.
#[cfg(unix)]
fn now() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(
        time.tv_sec.unsigned_abs(),
        u32::try_from(time.tv_nsec).unwrap_or(0),
    )
}

/// Time since the first call.
#[cfg(not(unix))]
fn now() -> Duration {
    static FIRST: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    FIRST.get_or_init(Instant::now).elapsed()
}

/// The graph as somebody would build it with petgraph from the same records.
fn petgraph_of(plan: &Plan) -> DiGraph<ServiceId, ()> {
    let mut graph = DiGraph::with_capacity(plan.services.len(), plan.dependencies.len());
    let nodes: HashMap<ServiceId, NodeIndex> = plan
        .services
        .iter()
        .map(|service| (service.id, graph.add_node(service.id)))
        .collect();
    for link in plan.dependencies.iter().filter(|link| link.counts()) {
        if let (Some(consumer), Some(provider)) = (nodes.get(&link.consumer), nodes.get(&link.provider)) {
            match link.order {
                DeployOrder::ProviderFirst => graph.add_edge(*provider, *consumer, ()),
                _ => graph.add_edge(*consumer, *provider, ()),
            };
        }
    }
    graph
}

/// Levels over the condensation, as one would write them with petgraph.
fn petgraph_waves(graph: DiGraph<ServiceId, ()>) -> Vec<Vec<ServiceId>> {
    let condensed = petgraph::algo::condensation(graph, true);
    let order = petgraph::algo::toposort(&condensed, None).unwrap();
    let mut level = vec![0_usize; condensed.node_count()];
    let mut waves: Vec<Vec<ServiceId>> = Vec::new();
    for node in order {
        for next in condensed.neighbors(node) {
            level[next.index()] = level[next.index()].max(level[node.index()] + 1);
        }
        let level = level[node.index()];
        waves.resize_with(waves.len().max(level + 1), Vec::new);
        waves[level].extend(&condensed[node]);
    }
    waves
}

fn against_petgraph(plan: &Plan, graph: &Graph, table: &mut Table) {
    let reference = petgraph_of(plan);
    // A graph that has not been asked yet, each time.
    let fresh = Graph::of(plan);
    let ours = fresh.clone();
    let groups = ours.cycle_groups();
    let theirs: Vec<usize> = petgraph::algo::tarjan_scc(&reference)
        .iter()
        .map(Vec::len)
        .filter(|size| *size > 1)
        .collect();
    assert_eq!(groups.len(), theirs.len(), "both find the same cycles");
    assert_eq!(groups.iter().map(Vec::len).max(), theirs.iter().copied().max());
    let waves: Vec<usize> = ours
        .waves()
        .iter()
        .map(|wave| wave.map(|step| step.services.len()).sum())
        .collect();
    let theirs: Vec<usize> = petgraph_waves(reference.clone()).iter().map(Vec::len).collect();
    assert_eq!(waves, theirs, "both find the same waves");
    println!(
        "{} cycles, the largest of {} services; {} waves",
        groups.len(),
        groups.iter().map(Vec::len).max().unwrap_or(0),
        waves.len()
    );
    table.ours(
        "build from the plan's records",
        time(|| (), |()| Graph::of(plan)),
        Some(time(|| (), |()| petgraph_of(plan))),
    );
    table.ours(
        "cycles",
        time(|| fresh.clone(), |graph| graph.cycle_groups()),
        Some(time(|| (), |()| petgraph::algo::tarjan_scc(&reference))),
    );
    table.ours(
        "cycles with their shortest ring",
        time(|| fresh.clone(), |graph| graph.cycles()),
        None,
    );
    table.ours(
        "waves",
        time(|| fresh.clone(), |graph| graph.waves()),
        Some(time(|| reference.clone(), petgraph_waves)),
    );
    let mut reach = Reach::of(graph);
    for (name, services) in asked(graph) {
        let theirs = || -> usize {
            let reached = services.iter().map(|number| {
                let mut walk = petgraph::visit::Bfs::new(&reference, NodeIndex::new(*number as usize));
                let mut reached: Vec<ServiceId> = Vec::new();
                while let Some(node) = walk.next(&reference) {
                    reached.push(reference[node]);
                }
                reached.len() - 1
            });
            reached.sum()
        };
        assert_eq!(shown(graph, &services), theirs(), "both reach the same: {name}");
        let ours = often(|| radius(graph, &mut reach, &services));
        table.ours(&name, ours, Some(often(theirs)));
        if services.len() > 1 {
            table.ours(
                "the same as lists in order of id",
                often(|| shown(graph, &services)),
                None,
            );
        }
    }
}

const SCRIPT: &str = r#"
import sys, time
import networkx as nx
edges = [tuple(map(int, line.split())) for line in open(sys.argv[1])]
count = int(sys.argv[2])
def measure(name, work):
    times, runs = [], 1
    for _ in range(4):
        result = None
        start = time.process_time()
        for _ in range(runs):
            result = work()
        times.append((time.process_time() - start) / runs)
        # So many runs that reading the clock does not count; the first time is not taken.
        runs = max(1, int(0.02 / max(times[-1], 1e-7)))
    print(name, sorted(times[1:])[1], sep="\t")
    return result
def build():
    graph = nx.DiGraph()
    graph.add_nodes_from(range(count))
    graph.add_edges_from(edges)
    return graph
graph = measure("build from the plan's records", build)
measure("cycles", lambda: [part for part in nx.strongly_connected_components(graph) if len(part) > 1])
measure("waves", lambda: [list(wave) for wave in nx.topological_generations(nx.condensation(graph))])
for asked in sys.argv[3:]:
    name, nodes = asked.split("=")
    nodes = [int(node) for node in nodes.split(",")]
    measure(name, lambda: sum(len(nx.descendants(graph, node)) for node in nodes))
"#;

fn against_networkx(graph: &Graph, nodes: &[(String, Vec<u32>)], table: &mut Table) {
    let Some(python) = std::env::var_os("SLIPWAY_PYTHON") else {
        println!(
            "networkx is left out: SLIPWAY_PYTHON names no Python that has it (xtask bench sees to that)"
        );
        return;
    };
    let folder = std::env::temp_dir().join(format!("slipway-scale-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let mut lines = String::new();
    for (first, second) in graph.links().filter_map(Link::first_then_second) {
        writeln!(lines, "{first} {second}").unwrap();
    }
    std::fs::write(folder.join("links.txt"), lines).unwrap();
    std::fs::write(folder.join("graph.py"), SCRIPT).unwrap();
    let output = Command::new(python)
        .arg(folder.join("graph.py"))
        .arg(folder.join("links.txt"))
        .arg(graph.services().len().to_string())
        .args(nodes.iter().map(|(name, numbers)| {
            let numbers: Vec<String> = numbers.iter().map(u32::to_string).collect();
            format!("{name}={}", numbers.join(","))
        }))
        .output()
        .unwrap();
    print!("{}", String::from_utf8_lossy(&output.stderr));
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        if let Some((name, seconds)) = line.split_once('\t') {
            table.networkx(name, Duration::from_secs_f64(seconds.parse().unwrap()));
        }
    }
    std::fs::remove_dir_all(&folder).unwrap();
}

/// What following an edit costs, against the size of the plan.
fn edits(whole: Plan) {
    println!(
        "\n{:<44} {:>9} {:>9} {:>9} {:>9} {:>10}",
        "one edit: plan, graph, cycles", "confirm", "add", "flip", "remove", "afresh"
    );
    let generated = [1_000, 4_000, 16_000, 63_000].map(|services| {
        (
            format!("generated, {services} services"),
            testkit::generate(1, 0, services, services * 4),
        )
    });
    for (name, plan) in generated.into_iter().chain([("the lists".to_owned(), whole)]) {
        let graph = Graph::of(&plan);
        black_box(graph.cycles());
        let links: Vec<Dependency> = {
            let every = (plan.dependencies.len() / 97).max(1);
            plan.dependencies.iter().step_by(every).cloned().collect()
        };
        let mut number = 0;
        let mut edit = |change: &dyn Fn(&Dependency, &mut Plan)| {
            time(
                || {
                    number += 1;
                    links[number % links.len()].clone()
                },
                |link| {
                    let mut edited = plan.clone();
                    change(&link, &mut edited);
                    let graph = graph.after(&plan, &edited);
                    black_box(graph.cycles());
                    (edited, graph)
                },
            )
        };
        let confirm = edit(&|link, plan| {
            plan.put(Dependency {
                status: LinkStatus::Confirmed,
                ..link.clone()
            });
        });
        let others: BTreeMap<u128, ServiceId> = links
            .iter()
            .map(|link| (link.id.0.as_u128(), link.provider))
            .collect();
        let add = edit(&|link, plan| {
            let other = others
                .range(link.id.0.as_u128() + 1..)
                .next()
                .map_or(link.provider, |(_, other)| *other);
            plan.put(Dependency {
                id: planning::DependencyId(Uuid::from_u128(u128::MAX)),
                provider: other,
                ..link.clone()
            });
        });
        let flip = edit(&|link, plan| {
            plan.put(Dependency {
                consumer: link.provider,
                provider: link.consumer,
                ..link.clone()
            });
        });
        let remove = edit(&|link, plan| {
            plan.dependencies.remove(&link.id);
        });
        let afresh = time(|| (), |()| Graph::of(&plan).cycles());
        println!(
            "{:<44} {:>9} {:>9} {:>9} {:>9} {:>10}",
            format!("{name}, {} links", plan.dependencies.len()),
            said(confirm),
            said(add),
            said(flip),
            said(remove),
            said(afresh)
        );
    }
}
