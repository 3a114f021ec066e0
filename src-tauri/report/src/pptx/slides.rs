//! The nine slides of the deck; a table that is longer than a slide goes on with the next.

use super::canvas::{Canvas, TableCell, Words, height, words};
use super::pictures;
use crate::marks::{emptiness, missing};
use crate::theme::{ACCENT, BAD, Colour, INK, INK2, INK3, RULE2, TINT, risk};
use crate::value::{
    Answer, CabDeckDocument, ChangeSlide, Listing, Number, Part, Prose, Risk, State, Verdict,
};

const LEFT: f32 = 52.0;
const WIDE: f32 = 856.0;
/// Where what a slide shows begins and ends.
const TOP: f32 = 112.0;
const BOTTOM: f32 = 496.0;
const CELL: f32 = 12.0;

pub(super) fn slides(deck: &CabDeckDocument) -> Vec<Canvas> {
    let mut all = vec![opening(deck), calendar(deck), risk_map(deck)];
    let since = since(deck);
    all.splice(1..1, since);
    all.extend(deck.changes.rows.iter().map(change));
    all.extend(rest(deck));
    all.extend(conflicts(deck));
    all.push(night(deck));
    all.extend(people(deck));
    all.extend(decision(deck));
    let total = all.len();
    let foot = crate::chrome::foot_line(&deck.imprint);
    for (number, slide) in (1..).zip(&mut all) {
        let foot = [words(foot.clone(), 9.0, INK3)];
        slide.text("Foot", [LEFT, 512.0, 700.0, 14.0], &foot);
        let page = [words(format!("{number} of {total}"), 9.0, INK3)];
        slide.text("Number", [840.0, 512.0, 70.0, 14.0], &page);
    }
    all
}

/// A slide with its kicker; `asks` is the question for whoever presents.
fn begin(kicker: &str, title: &str, asks: &str) -> Canvas {
    let mut slide = Canvas::new(title);
    slide.text(
        "Kicker",
        [LEFT, 22.0, WIDE, 17.0],
        &[words(kicker, 12.0, ACCENT).bold()],
    );
    slide.notes = asks.to_owned();
    slide
}

fn prose(prose: &Prose) -> String {
    prose.0.iter().map(crate::value::Piece::text).collect()
}

fn state(verdict: &Verdict) -> Words {
    let (sign, colour) = match verdict.state {
        State::Done => ("✓", crate::theme::OK),
        State::Conditional => ("◐", crate::theme::WARN),
        State::Pending => ("○", INK2),
        State::Failed => ("✕", BAD),
    };
    words(format!("{sign} {}", verdict.label), CELL, colour)
}

fn chip(level: Option<Risk>) -> TableCell {
    let Some(level) = level else {
        return words("–", CELL, INK).into();
    };
    let (fill, ink, _) = risk(level);
    TableCell {
        paragraphs: vec![words(level.number().to_string(), CELL, ink).bold()],
        fill: Some(fill),
        centred: true,
    }
}

fn cell(text: &str) -> TableCell {
    words(text, CELL, INK).into()
}
fn strong(text: &str) -> TableCell {
    words(text, CELL, INK).bold().into()
}
fn two(text: &str, quiet: &str) -> TableCell {
    let mut paragraphs = vec![words(text, CELL, INK).bold()];
    if !quiet.is_empty() {
        paragraphs.push(words(quiet, CELL - 1.5, INK2));
    }
    TableCell {
        paragraphs,
        fill: None,
        centred: false,
    }
}

/// What a listing shows on slides: head, shares of the width, rows.
struct Sheet<'s> {
    heads: &'s [&'s str],
    widths: &'s [f32],
    rows: Vec<Vec<TableCell>>,
    empty: Option<String>,
}

fn sheet<'s, T>(
    listing: &Listing<T>,
    heads: &'s [&'s str],
    widths: &'s [f32],
    cells: impl Fn(&T) -> Vec<TableCell>,
) -> Sheet<'s> {
    Sheet {
        heads,
        widths,
        rows: listing.rows.iter().map(cells).collect(),
        empty: emptiness(listing),
    }
}

