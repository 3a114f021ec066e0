//! How the map and the matrix are drawn: places, crossings, lanes, systems, the sides of marks.

#![allow(clippy::unwrap_used, reason = "a test whose plan cannot be built has failed")]

use planning::graph::{Graph, LARGEST_DRAWN, LARGEST_MATRIX, Layout, Matrix, MatrixWindow};
use planning::{DeployOrder, Plan, ServiceId, Subject};
use std::collections::BTreeMap;
use testkit::{generate, plan};

fn drawn(text: &str) -> Layout {
    let plan = plan(text);
    let graph = Graph::of(&plan);
    graph.layout(&plan, graph.services())
}

/// Nothing stands on something else; only lines of one provider share a lane, and only in one direction.
fn check_places(layout: &Layout) {
    let mut boxes: Vec<(u32, u32)> = layout.nodes.iter().map(|node| (node.wave, node.row)).collect();
    let all = boxes.len();
    boxes.sort_unstable();
    boxes.dedup();
    assert_eq!(boxes.len(), all, "two boxes share a place");
    let mut lanes: BTreeMap<(u32, u32), u32> = BTreeMap::new();
    for link in &layout.links {
        let (from, to) = (
            &layout.nodes[link.provider as usize],
            &layout.nodes[link.consumer as usize],
        );
        assert_eq!(
            link.via.len() as u32,
            from.wave.abs_diff(to.wave).saturating_sub(1),
            "a place in every column between"
        );
        for point in &link.via {
            let place = (point.wave, point.row);
            assert!(boxes.binary_search(&place).is_err(), "a lane runs through a box");
            assert_eq!(
                *lanes.entry(place).or_insert(link.provider),
                link.provider,
                "two providers share a lane"
            );
        }
    }
    let rows = boxes.iter().chain(lanes.keys()).map(|place| place.1 + 1).max();
    assert!(rows.unwrap_or(0) <= layout.rows);
}

#[test]
fn the_map_puts_each_box_in_its_wave_and_leaves_room_for_long_links() {
    let layout = drawn("services ledger; payments uses ledger; shop uses payments, ledger; web uses shop");
    let waves: Vec<(&str, u32)> = layout
        .nodes
        .iter()
        .map(|node| (node.label.as_str(), node.wave))
        .collect();
    assert_eq!(waves, [("ledger", 0), ("payments", 1), ("shop", 2), ("web", 3)]);
    let long = layout.links.iter().find(|link| !link.via.is_empty()).unwrap();
    assert_eq!((long.via.len(), long.via[0].wave), (1, 1));
    check_places(&layout);
    assert_eq!(layout.crossings(), 0);
}

#[test]
fn lines_that_need_not_cross_do_not() {
    // In order of id every line crosses every other.
    let layout = drawn("services a; b; c; d; w uses d; x uses c; y uses b; z uses a");
    check_places(&layout);
    assert_eq!(layout.crossings(), 0);
    let row = |label: &str| layout.nodes.iter().find(|node| node.label == label).unwrap().row;
    for (provider, consumer) in [("a", "z"), ("b", "y"), ("c", "x"), ("d", "w")] {
        assert_eq!(
            row(provider),
            row(consumer),
            "{provider} and {consumer} stand side by side"
        );
    }
}

/// The same boxes and lanes in the same columns, but in order of number.
fn unordered(layout: &Layout) -> Layout {
    let mut rows: BTreeMap<(u32, u32), u32> = BTreeMap::new();
    let mut next = vec![0; layout.waves as usize];
    let mut give = |place: (u32, u32)| {
        rows.entry(place).or_insert_with(|| {
            next[place.0 as usize] += 1;
            next[place.0 as usize] - 1
        });
    };
    layout.nodes.iter().for_each(|node| give((node.wave, node.row)));
    let points = || layout.links.iter().flat_map(|link| &link.via);
    points().for_each(|point| give((point.wave, point.row)));
    let mut plain = layout.clone();
    for node in &mut plain.nodes {
        node.row = rows[&(node.wave, node.row)];
    }
    for point in plain.links.iter_mut().flat_map(|link| &mut link.via) {
        point.row = rows[&(point.wave, point.row)];
    }
    plain
}

