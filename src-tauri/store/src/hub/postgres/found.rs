//! Founding a hub, and looking at one before it is trusted.

use super::PostgresAddress;
use super::fault::fault;
use super::statement::{IDENTITY, LOOK, SCHEMA, Statements};
use crate::hub::{Head, HubFault, HubIdentity};
use sqlx::{Connection as _, Executor as _, PgConnection};

/// The tables this application reads and writes.
const FORMAT: i64 = 1;
/// This application.
const OURS: &str = env!("CARGO_PKG_VERSION");

/// Makes the schema, the tables and what keeps the journal final; all of it or nothing.
pub(super) async fn found(
    connection: &mut PgConnection,
    address: &PostgresAddress,
    identity: &HubIdentity,
) -> Result<(), HubFault> {
    let failed = |error: sqlx::Error| fault(&error, address);
    let schema = address.schema();
    let on = Statements::new(&schema);
    let mut tx = connection.begin().await.map_err(failed)?;
    // Two founders at once: the second sees the first one's hub.
    sqlx::query("SELECT pg_advisory_xact_lock(hashtext('slipway'), hashtext($1))")
        .bind(&schema)
        .execute(&mut *tx)
        .await
        .map_err(failed)?;
    let encoding: String = sqlx::query_scalar("SELECT current_setting('server_encoding')")
        .fetch_one(&mut *tx)
        .await
        .map_err(failed)?;
    if encoding != "UTF8" {
        return Err(HubFault::Unsafe {
            what: format!("The database keeps text as {encoding}, which can't hold every name."),
            way_out: "Use a database with the encoding UTF8.".into(),
        });
    }
    match look(&mut tx, address).await? {
        Found::Hub => {
            return Err(HubFault::Exists {
                place: address.to_string(),
            });
        }
        Found::SomethingElse => return Err(something_else(address)),
        Found::Empty => {}
        Found::Nothing => {
            sqlx::raw_sql(on.on("CREATE SCHEMA @"))
                .execute(&mut *tx)
                .await
                .map_err(failed)?;
        }
    }
    sqlx::raw_sql(on.on("SET LOCAL search_path TO @, pg_temp"))
        .execute(&mut *tx)
        .await
        .map_err(failed)?;
    sqlx::raw_sql(on.on(SCHEMA))
        .execute(&mut *tx)
        .await
        .map_err(failed)?;
    let start = Head::start();
    sqlx::query(on.on("INSERT INTO @.head (seq, hash) VALUES ($1, $2)"))
        .bind(start.seq)
        .bind(start.hash)
        .execute(&mut *tx)
        .await
        .map_err(failed)?;
    sqlx::query(
        on.on("INSERT INTO @.meta (format, hub, plan, name, founded_at, min_app)
               VALUES ($1, $2, $3, $4, $5, $6)"),
    )
    .bind(FORMAT)
    .bind(identity.hub.to_string())
    .bind(identity.plan.to_string())
    .bind(&identity.name)
    .bind(identity.founded_at.to_string())
    .bind(&identity.min_app)
    .execute(&mut *tx)
    .await
    .map_err(failed)?;
    tx.commit().await.map_err(failed)
}

/// Refuses what is not a hub of ours, whose statements do not fit, or which we may not use.
pub(super) async fn check(
    connection: &mut PgConnection,
    address: &PostgresAddress,
) -> Result<HubIdentity, HubFault> {
    match look(connection, address).await? {
        Found::Hub => {}
        Found::SomethingElse => return Err(something_else(address)),
        Found::Nothing | Found::Empty => {
            return Err(HubFault::Missing {
                place: address.to_string(),
            });
        }
    }
    let on = Statements::new(&address.schema());
    for statement in on.all() {
        connection
            .prepare(statement)
            .await
            .map_err(|error| fault(&error, address))?;
    }
    let facts: Facts = sqlx::query_as(on.on(IDENTITY))
        .fetch_one(connection)
        .await
        .map_err(|error| fault(&error, address))?;
    identity(facts)
}

/// Its one row of facts.
pub(super) type Facts = (i64, String, String, String, String, String);

/// Which plan it is for.
pub(super) fn identity(facts: Facts) -> Result<HubIdentity, HubFault> {
    let (format, hub, plan, name, founded_at, min_app) = facts;
    if format > FORMAT {
        return Err(newer(&min_app));
    }
    let broken = |what: &str| HubFault::Damaged {
        what: format!("its {what} can't be read"),
    };
    Ok(HubIdentity {
        hub: hub.parse().map_err(|_| broken("identity"))?,
        plan: plan.parse().map_err(|_| broken("plan"))?,
        name,
        founded_at: founded_at.parse().map_err(|_| broken("date"))?,
        min_app,
    })
}

/// Refuses to write with an application that is too old for the hub.
pub(super) fn writable(min_app: &str) -> Result<(), HubFault> {
    if numbers(min_app) > numbers(OURS) {
        Err(newer(min_app))
    } else {
        Ok(())
    }
}

/// What the hub says to an application that is too old.
pub(super) fn newer(needed: &str) -> HubFault {
    HubFault::Newer {
        needed: needed.to_owned(),
        ours: OURS.to_owned(),
    }
}

fn numbers(version: &str) -> Vec<u64> {
    version
        .split(['.', '-', '+'])
        .map_while(|part| part.parse().ok())
        .collect()
}

fn something_else(address: &PostgresAddress) -> HubFault {
    HubFault::NotAHub {
        place: address.to_string(),
        what: format!("the schema {} holds something else", address.schema()),
    }
}

/// What is in the schema.
enum Found {
    Nothing,
    Empty,
    Hub,
    SomethingElse,
}

async fn look(connection: &mut PgConnection, address: &PostgresAddress) -> Result<Found, HubFault> {
    let schema = address.schema();
    let row: Option<(bool, bool, bool)> = sqlx::query_as(LOOK)
        .bind(&schema)
        .fetch_optional(connection)
        .await
        .map_err(|error| fault(&error, address))?;
    match row {
        None => Ok(Found::Nothing),
        Some((false, ..)) => Err(HubFault::Denied {
            what: format!("this role has no rights in the schema {schema}"),
        }),
        Some((true, true, _)) => Ok(Found::Hub),
        Some((true, false, false)) => Ok(Found::Empty),
        Some((true, false, true)) => Ok(Found::SomethingElse),
    }
}
