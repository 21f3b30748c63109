//! Components that several pages share.
//! They import no page.

mod answering;
mod chart;
mod copy;
pub mod css;
mod date;
mod discard;
mod fact;
mod files;
mod form;
mod line;
mod notes;
pub mod reactive;
pub mod stack;
mod steps;
mod table;
mod unstored;

pub use answering::{NotApplicableFields, answering};
pub use chart::{Chart, chart, figures, label};
pub use copy::copy;
pub use date::date_field;
pub use discard::{discard, unreadable};
pub use fact::{fact, sources};
pub use files::files;
pub use form::{choice, field};
pub use line::line;
pub use notes::notes;
pub use steps::steps;
pub use table::{scroller, table};
pub use unstored::Unstored;
