//! What comes out of a meeting as text: minutes in three forms, the decisions as a table, actions as a calendar, and the
//! agenda for each member with their own services first.

use super::held::{held, series_of};
use crate::desk::Session;
use crate::documents::{MinutesDocument, minutes_of};
use crate::frame::{Facts, facts};
use crate::transfer::Exported;
use crate::{Desk, WireFailure, file};
use planning::cab::{self, items_of};
use planning::{AgendaItem, CabMeeting, CabMeetingId, PersonId, Plan, wording};
use report::value::{DutyRow, Piece, Prose};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A form of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum PaperForm {
    /// Minutes as Markdown.
    Markdown,
    /// Minutes as plain text for a mail.
    Mail,
    /// Minutes as HTML: a part of a page for the clipboard, a page of its own in a file.
    Html,
    /// Decisions as a table for the tool in which the changes came.
    Decisions,
    /// Conditions and actions as a list.
    Actions,
    /// Conditions, actions and the next meeting as a calendar.
    Calendar,
    /// The agenda to read before, for one member or for all.
    Agenda,
}

/// What comes out of a meeting.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct CabPaperQuestion {
    /// The meeting.
    pub meeting: CabMeetingId,
    /// The form.
    pub form: PaperForm,
    /// The member for whom an agenda is.
    #[serde(default)]
    pub member: Option<PersonId>,
}

/// A text.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct CabPaper {
    /// Name for a file.
    pub name: String,
    /// The text.
    pub text: String,
}

/// Write it to a file.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct WriteCabPaper {
    /// What.
    pub paper: CabPaperQuestion,
    /// Where to.
    pub path: String,
}

/// What comes out of a meeting, as text.
///
/// # Errors
/// Refused when the meeting is not in the plan.
pub async fn cab_paper(desk: &Desk, question: CabPaperQuestion) -> Result<CabPaper, WireFailure> {
    let session = desk.session().await?;
    paper(desk, &session, &question).await
}

/// The same, into a file.
///
/// # Errors
/// Refused when the meeting is not in the plan; fault when the file cannot be written.
pub async fn write_cab_paper(desk: &Desk, question: WriteCabPaper) -> Result<Exported, WireFailure> {
    let path = file::absolute(&question.path)?;
    let session = desk.session().await?;
    let mut paper = paper(desk, &session, &question.paper).await?;
    if question.paper.form == PaperForm::Html {
        paper.text = page(&paper.name, &paper.text);
    }
    file::write_out(&path, &paper.text)?;
    let path = path.to_string_lossy().into_owned();
    Ok(Exported {
        bytes: paper.text.len() as u64,
        sentence: format!("{} written to {path}", paper.name),
        path,
    })
}

async fn paper(desk: &Desk, session: &Session, question: &CabPaperQuestion) -> Result<CabPaper, WireFailure> {
    let plan = session.store.plan();
    let derived = facts(session, &plan);
    let meeting = held(&plan, question.meeting)?;
    let series = series_of(&plan, &meeting)?;
    let day = meeting.starts_at.day_in(series.recurrence.zone);
    let told = minutes_of(desk, session, &plan, &derived, &meeting).await?;
    let (ending, text) = match question.form {
        PaperForm::Markdown => ("minutes.md", markdown(&told)),
        PaperForm::Mail => ("minutes.txt", plain(&markdown(&told))),
        PaperForm::Html => ("minutes.html", html(&markdown(&told))),
        PaperForm::Decisions => ("decisions.csv", decisions(&plan, &meeting)),
        PaperForm::Actions => ("actions.md", actions(&told)),
        PaperForm::Calendar => ("actions.ics", calendar(desk, &plan, &meeting)),
        PaperForm::Agenda => ("agenda.md", agenda(&plan, &derived, &meeting, question.member)),
    };
    Ok(CabPaper {
        name: format!("{} {day} {ending}", series.reference),
        text,
    })
}

/// Prose without its emphasis.
fn said(prose: &Prose) -> String {
    let pieces = prose.0.iter().map(|piece| match piece {
        Piece::Plain(text) | Piece::Strong(text) | Piece::Code(text) => text.as_str(),
    });
    pieces.collect()
}

fn table(rows: &[DutyRow]) -> String {
    rows.iter()
        .map(|row| {
            let owner = if row.owner.is_empty() {
                "nobody"
            } else {
                &row.owner
            };
            let due = if row.due.is_empty() { "no date" } else { &row.due };
            let about = if row.about.is_empty() {
                String::new()
            } else {
                format!("{}: ", row.about)
            };
            format!("- {about}{} ({owner}, {due}, {})\n", row.what, row.verdict.label)
        })
        .collect()
}

