//! Every check of the schema refuses what it is there to refuse, however the row got there.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod support;

use planning::plan::TableName;
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _, SqliteConnection};
use support::full::{full, put_all};
use support::*;

async fn filled(folder: &std::path::Path) -> SqliteConnection {
    let store = on_disk(folder).await;
    let mut tx = store.begin().await.unwrap();
    put_all(&mut tx, &full());
    tx.commit(draft(1, "Filled the plan")).await.unwrap();
    store.close().await;
    let options = sqlx::sqlite::SqliteConnectOptions::new()
        .filename(folder.join("plan.slipway"))
        .foreign_keys(true);
    options.connect().await.unwrap()
}

/// Runs statements in a transaction that is given up afterwards; answers what SQLite says against them.
async fn attempt(connection: &mut SqliteConnection, sql: String) -> String {
    let mut transaction = connection.begin().await.unwrap();
    let said = sqlx::raw_sql(AssertSqlSafe(sql.clone()))
        .execute(&mut *transaction)
        .await;
    let said = match said {
        Ok(_) => transaction.commit().await,
        Err(error) => Err(error),
    };
    match said {
        Ok(()) => panic!("nothing is said against {sql}"),
        Err(error) => error.to_string(),
    }
}

/// The texts between `CHECK (` and its closing bracket.
fn checks(sql: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in sql.match_indices("CHECK (") {
        let rest = &sql[at + 7..];
        let mut depth = 1;
        let end = rest
            .char_indices()
            .find(|(_, letter)| {
                depth += match letter {
                    '(' => 1,
                    ')' => -1,
                    _ => 0,
                };
                depth == 0
            })
            .unwrap()
            .0;
        found.push(rest[..end].to_owned());
    }
    found
}

/// An assignment that breaks the check on a row that has every field filled, and nothing else before it.
fn breaking(check: &str) -> Vec<String> {
    let first = check
        .split([' ', ','])
        .next()
        .unwrap()
        .trim_start_matches("length(")
        .trim_start_matches("trim(")
        .trim_start_matches("json_valid(")
        .trim_end_matches(')');
    let is_trimmed = check.starts_with("length(trim(");
    let set = |values: &[&str]| values.iter().map(|value| format!("{first} = {value}")).collect();
    if let Some((left, right)) = check.split_once(" IS NULL) = (") {
        assert!(left.starts_with('(') && right.ends_with(" IS NULL)"), "{check}");
        return vec![format!("{} = NULL", right.trim_end_matches(" IS NULL)"))];
    }
    if let Some((kept, gone)) = check.split_once(" IS NULL OR ") {
        let gone = gone.trim_end_matches(" IS NOT NULL");
        let together = match gone {
            "origin_system" => "origin_system = NULL, origin_key = NULL, origin_file = NULL",
            "event_name" => "event_name = NULL, event_owner = NULL, event_start = NULL, event_end = NULL",
            "risk_overridden_level" => "risk_overridden_level = NULL, risk_overridden_reason = NULL",
            other => panic!("{kept}, {other}"),
        };
        return vec![together.into()];
    }
    if check == "supersedes <> id" {
        return set(&["id"]);
    }
    if check == "(method = 'key') = (key IS NOT NULL)" {
        return vec!["method = 'name'".into()];
    }
    if check.contains("strftime") {
        return set(&[
            "'2026-11-20T19:00:00+00:00'",
            "'2026-11-20T19:00:00.5Z'",
            "'2026-11-31T19:00:00Z'",
            "''",
        ]);
    }
    if check.contains("date(") {
        return set(&["'20.11.2026'", "'2026-02-30'", "'2026-11-20T00:00:00Z'"]);
    }
    if check.contains("json_valid") && !check.contains("json_type") {
        return set(&["'nonsense'", "''"]);
    }
    if check.contains("json_valid") {
        return set(&["'{}'", "'nonsense'", "'null'"]);
    }
    if let Some((start, end)) = check
        .split_once(" < ")
        .filter(|(start, _)| start.ends_with("_start"))
    {
        return vec![
            format!("{start} = {end}"),
            format!("{end} = '2001-01-01T00:00:00Z'"),
        ];
    }
    if check.contains(" IN ('") {
        return set(&["'nonsense'", "''"]);
    }
    if check.contains(" IN (0, 1)") || check.contains("BETWEEN 0 AND") || check.contains(">= 0") {
        return if check.contains(">= 0") {
            set(&["-1"])
        } else {
            set(&["-1", "4294967296"])
        };
    }
    if check.contains("BETWEEN 1 AND 5") || check.contains("BETWEEN 1 AND 4294967295") {
        return set(&["0", "4294967296"]);
    }
    if check.contains("BETWEEN 1 AND 64") {
        return set(&["''", "' x '", "printf('%065d', 1)"]);
    }
    if check.contains("[0-2][0-9]:") {
        return set(&["'24:00'", "'7:30'", "'22:00:00'"]);
    }
    if check.ends_with(" = 36") {
        return set(&["''", "'019200ee'"]);
    }
    if check.contains("length(@) = 64") || check.contains("*[^0-9a-f]*") {
        return set(&["'abc'", "printf('%064s', 'X')"]);
    }
    if check.contains("00000000-0000-0000-0000-000000000000") {
        return set(&["'019200ee-0000-7000-8000-0000000000ff'"]);
    }
    if check.contains("????????-") {
        return set(&["'nonsense'", "upper('019200ee-0000-7000-8000-0000000000ff')"]);
    }
    if check.ends_with("> 0") {
        return if is_trimmed {
            set(&["''", "'  '"])
        } else {
            set(&["''"])
        };
    }
    panic!("no test for the check: {check}");
}

