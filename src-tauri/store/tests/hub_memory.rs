//! The hub in memory keeps the contract of hubs.

mod hub_contract;

use hub_contract::{CONTRACT, identity, one_handle, two_handles};
use store::hub::MemoryHub;

#[tokio::test]
async fn the_hub_in_memory_keeps_the_contract() {
    for name in CONTRACT {
        one_handle(name, &MemoryHub::new(identity())).await;
    }
    let hub = MemoryHub::new(identity());
    two_handles(&hub, &hub.clone()).await;
}
