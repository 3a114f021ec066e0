//! The fields a column can be mapped to, with the names other tools give them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a table lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum TableKind {
    /// Services.
    Services,
    /// Links between services.
    Dependencies,
    /// Changes.
    Changes,
    /// Teams.
    Teams,
    /// Milestones of projects.
    Milestones,
}

impl TableKind {
    /// All of them; of two that fit a file alike the later one is taken.
    pub const ALL: [Self; 5] = [
        Self::Milestones,
        Self::Teams,
        Self::Services,
        Self::Dependencies,
        Self::Changes,
    ];
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Services => "services",
            Self::Dependencies => "dependencies",
            Self::Changes => "changes",
            Self::Teams => "teams",
            Self::Milestones => "milestones",
        }
    }
}

/// What a field's cells hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Text,
    Word,
    Number,
    Day,
    Names,
}

/// A field that a column can be mapped to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Field {
    /// Its code, as in our own exports.
    pub code: &'static str,
    /// What people call it.
    pub label: &'static str,
    /// True when no row can do without it.
    pub required: bool,
    /// True when several columns may feed it.
    pub many: bool,
    #[serde(skip)]
    #[ts(skip)]
    pub(super) shape: Shape,
    /// Names in other tools, lower case.
    #[serde(skip)]
    #[ts(skip)]
    pub(super) synonyms: &'static [&'static str],
}

const fn field(
    code: &'static str,
    label: &'static str,
    shape: Shape,
    synonyms: &'static [&'static str],
) -> Field {
    Field {
        code,
        label,
        required: false,
        many: matches!(shape, Shape::Names),
        shape,
        synonyms,
    }
}
const fn needed(field: Field) -> Field {
    Field {
        required: true,
        ..field
    }
}

use Shape::{Day, Names, Number, Text, Word};

const SERVICES: &[Field] = &[
    needed(field(
        "reference",
        "Reference",
        Text,
        &[
            "id",
            "key",
            "code",
            "service id",
            "sys_id",
            "asset tag",
            "slug",
            "component",
            "service",
        ],
    )),
    field(
        "name",
        "Name",
        Text,
        &[
            "title",
            "service name",
            "display name",
            "display_name",
            "application",
            "ci name",
            "label",
        ],
    ),
    field(
        "kind",
        "Kind",
        Word,
        &[
            "type",
            "class",
            "sys_class_name",
            "component type",
            "category",
            "ci type",
        ],
    ),
    field(
        "tier",
        "Tier",
        Word,
        &[
            "criticality",
            "busines_criticality",
            "business_criticality",
            "business criticality",
            "business_criticity",
            "importance",
        ],
    ),
    field(
        "owner",
        "Owning team",
        Text,
        &[
            "team",
            "owner",
            "owned by",
            "owned_by",
            "support group",
            "support_group",
            "managed_by",
            "assignment group",
            "squad",
        ],
    ),
    field(
        "lifecycle",
        "Lifecycle",
        Word,
        &[
            "status",
            "state",
            "operational_status",
            "operational status",
            "install_status",
            "life cycle",
        ],
    ),
    field(
        "system",
        "System",
        Text,
        &["domain", "product", "platform", "part of", "business service"],
    ),
    field("regions", "Regions", Names, &["region", "location", "site"]),
    field(
        "deploy_minutes",
        "Deployment minutes",
        Number,
        &["deploy time", "deployment time", "deploy duration"],
    ),
    field(
        "validate_minutes",
        "Check minutes",
        Number,
        &["validation minutes", "validation time", "verify minutes"],
    ),
    field(
        "back_out_minutes",
        "Back-out minutes",
        Number,
        &[
            "rollback minutes",
            "rollback time",
            "backout minutes",
            "back-out time",
        ],
    ),
    field(
        "notice_days",
        "Days of notice",
        Number,
        &["notice", "notice period", "days notice"],
    ),
];

