//! Meetings of the CAB: the agenda, the room, what is decided in it and what comes out of it. One operation a file.

mod agenda;
mod attending;
mod deciding;
mod held;
mod list;
mod paper;
mod running;
mod slide;
mod slide_facts;
mod steps;
mod undoing;
mod view;
mod voting;

pub use agenda::{
    AddAgendaItem, AddedAgendaItem, DropAgendaItem, EditAgendaItem, MadeAgenda, MakeAgenda, add_agenda_item,
    drop_agenda_item, edit_agenda_item, give_pre_read, make_agenda,
};
pub use attending::{SetAttendance, set_attendance};
pub use deciding::{ApproveTogether, DecideItem, Decided, approve_together, decide_item};
pub use held::MeetingQuestion;
pub use list::{CabMeetingRow, CabMember, CabSeries, CabView, meetings};
pub use paper::{CabPaper, CabPaperQuestion, PaperForm, WriteCabPaper, cab_paper, write_cab_paper};
pub use running::{
    BlankScreen, GoToItem, PauseMeeting, blank_screen, close_meeting, go_to_item, open_meeting, pause_meeting,
};
pub(crate) use slide::of as slide_of;
pub use slide::{
    CabAsked, CabConsentLine, CabDecisionView, CabRelease, CabSlide, CabStep, CabVoter, ItemQuestion, slide,
};
pub use slide_facts::{FeltDot, SlideDay, SlideFelt, SlideProof, SlideWayBack, SlideWhen};
pub use steps::{
    AddStep, AddedStep, ChangeStep, DropStep, TickStep, add_step, change_step, drop_step, tick_step,
};
pub use undoing::undo_in_meeting;
pub(crate) use view::parted;
pub use view::{CabItemLine, CabMeetingView, CabSeat, meeting};
pub use voting::{AskInRoom, NoteItem, VoteOnItem, ask_in_room, note_item, vote_on_item};
