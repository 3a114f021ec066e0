//! Freezes: the list, the room where one is talked about, offers, positions, exceptions.

mod asking;
mod cascade;
mod exception_desk;
mod exception_lines;
mod exceptions;
mod impact;
mod list;
mod offers;
mod responding;
mod room;
mod room_view;
mod seating;
mod steps;
mod table_view;
mod thaw;

pub use asking::{AskFreeze, AskedFreeze, ask_freeze};
pub use cascade::{CascadeLine, CascadeQuestion, TakeCascade, freeze_cascade, take_cascade};
pub use exception_desk::{
    ExceptionDesk, ExceptionPage, ExceptionQuestion, ExceptionRow, exception_desk, exception_page,
};
pub use exceptions::{
    DecideException, RecordUse, RequestException, RequestedException, ReviewException, decide_exception,
    record_exception_use, request_exception, review_exception,
};
pub use list::{FreezeLine, FreezeList, freezes};
pub use offers::{
    DecideTalks, MakeOffer, TakePosition, WithdrawAsk, decide_talks, make_offer, take_position, withdraw_ask,
};
pub use responding::{
    ImportResponse, ImportedResponse, WriteResponseForm, import_response, write_response_form,
};
pub use room::{FreezeQuestion, PreviewOffer, freeze_policies, preview_offer, talks};
pub use room_view::*;
pub use seating::{SeatParties, SendAsk, SetFreezePolicy, seat_parties, send_ask, set_freeze_policy};
pub use steps::{
    EscalateTalks, ReviewFreeze, SignAgreement, TalksQuestion, amend_agreement, apply_silence,
    escalate_talks, review_freeze, sign_agreement,
};
pub use thaw::{KeepThaw, ThawBoard, keep_thaw, thaw_board};