/// Puts a table below `top` of the first slide, and what does not fit onto slides of its own.
fn tabled(first: Canvas, kicker: &str, top: f32, sheet: Sheet<'_>) -> Vec<Canvas> {
    let mut slides = vec![first];
    if let Some(says) = sheet.empty {
        let colour = if says.starts_with("Missing") { BAD } else { INK3 };
        if let Some(slide) = slides.last_mut() {
            slide.text("None", [LEFT, top, WIDE, 24.0], &[words(says, 14.0, colour)]);
        }
        return slides;
    }
    let total: f32 = sheet.widths.iter().sum();
    let width = |index: usize| WIDE * sheet.widths[index] / total - 8.5;
    let head = || -> (f32, Vec<TableCell>) {
        let cells = sheet
            .heads
            .iter()
            .map(|head| words(*head, 11.0, INK2).bold().into());
        (22.0, cells.collect())
    };
    let mut rows = vec![head()];
    let mut used = 22.0;
    let mut at = top;
    for cells in sheet.rows {
        let tall = cells
            .iter()
            .enumerate()
            .map(|(index, cell)| height(&cell.paragraphs, width(index)))
            .fold(0.0, f32::max)
            + 7.0;
        if at + used + tall > BOTTOM && rows.len() > 1 {
            flush(&mut slides, at, sheet.widths, &mut rows);
            let title = slides
                .first()
                .map(|slide| slide.title.clone())
                .unwrap_or_default();
            let asks = slides
                .first()
                .map(|slide| slide.notes.clone())
                .unwrap_or_default();
            slides.push(begin(kicker, &format!("{title} (continued)"), &asks));
            (at, used) = (TOP, 22.0);
            rows.push(head());
        }
        used += tall;
        rows.push((tall, cells));
    }
    flush(&mut slides, at, sheet.widths, &mut rows);
    slides
}

fn flush(slides: &mut [Canvas], at: f32, widths: &[f32], rows: &mut Vec<(f32, Vec<TableCell>)>) {
    if let Some(slide) = slides.last_mut() {
        slide.table("Table", [LEFT, at, WIDE, 0.0], widths, rows);
    }
    rows.clear();
}

fn numbers(slide: &mut Canvas, numbers: &[Number], top: f32) {
    let wide = WIDE / numbers.len().max(1) as f32;
    for (index, number) in numbers.iter().enumerate() {
        let place = [LEFT + wide * index as f32, top, wide - 10.0, 68.0];
        let mut list = vec![
            words(number.value.clone(), 24.0, INK).bold(),
            words(number.label.clone(), 12.0, INK).bold(),
        ];
        if !number.note.is_empty() {
            list.push(words(number.note.clone(), 10.0, INK2));
        }
        slide.text("Number", place, &list);
    }
}

