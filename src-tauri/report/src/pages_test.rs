//! What must hold on every page, looked at in the display list.

use crate::display::{BackEnd, Item, Kid, Laid, Page, Role, Run};
use crate::faces::BUNDLE;
use crate::halden;
use crate::machine::{self, Tongue};
use crate::pdf::Printpdf;
use crate::value::{
    CabDeckDocument, Listing, MinutesDocument, Paper, Profile, ReleasePlanDocument, Standing,
};

fn plan(plan: &ReleasePlanDocument) -> Laid {
    crate::plan::lay_out(plan, &mut ()).unwrap().0
}
fn deck(deck: &CabDeckDocument) -> Laid {
    crate::deck::lay_out(deck, &mut ()).unwrap().0
}
fn minutes(minutes: &MinutesDocument) -> Laid {
    crate::minutes::lay_out(minutes, &mut ()).unwrap().0
}

fn runs(page: &Page) -> impl Iterator<Item = &Run> {
    page.items.iter().filter_map(|item| {
        if let Item::Text(run) = item {
            Some(run)
        } else {
            None
        }
    })
}
fn said(run: &Run) -> &str {
    &run.text
}
fn text(page: &Page) -> String {
    runs(page)
        .map(|run| said(run).replace('\u{A0}', " ") + if run.ends { " " } else { "" })
        .collect()
}

fn every_text_is_inside(laid: &Laid, margin: f32) {
    for (number, page) in laid.pages.iter().enumerate() {
        for run in runs(page) {
            let spaces = run
                .glyphs
                .iter()
                .rev()
                .zip(run.text.chars().rev())
                .take_while(|(_, c)| *c == ' ');
            let end = run.x + run.width() - spaces.map(|(glyph, _)| glyph.advance).sum::<f32>();
            let here = format!("page {}: “{}” {:.0}–{:.0}", number + 1, run.text, run.x, end);
            assert!(
                run.x >= margin - 1.0 && end <= page.width - margin + 1.0,
                "{here}"
            );
            assert!(
                run.y >= 16.0 && run.y <= page.height - 14.0,
                "{here} at {:.0}",
                run.y
            );
        }
    }
}

fn every_mark_is_content_or_furniture(laid: &Laid) {
    for (number, page) in laid.pages.iter().enumerate() {
        let mut open = false;
        for item in &page.items {
            match item {
                Item::Begin { .. } | Item::BeginArtifact { .. } => {
                    assert!(!open, "page {}: marks nest", number + 1);
                    open = true;
                }
                Item::End => open = false,
                _ => assert!(open, "page {}: a mark outside", number + 1),
            }
        }
        assert!(!open);
    }
}

#[test]
fn no_text_leaves_its_margins() {
    let mut letter = halden::release_plan();
    letter.imprint.paper = Paper::Letter;
    for value in [
        halden::release_plan(),
        letter,
        halden::empty_plan(),
        halden::crowded(),
        halden::grown(120),
    ] {
        every_text_is_inside(&plan(&value), 51.0);
    }
    every_text_is_inside(&deck(&halden::cab_deck()), 52.0);
    every_text_is_inside(&deck(&halden::empty_deck()), 52.0);
    every_text_is_inside(&minutes(&halden::minutes()), 51.0);
    every_text_is_inside(&minutes(&halden::empty_minutes()), 51.0);
}

#[test]
fn every_mark_is_tagged_or_furniture() {
    every_mark_is_content_or_furniture(&plan(&halden::release_plan()));
    every_mark_is_content_or_furniture(&plan(&halden::crowded()));
    every_mark_is_content_or_furniture(&deck(&halden::cab_deck()));
    every_mark_is_content_or_furniture(&minutes(&halden::minutes()));
}

