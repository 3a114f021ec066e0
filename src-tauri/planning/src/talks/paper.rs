//! The whole agreement with its numbers: what is printed, signed and handed on.

use super::agreeing::{Stretch, agreements_of, is_intact, signatures_of, stretches};
use super::consequences::{Consequences, consequences};
use super::{difference, offers_of, scope_note};
use crate::collision::Index;
use crate::{
    Agreement, AgreementId, AgreementSignature, ChangeClass, Concession, Freeze, FreezeException,
    Negotiation, Offer, OfferPhase, Plan, Position, ThawPlan, passing_at,
};

/// One phase of an agreement, as it is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperPhase {
    /// The phase.
    pub phase: OfferPhase,
    /// What it covers, in words.
    pub scope: String,
    /// Classes of changes that pass.
    pub passes: Vec<ChangeClass>,
    /// Where and when it holds: one stretch, or one for each region.
    pub stretches: Vec<Stretch>,
}

/// Everything that belongs to an agreement.
#[derive(Clone, Debug, PartialEq)]
pub struct AgreementPaper<'a> {
    /// The agreement.
    pub agreement: &'a Agreement,
    /// The talks.
    pub talks: &'a Negotiation,
    /// The freeze.
    pub freeze: &'a Freeze,
    /// The offer that was taken.
    pub offer: &'a Offer,
    /// Its phases.
    pub phases: Vec<PaperPhase>,
    /// What it costs and protects.
    pub numbers: Consequences,
    /// Every offer with what was said about it, in order.
    pub rounds: Vec<(&'a Offer, Vec<&'a Position>)>,
    /// What was given for it and accepted.
    pub concessions: Vec<&'a Concession>,
    /// Who signed, the first first.
    pub signatures: Vec<&'a AgreementSignature>,
    /// Required parties that have not signed.
    pub unsigned: Vec<&'a str>,
    /// How it differs from the version before, in words; empty for the first.
    pub changed: Vec<String>,
    /// Requests for exceptions.
    pub exceptions: Vec<&'a FreezeException>,
    /// How it thaws.
    pub thaw: Option<&'a ThawPlan>,
    /// True when what was signed is still what the plan says.
    pub intact: bool,
}

/// The whole agreement; `None` when it, its talks, its freeze or its offer is unknown. `index` must be of `plan`.
#[must_use]
pub fn agreement_paper<'a>(
    plan: &'a Plan,
    index: &Index,
    agreement: AgreementId,
) -> Option<AgreementPaper<'a>> {
    let agreement = plan.agreements.get(&agreement)?;
    let talks = plan.negotiations.get(&agreement.negotiation)?;
    let freeze = plan.freezes.get(&agreement.freeze)?;
    let offer = plan.offers.get(&agreement.offer)?;
    let before = agreements_of(plan, freeze.id)
        .into_iter()
        .rfind(|other| other.version < agreement.version)
        .and_then(|other| plan.offers.get(&other.offer));
    let signatures = signatures_of(plan, agreement.id);
    let positions = |offer: &Offer| {
        let mut said: Vec<&Position> = plan
            .positions
            .iter()
            .filter(|position| position.offer == offer.id)
            .collect();
        said.sort_by_key(|position| (position.at, position.id));
        said
    };
    let phase = |phase: &OfferPhase| PaperPhase {
        phase: phase.clone(),
        scope: scope_note(plan, &phase.scope),
        passes: if phase.allowed.is_empty() {
            passing_at(phase.level)
        } else {
            phase.allowed.clone()
        },
        stretches: stretches(plan, freeze.zone, phase),
    };
    Some(AgreementPaper {
        phases: offer.phases.iter().map(phase).collect(),
        numbers: consequences(plan, index, talks, &offer.phases),
        rounds: offers_of(plan, talks.id)
            .into_iter()
            .map(|offer| (offer, positions(offer)))
            .collect(),
        concessions: plan
            .concessions
            .iter()
            .filter(|given| given.negotiation == talks.id && given.accepted_at.is_some())
            .collect(),
        unsigned: talks
            .parties
            .iter()
            .filter(|seat| seat.required && !signatures.iter().any(|signature| signature.party == seat.name))
            .map(|seat| seat.name.as_str())
            .collect(),
        signatures,
        changed: before.map_or_else(Vec::new, |before| difference(plan, &before.phases, &offer.phases)),
        exceptions: plan
            .exceptions
            .iter()
            .filter(|request| request.freeze == freeze.id)
            .collect(),
        thaw: plan.thaw_plans.iter().find(|thaw| thaw.freeze == freeze.id),
        intact: is_intact(plan, agreement),
        agreement,
        talks,
        freeze,
        offer,
    })
}
