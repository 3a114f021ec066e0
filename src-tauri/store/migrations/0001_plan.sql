-- Schema 1: a table for every record of the plan, and the journal that is the proof of them.
-- Instants are spelled 2026-11-20T19:00:00Z and days 2026-11-20, never otherwise. Lists of ids are link tables,
-- lists of small values are JSON. Foreign keys wait for the commit, so an operation writes in any order.

-- What holds for the whole plan: one row with the nil id.
CREATE TABLE settings (
    id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND id = lower(id)),
    name TEXT NOT NULL,
    organisation TEXT NOT NULL,
    zone TEXT NOT NULL CHECK (length(zone) > 0),
    currency TEXT NOT NULL,
    clocks TEXT NOT NULL CHECK (json_valid(clocks) AND json_type(clocks) = 'array'),
    rights TEXT NOT NULL CHECK (json_valid(rights) AND json_type(rights) = 'array'),
    CHECK (id = '00000000-0000-0000-0000-000000000000')
) STRICT;

-- Teams.
CREATE TABLE team (
    id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND id = lower(id)),
    reference TEXT NOT NULL CHECK (length(reference) BETWEEN 1 AND 64 AND reference = trim(reference)),
    name TEXT NOT NULL,
    lead TEXT REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    contact TEXT NOT NULL,
    points_per_release INTEGER CHECK (points_per_release BETWEEN 0 AND 4294967295),
    crews INTEGER NOT NULL CHECK (crews BETWEEN 0 AND 4294967295),
    origin_system TEXT,
    origin_key TEXT,
    origin_file TEXT,
    origin_row INTEGER CHECK (origin_row BETWEEN 0 AND 4294967295),
    UNIQUE (reference),
    UNIQUE (origin_system, origin_key),
    CHECK ((origin_system IS NULL) = (origin_key IS NULL)),
    CHECK ((origin_system IS NULL) = (origin_file IS NULL)),
    CHECK (origin_row IS NULL OR origin_system IS NOT NULL)
) STRICT;
CREATE INDEX team_by_lead ON team (lead);

-- People.
CREATE TABLE person (
    id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND id = lower(id)),
    reference TEXT NOT NULL CHECK (length(reference) BETWEEN 1 AND 64 AND reference = trim(reference)),
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    team TEXT REFERENCES team (id) DEFERRABLE INITIALLY DEFERRED,
    zone TEXT CHECK (length(zone) > 0),
    keys TEXT NOT NULL CHECK (json_valid(keys) AND json_type(keys) = 'array'),
    origin_system TEXT,
    origin_key TEXT,
    origin_file TEXT,
    origin_row INTEGER CHECK (origin_row BETWEEN 0 AND 4294967295),
    UNIQUE (reference),
    UNIQUE (origin_system, origin_key),
    CHECK ((origin_system IS NULL) = (origin_key IS NULL)),
    CHECK ((origin_system IS NULL) = (origin_file IS NULL)),
    CHECK (origin_row IS NULL OR origin_system IS NOT NULL)
) STRICT;
CREATE INDEX person_by_team ON person (team);

-- Places where services run.
CREATE TABLE environment (
    id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND id = lower(id)),
    reference TEXT NOT NULL CHECK (length(reference) BETWEEN 1 AND 64 AND reference = trim(reference)),
    name TEXT NOT NULL,
    class TEXT NOT NULL CHECK (class IN ('development', 'test', 'acceptance', 'staging', 'production', 'recovery')),
    region TEXT NOT NULL,
    order_index INTEGER NOT NULL CHECK (order_index BETWEEN 0 AND 4294967295),
    quota_hours INTEGER CHECK (quota_hours BETWEEN 0 AND 4294967295),
    tests_per_day INTEGER CHECK (tests_per_day BETWEEN 0 AND 4294967295),
    origin_system TEXT,
    origin_key TEXT,
    origin_file TEXT,
    origin_row INTEGER CHECK (origin_row BETWEEN 0 AND 4294967295),
    UNIQUE (reference),
    UNIQUE (origin_system, origin_key),
    CHECK ((origin_system IS NULL) = (origin_key IS NULL)),
    CHECK ((origin_system IS NULL) = (origin_file IS NULL)),
    CHECK (origin_row IS NULL OR origin_system IS NOT NULL)
) STRICT;
CREATE TABLE environment_shares (
    environment TEXT NOT NULL REFERENCES environment (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL CHECK (position >= 0),
    other TEXT NOT NULL REFERENCES environment (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (environment, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX environment_shares_by_other ON environment_shares (other);

-- Services and other components of the map.
CREATE TABLE service (
    id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND id = lower(id)),
    reference TEXT NOT NULL CHECK (length(reference) BETWEEN 1 AND 64 AND reference = trim(reference)),
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('business-service', 'application', 'service', 'api', 'library', 'database', 'queue', 'infrastructure', 'third-party', 'batch-job', 'document')),
    tier INTEGER NOT NULL CHECK (tier BETWEEN 0 AND 3),
    owner TEXT REFERENCES team (id) DEFERRABLE INITIALLY DEFERRED,
    lifecycle TEXT NOT NULL CHECK (lifecycle IN ('planned', 'live', 'sunset', 'retired')),
    system TEXT NOT NULL,
    regions TEXT NOT NULL CHECK (json_valid(regions) AND json_type(regions) = 'array'),
    dependencies_known TEXT NOT NULL CHECK (dependencies_known IN ('complete', 'partial', 'unknown')),
    deploy_minutes INTEGER CHECK (deploy_minutes BETWEEN 0 AND 4294967295),
    validate_minutes INTEGER CHECK (validate_minutes BETWEEN 0 AND 4294967295),
    back_out_minutes INTEGER CHECK (back_out_minutes BETWEEN 0 AND 4294967295),
    notice_days INTEGER CHECK (notice_days BETWEEN 0 AND 4294967295),
    vanished_at TEXT CHECK (vanished_at IS strftime('%Y-%m-%dT%H:%M:%SZ', vanished_at)),
    origin_system TEXT,
    origin_key TEXT,
    origin_file TEXT,
    origin_row INTEGER CHECK (origin_row BETWEEN 0 AND 4294967295),
    UNIQUE (reference),
    UNIQUE (origin_system, origin_key),
    CHECK ((origin_system IS NULL) = (origin_key IS NULL)),
    CHECK ((origin_system IS NULL) = (origin_file IS NULL)),
    CHECK (origin_row IS NULL OR origin_system IS NOT NULL)
) STRICT;
CREATE INDEX service_by_owner ON service (owner);

-- Links: a consumer needs a provider.
CREATE TABLE dependency (
    id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND id = lower(id)),
    consumer TEXT NOT NULL REFERENCES service (id) DEFERRABLE INITIALLY DEFERRED,
    provider TEXT NOT NULL REFERENCES service (id) DEFERRABLE INITIALLY DEFERRED,
    kind TEXT NOT NULL CHECK (kind IN ('call', 'event', 'data', 'hosting', 'build', 'contract', 'process')),
    strength TEXT NOT NULL CHECK (strength IN ('hard', 'soft')),
    "order" TEXT NOT NULL CHECK ("order" IN ('provider-first', 'consumer-first', 'lockstep', 'any')),
    environment TEXT REFERENCES environment (id) DEFERRABLE INITIALLY DEFERRED,
    version_constraint TEXT NOT NULL,
    contract TEXT NOT NULL,
    min_gap_minutes INTEGER NOT NULL CHECK (min_gap_minutes BETWEEN 0 AND 4294967295),
    redundancy_group TEXT,
    redundancy_minimum INTEGER CHECK (redundancy_minimum BETWEEN 0 AND 4294967295),
    status TEXT NOT NULL CHECK (status IN ('asserted', 'imported', 'suggested', 'confirmed', 'disputed', 'rejected')),
    confirmed_by TEXT REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    confirmed_at TEXT CHECK (confirmed_at IS strftime('%Y-%m-%dT%H:%M:%SZ', confirmed_at)),
    evidence TEXT NOT NULL CHECK (json_valid(evidence) AND json_type(evidence) = 'array'),
    note TEXT NOT NULL,
    CHECK ((redundancy_group IS NULL) = (redundancy_minimum IS NULL))
) STRICT;
CREATE INDEX dependency_by_consumer ON dependency (consumer);
CREATE INDEX dependency_by_provider ON dependency (provider);
CREATE INDEX dependency_by_environment ON dependency (environment);
CREATE INDEX dependency_by_confirmed_by ON dependency (confirmed_by);

-- What version runs where.
CREATE TABLE installed (
    id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND id = lower(id)),
    service TEXT NOT NULL REFERENCES service (id) DEFERRABLE INITIALLY DEFERRED,
    environment TEXT NOT NULL REFERENCES environment (id) DEFERRABLE INITIALLY DEFERRED,
    version TEXT NOT NULL,
    observed_at TEXT NOT NULL CHECK (observed_at IS strftime('%Y-%m-%dT%H:%M:%SZ', observed_at)),
    origin_system TEXT,
    origin_key TEXT,
    origin_file TEXT,
    origin_row INTEGER CHECK (origin_row BETWEEN 0 AND 4294967295),
    UNIQUE (origin_system, origin_key),
    CHECK ((origin_system IS NULL) = (origin_key IS NULL)),
    CHECK ((origin_system IS NULL) = (origin_file IS NULL)),
    CHECK (origin_row IS NULL OR origin_system IS NOT NULL)
) STRICT;
CREATE INDEX installed_by_service ON installed (service);
CREATE INDEX installed_by_environment ON installed (environment);

