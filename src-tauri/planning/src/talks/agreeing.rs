//! What talks end with: an agreement in its next version, and the freeze as it was agreed, region by region.

use super::decisions::{Bid, Outcome};
use super::terms::terms_digest;
use super::{Refusal, decisions};
use crate::{
    Agreement, AgreementId, AgreementSignature, Channel, EnvironmentClass, EnvironmentId, Freeze, FreezeId,
    FreezeState, Instant, Negotiation, NegotiationId, NegotiationState, Offer, OfferId, OfferPhase, PersonId,
    Plan, Reference, SignatureId, SigningMethod, Window, Zone, ZoneMode, wording,
};
use chrono::TimeDelta;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Days after the end of a freeze on which its agreement is looked at again.
const REVIEW_DAYS: i64 = 7;

/// Versions of what was agreed about the freeze, in order.
#[must_use]
pub fn agreements_of(plan: &Plan, freeze: FreezeId) -> Vec<&Agreement> {
    let mut found: Vec<&Agreement> = plan
        .agreements
        .iter()
        .filter(|agreement| agreement.freeze == freeze)
        .collect();
    found.sort_by_key(|agreement| agreement.version);
    found
}

/// The agreement that the talks ended with.
#[must_use]
pub fn agreement_of(plan: &Plan, talks: NegotiationId) -> Option<&Agreement> {
    plan.agreements
        .iter()
        .filter(|agreement| agreement.negotiation == talks)
        .max_by_key(|agreement| agreement.version)
}

/// True when what the agreement speaks of is still what was signed.
#[must_use]
pub fn is_intact(plan: &Plan, agreement: &Agreement) -> bool {
    let talks = plan.negotiations.get(&agreement.negotiation);
    let offer = plan.offers.get(&agreement.offer);
    talks
        .zip(offer)
        .is_some_and(|(talks, offer)| terms_digest(plan, talks, offer, agreement.version) == agreement.digest)
}

/// Signatures under the agreement, the first given first.
#[must_use]
pub fn signatures_of(plan: &Plan, agreement: AgreementId) -> Vec<&AgreementSignature> {
    let mut found: Vec<&AgreementSignature> = plan
        .signatures
        .iter()
        .filter(|signature| signature.agreement == agreement)
        .collect();
    found.sort_by_key(|signature| (signature.at, signature.id));
    found
}

/// A party's signature under the agreement. `sealed` is a public key and its signature of the digest.
///
/// # Errors
/// Refused when the party is not at the table or has signed, or what was agreed is no longer what the digest says.
#[expect(
    clippy::too_many_arguments,
    reason = "a signature is what these say, and nothing else"
)]
pub fn sign(
    plan: &Plan,
    agreement: &Agreement,
    party: &str,
    person: &str,
    method: SigningMethod,
    sealed: Option<(String, String)>,
    at: Instant,
    mint: &mut dyn FnMut() -> Uuid,
) -> Result<AgreementSignature, Refusal> {
    let talks = plan.negotiations.get(&agreement.negotiation);
    let reference = talks.map(|talks| talks.reference.to_string()).unwrap_or_default();
    if !talks.is_some_and(|talks| talks.parties.iter().any(|seat| seat.name == party)) {
        return Err(Refusal::NotAtTheTable {
            party: party.to_owned(),
            reference,
        });
    }
    let signed = signatures_of(plan, agreement.id);
    if let Some(signed) = signed.iter().find(|signature| signature.party == party) {
        return Err(Refusal::SignedAlready {
            party: party.to_owned(),
            person: signed.person.clone(),
            version: agreement.version,
        });
    }
    if !is_intact(plan, agreement) {
        return Err(Refusal::TermsChanged {
            reference,
            version: agreement.version,
        });
    }
    let (key, signature) = sealed.unzip();
    Ok(AgreementSignature {
        id: SignatureId(mint()),
        agreement: agreement.id,
        party: party.to_owned(),
        person: person.to_owned(),
        at,
        method,
        key,
        signature,
    })
}