const DEPENDENCIES: &[Field] = &[
    needed(field(
        "consumer",
        "Consumer",
        Text,
        &[
            "from",
            "source",
            "parent",
            "ci source",
            "ci label",
            "ci source id",
            "source asset id",
            "applicationsolution_name",
            "impacting ci",
            "impacting",
            "upstream",
            "upstream ci",
            "source ci",
            "from ci",
            "dependent",
            "service",
            "client",
            "from_deliverable",
            "name of ci1",
            "caller",
        ],
    )),
    needed(field(
        "provider",
        "Provider",
        Text,
        &[
            "to",
            "target",
            "child",
            "related ci",
            "related ci label",
            "related ci source id",
            "target asset id",
            "functionalci_name",
            "impacted ci",
            "impacted",
            "downstream",
            "downstream ci",
            "target ci",
            "to ci",
            "depends on",
            "dependency",
            "uses",
            "to_deliverable",
            "name of ci2",
            "callee",
        ],
    )),
    field(
        "relation",
        "Relation",
        Word,
        &["type", "relation type", "relationship", "relation", "rel_type"],
    ),
    field("kind", "Kind", Word, &["dependency kind", "dependency type"]),
    field(
        "strength",
        "Strength",
        Word,
        &["hardness", "criticality", "connection_strength", "hard or soft"],
    ),
    field("order", "Deployment order", Word, &["deploy order", "sequence"]),
    field("environment", "Environment", Text, &["env", "stage"]),
    field(
        "version_constraint",
        "Version",
        Text,
        &["version", "constraint", "version constraint", "required version"],
    ),
    field(
        "min_gap_minutes",
        "Gap minutes",
        Number,
        &["gap", "wait minutes", "minimum gap"],
    ),
    field("contract", "Contract", Text, &["contract id", "api contract"]),
    field(
        "redundancy_group",
        "Redundancy group",
        Text,
        &["redundancy", "redundant group"],
    ),
    field(
        "redundancy_minimum",
        "At least up",
        Number,
        &["minimum up", "needed of group"],
    ),
    field(
        "note",
        "Note",
        Text,
        &["notes", "comment", "comments", "description", "why"],
    ),
];

const CHANGES: &[Field] = &[
    needed(field(
        "reference",
        "Reference",
        Text,
        &[
            "number",
            "issue key",
            "key",
            "id",
            "ref",
            "change",
            "change id",
            "change number",
            "ticket",
            "rfc",
        ],
    )),
    field(
        "title",
        "Title",
        Text,
        &[
            "short_description",
            "short description",
            "summary",
            "subject",
            "name",
        ],
    ),
    field(
        "kind",
        "Kind",
        Word,
        &[
            "type",
            "change type",
            "custom field (change type)",
            "change_type",
            "chg_model",
            "model",
        ],
    ),
    field(
        "state",
        "State",
        Word,
        &["status", "phase", "status category", "incident_state"],
    ),
    field(
        "description",
        "Description",
        Text,
        &["justification", "reason", "details"],
    ),
    field(
        "services",
        "Services",
        Names,
        &[
            "service",
            "cmdb_ci",
            "configuration item",
            "components",
            "component/s",
            "component",
            "business_service",
            "custom field (affected services)",
            "affected services",
            "affected cis",
        ],
    ),
    field(
        "version",
        "Version made",
        Text,
        &["new version", "target version"],
    ),
    field(
        "contracts",
        "Contracts changed",
        Names,
        &["changed contracts", "changes contracts"],
    ),
    field(
        "team",
        "Team",
        Text,
        &[
            "assignment_group",
            "assignment group",
            "team_name",
            "custom field (team)",
            "squad",
            "group",
        ],
    ),
    field(
        "owner",
        "Owner",
        Text,
        &[
            "assigned_to",
            "assigned to",
            "assignee",
            "agent_name",
            "responsible",
            "change owner",
        ],
    ),
    field(
        "release",
        "Release",
        Text,
        &[
            "fix version",
            "fix versions",
            "fix version/s",
            "milestone",
            "iteration path",
            "train",
        ],
    ),
    field(
        "effort_points",
        "Effort points",
        Number,
        &[
            "story points",
            "custom field (story points)",
            "custom field (story point estimate)",
            "points",
            "effort",
            "size",
            "weight",
        ],
    ),
    field(
        "value_per_week",
        "Value per week",
        Number,
        &["value", "business value", "cost of delay"],
    ),
    field(
        "deploy_minutes",
        "Deployment minutes",
        Number,
        &["deploy time", "deployment time", "duration"],
    ),
    field(
        "back_out_minutes",
        "Back-out minutes",
        Number,
        &["rollback minutes", "rollback time", "backout minutes"],
    ),
    field(
        "reversible",
        "Reversible",
        Word,
        &["can be backed out", "rollback possible"],
    ),
    field(
        "probability",
        "Probability of failure",
        Word,
        &["likelihood", "risk", "custom field (change risk)", "change risk"],
    ),
    field(
        "impact",
        "Impact of failure",
        Word,
        &["custom field (impact)", "severity"],
    ),
    field(
        "ready_on",
        "Ready on",
        Day,
        &[
            "start_date",
            "planned start date",
            "planned start",
            "custom field (planned start)",
            "custom field (start date)",
            "start date",
            "ready",
        ],
    ),
    field(
        "due",
        "Due",
        Day,
        &[
            "due date",
            "due_date",
            "end_date",
            "planned end date",
            "planned end",
            "custom field (planned end)",
            "target date",
            "deadline",
        ],
    ),
    field("due_kind", "Due because", Word, &["due type", "deadline type"]),
    field(
        "requires",
        "Requires",
        Names,
        &[
            "inward issue link (blocks)",
            "depends on",
            "blocked by",
            "predecessors",
            "parent_id",
            "after",
        ],
    ),
    field(
        "blocks",
        "Blocks",
        Names,
        &["outward issue link (blocks)", "successors", "before"],
    ),
    field("apart_from", "Apart from", Names, &["not with", "conflicts with"]),
    field(
        "together",
        "Together",
        Text,
        &["bundle", "together with", "group word"],
    ),
    field(
        "deferral_reason",
        "Deferral reason",
        Text,
        &["on_hold_reason", "on hold reason", "hold reason"],
    ),
];

