//! The release plan as a value.

use super::{
    Calendar, ChangeSlide, DependencyMap, Fact, HeatMap, Imprint, Listing, Night, Part, Prose, Risk, State,
    Verdict,
};
use planning::time::Instant;

/// For whom a release plan is printed, and so what of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Profile {
    /// Every chapter.
    #[default]
    Full,
    /// Two pages: the decision, and calendar and scope at a glance.
    Executive,
    /// For the board: what is decided, and a page a change.
    Board,
    /// For the night: landscape, large type, boxes to tick.
    Runbook,
    /// For a vendor: their part, without names of people or of other services.
    Vendor,
}

/// A file inside the document.
#[derive(Clone, PartialEq, Eq)]
pub struct Attachment {
    /// `RO-23 plan.json`
    pub name: String,
    /// `application/json`
    pub media_type: String,
    /// What it is, in words.
    pub description: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for Attachment {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(to, "{} of {} bytes", self.name, self.bytes.len())
    }
}

/// Everything a printed release plan says.
#[derive(Clone, Debug, PartialEq)]
pub struct ReleasePlanDocument {
    /// Head, foot, file description.
    pub imprint: Imprint,
    /// For whom.
    pub profile: Profile,
    /// Page 1.
    pub cover: Cover,
    /// The weeks.
    pub calendar: Part<Calendar>,
    /// The night.
    pub night: Part<Night>,
    /// Every change, by wave.
    pub scope: Scope,
    /// What the release includes, what waits, and why.
    pub decided: Decided,
    /// What is different from the last published version.
    pub since: Since,
    /// A page a change, for the board.
    pub cards: Listing<ChangeSlide>,
    /// What must be live before what.
    pub sequence: Sequence,
    /// Likelihood against impact.
    pub heat: Part<HeatMap>,
    /// Risks of 4 and 5 with what is done about them.
    pub risks: Listing<RiskRow>,
    /// Freezes near the release and exceptions to them.
    pub freezes: Listing<FreezeRow>,
    /// Collisions and other findings.
    pub findings: Listing<FindingRow>,
    /// Step by step.
    pub runbook: Runbook,
    /// The ways back.
    pub back_out: BackOut,
    /// Gates with needed against seen.
    pub test_gates: Listing<TestGateRow>,
    /// Open defects with what was decided.
    pub defects: Listing<DefectRow>,
    /// Who is told what, when.
    pub messages: Listing<MessageRow>,
    /// Who is awake.
    pub on_call: Listing<OnCallRow>,
    /// Who agreed.
    pub approvals: Approvals,
    /// Where all this comes from.
    pub appendix: Appendix,
    /// What this copy leaves out, a line each; empty for the full plan.
    pub left_out: Vec<String>,
    /// The data the pages were made from, inside the file.
    pub attachment: Option<Attachment>,
}

/// What is in and what waits.
#[derive(Clone, Debug, PartialEq)]
pub struct Decided {
    /// How to read it: `15 included, 4 deferred.`
    pub note: String,
    /// Changes the release includes.
    pub included: Listing<DecidedRow>,
    /// Changes that wait or ride later.
    pub deferred: Listing<DecidedRow>,
}

/// A change that was let in or deferred.
#[derive(Clone, Debug, PartialEq)]
pub struct DecidedRow {
    /// `CHG-1042`
    pub reference: String,
    /// Its title.
    pub what: String,
    /// Its risk.
    pub risk: Option<Risk>,
    /// `RO-24, Wed 2 Dec`, or `waits`.
    pub goes: String,
    /// `for the third time`; may be empty.
    pub quiet: String,
    /// Why.
    pub why: String,
}

/// What is different from an earlier version.
#[derive(Clone, Debug, PartialEq)]
pub struct Since {
    /// `What changed since version 3`
    pub title: String,
    /// `Published Mon 2 Nov by Ines Aldana.`
    pub note: String,
    /// The differences.
    pub rows: Listing<SinceVersionRow>,
}

/// One difference.
#[derive(Clone, Debug, PartialEq)]
pub struct SinceVersionRow {
    /// `CHG-1042`
    pub reference: String,
    /// What kind of thing it is: `change`, `freeze`.
    pub kind: String,
    /// What differs, in a sentence.
    pub sentence: String,
}

