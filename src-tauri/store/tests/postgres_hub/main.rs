//! The hub in PostgreSQL, on a throw-away server: the contract of hubs, roles and rights, broken lines.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod crowd;
#[path = "../hub_contract/mod.rs"]
mod hub_contract;

use hub_contract::{CONTRACT, checkpoint, entries_after, head_of, identity, one_handle, seen, two_handles};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use store::hub::{
    Head, Hub, HubAddress, HubFault, PostgresAddress, PostgresHub, Pushed, found_hub, open_hub,
};
use testkit::postgres::Server;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};

fn address(text: &str) -> PostgresAddress {
    text.parse().unwrap()
}

async fn found(address: &str) -> PostgresHub {
    PostgresHub::found(&self::address(address), &identity())
        .await
        .unwrap()
}

async fn open(address: &str) -> Result<PostgresHub, HubFault> {
    PostgresHub::open(&self::address(address)).await
}

fn database_of(address: &str) -> &str {
    address.rsplit_once('/').unwrap().1
}

#[tokio::test]
async fn the_hub_in_postgresql_keeps_the_contract() {
    let Some(server) = Server::shared() else { return };
    let database = server.database();
    for name in CONTRACT {
        one_handle(name, &found(&format!("{database}?hub={name}")).await).await;
    }
    let mine = found(&database).await;
    let theirs = open(&database).await.unwrap();
    two_handles(&mine, &theirs).await;
}

#[tokio::test]
async fn two_hubs_in_one_database_do_not_mix() {
    let Some(server) = Server::shared() else { return };
    let database = server.database();
    let (one, other) = (
        found(&format!("{database}?hub=q4")).await,
        found(&format!("{database}?hub=q1")).await,
    );
    let first = entries_after(&Head::start(), 0, 2);
    one.push(&Head::start(), &first).await.unwrap();
    one.note(&seen("a", 2), Some(&checkpoint("a", &head_of(&first))))
        .await
        .unwrap();
    assert_eq!(other.head().await.unwrap(), Head::start());
    let pulled = other.pull(&Head::start(), 10).await.unwrap();
    assert_eq!(
        (pulled.entries.len(), pulled.seen.len(), pulled.checkpoints.len()),
        (0, 0, 0)
    );
    other.push(&Head::start(), &first).await.unwrap();
    assert_eq!(one.head().await.unwrap(), head_of(&first));
}

#[tokio::test]
async fn what_is_not_a_hub_is_told_from_one() {
    let Some(server) = Server::shared() else { return };
    let database = server.database();
    let name = database_of(&database);
    let code = |done: Result<PostgresHub, HubFault>| done.unwrap_err().code();
    assert_eq!(code(open(&database).await), "hub-missing");
    assert_eq!(
        code(open(&server.address("owner", "owners-secret", "no_such_database")).await),
        "hub-missing"
    );
    found(&database).await;
    assert_eq!(
        code(PostgresHub::found(&address(&database), &identity()).await),
        "hub-exists"
    );
    open(&database).await.unwrap();
    server.sql(
        name,
        "CREATE SCHEMA slipway_books; CREATE TABLE slipway_books.sales (sum BIGINT)",
    );
    let books = format!("{database}?hub=books");
    assert_eq!(code(open(&books).await), "not-a-hub");
    assert_eq!(
        code(PostgresHub::found(&address(&books), &identity()).await),
        "not-a-hub"
    );
    // An empty schema that somebody made for us is where the hub goes.
    server.sql(name, "CREATE SCHEMA slipway_made");
    found(&format!("{database}?hub=made")).await;
    // Every statement is tried before a hub is trusted.
    server.sql(name, "ALTER TABLE slipway.seen RENAME COLUMN member TO person");
    assert_eq!(code(open(&database).await), "not-a-hub");
}

#[tokio::test]
async fn founding_twice_at_once_makes_one_hub() {
    let Some(server) = Server::shared() else { return };
    let database = server.database();
    let to = address(&database);
    let identity = identity();
    let (one, other) = tokio::join!(
        PostgresHub::found(&to, &identity),
        PostgresHub::found(&to, &identity)
    );
    let codes: Vec<_> = [one, other]
        .map(|hub| hub.map_or_else(|fault| fault.code(), |_| "founded"))
        .into();
    assert!(
        codes.contains(&"founded") && codes.contains(&"hub-exists"),
        "{codes:?}"
    );
}