#[test]
fn the_head_stands_on_every_page_of_a_table() {
    let laid = plan(&halden::grown(400));
    let pages: Vec<String> = laid
        .pages
        .iter()
        .map(text)
        .filter(|text| text.contains("CHG-2"))
        .collect();
    assert!(pages.len() > 10, "{} pages", pages.len());
    for page in &pages {
        assert!(page.contains("What it can hurt"), "{page}");
    }
    assert!(pages.iter().any(|page| page.contains("continued")));
}

#[test]
fn rows_stay_whole_unless_taller_than_a_page() {
    let pages_of = |laid: &Laid, role: Role| -> Vec<Vec<usize>> {
        let home = |tag: usize| {
            laid.tags[tag].kids.iter().filter_map(|kid| match kid {
                Kid::Content { page, .. } => Some(*page),
                Kid::Tag(_) | Kid::Link { .. } => None,
            })
        };
        let rows = laid.tags.iter().filter(|tag| tag.role == role);
        rows.map(|row| {
            let cells = row.kids.iter().filter_map(|kid| {
                if let Kid::Tag(cell) = kid {
                    Some(*cell)
                } else {
                    None
                }
            });
            let mut pages: Vec<usize> = cells.flat_map(home).collect();
            pages.dedup();
            pages
        })
        .collect()
    };
    let whole = plan(&halden::grown(200));
    assert!(pages_of(&whole, Role::TR).iter().all(|pages| pages.len() <= 1));
    let mut tall = halden::release_plan();
    tall.scope.groups.rows[0].rows[0].why = "One more reason, and another. ".repeat(400);
    let tall = plan(&tall);
    assert!(
        pages_of(&tall, Role::TR).iter().any(|pages| pages.len() > 1),
        "a tall row is split by lines"
    );
    every_text_is_inside(&tall, 51.0);
}

#[test]
fn a_group_head_is_never_the_last_line_of_a_page() {
    let laid = plan(&halden::grown(400));
    for page in &laid.pages {
        let last_cell = page
            .items
            .iter()
            .rposition(|item| matches!(item, Item::Begin { role: Role::TD, .. }));
        let last_head = page
            .items
            .iter()
            .rposition(|item| matches!(item, Item::Begin { role: Role::TH, .. }));
        if let Some(head) = last_head {
            assert!(last_cell.is_some_and(|cell| cell > head), "{}", text(page));
        }
    }
}

#[test]
fn empty_sections_say_so_and_never_vanish() {
    let laid = plan(&halden::empty_plan());
    let all: String = laid.pages.iter().map(text).collect();
    for says in [
        "Missing: no decision is asked.",
        "Missing: RO-99 has no date.",
        "Missing: no runbook is written for RO-99.",
        "Missing: nobody is asked to approve.",
        "None.",
        "Test gates",
        "Freezes and exceptions",
        "Audit appendix",
    ] {
        assert!(all.contains(says), "{says}");
    }
    let slides: String = deck(&halden::empty_deck()).pages.iter().map(text).collect();
    assert!(slides.contains("Missing: no agenda is set.") && slides.contains("None."));
}

#[test]
fn names_from_right_to_left_keep_their_letters() {
    let laid = plan(&halden::release_plan());
    let all: String = laid.pages.iter().map(text).collect();
    assert!(
        all.contains("נועה לוי") && all.contains("ليلى حداد"),
        "both names are told to readers"
    );
    let hebrew = laid
        .pages
        .iter()
        .flat_map(runs)
        .find(|run| said(run).contains("נועה"))
        .unwrap();
    assert!(hebrew.face >= 6 && hebrew.glyphs.iter().all(|glyph| glyph.glyph != 0));
}

#[test]
fn no_character_becomes_an_empty_box_unsaid() {
    let mut value = halden::release_plan();
    // No character has this number, so no face draws it.
    value.cover.top_risks.rows[0].reference = "Ω\u{0378}Ω".into();
    let laid = plan(&value);
    let run = laid
        .pages
        .iter()
        .flat_map(runs)
        .find(|run| run.text.contains('\u{0378}'))
        .expect("the reader still gets the name");
    assert!(run.glyphs.iter().any(|glyph| glyph.stands_in));
    for run in laid.pages.iter().flat_map(runs) {
        assert!(
            run.glyphs.iter().all(|glyph| glyph.glyph != 0),
            "“{}” has an unknown glyph",
            run.text
        );
    }
}