#[tokio::test]
async fn every_check_refuses_what_it_is_there_for() {
    let folder = tempfile::tempdir().unwrap();
    let mut connection = filled(folder.path()).await;
    let mut tested = 0;
    for table in TableName::ALL {
        let sql: String =
            sqlx::query_scalar("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?")
                .bind(table.word())
                .fetch_one(&mut connection)
                .await
                .unwrap();
        // The row with every field filled is the one that carries the lowest id, except among changes.
        let name = table.word();
        for check in checks(&sql) {
            for assignment in breaking(&check) {
                let update =
                    format!("UPDATE \"{name}\" SET {assignment} WHERE id = (SELECT min(id) FROM \"{name}\")");
                let said = attempt(&mut connection, update).await;
                assert!(
                    said.contains("CHECK constraint failed"),
                    "{name}: {check}: {assignment}: {said}"
                );
                tested += 1;
            }
        }
    }
    println!("{tested} ways to break a check, all refused");
    assert!(tested > 300);
}

#[tokio::test]
async fn a_line_of_the_journal_has_a_whole_signature_or_none() {
    let folder = tempfile::tempdir().unwrap();
    let mut connection = filled(folder.path()).await;
    let line = |key: &str, signature: &str| {
        format!(
            "INSERT INTO journal SELECT 99, '{}', at, author, operation, sentence, undoable, undoes,
             {key}, {signature}, previous_hash, printf('%064d', 99), changes FROM journal WHERE seq = 1",
            uuid(9999)
        )
    };
    let (key, signature) = ("printf('%064d', 1)", "printf('%0128d', 1)");
    for (key, signature) in [
        (key, "NULL"),
        ("NULL", signature),
        (key, "'12'"),
        ("'12'", signature),
    ] {
        let said = attempt(&mut connection, line(key, signature)).await;
        assert!(
            said.contains("CHECK constraint failed"),
            "{key}, {signature}: {said}"
        );
    }
    sqlx::raw_sql(AssertSqlSafe(line(key, signature)))
        .execute(&mut connection)
        .await
        .unwrap();
}

