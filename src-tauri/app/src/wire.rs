//! The contract table: one line per call, and its TypeScript twin.

use crate::contract::{Line, Nothing, contract};
use crate::{
    WireFailure, bookings, bundles, cab, calendar, checks, documents, edit, file, frame, freezes, history,
    log, map, publish, releases, rights, search, sharing, transfer,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;

contract! {
    /** What the frame shows: plan, counts, undo, clocks. */
    read frame: frame::frame, Nothing => frame::FrameView;
    /** Records whose reference or name fits the text. */
    read search: search::search, search::SearchQuestion => Vec<search::SearchHit>;
    /** Opens a plan file. */
    act open_plan: file::open_plan, file::OpenPlan => file::OpenedPlan;
    /** Starts a new plan file. */
    act new_plan: file::new_plan, file::NewPlan => file::OpenedPlan;
    /** Opens a fresh sample plan. */
    act open_sample: file::open_sample, Nothing => file::OpenedPlan;
    /** Closes the plan. */
    act close_plan: file::close_plan, Nothing => Nothing;
    /** Writes a copy of the plan file. */
    act save_copy: file::save_copy, file::SaveCopy => file::SavedCopy;
    /** Ends long work with its best so far. */
    act stop: history::stop, history::Stop => bool;
    /** Takes the last operation back. */
    write undo: history::undo, Nothing => Nothing;
    /** Does what was undone again. */
    write redo: history::redo, Nothing => Nothing;
    /** Adds or corrects a record of master data. */
    write edit: edit::edit, edit::Edit => edit::Edited;
    /** Takes a record of master data out. */
    write remove: edit::remove, edit::Remove => Nothing;
    /** Everything the Calendar draws over a span of days. */
    read calendar: calendar::calendar, calendar::CalendarQuestion => calendar::CalendarView;
    /** What the inspector says of a release. */
    read release_card: calendar::release_card, calendar::ReleaseQuestion => calendar::ReleaseCard;
    /** What a move of a release would clear and cost. */
    read preview_move: calendar::preview_move, calendar::PreviewMove => calendar::MovePreview;
    /** Where a release may go: inside a window, outside every freeze. */
    read legal_slots: calendar::legal_slots, calendar::SlotQuestion => Vec<planning::Window>;
    /** Moves a release, snapped to the nearest window. */
    write move_release: calendar::move_release, calendar::MoveRelease => calendar::Moved;
    /** Takes a way out: makes its moves as one operation. */
    write take_way_out: calendar::take_way_out, calendar::TakeWayOut => Nothing;
    /** Legal slots of a release, the ones in which the fewest people feel it first. */
    read best_slots: calendar::best_slots, calendar::BestSlotsQuestion => calendar::BestSlots;
    /** When a coming milestone is likely reached, as others like it went. */
    read milestone_outlook: calendar::outlook, calendar::MilestoneQuestion => Option<planning::slip::Outlook>;
    /** Who is on board of a release, and who missed which cut-off. */
    read boarding: calendar::boarding, calendar::ReleaseQuestion => Option<planning::train::Boarding>;
    /** The cut-offs of a train and what it does on closed days. */
    read train_rules: calendar::train_rules, calendar::TrainQuestion => calendar::TrainRules;
    /** Finds the calendar without collisions that takes the fewest moves; writes nothing. */
    act repair: calendar::repair, Nothing => planning::repair::Repair;
    /** A week of every test environment. */
    read bookings: bookings::bookings, bookings::BookingsQuestion => bookings::BookingsView;
    /** What a booking would meet, and the next free time. */
    read preview_booking: bookings::preview_booking, bookings::Book => bookings::BookingPreview;
    /** What a booking would meet elsewhere. */
    read preview_booking_move: bookings::preview_booking_move, bookings::MoveBooking => bookings::BookingPreview;
    /** Books an environment, or waits for it. */
    write book: bookings::book, bookings::Book => bookings::Booked;
    /** Moves a booking; who waits for the room moves up. */
    write move_booking: bookings::move_booking, bookings::MoveBooking => bookings::GivenBack;
    /** Gives a booking back; who waits for the room moves up. */
    write give_back: bookings::give_back, bookings::GiveBack => bookings::GivenBack;
    /** The map, laid out. */
    read map: map::map, map::MapQuestion => map::MapView;
    /** The map as a matrix. */
    read matrix: map::matrix, map::MapQuestion => map::MatrixView;
    /** Services that fit the filter. */
    read fitting_services: map::fitting_services, map::FilterQuestion => map::FittingServices;
    /** What may be typed next into the filter. */
    read filter_words: map::filter_words, map::FilterWordsQuestion => map::FilterWords;
    /** Every service as a row. */
    read services: map::services, Nothing => Vec<map::ServiceRow>;
    /** What the inspector says of a service. */
    read service_card: map::service_card, map::ServiceQuestion => map::ServiceCard;
    /** What the inspector says of a link. */
    read link_card: map::link_card, map::LinkQuestion => map::LinkCard;
    /** The deployment order of a release, with its reasons and its minutes. */
    read release_order: map::release_order, calendar::ReleaseQuestion => map::ReleaseOrder;
    /** Who shares a contract that the release changes, and whether that still holds. */
    read missing_partners: map::missing_partners, calendar::ReleaseQuestion => Vec<planning::map::Partner>;
    /** How ready each change of a release is, and who holds whom. */
    read readiness: map::readiness, calendar::ReleaseQuestion => Vec<planning::map::Readiness>;
    /** What a release changes in the inventory. */
    read cmdb_delta: map::cmdb_delta, calendar::ReleaseQuestion => Vec<planning::map::InventoryDelta>;
    /** Writes what a release changes in the inventory as a table that a CMDB imports. */
    act export_inventory: map::export_inventory, map::ExportInventory => transfer::Exported;
    /** What if a change were removed, delayed or replaced: all that must move too, and the night then. */
    read what_if: map::what_if, planning::map::WhatIfAsked => planning::map::WhatIf;
    /** Whom services can hurt together, as a number with its parts. */
    read blast_radius: map::blast_radius, map::ServicesQuestion => planning::map::BlastRadius;
    /** Services that wait for each other, with the ways to break each ring. */
    read cycles: map::cycles, Nothing => Vec<map::BreakableCycle>;
    /** How far the map is to be trusted. */
    read map_health: map::map_health, Nothing => planning::map::MapHealth;
    /** The links to confirm first, by what hangs on them. */
    read link_queue: map::confirm_first, map::QueueQuestion => Vec<planning::map::QueuedLink>;
    /** What runs where, against what should. */
    read version_skew: map::version_skew, Nothing => planning::map::Skew;
    /** Whether versions go together in each environment, and the fewest upgrades or holds after which they do. */
    read resolve_versions: map::resolve_versions, map::VersionsQuestion => Vec<planning::map::Resolution>;
    /** Where a freeze leaks, and what freezing by inheritance would add. */
    read freeze_leaks: map::freeze_leaks, freezes::FreezeQuestion => planning::map::Leaks;
    /** Every collision, by kind. */
    read collision_groups: map::collision_groups, Nothing => Vec<planning::collision::CollisionGroup>;
    /** Draws a link between two services. */
    write add_link: map::add_link, map::AddLink => map::AddedLink;
    /** What pasted rows of links say, before anything is written. */
    read preview_links: map::preview_links, map::PastedLinks => map::PastedPreview;
    /** Adds pasted links as one operation. */
    write add_links: map::add_links, map::PastedLinks => map::AddedLinks;
    /** Confirms, disputes or rejects a link. */
    write judge_link: map::judge_link, map::JudgeLink => Nothing;
    /** Judges several links as one operation. */
    write judge_links: map::judge_links, map::JudgeLinks => Nothing;
    /** Turns a link round. */
    write flip_link: map::flip_link, map::FlipLink => Nothing;
    /** Corrects what is said of a link. */
    write edit_link: map::edit_link, map::EditLink => Nothing;
    /** Writes a picture that the window has drawn. */
    act write_picture: map::write_picture, map::WritePicture => map::WrittenPicture;
    /** Every freeze, those that are talked about first. */
    read freezes: freezes::freezes, Nothing => freezes::FreezeList;
    /** The room of a freeze. */
    read talks: freezes::talks, freezes::FreezeQuestion => freezes::FreezeRoom;
    /** What an offer would cost and protect. */
    read preview_offer: freezes::preview_offer, freezes::PreviewOffer => freezes::Impact;
    /** Asks for a freeze and opens the talks. */
    write ask_freeze: freezes::ask_freeze, freezes::AskFreeze => freezes::AskedFreeze;
    /** Sends a drafted ask. */
    write send_ask: freezes::send_ask, freezes::SendAsk => Nothing;
    /** Seats the parties of the talks. */
    write seat_parties: freezes::seat_parties, freezes::SeatParties => Nothing;
    /** Puts a freeze under a policy. */
    write set_freeze_policy: freezes::set_freeze_policy, freezes::SetFreezePolicy => Nothing;
    /** Puts an offer against the standing one. */
    write make_offer: freezes::make_offer, freezes::MakeOffer => Nothing;
    /** Says what a party thinks of the standing offer. */
    write take_position: freezes::take_position, freezes::TakePosition => Nothing;
    /** The decider takes one of the offers. */
    write decide_talks: freezes::decide_talks, freezes::DecideTalks => Nothing;
    /** The event side takes its ask back. */
    write withdraw_ask: freezes::withdraw_ask, freezes::WithdrawAsk => Nothing;
    /** Every request for an exception, of all freezes. */
    read exception_desk: freezes::exception_desk, Nothing => freezes::ExceptionDesk;
    /** One request on its page. */
    read exception_page: freezes::exception_page, freezes::ExceptionQuestion => freezes::ExceptionPage;
    /** Files a request for an exception. */
    write request_exception: freezes::request_exception, freezes::RequestException => freezes::RequestedException;
    /** Decides a request for an exception. */
    write decide_exception: freezes::decide_exception, freezes::DecideException => Nothing;
    /** Writes down that an exception was used. */
    write record_exception_use: freezes::record_exception_use, freezes::RecordUse => Nothing;
    /** Writes down what the review of an exception found. */
    write review_exception: freezes::review_exception, freezes::ReviewException => Nothing;
    /** Lets the silence rule speak for those who have not answered by the deadline. */
    write apply_silence: freezes::apply_silence, freezes::TalksQuestion => Nothing;
    /** Calls the decider. */
    write escalate_talks: freezes::escalate_talks, freezes::EscalateTalks => Nothing;
    /** Signs an agreement; not undone. */
    write sign_agreement: freezes::sign_agreement, freezes::SignAgreement => Nothing;
    /** Opens talks about the next version of what was agreed. */
    write amend_agreement: freezes::amend_agreement, freezes::MakeOffer => Nothing;
    /** Writes down what was learned from a freeze. */
    write review_freeze: freezes::review_freeze, freezes::ReviewFreeze => Nothing;
    /** What waits for the end of a freeze, day by day. */
    read thaw_board: freezes::thaw_board, freezes::FreezeQuestion => freezes::ThawBoard;
    /** Keeps a thaw plan. */
    write keep_thaw: freezes::keep_thaw, freezes::KeepThaw => Nothing;
    /** The freezes that the providers of a frozen event need. */
    read freeze_cascade: freezes::freeze_cascade, freezes::CascadeQuestion => Vec<freezes::CascadeLine>;
    /** Asks for freezes of the cascade. */
    write take_cascade: freezes::take_cascade, freezes::TakeCascade => Nothing;
    /** Writes the form that a party without Slipway fills in. */
    act write_response_form: freezes::write_response_form, freezes::WriteResponseForm => transfer::Exported;
    /** Takes in the answer of a party. */
    write import_response: freezes::import_response, freezes::ImportResponse => freezes::ImportedResponse;
    /** Every freeze policy, by name. */
    read freeze_policies: freezes::freeze_policies, Nothing => Vec<planning::FreezePolicy>;
    /** The board of a train. */
    read board: bundles::board, bundles::BoardQuestion => bundles::Board;
    /** What placing a change would do. */
    read preview_place: bundles::preview_place, bundles::PreviewPlace => bundles::PlacePreview;
    /** What several moves at once would do. */
    read preview_moves: bundles::preview_moves, bundles::PreviewMoves => bundles::PlacePreview;
    /** Services and teams to choose from when a change is added, and its next reference. */
    read change_choices: bundles::change_choices, Nothing => bundles::ChangeChoices;
    /** Adds a change. */
    write add_change: bundles::add_change, bundles::AddChange => bundles::AddedChange;
    /** Sets a risk level instead of the computed one, with the reason; or takes that back. */
    write challenge_risk: bundles::challenge_risk, bundles::ChallengeRisk => Nothing;
    /** Places a change in a release, or defers it with a reason. */
    write place_change: bundles::place_change, bundles::PlaceChange => Nothing;
    /** Pins or unpins a change. */
    write pin_change: bundles::pin_change, bundles::PinChange => Nothing;
    /** Why a change is where it is, and what would change that. */
    read why: bundles::why, bundles::ChangeQuestion => bundles::WhyView;
    read risk_calibration: bundles::risk_calibration, Nothing => bundles::RiskCalibration;
    /** Lets the optimiser propose, and saves the proposal. */
    write solve: bundles::solve, bundles::Solve => bundles::Solved;
    /** Weighs value against safety: the scenarios and five plans between value alone and safety first. */
    read balance: bundles::balance, bundles::BalanceQuestion => bundles::Balance;
    /** Keeps a plan of the trade-off as a proposal. */
    write keep_proposal: bundles::keep_proposal, bundles::KeepProposal => planning::ScenarioId;
    /** Adopts a proposal as one operation. */
    write adopt_scenario: bundles::adopt_scenario, bundles::AdoptScenario => Nothing;
    /** Drops a proposal. */
    write drop_scenario: bundles::drop_scenario, bundles::DropScenario => Nothing;
    /** Says what a path holds that could be imported. */
    read detect_import: transfer::detect_import, transfer::DetectImport => transfer::Detected;
    /** Looks at a table and proposes how to read it. */
    read propose_table: transfer::propose_table, transfer::ProposeTable => exchange::csv::Proposal;
    /** Says what an import would add and change. */
    read preview_import: transfer::preview_import, transfer::ImportQuestion => exchange::Diff;
    /** Imports as one operation. */
    write apply_import: transfer::apply_import, transfer::ImportQuestion => transfer::ImportDone;
    /** Writes the plan as calendar, table or JSON. */
    act export: transfer::export, transfer::ExportQuestion => transfer::Exported;
    /** The plan's freezes as a machine that deploys would read them, and what it cannot be told. */
    read pipeline_view: transfer::pipeline_view, transfer::PipelineQuestion => transfer::PipelineView;
    /** Writes the plan's freezes for a machine that deploys. */
    act export_pipeline: transfer::export_pipeline, transfer::PipelineExportQuestion => transfer::Exported;
    /** Says whether a file written earlier still says what the plan says. */
    act check_pipeline: transfer::check_pipeline, transfer::PipelineExportQuestion => transfer::PipelineCheck;
    /** Writes the release plan of a release as PDF. */
    act write_release_plan: documents::write_release_plan, documents::ReleasePlanQuestion => documents::WrittenDocument;
    /** Writes the CAB deck of a release as PDF. */
    act write_cab_deck: documents::write_cab_deck, documents::CabDeckQuestion => documents::WrittenDocument;
    /** Writes what was agreed about a freeze as PDF. */
    act write_agreement: documents::write_agreement, documents::AgreementQuestion => documents::WrittenDocument;
    /** Lays a document out, to be looked at page by page. */
    act lay_out_document: documents::lay_out_document, documents::DocumentQuestion => documents::DocumentPages;
    /** Teams whose part of a release somebody outside may get. */
    read document_teams: documents::document_teams, Nothing => Vec<documents::TeamChoice>, reads ["team", "service"];
    /** One page of a document, as it will be printed. */
    read document_page: documents::document_page, documents::PageQuestion => documents::PagePicture;
    /** Writes a document: the pages that were looked at, or as the plan stands now. */
    act write_document: documents::write_document, documents::WriteDocument => documents::WrittenDocument;
    /** What to tell people about an agreed freeze. */
    read announcement: documents::announcement, documents::AnnouncementQuestion => documents::Announcement;
    /** What the rules say of the plan. */
    read findings: checks::findings, Nothing => checks::Findings;
    /** Takes a finding as it is, with a reason. */
    write waive_finding: checks::waive_finding, checks::WaiveFinding => Nothing;
    /** Takes a waiver back: the finding weighs again what it weighed. */
    write take_back_waiver: checks::take_back_waiver, checks::TakeBackWaiver => Nothing;
    /** May this service be deployed there and then? */
    read gate: checks::gate, checks::GateQuestion => planning::gate::Gate;
    /** Every series of meetings, its members, its meetings, and what the board is worth. */
    read cab: cab::meetings, Nothing => cab::CabView;
    /** One meeting: its agenda, who is there, its clocks. */
    read cab_meeting: cab::meeting, cab::MeetingQuestion => cab::CabMeetingView;
    /** The slide of an item, from live data. */
    read cab_slide: cab::slide, cab::ItemQuestion => cab::CabSlide;
    /** What comes out of a meeting as text: minutes, decisions, actions, a calendar, the agenda to read before. */
    read cab_paper: cab::cab_paper, cab::CabPaperQuestion => cab::CabPaper;
    /** The same, into a file. */
    act write_cab_paper: cab::write_cab_paper, cab::WriteCabPaper => transfer::Exported;
    /** Makes or renews an agenda by the rule of its series. */
    write make_agenda: cab::make_agenda, cab::MakeAgenda => cab::MadeAgenda;
    /** Puts a matter on an agenda by hand. */
    write add_agenda_item: cab::add_agenda_item, cab::AddAgendaItem => cab::AddedAgendaItem;
    /** Changes place, block, minutes or presenter of an item. */
    write edit_agenda_item: cab::edit_agenda_item, cab::EditAgendaItem => Nothing;
    /** Takes an item off its agenda. */
    write drop_agenda_item: cab::drop_agenda_item, cab::DropAgendaItem => Nothing;
    /** Writes down that the members were given the agenda to read. */
    write give_pre_read: cab::give_pre_read, cab::MeetingQuestion => Nothing;
    /** Writes down that somebody came or went. */
    write set_attendance: cab::set_attendance, cab::SetAttendance => Nothing;
    /** Opens a meeting at its first item. */
    write open_meeting: cab::open_meeting, cab::MeetingQuestion => Nothing;
    /** Goes to an item. */
    write go_to_item: cab::go_to_item, cab::GoToItem => Nothing;
    /** Stops or starts the clocks. */
    write pause_meeting: cab::pause_meeting, cab::PauseMeeting => Nothing;
    /** Shows the audience nothing, or the slide again. */
    write blank_screen: cab::blank_screen, cab::BlankScreen => Nothing;
    /** Writes down what a voter says. */
    write vote_on_item: cab::vote_on_item, cab::VoteOnItem => Nothing;
    /** Keeps a note of an item. */
    write note_item: cab::note_item, cab::NoteItem => Nothing;
    /** Writes down a question of the room, or its answer. */
    write ask_in_room: cab::ask_in_room, cab::AskInRoom => Nothing;
    /** Writes down a condition, an action or a review. */
    write add_step: cab::add_step, cab::AddStep => cab::AddedStep;
    /** Changes words, owner or date of what is owed. */
    write change_step: cab::change_step, cab::ChangeStep => Nothing;
    /** Ticks what is owed, or takes the tick back. */
    write tick_step: cab::tick_step, cab::TickStep => Nothing;
    /** Takes out what was owed, while its meeting is not over. */
    write drop_step: cab::drop_step, cab::DropStep => Nothing;
    /** Decides an item; an approval is the state of its change. */
    write decide_item: cab::decide_item, cab::DecideItem => cab::Decided;
    /** Approves everything that is approved together. */
    write approve_together: cab::approve_together, cab::ApproveTogether => cab::Decided;
    /** Takes back what was said last in the room. */
    write undo_in_meeting: cab::undo_in_meeting, cab::MeetingQuestion => Nothing;
    /** Closes a meeting: its minutes stand. */
    write close_meeting: cab::close_meeting, cab::MeetingQuestion => Nothing;
    /** Every release as a row. */
    read releases: releases::releases, Nothing => Vec<releases::ReleaseRow>;
    /** Adds a release. */
    write add_release: releases::add_release, releases::AddRelease => releases::AddedRelease;
    /** Says how far a release is. */
    write set_release_state: releases::set_release_state, releases::SetReleaseState => Nothing;
    /** A page of the log, newest first. */
    read log: log::log, log::LogQuestion => log::LogPage;
    /** An entry of the log with before and after. */
    read log_entry: log::log_entry, log::LogEntryQuestion => log::LogEntry;
    /** What an entry did to collisions, cycles and waiting changes. */
    read entry_effects: log::entry_effects, log::LogEntryQuestion => log::EntryEffects;
    /** Takes one entry of the log back, wherever it stands. */
    write reverse_entry: log::reverse_entry, log::LogEntryQuestion => log::Reversed;
    /** Shows the whole plan as it was, to read only. */
    act see_plan_at: log::see_plan_at, log::SeePlanAt => log::PastMoment;
    /** Shows the plan as it is. */
    act back_to_now: log::back_to_now, Nothing => Nothing;
    /** Says whether a printed document belongs to this log. */
    read check_document: log::check_document, log::CheckDocument => log::CheckedDocument;
    /** Writes the filtered log as a table. */
    act export_log: log::export_log, log::ExportLog => log::ExportedLog;
    /** Checks the chain of hashes and the rows. */
    read verify: log::verify, Nothing => log::Verified;
    /** Everybody with role and keys, and who may do what. */
    read people: rights::people, Nothing => rights::PeopleView, reads ["settings", "person", "team"];
    /** Keeps an act to some roles, or opens it to anybody. */
    write set_right: rights::set_right, rights::SetRight => Nothing;
    /** Says that a key is a person's. */
    write add_key: rights::add_key, rights::AddKey => Nothing;
    /** Says that a key is not a person's any more. */
    write remove_key: rights::remove_key, rights::RemoveKey => Nothing;
    /** What publishing would tell others, in words. */
    read publish_preview: publish::publish_preview, Nothing => publish::PublishPreview;
    /** Publishes the plan: what others rely on. */
    write publish: publish::publish, publish::Publish => publish::Published;
    /** Says what a place is and whether a hub may live there. Makes nothing. */
    act judge_hub_place: sharing::judge_hub_place, sharing::HubQuestion => sharing::HubPlace;
    /** Shares the open plan: founds a hub and brings everything there. */
    act create_hub: sharing::create_hub, sharing::HubQuestion => sharing::Visited;
    /** Joins a hub: a new plan file on this computer, opened. */
    act join_hub: sharing::join_hub, sharing::JoinHub => file::OpenedPlan;
    /** Ends sharing from this file; the hub keeps everything. */
    act leave_hub: sharing::leave_hub, Nothing => Nothing;
    /** Fills a hub that lost entries from this file. */
    act republish: sharing::republish, Nothing => sharing::Visited;
    /** Visits the hub now. */
    act sync_now: sharing::sync_now, Nothing => sharing::Visited;
    /** Notes the place of the window, for colleagues to see. */
    act i_am_at: sharing::i_am_at, sharing::IAmAt => Nothing;
    /** What others did since I last looked. */
    read away: sharing::away, Nothing => sharing::AwayView;
    /** Marks what others did as looked at. */
    act seen_away: sharing::seen_away, Nothing => Nothing;
    /** Every conflict of the plan, mine first. */
    read conflicts: sharing::conflicts, Nothing => Vec<sharing::ConflictView>;
    /** Settles a conflict with mine, theirs or what was. */
    write settle_conflict: sharing::settle_conflict, sharing::SettleConflict => Nothing;
    /** Brings in what was edited in a copy of this plan. */
    act merge_copy: sharing::merge_copy, sharing::MergeCopy => sharing::Visited;
}

/// Reads the question of a call.
pub(crate) fn read_question<Q: DeserializeOwned>(
    name: &str,
    question: serde_json::Value,
) -> Result<Q, WireFailure> {
    let question = if question.is_null() {
        serde_json::Value::Object(serde_json::Map::new())
    } else {
        question
    };
    serde_json::from_value(question).map_err(|error| WireFailure::malformed(format!("{name}: {error}")))
}

/// Writes the answer of a call.
pub(crate) fn write_answer<A: Serialize>(answer: &A) -> Result<serde_json::Value, WireFailure> {
    serde_json::to_value(answer)
        .map_err(|error| WireFailure::fault("answer", format!("The answer cannot be written: {error}.")))
}

/// The text of `ui/src/desk/wire.ts`.
pub(crate) fn assemble_ts(declarations: &BTreeMap<String, String>, calls: &str, lines: &[Line]) -> String {
    let mut text = String::from(
        "// Made from the contract table in src-tauri/app/src/wire.rs by `cargo xtask wire`. Do not edit.\n\n",
    );
    for declaration in declarations.values() {
        text.push_str(declaration);
        text.push_str("\n\n");
    }
    text.push_str("export type WriteAnswer<A> = { seq: number; sentence: string; answer: A };\n\n");
    text.push_str("export interface Wire {\n");
    text.push_str(calls);
    text.push_str("}\n\n/** Tables each call reads; an empty list means all. */\n");
    text.push_str("export const reads: Record<keyof Wire, readonly string[]> = {\n");
    for line in lines {
        let tables: Vec<String> = line.reads.iter().map(|table| format!("'{table}'")).collect();
        text.push_str(&format!("  {}: [{}],\n", line.name, tables.join(", ")));
    }
    text.push_str("};\n");
    text
}
