//! What the system or SQLite says about a share, as a fault with a sentence.

use crate::fault::primary_code;
use crate::hub::HubFault;
use std::io::ErrorKind;
use std::path::Path;

/// No answer, or none in time.
pub(super) fn unreachable(what: impl Into<String>) -> HubFault {
    HubFault::Unreachable { what: what.into() }
}

pub(super) fn denied(what: impl Into<String>) -> HubFault {
    HubFault::Denied { what: what.into() }
}

/// A file of the share could not be read or written.
pub(super) fn system(path: &Path, error: &std::io::Error) -> HubFault {
    let place = path.display();
    match error.kind() {
        ErrorKind::NotFound => HubFault::Missing {
            place: place.to_string(),
        },
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => denied(format!("the disk of {place} is full")),
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            denied(format!("{place} may not be written here ({error})"))
        }
        _ => unreachable(format!("{place}: {error}")),
    }
}

/// SQLite could not read or write the hub.
pub(super) fn database(path: &Path, error: &sqlx::Error) -> HubFault {
    let place = path.display();
    let what = error
        .as_database_error()
        .map_or_else(|| error.to_string(), |error| error.message().to_owned());
    match primary_code(error) {
        Some(5 | 6) => HubFault::Busy {
            who: "Another program".into(),
        },
        Some(13) => denied(format!("the disk of {place} is full")),
        Some(3 | 8 | 23) => denied(format!("{place} may not be written here ({what})")),
        Some(1 | 11 | 19 | 20 | 26) => HubFault::Damaged { what },
        _ => unreachable(format!("{place}: {what}")),
    }
}

/// SQLite cannot make sense of the file. On a share that may be an old piece of it in the cache.
pub(super) fn is_malformed(error: &sqlx::Error) -> bool {
    matches!(primary_code(error), Some(11 | 26))
}
