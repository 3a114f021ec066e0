//! Making an agenda by rule, and changing it by hand: what a person has set stays when it is made again.

use super::held::{MeetingQuestion, held, item_of_open, open, put, series_of, written};
use crate::contract::{Nothing, Written};
use crate::frame::facts;
use crate::{Desk, WireFailure, failure};
use planning::cab::{self, footing, items_of};
use planning::{
    AgendaBlock, AgendaItem, AgendaItemId, CabMeeting, CabMeetingId, Instant, MeetingSeriesId, MeetingState,
    PersonId, Plan, PreRead, Subject, wording,
};
use serde::{Deserialize, Serialize};
use store::Tx;
use ts_rs::TS;

/// Make or renew the agenda of a meeting.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct MakeAgenda {
    /// The series.
    pub series: MeetingSeriesId,
    /// When the meeting starts.
    pub starts_at: Instant,
}

/// The agenda that was made.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct MadeAgenda {
    /// The meeting.
    pub meeting: CabMeetingId,
    /// Items that came on it now.
    pub added: u32,
    /// Items that left it now.
    pub dropped: u32,
}

/// Put a matter on the agenda.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AddAgendaItem {
    /// The meeting.
    pub meeting: CabMeetingId,
    /// What it is about.
    #[serde(default)]
    pub subject: Option<Subject>,
    /// What it is called; the subject's name when empty.
    #[serde(default)]
    pub title: String,
    /// What the meeting does with it.
    pub block: AgendaBlock,
    /// Minutes; by rule when left out.
    #[serde(default)]
    pub minutes: Option<u32>,
}

/// The item that was added.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AddedAgendaItem {
    /// Identity.
    pub id: AgendaItemId,
}

/// Change an item by hand.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct EditAgendaItem {
    /// The item.
    pub item: AgendaItemId,
    /// Its place on the agenda, from 0.
    #[serde(default)]
    pub place: Option<u32>,
    /// Its block: pull it out of what is approved together, or put it there.
    #[serde(default)]
    pub block: Option<AgendaBlock>,
    /// Its minutes.
    #[serde(default)]
    pub minutes: Option<u32>,
    /// Who presents it.
    #[serde(default)]
    pub presenter: Option<PersonId>,
}

/// Take an item off the agenda.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct DropAgendaItem {
    /// The item.
    pub item: AgendaItemId,
}

/// Makes the agenda of a meeting by its series' rule. Items that are there stay as people have set them; items whose
/// reason is gone and that nobody has touched leave.
///
/// # Errors
/// Refused when the meeting is over or runs.
pub async fn make_agenda(desk: &Desk, question: MakeAgenda) -> Result<Written<MadeAgenda>, WireFailure> {
    let session = desk.session().await?;
    let derived = facts(&session, &session.store.plan());
    let mut tx = session.store.begin().await.map_err(failure::from_store)?;
    let series = tx.plan().meetings.get(&question.series).cloned();
    let series = series.ok_or_else(|| WireFailure::unknown("series of meetings"))?;
    let known = cab::meetings_of(tx.plan(), series.id)
        .into_iter()
        .find(|meeting| meeting.starts_at == question.starts_at)
        .cloned();
    let meeting = match known {
        Some(meeting) if meeting.state == MeetingState::Planned => meeting,
        Some(meeting) => {
            return Err(WireFailure::refused(
                "meeting-begun",
                format!(
                    "{} is {}; its agenda is not made again.",
                    tx.plan().name_of_meeting(&meeting),
                    meeting.state
                ),
            ));
        }
        None => CabMeeting::planned(CabMeetingId(desk.edge().mint()), series.id, question.starts_at),
    };
    put(&mut tx, meeting.clone())?;
    let mut wanted = cab::agenda(tx.plan(), &derived.index, &series, meeting.starts_at);
    let there: Vec<AgendaItem> = items_of(tx.plan(), meeting.id).into_iter().cloned().collect();
    let mut kept: Vec<AgendaItem> = Vec::new();
    let mut dropped = 0;
    for item in there {
        let same = |one: &cab::Proposed| match item.subject {
            Some(subject) => one.subject == Some(subject),
            None => one.subject.is_none() && one.title == item.title,
        };
        let by_rule = wanted.iter().position(same);
        let is_untouched = item.note.is_empty() && item.questions.is_empty();
        let by_hand = item.subject.is_none() && item.block != AgendaBlock::Review;
        if by_rule.is_none() && is_untouched && !by_hand && nothing_hangs_on(tx.plan(), item.id) {
            tx.remove::<AgendaItem>(item.id).map_err(failure::from_store)?;
            dropped += 1;
            continue;
        }
        if let Some(number) = by_rule {
            wanted.remove(number);
        }
        kept.push(item);
    }
    let added = u32::try_from(wanted.len()).unwrap_or(u32::MAX);
    let fresh = wanted
        .into_iter()
        .map(|one| one.item(AgendaItemId(desk.edge().mint()), meeting.id, 0));
    let mut all: Vec<AgendaItem> = kept.into_iter().chain(fresh).collect();
    // Stable: within its block what was there stays in its order, and what is new follows in the rule's.
    all.sort_by_key(|item| item.block);
    renumber(&mut tx, all)?;
    let name = tx.plan().name_of_meeting(&meeting);
    let sentence = match (added, dropped) {
        (0, 0) => format!("Looked at the agenda of the {name} again: nothing new"),
        (_, 0) => format!("Made the agenda of the {name}: {} added", items(added)),
        _ => format!(
            "Made the agenda of the {name}: {} added, {} gone",
            items(added),
            items(dropped)
        ),
    };
    let answer = MadeAgenda {
        meeting: meeting.id,
        added,
        dropped,
    };
    written(desk, &session, tx, "make_agenda", sentence, answer).await
}

