//! Bookings of test environments: the week, booking and giving back, who waits and who moves up.

mod view;
mod writing;

pub use view::{BookingChoice, BookingLine, BookingsQuestion, BookingsView, EnvironmentWeek, bookings};
pub use writing::{
    Book, Booked, BookingPreview, GiveBack, GivenBack, MoveBooking, book, give_back, move_booking,
    preview_booking, preview_booking_move,
};