/// Asks for the next version of what was agreed: new talks about the same freeze, with the change as their first ask.
/// What was agreed holds until they end.
///
/// # Errors
/// Refused when nothing was agreed yet, a newer version is already talked about, or the ask changes nothing.
pub fn amend(
    plan: &Plan,
    agreed: &Negotiation,
    reference: Reference,
    bid: Bid,
    at: Instant,
    mint: &mut dyn FnMut() -> Uuid,
) -> Result<Outcome, Refusal> {
    let Some(agreement) = agreement_of(plan, agreed.id) else {
        return Err(Refusal::NothingAgreed {
            reference: agreed.reference.to_string(),
        });
    };
    let newer = plan
        .negotiations
        .iter()
        .find(|talks| talks.supersedes == Some(agreed.id) && talks.state != NegotiationState::Withdrawn);
    if let Some(newer) = newer {
        return Err(Refusal::NewerTalks {
            reference: newer.reference.to_string(),
        });
    }
    if plan
        .offers
        .get(&agreement.offer)
        .is_some_and(|offer| offer.phases == bid.phases)
    {
        return Err(Refusal::SameAsAgreed {
            version: agreement.version,
        });
    }
    let talks = Negotiation {
        id: NegotiationId(mint()),
        reference,
        state: NegotiationState::Open,
        supersedes: Some(agreed.id),
        ends_by: None,
        escalation: String::new(),
        review: None,
        ..agreed.clone()
    };
    let by_name = bid.by_name.clone();
    let mut outcome = decisions::counter(plan, &talks, bid, at, mint)?;
    outcome.sentence = format!(
        "{by_name} asked for version {} of {}.",
        agreement.version + 1,
        talks.reference
    );
    Ok(outcome)
}

/// Writes into the outcome what follows from taking the offer: the agreement and the freezes.
pub(super) fn settle(
    outcome: &mut Outcome,
    plan: &Plan,
    offer: &Offer,
    decided_by: Option<PersonId>,
    at: Instant,
    mint: &mut dyn FnMut() -> Uuid,
) {
    let talks = &outcome.negotiation;
    let last = agreements_of(plan, talks.freeze).pop();
    let version = last.map_or(1, |last| last.version + 1);
    outcome.agreement = Some(Agreement {
        id: AgreementId(mint()),
        negotiation: talks.id,
        freeze: talks.freeze,
        offer: offer.id,
        version,
        agreed_at: at,
        decided_by,
        review_on: offer
            .span()
            .map(|span| wording::last_day(span, plan.settings().zone).plus(REVIEW_DAYS)),
        digest: terms_digest(plan, talks, offer, version),
    });
    outcome.freezes = as_offered(plan, talks, offer, mint);
}

/// A phase as it holds: one stretch, or one for each region by its own clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Region; empty when it holds everywhere alike.
    pub region: String,
    /// Zone of the region.
    pub zone: Zone,
    /// The phase, with the hours and the environments of the region.
    pub phase: OfferPhase,
}

/// Zone of each region: that of its deployment windows, in order of their reference.
#[must_use]
pub fn zones_of_regions(plan: &Plan) -> BTreeMap<String, Zone> {
    let mut windows: Vec<_> = plan
        .windows
        .iter()
        .filter(|window| !window.region.is_empty())
        .collect();
    windows.sort_by(|one, other| one.reference.cmp(&other.reference));
    let mut zones = BTreeMap::new();
    for window in windows {
        zones
            .entry(window.region.clone())
            .or_insert(window.recurrence.zone);
    }
    zones
}

