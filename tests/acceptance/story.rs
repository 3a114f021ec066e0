//! The desk of a story: a plan file in a temporary folder, a clock that stands still until told, counted ids.

use app::sharing::{Hubs, RealHubs};
use app::{Desk, Edge, WireFailure};
use planning::Instant;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use uuid::Uuid;

/// What to import for OpenStack's Epoxy cycle; none with a line where the input is not there.
pub fn epoxy() -> Option<Value> {
    let data = tests::real_input("openstack")?;
    Some(json!({ "path": data.join("releases"), "release": "epoxy",
        "extras": [data.join("governance"), data.join("derived")] }))
}

/// Tuesday 6 October 2026, 11:57 in Berlin.
const START: &str = "2026-10-06T09:57:00Z";

#[derive(Clone)]
struct StillEdge {
    home: PathBuf,
    now: Arc<AtomicI64>,
    minted: Arc<AtomicU64>,
    author: String,
    /// Tells the ids of one computer from those of another.
    number: u8,
    hubs: Arc<dyn Hubs>,
}

impl Edge for StillEdge {
    fn now(&self) -> Instant {
        Instant::from_unix(self.now.load(Ordering::SeqCst)).expect("a time of this century")
    }
    fn mint(&self) -> Uuid {
        // Version 7 with a counted tail: in order of minting, the same in every run.
        let number = self.minted.fetch_add(1, Ordering::SeqCst) + 1;
        let computer = u128::from(self.number) << 40;
        Uuid::from_u128(0x0199_0000_0000_7000_8000_0000_0000_0000 | computer | u128::from(number))
    }
    fn author(&self) -> String {
        self.author.clone()
    }
    fn computer(&self) -> String {
        format!("LT-{:04}", self.number)
    }
    fn hubs(&self) -> Arc<dyn Hubs> {
        Arc::clone(&self.hubs)
    }
    fn home(&self) -> PathBuf {
        self.home.clone()
    }
}

/// A desk with its folder.
pub struct Story {
    /// The desk.
    pub desk: Desk,
    edge: StillEdge,
    folder: tempfile::TempDir,
}

impl Story {
    /// A desk without a plan.
    pub fn new() -> Self {
        Self::of("Deniz Aydin", 0, Arc::new(RealHubs))
    }

    /// The desk of somebody in a team, on a computer of their own.
    pub fn of(author: &str, number: u8, hubs: Arc<dyn Hubs>) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let now = START.parse::<Instant>().expect("a time").unix();
        let edge = StillEdge {
            home: folder.path().join("home"),
            now: Arc::new(AtomicI64::new(now)),
            minted: Arc::default(),
            author: author.to_owned(),
            number,
            hubs,
        };
        // The same pen in every run, so that a story's entries are the same to the last digit.
        std::fs::create_dir_all(&edge.home).expect("a home");
        std::fs::write(edge.home.join("key"), format!("{:02x}", 7 + number).repeat(32)).expect("a key");
        Self {
            desk: Desk::new(edge.clone()),
            edge,
            folder,
        }
    }

    /// The same desk as the window has it: it visits its hub by itself.
    pub fn living(mut self) -> Self {
        self.desk = Desk::new(self.edge.clone()).visiting_by_itself();
        self
    }

    /// A desk with a fresh sample plan.
    pub async fn with_sample() -> Self {
        let story = Self::new();
        story.ask("open_sample", Value::Null).await;
        story
    }

    /// A desk with an empty plan.
    pub async fn with_empty_plan() -> Self {
        let story = Self::new();
        story
            .ask(
                "new_plan",
                json!({ "path": story.path("plan.slipway"), "name": "Epoxy" }),
            )
            .await;
        story
    }

    /// A desk with OpenStack's Epoxy cycle imported; none with a line where the input is not there.
    pub async fn with_epoxy() -> Option<Self> {
        let source = epoxy()?;
        let story = Self::with_empty_plan().await;
        story.ask("apply_import", source).await;
        Some(story)
    }

    /// A path in the story's folder.
    pub fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_string_lossy().into_owned()
    }

    /// Lets time pass.
    pub fn wait_minutes(&self, minutes: i64) {
        self.edge.now.fetch_add(minutes * 60, Ordering::SeqCst);
    }

    /// A second desk, as after a restart: same folder, same clock, ids go on.
    pub fn restarted(&self) -> Desk {
        Desk::new(self.edge.clone())
    }

    /// Asks, and expects an answer.
    pub async fn ask(&self, name: &str, question: Value) -> Value {
        self.desk
            .call(name, question)
            .await
            .unwrap_or_else(|failure| panic!("{name}: {failure:?}"))
    }

    /// Asks, and expects a failure.
    pub async fn refused(&self, name: &str, question: Value) -> WireFailure {
        match self.desk.call(name, question).await {
            Ok(answer) => panic!("{name} was answered: {answer}"),
            Err(failure) => failure,
        }
    }

    /// The row of a list whose field has the value.
    pub fn find<'a>(list: &'a Value, field: &str, value: &str) -> &'a Value {
        let rows = list.as_array().unwrap_or_else(|| panic!("not a list: {list}"));
        rows.iter()
            .find(|row| row[field] == value)
            .unwrap_or_else(|| panic!("no {field} {value}"))
    }
}
