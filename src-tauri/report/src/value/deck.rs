//! The CAB deck as a value.

use super::{
    Calendar, FindingRow, FreezeRow, HeatMap, Imprint, Listing, Night, Number, OnCallRow, Part, Prose, Risk,
    State, Verdict,
};
use planning::time::{Instant, Window};

/// Everything a CAB deck shows.
#[derive(Clone, Debug, PartialEq)]
pub struct CabDeckDocument {
    /// Foot, file description.
    pub imprint: Imprint,
    /// Decision and agenda.
    pub opening: Opening,
    /// What happened since the last meeting.
    pub since: SinceLastTime,
    /// The weeks.
    pub calendar: Slide<Part<Calendar>>,
    /// Which few need the meeting.
    pub risk_map: RiskMap,
    /// One slide a change of risk 4 or 5, or with conditions.
    pub changes: Listing<ChangeSlide>,
    /// The rest, approved together.
    pub rest: Slide<Listing<RestRow>>,
    /// Collisions, freezes, exceptions asked.
    pub conflicts: Conflicts,
    /// The night and its people.
    pub night: NightAndPeople,
    /// What was decided.
    pub decision: DecisionRecord,
}

/// A slide's words: a kicker, and a title that is the conclusion.
#[derive(Clone, Debug, PartialEq)]
pub struct Slide<T> {
    /// Small line above the title.
    pub kicker: String,
    /// The conclusion, as a sentence.
    pub title: String,
    /// What is shown.
    pub body: T,
}

/// The first slide.
#[derive(Clone, Debug, PartialEq)]
pub struct Opening {
    /// `Change advisory board · Wed 18 Nov 2026, 10:00–10:45`
    pub kicker: String,
    /// The decision.
    pub title: String,
    /// Conditions, numbered.
    pub conditions: Listing<Prose>,
    /// What happens if they are missed.
    pub fallback: String,
    /// Five numbers.
    pub numbers: Vec<Number>,
    /// Times, items, minutes.
    pub agenda: Listing<AgendaLine>,
    /// The road of dates.
    pub road: Vec<RoadStop>,
}

/// An item of the meeting.
#[derive(Clone, Debug, PartialEq)]
pub struct AgendaLine {
    /// `10:10`
    pub at: String,
    /// What.
    pub what: String,
    /// How long.
    pub minutes: u32,
}

/// How a stop of the road is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StopKind {
    /// Filled disc.
    Today,
    /// Filled diamond.
    Decision,
    /// Ring.
    Step,
    /// Filled red disc.
    Freeze,
}

/// A date of the road.
#[derive(Clone, Debug, PartialEq)]
pub struct RoadStop {
    /// `18 Nov`
    pub when: String,
    /// `this board`
    pub what: String,
    /// Its shape.
    pub kind: StopKind,
}

/// What happened since the last meeting.
#[derive(Clone, Debug, PartialEq)]
pub struct SinceLastTime {
    /// Kicker.
    pub kicker: String,
    /// The conclusion.
    pub title: String,
    /// Done, backed out, incidents, emergencies, overdue.
    pub numbers: Vec<Number>,
    /// What the board should hear of.
    pub rows: Listing<SinceRow>,
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq)]
pub struct SinceRow {
    /// Its state.
    pub verdict: Verdict,
    /// `CHG-0991`
    pub reference: String,
    /// What.
    pub what: String,
    /// What follows.
    pub follows: String,
    /// A person.
    pub owner: String,
}

/// The risk map slide.
#[derive(Clone, Debug, PartialEq)]
pub struct RiskMap {
    /// Kicker.
    pub kicker: String,
    /// The conclusion.
    pub title: String,
    /// The map.
    pub heat: Part<HeatMap>,
    /// The few.
    pub few: Listing<FewRow>,
    /// What holds for the others.
    pub rest: Prose,
}

/// One of the few.
#[derive(Clone, Debug, PartialEq)]
pub struct FewRow {
    /// Its level.
    pub risk: Risk,
    /// Its short id and name.
    pub name: String,
    /// What is done about it.
    pub quiet: String,
}