#[tokio::test]
async fn a_newer_hub_is_read_but_not_written() {
    let Some(server) = Server::shared() else { return };
    let database = server.database();
    let mut newer = identity();
    newer.min_app = "9.1.0".into();
    PostgresHub::found(&address(&database), &newer).await.unwrap();
    let hub = open(&database).await.unwrap();
    let fault = hub
        .push(&Head::start(), &entries_after(&Head::start(), 0, 1))
        .await
        .unwrap_err();
    assert!(
        matches!(&fault, HubFault::Newer { needed, .. } if needed == "9.1.0"),
        "{fault}"
    );
    assert_eq!(hub.head().await.unwrap(), Head::start());
    server.sql(database_of(&database), "UPDATE slipway.meta SET format = 2");
    assert_eq!(open(&database).await.unwrap_err().code(), "hub-newer");
}

#[tokio::test]
async fn a_wrong_password_is_denied_and_never_repeated() {
    let Some(server) = Server::shared() else { return };
    let database = server.database();
    found(&database).await;
    for address in [
        server.address("owner", "gu3ssed", database_of(&database)),
        server.address("nobody_known", "gu3ssed", database_of(&database)),
    ] {
        let fault = open(&address).await.unwrap_err();
        assert_eq!(fault.code(), "hub-denied");
        assert!(!format!("{fault} {fault:?}").contains("gu3ssed"));
    }
    let hub = open(&database).await.unwrap();
    assert!(!format!("{hub:?} {}", hub.address_without_password()).contains("secret"));
    assert_eq!(
        hub.address_without_password(),
        database.replace(":owners-secret", "")
    );
}

#[tokio::test]
async fn nobody_answering_is_said_within_seconds() {
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let silent = silent.local_addr().unwrap().port();
    let deaf = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = deaf.local_addr().unwrap().port();
    for address in [
        format!("postgres://ann:pw@127.0.0.1:{silent}/plans"),
        format!("postgres://ann:pw@127.0.0.1:{port}/plans"),
        "postgres://ann:pw@no-such-host.invalid/plans".to_owned(),
    ] {
        let begun = Instant::now();
        let fault = open(&address).await.unwrap_err();
        assert_eq!(fault.code(), "hub-unreachable", "{fault}");
        assert!(
            begun.elapsed() < Duration::from_secs(8),
            "{address}: {:?}",
            begun.elapsed()
        );
        assert!(!fault.to_string().contains("pw@"), "{fault}");
    }
    drop(deaf);
}

/// The statements to paste, as `docs/SHARING.md` gives them.
fn pasted(heading: &str, database: &str) -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/SHARING.md");
    let text = std::fs::read_to_string(path).unwrap();
    let (_, after) = text.split_once(&format!("-- {heading}\n")).unwrap();
    let (block, _) = after.split_once("```").unwrap();
    block.replace("DATABASE plans", &format!("DATABASE {database}"))
}

