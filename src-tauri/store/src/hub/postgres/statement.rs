//! The statements of a hub, one text each, with the schema in front of every table.

use sqlx::{AssertSqlSafe, SqlSafeStr as _, SqlStr};

/// Every statement that a member runs. `@` stands for the schema.
const ALL: [&str; 8] = [
    IDENTITY,
    HEAD,
    HASH_AT,
    PULL,
    TAKE_HEAD,
    APPEND,
    NOTE_SEEN,
    NOTE_CHECKPOINT,
];

/// Which plan it is for.
pub(super) const IDENTITY: &str = "SELECT format, hub, plan, name, founded_at, min_app FROM @.meta WHERE one";

/// Where the journal stands.
pub(super) const HEAD: &str = "SELECT seq, hash FROM @.head WHERE one";

/// The hash at a position.
pub(super) const HASH_AT: &str = "SELECT hash FROM @.journal WHERE seq = $1";

/// A whole visit in one statement, and so in one snapshot.
pub(super) const PULL: &str = "SELECT
    (SELECT seq FROM @.head WHERE one),
    (SELECT hash FROM @.journal WHERE seq = $1),
    ARRAY(SELECT entry FROM @.journal WHERE seq > $1 ORDER BY seq LIMIT $2),
    ARRAY(SELECT member FROM @.seen ORDER BY key),
    ARRAY(SELECT note FROM @.checkpoint ORDER BY key)";

/// The first statement of a push: takes the lock of the head, or finds that it moved. The transaction that waited
/// for the lock looks at the row anew (READ COMMITTED). Acknowledged means on the disk, whatever the role's default.
pub(super) const TAKE_HEAD: &str =
    "UPDATE @.head SET seq = $3, hash = $4 WHERE one AND seq = $1 AND hash = $2
    RETURNING (SELECT min_app FROM @.meta WHERE one),
    set_config('synchronous_commit', CASE current_setting('synchronous_commit') WHEN 'off' THEN 'on'
               ELSE current_setting('synchronous_commit') END, TRUE)";

/// Adds lines.
pub(super) const APPEND: &str = "INSERT INTO @.journal (seq, id, hash, entry)
    SELECT seq, id, hash, entry FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[])
        AS line (seq, id, hash, entry)";

/// Notes a member.
pub(super) const NOTE_SEEN: &str = "INSERT INTO @.seen (key, member) VALUES ($1, $2)
    ON CONFLICT (key) DO UPDATE SET member = excluded.member";

/// Notes a checkpoint unless a newer one is there.
pub(super) const NOTE_CHECKPOINT: &str =
    "INSERT INTO @.checkpoint AS known (key, seq, note) VALUES ($1, $2, $3)
    ON CONFLICT (key) DO UPDATE SET seq = excluded.seq, note = excluded.note WHERE known.seq < excluded.seq";

/// What the schema is to us: whether it is there, whether we may use it, and whether a hub is in it.
pub(super) const LOOK: &str = "SELECT has_schema_privilege(oid, 'USAGE'),
    EXISTS (SELECT FROM pg_class WHERE relnamespace = pg_namespace.oid AND relname = 'journal'),
    EXISTS (SELECT FROM pg_class WHERE relnamespace = pg_namespace.oid)
    FROM pg_namespace WHERE nspname = $1";

/// The tables.
pub(super) const SCHEMA: &str = include_str!("schema.sql");

/// The statements, each with its schema.
#[derive(Clone, Debug)]
pub(super) struct Statements {
    schema: String,
}

impl Statements {
    pub(super) fn new(schema: &str) -> Self {
        Self {
            schema: format!("\"{schema}\""),
        }
    }

    /// The statement on this schema.
    pub(super) fn on(&self, statement: &str) -> SqlStr {
        // Its name is letters, digits and underscores: the address was checked.
        AssertSqlSafe(statement.replace('@', &self.schema)).into_sql_str()
    }

    /// Every statement on this schema.
    pub(super) fn all(&self) -> impl Iterator<Item = SqlStr> {
        ALL.into_iter().map(|statement| self.on(statement))
    }
}
