//! A freeze agreement as a value.

use super::{Approval, Fact, Imprint, Listing, Number, Prose, Verdict};

/// Everything a printed freeze agreement says.
#[derive(Clone, Debug, PartialEq)]
pub struct AgreementDocument {
    /// Head, foot, file description.
    pub imprint: Imprint,
    /// `Freeze agreement · version 2`
    pub purpose: String,
    /// `Peak trading`
    pub title: String,
    /// The scope in one sentence.
    pub subtitle: String,
    /// From, to, level, mediator.
    pub facts: Vec<Fact>,
    /// `What is agreed`
    pub decision_label: String,
    /// The agreement in a sentence or two.
    pub decision: Prose,
    /// What it costs and protects.
    pub numbers: Vec<Number>,
    /// Its stretches.
    pub phases: Listing<PhaseRow>,
    /// When each begins and ends, zone by zone.
    pub zones: Listing<ZoneRow>,
    /// What may go at which level.
    pub levels: Listing<LevelRow>,
    /// What an exception must show.
    pub criteria: Listing<String>,
    /// Exceptions asked for so far.
    pub exceptions: Listing<AgreedException>,
    /// Who gave what for what.
    pub concessions: Listing<ConcessionRow>,
    /// How the agreement came about.
    pub rounds: Listing<RoundRow>,
    /// What is different from the version before.
    pub differences: Listing<String>,
    /// How what waited goes out.
    pub thaw: Listing<ThawRow>,
    /// What signing means.
    pub signing: String,
    /// Who signed, and who has to.
    pub signatures: Listing<Approval>,
    /// Digest, journal position: label and value.
    pub origin: Vec<(String, String)>,
}

/// A stretch of the freeze.
#[derive(Clone, Debug, PartialEq)]
pub struct PhaseRow {
    /// `Peak`
    pub name: String,
    /// `Fri 20 Nov 00:00 – Wed 2 Dec 00:00`
    pub window: String,
    /// Whose clock: `Europe/Berlin`, or `local in each region`.
    pub clock: String,
    /// `L3 hard`
    pub level: String,
    /// What it covers.
    pub covers: String,
    /// What happens to a deployment that runs when it begins.
    pub in_flight: String,
}

/// A stretch on another clock.
#[derive(Clone, Debug, PartialEq)]
pub struct ZoneRow {
    /// `Asia/Kolkata`
    pub zone: String,
    /// Regions on that clock.
    pub regions: String,
    /// When it begins there.
    pub begins: String,
    /// When it ends there.
    pub ends: String,
    /// A clock change inside it; empty when there is none.
    pub note: String,
}

/// What may go at a level.
#[derive(Clone, Debug, PartialEq)]
pub struct LevelRow {
    /// `L2 soft`
    pub level: String,
    /// Kinds of change that may go.
    pub allowed: String,
    /// What else has to be there: an acknowledgement, an exception, an executive.
    pub on_condition: String,
}

/// An exception and what became of it.
#[derive(Clone, Debug, PartialEq)]
pub struct AgreedException {
    /// `FX-07`
    pub reference: String,
    /// What it is for.
    pub subject: String,
    /// Conditions and validity.
    pub conditions: String,
    /// What became of it.
    pub verdict: Verdict,
}

/// Who gave what for what.
#[derive(Clone, Debug, PartialEq)]
pub struct ConcessionRow {
    /// Who gives, in which round.
    pub giver: String,
    /// What is given.
    pub gives: String,
    /// Who takes it.
    pub taker: String,
    /// What is given back.
    pub gets: String,
}

/// A round of the talks.
#[derive(Clone, Debug, PartialEq)]
pub struct RoundRow {
    /// `1`
    pub round: String,
    /// Who, for which side.
    pub by: String,
    /// When.
    pub at: String,
    /// What was asked or offered.
    pub offered: String,
    /// What was said along with it and what the others said to it.
    pub said: String,
}

/// What goes out on a day after the freeze.
#[derive(Clone, Debug, PartialEq)]
pub struct ThawRow {
    /// The day.
    pub day: String,
    /// What goes.
    pub what: String,
    /// Risk points of the day.
    pub risk: String,
    /// Whether the caps hold.
    pub verdict: Verdict,
}
