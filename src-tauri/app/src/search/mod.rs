//! Finding records by reference, name or title.

use crate::{Desk, WireFailure};
use planning::Plan;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What to look for.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SearchQuestion {
    /// Words; all must occur.
    pub text: String,
}

/// A record that fits.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SearchHit {
    /// What it is: `change`, `release`, `service`, `freeze`, `team`, `person`.
    pub kind: String,
    /// Its id.
    pub id: String,
    /// Its reference.
    pub reference: String,
    /// Its name or title.
    pub title: String,
    /// Where the window shows it.
    pub route: String,
}

const MOST: usize = 40;

/// Records whose reference or name holds every word, best first: reference begins with the text, then title
/// begins with it, then anywhere.
///
/// # Errors
/// Refused when no plan is open.
pub async fn search(desk: &Desk, question: SearchQuestion) -> Result<Vec<SearchHit>, WireFailure> {
    let session = desk.session().await?;
    Ok(hits(&session.store.plan(), &question.text))
}

fn hits(plan: &Plan, text: &str) -> Vec<SearchHit> {
    let wanted = text.trim().to_lowercase();
    if wanted.is_empty() {
        return Vec::new();
    }
    let words: Vec<&str> = wanted.split_whitespace().collect();
    let mut ranked: Vec<(u8, SearchHit)> = Vec::new();
    let mut offer = |kind: &str, room: &str, id: String, reference: &str, title: &str| {
        let (low_reference, low_title) = (reference.to_lowercase(), title.to_lowercase());
        if !words
            .iter()
            .all(|word| low_reference.contains(word) || low_title.contains(word))
        {
            return;
        }
        let rank = if low_reference.starts_with(&wanted) {
            0
        } else if low_title.starts_with(&wanted) {
            1
        } else {
            2
        };
        let route = format!("#/{room}?{kind}={id}");
        let hit = SearchHit {
            kind: kind.into(),
            id,
            reference: reference.into(),
            title: title.into(),
            route,
        };
        ranked.push((rank, hit));
    };
    for release in &plan.releases {
        offer(
            "release",
            "releases",
            release.id.to_string(),
            release.reference.as_str(),
            &release.title,
        );
    }
    for service in &plan.services {
        offer(
            "service",
            "map",
            service.id.to_string(),
            service.reference.as_str(),
            &service.name,
        );
    }
    for freeze in &plan.freezes {
        offer(
            "freeze",
            "freezes",
            freeze.id.to_string(),
            freeze.reference.as_str(),
            &freeze.name,
        );
    }
    for change in &plan.changes {
        offer(
            "change",
            "bundles",
            change.id.to_string(),
            change.reference.as_str(),
            &change.title,
        );
    }
    ranked.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.reference.cmp(&b.1.reference)));
    ranked.truncate(MOST);
    ranked.into_iter().map(|(_, hit)| hit).collect()
}
