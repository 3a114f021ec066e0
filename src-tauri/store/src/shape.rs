//! How each record lies in its table: which JSON field is which column, and which list is a link table.

use planning::plan::TableName;

/// One field of a record.
#[derive(Debug)]
pub(crate) enum Field {
    /// A text, a number or nothing, in a column of the same name.
    Plain(&'static str),
    /// The id of a row of another table.
    Id(&'static str, TableName),
    /// A truth value, stored as 0 or 1.
    Truth(&'static str),
    /// A list of small values, or any value, stored as JSON.
    List(&'static str),
    /// An object that is always there; its fields are columns `name_field`.
    Part(&'static str, &'static [Self]),
    /// An object or nothing; its first field is never empty and tells which.
    Maybe(&'static str, &'static [Self]),
    /// A list of ids, in a link table.
    Links(&'static str, Link),
}

/// A link table: whose list it is, and what it lists.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Link {
    pub(crate) table: &'static str,
    pub(crate) owner: &'static str,
    pub(crate) item: &'static str,
    pub(crate) target: TableName,
}

use Field::{Id, Links, List, Maybe, Part, Plain, Truth};
use TableName as T;

const fn link(table: &'static str, owner: &'static str, item: &'static str, target: TableName) -> Link {
    Link {
        table,
        owner,
        item,
        target,
    }
}

const WINDOW: &[Field] = &[Plain("start"), Plain("end")];
const ORIGIN: Field = Maybe(
    "origin",
    &[Plain("system"), Plain("key"), Plain("file"), Plain("row")],
);
const RECURRENCE: &[Field] = &[
    Plain("rule"),
    Plain("from"),
    Plain("starts"),
    Plain("minutes"),
    Plain("zone"),
];

const SETTINGS: &[Field] = &[
    Plain("id"),
    Plain("name"),
    Plain("organisation"),
    Plain("zone"),
    Plain("currency"),
    List("clocks"),
    List("rights"),
];

const TEAM: &[Field] = &[
    Plain("id"),
    Plain("reference"),
    Plain("name"),
    Id("lead", T::Person),
    Plain("contact"),
    Plain("points_per_release"),
    Plain("crews"),
    ORIGIN,
];

const PERSON: &[Field] = &[
    Plain("id"),
    Plain("reference"),
    Plain("name"),
    Plain("role"),
    Id("team", T::Team),
    Plain("zone"),
    List("keys"),
    ORIGIN,
];

const ENVIRONMENT: &[Field] = &[
    Plain("id"),
    Plain("reference"),
    Plain("name"),
    Plain("class"),
    Plain("region"),
    Plain("order_index"),
    Plain("quota_hours"),
    Plain("tests_per_day"),
    Links(
        "shares_data_with",
        link("environment_shares", "environment", "other", T::Environment),
    ),
    ORIGIN,
];

const SERVICE: &[Field] = &[
    Plain("id"),
    Plain("reference"),
    Plain("name"),
    Plain("kind"),
    Plain("tier"),
    Id("owner", T::Team),
    Plain("lifecycle"),
    Plain("system"),
    List("regions"),
    Plain("dependencies_known"),
    Plain("deploy_minutes"),
    Plain("validate_minutes"),
    Plain("back_out_minutes"),
    Plain("notice_days"),
    Plain("vanished_at"),
    ORIGIN,
];

const DEPENDENCY: &[Field] = &[
    Plain("id"),
    Id("consumer", T::Service),
    Id("provider", T::Service),
    Plain("kind"),
    Plain("strength"),
    Plain("order"),
    Id("environment", T::Environment),
    Plain("version_constraint"),
    Plain("contract"),
    Plain("min_gap_minutes"),
    Maybe("redundancy", &[Plain("group"), Plain("minimum")]),
    Plain("status"),
    Id("confirmed_by", T::Person),
    Plain("confirmed_at"),
    List("evidence"),
    Plain("note"),
];

const INSTALLED: &[Field] = &[
    Plain("id"),
    Id("service", T::Service),
    Id("environment", T::Environment),
    Plain("version"),
    Plain("observed_at"),
    ORIGIN,
];

const COMPATIBILITY: &[Field] = &[
    Plain("id"),
    Id("provider", T::Service),
    Plain("provider_versions"),
    Id("consumer", T::Service),
    Plain("consumer_versions"),
    Plain("verdict"),
    Plain("evidence"),
    ORIGIN,
];

const TRAIN: &[Field] = &[
    Plain("id"),
    Plain("reference"),
    Plain("name"),
    Maybe("cadence", RECURRENCE),
    Plain("scope_lock_days"),
    Plain("test_days"),
    Plain("watch_hours"),
    Plain("capacity_points"),
    Plain("risk_budget"),
    Plain("critical_risk_budget"),
    Links("teams", link("train_team", "train", "team", T::Team)),
    Plain("order_index"),
    List("cut_offs"),
    Plain("shift"),
    List("regions"),
    ORIGIN,
];

const DEPARTURE: &[Field] = &[
    Plain("id"),
    Id("train", T::ReleaseTrain),
    Plain("name"),
    Part("departs", WINDOW),
    Plain("scope_lock"),
    ORIGIN,
];

const RELEASE: &[Field] = &[
    Plain("id"),
    Plain("reference"),
    Plain("title"),
    Plain("kind"),
    Plain("state"),
    Id("train", T::ReleaseTrain),
    Id("departure", T::Departure),
    Id("owner", T::Person),
    Id("deputy", T::Person),
    Plain("scope_lock"),
    Plain("test_starts"),
    Part("deploy", WINDOW),
    Plain("watch_hours"),
    Id("environment", T::Environment),
    Plain("capacity_points"),
    Plain("risk_budget"),
    Id("merged_into", T::Release),
    Plain("note"),
    ORIGIN,
];

const RISK: &[Field] = &[
    Plain("probability"),
    Plain("impact"),
    Plain("failed_before"),
    Plain("done_before"),
    Plain("evidence_needed"),
    Plain("evidence_seen"),
    Plain("back_out_rehearsed_on"),
    Maybe(
        "overridden",
        &[Plain("level"), Plain("reason"), Id("by", T::Person)],
    ),
];

const CHANGE: &[Field] = &[
    Plain("id"),
    Plain("reference"),
    Plain("title"),
    Plain("kind"),
    Plain("state"),
    Plain("description"),
    Links(
        "services",
        link("change_service", "change", "service", T::Service),
    ),
    Plain("version"),
    List("contracts"),
    Id("team", T::Team),
    Id("owner", T::Person),
    Id("release", T::Release),
    Truth("pinned"),
    Plain("value_per_week"),
    Plain("effort_points"),
    Plain("deploy_minutes"),
    Plain("back_out_minutes"),
    Plain("reversible"),
    Part("risk", RISK),
    Plain("ready_on"),
    Maybe("due", &[Plain("on"), Plain("kind")]),
    Links(
        "requires",
        link("change_requires", "change", "requires", T::Change),
    ),
    Links(
        "apart_from",
        link("change_apart_from", "change", "apart_from", T::Change),
    ),
    Plain("together"),
    Plain("deferrals"),
    Plain("deferral_reason"),
    ORIGIN,
];

const DEPLOYMENT_WINDOW: &[Field] = &[
    Plain("id"),
    Plain("reference"),
    Plain("name"),
    Plain("region"),
    Plain("class"),
    Part("recurrence", RECURRENCE),
    Plain("until"),
    Id("environment", T::Environment),
    Links("trains", link("window_train", "window", "train", T::ReleaseTrain)),
    Links(
        "services",
        link("window_service", "window", "service", T::Service),
    ),
    ORIGIN,
];

const SCOPE: &[Field] = &[
    Links(
        "services",
        link("freeze_service", "freeze", "service", T::Service),
    ),
    Links("teams", link("freeze_team", "freeze", "team", T::Team)),
    List("systems"),
    List("kinds"),
    Links(
        "environments",
        link("freeze_environment", "freeze", "environment", T::Environment),
    ),
    Links(
        "except_services",
        link("freeze_except_service", "freeze", "service", T::Service),
    ),
];

const FREEZE: &[Field] = &[
    Plain("id"),
    Plain("reference"),
    Plain("name"),
    Plain("reason"),
    Plain("level"),
    Plain("state"),
    Part("window", WINDOW),
    Plain("zone"),
    Part("scope", SCOPE),
    Plain("asked_by"),
    List("criteria"),
    List("allowed"),
    Plain("in_flight"),
    Id("policy", T::FreezePolicy),
    ORIGIN,
];

const FREEZE_POLICY: &[Field] = &[
    Plain("id"),
    Plain("reference"),
    Plain("name"),
    Plain("event_type"),
    List("levels"),
    Plain("notice_days"),
    Plain("response_days"),
    Plain("silence_rule"),
    Plain("max_exceptions"),
    Plain("review_days"),
    Part("thaw", &[Plain("daily_risk"), Plain("tier_zero")]),
    List("criteria"),
];

const EXCEPTION_CASE: &[Field] = &[
    Plain("reason_code"),
    List("delta"),
    Links(
        "environments",
        link(
            "exception_environment",
            "exception",
            "environment",
            T::Environment,
        ),
    ),
    Plain("if_declined"),
    Plain("risk"),
    List("evidence"),
    Plain("back_out"),
    Plain("back_out_rehearsed_on"),
    Plain("back_out_minutes"),
    List("staffing"),
    Plain("alternatives"),
    Plain("days_asked"),
];

const EXCEPTION_AFTER: &[Field] = &[
    Plain("uses_allowed"),
    List("uses"),
    Plain("review_due"),
    Plain("reviewed_at"),
    Plain("review"),
];

const FREEZE_EXCEPTION: &[Field] = &[
    Plain("id"),
    Plain("reference"),
    Id("freeze", T::Freeze),
    Links(
        "changes",
        link("exception_change", "exception", "change", T::Change),
    ),
    Id("release", T::Release),
    Plain("requester"),
    Plain("reason"),
    Plain("filed_at"),
    Maybe("slot", WINDOW),
    List("criteria_met"),
    Plain("verdict"),
    Plain("decided_at"),
    Id("decided_by", T::Person),
    List("conditions"),
    Maybe("valid", WINDOW),
    Part("case", EXCEPTION_CASE),
    Part("after", EXCEPTION_AFTER),
    ORIGIN,
];

const NEGOTIATION: &[Field] = &[
    Plain("id"),
    Plain("reference"),
    Id("freeze", T::Freeze),
    Plain("state"),
    List("parties"),
    Id("decider", T::Person),
    Plain("silence_rule"),
    Plain("ends_by"),
    Maybe(
        "event",
        &[
            Plain("name"),
            Plain("owner"),
            Plain("start"),
            Plain("end"),
            Plain("value_per_hour"),
        ],
    ),
    Id("mediator", T::Person),
    Id("policy", T::FreezePolicy),
    Id("supersedes", T::Negotiation),
    Plain("escalation"),
    Maybe("review", &[Plain("at"), Plain("by"), Plain("text")]),
];

const OFFER: &[Field] = &[
    Plain("id"),
    Id("negotiation", T::Negotiation),
    Plain("round"),
    Plain("side"),
    Plain("by_name"),
    Id("by", T::Person),
    Plain("made_at"),
    List("phases"),
    Plain("message"),
    Plain("replies_by"),
    Plain("via"),
];

const POSITION: &[Field] = &[
    Plain("id"),
    Id("negotiation", T::Negotiation),
    Id("offer", T::Offer),
    Plain("party"),
    Plain("stance"),
    Plain("conditions"),
    Plain("at"),
    Plain("by"),
    Plain("via"),
];

const INTEREST: &[Field] = &[
    Plain("id"),
    Id("negotiation", T::Negotiation),
    Plain("party"),
    Id("change", T::Change),
    Id("release", T::Release),
    Plain("need"),
    Plain("value_per_day"),
    Plain("hard_date"),
];

const CONCESSION: &[Field] = &[
    Plain("id"),
    Id("negotiation", T::Negotiation),
    Plain("round"),
    Plain("giver"),
    Plain("taker"),
    Plain("gives"),
    Plain("gets"),
    Id("exception", T::FreezeException),
    Plain("accepted_at"),
];

const AGREEMENT: &[Field] = &[
    Plain("id"),
    Id("negotiation", T::Negotiation),
    Id("freeze", T::Freeze),
    Id("offer", T::Offer),
    Plain("version"),
    Plain("agreed_at"),
    Id("decided_by", T::Person),
    Plain("review_on"),
    Plain("digest"),
];

const SIGNATURE: &[Field] = &[
    Plain("id"),
    Id("agreement", T::Agreement),
    Plain("party"),
    Plain("person"),
    Plain("at"),
    Plain("method"),
    Plain("key"),
    Plain("signature"),
];

const THAW_PLAN: &[Field] = &[
    Plain("id"),
    Id("freeze", T::Freeze),
    Plain("daily_cap"),
    Plain("tier_cap"),
    List("days"),
];

const BUSINESS_TIME: &[Field] = &[
    Plain("id"),
    Plain("name"),
    Plain("kind"),
    Plain("region"),
    Plain("zone"),
    List("occurs"),
    Links(
        "services",
        link("business_time_service", "business_time", "service", T::Service),
    ),
    Plain("note"),
    ORIGIN,
];

const LOAD_CURVE: &[Field] = &[
    Plain("id"),
    Id("service", T::Service),
    Plain("region"),
    Plain("zone"),
    List("users"),
    ORIGIN,
];

const MEETING_SERIES: &[Field] = &[
    Plain("id"),
    Plain("reference"),
    Plain("name"),
    Plain("kind"),
    Part("recurrence", RECURRENCE),
    Plain("until"),
    List("members"),
    Plain("quorum"),
    Part(
        "agenda",
        &[
            Plain("discuss_from"),
            Plain("minutes_low"),
            Plain("minutes_medium"),
            Plain("minutes_high"),
            Plain("days_ahead"),
        ],
    ),
    ORIGIN,
];

const SUBJECT: Field = Maybe("subject", &[Plain("kind"), Plain("id")]);

const CAB_MEETING: &[Field] = &[
    Plain("id"),
    Id("series", T::MeetingSeries),
    Plain("starts_at"),
    Plain("state"),
    Links(
        "present",
        link("cab_meeting_present", "meeting", "person", T::Person),
    ),
    Id("standing", T::AgendaItem),
    Plain("opened_at"),
    Plain("paused_at"),
    Plain("paused_seconds"),
    Plain("item_since"),
    Plain("closed_at"),
    Truth("blank"),
    Maybe("pre_read", &[Plain("at"), Plain("seq")]),
];

const AGENDA_ITEM: &[Field] = &[
    Plain("id"),
    Id("meeting", T::CabMeeting),
    Plain("order_index"),
    SUBJECT,
    Plain("title"),
    Plain("block"),
    Plain("minutes"),
    Id("presenter", T::Person),
    Plain("seconds_spent"),
    Plain("note"),
    List("questions"),
    List("read_as"),
];

const CAB_VOTE: &[Field] = &[
    Plain("id"),
    Id("item", T::AgendaItem),
    Id("person", T::Person),
    Plain("choice"),
    Plain("chance"),
    Plain("at"),
];

const CAB_DECISION: &[Field] = &[
    Plain("id"),
    Id("item", T::AgendaItem),
    Plain("verdict"),
    Plain("note"),
    Truth("changed_something"),
    Plain("decided_at"),
    Plain("by"),
    List("stands_on"),
];

const OWED_STEP: &[Field] = &[
    Plain("id"),
    Plain("kind"),
    Id("item", T::AgendaItem),
    SUBJECT,
    Plain("text"),
    Id("owner", T::Person),
    Plain("due"),
    Plain("done_at"),
    Plain("done_by"),
    Plain("evidence"),
];

const MILESTONE: &[Field] = &[
    Plain("id"),
    Plain("project"),
    Plain("name"),
    Plain("planned"),
    List("forecasts"),
    Plain("reached"),
    Id("release", T::Release),
    Plain("gate"),
    ORIGIN,
];

const BOOKING: &[Field] = &[
    Plain("id"),
    Plain("reference"),
    Id("environment", T::Environment),
    Plain("purpose"),
    Id("release", T::Release),
    Id("change", T::Change),
    Plain("mode"),
    Part("window", WINDOW),
    List("needs"),
    Plain("data"),
    Plain("priority"),
    Plain("requester"),
    Id("team", T::Team),
    Plain("state"),
    Plain("asked_at"),
    Plain("until"),
    ORIGIN,
];

const SAVED_VIEW: &[Field] = &[
    Plain("id"),
    Plain("name"),
    Plain("days"),
    List("lanes"),
    Plain("filter"),
];

const WAIVER: &[Field] = &[
    Plain("id"),
    Plain("rule"),
    List("subjects"),
    Plain("finding"),
    Plain("reason"),
    Plain("decided_by"),
    Plain("decided_at"),
];

const SCENARIO: &[Field] = &[
    Plain("id"),
    Plain("reference"),
    Plain("name"),
    Plain("source"),
    Plain("made_at"),
    Plain("base_seq"),
    List("moves"),
    Maybe(
        "solve",
        &[
            Plain("seed"),
            Plain("iterations"),
            Plain("objective"),
            Plain("bound"),
            Plain("gap_basis_points"),
        ],
    ),
];

const PUBLICATION: &[Field] = &[
    Plain("id"),
    Plain("version"),
    Plain("seq"),
    Plain("published_at"),
    Plain("published_by"),
    Plain("note"),
    Plain("digest"),
];

const MERGE_CONFLICT: &[Field] = &[
    Plain("id"),
    Plain("table"),
    Plain("record"),
    Plain("field"),
    Plain("reason"),
    List("was"),
    List("mine"),
    List("theirs"),
    Plain("mine_by"),
    Plain("mine_at"),
    Plain("mine_entry"),
    Plain("theirs_by"),
    Plain("theirs_at"),
    Plain("theirs_entry"),
];

/// The fields of a table's records.
pub(crate) fn shape(table: TableName) -> &'static [Field] {
    match table {
        T::PlanSettings => SETTINGS,
        T::Team => TEAM,
        T::Person => PERSON,
        T::Environment => ENVIRONMENT,
        T::Service => SERVICE,
        T::Dependency => DEPENDENCY,
        T::Installed => INSTALLED,
        T::Compatibility => COMPATIBILITY,
        T::ReleaseTrain => TRAIN,
        T::Departure => DEPARTURE,
        T::Release => RELEASE,
        T::Change => CHANGE,
        T::DeploymentWindow => DEPLOYMENT_WINDOW,
        T::Freeze => FREEZE,
        T::FreezeException => FREEZE_EXCEPTION,
        T::Negotiation => NEGOTIATION,
        T::Offer => OFFER,
        T::Position => POSITION,
        T::FreezePolicy => FREEZE_POLICY,
        T::Interest => INTEREST,
        T::Concession => CONCESSION,
        T::Agreement => AGREEMENT,
        T::AgreementSignature => SIGNATURE,
        T::ThawPlan => THAW_PLAN,
        T::BusinessTime => BUSINESS_TIME,
        T::LoadCurve => LOAD_CURVE,
        T::MeetingSeries => MEETING_SERIES,
        T::CabMeeting => CAB_MEETING,
        T::AgendaItem => AGENDA_ITEM,
        T::CabVote => CAB_VOTE,
        T::CabDecision => CAB_DECISION,
        T::OwedStep => OWED_STEP,
        T::Milestone => MILESTONE,
        T::Booking => BOOKING,
        T::SavedView => SAVED_VIEW,
        T::Waiver => WAIVER,
        T::Scenario => SCENARIO,
        T::Publication => PUBLICATION,
        T::MergeConflict => MERGE_CONFLICT,
    }
}