fn opening(deck: &CabDeckDocument) -> Canvas {
    let opening = &deck.opening;
    let mut slide = begin(
        &opening.kicker,
        &opening.title,
        "Ask: does anybody need something before we begin? Is there a quorum?",
    );
    numbers(&mut slide, &opening.numbers, TOP);
    let half = WIDE / 2.0 - 14.0;
    let mut conditions = vec![words("Conditions", 14.0, INK).bold()];
    match emptiness(&opening.conditions) {
        Some(says) => conditions.push(words(says, 13.0, INK3)),
        None => conditions.extend(
            (1..)
                .zip(&opening.conditions.rows)
                .map(|(number, line)| words(format!("{number}. {}", prose(line)), 13.0, INK)),
        ),
    }
    if !opening.fallback.is_empty() {
        conditions.push(words(opening.fallback.clone(), 12.0, INK2));
    }
    slide.text("Conditions", [LEFT, 200.0, half, 220.0], &conditions);
    let x = LEFT + half + 28.0;
    slide.text(
        "Agenda",
        [x, 200.0, half, 20.0],
        &[words("Agenda", 14.0, INK).bold()],
    );
    let mut rows = vec![(
        22.0,
        ["At", "Item", "Minutes"]
            .map(|head| words(head, 11.0, INK2).bold().into())
            .into(),
    )];
    rows.extend(opening.agenda.rows.iter().take(9).map(|line| {
        (
            22.0,
            vec![
                strong(&line.at),
                cell(&line.what),
                cell(&line.minutes.to_string()),
            ],
        )
    }));
    slide.table("Agenda", [x, 222.0, half, 0.0], &[60.0, 270.0, 70.0], &rows);
    let stops = opening.road.len().max(1) as f32;
    for (index, stop) in opening.road.iter().enumerate() {
        let wide = WIDE / stops;
        let x = LEFT + wide * index as f32;
        slide.shape(
            "Stop",
            "ellipse",
            [x, 452.0, 10.0, 10.0],
            Some(ACCENT),
            None,
            &[],
            false,
        );
        let said = [
            words(stop.when.clone(), 12.0, INK).bold(),
            words(stop.what.clone(), 11.0, INK2),
        ];
        slide.text("Stop", [x, 464.0, wide - 8.0, 32.0], &said);
    }
    slide
}

fn since(deck: &CabDeckDocument) -> Vec<Canvas> {
    let since = &deck.since;
    let mut slide = begin(
        &since.kicker,
        &since.title,
        "Ask: what did we learn, and who owes an action?",
    );
    numbers(&mut slide, &since.numbers, TOP);
    let rows = sheet(
        &since.rows,
        &["State", "Change", "What happened", "What follows", "Owner"],
        &[130.0, 96.0, 270.0, 230.0, 130.0],
        |row| {
            vec![
                state(&row.verdict).into(),
                strong(&row.reference),
                cell(&row.what),
                cell(&row.follows),
                cell(&row.owner),
            ]
        },
    );
    tabled(slide, &since.kicker, 196.0, rows)
}

/// What stands where a picture should be.
fn absent<T>(slide: &mut Canvas, part: &Part<T>) {
    let says = match part {
        Part::Given(_) => return,
        Part::Nothing => "None.".to_owned(),
        Part::Missing(why) => missing(why),
    };
    slide.text("None", [LEFT, TOP, WIDE, 24.0], &[words(says, 14.0, INK3)]);
}

fn calendar(deck: &CabDeckDocument) -> Canvas {
    let calendar = &deck.calendar;
    let mut slide = begin(
        &calendar.kicker,
        &calendar.title,
        "Ask: does anybody know of works that are not drawn?",
    );
    if let Part::Given(weeks) = &calendar.body {
        pictures::calendar(&mut slide, weeks, deck.imprint.zone);
    }
    absent(&mut slide, &calendar.body);
    slide
}

fn risk_map(deck: &CabDeckDocument) -> Canvas {
    let map = &deck.risk_map;
    let mut slide = begin(
        &map.kicker,
        &map.title,
        "Ask: does one of these belong elsewhere on the map?",
    );
    if let Part::Given(heat) = &map.heat {
        pictures::heat(&mut slide, heat, [LEFT, TOP, 520.0, 330.0]);
    }
    absent(&mut slide, &map.heat);
    let mut list = Vec::new();
    if let Some(says) = emptiness(&map.few) {
        list.push(words(says, 13.0, INK3));
    }
    for few in map.few.rows.iter().take(7) {
        list.push(words(format!("{}  {}", few.risk.number(), few.name), 13.0, INK).bold());
        list.push(words(few.quiet.clone(), 11.0, INK2));
    }
    if map.few.rows.len() > 7 {
        list.push(words(
            format!("and {} more, a slide each", map.few.rows.len() - 7),
            11.0,
            INK2,
        ));
    }
    list.push(words(prose(&map.rest), 12.0, INK2));
    slide.text("The few", [LEFT + 544.0, TOP, WIDE - 544.0, 380.0], &list);
    slide
}