#[tokio::test]
async fn a_role_with_a_member_s_rights_can_do_everything_a_member_needs_and_nothing_to_the_journal() {
    // Roles belong to the whole server, so this one is the test's own.
    let Some(server) = Server::own() else { return };
    let owner = server.database();
    let name = database_of(&owner).to_owned();
    server.sql(&name, &pasted("before the hub is founded", &name));
    server.sql(&name, "ALTER ROLE slipway_owner PASSWORD 'founders'");
    let founder = server.address("slipway_owner", "founders", &name);
    found(&founder).await;
    server.sql(&name, &pasted("after the hub is founded", &name));
    server.sql(
        &name,
        "CREATE ROLE ann LOGIN PASSWORD 'anns' IN ROLE release_team; \
                       CREATE ROLE eve LOGIN PASSWORD 'eves'; GRANT CONNECT ON DATABASE plans TO eve"
            .replace("DATABASE plans", &format!("DATABASE {name}"))
            .as_str(),
    );
    // Everything a member needs.
    let hub = open(&server.address("ann", "anns", &name)).await.unwrap();
    let first = entries_after(&Head::start(), 0, 3);
    assert_eq!(hub.identity().await.unwrap(), identity());
    assert_eq!(hub.push(&Head::start(), &first).await.unwrap(), Pushed::Done);
    assert_eq!(hub.pull(&Head::start(), 10).await.unwrap().entries, first);
    for seq in [2, 3] {
        let signed = checkpoint("a", &head_of(&first[..seq]));
        hub.note(&seen("a", 3), Some(&signed)).await.unwrap();
    }
    assert_eq!(hub.hash_at(2).await.unwrap().as_ref(), Some(&first[1].hash));
    assert!(hub.moved(&Head::start(), Duration::from_secs(5)).await.unwrap());
    // And nothing else; not even the founder changes a line.
    for attempt in [
        "DELETE FROM slipway.journal WHERE seq = 3",
        "UPDATE slipway.journal SET entry = '{}' WHERE seq = 1",
        "TRUNCATE slipway.journal",
        "UPDATE slipway.head SET seq = 1",
        "DELETE FROM slipway.head",
        "UPDATE slipway.head SET seq = 9, hash = 'x'",
        "INSERT INTO slipway.journal VALUES (4, 'x', 'x', '{}')",
        "WITH moved AS (UPDATE slipway.head SET seq = 9, hash = 'x')
         INSERT INTO slipway.journal VALUES (9, 'x', 'x', '{}')",
    ] {
        for role in ["ann", "slipway_owner"] {
            let said = server.try_sql(role, &name, attempt);
            assert!(said.is_err(), "{role} could {attempt}: {said:?}");
        }
    }
    for attempt in [
        "UPDATE slipway.meta SET name = 'mine'",
        "DELETE FROM slipway.seen",
        "DELETE FROM slipway.checkpoint",
        "ALTER TABLE slipway.journal DISABLE TRIGGER ALL",
        "DROP TABLE slipway.journal",
        "DROP SCHEMA slipway CASCADE",
        "CREATE TABLE slipway.mine (a INT)",
        "CREATE TABLE public.mine (a INT)",
        "CREATE SCHEMA mine",
    ] {
        let said = server.try_sql("ann", &name, attempt);
        assert!(said.is_err(), "ann could {attempt}: {said:?}");
    }
    assert_eq!(hub.pull(&Head::start(), 10).await.unwrap().entries, first);
    assert_eq!(hub.head().await.unwrap(), head_of(&first));
    // Who is no member does not get in.
    let fault = open(&server.address("eve", "eves", &name)).await.unwrap_err();
    assert_eq!(fault.code(), "hub-denied", "{fault}");
    let elsewhere = address(&format!("{}?hub=mine", server.address("ann", "anns", &name)));
    let refused = PostgresHub::found(&elsewhere, &identity()).await;
    assert_eq!(refused.unwrap_err().code(), "hub-denied");
    // Rights that are taken away end an open hub, with a sentence.
    server.sql(&name, "REVOKE INSERT ON slipway.journal FROM release_team");
    let next = entries_after(&head_of(&first), 10, 1);
    let fault = hub.push(&head_of(&first), &next).await.unwrap_err();
    assert_eq!(fault.code(), "hub-denied", "{fault}");
    assert_eq!(hub.head().await.unwrap(), head_of(&first));
}

#[tokio::test]
async fn who_waits_hears_of_a_push_at_once() {
    let Some(server) = Server::shared() else { return };
    let database = server.database();
    let (mine, theirs) = (found(&database).await, open(&database).await.unwrap());
    let mut head = Head::start();
    for round in 0..5 {
        let more = entries_after(&head, 10 * round, 1);
        let begun = Instant::now();
        let (told, pushed) = tokio::join!(mine.moved(&head, Duration::from_secs(9)), async {
            tokio::time::sleep(Duration::from_millis(50)).await;
            theirs.push(&head, &more).await
        });
        assert!(told.unwrap());
        assert_eq!(pushed.unwrap(), Pushed::Done);
        // Without the notice it would be the end of the time.
        assert!(begun.elapsed() < Duration::from_secs(4), "{:?}", begun.elapsed());
        head = head_of(&more);
    }
    // Several may wait on one hub: one listens, the others look.
    let more = entries_after(&head, 1000, 1);
    let wait = || mine.moved(&head, Duration::from_secs(9));
    let (a, b, c, pushed) = tokio::join!(wait(), wait(), wait(), theirs.push(&head, &more));
    assert!(a.unwrap() && b.unwrap() && c.unwrap());
    assert_eq!(pushed.unwrap(), Pushed::Done);
}

