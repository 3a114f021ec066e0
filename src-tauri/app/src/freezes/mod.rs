//! Freezes: the list, the room where one is talked about, offers, positions, exceptions.

mod asking;
mod exceptions;
mod impact;
mod list;
mod offers;
mod room;
mod room_view;

pub use asking::{AskFreeze, AskedFreeze, ask_freeze};
pub use exceptions::{
    DecideException, RequestException, RequestedException, decide_exception, request_exception,
};
pub use list::{FreezeLine, FreezeList, freezes};
pub use offers::{
    DecideTalks, MakeOffer, TakePosition, WithdrawAsk, decide_talks, make_offer, take_position, withdraw_ask,
};
pub use room::{FreezeQuestion, PreviewOffer, preview_offer, talks};
pub use room_view::*;
