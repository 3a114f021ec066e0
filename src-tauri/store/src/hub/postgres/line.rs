//! The line to the server: two connections, deadlines on this side of it, and a new line when it broke.

use super::PostgresAddress;
use super::fault::{fault, no_answer};
use crate::hub::HubFault;
use sqlx::postgres::{PgConnectOptions, PgListener, PgPool, PgPoolOptions};
use sqlx::{ConnectOptions as _, Connection as _, PgConnection};
use std::future::Future;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// How long a server may take to answer the call.
const CONNECT: Duration = Duration::from_secs(5);
/// How long a visit may take in all. The server's own limits are shorter, but do not count when the network is dead.
const VISIT: Duration = Duration::from_secs(20);
/// One visits, one listens.
const CONNECTIONS: u32 = 2;

/// Connections that are made when needed and anew after each failure.
pub(super) struct Line {
    address: PostgresAddress,
    options: PgConnectOptions,
    pool: Mutex<PgPool>,
}

impl Line {
    /// Connects once, so that what is wrong with the address or the server is said exactly.
    pub(super) async fn open(address: &PostgresAddress) -> Result<(Self, PgConnection), HubFault> {
        let options = address.options().map_err(|error| HubFault::NotAHub {
            place: address.to_string(),
            what: error.to_string(),
        })?;
        let connection = tokio::time::timeout(CONNECT, options.connect())
            .await
            .map_err(|_| no_answer(address))?
            .map_err(|error| fault(&error, address))?;
        let line = Self {
            address: address.clone(),
            pool: Mutex::new(pool(&options)),
            options,
        };
        Ok((line, connection))
    }

    /// One visit. When it fails for want of an answer, the next one starts on a new line.
    pub(super) async fn visit<T, F>(&self, visit: impl FnOnce(PgPool) -> F + Send) -> Result<T, HubFault>
    where
        F: Future<Output = Result<T, sqlx::Error>> + Send,
    {
        let done = within(VISIT, &self.address, visit(self.pool())).await;
        if matches!(done, Err(HubFault::Unreachable { .. })) {
            self.renew();
        }
        done
    }

    /// A connection that listens on the channel.
    pub(super) async fn listen(&self, channel: &str) -> Result<PgListener, HubFault> {
        let pool = self.pool();
        self.visit(|_| async move {
            let mut listener = PgListener::connect_with(&pool).await?;
            listener.eager_reconnect(false);
            listener.listen(channel).await?;
            Ok(listener)
        })
        .await
    }

    fn pool(&self) -> PgPool {
        self.pool.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// A connection over a dead network keeps its place in the pool for minutes: another pool has free places.
    fn renew(&self) {
        let fresh = pool(&self.options);
        let old = std::mem::replace(
            &mut *self.pool.lock().unwrap_or_else(PoisonError::into_inner),
            fresh,
        );
        tokio::spawn(async move { tokio::time::timeout(CONNECT, old.close()).await });
    }
}

/// The work of a founder or joiner on their one connection, which is closed afterwards.
pub(super) async fn once<T>(
    address: &PostgresAddress,
    mut connection: PgConnection,
    work: impl AsyncFnOnce(&mut PgConnection) -> Result<T, HubFault>,
) -> Result<T, HubFault> {
    let done = tokio::time::timeout(VISIT, work(&mut connection))
        .await
        .unwrap_or_else(|_| Err(no_answer(address)));
    if tokio::time::timeout(CONNECT, connection.close()).await.is_err() {
        // The server closes it when it notices.
    }
    done
}

async fn within<T>(
    deadline: Duration,
    address: &PostgresAddress,
    work: impl Future<Output = Result<T, sqlx::Error>>,
) -> Result<T, HubFault> {
    tokio::time::timeout(deadline, work)
        .await
        .map_err(|_| no_answer(address))?
        .map_err(|error| fault(&error, address))
}

fn pool(options: &PgConnectOptions) -> PgPool {
    PgPoolOptions::new()
        .max_connections(CONNECTIONS)
        .acquire_timeout(CONNECT)
        .idle_timeout(Duration::from_secs(300))
        .connect_lazy_with(options.clone())
}