#[tokio::test]
async fn a_server_that_restarts_is_found_again() {
    let Some(server) = Server::own() else { return };
    let database = server.database();
    let hub = found(&database).await;
    let first = entries_after(&Head::start(), 0, 1);
    hub.push(&Head::start(), &first).await.unwrap();
    let head = head_of(&first);
    assert!(!hub.moved(&head, Duration::from_millis(10)).await.unwrap());
    server.stop();
    let fault = hub.head().await.unwrap_err();
    assert_eq!(fault.code(), "hub-unreachable", "{fault}");
    assert!(fault.passes());
    let fault = open(&database).await.unwrap_err();
    assert_eq!(fault.code(), "hub-unreachable", "{fault}");
    server.start_again();
    assert_eq!(hub.head().await.unwrap(), head);
    let more = entries_after(&head, 10, 1);
    let (told, pushed) = tokio::join!(hub.moved(&head, Duration::from_secs(9)), hub.push(&head, &more));
    assert!(told.unwrap());
    assert_eq!(pushed.unwrap(), Pushed::Done);
}

/// A line through which everything passes until it is cut: then nothing does, and nobody is told.
struct Cable {
    port: u16,
    cut: Arc<AtomicBool>,
}

impl Cable {
    async fn to(server: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let cut = Arc::new(AtomicBool::new(false));
        let is_cut = cut.clone();
        tokio::spawn(async move {
            let mut lines = Vec::new();
            while let Ok((near, _)) = listener.accept().await {
                let far = TcpStream::connect(("127.0.0.1", server)).await.unwrap();
                let (near_reads, near_writes) = near.into_split();
                let (far_reads, far_writes) = far.into_split();
                lines.push(tokio::spawn(carry(near_reads, far_writes, is_cut.clone())));
                lines.push(tokio::spawn(carry(far_reads, near_writes, is_cut.clone())));
            }
        });
        Self { port, cut }
    }
}

async fn carry(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, cut: Arc<AtomicBool>) {
    let mut bytes = [0; 8192];
    while let Ok(count @ 1..) = from.read(&mut bytes).await {
        if cut.load(Ordering::SeqCst) {
            // What is on its way is lost, and the connection never ends.
            return std::future::pending().await;
        }
        if to.write_all(&bytes[..count]).await.is_err() {
            return;
        }
    }
}

#[tokio::test]
async fn a_network_that_dies_silently_ends_a_visit_and_the_next_finds_a_new_line() {
    let Some(server) = Server::shared() else { return };
    let direct = server.database();
    let cable = Cable::to(server.port()).await;
    let address = direct.replace(&server.port().to_string(), &cable.port.to_string());
    let hub = found(&address).await;
    let first = entries_after(&Head::start(), 0, 1);
    hub.push(&Head::start(), &first).await.unwrap();
    let head = head_of(&first);
    assert!(!hub.moved(&head, Duration::from_millis(10)).await.unwrap());
    cable.cut.store(true, Ordering::SeqCst);
    let begun = Instant::now();
    let next = entries_after(&head, 10, 1);
    let fault = hub.push(&head, &next).await.unwrap_err();
    assert_eq!(fault.code(), "hub-unreachable", "{fault}");
    assert!(begun.elapsed() < Duration::from_secs(25), "{:?}", begun.elapsed());
    cable.cut.store(false, Ordering::SeqCst);
    assert_eq!(hub.push(&head, &next).await.unwrap(), Pushed::Done);
    let (head, more) = (head_of(&next), entries_after(&head_of(&next), 20, 1));
    let (told, pushed) = tokio::join!(hub.moved(&head, Duration::from_secs(9)), hub.push(&head, &more));
    assert!(told.unwrap());
    assert_eq!(pushed.unwrap(), Pushed::Done);
}