const TEAMS: &[Field] = &[
    needed(field(
        "reference",
        "Reference",
        Text,
        &["team", "team id", "team key", "squad"],
    )),
    field("name", "Name", Text, &["team name", "team_name"]),
    field("lead", "Lead", Text, &["team lead", "leader"]),
    field("contact", "Contact", Text, &["channel", "chat room"]),
    field(
        "points_per_release",
        "Points per release",
        Number,
        &["capacity points"],
    ),
    field("crews", "Crews", Number, &["crew", "parallel deployments"]),
];

const MILESTONES: &[Field] = &[
    needed(field(
        "name",
        "Name",
        Text,
        &[
            "task name",
            "subject",
            "title",
            "milestone name",
            "fix version",
            "version name",
        ],
    )),
    field(
        "key",
        "Key",
        Text,
        &["id", "uid", "unique id", "wbs", "outline number", "version id"],
    ),
    field(
        "project",
        "Project",
        Text,
        &["project name", "initiative", "programme", "program"],
    ),
    field(
        "planned",
        "Planned",
        Day,
        &[
            "baseline finish",
            "baseline_finish",
            "baseline",
            "original date",
            "planned date",
            "first planned",
        ],
    ),
    field(
        "forecast",
        "Forecast",
        Day,
        &[
            "finish",
            "finish date",
            "end date",
            "due date",
            "release date",
            "target date",
            "forecast date",
            "date",
        ],
    ),
    field(
        "reached",
        "Reached",
        Day,
        &[
            "actual finish",
            "actual_finish",
            "completed on",
            "reached on",
            "done on",
        ],
    ),
    field(
        "complete",
        "Done, %",
        Number,
        &["% complete", "percent complete", "completion", "progress"],
    ),
    field("duration", "Duration", Text, &["work days"]),
    field(
        "marked",
        "Is a milestone",
        Word,
        &["milestone", "type", "is milestone"],
    ),
    field("release", "Release", Text, &["for release", "gate release"]),
    field("gate", "Gate", Word, &["gate kind", "needed by"]),
];

/// The fields of a kind of table, in the order of our own exports.
#[must_use]
pub fn fields_of(kind: TableKind) -> &'static [Field] {
    match kind {
        TableKind::Services => SERVICES,
        TableKind::Dependencies => DEPENDENCIES,
        TableKind::Changes => CHANGES,
        TableKind::Teams => TEAMS,
        TableKind::Milestones => MILESTONES,
    }
}