#[test]
fn names_from_east_asia_are_set_in_a_face_of_the_machine() {
    let names = ["田中 美咲のリリース", "결제 서비스", "支付网关"];
    for name in names {
        let mut value = halden::release_plan();
        value.cover.top_risks.rows[0].reference = name.into();
        let laid = plan(&value);
        let whole = laid.pages.iter().map(text).collect::<String>().replace(' ', "");
        assert!(
            whole.contains(&name.replace(' ', "")),
            "{name} is told to readers"
        );
        let first = name.chars().next().unwrap();
        let run = laid
            .pages
            .iter()
            .flat_map(runs)
            .find(|run| run.text.contains(first))
            .unwrap();
        if machine::draws(first, Tongue::of(name)).is_none() {
            println!("skipped: no face of this machine draws {name}");
            assert!(run.glyphs.iter().any(|glyph| glyph.stands_in));
            continue;
        }
        assert!(usize::from(run.face) >= BUNDLE.len(), "{name}");
        assert!(
            run.glyphs
                .iter()
                .all(|glyph| glyph.glyph != 0 && !glyph.stands_in)
        );
        let once = || Printpdf.write(&laid, &mut ()).unwrap();
        assert!(once() == once(), "{name}: the same bytes");
    }
}

#[test]
fn every_page_says_which_of_how_many() {
    let laid = plan(&halden::release_plan());
    let total = laid.pages.len();
    for (index, page) in laid.pages.iter().enumerate() {
        assert!(text(page).contains(&format!("Page {} of {total}", index + 1)));
    }
    assert!((7..=9).contains(&total), "seventeen changes take {total} pages");
}

#[test]
fn the_draft_mark_goes_when_the_plan_is_approved() {
    let mut value = halden::release_plan();
    assert!(plan(&value).pages.iter().all(|page| text(page).contains("DRAFT")));
    value.imprint.standing = Standing::Approved;
    assert!(
        plan(&value)
            .pages
            .iter()
            .all(|page| !text(page).contains("DRAFT"))
    );
}

#[test]
fn the_contents_lead_to_their_chapters() {
    let laid = plan(&halden::release_plan());
    assert!(laid.pages[0].links.len() >= 6);
    for link in &laid.pages[0].links {
        let mark = &laid.bookmarks[link.target];
        assert_eq!(link.says, format!("{}, page {}", mark.title, mark.page + 1));
        assert!(text(&laid.pages[mark.page]).contains(&mark.title));
    }
}

#[test]
fn a_listing_with_rows_says_nothing_of_missing() {
    let listing = Listing {
        rows: vec![1],
        missing: Some("ignored".into()),
    };
    assert_eq!(crate::marks::emptiness(&listing), None);
}

#[test]
fn minutes_say_who_owes_what_and_what_is_missing() {
    let pages: String = minutes(&halden::minutes()).pages.iter().map(text).collect();
    for said in [
        "approved with conditions",
        "no date",
        "nobody",
        "Missing: no reason is written down.",
        "implements it; not counted",
        "Deployment moved from 22:00 to 22:10",
    ] {
        assert!(pages.contains(said), "“{said}” in {pages}");
    }
    let empty: String = minutes(&halden::empty_minutes()).pages.iter().map(text).collect();
    for said in [
        "Missing: the series has no members.",
        "Missing: no next meeting is planned.",
        "Missing: no decision is asked.",
        "None.",
    ] {
        assert!(empty.contains(said), "“{said}” in {empty}");
    }
}

fn printed_for(profile: Profile) -> Laid {
    let mut value = halden::release_plan();
    value.profile = profile;
    value.left_out = vec!["The log.".into()];
    plan(&value)
}