fn or_none(text: String) -> String {
    if text.is_empty() { "None.\n".into() } else { text }
}

fn markdown(told: &MinutesDocument) -> String {
    let mut text = format!("# {}\n\n{}\n\n", told.title, told.subtitle);
    for fact in &told.facts {
        text.push_str(&format!("- {}: {}\n", fact.label, fact.value));
    }
    text.push_str(&format!(
        "\n**{}** {}\n\n## Present\n\n",
        told.decision_label,
        said(&told.decision)
    ));
    for row in &told.present.rows {
        let note = if row.note.is_empty() {
            String::new()
        } else {
            format!(" ({})", row.note)
        };
        text.push_str(&format!(
            "- {}, {}: {}{note}\n",
            row.name, row.role, row.verdict.label
        ));
    }
    text.push_str(&format!("\n{}.\n\n## Items\n\n", told.quorum.label));
    for item in &told.items.rows {
        text.push_str(
            &format!(
                "### {} {}\n\n**{}**",
                item.reference, item.title, item.verdict.label
            )
            .replace("###  ", "### "),
        );
        let reason = said(&item.reason);
        text.push_str(&if reason.is_empty() {
            String::new()
        } else {
            format!(": {reason}")
        });
        text.push_str(&format!(" ({})\n\n", item.time));
        for note in &item.notes {
            text.push_str(&format!("- {}\n", said(note)));
        }
        for one in &item.differences {
            text.push_str(&format!("- Changed since the pre-read: {one}\n"));
        }
        text.push_str(&table(&item.conditions));
        let votes: Vec<String> = item
            .votes
            .rows
            .iter()
            .map(|vote| format!("{} {}", vote.name, vote.verdict.label))
            .collect();
        if !votes.is_empty() {
            text.push_str(&format!("- Votes: {}\n", votes.join(", ")));
        }
        text.push('\n');
    }
    text.push_str("## Approved together\n\n");
    text.push_str(&or_none(
        told.consent
            .rows
            .iter()
            .map(|row| format!("- {} {}: {}\n", row.reference, row.what, row.verdict.label))
            .collect(),
    ));
    for (title, rows) in [
        ("Conditions", &told.conditions.rows),
        ("Actions", &told.actions.rows),
        ("From before", &told.carried.rows),
    ] {
        text.push_str(&format!("\n## {title}\n\n{}", or_none(table(rows))));
    }
    let next = said(&told.next);
    text.push_str(&format!(
        "\n## Next meeting\n\n{}\n",
        if next.is_empty() { "Missing.".into() } else { next }
    ));
    text
}