/// What other tools write for the word of a field, lower case; `None` when nobody knows.
pub(crate) fn known_word(kind: TableKind, field: &str, value: &str) -> Option<&'static str> {
    let value = value.trim().to_lowercase();
    let pairs: &[(&str, &[&str])] = match (kind, field) {
        (TableKind::Services, "kind") => &[
            (
                "business-service",
                &[
                    "business service",
                    "cmdb_ci_service",
                    "cmdb_ci_service_business",
                    "businessprocess",
                ],
            ),
            (
                "application",
                &[
                    "app",
                    "website",
                    "frontend",
                    "ui",
                    "cmdb_ci_appl",
                    "cmdb_ci_business_app",
                    "web",
                    "mobile",
                ],
            ),
            (
                "service",
                &[
                    "microservice",
                    "backend",
                    "component",
                    "cmdb_ci_service_auto",
                    "cmdb_ci_service_discovered",
                ],
            ),
            ("api", &["interface", "gateway", "endpoint"]),
            ("library", &["lib", "sdk", "package", "module"]),
            (
                "database",
                &[
                    "db",
                    "cmdb_ci_database",
                    "cmdb_ci_db_instance",
                    "datastore",
                    "store",
                ],
            ),
            ("queue", &["topic", "stream", "broker", "messaging"]),
            (
                "infrastructure",
                &[
                    "server",
                    "cmdb_ci_server",
                    "host",
                    "cluster",
                    "network",
                    "infra",
                    "cmdb_ci_linux_server",
                ],
            ),
            ("third-party", &["external", "saas", "vendor", "third party"]),
            ("batch-job", &["batch", "job", "cron", "etl", "batch job"]),
        ],
        (TableKind::Services, "tier") => &[
            (
                "0",
                &[
                    "tier 0",
                    "t0",
                    "1 - most critical",
                    "most critical",
                    "mission critical",
                    "critical",
                    "very high",
                ],
            ),
            (
                "1",
                &[
                    "tier 1",
                    "t1",
                    "2 - somewhat critical",
                    "somewhat critical",
                    "high",
                    "important",
                ],
            ),
            (
                "2",
                &[
                    "tier 2",
                    "t2",
                    "3 - less critical",
                    "less critical",
                    "medium",
                    "moderate",
                ],
            ),
            (
                "3",
                &["tier 3", "t3", "4 - not critical", "not critical", "low", "none"],
            ),
        ],
        (TableKind::Services, "lifecycle") => &[
            (
                "planned",
                &[
                    "experimental",
                    "pipeline",
                    "new",
                    "in development",
                    "non-operational",
                ],
            ),
            (
                "live",
                &["production", "active", "operational", "installed", "in use", "1"],
            ),
            ("sunset", &["deprecated", "retiring", "end of life soon"]),
            ("retired", &["decommissioned", "inactive", "disposed", "7", "6"]),
        ],
        (TableKind::Dependencies, "kind") => &[
            (
                "call",
                &["sync", "synchronous", "http", "rest", "grpc", "runtime", "api"],
            ),
            (
                "event",
                &[
                    "async",
                    "asynchronous",
                    "message",
                    "messaging",
                    "queue",
                    "event stream",
                ],
            ),
            ("data", &["database", "db", "shared data", "file"]),
            ("hosting", &["runs on", "hosted on", "infrastructure", "platform"]),
            ("build", &["library", "compile", "package", "build time"]),
            ("contract", &["schema", "interface"]),
            ("process", &["manual", "people"]),
        ],
        (TableKind::Dependencies, "strength") => &[
            (
                "hard",
                &[
                    "strong",
                    "critical",
                    "required",
                    "mandatory",
                    "must",
                    "always",
                    "yes",
                    "depends",
                    "1",
                ],
            ),
            (
                "soft",
                &[
                    "weak",
                    "optional",
                    "recommends",
                    "nice to have",
                    "degrades",
                    "no",
                    "0",
                ],
            ),
        ],
        (TableKind::Dependencies, "order") => &[
            (
                "provider-first",
                &["provider_first", "provider first", "target first", "to first"],
            ),
            (
                "consumer-first",
                &["consumer_first", "consumer first", "source first", "from first"],
            ),
            ("lockstep", &["together", "same time", "lock step"]),
            ("any", &["none", "no order", "independent"]),
        ],
        (TableKind::Dependencies, "relation") => &[
            (
                "needs",
                &[
                    "depends on::used by",
                    "depends on",
                    "uses::used by",
                    "uses",
                    "consumes::consumed by",
                    "consumes",
                    "software_dependency",
                    "requires",
                    "calls",
                    "depends_on",
                    "dependson",
                    "impacted by::impacts",
                    "subscribes to::subscribed by",
                ],
            ),
            (
                "runs-on",
                &[
                    "runs on::runs",
                    "runs on",
                    "hosted on::hosts",
                    "hosted on",
                    "virtualized by::virtualizes",
                    "powered by::powers",
                    "instantiated by::instantiates",
                    "stored on::stores",
                ],
            ),
            (
                "connects",
                &[
                    "connects to::connected by",
                    "connected by::connects to",
                    "connects to",
                    "ip connection::ip connection",
                    "exchanges data with::exchanges data with",
                    "network_connection",
                ],
            ),
            (
                "serves",
                &[
                    "used by",
                    "used by::depends on",
                    "used by::uses",
                    "runs::runs on",
                    "hosts::hosted on",
                    "impacts::impacted by",
                    "is needed by",
                    "required by",
                    "provides::provided by",
                    "provides",
                    "supports",
                    "impacts",
                ],
            ),
            (
                "feeds",
                &["sends data to::receives data from", "sends data to", "feeds"],
            ),
            (
                "reads",
                &["receives data from::sends data to", "receives data from"],
            ),
            (
                "part-of",
                &[
                    "contains::contained by",
                    "contains",
                    "cluster of::cluster",
                    "contained by::contains",
                    "members::member of",
                    "member of::members",
                    "redundancy",
                    "child",
                    "parent",
                    "part of",
                ],
            ),
        ],
        (TableKind::Changes, "kind") => &[
            ("standard", &["routine", "routinechange", "pre-approved", "minor"]),
            (
                "normal",
                &[
                    "normalchange",
                    "major",
                    "significant",
                    "regular",
                    "epic",
                    "story",
                    "task",
                    "feature",
                    "improvement",
                    "change",
                    "new feature",
                    "bug",
                    "comprehensive",
                    "user story",
                ],
            ),
            (
                "emergency",
                &[
                    "emergencychange",
                    "urgent",
                    "expedited",
                    "unplanned",
                    "hotfix",
                    "ecab",
                ],
            ),
        ],
        (TableKind::Changes, "state") => &[
            (
                "proposed",
                &[
                    "new",
                    "open",
                    "to do",
                    "todo",
                    "-5",
                    "-4",
                    "assess",
                    "requested",
                    "backlog",
                    "draft",
                    "pending approval",
                    "assigned",
                    "provisional",
                    "in progress",
                    "active",
                    "on hold",
                ],
            ),
            (
                "ready",
                &[
                    "authorize",
                    "-3",
                    "ready for release",
                    "ready to deploy",
                    "tested",
                    "resolved",
                    "in review",
                ],
            ),
            (
                "approved",
                &[
                    "scheduled",
                    "-2",
                    "implement",
                    "-1",
                    "plannedscheduled",
                    "implementable",
                ],
            ),
            (
                "deployed",
                &[
                    "closed",
                    "3",
                    "done",
                    "released",
                    "implemented",
                    "review",
                    "0",
                    "successful",
                    "complete",
                    "completed",
                    "successful with issues",
                    "monitored",
                ],
            ),
            (
                "backed-out",
                &[
                    "backed out",
                    "rolled back",
                    "failed",
                    "unsuccessful",
                    "reverted",
                    "retracted",
                ],
            ),
            (
                "cancelled",
                &[
                    "canceled",
                    "4",
                    "rejected",
                    "withdrawn",
                    "won't do",
                    "notapproved",
                    "removed",
                    "duplicate",
                    "replaced",
                    "deferred",
                ],
            ),
        ],
        (TableKind::Milestones, "marked") => &[
            ("yes", &["true", "1", "y", "milestone"]),
            (
                "no",
                &[
                    "false",
                    "0",
                    "n",
                    "task",
                    "phase",
                    "summary",
                    "summary task",
                    "epic",
                    "feature",
                    "user story",
                    "bug",
                ],
            ),
        ],
        (TableKind::Milestones, "gate") => &[
            (
                "scope-lock",
                &[
                    "scope lock",
                    "scope freeze",
                    "code freeze",
                    "feature freeze",
                    "cut-off",
                ],
            ),
            ("test", &["test start", "testing", "integration", "uat"]),
            (
                "deploy",
                &["deployment", "go live", "go-live", "release", "production"],
            ),
        ],
        (TableKind::Changes, "reversible") => &[
            ("yes", &["true", "1", "y", "always"]),
            ("until-step", &["partly", "until step", "partially", "limited"]),
            ("no", &["false", "0", "n", "never", "forward fix only"]),
        ],
        (TableKind::Changes, "probability" | "impact") => &[
            ("1", &["very low", "minimal", "trivial"]),
            ("2", &["low", "4 low", "4 - low", "3 - low", "3 low", "minor"]),
            (
                "3",
                &[
                    "moderate",
                    "medium",
                    "3 moderate",
                    "3 - moderate",
                    "2 - medium",
                    "2 medium",
                    "normal",
                ],
            ),
            (
                "4",
                &["high", "2 high", "2 - high", "1 - high", "1 high", "major"],
            ),
            (
                "5",
                &[
                    "very high",
                    "1 very high",
                    "1 - very high",
                    "critical",
                    "1 critical",
                    "1 - critical",
                    "extreme",
                ],
            ),
        ],
        (TableKind::Changes, "due_kind") => &[
            ("wish", &["wanted", "target", "nice to have", "internal"]),
            ("contract", &["contractual", "promised", "commitment", "sla"]),
            ("legal", &["regulatory", "law", "compliance", "mandatory"]),
        ],
        _ => &[],
    };
    pairs
        .iter()
        .find(|(word, others)| *word == value || others.contains(&value.as_str()))
        .map(|(word, _)| *word)
}