#[tokio::test]
async fn a_plan_is_shared_at_one_hub_that_is_named_in_full() {
    let folder = tempfile::tempdir().unwrap();
    let mut connection = filled(folder.path()).await;
    let hub = uuid(9999).to_string();
    let share = |one: i64, address: &str, id: &str, seq: i64, hash: &str| {
        format!(
            "INSERT INTO sharing (one, hub, hub_id, seq, hash) VALUES ({one}, '{address}', '{id}', {seq}, {hash})"
        )
    };
    let hash = "printf('%064d', 1)";
    for sql in [
        share(2, "/share/hub", &hub, 1, hash),
        share(1, "", &hub, 1, hash),
        share(1, "/share/hub", "9999", 1, hash),
        share(1, "/share/hub", &hub, -1, hash),
        share(1, "/share/hub", &hub, 1, "'12'"),
    ] {
        let said = attempt(&mut connection, sql.clone()).await;
        assert!(said.contains("CHECK constraint failed"), "{sql}: {said}");
    }
    sqlx::raw_sql(AssertSqlSafe(share(1, "/share/hub", &hub, 1, hash)))
        .execute(&mut connection)
        .await
        .unwrap();
}

#[tokio::test]
async fn every_foreign_key_refuses_a_row_that_is_not_there() {
    let folder = tempfile::tempdir().unwrap();
    let mut connection = filled(folder.path()).await;
    let keys: Vec<(String, String)> = sqlx::query_as(
        "SELECT m.name, k.\"from\" FROM sqlite_master AS m, pragma_foreign_key_list(m.name) AS k
         WHERE m.type = 'table' AND m.name NOT LIKE 'journal%' ORDER BY 1, 2",
    )
    .fetch_all(&mut connection)
    .await
    .unwrap();
    assert!(keys.len() > 40, "{}", keys.len());
    for (table, column) in keys {
        let nobody = uuid(9999);
        let said = attempt(
            &mut connection,
            format!("UPDATE \"{table}\" SET \"{column}\" = '{nobody}' WHERE \"{column}\" IS NOT NULL"),
        )
        .await;
        assert!(
            said.contains("FOREIGN KEY constraint failed"),
            "{table}.{column}: {said}"
        );
    }
}

#[tokio::test]
async fn references_and_origins_are_unique_within_their_table() {
    let folder = tempfile::tempdir().unwrap();
    let mut connection = filled(folder.path()).await;
    for table in TableName::ALL {
        let name = table.word();
        let columns: Vec<String> = sqlx::query_scalar("SELECT name FROM pragma_table_info(?)")
            .bind(name)
            .fetch_all(&mut connection)
            .await
            .unwrap();
        let has = |column: &str| columns.iter().any(|known| known == column);
        let copy = |change: &str| {
            let nobody = uuid(9999);
            format!(
                "CREATE TEMP TABLE copy AS SELECT * FROM \"{name}\" ORDER BY id LIMIT 1;
                 UPDATE copy SET id = '{nobody}'{change}; INSERT INTO \"{name}\" SELECT * FROM copy;"
            )
        };
        if has("reference") {
            let other_origin = if has("origin_key") {
                ", origin_key = 'other'"
            } else {
                ""
            };
            let said = attempt(&mut connection, copy(other_origin)).await;
            assert!(
                said.contains(&format!("UNIQUE constraint failed: {name}.reference")),
                "{said}"
            );
        }
        if has("origin_key") {
            let other = if has("reference") {
                ", reference = 'other'"
            } else {
                ""
            };
            let said = attempt(&mut connection, copy(other)).await;
            assert!(
                said.contains(&format!("UNIQUE constraint failed: {name}.origin_system")),
                "{said}"
            );
        }
        if name == "publication" {
            let said = attempt(&mut connection, copy("")).await;
            assert!(
                said.contains("UNIQUE constraint failed: publication.version"),
                "{said}"
            );
        }
    }
}