-- Which versions work together.
CREATE TABLE compatibility (
    id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND id = lower(id)),
    provider TEXT NOT NULL REFERENCES service (id) DEFERRABLE INITIALLY DEFERRED,
    provider_versions TEXT NOT NULL,
    consumer TEXT NOT NULL REFERENCES service (id) DEFERRABLE INITIALLY DEFERRED,
    consumer_versions TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('ok', 'broken', 'untested', 'assumed')),
    evidence TEXT NOT NULL,
    origin_system TEXT,
    origin_key TEXT,
    origin_file TEXT,
    origin_row INTEGER CHECK (origin_row BETWEEN 0 AND 4294967295),
    UNIQUE (origin_system, origin_key),
    CHECK ((origin_system IS NULL) = (origin_key IS NULL)),
    CHECK ((origin_system IS NULL) = (origin_file IS NULL)),
    CHECK (origin_row IS NULL OR origin_system IS NOT NULL)
) STRICT;
CREATE INDEX compatibility_by_provider ON compatibility (provider);
CREATE INDEX compatibility_by_consumer ON compatibility (consumer);

-- Release trains.
CREATE TABLE train (
    id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND id = lower(id)),
    reference TEXT NOT NULL CHECK (length(reference) BETWEEN 1 AND 64 AND reference = trim(reference)),
    name TEXT NOT NULL,
    cadence_rule TEXT CHECK (length(cadence_rule) > 0),
    cadence_from TEXT CHECK (cadence_from IS date(cadence_from)),
    cadence_starts TEXT CHECK (cadence_starts GLOB '[0-2][0-9]:[0-5][0-9]' AND cadence_starts < '24:00'),
    cadence_minutes INTEGER CHECK (cadence_minutes BETWEEN 0 AND 4294967295),
    cadence_zone TEXT CHECK (length(cadence_zone) > 0),
    scope_lock_days INTEGER NOT NULL CHECK (scope_lock_days BETWEEN 0 AND 4294967295),
    test_days INTEGER NOT NULL CHECK (test_days BETWEEN 0 AND 4294967295),
    watch_hours INTEGER NOT NULL CHECK (watch_hours BETWEEN 0 AND 4294967295),
    capacity_points INTEGER CHECK (capacity_points BETWEEN 0 AND 4294967295),
    risk_budget INTEGER CHECK (risk_budget BETWEEN 0 AND 4294967295),
    critical_risk_budget INTEGER CHECK (critical_risk_budget BETWEEN 0 AND 4294967295),
    order_index INTEGER NOT NULL CHECK (order_index BETWEEN 0 AND 4294967295),
    cut_offs TEXT NOT NULL CHECK (json_valid(cut_offs) AND json_type(cut_offs) = 'array'),
    shift TEXT NOT NULL CHECK (shift IN ('stay', 'skip', 'next-working-day', 'previous-working-day')),
    regions TEXT NOT NULL CHECK (json_valid(regions) AND json_type(regions) = 'array'),
    origin_system TEXT,
    origin_key TEXT,
    origin_file TEXT,
    origin_row INTEGER CHECK (origin_row BETWEEN 0 AND 4294967295),
    UNIQUE (reference),
    UNIQUE (origin_system, origin_key),
    CHECK ((cadence_rule IS NULL) = (cadence_from IS NULL)),
    CHECK ((cadence_rule IS NULL) = (cadence_starts IS NULL)),
    CHECK ((cadence_rule IS NULL) = (cadence_minutes IS NULL)),
    CHECK ((cadence_rule IS NULL) = (cadence_zone IS NULL)),
    CHECK ((origin_system IS NULL) = (origin_key IS NULL)),
    CHECK ((origin_system IS NULL) = (origin_file IS NULL)),
    CHECK (origin_row IS NULL OR origin_system IS NOT NULL)
) STRICT;
CREATE TABLE train_team (
    train TEXT NOT NULL REFERENCES train (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL CHECK (position >= 0),
    team TEXT NOT NULL REFERENCES team (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (train, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX train_team_by_team ON train_team (team);

-- Dates of trains.
CREATE TABLE departure (
    id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND id = lower(id)),
    train TEXT NOT NULL REFERENCES train (id) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL,
    departs_start TEXT NOT NULL CHECK (departs_start IS strftime('%Y-%m-%dT%H:%M:%SZ', departs_start)),
    departs_end TEXT NOT NULL CHECK (departs_end IS strftime('%Y-%m-%dT%H:%M:%SZ', departs_end)),
    scope_lock TEXT CHECK (scope_lock IS strftime('%Y-%m-%dT%H:%M:%SZ', scope_lock)),
    origin_system TEXT,
    origin_key TEXT,
    origin_file TEXT,
    origin_row INTEGER CHECK (origin_row BETWEEN 0 AND 4294967295),
    UNIQUE (origin_system, origin_key),
    CHECK (departs_start < departs_end),
    CHECK ((origin_system IS NULL) = (origin_key IS NULL)),
    CHECK ((origin_system IS NULL) = (origin_file IS NULL)),
    CHECK (origin_row IS NULL OR origin_system IS NOT NULL)
) STRICT;
CREATE INDEX departure_by_train ON departure (train);

-- Releases.
CREATE TABLE "release" (
    id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND id = lower(id)),
    reference TEXT NOT NULL CHECK (length(reference) BETWEEN 1 AND 64 AND reference = trim(reference)),
    title TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('planned', 'hotfix', 'emergency')),
    state TEXT NOT NULL CHECK (state IN ('planned', 'locked', 'approved', 'deployed', 'closed', 'backed-out', 'cancelled')),
    train TEXT REFERENCES train (id) DEFERRABLE INITIALLY DEFERRED,
    departure TEXT REFERENCES departure (id) DEFERRABLE INITIALLY DEFERRED,
    owner TEXT REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    deputy TEXT REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    scope_lock TEXT NOT NULL CHECK (scope_lock IS strftime('%Y-%m-%dT%H:%M:%SZ', scope_lock)),
    test_starts TEXT NOT NULL CHECK (test_starts IS strftime('%Y-%m-%dT%H:%M:%SZ', test_starts)),
    deploy_start TEXT NOT NULL CHECK (deploy_start IS strftime('%Y-%m-%dT%H:%M:%SZ', deploy_start)),
    deploy_end TEXT NOT NULL CHECK (deploy_end IS strftime('%Y-%m-%dT%H:%M:%SZ', deploy_end)),
    watch_hours INTEGER NOT NULL CHECK (watch_hours BETWEEN 0 AND 4294967295),
    environment TEXT REFERENCES environment (id) DEFERRABLE INITIALLY DEFERRED,
    capacity_points INTEGER CHECK (capacity_points BETWEEN 0 AND 4294967295),
    risk_budget INTEGER CHECK (risk_budget BETWEEN 0 AND 4294967295),
    merged_into TEXT REFERENCES "release" (id) DEFERRABLE INITIALLY DEFERRED,
    note TEXT NOT NULL,
    origin_system TEXT,
    origin_key TEXT,
    origin_file TEXT,
    origin_row INTEGER CHECK (origin_row BETWEEN 0 AND 4294967295),
    UNIQUE (reference),
    UNIQUE (origin_system, origin_key),
    CHECK (deploy_start < deploy_end),
    CHECK ((origin_system IS NULL) = (origin_key IS NULL)),
    CHECK ((origin_system IS NULL) = (origin_file IS NULL)),
    CHECK (origin_row IS NULL OR origin_system IS NOT NULL)
) STRICT;
CREATE INDEX release_by_train ON "release" (train);
CREATE INDEX release_by_departure ON "release" (departure);
CREATE INDEX release_by_owner ON "release" (owner);
CREATE INDEX release_by_deputy ON "release" (deputy);
CREATE INDEX release_by_environment ON "release" (environment);
CREATE INDEX release_by_merged_into ON "release" (merged_into);

-- Changes.
CREATE TABLE change (
    id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND id = lower(id)),
    reference TEXT NOT NULL CHECK (length(reference) BETWEEN 1 AND 64 AND reference = trim(reference)),
    title TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('standard', 'normal', 'emergency')),
    state TEXT NOT NULL CHECK (state IN ('proposed', 'ready', 'approved', 'deployed', 'backed-out', 'cancelled')),
    description TEXT NOT NULL,
    version TEXT NOT NULL,
    contracts TEXT NOT NULL CHECK (json_valid(contracts) AND json_type(contracts) = 'array'),
    team TEXT REFERENCES team (id) DEFERRABLE INITIALLY DEFERRED,
    owner TEXT REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    "release" TEXT REFERENCES "release" (id) DEFERRABLE INITIALLY DEFERRED,
    pinned INTEGER NOT NULL CHECK (pinned IN (0, 1)),
    value_per_week INTEGER NOT NULL CHECK (value_per_week BETWEEN 0 AND 4294967295),
    effort_points INTEGER NOT NULL CHECK (effort_points BETWEEN 0 AND 4294967295),
    deploy_minutes INTEGER NOT NULL CHECK (deploy_minutes BETWEEN 0 AND 4294967295),
    back_out_minutes INTEGER CHECK (back_out_minutes BETWEEN 0 AND 4294967295),
    reversible TEXT NOT NULL CHECK (reversible IN ('yes', 'until-step', 'no')),
    risk_probability INTEGER CHECK (risk_probability BETWEEN 1 AND 5),
    risk_impact INTEGER CHECK (risk_impact BETWEEN 1 AND 5),
    risk_failed_before INTEGER NOT NULL CHECK (risk_failed_before BETWEEN 0 AND 4294967295),
    risk_done_before INTEGER NOT NULL CHECK (risk_done_before BETWEEN 0 AND 4294967295),
    risk_evidence_needed INTEGER NOT NULL CHECK (risk_evidence_needed BETWEEN 0 AND 4294967295),
    risk_evidence_seen INTEGER NOT NULL CHECK (risk_evidence_seen BETWEEN 0 AND 4294967295),
    risk_back_out_rehearsed_on TEXT CHECK (risk_back_out_rehearsed_on IS date(risk_back_out_rehearsed_on)),
    risk_overridden_level INTEGER CHECK (risk_overridden_level BETWEEN 1 AND 5),
    risk_overridden_reason TEXT,
    risk_overridden_by TEXT REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    ready_on TEXT CHECK (ready_on IS date(ready_on)),
    due_on TEXT CHECK (due_on IS date(due_on)),
    due_kind TEXT CHECK (due_kind IN ('wish', 'contract', 'legal')),
    together TEXT NOT NULL,
    deferrals INTEGER NOT NULL CHECK (deferrals BETWEEN 0 AND 4294967295),
    deferral_reason TEXT NOT NULL,
    origin_system TEXT,
    origin_key TEXT,
    origin_file TEXT,
    origin_row INTEGER CHECK (origin_row BETWEEN 0 AND 4294967295),
    UNIQUE (reference),
    UNIQUE (origin_system, origin_key),
    CHECK ((origin_system IS NULL) = (origin_key IS NULL)),
    CHECK ((origin_system IS NULL) = (origin_file IS NULL)),
    CHECK (origin_row IS NULL OR origin_system IS NOT NULL),
    CHECK ((due_on IS NULL) = (due_kind IS NULL)),
    CHECK ((risk_overridden_level IS NULL) = (risk_overridden_reason IS NULL)),
    CHECK (risk_overridden_by IS NULL OR risk_overridden_level IS NOT NULL)
) STRICT;
CREATE INDEX change_by_team ON change (team);
CREATE INDEX change_by_owner ON change (owner);
CREATE INDEX change_by_release ON change ("release");
CREATE INDEX change_by_risk_overridden_by ON change (risk_overridden_by);
CREATE TABLE change_service (
    change TEXT NOT NULL REFERENCES change (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL CHECK (position >= 0),
    service TEXT NOT NULL REFERENCES service (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (change, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX change_service_by_service ON change_service (service);
CREATE TABLE change_requires (
    change TEXT NOT NULL REFERENCES change (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL CHECK (position >= 0),
    requires TEXT NOT NULL REFERENCES change (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (change, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX change_requires_by_requires ON change_requires (requires);
CREATE TABLE change_apart_from (
    change TEXT NOT NULL REFERENCES change (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL CHECK (position >= 0),
    apart_from TEXT NOT NULL REFERENCES change (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (change, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX change_apart_from_by_apart_from ON change_apart_from (apart_from);

-- When deployment is allowed.
CREATE TABLE deployment_window (
    id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND id = lower(id)),
    reference TEXT NOT NULL CHECK (length(reference) BETWEEN 1 AND 64 AND reference = trim(reference)),
    name TEXT NOT NULL,
    region TEXT NOT NULL,
    class TEXT NOT NULL CHECK (class IN ('regular', 'extended')),
    recurrence_rule TEXT NOT NULL CHECK (length(recurrence_rule) > 0),
    recurrence_from TEXT NOT NULL CHECK (recurrence_from IS date(recurrence_from)),
    recurrence_starts TEXT NOT NULL CHECK (recurrence_starts GLOB '[0-2][0-9]:[0-5][0-9]' AND recurrence_starts < '24:00'),
    recurrence_minutes INTEGER NOT NULL CHECK (recurrence_minutes BETWEEN 0 AND 4294967295),
    recurrence_zone TEXT NOT NULL CHECK (length(recurrence_zone) > 0),
    until TEXT CHECK (until IS date(until)),
    environment TEXT REFERENCES environment (id) DEFERRABLE INITIALLY DEFERRED,
    origin_system TEXT,
    origin_key TEXT,
    origin_file TEXT,
    origin_row INTEGER CHECK (origin_row BETWEEN 0 AND 4294967295),
    UNIQUE (reference),
    UNIQUE (origin_system, origin_key),
    CHECK ((origin_system IS NULL) = (origin_key IS NULL)),
    CHECK ((origin_system IS NULL) = (origin_file IS NULL)),
    CHECK (origin_row IS NULL OR origin_system IS NOT NULL)
) STRICT;
CREATE INDEX deployment_window_by_environment ON deployment_window (environment);
CREATE TABLE window_train (
    "window" TEXT NOT NULL REFERENCES deployment_window (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL CHECK (position >= 0),
    train TEXT NOT NULL REFERENCES train (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY ("window", position)
) STRICT, WITHOUT ROWID;
CREATE INDEX window_train_by_train ON window_train (train);
CREATE TABLE window_service (
    "window" TEXT NOT NULL REFERENCES deployment_window (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL CHECK (position >= 0),
    service TEXT NOT NULL REFERENCES service (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY ("window", position)
) STRICT, WITHOUT ROWID;
CREATE INDEX window_service_by_service ON window_service (service);

-- What the house says about freezes of a kind of event.
CREATE TABLE freeze_policy (
    id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND id = lower(id)),
    reference TEXT NOT NULL CHECK (length(reference) BETWEEN 1 AND 64 AND reference = trim(reference)),
    name TEXT NOT NULL,
    event_type TEXT NOT NULL,
    levels TEXT NOT NULL CHECK (json_valid(levels) AND json_type(levels) = 'array'),
    notice_days INTEGER NOT NULL CHECK (notice_days BETWEEN 0 AND 4294967295),
    response_days INTEGER NOT NULL CHECK (response_days BETWEEN 0 AND 4294967295),
    silence_rule TEXT NOT NULL CHECK (silence_rule IN ('consent', 'escalate', 'object')),
    max_exceptions INTEGER CHECK (max_exceptions BETWEEN 0 AND 4294967295),
    review_days INTEGER NOT NULL CHECK (review_days BETWEEN 0 AND 4294967295),
    thaw_daily_risk INTEGER NOT NULL CHECK (thaw_daily_risk BETWEEN 0 AND 4294967295),
    thaw_tier_zero INTEGER CHECK (thaw_tier_zero BETWEEN 0 AND 4294967295),
    criteria TEXT NOT NULL CHECK (json_valid(criteria) AND json_type(criteria) = 'array'),
    UNIQUE (reference)
) STRICT;

-- Freezes.
CREATE TABLE freeze (
    id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND id = lower(id)),
    reference TEXT NOT NULL CHECK (length(reference) BETWEEN 1 AND 64 AND reference = trim(reference)),
    name TEXT NOT NULL,
    reason TEXT NOT NULL,
    level TEXT NOT NULL CHECK (level IN ('open', 'notice', 'soft', 'hard', 'lockdown')),
    state TEXT NOT NULL CHECK (state IN ('draft', 'asked', 'agreed', 'withdrawn')),
    window_start TEXT NOT NULL CHECK (window_start IS strftime('%Y-%m-%dT%H:%M:%SZ', window_start)),
    window_end TEXT NOT NULL CHECK (window_end IS strftime('%Y-%m-%dT%H:%M:%SZ', window_end)),
    zone TEXT NOT NULL CHECK (length(zone) > 0),
    scope_systems TEXT NOT NULL CHECK (json_valid(scope_systems) AND json_type(scope_systems) = 'array'),
    scope_kinds TEXT NOT NULL CHECK (json_valid(scope_kinds) AND json_type(scope_kinds) = 'array'),
    asked_by TEXT NOT NULL,
    criteria TEXT NOT NULL CHECK (json_valid(criteria) AND json_type(criteria) = 'array'),
    allowed TEXT NOT NULL CHECK (json_valid(allowed) AND json_type(allowed) = 'array'),
    in_flight TEXT NOT NULL CHECK (in_flight IN ('stop', 'finish', 'abort')),
    policy TEXT REFERENCES freeze_policy (id) DEFERRABLE INITIALLY DEFERRED,
    origin_system TEXT,
    origin_key TEXT,
    origin_file TEXT,
    origin_row INTEGER CHECK (origin_row BETWEEN 0 AND 4294967295),
    UNIQUE (reference),
    UNIQUE (origin_system, origin_key),
    CHECK (window_start < window_end),
    CHECK ((origin_system IS NULL) = (origin_key IS NULL)),
    CHECK ((origin_system IS NULL) = (origin_file IS NULL)),
    CHECK (origin_row IS NULL OR origin_system IS NOT NULL)
) STRICT;
CREATE INDEX freeze_by_policy ON freeze (policy);
CREATE TABLE freeze_service (
    freeze TEXT NOT NULL REFERENCES freeze (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL CHECK (position >= 0),
    service TEXT NOT NULL REFERENCES service (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (freeze, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX freeze_service_by_service ON freeze_service (service);
CREATE TABLE freeze_team (
    freeze TEXT NOT NULL REFERENCES freeze (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL CHECK (position >= 0),
    team TEXT NOT NULL REFERENCES team (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (freeze, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX freeze_team_by_team ON freeze_team (team);
CREATE TABLE freeze_environment (
    freeze TEXT NOT NULL REFERENCES freeze (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL CHECK (position >= 0),
    environment TEXT NOT NULL REFERENCES environment (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (freeze, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX freeze_environment_by_environment ON freeze_environment (environment);
CREATE TABLE freeze_except_service (
    freeze TEXT NOT NULL REFERENCES freeze (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL CHECK (position >= 0),
    service TEXT NOT NULL REFERENCES service (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (freeze, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX freeze_except_service_by_service ON freeze_except_service (service);

-- Requests to deploy inside a freeze.
CREATE TABLE freeze_exception (
    id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND id = lower(id)),
    reference TEXT NOT NULL CHECK (length(reference) BETWEEN 1 AND 64 AND reference = trim(reference)),
    freeze TEXT NOT NULL REFERENCES freeze (id) DEFERRABLE INITIALLY DEFERRED,
    "release" TEXT REFERENCES "release" (id) DEFERRABLE INITIALLY DEFERRED,
    requester TEXT NOT NULL,
    reason TEXT NOT NULL,
    filed_at TEXT NOT NULL CHECK (filed_at IS strftime('%Y-%m-%dT%H:%M:%SZ', filed_at)),
    slot_start TEXT CHECK (slot_start IS strftime('%Y-%m-%dT%H:%M:%SZ', slot_start)),
    slot_end TEXT CHECK (slot_end IS strftime('%Y-%m-%dT%H:%M:%SZ', slot_end)),
    criteria_met TEXT NOT NULL CHECK (json_valid(criteria_met) AND json_type(criteria_met) = 'array'),
    verdict TEXT NOT NULL CHECK (verdict IN ('filed', 'more-info', 'granted', 'granted-if', 'rejected', 'withdrawn')),
    decided_at TEXT CHECK (decided_at IS strftime('%Y-%m-%dT%H:%M:%SZ', decided_at)),
    decided_by TEXT REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    conditions TEXT NOT NULL CHECK (json_valid(conditions) AND json_type(conditions) = 'array'),
    valid_start TEXT CHECK (valid_start IS strftime('%Y-%m-%dT%H:%M:%SZ', valid_start)),
    valid_end TEXT CHECK (valid_end IS strftime('%Y-%m-%dT%H:%M:%SZ', valid_end)),
    case_reason_code TEXT NOT NULL CHECK (case_reason_code IN ('security', 'legal', 'defect', 'data-loss', 'contract', 'other')),
    case_delta TEXT NOT NULL CHECK (json_valid(case_delta) AND json_type(case_delta) = 'array'),
    case_if_declined TEXT NOT NULL,
    case_risk TEXT NOT NULL,
    case_evidence TEXT NOT NULL CHECK (json_valid(case_evidence) AND json_type(case_evidence) = 'array'),
    case_back_out TEXT NOT NULL,
    case_back_out_rehearsed_on TEXT CHECK (case_back_out_rehearsed_on IS date(case_back_out_rehearsed_on)),
    case_back_out_minutes INTEGER CHECK (case_back_out_minutes BETWEEN 0 AND 4294967295),
    case_staffing TEXT NOT NULL CHECK (json_valid(case_staffing) AND json_type(case_staffing) = 'array'),
    case_alternatives TEXT NOT NULL,
    case_days_asked INTEGER CHECK (case_days_asked BETWEEN 0 AND 4294967295),
    after_uses_allowed INTEGER NOT NULL CHECK (after_uses_allowed BETWEEN 1 AND 4294967295),
    after_uses TEXT NOT NULL CHECK (json_valid(after_uses) AND json_type(after_uses) = 'array'),
    after_review_due TEXT CHECK (after_review_due IS date(after_review_due)),
    after_reviewed_at TEXT CHECK (after_reviewed_at IS strftime('%Y-%m-%dT%H:%M:%SZ', after_reviewed_at)),
    after_review TEXT NOT NULL,
    origin_system TEXT,
    origin_key TEXT,
    origin_file TEXT,
    origin_row INTEGER CHECK (origin_row BETWEEN 0 AND 4294967295),
    UNIQUE (reference),
    UNIQUE (origin_system, origin_key),
    CHECK ((slot_start IS NULL) = (slot_end IS NULL)),
    CHECK (slot_start < slot_end),
    CHECK ((valid_start IS NULL) = (valid_end IS NULL)),
    CHECK (valid_start < valid_end),
    CHECK ((origin_system IS NULL) = (origin_key IS NULL)),
    CHECK ((origin_system IS NULL) = (origin_file IS NULL)),
    CHECK (origin_row IS NULL OR origin_system IS NOT NULL)
) STRICT;
CREATE INDEX freeze_exception_by_freeze ON freeze_exception (freeze);
CREATE INDEX freeze_exception_by_release ON freeze_exception ("release");
CREATE INDEX freeze_exception_by_decided_by ON freeze_exception (decided_by);
CREATE TABLE exception_change (
    exception TEXT NOT NULL REFERENCES freeze_exception (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL CHECK (position >= 0),
    change TEXT NOT NULL REFERENCES change (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (exception, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX exception_change_by_change ON exception_change (change);
CREATE TABLE exception_environment (
    exception TEXT NOT NULL REFERENCES freeze_exception (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL CHECK (position >= 0),
    environment TEXT NOT NULL REFERENCES environment (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (exception, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX exception_environment_by_environment ON exception_environment (environment);

-- Talks about a freeze.
CREATE TABLE negotiation (
    id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND id = lower(id)),
    reference TEXT NOT NULL CHECK (length(reference) BETWEEN 1 AND 64 AND reference = trim(reference)),
    freeze TEXT NOT NULL REFERENCES freeze (id) DEFERRABLE INITIALLY DEFERRED,
    state TEXT NOT NULL CHECK (state IN ('draft', 'open', 'escalated', 'agreed', 'decided', 'withdrawn')),
    parties TEXT NOT NULL CHECK (json_valid(parties) AND json_type(parties) = 'array'),
    decider TEXT REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    silence_rule TEXT NOT NULL CHECK (silence_rule IN ('consent', 'escalate', 'object')),
    ends_by TEXT CHECK (ends_by IS strftime('%Y-%m-%dT%H:%M:%SZ', ends_by)),
    event_name TEXT,
    event_owner TEXT,
    event_start TEXT CHECK (event_start IS strftime('%Y-%m-%dT%H:%M:%SZ', event_start)),
    event_end TEXT CHECK (event_end IS strftime('%Y-%m-%dT%H:%M:%SZ', event_end)),
    event_value_per_hour INTEGER CHECK (event_value_per_hour BETWEEN 0 AND 4294967295),
    mediator TEXT REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    policy TEXT REFERENCES freeze_policy (id) DEFERRABLE INITIALLY DEFERRED,
    supersedes TEXT REFERENCES negotiation (id) DEFERRABLE INITIALLY DEFERRED,
    escalation TEXT NOT NULL,
    review_at TEXT CHECK (review_at IS strftime('%Y-%m-%dT%H:%M:%SZ', review_at)),
    review_by TEXT,
    review_text TEXT,
    UNIQUE (reference),
    CHECK ((event_name IS NULL) = (event_owner IS NULL)),
    CHECK ((event_name IS NULL) = (event_start IS NULL)),
    CHECK ((event_name IS NULL) = (event_end IS NULL)),
    CHECK (event_value_per_hour IS NULL OR event_name IS NOT NULL),
    CHECK (event_start < event_end),
    CHECK ((review_at IS NULL) = (review_by IS NULL)),
    CHECK ((review_at IS NULL) = (review_text IS NULL)),
    CHECK (supersedes <> id)
) STRICT;
CREATE INDEX negotiation_by_freeze ON negotiation (freeze);
CREATE INDEX negotiation_by_decider ON negotiation (decider);
CREATE INDEX negotiation_by_mediator ON negotiation (mediator);
CREATE INDEX negotiation_by_policy ON negotiation (policy);
CREATE INDEX negotiation_by_supersedes ON negotiation (supersedes);

-- Offers: never edited, a change of mind is a new one.
CREATE TABLE offer (
    id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND id = lower(id)),
    negotiation TEXT NOT NULL REFERENCES negotiation (id) DEFERRABLE INITIALLY DEFERRED,
    round INTEGER NOT NULL CHECK (round BETWEEN 0 AND 4294967295),
    side TEXT NOT NULL CHECK (side IN ('event', 'delivery')),
    by_name TEXT NOT NULL,
    "by" TEXT REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    made_at TEXT NOT NULL CHECK (made_at IS strftime('%Y-%m-%dT%H:%M:%SZ', made_at)),
    phases TEXT NOT NULL CHECK (json_valid(phases) AND json_type(phases) = 'array'),
    message TEXT NOT NULL,
    replies_by TEXT CHECK (replies_by IS strftime('%Y-%m-%dT%H:%M:%SZ', replies_by)),
    via TEXT NOT NULL CHECK (via IN ('desk', 'response-file', 'silence'))
) STRICT;
CREATE INDEX offer_by_negotiation ON offer (negotiation);
CREATE INDEX offer_by_by ON offer ("by");

-- What a party says about an offer.
CREATE TABLE position (
    id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND id = lower(id)),
    negotiation TEXT NOT NULL REFERENCES negotiation (id) DEFERRABLE INITIALLY DEFERRED,
    offer TEXT NOT NULL REFERENCES offer (id) DEFERRABLE INITIALLY DEFERRED,
    party TEXT NOT NULL,
    stance TEXT NOT NULL CHECK (stance IN ('not-opened', 'reading', 'accept', 'accept-if', 'object', 'abstain')),
    conditions TEXT NOT NULL,
    at TEXT NOT NULL CHECK (at IS strftime('%Y-%m-%dT%H:%M:%SZ', at)),
    "by" TEXT NOT NULL,
    via TEXT NOT NULL CHECK (via IN ('desk', 'response-file', 'silence'))
) STRICT;
CREATE INDEX position_by_negotiation ON position (negotiation);
CREATE INDEX position_by_offer ON position (offer);

-- What parties need from talks.
CREATE TABLE interest (
    id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND id = lower(id)),
    negotiation TEXT NOT NULL REFERENCES negotiation (id) DEFERRABLE INITIALLY DEFERRED,
    party TEXT NOT NULL,
    change TEXT REFERENCES change (id) DEFERRABLE INITIALLY DEFERRED,
    "release" TEXT REFERENCES "release" (id) DEFERRABLE INITIALLY DEFERRED,
    need TEXT NOT NULL,
    value_per_day INTEGER NOT NULL CHECK (value_per_day BETWEEN 0 AND 4294967295),
    hard_date TEXT CHECK (hard_date IS date(hard_date))
) STRICT;
CREATE INDEX interest_by_negotiation ON interest (negotiation);
CREATE INDEX interest_by_change ON interest (change);
CREATE INDEX interest_by_release ON interest ("release");

-- What parties give each other in talks.
CREATE TABLE concession (
    id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND id = lower(id)),
    negotiation TEXT NOT NULL REFERENCES negotiation (id) DEFERRABLE INITIALLY DEFERRED,
    round INTEGER NOT NULL CHECK (round BETWEEN 0 AND 4294967295),
    giver TEXT NOT NULL,
    taker TEXT NOT NULL,
    gives TEXT NOT NULL,
    gets TEXT NOT NULL,
    exception TEXT REFERENCES freeze_exception (id) DEFERRABLE INITIALLY DEFERRED,
    accepted_at TEXT CHECK (accepted_at IS strftime('%Y-%m-%dT%H:%M:%SZ', accepted_at))
) STRICT;
CREATE INDEX concession_by_negotiation ON concession (negotiation);
CREATE INDEX concession_by_exception ON concession (exception);

-- What was agreed about a freeze: never edited, what changes later is the next version.
CREATE TABLE agreement (
    id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND id = lower(id)),
    negotiation TEXT NOT NULL REFERENCES negotiation (id) DEFERRABLE INITIALLY DEFERRED,
    freeze TEXT NOT NULL REFERENCES freeze (id) DEFERRABLE INITIALLY DEFERRED,
    offer TEXT NOT NULL REFERENCES offer (id) DEFERRABLE INITIALLY DEFERRED,
    version INTEGER NOT NULL CHECK (version BETWEEN 1 AND 4294967295),
    agreed_at TEXT NOT NULL CHECK (agreed_at IS strftime('%Y-%m-%dT%H:%M:%SZ', agreed_at)),
    decided_by TEXT REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    review_on TEXT CHECK (review_on IS date(review_on)),
    digest TEXT NOT NULL CHECK (length(digest) = 64 AND digest NOT GLOB '*[^0-9a-f]*'),
    UNIQUE (freeze, version)
) STRICT;
CREATE INDEX agreement_by_negotiation ON agreement (negotiation);
CREATE INDEX agreement_by_offer ON agreement (offer);
CREATE INDEX agreement_by_decided_by ON agreement (decided_by);

-- Signatures under agreements: one a party.
CREATE TABLE signature (
    id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND id = lower(id)),
    agreement TEXT NOT NULL REFERENCES agreement (id) DEFERRABLE INITIALLY DEFERRED,
    party TEXT NOT NULL,
    person TEXT NOT NULL,
    at TEXT NOT NULL CHECK (at IS strftime('%Y-%m-%dT%H:%M:%SZ', at)),
    method TEXT NOT NULL CHECK (method IN ('key', 'name', 'response-file')),
    key TEXT CHECK (length(key) = 64 AND key NOT GLOB '*[^0-9a-f]*'),
    signature TEXT CHECK (length(signature) = 128 AND signature NOT GLOB '*[^0-9a-f]*'),
    UNIQUE (agreement, party),
    CHECK ((method = 'key') = (key IS NOT NULL)),
    CHECK ((key IS NULL) = (signature IS NULL))
) STRICT;

-- In which order what waited for the end of a freeze goes.
CREATE TABLE thaw_plan (
    id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND id = lower(id)),
    freeze TEXT NOT NULL REFERENCES freeze (id) DEFERRABLE INITIALLY DEFERRED,
    daily_cap INTEGER NOT NULL CHECK (daily_cap BETWEEN 0 AND 4294967295),
    tier_cap INTEGER CHECK (tier_cap BETWEEN 0 AND 4294967295),
    days TEXT NOT NULL CHECK (json_valid(days) AND json_type(days) = 'array'),
    UNIQUE (freeze)
) STRICT;

-- Times of the business.
CREATE TABLE business_time (
    id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND id = lower(id)),
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('hours', 'holiday', 'closure', 'peak', 'vendor-window')),
    region TEXT NOT NULL,
    zone TEXT NOT NULL CHECK (length(zone) > 0),
    occurs TEXT NOT NULL CHECK (json_valid(occurs)),
    note TEXT NOT NULL,
    origin_system TEXT,
    origin_key TEXT,
    origin_file TEXT,
    origin_row INTEGER CHECK (origin_row BETWEEN 0 AND 4294967295),
    UNIQUE (origin_system, origin_key),
    CHECK ((origin_system IS NULL) = (origin_key IS NULL)),
    CHECK ((origin_system IS NULL) = (origin_file IS NULL)),
    CHECK (origin_row IS NULL OR origin_system IS NOT NULL)
) STRICT;
CREATE TABLE business_time_service (
    business_time TEXT NOT NULL REFERENCES business_time (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL CHECK (position >= 0),
    service TEXT NOT NULL REFERENCES service (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (business_time, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX business_time_service_by_service ON business_time_service (service);

-- How many people use what when.
CREATE TABLE load_curve (
    id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND id = lower(id)),
    service TEXT REFERENCES service (id) DEFERRABLE INITIALLY DEFERRED,
    region TEXT NOT NULL,
    zone TEXT NOT NULL CHECK (length(zone) > 0),
    users TEXT NOT NULL CHECK (json_valid(users) AND json_type(users) = 'array'),
    origin_system TEXT,
    origin_key TEXT,
    origin_file TEXT,
    origin_row INTEGER CHECK (origin_row BETWEEN 0 AND 4294967295),
    UNIQUE (origin_system, origin_key),
    CHECK ((origin_system IS NULL) = (origin_key IS NULL)),
    CHECK ((origin_system IS NULL) = (origin_file IS NULL)),
    CHECK (origin_row IS NULL OR origin_system IS NOT NULL)
) STRICT;
CREATE INDEX load_curve_by_service ON load_curve (service);

-- Series of meetings.
CREATE TABLE meeting_series (
    id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND id = lower(id)),
    reference TEXT NOT NULL CHECK (length(reference) BETWEEN 1 AND 64 AND reference = trim(reference)),
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('normal', 'emergency')),
    recurrence_rule TEXT NOT NULL CHECK (length(recurrence_rule) > 0),
    recurrence_from TEXT NOT NULL CHECK (recurrence_from IS date(recurrence_from)),
    recurrence_starts TEXT NOT NULL CHECK (recurrence_starts GLOB '[0-2][0-9]:[0-5][0-9]' AND recurrence_starts < '24:00'),
    recurrence_minutes INTEGER NOT NULL CHECK (recurrence_minutes BETWEEN 0 AND 4294967295),
    recurrence_zone TEXT NOT NULL CHECK (length(recurrence_zone) > 0),
    until TEXT CHECK (until IS date(until)),
    members TEXT NOT NULL CHECK (json_valid(members) AND json_type(members) = 'array'),
    quorum INTEGER NOT NULL CHECK (quorum BETWEEN 0 AND 4294967295),
    agenda_discuss_from INTEGER NOT NULL CHECK (agenda_discuss_from BETWEEN 1 AND 5),
    agenda_minutes_low INTEGER NOT NULL CHECK (agenda_minutes_low BETWEEN 0 AND 4294967295),
    agenda_minutes_medium INTEGER NOT NULL CHECK (agenda_minutes_medium BETWEEN 0 AND 4294967295),
    agenda_minutes_high INTEGER NOT NULL CHECK (agenda_minutes_high BETWEEN 0 AND 4294967295),
    agenda_days_ahead INTEGER NOT NULL CHECK (agenda_days_ahead BETWEEN 0 AND 4294967295),
    origin_system TEXT,
    origin_key TEXT,
    origin_file TEXT,
    origin_row INTEGER CHECK (origin_row BETWEEN 0 AND 4294967295),
    UNIQUE (reference),
    UNIQUE (origin_system, origin_key),
    CHECK ((origin_system IS NULL) = (origin_key IS NULL)),
    CHECK ((origin_system IS NULL) = (origin_file IS NULL)),
    CHECK (origin_row IS NULL OR origin_system IS NOT NULL)
) STRICT;

-- Meetings of the CAB.
CREATE TABLE cab_meeting (
    id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND id = lower(id)),
    series TEXT NOT NULL REFERENCES meeting_series (id) DEFERRABLE INITIALLY DEFERRED,
    starts_at TEXT NOT NULL CHECK (starts_at IS strftime('%Y-%m-%dT%H:%M:%SZ', starts_at)),
    state TEXT NOT NULL CHECK (state IN ('planned', 'running', 'closed')),
    standing TEXT REFERENCES agenda_item (id) DEFERRABLE INITIALLY DEFERRED,
    opened_at TEXT CHECK (opened_at IS strftime('%Y-%m-%dT%H:%M:%SZ', opened_at)),
    paused_at TEXT CHECK (paused_at IS strftime('%Y-%m-%dT%H:%M:%SZ', paused_at)),
    paused_seconds INTEGER NOT NULL CHECK (paused_seconds BETWEEN 0 AND 4294967295),
    item_since TEXT CHECK (item_since IS strftime('%Y-%m-%dT%H:%M:%SZ', item_since)),
    closed_at TEXT CHECK (closed_at IS strftime('%Y-%m-%dT%H:%M:%SZ', closed_at)),
    blank INTEGER NOT NULL CHECK (blank IN (0, 1)),
    pre_read_at TEXT CHECK (pre_read_at IS strftime('%Y-%m-%dT%H:%M:%SZ', pre_read_at)),
    pre_read_seq INTEGER CHECK (pre_read_seq >= 0),
    CHECK ((pre_read_at IS NULL) = (pre_read_seq IS NULL))
) STRICT;
CREATE INDEX cab_meeting_by_series ON cab_meeting (series);
CREATE INDEX cab_meeting_by_standing ON cab_meeting (standing);

CREATE TABLE cab_meeting_present (
    meeting TEXT NOT NULL REFERENCES cab_meeting (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL CHECK (position >= 0),
    person TEXT NOT NULL REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (meeting, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX cab_meeting_present_by_person ON cab_meeting_present (person);

-- Items of agendas. What they are about may be gone, so nothing is referred to.
CREATE TABLE agenda_item (
    id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND id = lower(id)),
    meeting TEXT NOT NULL REFERENCES cab_meeting (id) DEFERRABLE INITIALLY DEFERRED,
    order_index INTEGER NOT NULL CHECK (order_index BETWEEN 0 AND 4294967295),
    subject_kind TEXT CHECK (length(subject_kind) > 0),
    subject_id TEXT CHECK (length(subject_id) = 36),
    title TEXT NOT NULL,
    block TEXT NOT NULL CHECK (block IN ('review', 'discuss', 'consent', 'inform')),
    minutes INTEGER NOT NULL CHECK (minutes BETWEEN 0 AND 4294967295),
    presenter TEXT REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    seconds_spent INTEGER NOT NULL CHECK (seconds_spent BETWEEN 0 AND 4294967295),
    note TEXT NOT NULL,
    questions TEXT NOT NULL CHECK (json_valid(questions) AND json_type(questions) = 'array'),
    read_as TEXT NOT NULL CHECK (json_valid(read_as)),
    CHECK ((subject_kind IS NULL) = (subject_id IS NULL))
) STRICT;
CREATE INDEX agenda_item_by_meeting ON agenda_item (meeting);
CREATE INDEX agenda_item_by_presenter ON agenda_item (presenter);

-- What voters say of items.
CREATE TABLE cab_vote (
    id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND id = lower(id)),
    item TEXT NOT NULL REFERENCES agenda_item (id) DEFERRABLE INITIALLY DEFERRED,
    person TEXT NOT NULL REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    choice TEXT NOT NULL CHECK (choice IN ('for', 'against', 'unsure')),
    chance INTEGER CHECK (chance BETWEEN 0 AND 100),
    at TEXT NOT NULL CHECK (at IS strftime('%Y-%m-%dT%H:%M:%SZ', at))
) STRICT;
CREATE INDEX cab_vote_by_item ON cab_vote (item);
CREATE INDEX cab_vote_by_person ON cab_vote (person);

-- What the CAB decided about items.
CREATE TABLE cab_decision (
    id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND id = lower(id)),
    item TEXT NOT NULL REFERENCES agenda_item (id) DEFERRABLE INITIALLY DEFERRED,
    verdict TEXT NOT NULL CHECK (verdict IN ('approved', 'approved-if', 'deferred', 'rejected', 'noted')),
    note TEXT NOT NULL,
    changed_something INTEGER NOT NULL CHECK (changed_something IN (0, 1)),
    decided_at TEXT NOT NULL CHECK (decided_at IS strftime('%Y-%m-%dT%H:%M:%SZ', decided_at)),
    "by" TEXT NOT NULL,
    stands_on TEXT NOT NULL CHECK (json_valid(stands_on))
) STRICT;
CREATE INDEX cab_decision_by_item ON cab_decision (item);

-- What somebody owes: conditions, actions, reviews.
CREATE TABLE owed_step (
    id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND id = lower(id)),
    kind TEXT NOT NULL CHECK (kind IN ('condition', 'action', 'review')),
    item TEXT REFERENCES agenda_item (id) DEFERRABLE INITIALLY DEFERRED,
    subject_kind TEXT CHECK (length(subject_kind) > 0),
    subject_id TEXT CHECK (length(subject_id) = 36),
    text TEXT NOT NULL CHECK (length(trim(text)) > 0),
    owner TEXT REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    due TEXT CHECK (due IS date(due)),
    done_at TEXT CHECK (done_at IS strftime('%Y-%m-%dT%H:%M:%SZ', done_at)),
    done_by TEXT NOT NULL,
    evidence TEXT NOT NULL,
    CHECK ((subject_kind IS NULL) = (subject_id IS NULL))
) STRICT;
CREATE INDEX owed_step_by_item ON owed_step (item);
CREATE INDEX owed_step_by_owner ON owed_step (owner);

-- Milestones of projects.
CREATE TABLE milestone (
    id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND id = lower(id)),
    project TEXT NOT NULL,
    name TEXT NOT NULL,
    planned TEXT NOT NULL CHECK (planned IS date(planned)),
    forecasts TEXT NOT NULL CHECK (json_valid(forecasts) AND json_type(forecasts) = 'array'),
    reached TEXT CHECK (reached IS date(reached)),
    "release" TEXT REFERENCES "release" (id) DEFERRABLE INITIALLY DEFERRED,
    gate TEXT NOT NULL CHECK (gate IN ('scope-lock', 'test', 'deploy')),
    origin_system TEXT,
    origin_key TEXT,
    origin_file TEXT,
    origin_row INTEGER CHECK (origin_row BETWEEN 0 AND 4294967295),
    UNIQUE (origin_system, origin_key),
    CHECK ((origin_system IS NULL) = (origin_key IS NULL)),
    CHECK ((origin_system IS NULL) = (origin_file IS NULL)),
    CHECK (origin_row IS NULL OR origin_system IS NOT NULL)
) STRICT;
CREATE INDEX milestone_by_release ON milestone ("release");

-- Bookings of environments.
CREATE TABLE booking (
    id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND id = lower(id)),
    reference TEXT NOT NULL CHECK (length(reference) BETWEEN 1 AND 64 AND reference = trim(reference)),
    environment TEXT NOT NULL REFERENCES environment (id) DEFERRABLE INITIALLY DEFERRED,
    purpose TEXT NOT NULL,
    "release" TEXT REFERENCES "release" (id) DEFERRABLE INITIALLY DEFERRED,
    change TEXT REFERENCES change (id) DEFERRABLE INITIALLY DEFERRED,
    mode TEXT NOT NULL CHECK (mode IN ('exclusive', 'shared')),
    window_start TEXT NOT NULL CHECK (window_start IS strftime('%Y-%m-%dT%H:%M:%SZ', window_start)),
    window_end TEXT NOT NULL CHECK (window_end IS strftime('%Y-%m-%dT%H:%M:%SZ', window_end)),
    needs TEXT NOT NULL CHECK (json_valid(needs) AND json_type(needs) = 'array'),
    data TEXT NOT NULL,
    priority INTEGER NOT NULL CHECK (priority BETWEEN 1 AND 5),
    requester TEXT NOT NULL,
    team TEXT REFERENCES team (id) DEFERRABLE INITIALLY DEFERRED,
    state TEXT NOT NULL CHECK (state IN ('booked', 'waiting', 'released')),
    asked_at TEXT NOT NULL CHECK (asked_at IS strftime('%Y-%m-%dT%H:%M:%SZ', asked_at)),
    until TEXT CHECK (until IS strftime('%Y-%m-%dT%H:%M:%SZ', until)),
    origin_system TEXT,
    origin_key TEXT,
    origin_file TEXT,
    origin_row INTEGER CHECK (origin_row BETWEEN 0 AND 4294967295),
    UNIQUE (reference),
    CHECK (window_start < window_end),
    UNIQUE (origin_system, origin_key),
    CHECK ((origin_system IS NULL) = (origin_key IS NULL)),
    CHECK ((origin_system IS NULL) = (origin_file IS NULL)),
    CHECK (origin_row IS NULL OR origin_system IS NOT NULL)
) STRICT;
CREATE INDEX booking_by_environment ON booking (environment);
CREATE INDEX booking_by_release ON booking ("release");
CREATE INDEX booking_by_change ON booking (change);
CREATE INDEX booking_by_team ON booking (team);

-- Views of the calendar with a name.
CREATE TABLE saved_view (
    id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND id = lower(id)),
    name TEXT NOT NULL,
    days INTEGER NOT NULL CHECK (days BETWEEN 1 AND 4294967295),
    lanes TEXT NOT NULL CHECK (json_valid(lanes) AND json_type(lanes) = 'array'),
    filter TEXT NOT NULL
) STRICT;

-- Findings that were taken as they are. What they were about may be gone, so nothing is referred to.
CREATE TABLE waiver (
    id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND id = lower(id)),
    rule TEXT NOT NULL CHECK (length(rule) > 0),
    subjects TEXT NOT NULL CHECK (json_valid(subjects) AND json_type(subjects) = 'array'),
    finding TEXT NOT NULL CHECK (length(finding) > 0),
    reason TEXT NOT NULL CHECK (length(trim(reason)) > 0),
    decided_by TEXT NOT NULL,
    decided_at TEXT NOT NULL CHECK (decided_at IS strftime('%Y-%m-%dT%H:%M:%SZ', decided_at))
) STRICT;

-- Saved branches of the plan.
CREATE TABLE scenario (
    id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND id = lower(id)),
    reference TEXT NOT NULL CHECK (length(reference) BETWEEN 1 AND 64 AND reference = trim(reference)),
    name TEXT NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('person', 'optimiser')),
    made_at TEXT NOT NULL CHECK (made_at IS strftime('%Y-%m-%dT%H:%M:%SZ', made_at)),
    base_seq INTEGER NOT NULL CHECK (base_seq >= 0),
    moves TEXT NOT NULL CHECK (json_valid(moves) AND json_type(moves) = 'array'),
    solve_seed INTEGER CHECK (solve_seed BETWEEN 0 AND 4294967295),
    solve_iterations INTEGER CHECK (solve_iterations BETWEEN 0 AND 4294967295),
    solve_objective INTEGER,
    solve_bound INTEGER,
    solve_gap_basis_points INTEGER CHECK (solve_gap_basis_points BETWEEN 0 AND 4294967295),
    UNIQUE (reference),
    CHECK ((solve_seed IS NULL) = (solve_iterations IS NULL)),
    CHECK ((solve_seed IS NULL) = (solve_objective IS NULL)),
    CHECK ((solve_seed IS NULL) = (solve_bound IS NULL)),
    CHECK ((solve_seed IS NULL) = (solve_gap_basis_points IS NULL))
) STRICT;

-- Published versions of the plan.
CREATE TABLE publication (
    id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND id = lower(id)),
    version INTEGER NOT NULL CHECK (version BETWEEN 1 AND 4294967295),
    seq INTEGER NOT NULL CHECK (seq >= 0),
    published_at TEXT NOT NULL CHECK (published_at IS strftime('%Y-%m-%dT%H:%M:%SZ', published_at)),
    published_by TEXT NOT NULL,
    note TEXT NOT NULL,
    digest TEXT NOT NULL CHECK (length(digest) = 64 AND digest NOT GLOB '*[^0-9a-f]*'),
    UNIQUE (version)
) STRICT;

-- Edits made apart that wait for a person. What they are about may be gone, so nothing is referred to.
CREATE TABLE merge_conflict (
    id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB '????????-????-????-????-????????????' AND id = lower(id)),
    "table" TEXT NOT NULL CHECK (length("table") > 0),
    record TEXT NOT NULL CHECK (length(record) = 36),
    field TEXT,
    reason TEXT NOT NULL CHECK (reason IN ('both-changed', 'removed-by-them', 'removed-by-me', 'names-removed', 'breaks-rule', 'overtaken')),
    was TEXT NOT NULL CHECK (json_valid(was)),
    mine TEXT NOT NULL CHECK (json_valid(mine)),
    theirs TEXT NOT NULL CHECK (json_valid(theirs)),
    mine_by TEXT NOT NULL,
    mine_at TEXT NOT NULL CHECK (mine_at IS strftime('%Y-%m-%dT%H:%M:%SZ', mine_at)),
    mine_entry TEXT NOT NULL CHECK (length(mine_entry) = 36),
    theirs_by TEXT NOT NULL,
    theirs_at TEXT CHECK (theirs_at IS strftime('%Y-%m-%dT%H:%M:%SZ', theirs_at)),
    theirs_entry TEXT CHECK (length(theirs_entry) = 36)
) STRICT;

-- Who this plan is and which application may write it.
CREATE TABLE meta (
    one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    store_id TEXT NOT NULL CHECK (length(store_id) = 36),
    created TEXT NOT NULL CHECK (created IS strftime('%Y-%m-%dT%H:%M:%SZ', created)),
    min_app TEXT NOT NULL CHECK (min_app GLOB '[0-9]*.[0-9]*.[0-9]*')
) STRICT;

-- The last journal position and its hash.
CREATE TABLE head (
    one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    seq INTEGER NOT NULL CHECK (seq >= 0),
    hash TEXT NOT NULL CHECK (length(hash) = 64)
) STRICT;
INSERT INTO head (one, seq, hash) VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');

-- What was done: one line an operation, chained by hashes, never changed and never taken out.
CREATE TABLE journal (
    seq INTEGER NOT NULL PRIMARY KEY CHECK (seq >= 1),
    id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
    at TEXT NOT NULL CHECK (at IS strftime('%Y-%m-%dT%H:%M:%SZ', at)),
    author TEXT NOT NULL,
    operation TEXT NOT NULL CHECK (length(operation) > 0),
    sentence TEXT NOT NULL,
    undoable INTEGER NOT NULL CHECK (undoable IN (0, 1)),
    undoes TEXT REFERENCES journal (id),
    key TEXT CHECK (length(key) = 64),
    signature TEXT CHECK (length(signature) = 128),
    previous_hash TEXT NOT NULL CHECK (length(previous_hash) = 64),
    hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64),
    -- Last, because it can be very large: what is asked for before it is read without it.
    changes TEXT NOT NULL CHECK (json_valid(changes) AND json_type(changes) = 'array'),
    CHECK ((key IS NULL) = (signature IS NULL))
) STRICT;

-- The hub this plan is shared at, and the last entry that is known to be there. What lies after it waits.
CREATE TABLE sharing (
    one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    hub TEXT NOT NULL CHECK (length(hub) > 0),
    hub_id TEXT NOT NULL CHECK (length(hub_id) = 36),
    seq INTEGER NOT NULL CHECK (seq >= 0),
    hash TEXT NOT NULL CHECK (length(hash) = 64)
) STRICT;

-- Which rows each line touched: the history of a record, and the answer to “changed since you looked?”.
CREATE TABLE journal_row (
    record TEXT NOT NULL,
    id TEXT NOT NULL,
    seq INTEGER NOT NULL REFERENCES journal (seq) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (record, id, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX journal_row_by_seq ON journal_row (seq);

CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is never changed'); END;
-- Only what waits may be taken out, to be put in again after what others shared first.
CREATE TRIGGER journal_is_never_shortened BEFORE DELETE ON journal
WHEN OLD.seq <= coalesce((SELECT seq FROM sharing), OLD.seq)
BEGIN SELECT RAISE(ABORT, 'the journal is never shortened'); END;
CREATE TRIGGER journal_row_is_never_changed BEFORE UPDATE ON journal_row
BEGIN SELECT RAISE(ABORT, 'the journal is never changed'); END;
CREATE TRIGGER journal_row_is_never_shortened BEFORE DELETE ON journal_row
WHEN OLD.seq <= coalesce((SELECT seq FROM sharing), OLD.seq)
BEGIN SELECT RAISE(ABORT, 'the journal is never shortened'); END;
