//! Explaining a contradiction: why the answer stands although findings contradict it.

use leptos::prelude::*;

use super::Page;
use crate::browser::focus;
use crate::components::reactive::{flag, value, when, word};
use crate::components::{Unstored, choice, date_field};
use crate::route::Step;
use demarc_catalog::{Date, PracticeId};
use demarc_core::evidence::{Explanation, ExplanationKind, PracticeEvidence};
use demarc_core::labels;

/// The explanation that is being entered: of which practice, and what is entered so far.
#[derive(Clone, Copy)]
pub(super) struct Draft {
    of: RwSignal<Option<PracticeId>>,
    kind: RwSignal<ExplanationKind>,
    because: RwSignal<String>,
    until: RwSignal<Option<Date>>,
    refused: RwSignal<bool>,
}

impl Draft {
    /// None is being entered.
    pub(super) fn new() -> Self {
        Self {
            of: RwSignal::new(None),
            kind: RwSignal::new(ExplanationKind::AnotherScope),
            because: RwSignal::new(String::new()),
            until: RwSignal::new(None),
            refused: RwSignal::new(false),
        }
    }

    /// Whether it is of this practice; tracked.
    pub(super) fn is_of(self, practice: &PracticeId) -> bool {
        self.of.with(|it| it.as_ref() == Some(practice))
    }

    /// Begins the explanation of a practice in place of any other, or ends it.
    pub(super) fn begin(self, practice: Option<PracticeId>) {
        self.kind.set(ExplanationKind::AnotherScope);
        self.because.set(String::new());
        self.until.set(None);
        self.refused.set(false);
        self.of.set(practice);
    }
}

/// The form for one practice. It goes when it is saved or canceled.
pub(super) fn form(page: Page, practice: PracticeId) -> AnyView {
    let Draft {
        kind,
        because,
        until,
        refused,
        ..
    } = page.draft;
    let unstored = Unstored::mark();
    unstored.set(because.with_untracked(|it| !it.trim().is_empty()));
    let name = format!("why-{}", practice.as_str().replace('.', "-"));
    let [sentence, day] = ["because", "until"].map(|part| format!("{name}-{part}"));
    let lacks = move || refused.get() && because.with(|it| it.trim().is_empty());
    let kinds = ExplanationKind::ALL.map(|it| {
        let is_chosen = flag(move || kind.get() == it);
        let label = labels::evidence::explanation(it).to_owned();
        let hint = Some(labels::evidence::explanation_hint(it));
        choice("radio", &name, label, hint, is_chosen, move |_| {
            kind.set(it)
        })
    });
    let practice = StoredValue::new(practice);
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let text = because.get_untracked().trim().to_owned();
        refused.set(true);
        if text.is_empty() {
            focus::first("form.explain-form textarea");
            return;
        }
        unstored.set(false);
        let explanation = Explanation {
            kind: kind.get_untracked(),
            because: text,
            until: until.get_untracked(),
        };
        let practice = practice.get_value();
        page.draft.begin(None);
        page.edit(|entries, at| entries.explain(&practice, Some(&explanation), at));
        focus::first("#evidence-contradicted");
    };
    let cancel = move |_| {
        unstored.set(false);
        page.draft.begin(None);
        focus::first("#evidence-contradicted");
    };
    let enter = move |event| {
        because.set(event_target_value(&event));
        unstored.set(because.with_untracked(|it| !it.trim().is_empty()));
    };
    let error = format!("{sentence}-error");
    let told = error.clone();
    let hint = format!("{sentence}-hint");
    let described = format!("{hint} {error}");
    view! {
        <form class="explain-form" on:submit=save novalidate>
            <fieldset class="choices">
                <legend>"Why does the answer stand?"</legend>
                {Vec::from(kinds)}
            </fieldset>
            <div class="field" class:field--invalid=flag(lacks)>
                <label for=sentence.clone()>"In a sentence"</label>
                <p class="hint" id=hint>
                    "It stands in the report."
                </p>
                {when(
                    lacks,
                    move || {
                        view! {
                            <p class="field__error" id=told.clone()>
                                "Write why the answer stands."
                            </p>
                        }
                            .into_any()
                    },
                )}
                <textarea
                    id=sentence
                    rows="2"
                    aria-describedby=described
                    aria-invalid=word(move || lacks().then_some("true"))
                    prop:value=value(move || because.get())
                    on:input=enter
                ></textarea>
            </div>
            <div class="field">
                <label for=day.clone()>"Until (optional)"</label>
                <p class="hint" id=format!("{day}-hint")>
                    "The last day. After it, the answer is contradicted again. Without a day the explanation holds until it is withdrawn."
                </p>
                {date_field(day, "", false, until.into(), move |date| until.set(date))}
            </div>
            <p class="actions">
                <button type="submit" class="button button--small button--primary">
                    "Save the explanation"
                </button>
                <button type="button" class="button button--small button--quiet" on:click=cancel>
                    "Cancel"
                </button>
            </p>
        </form>
    }
    .into_any()
}

/// A contradiction that is explained, with the explanation.
pub(super) fn explained(page: Page, it: &PracticeEvidence) -> AnyView {
    let state = page.state;
    let Some((practice, explanation)) = state
        .catalog()
        .practice(&it.practice)
        .zip(it.explained.as_ref())
    else {
        return ().into_any();
    };
    let id = StoredValue::new(it.practice.clone());
    let withdraw = move |_| {
        page.edit(|entries, at| entries.explain(&id.get_value(), None, at));
        focus::first("#evidence-contradicted");
    };
    let withdraw = (!page.is_fixed()).then(|| {
        view! {
            <button type="button" class="button button--small button--quiet" on:click=withdraw>
                "Withdraw"
                <span class="visually-hidden">": " {practice.title.clone()}</span>
            </button>
        }
        .into_any()
    });
    view! {
        <li>
            <a href=state.at(Step::Practice(it.practice.clone())).to_string()>
                {practice.title.as_str()}
            </a>
            <p class="meta" dir="auto">{labels::evidence::explained(explanation)}</p>
            {withdraw}
        </li>
    }
    .into_any()
}
