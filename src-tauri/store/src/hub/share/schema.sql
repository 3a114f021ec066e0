-- The hub on a share, version 1: a journal, who was seen, checkpoints. No records.
CREATE TABLE meta (
    one        INTEGER PRIMARY KEY CHECK (one = 1),
    hub        TEXT NOT NULL,
    plan       TEXT NOT NULL,
    name       TEXT NOT NULL,
    founded_at TEXT NOT NULL,
    min_app    TEXT NOT NULL
) STRICT;

CREATE TABLE head (
    one  INTEGER PRIMARY KEY CHECK (one = 1),
    seq  INTEGER NOT NULL CHECK (seq >= 0),
    hash TEXT NOT NULL CHECK (length(hash) = 64)
) STRICT;

CREATE TABLE journal (
    seq   INTEGER PRIMARY KEY CHECK (seq > 0),
    id    TEXT NOT NULL UNIQUE,
    hash  TEXT NOT NULL CHECK (length(hash) = 64),
    entry TEXT NOT NULL
) STRICT;

CREATE TABLE seen (
    key      TEXT PRIMARY KEY,
    author   TEXT NOT NULL,
    computer TEXT NOT NULL,
    at       TEXT NOT NULL,
    seq      INTEGER NOT NULL,
    place    TEXT NOT NULL
) STRICT;

CREATE TABLE checkpoint (
    key       TEXT PRIMARY KEY,
    author    TEXT NOT NULL,
    plan      TEXT NOT NULL,
    seq       INTEGER NOT NULL,
    hash      TEXT NOT NULL,
    at        TEXT NOT NULL,
    signature TEXT NOT NULL
) STRICT;

CREATE TRIGGER journal_is_never_edited BEFORE UPDATE ON journal
BEGIN SELECT raise(ABORT, 'the journal is only added to'); END;

CREATE TRIGGER journal_is_never_cut BEFORE DELETE ON journal
BEGIN SELECT raise(ABORT, 'the journal is only added to'); END;
