//! Links pasted from a spreadsheet: read row by row, shown before anything is written, then one entry.

use super::links::{AddLink, drawn};
use crate::contract::Written;
use crate::{Desk, WireFailure, failure};
use planning::{DependencyKind, DeployOrder, Plan, ServiceId, Strength, wording};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use ts_rs::TS;

/// Rows as they were pasted: who needs, who is needed, then if wanted what for, how hard, in which order, why.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PastedLinks {
    /// Lines of cells, parted by tabs, semicolons or commas. A first line of names may say which is which.
    pub text: String,
}

/// What a pasted row says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PastedRow {
    /// Line, from one.
    pub line: u32,
    /// Who needs, as written.
    pub consumer: String,
    /// Who is needed, as written.
    pub provider: String,
    /// What for.
    pub kind: DependencyKind,
    /// Whether it breaks without it.
    pub strength: Strength,
    /// In which order they are deployed.
    pub order: DeployOrder,
    /// Why, in words.
    pub note: String,
    /// Why it cannot be added; `None` when it can.
    pub wrong: Option<String>,
}

/// What the pasted rows say.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PastedPreview {
    /// Row by row.
    pub rows: Vec<PastedRow>,
    /// How many would be added.
    pub ready: u32,
    /// In words.
    pub sentence: String,
}

/// How many links were added.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AddedLinks {
    /// The number.
    pub added: u32,
}

/// What the pasted rows say, before anything is written.
///
/// # Errors
/// Refused when no plan is open.
pub async fn preview_links(desk: &Desk, question: PastedLinks) -> Result<PastedPreview, WireFailure> {
    let session = desk.session().await?;
    let rows: Vec<PastedRow> = read(&session.store.plan(), &question.text)
        .into_iter()
        .map(|(row, _)| row)
        .collect();
    let ready = rows.iter().filter(|row| row.wrong.is_none()).count();
    let left = rows.len() - ready;
    Ok(PastedPreview {
        sentence: match (ready, left) {
            (0, 0) => "Nothing was pasted. A row holds who needs, then who is needed.".to_owned(),
            (ready, 0) => format!("{} can be added.", wording::count(ready, "link")),
            (ready, left) => format!(
                "{} can be added, {} cannot.",
                wording::count(ready, "link"),
                wording::count(left, "row")
            ),
        },
        ready: u32::try_from(ready).unwrap_or(u32::MAX),
        rows,
    })
}

/// Adds the pasted links that can be added, as one operation.
///
/// # Errors
/// Refused when none can.
pub async fn add_links(desk: &Desk, question: PastedLinks) -> Result<Written<AddedLinks>, WireFailure> {
    let session = desk.session().await?;
    let mut tx = session.store.begin().await.map_err(failure::from_store)?;
    let ready: Vec<AddLink> = read(tx.plan(), &question.text)
        .into_iter()
        .filter_map(|(row, link)| row.wrong.is_none().then_some(link).flatten())
        .collect();
    if ready.is_empty() {
        return Err(WireFailure::refused(
            "no-links",
            "None of the rows can be added. Each says why.",
        ));
    }
    let added = ready.len();
    for link in ready {
        tx.put(drawn(desk, link)).map_err(failure::from_store)?;
    }
    let sentence = format!("Added {} from pasted rows", wording::count(added, "link"));
    let receipt = tx
        .commit(desk.entry("add_links", sentence))
        .await
        .map_err(failure::from_store)?;
    Ok(Written::new(
        receipt,
        AddedLinks {
            added: u32::try_from(added).unwrap_or(u32::MAX),
        },
    ))
}

/// Which cell holds what.
struct Places {
    consumer: usize,
    provider: usize,
    kind: Option<usize>,
    strength: Option<usize>,
    order: Option<usize>,
    note: Option<usize>,
}

const BY_POSITION: Places = Places {
    consumer: 0,
    provider: 1,
    kind: Some(2),
    strength: Some(3),
    order: Some(4),
    note: Some(5),
};

/// The places a first line of names gives; `None` when it is a row like any other.
fn named(cells: &[String]) -> Option<Places> {
    let at = |names: &[&str]| {
        cells
            .iter()
            .position(|cell| names.contains(&cell.to_lowercase().as_str()))
    };
    Some(Places {
        consumer: at(&["from", "consumer", "service", "source", "needs it"])?,
        provider: at(&["to", "provider", "needs", "depends on", "target", "is needed"])?,
        kind: at(&["kind", "type", "relation", "what for"]),
        strength: at(&["strength"]),
        order: at(&["order"]),
        note: at(&["note", "why", "comment"]),
    })
}

