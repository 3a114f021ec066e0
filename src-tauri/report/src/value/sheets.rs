//! Short documents as values: the calendar poster, the certificate of an exception, the metrics.

use super::{Approval, Calendar, Fact, Imprint, Listing, Number, Part, Prose, Verdict};

/// A quarter on one sheet for the wall.
#[derive(Clone, Debug, PartialEq)]
pub struct PosterDocument {
    /// Foot, file description; A4 prints on A3, Letter on tabloid.
    pub imprint: Imprint,
    /// `Release calendar, 2 Nov 2026 – 14 Feb 2027`
    pub title: String,
    /// How to read it.
    pub note: String,
    /// The weeks.
    pub calendar: Part<Calendar>,
    /// What is drawn, in words, by date.
    pub rows: Listing<PosterRow>,
}

/// A line of the list below the picture.
#[derive(Clone, Debug, PartialEq)]
pub struct PosterRow {
    /// `Wed 18 Nov 22:00`
    pub when: String,
    /// `RO-23`
    pub reference: String,
    /// What it is.
    pub what: String,
    /// How far it is.
    pub verdict: Verdict,
}

/// What was granted, on one page to show to whoever guards the door.
#[derive(Clone, Debug, PartialEq)]
pub struct CertificateDocument {
    /// Head, foot, file description; a draft until the exception is granted.
    pub imprint: Imprint,
    /// `Exception to a freeze`
    pub purpose: String,
    /// `FX-07`
    pub title: String,
    /// `Peak trading, Fri 20 Nov – Wed 2 Dec`
    pub subtitle: String,
    /// Valid from and until, for how many deployments, who decided.
    pub facts: Vec<Fact>,
    /// `What is granted`
    pub decision_label: String,
    /// The decision in a sentence or two.
    pub decision: Prose,
    /// How far it is.
    pub verdict: Verdict,
    /// Conditions, a line each.
    pub conditions: Listing<String>,
    /// What it is for: release, changes, services.
    pub covers: Listing<Fact>,
    /// What was asked: why, what if not, risk, way back.
    pub request: Listing<Fact>,
    /// Deployments under it.
    pub uses: Listing<Fact>,
    /// What signing means.
    pub signing: String,
    /// Who signs.
    pub signatures: Listing<Approval>,
    /// Digest, journal position: label and value.
    pub origin: Vec<(String, String)>,
}

/// What the plan can prove in numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct MetricsDocument {
    /// Head, foot, file description.
    pub imprint: Imprint,
    /// `Metrics`
    pub title: String,
    /// `Everything the plan knew at 23 Nov 2026`
    pub subtitle: String,
    /// The few that matter.
    pub numbers: Vec<Number>,
    /// The others, by subject.
    pub sections: Vec<MetricSection>,
    /// Digest, journal position: label and value.
    pub origin: Vec<(String, String)>,
}

/// Numbers about one subject.
#[derive(Clone, Debug, PartialEq)]
pub struct MetricSection {
    /// `Freezes and exceptions`
    pub title: String,
    /// Its numbers.
    pub rows: Listing<MetricRow>,
}

/// A number and where it comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct MetricRow {
    /// `Changes backed out`
    pub measure: String,
    /// `3 of 41`
    pub value: String,
    /// Part and whole, drawn as a bar when known.
    pub share: Option<(u32, u32)>,
    /// `changes in state backed-out among those deployed or backed out`
    pub how: String,
}
