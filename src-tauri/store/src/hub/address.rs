//! Where a hub is, as people write it: a file on a share, or a PostgreSQL database.

use super::{Hub, HubFault, HubIdentity, PostgresAddress, PostgresHub, ShareHub};
use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;
use std::sync::Arc;

/// Why an address cannot be read. Never holds the address: a password may stand in it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("This address can't be read: {why}.")]
pub struct AddressFault {
    why: String,
}

impl AddressFault {
    pub(super) fn new(why: String) -> Self {
        Self { why }
    }
}

impl From<AddressFault> for HubFault {
    fn from(fault: AddressFault) -> Self {
        Self::NotAHub {
            place: "This address".into(),
            what: fault.why,
        }
    }
}

/// Where a hub is. Written without a password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HubAddress {
    /// A file on a team share.
    File(PathBuf),
    /// A schema of a PostgreSQL database.
    Postgres(PostgresAddress),
}

impl HubAddress {
    /// The hub in words, for the status bar and the dialogs.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::File(path) => format!("Team share {}", path.display()),
            Self::Postgres(address) => address.words(),
        }
    }
}

impl FromStr for HubAddress {
    type Err = AddressFault;

    fn from_str(text: &str) -> Result<Self, AddressFault> {
        let text = text.trim();
        if text.is_empty() {
            Err(AddressFault::new("it is empty".into()))
        } else if PostgresAddress::is_meant(text) {
            text.parse().map(Self::Postgres)
        } else if let Some((scheme, _)) = text.split_once("://") {
            Err(AddressFault::new(format!(
                "a hub is a file or starts with postgres://, not with {scheme}://"
            )))
        } else {
            Ok(Self::File(PathBuf::from(text)))
        }
    }
}

impl fmt::Display for HubAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => path.display().fmt(f),
            Self::Postgres(address) => address.fmt(f),
        }
    }
}

/// Opens the hub at the address. `who` is who others read about while we save, e.g. `Ines Costa on LT-0417`.
///
/// # Errors
/// [`HubFault`] with a sentence.
pub async fn open_hub(address: &HubAddress, who: &str) -> Result<Arc<dyn Hub>, HubFault> {
    match address {
        HubAddress::File(path) => Ok(Arc::new(ShareHub::open(path, who.into()).await?)),
        HubAddress::Postgres(address) => Ok(Arc::new(PostgresHub::open(address).await?)),
    }
}

/// Founds a hub at the address, where there must be none.
///
/// # Errors
/// [`HubFault::Exists`] when there is one; any other [`HubFault`] with a sentence.
pub async fn found_hub(
    address: &HubAddress,
    identity: &HubIdentity,
    who: &str,
) -> Result<Arc<dyn Hub>, HubFault> {
    match address {
        HubAddress::File(path) => Ok(Arc::new(ShareHub::found(path, identity, who.into()).await?)),
        HubAddress::Postgres(address) => Ok(Arc::new(PostgresHub::found(address, identity).await?)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_file_unless_it_starts_with_postgres() {
        let file = |text: &str| matches!(text.parse::<HubAddress>(), Ok(HubAddress::File(_)));
        assert!(file(r"C:\Teams\Release\plan.hub"));
        assert!(file(r"\\files\release\plan.hub"));
        assert!(file("/mnt/team/postgres/plan.hub"));
        let text = " PostgreSQL://ann:pw@db.example.org/plans "
            .parse::<HubAddress>()
            .unwrap();
        assert_eq!(text.to_string(), "postgresql://ann@db.example.org/plans");
        assert_eq!(text.words(), "PostgreSQL plans on db.example.org:5432");
        assert!("https://example.org/hub".parse::<HubAddress>().is_err());
        assert!("".parse::<HubAddress>().is_err());
    }
}
