//! Work on a share runs on a thread of its own, with a deadline: a share that hangs strands that thread and no other.

use super::trouble;
use crate::hub::HubFault;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;
use tokio::sync::{OwnedMutexGuard, oneshot};
use tokio::time::timeout;

/// One thread at a time is at a file. While it hangs, nobody follows it there.
pub(super) type Gate = Arc<tokio::sync::Mutex<()>>;

static GATES: Mutex<BTreeMap<PathBuf, Weak<tokio::sync::Mutex<()>>>> = Mutex::new(BTreeMap::new());

/// The gate of a file, the same for everybody in this process.
pub(super) fn gate(path: &Path) -> Gate {
    let mut gates = GATES.lock().unwrap_or_else(PoisonError::into_inner);
    gates.retain(|_, gate| gate.strong_count() > 0);
    if let Some(gate) = gates.get(path).and_then(Weak::upgrade) {
        return gate;
    }
    let gate = Gate::default();
    gates.insert(path.to_path_buf(), Arc::downgrade(&gate));
    gate
}

/// Does the job on a thread of its own, once the gate is free. The job may ask whether anybody still waits for it.
pub(super) async fn on_thread<T: Send + 'static>(
    gate: &Gate,
    deadline: Duration,
    job: impl FnOnce(&dyn Fn() -> bool) -> Result<T, HubFault> + Send + 'static,
) -> Result<T, HubFault> {
    let in_time = async {
        let guard = Arc::clone(gate).lock_owned().await;
        answer(guard, job)?
            .await
            .unwrap_or_else(|_| Err(trouble::unreachable("the visit broke off")))
    };
    timeout(deadline, in_time).await.unwrap_or_else(|_| {
        let seconds = deadline.as_secs_f64();
        Err(trouble::unreachable(format!("no answer within {seconds} s")))
    })
}

fn answer<T: Send + 'static>(
    guard: OwnedMutexGuard<()>,
    job: impl FnOnce(&dyn Fn() -> bool) -> Result<T, HubFault> + Send + 'static,
) -> Result<oneshot::Receiver<Result<T, HubFault>>, HubFault> {
    let (sender, receiver) = oneshot::channel();
    std::thread::Builder::new()
        .name("slipway-share".into())
        .spawn(move || {
            let done = job(&|| sender.is_closed());
            drop(guard);
            // Who does not wait any more does not hear it.
            sender.send(done).ok();
        })
        .map_err(|error| trouble::unreachable(error.to_string()))?;
    Ok(receiver)
}
