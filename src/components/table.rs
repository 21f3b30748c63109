//! A table that scrolls sideways on a narrow page.

use leptos::prelude::*;

/// A table with these column heads; each row begins with a row head.
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

/// A region that scrolls sideways. It is focusable, so that keys scroll it.
pub fn scroller(name: String, wide: AnyView) -> AnyView {
    view! {
        <div class="scroller" tabindex="0" role="region" aria-label=name>
            {wide}
        </div>
    }
    .into_any()
}