#[test]
fn every_profile_stays_in_its_margins_and_says_what_it_leaves_out() {
    for profile in [
        Profile::Executive,
        Profile::Board,
        Profile::Runbook,
        Profile::Vendor,
    ] {
        let laid = printed_for(profile);
        every_text_is_inside(&laid, 51.0);
        every_mark_is_content_or_furniture(&laid);
        let mut crowded = halden::crowded();
        crowded.profile = profile;
        every_text_is_inside(&plan(&crowded), 51.0);
    }
    let said: String = printed_for(Profile::Board).pages.iter().map(text).collect();
    assert!(
        said.contains("What this copy leaves out") && said.contains("The log."),
        "{said}"
    );
}

#[test]
fn the_executive_gets_two_pages_however_much_there_is() {
    assert_eq!(printed_for(Profile::Executive).pages.len(), 2);
    let mut many = halden::grown(400);
    many.profile = Profile::Executive;
    let deferred = many.decided.deferred.rows.clone();
    many.decided.deferred.rows = deferred.iter().cycle().take(60).cloned().collect();
    let laid = plan(&many);
    assert_eq!(laid.pages.len(), 2);
    assert!(
        text(&laid.pages[1]).contains("more in the full plan"),
        "{}",
        text(&laid.pages[1])
    );
}

#[test]
fn the_runbook_is_landscape_in_large_type_with_a_box_a_step() {
    let laid = printed_for(Profile::Runbook);
    for page in &laid.pages {
        assert!(page.width > page.height);
    }
    let sizes = laid
        .pages
        .iter()
        .flat_map(runs)
        .filter(|run| run.text.contains("Payments"));
    for run in sizes {
        assert!(run.size >= 10.0, "{} at {}", run.text, run.size);
    }
}

#[test]
fn the_board_gets_a_page_for_each_change_that_has_one() {
    let value = halden::release_plan();
    let laid = printed_for(Profile::Board);
    for card in &value.cards.rows {
        let pages = laid.pages.iter().filter(|page| {
            let said = text(page);
            said.contains(&card.kicker) && said.contains("Asked of the board")
        });
        assert_eq!(pages.count(), 1, "{}", card.title);
    }
}

#[test]
fn a_page_on_the_screen_has_every_letter_and_line_of_the_page_on_paper() {
    use crate::Document;
    let value = halden::release_plan();
    let pages = value.pages(&mut ()).unwrap();
    let laid = plan(&value);
    assert_eq!(pages.count(), laid.pages.len());
    for (number, page) in laid.pages.iter().enumerate() {
        let svg = pages.svg(number).unwrap();
        assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>"));
        let inked = runs(page)
            .flat_map(|run| {
                let letters = run.glyphs.iter().filter(|glyph| {
                    let from = glyph.at as usize;
                    let says = run
                        .text
                        .get(from..from + usize::from(glyph.len))
                        .unwrap_or_default();
                    says.chars().any(|letter| !letter.is_whitespace())
                });
                letters.collect::<Vec<_>>()
            })
            .count();
        let drawn = svg.matches("<use ").count();
        assert!(drawn >= inked, "page {}: {drawn} of {inked} letters", number + 1);
        let paths = page
            .items
            .iter()
            .filter(|item| matches!(item, Item::Path { .. }))
            .count();
        let defined = svg.matches("<path id=").count();
        assert_eq!(
            svg.matches("<path ").count() - defined,
            paths,
            "page {}",
            number + 1
        );
        let opened = svg.matches("<g ").count() + svg.matches("<g>").count();
        assert_eq!(opened, svg.matches("</g>").count(), "page {}", number + 1);
        assert!(
            pages
                .text(number)
                .unwrap()
                .contains(&format!("Page {} of", number + 1))
        );
    }
    assert!(pages.svg(pages.count()).is_none());
}
