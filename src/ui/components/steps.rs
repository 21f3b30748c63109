//! Where somebody is in the wizard, and how far.
//! It knows the order of the steps and nothing of what they hold.

use leptos::prelude::*;

use crate::ui::route::{Route, Step};
use crate::ui::state::State;

/// The five steps, the current one marked.
#[component]
pub fn Steps() -> impl IntoView {
    let state = State::get();
    let steps = [
        ("Situation", Step::Situation),
        ("Services", Step::Services),
        ("Practices", Step::Practices),
        ("Check", Step::Check),
        ("Results", Step::Results),
    ];
    view! {
        <nav class="steps" aria-label="Steps of the assessment">
            <ol>
                {steps
                    .into_iter()
                    .map(|(name, step)| {
                        let address = state.at(step.clone()).to_string();
                        let current = move || is_within(&state.route.get(), &step).then_some("step");
                        view! {
                            <li>
                                <a href=address aria-current=current>
                                    {name}
                                </a>
                            </li>
                        }
                    })
                    .collect_view()}
            </ol>
        </nav>
        <Progress/>
    }
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

/// How many of the questions are answered.
#[component]
fn Progress() -> impl IntoView {
    let state = State::get();
    let counts = Memo::new(move |_| state.analyzed(|it| (it.whole.answered, it.whole.in_scope)));
    view! {
        <div class="progress-line">
            <progress
                aria-label="Questions answered"
                max=move || counts.get().1.max(1)
                prop:value=move || f64::from(u32::try_from(counts.get().0).unwrap_or(u32::MAX))
            ></progress>
            <span>
                {move || {
                    let (answered, in_scope) = counts.get();
                    format!("{answered} of {in_scope} answered")
                }}
            </span>
        </div>
    }
}