fn items(count: u32) -> String {
    wording::count(count as usize, "item")
}

/// True when neither vote nor decision nor step refers to the item.
fn nothing_hangs_on(plan: &Plan, item: AgendaItemId) -> bool {
    plan.cab_votes.iter().all(|vote| vote.item != item)
        && cab::decision_of(plan, item).is_none()
        && cab::steps_of(plan, item).next().is_none()
}

/// Gives the items the places in which they stand.
fn renumber(tx: &mut Tx, items: Vec<AgendaItem>) -> Result<(), WireFailure> {
    for (place, mut item) in items.into_iter().enumerate() {
        let place = u32::try_from(place).unwrap_or(u32::MAX);
        if item.order_index != place || tx.plan().agenda_items.get(&item.id) != Some(&item) {
            item.order_index = place;
            put(tx, item)?;
        }
    }
    Ok(())
}

/// Writes down that the members were given something to read: from here on what changes is shown.
///
/// # Errors
/// Refused when the meeting is over.
pub async fn give_pre_read(desk: &Desk, question: MeetingQuestion) -> Result<Written<Nothing>, WireFailure> {
    let session = desk.session().await?;
    let derived = facts(&session, &session.store.plan());
    let mut tx = session.store.begin().await.map_err(failure::from_store)?;
    let mut meeting = open(tx.plan(), question.meeting)?;
    meeting.pre_read = Some(PreRead {
        at: desk.edge().now(),
        seq: tx.plan().seq,
    });
    let all: Vec<AgendaItem> = items_of(tx.plan(), meeting.id).into_iter().cloned().collect();
    for mut item in all {
        item.read_as = footing_now(tx.plan(), item.subject, |id| derived.level(id));
        put(&mut tx, item)?;
    }
    let sentence = format!(
        "Gave the members the agenda of the {} to read",
        tx.plan().name_of_meeting(&meeting)
    );
    put(&mut tx, meeting)?;
    written(desk, &session, tx, "give_pre_read", sentence, Nothing {}).await
}

fn footing_now(
    plan: &Plan,
    subject: Option<Subject>,
    level: impl Fn(planning::ChangeId) -> u8,
) -> Option<planning::Footing> {
    let Some(Subject::Change(id)) = subject else {
        return None;
    };
    let change = plan.changes.get(&id)?;
    Some(footing(plan, level(id), change))
}

/// Puts a matter on the agenda by hand.
///
/// # Errors
/// Refused without a name, when the subject is on the agenda already, or when the meeting is over.
pub async fn add_agenda_item(
    desk: &Desk,
    question: AddAgendaItem,
) -> Result<Written<AddedAgendaItem>, WireFailure> {
    let session = desk.session().await?;
    let derived = facts(&session, &session.store.plan());
    let mut tx = session.store.begin().await.map_err(failure::from_store)?;
    let meeting = open(tx.plan(), question.meeting)?;
    let series = series_of(tx.plan(), &meeting)?.clone();
    let name = question.subject.map(|subject| title_of(tx.plan(), subject));
    let title = match question.title.trim() {
        "" => name.unwrap_or_default(),
        title => title.to_owned(),
    };
    if title.is_empty() {
        return Err(WireFailure::refused("no-title", "Say what the item is about."));
    }
    let there: Vec<AgendaItem> = items_of(tx.plan(), meeting.id).into_iter().cloned().collect();
    if question.subject.is_some() && there.iter().any(|item| item.subject == question.subject) {
        return Err(WireFailure::refused(
            "on-agenda",
            format!("{title} is on the agenda already."),
        ));
    }
    let (level, presenter) = match question.subject {
        Some(Subject::Change(id)) => (
            derived.level(id),
            tx.plan().changes.get(&id).and_then(|change| change.owner),
        ),
        _ => (0, None),
    };
    let id = AgendaItemId(desk.edge().mint());
    let item = AgendaItem {
        id,
        meeting: meeting.id,
        order_index: 0,
        subject: question.subject,
        title: title.clone(),
        block: question.block,
        minutes: question
            .minutes
            .unwrap_or_else(|| cab::minutes_for(&series.agenda, level)),
        presenter,
        seconds_spent: 0,
        note: String::new(),
        questions: Vec::new(),
        read_as: footing_now(tx.plan(), question.subject, |id| derived.level(id)),
    };
    let mut all: Vec<AgendaItem> = there.into_iter().chain([item]).collect();
    all.sort_by_key(|item| item.block);
    renumber(&mut tx, all)?;
    let sentence = format!(
        "Put {title} on the agenda of the {}",
        tx.plan().name_of_meeting(&meeting)
    );
    written(
        desk,
        &session,
        tx,
        "add_agenda_item",
        sentence,
        AddedAgendaItem { id },
    )
    .await
}