/// The first page.
#[derive(Clone, Debug, PartialEq)]
pub struct Cover {
    /// `Release plan · for CAB decision`
    pub purpose: String,
    /// `RO-23 Autumn`
    pub title: String,
    /// One line below the title.
    pub subtitle: String,
    /// Window, manager, decision due.
    pub facts: Vec<Fact>,
    /// `Decision asked of the board`
    pub decision_label: String,
    /// What is asked, with conditions and the fallback. Empty reads `Missing: …`.
    pub decision: Prose,
    /// Six big numbers.
    pub numbers: Vec<Number>,
    /// Why now: paragraphs.
    pub why_now: Listing<Prose>,
    /// The top risks.
    pub top_risks: Listing<TopRisk>,
    /// `Readiness at 12 November`
    pub readiness_title: String,
    /// What is ready.
    pub readiness: Listing<Readiness>,
}

/// A big number with its label.
#[derive(Clone, Debug, PartialEq)]
pub struct Number {
    /// `16`, `80 min`
    pub value: String,
    /// `changes`
    pub label: String,
    /// `11 normal, 4 standard, 1 emergency`
    pub note: String,
}

/// A risk of the cover.
#[derive(Clone, Debug, PartialEq)]
pub struct TopRisk {
    /// Its level.
    pub risk: Risk,
    /// What may happen and what is done about it.
    pub text: Prose,
    /// `CHG-1042`
    pub reference: String,
}

/// A line of the readiness list.
#[derive(Clone, Debug, PartialEq)]
pub struct Readiness {
    /// Its state.
    pub state: State,
    /// `Back-out rehearsed, 2 of 2`
    pub what: String,
    /// `8 Nov`
    pub when: String,
}

/// Every change of the release.
#[derive(Clone, Debug, PartialEq)]
pub struct Scope {
    /// How to read the table.
    pub note: String,
    /// Waves in order.
    pub groups: Listing<ScopeGroup>,
}

/// The changes of one wave.
#[derive(Clone, Debug, PartialEq)]
pub struct ScopeGroup {
    /// `Wave 1: identity and edge`
    pub title: String,
    /// `22:10–23:10, then gate A`
    pub quiet: String,
    /// Its changes.
    pub rows: Vec<ScopeRow>,
}

/// One change.
#[derive(Clone, Debug, PartialEq)]
pub struct ScopeRow {
    /// `CHG-1042`
    pub reference: String,
    /// `Normal`
    pub kind: String,
    /// The change, plain verb first.
    pub what: Prose,
    /// Why.
    pub why: String,
    /// Its risk.
    pub risk: Option<Risk>,
    /// What it can hurt.
    pub hurts: String,
    /// Minutes to back out.
    pub back_out_minutes: Option<u32>,
    /// `412 / 412`
    pub tests: String,
    /// Where the board stands.
    pub board: Verdict,
    /// A person.
    pub owner: String,
}

/// The order and its reasons.
#[derive(Clone, Debug, PartialEq)]
pub struct Sequence {
    /// How to read the map.
    pub note: String,
    /// The map, laid out.
    pub map: Part<DependencyMap>,
    /// Reasons for the order, one a line.
    pub reasons: Listing<OrderReason>,
}

/// Why one thing goes before another.
#[derive(Clone, Debug, PartialEq)]
pub struct OrderReason {
    /// What goes first.
    pub first: String,
    /// What goes after.
    pub then: String,
    /// Why.
    pub why: String,
}

/// A risk with its mitigation.
#[derive(Clone, Debug, PartialEq)]
pub struct RiskRow {
    /// `CHG-1042`
    pub reference: String,
    /// Before mitigation.
    pub risk: Risk,
    /// After mitigation.
    pub after: Option<Risk>,
    /// What may happen.
    pub what: String,
    /// What is done about it.
    pub mitigation: String,
    /// A person.
    pub owner: String,
}

/// A freeze and what was asked of it.
#[derive(Clone, Debug, PartialEq)]
pub struct FreezeRow {
    /// `Peak trading`
    pub name: String,
    /// `agreed, hard`
    pub quiet: String,
    /// `Fri 20 Nov 00:00 – Tue 1 Dec 06:00`
    pub window: String,
    /// What it covers.
    pub covers: String,
    /// The exception asked and granted, or how far clear the release is.
    pub exception: Prose,
    /// Clear, granted, asked, in collision.
    pub verdict: Verdict,
}

/// A finding of the rules.
#[derive(Clone, Debug, PartialEq)]
pub struct FindingRow {
    /// `FRZ-001`
    pub rule: String,
    /// Its severity.
    pub verdict: Verdict,
    /// What it is, with its values.
    pub sentence: String,
    /// What could be done.
    pub ways_out: String,
}

/// The steps of the night.
#[derive(Clone, Debug, PartialEq)]
pub struct Runbook {
    /// `Times are Europe/London. …`
    pub note: String,
    /// Steps by wave.
    pub groups: Listing<RunbookGroup>,
}