/// The phase region by region when its hours are meant by the clock of each; a region whose zone nobody knows keeps the
/// plan's.
#[must_use]
pub fn stretches(plan: &Plan, zone: Zone, phase: &OfferPhase) -> Vec<Stretch> {
    let whole = || {
        vec![Stretch {
            region: String::new(),
            zone,
            phase: phase.clone(),
        }]
    };
    if phase.zone_mode == ZoneMode::Fixed {
        return whole();
    }
    let zones = zones_of_regions(plan);
    let mut regions: BTreeMap<&str, Vec<EnvironmentId>> = BTreeMap::new();
    for environment in &plan.environments {
        let named = &phase.scope.environments;
        let is_meant = if named.is_empty() {
            environment.class == EnvironmentClass::Production
        } else {
            named.contains(&environment.id)
        };
        if is_meant {
            regions
                .entry(&environment.region)
                .or_default()
                .push(environment.id);
        }
    }
    if regions.is_empty() {
        return whole();
    }
    let stretch = |(region, environments): (&str, Vec<EnvironmentId>)| {
        let there = zones.get(region).copied().unwrap_or(zone);
        let start = same_wall(phase.window.start(), zone, there);
        let end = same_wall(phase.window.end(), zone, there);
        let mut phase = phase.clone();
        phase.window = Window::new(start, end).unwrap_or(phase.window);
        phase.scope.environments = environments;
        Stretch {
            region: region.to_owned(),
            zone: there,
            phase,
        }
    };
    regions.into_iter().map(stretch).collect()
}

/// The moment at which the clocks `there` show what those `here` show at `at`; the next one they do show when it is
/// skipped, the first when it is shown twice.
fn same_wall(at: Instant, here: Zone, there: Zone) -> Instant {
    let wall = at.utc().with_timezone(&here.0).naive_local();
    let mut tried = wall;
    for _ in 0..8 {
        if let Some(found) = tried.and_local_timezone(there.0).earliest() {
            return Instant::new(found.to_utc());
        }
        tried += TimeDelta::minutes(30);
    }
    at
}

/// The freeze as offered: the first stretch in its own record, each further one in the record of its reference. Records of
/// an older version that no stretch needs any more are withdrawn.
fn as_offered(
    plan: &Plan,
    talks: &Negotiation,
    offer: &Offer,
    mint: &mut dyn FnMut() -> Uuid,
) -> Vec<Freeze> {
    let Some(freeze) = plan.freezes.get(&talks.freeze) else {
        return Vec::new();
    };
    let all: Vec<Stretch> = offer
        .phases
        .iter()
        .flat_map(|phase| stretches(plan, freeze.zone, phase))
        .collect();
    let reference_of = |number: usize| {
        Reference::new(&format!("{}-{}", freeze.reference, number + 1))
            .unwrap_or_else(|_| freeze.reference.clone())
    };
    let known = |reference: &Reference| plan.freezes.iter().find(|known| known.reference == *reference);
    let mut freezes = Vec::new();
    for (number, stretch) in all.iter().enumerate() {
        let mut agreed = freeze.clone();
        agreed.state = FreezeState::Agreed;
        agreed.window = stretch.phase.window;
        agreed.level = stretch.phase.level;
        agreed.scope = stretch.phase.scope.clone();
        agreed.allowed.clone_from(&stretch.phase.allowed);
        agreed.in_flight = stretch.phase.in_flight;
        agreed.policy = talks.policy.or(freeze.policy);
        agreed.zone = stretch.zone;
        if number > 0 {
            agreed.reference = reference_of(number);
            agreed.id = known(&agreed.reference).map_or_else(|| FreezeId(mint()), |known| known.id);
            agreed.origin = None;
            let mut name = freeze.name.clone();
            for part in [&stretch.phase.name, &stretch.region] {
                if !part.is_empty() && *part != freeze.name {
                    name = format!("{name}, {part}");
                }
            }
            agreed.name = name;
        }
        freezes.push(agreed);
    }
    let of_old = talks.supersedes.into_iter().flat_map(|_| all.len().max(1)..);
    for gone in of_old.map_while(|number| known(&reference_of(number))) {
        freezes.push(Freeze {
            state: FreezeState::Withdrawn,
            ..gone.clone()
        });
    }
    freezes
}

/// What is to be said of a way in which something came to the table.
#[must_use]
pub fn channel_note(via: Channel) -> &'static str {
    match via {
        Channel::Desk => "",
        Channel::ResponseFile => "by response file",
        Channel::Silence => "by the silence rule",
    }
}

/// The offer that was taken.
#[must_use]
pub fn taken_offer(plan: &Plan, talks: NegotiationId) -> Option<OfferId> {
    agreement_of(plan, talks).map(|agreement| agreement.offer)
}
