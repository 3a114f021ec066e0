//! Parties without Slipway: a form for each of them, and the answer that comes back.

use super::impact::money;
use super::offers::{put, refused};
use crate::contract::Written;
use crate::frame::facts;
use crate::transfer::Exported;
use crate::{Desk, WireFailure, failure, file};
use exchange::response::{Form, FormPhase, form_html, form_json, read_reply};
use planning::talks as core;
use planning::{NegotiationId, Plan, SilenceRule, Subject, wording};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Write the form that a party fills in.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct WriteResponseForm {
    /// The talks.
    pub negotiation: NegotiationId,
    /// The party that is asked.
    pub party: String,
    /// Where to; `.json` gives the form for a program, anything else the page.
    pub path: String,
}

/// Take in an answer.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ImportResponse {
    /// The file that came back.
    pub path: String,
}

/// What an answer said.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ImportedResponse {
    /// In words: who, when, what.
    pub sentence: String,
}

/// Writes the form that a party without Slipway fills in: one page without any network.
///
/// # Errors
/// Refused when nothing is offered or the party is not at the table; a fault when it cannot be written.
pub async fn write_response_form(desk: &Desk, question: WriteResponseForm) -> Result<Exported, WireFailure> {
    let path = file::absolute(&question.path)?;
    let session = desk.session().await?;
    let plan = session.store.plan();
    let facts = facts(&session, &plan);
    let form = form(&plan, &facts.index, &session.store.id().to_string(), &question)?;
    let is_json = path
        .extension()
        .is_some_and(|end| end.eq_ignore_ascii_case("json"));
    let text = if is_json {
        form_json(&form)
    } else {
        form_html(&form)
    };
    file::write_out(&path, &text)?;
    let path = path.to_string_lossy().into_owned();
    Ok(Exported {
        sentence: format!(
            "The form for {}, round {} of {}, is in {path}",
            form.party, form.round, form.reference
        ),
        bytes: text.len() as u64,
        path,
    })
}

fn form(
    plan: &Plan,
    index: &planning::collision::Index,
    store: &str,
    question: &WriteResponseForm,
) -> Result<Form, WireFailure> {
    let talks = plan
        .negotiations
        .get(&question.negotiation)
        .ok_or_else(|| WireFailure::unknown("negotiation"))?;
    let party = talks
        .parties
        .iter()
        .find(|party| party.name == question.party)
        .ok_or_else(|| {
            let sentence = format!("{} is not at the table of {}.", question.party, talks.reference);
            WireFailure::refused("not-at-the-table", sentence)
        })?;
    let offer = core::standing_offer(plan, talks.id).ok_or_else(|| {
        let sentence = format!("{} has no offer to answer.", talks.reference);
        WireFailure::refused("nothing-offered", sentence)
    })?;
    let freeze = plan.freezes.get(&talks.freeze);
    let settings = plan.settings();
    let zone = settings.zone;
    let numbers = core::consequences(plan, index, talks, &offer.phases);
    let priced = format!(
        "{} change-days, {}",
        numbers.change_days_lost,
        money(plan, numbers.price.cost_of_delay)
    );
    Ok(Form {
        plan: store.to_owned(),
        organisation: settings.organisation,
        negotiation: talks.id,
        reference: talks.reference.to_string(),
        freeze: plan.name_of(Subject::Freeze(talks.freeze)),
        reason: freeze.map(|freeze| freeze.reason.clone()).unwrap_or_default(),
        offer: offer.id,
        round: offer.round,
        by: offer.by_name.clone(),
        message: offer.message.clone(),
        party: party.name.clone(),
        who: party
            .person
            .and_then(|id| plan.people.get(&id))
            .map(|person| person.name.clone())
            .unwrap_or_default(),
        replies_by: offer
            .replies_by
            .map(|at| wording::moment(at, zone))
            .unwrap_or_default(),
        silence: match talks.silence_rule {
            SilenceRule::Consent => "silence counts as agreed",
            SilenceRule::Escalate => "after that the decider decides",
            SilenceRule::Object => "silence counts as an objection",
        }
        .to_owned(),
        zone: zone.to_string(),
        phases: offer
            .phases
            .iter()
            .map(|phase| FormPhase {
                name: phase.name.clone(),
                start: phase.window.start(),
                end: phase.window.end(),
                when: format!(
                    "{} to {}",
                    wording::moment(phase.window.start(), zone),
                    wording::moment(phase.window.end(), zone)
                ),
                level: phase.level,
                scope: core::scope_note(plan, &phase.scope),
            })
            .collect(),
        numbers: vec![
            ("Days frozen".into(), numbers.days_frozen.to_string()),
            (
                "Of the ask covered".into(),
                format!("{} %", numbers.coverage_permille / 10),
            ),
            ("Waiting costs".into(), priced),
            ("Releases moved".into(), numbers.releases_moved.len().to_string()),
            (
                "Legal dates missed".into(),
                numbers.legal_dates_missed.len().to_string(),
            ),
        ],
    })
}

/// Takes in the answer of a party: who, when, what. It is journalled like an answer at the desk.
///
/// # Errors
/// Refused when the file is damaged, of another plan, of an old round, of nobody at the table, or a second answer.
pub async fn import_response(
    desk: &Desk,
    question: ImportResponse,
) -> Result<Written<ImportedResponse>, WireFailure> {
    let path = file::absolute(&question.path)?;
    let bytes = file::read_in(&path)?;
    let answer =
        read_reply(&bytes).map_err(|damage| WireFailure::refused(damage.code(), damage.to_string()))?;
    let session = desk.session().await?;
    if answer.plan != session.store.id().to_string() {
        return Err(WireFailure::refused(
            "foreign-plan",
            "The response answers another plan. Nothing was changed.",
        ));
    }
    let mut tx = session.store.begin().await.map_err(failure::from_store)?;
    let outcome = core::take_reply(tx.plan(), &answer.reply, desk.edge().now(), &mut || {
        desk.edge().mint()
    })
    .map_err(refused)?;
    let zone = tx.plan().settings().zone;
    let sentence = format!(
        "{} Answered by {} {}, by response file.",
        outcome.sentence,
        answer.reply.who,
        wording::moment(answer.reply.at, zone)
    );
    put(&mut tx, outcome)?;
    let receipt = tx
        .commit(desk.entry("import_response", sentence.clone()))
        .await
        .map_err(failure::from_store)?;
    Ok(Written::new(receipt, ImportedResponse { sentence }))
}
