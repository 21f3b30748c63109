//! Components that several pages share.
//! They import no page.

mod answering;
mod chart;
mod copy;
pub mod css;
mod discard;
mod fact;
mod files;
mod form;
mod line;
mod notes;
pub mod reactive;
mod sign;
pub mod stack;
mod steps;
mod table;

pub use answering::{NotApplicableFields, answering};
pub use chart::{Chart, chart, figures, label};
pub use copy::copy;
pub use discard::{discard, unreadable};
pub use fact::{fact, sources};
pub use files::files;
pub use form::{choice, choice_of, field};
pub use line::line;
pub use notes::notes;
pub use sign::{Sign, kind_mark, mark, sign, sign_at};
pub use steps::steps;
pub use table::{scroller, table};
