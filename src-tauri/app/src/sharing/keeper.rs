//! The task that visits by itself while a plan is open: after a write, when the hub moves, and again when it was away.

use super::visitor::Visitor;
use crate::Push;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::broadcast::error::RecvError;
use tokio::task::JoinHandle;
use tokio::time::sleep;

/// Writes that follow one another closely travel together.
const TOGETHER: Duration = Duration::from_millis(300);
/// How long one look at the hub waits for it to move.
const LOOK: Duration = Duration::from_secs(1);
/// Looks between two visits that only ask who is there.
const LOOKS: u32 = 30;
/// The first pause after a hub that did not answer; each next is twice as long.
const SHORTEST_PAUSE: Duration = Duration::from_secs(1);
/// The longest.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// A running keeper. It ends when it is dropped.
pub(crate) struct Keeper(JoinHandle<()>);

impl Keeper {
    /// Starts to visit by itself.
    pub(crate) fn start(visitor: Arc<Visitor>) -> Self {
        Self(tokio::spawn(keep(visitor)))
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        self.0.abort();
    }
}

async fn keep(visitor: Arc<Visitor>) {
    let mut pause = SHORTEST_PAUSE;
    loop {
        match visitor.visit().await {
            Ok(_) => {
                pause = SHORTEST_PAUSE;
                until_there_is_a_reason(&visitor).await;
            }
            Err(fault) if fault.passes() => {
                tokio::select! {
                    () = sleep(pause) => {}
                    () = visitor.wake.notified() => {}
                }
                pause = (pause * 2).min(LONGEST_PAUSE);
            }
            // Not shared, or stopped until somebody does something.
            Err(_) => visitor.wake.notified().await,
        }
    }
}

/// Returns when something waits, when the hub moved or went away, when colleagues should hear of me, or when asked.
async fn until_there_is_a_reason(visitor: &Visitor) {
    let mut heard = visitor.pushes.subscribe();
    for _ in 0..LOOKS {
        let shared = match visitor.store.sharing().await {
            Ok(Some(sharing)) if sharing.waiting > 0 => return sleep(TOGETHER).await,
            Ok(Some(sharing)) => sharing.shared,
            Ok(None) | Err(_) => return,
        };
        tokio::select! {
            moved = visitor.hub_moves(&shared, LOOK) => {
                if !matches!(moved, Ok(false)) {
                    return;
                }
            }
            () = written(&mut heard) => {}
            () = visitor.wake.notified() => return,
        }
        if visitor.is_telling_due() {
            return;
        }
    }
}

async fn written(heard: &mut tokio::sync::broadcast::Receiver<Push>) {
    loop {
        match heard.recv().await {
            Ok(Push::Touched { .. }) | Err(RecvError::Lagged(_)) => return,
            Ok(_) => {}
            Err(RecvError::Closed) => std::future::pending().await,
        }
    }
}
