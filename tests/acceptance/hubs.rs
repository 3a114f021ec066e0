//! Hubs in memory in place of shares and servers, with a line that can be cut.

use app::sharing::{HubPlace, HubPlaceKind, Hubs, Who};
use async_trait::async_trait;
use planning::journal::Entry;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use store::hub::{Checkpoint, Head, Hub, HubFault, HubIdentity, MemoryHub, Pulled, Pushed, Seen};

/// Where the line is cut.
#[derive(Clone, Debug, Default)]
pub struct Line {
    all: Arc<AtomicBool>,
    up: Arc<AtomicBool>,
}

impl Line {
    /// Nothing gets through, or everything.
    pub fn cut(&self, cut: bool) {
        self.all.store(cut, Ordering::SeqCst);
    }
    /// Nothing can be brought, but what others did can be fetched.
    pub fn cut_up(&self, cut: bool) {
        self.up.store(cut, Ordering::SeqCst);
    }
    fn hold(&self) -> Result<(), HubFault> {
        held(&self.all)
    }
}

fn held(cut: &AtomicBool) -> Result<(), HubFault> {
    if cut.load(Ordering::SeqCst) {
        return Err(HubFault::Unreachable {
            what: "the network cable is out".into(),
        });
    }
    Ok(())
}

/// Hubs in memory, by address.
#[derive(Clone, Debug, Default)]
pub struct MemoryHubs {
    hubs: Arc<Mutex<BTreeMap<String, MemoryHub>>>,
    /// The line from this computer to every hub.
    pub line: Line,
}

impl MemoryHubs {
    /// The same hubs from another computer, which has a line of its own.
    pub fn on_another_computer(&self) -> Self {
        Self {
            hubs: Arc::clone(&self.hubs),
            line: Line::default(),
        }
    }
    /// The hub's journal.
    pub fn entries(&self, address: &str) -> Vec<Entry> {
        self.hub(address).expect("a hub").entries()
    }
    /// The hub is restored from a backup that ends there.
    pub fn restore_backup(&self, address: &str, seq: i64) {
        self.hub(address).expect("a hub").forget_after(seq);
    }
    fn hub(&self, address: &str) -> Option<MemoryHub> {
        self.hubs.lock().expect("not poisoned").get(address).cloned()
    }
}

#[async_trait]
impl Hubs for MemoryHubs {
    fn bare(&self, address: &str) -> Result<String, HubFault> {
        Ok(address.to_owned())
    }
    fn words(&self, address: &str) -> String {
        format!("Memory {address}")
    }
    async fn judge(&self, address: &str) -> Result<HubPlace, HubFault> {
        Ok(HubPlace::safe(
            address.to_owned(),
            HubPlaceKind::File,
            "Memory.".into(),
        ))
    }
    async fn open(&self, address: &str, _who: &Who) -> Result<Arc<dyn Hub>, HubFault> {
        self.line.hold()?;
        let hub = self.hub(address).ok_or_else(|| HubFault::Missing {
            place: address.to_owned(),
        })?;
        Ok(Arc::new(Wired {
            hub,
            line: self.line.clone(),
        }))
    }
    async fn found(
        &self,
        address: &str,
        identity: &HubIdentity,
        who: &Who,
    ) -> Result<Arc<dyn Hub>, HubFault> {
        self.line.hold()?;
        if self.hub(address).is_some() {
            return Err(HubFault::Exists {
                place: address.to_owned(),
            });
        }
        let hub = MemoryHub::new(identity.clone());
        self.hubs
            .lock()
            .expect("not poisoned")
            .insert(address.to_owned(), hub);
        self.open(address, who).await
    }
}

/// A hub at the end of a line.
#[derive(Debug)]
struct Wired {
    hub: MemoryHub,
    line: Line,
}

#[async_trait]
impl Hub for Wired {
    async fn identity(&self) -> Result<HubIdentity, HubFault> {
        self.line.hold()?;
        self.hub.identity().await
    }
    async fn head(&self) -> Result<Head, HubFault> {
        self.line.hold()?;
        self.hub.head().await
    }
    async fn hash_at(&self, seq: i64) -> Result<Option<String>, HubFault> {
        self.line.hold()?;
        self.hub.hash_at(seq).await
    }
    async fn pull(&self, after: &Head, limit: u32) -> Result<Pulled, HubFault> {
        self.line.hold()?;
        self.hub.pull(after, limit).await
    }
    async fn push(&self, expected: &Head, entries: &[Entry]) -> Result<Pushed, HubFault> {
        self.line.hold()?;
        held(&self.line.up)?;
        self.hub.push(expected, entries).await
    }
    async fn note(&self, seen: &Seen, checkpoint: Option<&Checkpoint>) -> Result<(), HubFault> {
        self.line.hold()?;
        self.hub.note(seen, checkpoint).await
    }
    async fn moved(&self, since: &Head, at_most: Duration) -> Result<bool, HubFault> {
        self.line.hold()?;
        self.hub.moved(since, at_most).await
    }
}
