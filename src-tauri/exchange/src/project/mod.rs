//! Milestones of a project in the XML that Microsoft Project and ProjectLibre write (MSPDI).

use crate::csv::decode;
use crate::milestone::{Said, say_left_out};
use crate::{Batch, Edge, Refusal};
use planning::plan::TableName;
use planning::{Day, Milestone, MilestoneGate, Origin};
use roxmltree::{Document, Node};

/// True for a project file: its root says so.
pub(crate) fn is_project(text: &str) -> bool {
    let start: String = text.chars().take(2_000).collect();
    start.contains("<Project") && start.contains("schemas.microsoft.com/project")
}

/// Reads the milestones of a project; tasks and summaries are counted and left out.
///
/// A document type is refused, so entities cannot grow the file in memory.
#[must_use]
pub fn read_project(file: &str, bytes: &[u8], edge: &mut Edge) -> Batch {
    let text = match decode(bytes, None) {
        Ok(decoded) => decoded.text,
        Err(reason) => return refused(file, None, reason),
    };
    let document = match Document::parse(&text) {
        Ok(document) => document,
        Err(error) => {
            let row = error.pos().row;
            return refused(
                file,
                Some(row),
                format!("The file is no XML that can be read: {error}."),
            );
        }
    };
    let root = document.root_element();
    let project = ["Title", "Name"]
        .into_iter()
        .find_map(|field| said(root, field))
        .unwrap_or_else(|| file.trim_end_matches(".xml").to_owned());
    let project = project
        .trim_end_matches(".mpp")
        .trim_end_matches(".xml")
        .to_owned();
    let system = format!("project/{project}");
    let mut batch = Batch::of(format!("Project {project}"));
    let tasks: Vec<Node> = root
        .children()
        .filter(|node| node.has_tag_name_of("Tasks"))
        .flat_map(|tasks| tasks.children())
        .filter(|node| node.has_tag_name_of("Task"))
        .collect();
    let (mut taken, mut left) = (0, 0);
    for task in &tasks {
        let is_one = said(*task, "Milestone").as_deref() == Some("1")
            && said(*task, "Summary").as_deref() != Some("1")
            && said(*task, "Active").as_deref() != Some("0");
        if !is_one {
            left += 1;
            continue;
        }
        let row = document.text_pos_at(task.range().start).row;
        let place = Place { file, row };
        if let Some(milestone) = milestone(*task, &project, &system, place, &mut batch, edge) {
            batch.state(&milestone, &["name", "project", "planned", "reached"]);
            taken += 1;
        }
    }
    batch.fact("tasks", tasks.len());
    batch.fact("milestones", taken);
    say_left_out(left, file, &mut batch);
    if tasks.is_empty() {
        batch
            .refused
            .push(Refusal::whole(file, None, "The project has no task."));
    }
    batch.covers(TableName::Milestone, &system, "");
    batch
}

/// Where a task stands.
#[derive(Clone, Copy)]
struct Place<'a> {
    file: &'a str,
    row: u32,
}

fn milestone(
    task: Node,
    project: &str,
    system: &str,
    place: Place,
    batch: &mut Batch,
    edge: &mut Edge,
) -> Option<Milestone> {
    let mut day = |field: &str, node: Node| -> Option<Day> {
        let text = said(node, field)?;
        let day = text.get(..10).unwrap_or(&text).parse();
        if day.is_err() {
            let reason = format!("“{text}” is no date.");
            let refusal = Refusal::value(place.file, Some(place.row), field, &text, reason);
            batch.refused.push(refusal);
        }
        day.ok()
    };
    let baseline = task
        .children()
        .filter(|node| node.has_tag_name_of("Baseline"))
        .find(|node| said(*node, "Number").is_none_or(|number| number == "0"));
    let dates = Said {
        planned: baseline.and_then(|baseline| day("Finish", baseline)),
        forecast: day("Finish", task).or_else(|| day("Start", task)),
        reached: day("ActualFinish", task),
        whole: said(task, "PercentComplete").as_deref() == Some("100"),
    }
    .dates(edge);
    let name = said(task, "Name");
    let (Some(name), Some(dates)) = (name, dates) else {
        let reason = "The milestone has no name or no day.";
        batch
            .refused
            .push(Refusal::whole(place.file, Some(place.row), reason));
        return None;
    };
    Some(Milestone {
        id: edge.id(),
        project: project.to_owned(),
        planned: dates.planned,
        forecasts: dates.forecasts,
        reached: dates.reached,
        release: None,
        gate: MilestoneGate::ScopeLock,
        origin: Some(Origin {
            system: system.to_owned(),
            key: said(task, "UID").unwrap_or_else(|| name.clone()),
            file: place.file.to_owned(),
            row: Some(place.row),
        }),
        name,
    })
}

/// The text of a child; `None` when it has none. Microsoft's `NA` means nothing.
fn said(node: Node, field: &str) -> Option<String> {
    let child = node.children().find(|child| child.has_tag_name_of(field))?;
    let text = child.text()?.trim();
    (!text.is_empty() && text != "NA").then(|| text.to_owned())
}

fn refused(file: &str, row: Option<u32>, reason: String) -> Batch {
    let mut batch = Batch::of("Project");
    batch.refused.push(Refusal::whole(file, row, reason));
    batch
}

/// Names without regard to the namespace, which differs between versions.
trait Named {
    fn has_tag_name_of(&self, name: &str) -> bool;
}

impl Named for Node<'_, '_> {
    fn has_tag_name_of(&self, name: &str) -> bool {
        self.is_element() && self.tag_name().name() == name
    }
}
