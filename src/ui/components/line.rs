//! The line between what AWS does and what you do.
//! It knows one practice's two sides.

use leptos::prelude::*;

use crate::catalog::Practice;

/// A practice's two sides with the line between them.
#[component]
pub fn Line(practice: &'static Practice) -> impl IntoView {
    view! {
        <section class="demarc" aria-label="Who does what">
            <div class="demarc__aws">
                <h2>"AWS does"</h2>
                <p>{practice.aws.as_str()}</p>
            </div>
            <div class="demarc__rule" aria-hidden="true">
                <span>"the line"</span>
            </div>
            <div class="demarc__you">
                <h2>"You do"</h2>
                <p>{practice.you.as_str()}</p>
            </div>
        </section>
    }
}
