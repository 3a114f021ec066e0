//! Writes a generated plan of 10,000 changes, 2,000 services and 20,000 links, and says how long each place takes, and a
//! write with what is asked again after it. A plan that is there already is taken as it is.
//!
//! `cargo run --release -p app --example large_plan -- large.slipway`

use app::{Desk, Edge};
use planning::journal::EntryDraft;
use planning::{EntryId, Instant};
use serde_json::{Value, json};
use std::path::PathBuf;
use std::time::Instant as Clock;
use store::Store;

struct DevEdge;

impl Edge for DevEdge {
    #[expect(clippy::disallowed_methods, reason = "this is an edge")]
    fn now(&self) -> Instant {
        Instant::new(chrono::Utc::now())
    }
    #[expect(clippy::disallowed_methods, reason = "this is an edge")]
    fn mint(&self) -> uuid::Uuid {
        uuid::Uuid::now_v7()
    }
    fn author(&self) -> String {
        "Deniz Aksoy".into()
    }
    fn home(&self) -> PathBuf {
        std::env::temp_dir()
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("Name the file to write.")?;
    if !std::path::Path::new(&path).exists() {
        generate(&path).await?;
    }
    let desk = Desk::new(DevEdge);
    timed(&desk, "open_plan", json!({ "path": path })).await?;
    timed(&desk, "frame", json!({})).await?;
    timed(&desk, "calendar", json!({})).await?;
    let releases = timed(&desk, "releases", json!({})).await?;
    timed(&desk, "map", json!({})).await?;
    timed(&desk, "services", json!({})).await?;
    timed(&desk, "board", json!({})).await?;
    timed(&desk, "freezes", json!({})).await?;
    timed(&desk, "findings", json!({})).await?;
    timed(&desk, "search", json!({ "text": "chg-12" })).await?;
    let open = releases
        .as_array()
        .and_then(|rows| rows.iter().rfind(|row| row["state"] == "planned"))
        .cloned();
    if let Some(open) = open {
        let id = &open["id"];
        timed(&desk, "release_card", json!({ "release": id })).await?;
        timed(&desk, "release_order", json!({ "release": id })).await?;
        timed(
            &desk,
            "preview_move",
            json!({ "release": id, "deploy_start": open["deploy"]["start"] }),
        )
        .await?;
        timed(
            &desk,
            "set_release_state",
            json!({ "release": id, "state": "locked" }),
        )
        .await?;
        timed(&desk, "frame", json!({})).await?;
    }
    // A link is judged, and what the map shows is asked again.
    let first = timed(&desk, "link_queue", json!({ "count": 1 })).await?;
    if let Some(link) = first.get(0).map(|one| one["link"].clone()) {
        timed(
            &desk,
            "judge_link",
            json!({ "dependency": link, "status": "confirmed" }),
        )
        .await?;
        timed(&desk, "frame", json!({})).await?;
        timed(&desk, "map", json!({})).await?;
        timed(&desk, "link_queue", json!({ "count": 1 })).await?;
    }
    Ok(())
}

async fn generate(path: &str) -> Result<(), Box<dyn std::error::Error>> {
    let plan = testkit::generate(7, 10_000, 2_000, 20_000);
    let draft = |sentence: &str| EntryDraft {
        id: EntryId(DevEdge.mint()),
        at: DevEdge.now(),
        author: DevEdge.author(),
        operation: "generate".into(),
        sentence: sentence.into(),
        undoable: false,
        undoes: None,
    };
    let store = Store::create(
        path,
        DevEdge.mint(),
        plan.settings(),
        draft("Started a generated plan"),
    )
    .await?;
    let mut tx = store.begin().await?;
    macro_rules! put {
        ($($table:ident),*) => { $(for record in &plan.$table { tx.put(record.clone())?; })* };
    }
    put!(
        teams,
        people,
        environments,
        services,
        dependencies,
        trains,
        departures,
        releases,
        changes,
        windows,
        freezes,
        exceptions,
        negotiations,
        offers,
        positions
    );
    let written = Clock::now();
    tx.commit(draft("Generated a large plan")).await?;
    println!("write {} ms", written.elapsed().as_millis());
    store.close().await;
    Ok(())
}

async fn timed(desk: &Desk, name: &str, question: Value) -> Result<Value, Box<dyn std::error::Error>> {
    let started = Clock::now();
    let answer = desk.call(name, question).await?;
    let bytes = answer.to_string().len();
    println!("{name} {} ms, {bytes} bytes", started.elapsed().as_millis());
    Ok(answer)
}