#[tokio::test]
async fn a_member_who_falls_asleep_in_a_push_does_not_hold_the_head_for_ever() {
    let Some(server) = Server::shared() else { return };
    let database = server.database();
    let hub = found(&database).await;
    let options: sqlx::postgres::PgConnectOptions = database.parse().unwrap();
    let options = options.options([("idle_in_transaction_session_timeout", "15s")]);
    let mut sleeper = sqlx::ConnectOptions::connect(&options).await.unwrap();
    sqlx::raw_sql("BEGIN; UPDATE slipway.head SET seq = 1, hash = 'x'")
        .execute(&mut sleeper)
        .await
        .unwrap();
    let begun = Instant::now();
    let first = entries_after(&Head::start(), 0, 1);
    let fault = hub.push(&Head::start(), &first).await.unwrap_err();
    assert_eq!(fault.code(), "hub-busy", "{fault}");
    assert!(fault.passes());
    // Reading goes on meanwhile.
    assert_eq!(hub.head().await.unwrap(), Head::start());
    while hub.push(&Head::start(), &first).await != Ok(Pushed::Done) {
        assert!(begun.elapsed() < Duration::from_secs(40), "{:?}", begun.elapsed());
    }
    assert!(begun.elapsed() > Duration::from_secs(8), "{:?}", begun.elapsed());
}

#[tokio::test]
async fn encryption_is_what_the_address_says() {
    let Some(server) = Server::own() else { return };
    let Some(authority) = server.authority() else {
        println!("SKIPPED: TLS of the hub on PostgreSQL: there is no openssl to make a certificate");
        return;
    };
    let database = server.database();
    let name = database_of(&database);
    found(&database).await;
    let encrypted = "SELECT count(*) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)
                     WHERE application_name = 'Slipway' AND ssl";
    let trusted = format!("sslrootcert={}", authority.display());
    let by_name = database.replace("127.0.0.1", "localhost");
    for (address, ciphered) in [
        (format!("{database}?sslmode=require"), true),
        (format!("{database}?sslmode=verify-ca&{trusted}"), true),
        (format!("{by_name}?sslmode=verify-full&{trusted}"), true),
        (format!("{database}?sslmode=disable"), false),
    ] {
        let hub = open(&address).await.unwrap();
        hub.head().await.unwrap();
        assert_eq!(server.sql(name, encrypted) != "0", ciphered, "{address}");
        drop(hub);
        while server.sql(
            name,
            "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'Slipway'",
        ) != "0"
        {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
    for address in [
        format!("{by_name}?sslmode=verify-full"),
        format!("{database}?sslmode=verify-full&{trusted}"),
    ] {
        let fault = open(&address).await.unwrap_err();
        assert_eq!(fault.code(), "hub-unsafe", "{address}: {fault}");
    }
    server.sql(name, "ALTER SYSTEM SET ssl = off");
    server.crash_and_restart();
    let fault = open(&format!("{database}?sslmode=require")).await.unwrap_err();
    assert_eq!(fault.code(), "hub-unsafe", "{fault}");
}

#[tokio::test]
async fn a_hub_is_founded_and_opened_by_its_address() {
    let Some(server) = Server::shared() else { return };
    let database = server.database();
    let address: HubAddress = database.parse().unwrap();
    assert!(!address.to_string().contains("secret"));
    let hub = found_hub(&address, &identity(), "Ines Costa on LT-0417")
        .await
        .unwrap();
    let other = open_hub(&address, "Raj Patel on LT-0099").await.unwrap();
    assert_eq!(hub.identity().await.unwrap(), other.identity().await.unwrap());
    let folder = tempfile::tempdir().unwrap();
    let file: HubAddress = folder
        .path()
        .join("plan.hub")
        .display()
        .to_string()
        .parse()
        .unwrap();
    found_hub(&file, &identity(), "Ines Costa on LT-0417")
        .await
        .unwrap();
    let hub = open_hub(&file, "Raj Patel on LT-0099").await.unwrap();
    assert_eq!(hub.identity().await.unwrap(), identity());
    let socket: HubAddress = server
        .socket_address("owner", database_of(&database))
        .parse()
        .unwrap();
    assert_eq!(
        open_hub(&socket, "").await.unwrap().identity().await.unwrap(),
        identity()
    );
}
