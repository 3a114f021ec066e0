//! The system's keychain: Secret Service, Keychain Services or Credential Manager.

use keyring::v1::{Entry, Error};
use std::sync::Arc;

/// The keychain of this system.
pub(crate) fn system() -> Arc<dyn app::seal::Keychain> {
    Arc::new(System)
}

struct System;

impl System {
    fn entry() -> Result<Entry, String> {
        Entry::new("slipway", "signing key").map_err(|error| error.to_string())
    }
}

impl app::seal::Keychain for System {
    fn read(&self) -> Result<Option<Vec<u8>>, String> {
        match Self::entry()?.get_secret() {
            Ok(secret) => Ok(Some(secret)),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(error.to_string()),
        }
    }
    fn write(&self, secret: &[u8]) -> Result<(), String> {
        Self::entry()?
            .set_secret(secret)
            .map_err(|error| error.to_string())
    }
}