#[test]
fn ordering_leaves_less_than_half_of_the_crossings() {
    for (seed, services, links) in [(1, 40, 60), (2, 80, 120), (3, 150, 200), (4, 150, 300)] {
        let plan = generate(seed, 0, services, links);
        let graph = Graph::of(&plan);
        let layout = graph.layout(&plan, graph.services());
        check_places(&layout);
        let (before, after) = (unordered(&layout).crossings(), layout.crossings());
        println!("{services} services, {links} links: {before} crossings in order of number, {after} drawn");
        assert!(after * 2 < before, "{before} crossings became {after}");
    }
}

#[test]
fn a_long_link_runs_straight() {
    let layout = drawn(
        "services a; b uses a; c uses b; d uses c; e uses d, a; f uses a; g uses f; h uses g; i uses h",
    );
    check_places(&layout);
    let long = layout.links.iter().find(|link| link.via.len() == 3).unwrap();
    let rows: Vec<u32> = long.via.iter().map(|point| point.row).collect();
    assert!(rows.iter().all(|row| *row == rows[0]), "{rows:?}");
}

#[test]
fn links_that_leave_a_box_alike_share_their_lane_until_they_part() {
    let layout = drawn("services a; b uses a; c uses b; d uses c, a; e uses c, a; f uses c; f uses a softly");
    check_places(&layout);
    let lanes: Vec<_> = layout.links.iter().filter(|link| link.via.len() == 2).collect();
    assert_eq!(lanes.len(), 3);
    assert_eq!(lanes[0].via, lanes[1].via);
    assert_ne!(
        lanes[0].via, lanes[2].via,
        "a soft link is drawn apart from hard ones"
    );
}

#[test]
fn a_cycle_stands_together_in_one_column() {
    let layout =
        drawn("services a; b; c; p uses a, s; q uses b; r uses c, p; s uses r; t uses p; u uses q; v uses s");
    check_places(&layout);
    let mut rows: Vec<u32> = layout
        .nodes
        .iter()
        .filter(|node| node.cycle)
        .map(|node| node.row)
        .collect();
    rows.sort_unstable();
    let between = layout
        .nodes
        .iter()
        .filter(|node| node.wave == 1 && !node.cycle && (rows[0]..rows[rows.len() - 1]).contains(&node.row));
    assert_eq!((rows.len(), between.count()), (3, 0));
}

#[test]
fn the_same_services_are_drawn_the_same_in_any_order() {
    let plan = generate(3, 0, 140, 400);
    let graph = Graph::of(&plan);
    let backwards: Vec<ServiceId> = graph.services().iter().rev().copied().collect();
    let layout = graph.layout(&plan, graph.services());
    check_places(&layout);
    assert_eq!(layout, graph.layout(&plan, &backwards));
}

#[test]
fn a_large_map_is_drawn_by_system() {
    let plan = generate(1, 0, 400, 1_200);
    let graph = Graph::of(&plan);
    let layout = graph.layout(&plan, graph.services());
    assert!(layout.collapsed);
    check_places(&layout);
    assert_eq!(layout.nodes.len(), 16);
    assert_eq!(
        layout.nodes.iter().map(|node| node.services.len()).sum::<usize>(),
        400
    );
    assert!(
        layout.waves > 1,
        "systems that need each other both ways still stand in columns"
    );
}

#[test]
fn no_map_has_more_boxes_than_an_eye_can_take() {
    let mut plan = generate(1, 0, 5_000, 9_000);
    let services: Vec<_> = plan.services.iter().cloned().collect();
    for (number, mut service) in services.into_iter().enumerate() {
        service.system = format!("System {}", number / 3);
        plan.put(service);
    }
    let graph = Graph::of(&plan);
    let layout = graph.layout(&plan, graph.services());
    assert_eq!(layout.nodes.len(), LARGEST_DRAWN);
    assert_eq!(layout.nodes.last().unwrap().label, "1518 other systems");
    let inside: usize = layout.nodes.iter().map(|node| node.services.len()).sum();
    assert_eq!(inside, 5_000);
}

