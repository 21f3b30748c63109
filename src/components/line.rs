//! The line between AWS's side and the customer's side.

use leptos::prelude::*;

use super::of_catalog;
use demarc_catalog::PracticeText;

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

/// The two sides of a practice in a line each, which open to the whole.
pub fn sides(text: &'static PracticeText) -> AnyView {
    view! {
        <details class="sides">
            <summary>
                <span class="sides__aws">
                    <strong>"AWS"</strong>
                    <span>{text.short.aws.as_str()}</span>
                </span>
                <span class="sides__you">
                    <strong>"You"</strong>
                    <span>{text.short.you.as_str()}</span>
                </span>
                <span class="sides__less">"Less"</span>
            </summary>
            {line(&text.aws, &text.you)}
        </details>
    }
    .into_any()
}
