//! The plan of RO-23 with far too much in every place: long names, full lanes, a wide map.

use super::{at, release_plan};
use chrono::TimeDelta;
use planning::time::Window;
use report::value::*;

/// 300 characters of a German title.
pub fn long_title() -> String {
    "Überlange Bezeichnung eines Vorhabens mit vielen Wörtern "
        .repeat(6)
        .chars()
        .take(300)
        .collect()
}

/// A plan in which nothing fits at first.
pub fn crowded() -> ReleasePlanDocument {
    let long = long_title();
    let mut plan = release_plan();
    plan.cover.title.clone_from(&long);
    plan.cover.subtitle.clone_from(&long);
    plan.imprint.name.clone_from(&long);
    plan.imprint.organisation.clone_from(&long);
    for group in &mut plan.scope.groups.rows {
        group.title.clone_from(&long);
        for row in &mut group.rows {
            row.what = Prose::from(long.clone());
            row.owner = "W".repeat(300);
            row.reference = "CHG-".repeat(16);
        }
    }
    for approval in &mut plan.approvals.boxes.rows {
        approval.name.clone_from(&long);
        approval.role.clone_from(&long);
    }
    if let Part::Given(calendar) = &mut plan.calendar {
        calendar.lanes = (0..24).map(|lane| busy_lane(lane, 12)).collect();
        calendar.lanes[3] = busy_lane(3, 90);
        calendar.freezes[0].label.clone_from(&long);
        calendar.freezes[1].lanes = Some((20, 30));
    }
    if let Part::Given(night) = &mut plan.night {
        night.title.clone_from(&long);
        night.gates = (0..9)
            .map(|gate| Gate {
                at: at("2026-11-18T23:00:00Z") + TimeDelta::minutes(gate * 4),
                letter: format!("G{gate}"),
                kind: GateKind::Gate,
            })
            .collect();
    }
    if let Part::Given(map) = &mut plan.sequence.map {
        *map = wide_map();
    }
    plan
}

/// The plan with names from East Asia, upright and strong, alone and within Latin text.
pub fn abroad() -> ReleasePlanDocument {
    let mut plan = release_plan();
    let names = [
        (
            "田中 美咲",
            "決済ゲートウェイを 4.2 に更新する。夜間バッチは停止しない。",
        ),
        ("김민준", "결제 서비스를 4.2로 올립니다"),
        ("王小明", "支付网关升级到 4.2，夜间批处理不停"),
        ("Ελένη Παπαδοπούλου", "Ενημέρωση της πύλης 決済 και του Київ"),
    ];
    let rows = plan
        .scope
        .groups
        .rows
        .iter_mut()
        .flat_map(|group| &mut group.rows);
    for (row, (owner, what)) in rows.zip(names.iter().cycle()) {
        row.owner = (*owner).into();
        row.what = Prose(vec![
            Piece::Plain((*what).into()),
            Piece::Strong((*owner).into()),
            Piece::Code((*what).into()),
        ]);
    }
    for (approval, (owner, _)) in plan.approvals.boxes.rows.iter_mut().zip(names) {
        approval.name = owner.into();
    }
    plan
}

fn busy_lane(lane: i64, count: i64) -> Lane {
    let events = (0..count)
        .map(|event| {
            let start = at("2026-10-20T00:00:00Z") + TimeDelta::hours(event * (1_440 / count) + lane * 7);
            let minutes = u32::try_from(600 + 900 * ((event + lane) % 9)).unwrap_or(600);
            Event::Bar {
                window: Window::lasting(start, minutes),
                label: format!("Release {lane}.{event}"),
                number: None,
                solid: event % 2 == 0,
                hue: u8::try_from(lane % 6).unwrap_or(0),
                collides: event % 5 == 0,
            }
        })
        .collect();
    Lane {
        name: format!("Lane {lane} with a long name"),
        quiet: "on the same services".into(),
        events,
    }
}

fn wide_map() -> DependencyMap {
    let nodes: Vec<MapNode> = (0..48_u16)
        .map(|node| MapNode {
            reference: format!("CHG-{}", 3000 + node),
            title: format!("Service {node} with a name that needs two lines and more"),
            risk: Some(Risk::of(u8::try_from(node % 5).unwrap_or(0) + 1)),
            wave: node / 6,
            row: node % 6,
        })
        .collect();
    let links = (0..42)
        .map(|from| MapLink {
            from,
            to: (from + 6 + from % 4).min(47),
            via: vec![],
            critical: from % 7 == 0,
        })
        .chain([MapLink {
            from: 0,
            to: 47,
            via: (1..7).map(|wave| (wave, 6)).collect(),
            critical: false,
        }])
        .collect();
    DependencyMap {
        waves: (1..=8).map(|wave| format!("Wave {wave}")).collect(),
        nodes,
        links,
        alt: String::new(),
    }
}
