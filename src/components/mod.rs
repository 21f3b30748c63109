//! Components that several pages share.
//! They import no page.

pub mod acceptance;
mod answering;
mod band;
mod chart;
mod copy;
mod criteria;
pub mod css;
mod date;
mod discard;
mod duty;
mod fact;
mod files;
mod findings;
mod form;
mod frame;
mod line;
mod long_list;
mod notes;
pub mod reactive;
pub mod scanner;
mod sign;
pub mod stack;
mod steps;
mod table;
mod unstored;

pub use answering::{NotApplicableFields, answering};
pub use band::{BandMark, band, band_scale};
pub use chart::{Chart, chart, figures, label};
pub use copy::copy;
pub use criteria::changed_criteria;
pub use date::date_field;
pub use discard::{discard, unreadable};
pub use duty::duty;
pub use fact::{fact, of_catalog, sources};
pub use files::files;
pub use findings::findings;
pub use form::{choice, choice_of, field, printed};
pub use frame::frame;
pub use line::{line, sides};
pub use long_list::{FIRST_ROWS, show_all, shown_rows};
pub use notes::notes;
pub use sign::{Sign, kind_mark, mark, sign, sign_at};
pub use steps::steps;
pub use table::{scroller, table};
pub use unstored::Unstored;