/// Markdown without its marks.
fn plain(markdown: &str) -> String {
    let line = |line: &str| line.trim_start_matches('#').trim_start().replace("**", "");
    markdown.lines().map(line).collect::<Vec<_>>().join("\n") + "\n"
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// The same as HTML: headings, lists, paragraphs; what people typed is escaped.
fn html(markdown: &str) -> String {
    let mut text = String::new();
    let mut listed = false;
    for line in markdown.lines() {
        let item = line.strip_prefix("- ");
        if item.is_some() != listed {
            text.push_str(if listed { "</ul>\n" } else { "<ul>\n" });
            listed = item.is_some();
        }
        let level = line.chars().take_while(|letter| *letter == '#').count();
        let said = escaped(item.unwrap_or(line).trim_start_matches('#').trim_start()).replace("**", "");
        text.push_str(&match (item, level) {
            (Some(_), _) => format!("<li>{said}</li>\n"),
            (None, 1..=3) => format!("<h{level}>{said}</h{level}>\n"),
            _ if said.is_empty() => String::new(),
            _ => format!("<p>{said}</p>\n"),
        });
    }
    if listed {
        text.push_str("</ul>\n");
    }
    text
}

/// A page of one file: it names nothing outside itself, and reads on a screen and on paper.
fn page(name: &str, body: &str) -> String {
    let title = escaped(name.strip_suffix(".html").unwrap_or(name));
    format!(
        "<!doctype html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n<style>\n\
         body {{ max-width: 44rem; margin: 2rem auto; padding: 0 1rem; color: #17212b; background: #fff;\n\
         font: 15px/1.5 \"Source Sans 3\", \"Segoe UI\", system-ui, sans-serif; }}\n\
         h1 {{ font-size: 1.7rem; line-height: 1.25; }}\n\
         h2 {{ font-size: 1.15rem; margin-top: 2rem; padding-bottom: .2rem; border-bottom: 1px solid #d3d9df; }}\n\
         h3 {{ font-size: 1rem; margin-bottom: .2rem; break-after: avoid; }}\n\
         ul {{ padding-left: 1.2rem; }}\n</style>\n</head>\n<body>\n{body}</body>\n</html>\n"
    )
}

fn actions(told: &MinutesDocument) -> String {
    let parts = [
        ("Conditions", &told.conditions.rows),
        ("Actions", &told.actions.rows),
        ("From before", &told.carried.rows),
    ];
    let parts = parts.map(|(title, rows)| format!("## {title}\n\n{}\n", or_none(table(rows))));
    format!("# {}\n\n{}", told.title, parts.concat())
}

/// One row an item; cells that a spreadsheet would run are made harmless.
fn decisions(plan: &Plan, meeting: &CabMeeting) -> String {
    let head = [
        "item",
        "reference",
        "title",
        "verdict",
        "reason",
        "conditions",
        "decided_at",
        "decided_by",
    ];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    for (number, item) in items_of(plan, meeting.id).into_iter().enumerate() {
        let (reference, title) = super::view::parted(plan, item);
        let decision = cab::decision_of(plan, item.id);
        let conditions: Vec<String> = cab::steps_of(plan, item.id)
            .filter(|step| cab::is_condition(step))
            .map(|step| cab::step_in_words(plan, step))
            .collect();
        rows.push(vec![
            (number + 1).to_string(),
            reference,
            title,
            decision
                .map(|one| one.verdict.word().to_owned())
                .unwrap_or_default(),
            decision.map(|one| one.note.clone()).unwrap_or_default(),
            conditions.join("; "),
            decision.map(|one| one.decided_at.to_string()).unwrap_or_default(),
            decision.map(|one| one.by.clone()).unwrap_or_default(),
        ]);
    }
    exchange::export::table(&rows, false)
}

fn calendar(desk: &Desk, plan: &Plan, meeting: &CabMeeting) -> String {
    let steps: Vec<_> = items_of(plan, meeting.id)
        .into_iter()
        .flat_map(|item| cab::steps_of(plan, item.id))
        .collect();
    exchange::export::steps_ics(plan, &steps, desk.edge().now())
}

/// The agenda to read before: what touches the member's own team's services comes first.
fn agenda(plan: &Plan, facts: &Facts, meeting: &CabMeeting, member: Option<PersonId>) -> String {
    let is_theirs = |item: &AgendaItem| member.is_some_and(|person| cab::touches(plan, item, person));
    let zone = plan
        .meetings
        .get(&meeting.series)
        .map_or(plan.settings().zone, |series| series.recurrence.zone);
    let for_whom = member
        .and_then(|id| plan.people.get(&id))
        .map(|person| format!(", for {}", person.name));
    let mut text = format!(
        "# {}{}\n\n{}\n",
        plan.name_of_meeting(meeting),
        for_whom.unwrap_or_default(),
        wording::moment(meeting.starts_at, zone)
    );
    let (own, other): (Vec<&AgendaItem>, Vec<&AgendaItem>) = items_of(plan, meeting.id)
        .into_iter()
        .partition(|item| is_theirs(item));
    for (title, items) in [("What touches your services", own), ("The agenda", other)] {
        if items.is_empty() {
            continue;
        }
        text.push_str(&format!("\n## {title}\n\n"));
        for item in items {
            let slide = super::slide::of(plan, facts, meeting, item, meeting.starts_at);
            text.push_str(&format!("### {} ({} min)\n\n", item.title, item.minutes));
            let facts = [
                slide.what,
                slide
                    .when
                    .map(|one| format!("Goes {}. {}", one.headline, one.sentence))
                    .unwrap_or_default(),
                slide
                    .proof
                    .map(|one| format!("{}. {}", one.headline, one.sentence))
                    .unwrap_or_default(),
                slide
                    .way_back
                    .map(|one| format!("Way back {}. {}", one.headline, one.sentence))
                    .unwrap_or_default(),
            ];
            for fact in facts.iter().filter(|fact| !fact.is_empty()) {
                text.push_str(&format!("- {fact}\n"));
            }
            text.push('\n');
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_typed_is_no_markup() {
        assert_eq!(
            html("# A <b>\n\n- one & two\n\nend"),
            "<h1>A &lt;b&gt;</h1>\n<ul>\n<li>one &amp; two</li>\n</ul>\n<p>end</p>\n"
        );
        let whole = page("CAB <1> minutes.html", &html("# A <b>"));
        assert!(whole.contains("<title>CAB &lt;1&gt; minutes</title>"), "{whole}");
        assert!(
            whole.contains("<h1>A &lt;b&gt;</h1>") && !whole.contains("http"),
            "{whole}"
        );
        assert_eq!(plain("## Items\n\n**approved**: yes"), "Items\n\napproved: yes\n");
    }
}
