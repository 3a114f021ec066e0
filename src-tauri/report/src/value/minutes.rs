//! The minutes of a CAB meeting as a value.

use super::{Approval, Fact, Imprint, Listing, Number, Prose, Risk, Verdict};

/// Everything printed minutes say.
#[derive(Clone, Debug, PartialEq)]
pub struct MinutesDocument {
    /// Head, foot, file description; a draft until the chair has approved them.
    pub imprint: Imprint,
    /// `Minutes · normal changes`
    pub purpose: String,
    /// `Change advisory board, Wed 18 Nov`
    pub title: String,
    /// `10:00 – 10:47, room 4 and by telephone`
    pub subtitle: String,
    /// When, chair, quorum: up to four.
    pub facts: Vec<Fact>,
    /// `What the board decided`
    pub decision_label: String,
    /// The outcome in a sentence or two.
    pub decision: Prose,
    /// Items, approved, with conditions, deferred, rejected, minutes.
    pub numbers: Vec<Number>,
    /// Who was there, and who was not.
    pub present: Listing<PresentRow>,
    /// Whether enough voters were there: `Quorum held: 5 of 7 voters, 4 needed.`
    pub quorum: Verdict,
    /// Items approved together without talk.
    pub consent: Listing<ConsentRow>,
    /// Items that were talked about, in order.
    pub items: Listing<MinutesItem>,
    /// Every condition of the meeting.
    pub conditions: Listing<DutyRow>,
    /// What else people took upon themselves.
    pub actions: Listing<DutyRow>,
    /// What was still open from earlier meetings, and how it stands now.
    pub carried: Listing<DutyRow>,
    /// `Wed 25 Nov 10:00; the agenda closes Mon 23 Nov 12:00.` Empty reads `Missing: …`.
    pub next: Prose,
    /// What signing means.
    pub signing: String,
    /// Who signs.
    pub signatures: Listing<Approval>,
    /// Digest, journal position: label and value.
    pub origin: Vec<(String, String)>,
}

/// Somebody who should have been there.
#[derive(Clone, Debug, PartialEq)]
pub struct PresentRow {
    /// `Hanne Østergaard`
    pub name: String,
    /// `Chair`, `Voter`, `Adviser`
    pub role: String,
    /// Present, late, stood in for, absent.
    pub verdict: Verdict,
    /// `from 10:12`, `Samuel Adeyemi stood in`; may be empty.
    pub note: String,
}

/// An item of the consent block.
#[derive(Clone, Debug, PartialEq)]
pub struct ConsentRow {
    /// `CHG-1042`
    pub reference: String,
    /// What.
    pub what: String,
    /// Its risk.
    pub risk: Option<Risk>,
    /// A person.
    pub owner: String,
    /// What was decided.
    pub verdict: Verdict,
}

/// An item that was talked about.
#[derive(Clone, Debug, PartialEq)]
pub struct MinutesItem {
    /// `CHG-1042`; empty when the item is about nothing in the plan.
    pub reference: String,
    /// Its title.
    pub title: String,
    /// Its risk.
    pub risk: Option<Risk>,
    /// `10:05`; empty when it was not reached.
    pub at: String,
    /// `8 min of 5`: taken, and planned.
    pub time: String,
    /// Who presented it.
    pub presenter: String,
    /// What was decided.
    pub verdict: Verdict,
    /// Why.
    pub reason: Prose,
    /// What was noted, a paragraph each.
    pub notes: Vec<Prose>,
    /// Conditions of this item.
    pub conditions: Vec<DutyRow>,
    /// Who voted how.
    pub votes: Listing<VoteRow>,
    /// What had changed since the pre-read; empty when nothing.
    pub differences: Vec<String>,
}

/// A vote.
#[derive(Clone, Debug, PartialEq)]
pub struct VoteRow {
    /// A person.
    pub name: String,
    /// Approve, reject, abstain.
    pub verdict: Verdict,
    /// `90 %`: the probability of success stated; empty when none was.
    pub chance: String,
    /// `implements it; vote not counted`; may be empty.
    pub note: String,
}

/// A condition or an action: who owes what by when.
#[derive(Clone, Debug, PartialEq)]
pub struct DutyRow {
    /// `CHG-1042`, or the meeting it comes from.
    pub about: String,
    /// What is to be done or shown.
    pub what: String,
    /// A person. Empty reads `nobody`.
    pub owner: String,
    /// `Fri 20 Nov`. Empty reads `no date`.
    pub due: String,
    /// Open, met, late.
    pub verdict: Verdict,
}
