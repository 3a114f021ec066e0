//! Writes the sample documents of an invented retailer, and a 5,000-row plan, and says what they cost.
//!
//! `cargo run --release -p report --example sample_pages -- out`, with a name (`plan-5000`) for one of them alone;
//! `rows-5000` writes the rows of the large plan's scope for other programs to set.

mod halden;

use report::value::{Piece, Profile, Risk, ScopeRow};
use report::{
    CabDeckDocument, MinutesDocument, ReleasePlanDocument, cab_deck_pdf, minutes_pdf, release_plan_pdf,
};
use serde_json::json;
use std::path::Path;
use std::time::Instant;

/// Makes a plan.
type Plan = fn() -> ReleasePlanDocument;
/// Makes a deck.
type Deck = fn() -> CabDeckDocument;
/// Makes minutes.
type Minutes = fn() -> MinutesDocument;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let out = std::env::args().nth(1).unwrap_or_else(|| "out".into());
    let only = std::env::args().nth(2);
    let out = Path::new(&out);
    std::fs::create_dir_all(out)?;
    let wanted = |name: &str| only.as_deref().is_none_or(|only| only == name);
    let letter = || {
        let mut plan = halden::release_plan();
        plan.imprint.paper = report::value::Paper::Letter;
        plan
    };
    let plans: [(&str, Plan); 6] = [
        ("plan", halden::release_plan),
        ("plan-24", || halden::grown(24)),
        ("plan-5000", || halden::grown(5_000)),
        ("empty", halden::empty_plan),
        ("crowded", halden::crowded),
        ("abroad", halden::abroad),
    ];
    for (name, plan) in plans {
        if wanted(name) {
            write(out, name, || release_plan_pdf(&plan(), &mut ()))?;
        }
    }
    if wanted("plan-letter") {
        write(out, "plan-letter", || release_plan_pdf(&letter(), &mut ()))?;
    }
    for (name, profile) in [
        ("executive", Profile::Executive),
        ("board", Profile::Board),
        ("runbook", Profile::Runbook),
        ("vendor", Profile::Vendor),
    ] {
        if wanted(name) {
            let mut plan = halden::release_plan();
            plan.profile = profile;
            plan.left_out = vec!["Names of people.".into(), "Services of others.".into()];
            write(out, name, || release_plan_pdf(&plan, &mut ()))?;
        }
    }
    if only.as_deref() == Some("rows-5000") {
        std::fs::write(
            out.join("rows-5000.json"),
            rows(&halden::grown(5_000)).to_string(),
        )?;
    }
    let decks: [(&str, Deck); 2] = [("deck", halden::cab_deck), ("deck-empty", halden::empty_deck)];
    for (name, deck) in decks {
        if wanted(name) {
            write(out, name, || cab_deck_pdf(&deck(), &mut ()))?;
        }
    }
    if wanted("deck") {
        std::fs::write(out.join("deck.pptx"), report::cab_deck_pptx(&halden::cab_deck()))?;
        std::fs::write(
            out.join("deck-empty.pptx"),
            report::cab_deck_pptx(&halden::empty_deck()),
        )?;
    }
    let minutes: [(&str, Minutes); 2] = [
        ("minutes", halden::minutes),
        ("minutes-empty", halden::empty_minutes),
    ];
    for (name, minutes) in minutes {
        if wanted(name) {
            write(out, name, || minutes_pdf(&minutes(), &mut ()))?;
        }
    }
    Ok(())
}

/// What the scope table says, by wave: each cell a strong and a quiet text, as long as the table shows it.
fn rows(plan: &ReleasePlanDocument) -> serde_json::Value {
    let cells = |row: &ScopeRow| {
        // A low risk among many is shown without its reason and kind.
        let low = row.risk.is_some_and(|risk| risk < Risk::Medium);
        let second = |text: &str| if low { String::new() } else { text.to_owned() };
        let what: String = row
            .what
            .0
            .iter()
            .map(|piece| match piece {
                Piece::Plain(text) | Piece::Strong(text) | Piece::Code(text) => text.as_str(),
            })
            .collect();
        let risk = row
            .risk
            .map_or(String::new(), |risk| format!("{}", risk as u8 + 1));
        let minutes = row
            .back_out_minutes
            .map_or(String::new(), |minutes| minutes.to_string());
        let board = if low {
            row.owner.as_str()
        } else {
            row.board.label.as_str()
        };
        json!([
            [row.reference, second(&row.kind)],
            [what, second(&row.why)],
            [risk, ""],
            [row.hurts, ""],
            [minutes, ""],
            [row.tests, ""],
            [board, second(&row.owner)],
        ])
    };
    let groups: Vec<_> = plan
        .scope
        .groups
        .rows
        .iter()
        .map(|group| {
            let rows: Vec<_> = group.rows.iter().map(cells).collect();
            json!({ "title": group.title, "quiet": group.quiet, "rows": rows })
        })
        .collect();
    json!(groups)
}

fn write(
    out: &Path,
    name: &str,
    make: impl FnOnce() -> Result<Vec<u8>, report::ReportFault>,
) -> Result<(), Box<dyn std::error::Error>> {
    let began = Instant::now();
    let bytes = make()?;
    let took = began.elapsed().as_millis();
    let path = out.join(format!("{name}.pdf"));
    std::fs::write(&path, &bytes)?;
    println!(
        "{}: {} KB in {took} ms, peak {} MB",
        path.display(),
        bytes.len() / 1024,
        peak_megabytes()
    );
    Ok(())
}

/// The most memory this process ever held, where the system tells it.
fn peak_megabytes() -> u64 {
    std::fs::read_to_string("/proc/self/status")
        .ok()
        .and_then(|status| {
            let line = status.lines().find(|line| line.starts_with("VmHWM:"))?.to_owned();
            line.split_whitespace().nth(1)?.parse::<u64>().ok()
        })
        .map_or(0, |kilobytes| kilobytes / 1024)
}