/// One change, nine answers; what is asked stands bottom right.
fn change(change: &ChangeSlide) -> Canvas {
    let asks = format!(
        "{}\nAsk: {} {}",
        change.title,
        change.asked.strong,
        prose(&change.asked.quiet)
    );
    let mut slide = begin(&change.kicker, &change.title, &asks);
    let (fill, ink, _) = risk(change.risk);
    let number = [words(change.risk.number().to_string(), 18.0, ink).bold()];
    slide.shape(
        "Risk",
        "roundRect",
        [LEFT, 84.0, 30.0, 26.0],
        Some(fill),
        Some(RULE2),
        &number,
        true,
    );
    let after = change.after.map_or_else(String::new, |after| {
        format!(", {} after mitigation", after.number())
    });
    let standing = format!("{} risk{after} · {}", change.risk.word(), change.board.label);
    slide.text(
        "Standing",
        [LEFT + 38.0, 88.0, 600.0, 20.0],
        &[words(standing, 14.0, INK2)],
    );
    let hurts = Answer {
        strong: change.hurts.strong.clone(),
        quiet: Prose::from(format!(
            "{} {}",
            prose(&change.hurts.quiet),
            change.services.join(", ")
        )),
    };
    let answers: [(&str, &Answer); 8] = [
        ("What", &change.what),
        ("Why now", &change.why_now),
        ("When", &change.when),
        ("What it can hurt", &hurts),
        ("Back-out", &change.back_out),
        ("Tests", &change.tests),
        ("Conflicts", &change.conflicts),
        ("Who", &change.who),
    ];
    let wide = (WIDE - 2.0 * 26.0) / 3.0;
    for (index, (label, answer)) in answers.into_iter().enumerate() {
        let place = [
            LEFT + (wide + 26.0) * (index % 3) as f32,
            124.0 + 126.0 * (index / 3) as f32,
            wide,
            118.0,
        ];
        slide.text(label, place, &answered(label, answer, INK, wide));
    }
    let place = [LEFT + (wide + 26.0) * 2.0, 124.0 + 126.0 * 2.0, wide, 112.0];
    slide.shape("Asked", "rect", place, Some(TINT), None, &[], false);
    let inner = [place[0] + 12.0, place[1] + 10.0, wide - 24.0, 94.0];
    slide.text(
        "Asked of the board",
        inner,
        &answered("Asked of the board", &change.asked, ACCENT, wide - 24.0),
    );
    slide
}

fn answered(label: &str, answer: &Answer, colour: Colour, wide: f32) -> Vec<Words> {
    let mut list = vec![words(label, 11.0, INK3).bold()];
    if answer.strong.trim().is_empty() {
        list.push(words("Missing", 15.0, BAD).bold());
        return list;
    }
    list.push(words(answer.strong.clone(), 15.0, colour).bold());
    let quiet = prose(&answer.quiet);
    let mut quiet = words(quiet.trim(), 12.0, INK2);
    if !quiet.text.is_empty() {
        list.push(quiet.clone());
        // Long answers are set smaller before they would leave their cell.
        while height(&list, wide) > 116.0 && quiet.size > 8.0 {
            quiet.size -= 1.0;
            let last = list.len() - 1;
            list[last] = quiet.clone();
        }
    }
    list
}

fn rest(deck: &CabDeckDocument) -> Vec<Canvas> {
    let rest = &deck.rest;
    let slide = begin(
        &rest.kicker,
        &rest.title,
        "Ask: does anybody want to pull a line? Else all are approved together.",
    );
    let rows = sheet(
        &rest.body,
        &[
            "Change",
            "What",
            "Risk",
            "What it can hurt",
            "Back-out min",
            "Tests",
            "Owner",
        ],
        &[92.0, 270.0, 50.0, 186.0, 76.0, 74.0, 122.0],
        |row| {
            vec![
                strong(&row.reference),
                cell(&row.what),
                chip(Some(row.risk)),
                cell(&row.hurts),
                cell(
                    &row.back_out_minutes
                        .map_or_else(|| "–".into(), |minutes| minutes.to_string()),
                ),
                cell(&row.tests),
                cell(&row.owner),
            ]
        },
    );
    tabled(slide, &rest.kicker, TOP, rows)
}

