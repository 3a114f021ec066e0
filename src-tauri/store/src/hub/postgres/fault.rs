//! What PostgreSQL says, as what it means for a shared plan.

use super::PostgresAddress;
use crate::hub::HubFault;
use sqlx::postgres::PgDatabaseError;
use std::io::ErrorKind;

/// Says whether to try again, whom to ask, or what to mend.
pub(super) fn fault(error: &sqlx::Error, at: &PostgresAddress) -> HubFault {
    let unreachable = |what: String| HubFault::Unreachable { what };
    match error {
        sqlx::Error::Database(said) => said.try_downcast_ref::<PgDatabaseError>().map_or_else(
            || unreachable(said.message().to_owned()),
            |said| server_says(said.code(), said.message(), at),
        ),
        sqlx::Error::Io(error) if error.kind() == ErrorKind::InvalidData => certificate(error, at),
        sqlx::Error::Io(error) => unreachable(format!("{} says: {error}", at.server())),
        sqlx::Error::Tls(error) if error.to_string().contains("does not support TLS") => HubFault::Unsafe {
            what: format!("{} does not encrypt.", at.server()),
            way_out: "Turn TLS on there; or add sslmode=disable to the address when the network between is \
                      yours alone."
                .into(),
        },
        sqlx::Error::Tls(error) => certificate(error.as_ref(), at),
        sqlx::Error::PoolTimedOut => no_answer(at),
        sqlx::Error::Configuration(error) => HubFault::NotAHub {
            place: at.to_string(),
            what: error.to_string(),
        },
        sqlx::Error::RowNotFound
        | sqlx::Error::Decode(_)
        | sqlx::Error::ColumnDecode { .. }
        | sqlx::Error::ColumnNotFound(_) => HubFault::Damaged {
            what: error.to_string(),
        },
        other => unreachable(other.to_string()),
    }
}

/// Nobody answered in time.
pub(super) fn no_answer(at: &PostgresAddress) -> HubFault {
    HubFault::Unreachable {
        what: format!("{} does not answer", at.server()),
    }
}

fn certificate(error: &dyn std::error::Error, at: &PostgresAddress) -> HubFault {
    HubFault::Unsafe {
        what: format!("{} does not prove who it is ({error}).", at.server()),
        way_out:
            "Name the authority's certificate with sslrootcert=… in the address, or ask whoever runs the \
                  server."
                .into(),
    }
}

/// By SQLSTATE, because the message is in the server's language.
fn server_says(code: &str, message: &str, at: &PostgresAddress) -> HubFault {
    let place = at.to_string();
    let what = message.to_owned();
    match code {
        // A wrong password, an unknown role, no line in pg_hba.conf, no right, a replica.
        code if code.starts_with("28") => HubFault::Denied { what },
        "42501" | "25006" => HubFault::Denied { what },
        // No database, no schema, no table.
        "3D000" | "3F000" | "42P01" => HubFault::Missing { place },
        // A table that is not ours.
        code if code.starts_with("42") => HubFault::NotAHub { place, what },
        // The lock of the head is held for longer than a visit waits.
        "55P03" | "40P01" | "40001" => HubFault::Busy {
            who: "A colleague".into(),
        },
        // A line that is there already or does not fit; a page that cannot be read.
        code if code.starts_with("23") || code.starts_with("XX") => HubFault::Damaged { what },
        _ => HubFault::Unreachable { what },
    }
}
