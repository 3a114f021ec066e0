//! Stands in for the operations while they are being written.

use serde::Serialize;
use std::path::PathBuf;
use tokio::sync::broadcast;

pub struct Instant(pub chrono::DateTime<chrono::Utc>);
impl Instant {
    pub fn new(at: chrono::DateTime<chrono::Utc>) -> Self {
        Self(at)
    }
}
pub trait Edge: Send + Sync {
    fn now(&self) -> Instant;
    fn mint(&self) -> uuid::Uuid;
    fn author(&self) -> String;
    fn home(&self) -> PathBuf;
}
#[derive(Clone, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Push {
    Plan,
}
#[derive(Clone, Debug, Serialize)]
pub struct WireFailure {
    pub sentence: String,
}
pub struct Desk(Box<dyn Edge>, broadcast::Sender<Push>);
impl Desk {
    pub fn new(edge: impl Edge + 'static) -> Self {
        Self(Box::new(edge), broadcast::channel(8).0)
    }
    pub async fn call(&self, name: &str, _: serde_json::Value) -> Result<serde_json::Value, WireFailure> {
        let _ = (
            self.0.now().0,
            self.0.mint(),
            self.0.author(),
            self.0.home(),
            self.1.send(Push::Plan),
        );
        Err(WireFailure {
            sentence: name.to_owned(),
        })
    }
    pub fn listen(&self) -> broadcast::Receiver<Push> {
        self.1.subscribe()
    }
    pub async fn path(&self) -> Option<PathBuf> {
        None
    }
    pub async fn sit_down_to(&self, _: Option<()>) {}
}