fn conflicts(deck: &CabDeckDocument) -> Vec<Canvas> {
    let conflicts = &deck.conflicts;
    let slide = begin(
        &conflicts.kicker,
        &conflicts.title,
        "Ask: who takes which way out, and by when?",
    );
    let findings = sheet(
        &conflicts.findings,
        &["Rule", "Severity", "What collides", "Ways out"],
        &[84.0, 118.0, 380.0, 274.0],
        |row| {
            vec![
                strong(&row.rule),
                state(&row.verdict).into(),
                cell(&row.sentence),
                cell(&row.ways_out),
            ]
        },
    );
    let mut slides = tabled(slide, &conflicts.kicker, TOP, findings);
    let slide = begin(
        &conflicts.kicker,
        "Freezes and exceptions",
        "Ask: is every exception still needed?",
    );
    let freezes = sheet(
        &conflicts.freezes,
        &[
            "Freeze",
            "From – to",
            "Covers",
            "Exception, or how far clear",
            "State",
        ],
        &[150.0, 190.0, 156.0, 244.0, 116.0],
        |row| {
            vec![
                two(&row.name, &row.quiet),
                cell(&row.window),
                cell(&row.covers),
                cell(&prose(&row.exception)),
                state(&row.verdict).into(),
            ]
        },
    );
    slides.extend(tabled(slide, &conflicts.kicker, TOP, freezes));
    slides
}

fn night(deck: &CabDeckDocument) -> Canvas {
    let night = &deck.night;
    let mut slide = begin(
        &night.kicker,
        &night.title,
        "Ask: who says stop, and on what sign?",
    );
    if let Part::Given(hours) = &night.night {
        pictures::night(&mut slide, hours, deck.imprint.zone, 400.0);
    }
    absent(&mut slide, &night.night);
    let mut rules = vec![words("Stop rules", 13.0, INK).bold()];
    match emptiness(&night.stop_rules) {
        Some(says) => rules.push(words(says, 12.0, INK3)),
        None => rules.extend(
            night
                .stop_rules
                .rows
                .iter()
                .take(4)
                .map(|rule| words(prose(rule), 12.0, INK)),
        ),
    }
    slide.text("Stop rules", [LEFT, 418.0, WIDE, 84.0], &rules);
    slide
}

fn people(deck: &CabDeckDocument) -> Vec<Canvas> {
    let slide = begin(
        &deck.night.kicker,
        "Who is awake",
        "Ask: is everybody named reachable all night?",
    );
    let rows = sheet(
        &deck.night.people,
        &["Role", "Name", "Deputy", "Hours", "Reach"],
        &[200.0, 200.0, 170.0, 126.0, 160.0],
        |row| {
            vec![
                strong(&row.role),
                cell(&row.name),
                cell(&row.deputy),
                cell(&row.hours),
                cell(&row.reach),
            ]
        },
    );
    tabled(slide, &deck.night.kicker, TOP, rows)
}

fn decision(deck: &CabDeckDocument) -> Vec<Canvas> {
    let record = &deck.decision;
    let asks = format!(
        "Read back every line before the meeting ends.\n{}",
        record.footnote
    );
    let slide = begin(&record.kicker, &record.title, &asks);
    let rows = sheet(
        &record.rows,
        &["What", "Decision", "Condition", "Owner", "By"],
        &[236.0, 178.0, 200.0, 130.0, 112.0],
        |row| {
            let decided = match &row.decided {
                Some(verdict) => state(verdict).into(),
                None => cell(
                    &row.choices
                        .iter()
                        .map(|choice| format!("☐ {choice}"))
                        .collect::<Vec<_>>()
                        .join("  "),
                ),
            };
            vec![
                strong(&row.what),
                decided,
                cell(&row.condition),
                cell(&row.owner),
                cell(&row.by),
            ]
        },
    );
    tabled(slide, &record.kicker, TOP, rows)
}
