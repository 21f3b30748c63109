//! Parts that several pages show.
//! They import no page.

mod answering;
mod chart;
mod copy;
pub mod css;
mod discard;
mod files;
mod form;
mod line;
mod notes;
pub mod reactive;
pub mod stack;
mod steps;
mod table;

pub use answering::{NotApplicableFields, answering};
pub use chart::{Chart, chart, figures, label};
pub use copy::copy;
pub use discard::{discard, unreadable};
pub use files::files;
pub use form::{choice, field};
pub use line::line;
pub use notes::notes;
pub use steps::steps;
pub use table::{scroller, table};

use leptos::prelude::*;

/// A name with what is to be said of it, for a list of facts.
pub fn fact(name: &'static str, what: AnyView) -> AnyView {
    view! {
        <div>
            <dt>{name}</dt>
            <dd>{what}</dd>
        </div>
    }
    .into_any()
}

/// Links to AWS's pages behind a statement.
pub fn sources(sources: &'static [String]) -> AnyView {
    let links = sources.iter().enumerate().map(|(index, address)| {
        let shown = address
            .trim_start_matches("https://")
            .trim_end_matches(".html");
        let page = shown
            .rsplit('/')
            .find(|part| !part.is_empty())
            .unwrap_or(shown);
        let host = shown.split('/').next().unwrap_or_default();
        view! {
            {if index > 0 { ", " } else { "" }}
            <a href=address.as_str() rel="noopener noreferrer">
                {format!("{host}: {page}")}
            </a>
        }
        .into_any()
    });
    view! { <p class="meta">"Sources: " {links.collect_view()}</p> }.into_any()
}
