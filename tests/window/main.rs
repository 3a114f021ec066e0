//! Stories in the real window, for its wiring: one a room.
#![cfg(target_os = "linux")]

mod by_keyboard;
mod starting;
mod the_board;
mod the_main_job;
