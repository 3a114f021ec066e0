//! Where hubs are found: the way from an address to a hub, so that stories can put hubs in memory in its place.

use super::{HubPlace, HubPlaceKind};
use async_trait::async_trait;
use std::sync::Arc;
use std::time::Duration;
use store::hub::share::{Judgement, judge_place};
use store::hub::{AddressFault, Hub, HubAddress, HubFault, HubIdentity, found_hub, open_hub};

/// Who visits, as others read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Who {
    /// Who, in words.
    pub author: String,
    /// On which computer.
    pub computer: String,
}

/// The way from an address to a hub.
#[async_trait]
pub trait Hubs: Send + Sync {
    /// The address as it may be kept: without a password.
    ///
    /// # Errors
    /// [`HubFault`] when it cannot be read.
    fn bare(&self, address: &str) -> Result<String, HubFault>;

    /// The hub in words people know.
    fn words(&self, address: &str) -> String;

    /// What the place is and whether it keeps a hub safe. Makes nothing.
    ///
    /// # Errors
    /// [`HubFault`] when the address cannot be read.
    async fn judge(&self, address: &str) -> Result<HubPlace, HubFault>;

    /// Opens the hub there.
    ///
    /// # Errors
    /// [`HubFault`] with a sentence.
    async fn open(&self, address: &str, who: &Who) -> Result<Arc<dyn Hub>, HubFault>;

    /// Founds a hub there.
    ///
    /// # Errors
    /// [`HubFault::Exists`] when there is one; any other [`HubFault`] with a sentence.
    async fn found(&self, address: &str, identity: &HubIdentity, who: &Who)
    -> Result<Arc<dyn Hub>, HubFault>;
}

/// How long the judging of a place waits for a share that hangs.
const PATIENCE: Duration = Duration::from_secs(10);

/// Hubs as they are: files on a share and PostgreSQL databases.
#[derive(Clone, Copy, Debug, Default)]
pub struct RealHubs;

#[async_trait]
impl Hubs for RealHubs {
    fn bare(&self, address: &str) -> Result<String, HubFault> {
        Ok(read(address)?.to_string())
    }

    fn words(&self, address: &str) -> String {
        read(address).map(|address| address.words()).unwrap_or_default()
    }

    async fn judge(&self, address: &str) -> Result<HubPlace, HubFault> {
        let address = read(address)?;
        match &address {
            HubAddress::Postgres(server) => {
                let place = format!("A PostgreSQL database on {}.", server.server());
                Ok(HubPlace::safe(address.to_string(), HubPlaceKind::Postgres, place))
            }
            HubAddress::File(path) => {
                let verdict = judge_place(path, PATIENCE).await?;
                let place = if verdict.remote {
                    format!("A file on a share ({}).", verdict.file_system)
                } else {
                    format!(
                        "A file on this computer ({}); others reach it only when the folder is shared.",
                        verdict.file_system
                    )
                };
                let mut place = HubPlace::safe(address.to_string(), HubPlaceKind::File, place);
                match verdict.judgement {
                    Judgement::Safe => {}
                    Judgement::Warn { sentence } => place.sentence = sentence,
                    Judgement::Refuse { what, way_out } => {
                        place.safe = false;
                        (place.sentence, place.way_out) = (what, way_out);
                    }
                }
                Ok(place)
            }
        }
    }

    async fn open(&self, address: &str, who: &Who) -> Result<Arc<dyn Hub>, HubFault> {
        open_hub(&read(address)?, &who.in_words()).await
    }

    async fn found(
        &self,
        address: &str,
        identity: &HubIdentity,
        who: &Who,
    ) -> Result<Arc<dyn Hub>, HubFault> {
        found_hub(&read(address)?, identity, &who.in_words()).await
    }
}

impl Who {
    fn in_words(&self) -> String {
        format!("{} on {}", self.author, self.computer)
    }
}

/// The address; a file's in full, so that it means the same wherever Slipway is started.
fn read(address: &str) -> Result<HubAddress, HubFault> {
    let parsed: HubAddress = address.parse().map_err(|fault: AddressFault| HubFault::NotAHub {
        // Never the address itself: a password may stand in it.
        place: "This address".to_owned(),
        what: fault.to_string(),
    })?;
    Ok(match parsed {
        HubAddress::File(path) => HubAddress::File(std::path::absolute(&path).unwrap_or(path)),
        other => other,
    })
}
