//! Texts before they are shown or written to a file: what of a typed text is let through, which of them are links, in
//! which direction they run, and what is code in a text of the catalog.

mod clean;
mod code;
mod direction;
mod link;

pub use clean::{line, lines, shortened, steers_direction};
pub use code::{Piece, pieces, without_marks};
pub use direction::{is_right_to_left, runs};
pub use link::{hides_target, is_link};
