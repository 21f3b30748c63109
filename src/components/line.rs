//! The line between AWS's side and the customer's side.

use leptos::prelude::*;

use super::of_catalog;

/// Two sides with the line between them.
pub fn line(aws: &'static str, you: &'static str) -> AnyView {
    view! {
        <section class="demarc" aria-label="Who does what">
            <div class="demarc__aws">
                <h2>"AWS does"</h2>
                <p>{of_catalog(aws)}</p>
            </div>
            <div class="demarc__rule" aria-hidden="true">
                <span>"the line"</span>
            </div>
            <div class="demarc__you">
                <h2>"You do"</h2>
                <p>{of_catalog(you)}</p>
            </div>
        </section>
    }
    .into_any()
}