fn title_of(plan: &Plan, subject: Subject) -> String {
    let name = plan.name_of(subject);
    match subject {
        Subject::Change(id) => plan
            .changes
            .get(&id)
            .map_or(name.clone(), |one| format!("{name} {}", one.title)),
        Subject::Release(id) => plan
            .releases
            .get(&id)
            .map_or(name.clone(), |one| format!("{name} {}", one.title)),
        _ => name,
    }
}

/// Changes an item by hand: its place, its block, its minutes, who presents it.
///
/// # Errors
/// Refused when the meeting is over.
pub async fn edit_agenda_item(
    desk: &Desk,
    question: EditAgendaItem,
) -> Result<Written<Nothing>, WireFailure> {
    let session = desk.session().await?;
    let mut tx = session.store.begin().await.map_err(failure::from_store)?;
    let (mut item, meeting) = item_of_open(tx.plan(), question.item)?;
    let mut said = Vec::new();
    if let Some(minutes) = question.minutes {
        item.minutes = minutes;
        said.push(format!("{minutes} min"));
    }
    if let Some(block) = question.block.filter(|block| *block != item.block) {
        item.block = block;
        said.push(match block {
            AgendaBlock::Review => "to look back at".to_owned(),
            AgendaBlock::Discuss => "to discuss".to_owned(),
            AgendaBlock::Consent => "to approve together".to_owned(),
            AgendaBlock::Inform => "to tell".to_owned(),
        });
    }
    if let Some(presenter) = question.presenter {
        let person = tx
            .plan()
            .people
            .get(&presenter)
            .ok_or_else(|| WireFailure::unknown("person"))?;
        said.push(format!("presented by {}", person.name));
        item.presenter = Some(presenter);
    }
    let mut all: Vec<AgendaItem> = items_of(tx.plan(), meeting.id)
        .into_iter()
        .filter(|one| one.id != item.id)
        .cloned()
        .collect();
    let place = question.place.unwrap_or(item.order_index) as usize;
    if question.place.is_some() {
        said.push(format!("place {}", place + 1));
    }
    let title = item.title.clone();
    all.insert(place.min(all.len()), item);
    all.sort_by_key(|item| item.block);
    renumber(&mut tx, all)?;
    let sentence = format!("Set {title}: {}", said.join(", "));
    written(desk, &session, tx, "edit_agenda_item", sentence, Nothing {}).await
}

/// Takes an item off the agenda.
///
/// # Errors
/// Refused when something hangs on it, or when the meeting is over.
pub async fn drop_agenda_item(
    desk: &Desk,
    question: DropAgendaItem,
) -> Result<Written<Nothing>, WireFailure> {
    let session = desk.session().await?;
    let mut tx = session.store.begin().await.map_err(failure::from_store)?;
    let (item, meeting) = item_of_open(tx.plan(), question.item)?;
    let stands = held(tx.plan(), meeting.id)?.standing == Some(item.id);
    if stands || !nothing_hangs_on(tx.plan(), item.id) {
        return Err(WireFailure::refused(
            "item-in-use",
            format!("{} has been talked about; it stays on the agenda.", item.title),
        ));
    }
    tx.remove::<AgendaItem>(item.id).map_err(failure::from_store)?;
    let rest: Vec<AgendaItem> = items_of(tx.plan(), meeting.id).into_iter().cloned().collect();
    renumber(&mut tx, rest)?;
    let sentence = format!("Took {} off the agenda", item.title);
    written(desk, &session, tx, "drop_agenda_item", sentence, Nothing {}).await
}