/// One change, nine cells.
#[derive(Clone, Debug, PartialEq)]
pub struct ChangeSlide {
    /// `CHG-1042 · normal change · wave 2`
    pub kicker: String,
    /// Its name.
    pub title: String,
    /// Before mitigation.
    pub risk: Risk,
    /// After mitigation.
    pub after: Option<Risk>,
    /// Where the board stands.
    pub board: Verdict,
    /// What is it?
    pub what: Answer,
    /// Why now, what if not?
    pub why_now: Answer,
    /// When, and does it fit?
    pub when: Answer,
    /// The bar below “when”.
    pub bar: Option<NightBar>,
    /// What can it hurt?
    pub hurts: Answer,
    /// Names below “what it can hurt”.
    pub services: Vec<String>,
    /// How do we get back, until when?
    pub back_out: Answer,
    /// How do we know it works?
    pub tests: Answer,
    /// Passed and total, for the bar.
    pub tests_passed: Option<(u32, u32)>,
    /// What does it collide with?
    pub conflicts: Answer,
    /// Who does it, who is awake?
    pub who: Answer,
    /// What is asked of the board?
    pub asked: Answer,
}

/// The short answer and a quieter line. An empty answer reads `Missing`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Answer {
    /// `25 min, until 00:40`
    pub strong: String,
    /// One or two lines.
    pub quiet: Prose,
}

impl Answer {
    /// An answer with its second line.
    #[must_use]
    pub fn new(strong: impl Into<String>, quiet: impl Into<Prose>) -> Self {
        Self {
            strong: strong.into(),
            quiet: quiet.into(),
        }
    }
}

/// The small bar of one change inside the night.
#[derive(Clone, Debug, PartialEq)]
pub struct NightBar {
    /// The whole night.
    pub span: Window,
    /// The change's wave, when known.
    pub wave: Option<Window>,
    /// The change.
    pub change: Window,
    /// The point of no return or the next gate, with its name.
    pub gate: Option<(Instant, String)>,
    /// Hue of its wave.
    pub hue: u8,
}

/// A change approved with the rest.
#[derive(Clone, Debug, PartialEq)]
pub struct RestRow {
    /// `CHG-1042`
    pub reference: String,
    /// What.
    pub what: String,
    /// Its risk.
    pub risk: Risk,
    /// What it can hurt.
    pub hurts: String,
    /// Minutes to back out.
    pub back_out_minutes: Option<u32>,
    /// `61 / 61`
    pub tests: String,
    /// A person.
    pub owner: String,
}

/// Collisions and freezes.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflicts {
    /// Kicker.
    pub kicker: String,
    /// The conclusion.
    pub title: String,
    /// Collisions and other findings.
    pub findings: Listing<FindingRow>,
    /// Freezes and exceptions.
    pub freezes: Listing<FreezeRow>,
}

/// The night and who is awake.
#[derive(Clone, Debug, PartialEq)]
pub struct NightAndPeople {
    /// Kicker.
    pub kicker: String,
    /// The conclusion.
    pub title: String,
    /// The night.
    pub night: Part<Night>,
    /// Who is awake.
    pub people: Listing<OnCallRow>,
    /// Threshold and who pulls the cord.
    pub stop_rules: Listing<Prose>,
}

/// What was decided.
#[derive(Clone, Debug, PartialEq)]
pub struct DecisionRecord {
    /// Kicker.
    pub kicker: String,
    /// The conclusion.
    pub title: String,
    /// One line a decision.
    pub rows: Listing<DecisionRow>,
    /// Who votes, quorum.
    pub footnote: String,
}

/// One decision.
#[derive(Clone, Debug, PartialEq)]
pub struct DecisionRow {
    /// What is decided.
    pub what: String,
    /// What was decided; `None` leaves boxes to tick.
    pub decided: Option<Verdict>,
    /// The choices, such as approve and defer.
    pub choices: Vec<String>,
    /// Under which condition.
    pub condition: String,
    /// A person.
    pub owner: String,
    /// By when.
    pub by: String,
}

impl From<State> for Verdict {
    fn from(state: State) -> Self {
        let label = match state {
            State::Done => "Approved",
            State::Conditional => "With conditions",
            State::Pending => "Pending",
            State::Failed => "Rejected",
        };
        Self::new(state, label)
    }
}
