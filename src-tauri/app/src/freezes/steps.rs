//! Steps of talks beside offers and answers: the silence rule, the decider, signatures, the next version, the review.

use super::asking::next;
use super::offers::{MakeOffer, act, bid, put, refused};
use crate::contract::{Nothing, Written};
use crate::{Desk, WireFailure, failure, rights};
use planning::talks as core;
use planning::{Act, AgreementId, FreezeReview, NegotiationId, NegotiationState, SigningMethod};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which talks.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct TalksQuestion {
    /// The talks.
    pub negotiation: NegotiationId,
}

/// Call the decider.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct EscalateTalks {
    /// The talks.
    pub negotiation: NegotiationId,
    /// Why.
    pub reason: String,
}

/// Sign an agreement.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SignAgreement {
    /// The agreement.
    pub agreement: AgreementId,
    /// The party that signs.
    pub party: String,
    /// Who signs for it; the person at the keyboard when empty, and then with the key of this computer.
    #[serde(default)]
    pub person: String,
}

/// Write down what was learned.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ReviewFreeze {
    /// The talks.
    pub negotiation: NegotiationId,
    /// What was learned.
    pub text: String,
}

/// Lets the silence rule speak for those who have not answered by the deadline.
///
/// # Errors
/// Refused with the reason of the talks.
pub async fn apply_silence(desk: &Desk, question: TalksQuestion) -> Result<Written<Nothing>, WireFailure> {
    act(
        desk,
        "apply_silence",
        None,
        question.negotiation,
        |plan, talks| core::apply_silence(plan, talks, desk.edge().now(), &mut || desk.edge().mint()),
    )
    .await
}

/// Calls the decider.
///
/// # Errors
/// Refused with the reason of the talks.
pub async fn escalate_talks(desk: &Desk, question: EscalateTalks) -> Result<Written<Nothing>, WireFailure> {
    let by = desk.edge().author();
    act(desk, "escalate_talks", None, question.negotiation, |_, talks| {
        core::escalate(talks, &by, &question.reason)
    })
    .await
}

/// Signs an agreement. A signature is not taken back: what is no longer meant is the next version.
///
/// # Errors
/// Refused when the party has signed or is not at the table, or what was agreed is no longer what the plan says.
pub async fn sign_agreement(desk: &Desk, question: SignAgreement) -> Result<Written<Nothing>, WireFailure> {
    let session = desk.session().await?;
    let mut tx = session.store.begin().await.map_err(failure::from_store)?;
    rights::demand(desk, &session, tx.plan(), Act::Sign)?;
    let agreement = tx
        .plan()
        .agreements
        .get(&question.agreement)
        .cloned()
        .ok_or_else(|| WireFailure::unknown("agreement"))?;
    let person = question.person.trim();
    let author = desk.edge().author();
    let myself = person.is_empty() || person == author;
    let pen = session.store.pen().filter(|_| myself);
    let sealed = pen.map(|pen| (pen.key(), pen.sign_bytes(agreement.digest.as_bytes())));
    let method = if sealed.is_some() {
        SigningMethod::Key
    } else {
        SigningMethod::Name
    };
    let signature = core::sign(
        tx.plan(),
        &agreement,
        question.party.trim(),
        if myself { &author } else { person },
        method,
        sealed,
        desk.edge().now(),
        &mut || desk.edge().mint(),
    )
    .map_err(refused)?;
    let sentence = format!(
        "{} signed version {} for {}",
        signature.person, agreement.version, signature.party
    );
    tx.put(signature).map_err(failure::from_store)?;
    let mut entry = desk.entry("sign_agreement", sentence);
    entry.undoable = false;
    let receipt = tx.commit(entry).await.map_err(failure::from_store)?;
    Ok(Written::new(receipt, Nothing {}))
}

/// Opens talks about the next version of what was agreed; until they end, what was agreed holds.
///
/// # Errors
/// Refused with the reason of the talks.
pub async fn amend_agreement(desk: &Desk, question: MakeOffer) -> Result<Written<Nothing>, WireFailure> {
    let session = desk.session().await?;
    let mut tx = session.store.begin().await.map_err(failure::from_store)?;
    let reference = next("NEG", tx.plan().negotiations.iter().map(|talks| &talks.reference))?;
    let outcome = {
        let plan = tx.plan();
        let talks = plan
            .negotiations
            .get(&question.negotiation)
            .ok_or_else(|| WireFailure::unknown("negotiation"))?;
        core::amend(
            plan,
            talks,
            reference,
            bid(desk, plan, &question),
            desk.edge().now(),
            &mut || desk.edge().mint(),
        )
        .map_err(refused)?
    };
    let sentence = outcome.sentence.clone();
    put(&mut tx, outcome)?;
    let receipt = tx
        .commit(desk.entry("amend_agreement", sentence))
        .await
        .map_err(failure::from_store)?;
    Ok(Written::new(receipt, Nothing {}))
}

/// Writes down what was learned from a freeze that is over.
///
/// # Errors
/// Refused while the freeze is not over; malformed without a text.
pub async fn review_freeze(desk: &Desk, question: ReviewFreeze) -> Result<Written<Nothing>, WireFailure> {
    let text = question.text.trim().to_owned();
    if text.is_empty() {
        return Err(WireFailure::malformed("Say what was learned."));
    }
    let session = desk.session().await?;
    let mut tx = session.store.begin().await.map_err(failure::from_store)?;
    let mut talks = tx
        .plan()
        .negotiations
        .get(&question.negotiation)
        .cloned()
        .ok_or_else(|| WireFailure::unknown("negotiation"))?;
    let now = desk.edge().now();
    let over = matches!(talks.state, NegotiationState::Agreed | NegotiationState::Decided)
        && tx
            .plan()
            .freezes
            .get(&talks.freeze)
            .is_some_and(|freeze| freeze.window.end() <= now);
    if !over {
        return Err(WireFailure::refused(
            "not-over",
            "The freeze is not over yet. It is reviewed afterwards.",
        ));
    }
    let sentence = format!("Reviewed {}", talks.reference);
    talks.review = Some(FreezeReview {
        at: now,
        by: desk.edge().author(),
        text,
    });
    tx.put(talks).map_err(failure::from_store)?;
    let receipt = tx
        .commit(desk.entry("review_freeze", sentence))
        .await
        .map_err(failure::from_store)?;
    Ok(Written::new(receipt, Nothing {}))
}