fn picture(plan: &Plan, matrix: &Matrix) -> Vec<String> {
    let size = matrix.window.size;
    let line = |(place, row): (u32, &planning::graph::MatrixRow)| {
        let mut cells: Vec<char> = (0..size)
            .map(|column| if column == place { '\\' } else { '·' })
            .collect();
        for mark in matrix.marks.iter().filter(|mark| mark.consumer == place) {
            cells[mark.provider as usize] = if mark.wrong { '!' } else { '×' };
        }
        let name = plan.name_of(Subject::Service(row.service));
        format!("{} {name}", cells.into_iter().collect::<String>())
    };
    (0..).zip(&matrix.rows).map(line).collect()
}

fn matrix_of(plan: &Plan) -> Matrix {
    let graph = Graph::of(plan);
    graph.matrix(plan, graph.services(), MatrixWindow::default())
}

#[test]
fn the_matrix_has_providers_first_and_all_marks_on_one_side() {
    let plan = plan("services web uses shop; shop uses payments, ledger; payments uses ledger; ledger");
    let matrix = matrix_of(&plan);
    assert_eq!(
        picture(&plan, &matrix),
        [r"\··· ledger", r"×\·· payments", r"××\· shop", r"··×\ web"]
    );
    assert_eq!((matrix.total_marks, matrix.total_wrong), (4, 0));
    assert_eq!((matrix.rows[0].used_by, matrix.rows[2].needs), (2, 2));
}

#[test]
fn a_cycle_is_a_block_with_as_few_marks_on_the_wrong_side_as_can_be() {
    let plan = plan("services a; z uses c; b uses a, c; c uses d; d uses b");
    let matrix = matrix_of(&plan);
    let wrong: Vec<bool> = matrix.rows.iter().map(|row| row.cycle).collect();
    assert_eq!(wrong, [false, true, true, true, false]);
    assert_eq!((matrix.total_marks, matrix.total_wrong), (5, 1));
    let (row, column) = matrix.first_wrong[0];
    assert!(column > row, "above the diagonal");
    assert!(matrix.rows[row as usize].cycle && matrix.rows[column as usize].cycle);
}

#[test]
fn a_consumer_that_goes_first_by_agreement_is_not_on_the_wrong_side() {
    let plan =
        plan("services app uses schema first; tool uses app anytime; schema; app; tool; x uses y lockstep");
    let matrix = matrix_of(&plan);
    assert_eq!(matrix.total_wrong, 0, "{:#?}", picture(&plan, &matrix));
    let schema = matrix
        .marks
        .iter()
        .find(|mark| mark.provider > mark.consumer)
        .unwrap();
    let link = plan.dependencies.get(&schema.links[0]).unwrap();
    assert_ne!(link.order, DeployOrder::ProviderFirst);
}

#[test]
fn a_large_matrix_is_shown_in_windows_that_fit_together() {
    let plan = generate(2, 0, 900, 3_000);
    let graph = Graph::of(&plan);
    let part = |row, column| {
        let size = 300;
        graph.matrix(&plan, graph.services(), MatrixWindow { row, column, size })
    };
    let mut marks = 0;
    for row in [0, 300, 600] {
        for column in [0, 300, 600] {
            let part = part(row, column);
            assert_eq!((part.rows.len(), part.columns.len()), (300, 300));
            marks += part.marks.len() as u32;
            assert!(part.marks.iter().all(|mark| {
                (row..row + 300).contains(&mark.consumer) && (column..column + 300).contains(&mark.provider)
            }));
        }
    }
    let whole = part(0, 0);
    assert_eq!(marks, whole.total_marks);
    let beyond = graph.matrix(
        &plan,
        graph.services(),
        MatrixWindow {
            row: 9_999,
            column: 0,
            size: 9_999,
        },
    );
    assert_eq!(
        (beyond.window.row, beyond.window.size),
        (900 - LARGEST_MATRIX, LARGEST_MATRIX)
    );
}