fn read(plan: &Plan, text: &str) -> Vec<(PastedRow, Option<AddLink>)> {
    let parted = ['\t', ';', ',']
        .into_iter()
        .find(|by| text.contains(*by))
        .unwrap_or('\t');
    let mut places = BY_POSITION;
    let mut seen = BTreeSet::new();
    let mut rows = Vec::new();
    for (line, text) in (1..).zip(text.lines()) {
        let cells: Vec<String> = text
            .split(parted)
            .map(|cell| cell.trim().trim_matches('"').trim().to_owned())
            .collect();
        if cells.iter().all(String::is_empty) {
            continue;
        }
        if rows.is_empty()
            && let Some(found) = named(&cells)
        {
            places = found;
            continue;
        }
        rows.push(row(plan, &places, line, &cells, &mut seen));
    }
    rows
}

fn row(
    plan: &Plan,
    places: &Places,
    line: u32,
    cells: &[String],
    seen: &mut BTreeSet<(ServiceId, ServiceId, DependencyKind)>,
) -> (PastedRow, Option<AddLink>) {
    let cell = |at: Option<usize>| at.and_then(|at| cells.get(at)).cloned().unwrap_or_default();
    let mut wrong = None;
    let kind = word(&cell(places.kind), DependencyKind::Call, &mut wrong);
    let strength = word(&cell(places.strength), Strength::Hard, &mut wrong);
    let order = word(&cell(places.order), DeployOrder::ProviderFirst, &mut wrong);
    let (consumer, provider) = (cell(Some(places.consumer)), cell(Some(places.provider)));
    let link = match (called(plan, &consumer), called(plan, &provider)) {
        (Some(one), Some(other)) => Some(AddLink {
            consumer: one,
            provider: other,
            kind,
            strength,
            order,
            note: cell(places.note),
        }),
        (one, _) => {
            let unknown = if one.is_none() { &consumer } else { &provider };
            wrong.get_or_insert(if unknown.is_empty() {
                "A row holds who needs, then who is needed.".to_owned()
            } else {
                format!("No service is called “{unknown}”.")
            });
            None
        }
    };
    if let Some(link) = &link {
        if let Err(refusal) = link.check(plan) {
            wrong.get_or_insert(refusal.sentence);
        } else if !seen.insert((link.consumer, link.provider, link.kind)) {
            wrong.get_or_insert("An earlier row says the same.".to_owned());
        }
    }
    let row = PastedRow {
        line,
        consumer,
        provider,
        kind,
        strength,
        order,
        note: cell(places.note),
        wrong,
    };
    (row, link)
}

/// The word of a cell; empty takes the usual one.
fn word<T: std::str::FromStr<Err = String>>(cell: &str, usual: T, wrong: &mut Option<String>) -> T {
    if cell.is_empty() {
        return usual;
    }
    cell.to_lowercase()
        .replace(' ', "-")
        .parse()
        .unwrap_or_else(|error| {
            wrong.get_or_insert(format!("{error}."));
            usual
        })
}

fn called(plan: &Plan, text: &str) -> Option<ServiceId> {
    let text = text.to_lowercase();
    plan.services
        .iter()
        .find(|service| {
            service.reference.as_str().to_lowercase() == text || service.name.to_lowercase() == text
        })
        .map(|service| service.id)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, wanted: &[&str]) {
        let plan = testkit::plan("services ledger; payments uses ledger; shop uses payments");
        let found: Vec<String> = read(&plan, text)
            .into_iter()
            .map(|(row, link)| match row.wrong {
                Some(wrong) => format!("{} {wrong}", row.line),
                None => format!(
                    "{} {} needs {} {} {} {}",
                    row.line,
                    row.consumer,
                    row.provider,
                    row.kind,
                    row.order,
                    link.map(|link| link.note).unwrap_or_default()
                )
                .trim_end()
                .to_owned(),
            })
            .collect();
        assert_eq!(found, wanted);
    }

    #[test]
    fn cells_stand_in_order_and_what_is_left_out_is_usual() {
        check(
            "shop\tledger\nshop\tledger\tevent\tsoft\tlockstep\tat night",
            &[
                "1 shop needs ledger call provider-first",
                "2 shop needs ledger event lockstep at night",
            ],
        );
    }

    #[test]
    fn a_first_line_of_names_says_which_cell_is_which() {
        check(
            "Kind;To;From\nshared data;ledger;shop\ndata;ledger;shop",
            &[
                "2 “shared-data” is none of call, event, data, hosting, build, contract, process.",
                "3 shop needs ledger data provider-first",
            ],
        );
    }

    #[test]
    fn a_row_that_cannot_be_added_says_why_and_the_others_can() {
        check(
            "payments,ledger\n\nshop,shop\nshop,mars\nshop\nshop,ledger\nSHOP,Ledger",
            &[
                "1 payments already needs ledger for that.",
                "3 shop cannot need itself.",
                "4 No service is called “mars”.",
                "5 A row holds who needs, then who is needed.",
                "6 shop needs ledger call provider-first",
                "7 An earlier row says the same.",
            ],
        );
    }
}
