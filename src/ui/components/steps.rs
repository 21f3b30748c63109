//! Where somebody is in the wizard, and how far.
//! It knows the order of the steps and nothing of what they hold.

use leptos::prelude::*;

use crate::ui::live::{text, value, word};
use crate::ui::route::{Route, Step};
use crate::ui::state::State;

/// The five steps, the current one marked, and how many of the questions are answered.
pub fn steps(state: State) -> AnyView {
    let step = |name: &'static str, step: Step| {
        let address = state.at(step.clone()).to_string();
        let current = word(move || is_within(&state.route.get(), &step).then_some("step"));
        view! {
            <li>
                <a href=address aria-current=current>{name}</a>
            </li>
        }
        .into_any()
    };
    let answered = move || state.analyzed(|it| it.whole.answered);
    let in_scope = move || state.analyzed(|it| it.whole.in_scope);
    view! {
        <nav class="steps" aria-label="Steps of the assessment">
            <ol>
                {step("Situation", Step::Situation)} {step("Services", Step::Services)}
                {step("Practices", Step::Practices)} {step("Check", Step::Check)}
                {step("Results", Step::Results)}
            </ol>
        </nav>
        <div class="progress-line">
            <progress
                aria-label="Questions answered"
                max=value(move || in_scope().max(1).to_string())
                prop:value=value(move || answered().to_string())
            ></progress>
            <span>
                {text(move || format!("{} of {} answered", answered(), in_scope()))}
            </span>
        </div>
    }
    .into_any()
}

fn is_within(route: &Route, step: &Step) -> bool {
    let Route::Assessment(_, current) = route else {
        return false;
    };
    match current {
        Step::Domain(_) | Step::Practice(_) => *step == Step::Practices,
        _ => current == step,
    }
}
