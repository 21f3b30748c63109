//! One question: the line above it, the levels below, and the way on.
//! It knows the practice named in the address.

use leptos::prelude::*;

use crate::catalog::{Practice, PracticeId};
use crate::ui::components::{Answering, Line, NotApplicableFields, Notes, Sources, Steps};
use crate::ui::document;
use crate::ui::pages::not_found::NotFound;
use crate::ui::route::{Route, Step};
use crate::ui::state::State;

/// The page of one practice.
pub fn practice_page(id: PracticeId) -> AnyView {
    match State::get().catalog().practice(&id) {
        Some(practice) => view! { <Question practice/> }.into_any(),
        None => NotFound().into_any(),
    }
}

#[component]
fn Question(practice: &'static Practice) -> impl IntoView {
    let state = State::get();
    let fields = NotApplicableFields::of(state, practice);
    let position = move || {
        let in_scope = state.in_scope();
        let here = in_scope.iter().position(|id| *id == practice.id)?;
        Some((here, in_scope))
    };
    let at = move |offset: isize| {
        let (here, in_scope) = untrack(position)?;
        in_scope.get(here.checked_add_signed(offset)?).cloned()
    };
    let previous =
        move || at(-1).map_or(state.at(Step::Practices), |id| state.at(Step::Practice(id)));
    let go_on = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if untrack(move || fields.incomplete()) {
            fields.refused.set(true);
            document::focus(".error-summary");
            return;
        }
        let next: Route = at(1).map_or(state.at(Step::Check), |id| state.at(Step::Practice(id)));
        document::go(&next);
    };
    let domain = state.catalog().domain(&practice.id.domain());
    let in_scope = move || position().is_some();
    view! {
        <main id="main" class="page" tabindex="-1">
            <Steps/>
            <Show when=move || fields.refused.get() && fields.incomplete()>
                <div class="error-summary" role="alert" tabindex="-1">
                    <h2>"There is a problem"</h2>
                    <p>"“Not applicable” needs a reason and a sentence, so that the next reader can follow."</p>
                    <ul>
                        <li>
                            <a
                                href="#reason"
                                on:click=move |event| {
                                    event.prevent_default();
                                    document::focus("#reason input");
                                }
                            >
                                "Say why it is not applicable"
                            </a>
                        </li>
                    </ul>
                </div>
            </Show>
            <p class="meta">
                <a href=state.at(Step::Domain(practice.id.domain())).to_string()>
                    {domain.map(|it| it.name.as_str())}
                </a>
                {move || {
                    position()
                        .map(|(here, in_scope)| format!(" · question {} of {}", here + 1, in_scope.len()))
                }}
            </p>
            <Show when=move || !in_scope()>
                <p class="notice notice--warning">
                    "Your services and situation do not ask for this at the moment. Your answer is kept, and does not count."
                </p>
            </Show>
            <Line practice/>
            <form on:submit=go_on novalidate>
                <Answering practice fields>
                    <h1 class="page-title" tabindex="-1">
                        {practice.question.as_str()}
                    </h1>
                </Answering>
                <details class="more" open>
                    <summary>"Why it matters"</summary>
                    <p>{practice.why.as_str()}</p>
                    {practice
                        .cornerstone
                        .then(|| view! { <p><strong>"A cornerstone: "</strong>"without it, no grade is better than developing."</p> })}
                    <Sources sources=&practice.sources/>
                </details>
                <Notes practice/>
                <div class="question-nav">
                    <a class="button" href=move || previous().to_string()>"Back"</a>
                    <button type="submit" class="button button--primary">"Continue"</button>
                </div>
            </form>
        </main>
    }
}
