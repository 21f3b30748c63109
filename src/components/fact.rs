//! Parts that show the catalog: a name with its value, a text with code, and the sources of a statement.

use leptos::prelude::*;

use demarc_core::text::{self, Piece};

/// A name with its value, as a row of a `dl`.
pub fn fact(name: &'static str, what: AnyView) -> AnyView {
    view! {
        <div>
            <dt>{name}</dt>
            <dd>{what}</dd>
        </div>
    }
    .into_any()
}

/// A text of the catalog, with its code.
pub fn of_catalog(text: &str) -> AnyView {
    let pieces = text::pieces(text).map(|piece| match piece {
        Piece::Words(words) => words.to_owned().into_any(),
        Piece::Code(code) => view! { <code>{code.to_owned()}</code> }.into_any(),
    });
    pieces.collect_view().into_any()
}

/// Links to the AWS pages behind a statement.
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
