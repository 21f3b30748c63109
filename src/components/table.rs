//! A table that scrolls sideways where the page is too narrow for it.

use leptos::prelude::*;

/// A table with these column heads; each row begins with a head of its own.
pub fn table(name: String, class: &'static str, columns: &[&str], rows: Vec<AnyView>) -> AnyView {
    let heads = columns.iter().map(|column| {
        let column = (*column).to_owned();
        view! { <th scope="col">{column}</th> }.into_any()
    });
    let table = view! {
        <table class=class>
            <thead>
                <tr>{heads.collect_view()}</tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    };
    scroller(name, table.into_any())
}

/// What is too wide for some pages. It can have the focus, so that it can be scrolled by keys.
pub fn scroller(name: String, wide: AnyView) -> AnyView {
    view! {
        <div class="scroller" tabindex="0" role="region" aria-label=name>
            {wide}
        </div>
    }
    .into_any()
}