/// The steps of one wave.
#[derive(Clone, Debug, PartialEq)]
pub struct RunbookGroup {
    /// `Wave 1: identity and edge`; no group row when empty.
    pub title: String,
    /// `60 min planned, 10 min slack`
    pub quiet: String,
    /// Steps.
    pub rows: Vec<RunbookRow>,
}

/// How a step is tinted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepKind {
    /// White.
    Step,
    /// On the panel colour.
    Gate,
    /// On red tint.
    PointOfNoReturn,
}

/// One step.
#[derive(Clone, Debug, PartialEq)]
pub struct RunbookRow {
    /// `22:10`
    pub at: String,
    /// Planned minutes.
    pub minutes: Option<u32>,
    /// What is done.
    pub step: Prose,
    /// By whom.
    pub who: String,
    /// How to see that it worked.
    pub done_when: Prose,
    /// The time it really happened; empty before the night.
    pub actual: String,
    /// Its tint.
    pub kind: StepKind,
}

/// The ways back.
#[derive(Clone, Debug, PartialEq)]
pub struct BackOut {
    /// By trigger.
    pub rows: Listing<BackOutRow>,
    /// What cannot be undone.
    pub cannot_be_undone: Listing<Prose>,
}

/// One way back.
#[derive(Clone, Debug, PartialEq)]
pub struct BackOutRow {
    /// `B1`
    pub name: String,
    /// What triggers it.
    pub when: Prose,
    /// What is done.
    pub what: Prose,
    /// How long it takes.
    pub minutes: Option<u32>,
    /// The last moment it works.
    pub last_safe: String,
    /// Who decides.
    pub decides: String,
}

/// A gate of testing.
#[derive(Clone, Debug, PartialEq)]
pub struct TestGateRow {
    /// `Acceptance`
    pub gate: String,
    /// What is measured.
    pub measure: String,
    /// What is needed.
    pub needed: String,
    /// What was seen.
    pub seen: String,
    /// The outcome.
    pub verdict: Verdict,
    /// Where it is written down.
    pub evidence: String,
}

/// An open defect.
#[derive(Clone, Debug, PartialEq)]
pub struct DefectRow {
    /// `PAY-771`
    pub reference: String,
    /// What is wrong.
    pub what: String,
    /// `Severity 3`
    pub severity: String,
    /// What was decided about it.
    pub decision: String,
    /// A person.
    pub owner: String,
}

/// A message to somebody.
#[derive(Clone, Debug, PartialEq)]
pub struct MessageRow {
    /// When.
    pub when: String,
    /// To whom.
    pub to: String,
    /// What.
    pub what: String,
    /// By whom.
    pub by: String,
    /// Sent or to do.
    pub verdict: Verdict,
}

/// Somebody who is awake.
#[derive(Clone, Debug, PartialEq)]
pub struct OnCallRow {
    /// `Payments lead`
    pub role: String,
    /// A person.
    pub name: String,
    /// Deputy.
    pub deputy: String,
    /// `22:00–06:00`
    pub hours: String,
    /// How to reach them.
    pub reach: String,
}

/// Who agreed.
#[derive(Clone, Debug, PartialEq)]
pub struct Approvals {
    /// What signing means.
    pub note: String,
    /// One box a role.
    pub boxes: Listing<Approval>,
}

/// One role's agreement.
#[derive(Clone, Debug, PartialEq)]
pub struct Approval {
    /// `Business owner, checkout`
    pub role: String,
    /// A person.
    pub name: String,
    /// Where it stands.
    pub verdict: Verdict,
    /// `18 Nov 10:42 · key 7F3A`
    pub detail: String,
}

/// Where the document comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Appendix {
    /// Journal head hash, data digest, versions, solver run: label and value.
    pub facts: Vec<(String, String)>,
    /// Decisions, edits and overrides.
    pub entries: Listing<AuditRow>,
    /// Earlier versions of this plan.
    pub versions: Listing<VersionRow>,
}

/// A line of the log.
#[derive(Clone, Debug, PartialEq)]
pub struct AuditRow {
    /// When; shown in UTC.
    pub at: Instant,
    /// A person.
    pub who: String,
    /// `Granted an exception to Peak trading`
    pub what: String,
    /// `risk 4 → 3`
    pub change: String,
    /// Why.
    pub reason: String,
}

/// An earlier version of the plan.
#[derive(Clone, Debug, PartialEq)]
pub struct VersionRow {
    /// `1.2`
    pub version: String,
    /// When; shown in UTC.
    pub at: Instant,
    /// Who published it.
    pub by: String,
    /// What changed.
    pub what: String,
    /// Its fingerprint.
    pub fingerprint: String,
}
