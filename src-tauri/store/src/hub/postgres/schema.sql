-- Everything a hub consists of. Run once, by whoever founds the hub, with the schema first on the search path.
-- `format` in `meta` is 1; tables of a released format are never altered in place.

CREATE TABLE meta (
    one        BOOLEAN PRIMARY KEY DEFAULT TRUE CHECK (one),
    format     BIGINT NOT NULL,
    hub        TEXT NOT NULL,
    plan       TEXT NOT NULL,
    name       TEXT NOT NULL,
    founded_at TEXT NOT NULL,
    min_app    TEXT NOT NULL
);

CREATE TABLE head (
    one  BOOLEAN PRIMARY KEY DEFAULT TRUE CHECK (one),
    seq  BIGINT NOT NULL CHECK (seq >= 0),
    hash TEXT NOT NULL
);

-- `entry` is JSON kept as text: the bytes that were pushed are the bytes that are pulled.
CREATE TABLE journal (
    seq   BIGINT PRIMARY KEY CHECK (seq > 0),
    id    TEXT NOT NULL UNIQUE,
    hash  TEXT NOT NULL,
    entry TEXT NOT NULL
);

CREATE TABLE seen (
    key    TEXT PRIMARY KEY,
    member TEXT NOT NULL
);

CREATE TABLE checkpoint (
    key  TEXT PRIMARY KEY,
    seq  BIGINT NOT NULL,
    note TEXT NOT NULL
);

-- A line of the journal is written once, whoever asks.
CREATE FUNCTION journal_is_final() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    RAISE EXCEPTION 'lines of the journal are never changed or removed' USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER journal_is_final BEFORE UPDATE OR DELETE ON journal
    FOR EACH ROW EXECUTE FUNCTION journal_is_final();
CREATE TRIGGER journal_is_never_emptied BEFORE TRUNCATE ON journal
    FOR EACH STATEMENT EXECUTE FUNCTION journal_is_final();

-- The head only goes forward, and never leaves its one row. Whoever listens on the channel named like the schema
-- hears of it once it is committed.
CREATE FUNCTION head_goes_forward() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF NEW.one AND NEW.seq > OLD.seq THEN
            PERFORM pg_notify(TG_TABLE_SCHEMA, NEW.seq::text);
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'the head of the journal only goes forward' USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER head_goes_forward BEFORE UPDATE OR DELETE ON head
    FOR EACH ROW EXECUTE FUNCTION head_goes_forward();
CREATE TRIGGER head_is_never_emptied BEFORE TRUNCATE ON head
    FOR EACH STATEMENT EXECUTE FUNCTION head_goes_forward();

-- At every commit the head is the last line, and no line lies beyond it.
CREATE FUNCTION head_is_the_last_line() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM head JOIN journal USING (seq, hash))
       OR (SELECT max(seq) FROM journal) > (SELECT seq FROM head) THEN
        RAISE EXCEPTION 'the head is not the last line of the journal' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER head_is_the_last_line AFTER UPDATE ON head
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION head_is_the_last_line();

-- A line is added only in the transaction that holds the head, so lines come in order and without gaps.
CREATE FUNCTION line_is_below_the_head() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    IF (SELECT seq FROM head) < (SELECT max(seq) FROM added)
       OR (SELECT max(seq) - min(seq) + 1 FROM added) <> (SELECT count(*) FROM added)
       OR (SELECT min(seq) FROM added) > 1
          AND NOT EXISTS (SELECT FROM journal WHERE seq = (SELECT min(seq) - 1 FROM added)) THEN
        RAISE EXCEPTION 'a line of the journal does not follow the line before it'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER line_is_below_the_head AFTER INSERT ON journal
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION line_is_below_the_head();

REVOKE ALL ON ALL TABLES IN SCHEMA @ FROM PUBLIC;
REVOKE ALL ON SCHEMA @ FROM PUBLIC;
