//! Answering a practice: the levels, don't know, and not applicable with its reason.
//! Every change is an edit of the assessment at once; there is no submit button.

use leptos::prelude::*;

use super::{Sign, choice, sign};
use crate::components::reactive::{flag, value, when, word};
use crate::state::{Session, State};
use demarc_catalog::{Level, PracticeId, PracticeText};
use demarc_core::assessment::{NotApplicable, Response};
use demarc_core::labels;

/// The choice of not applicable, whose reason may still be missing.
#[derive(Clone, Copy)]
pub struct NotApplicableFields {
    /// Whether not applicable is chosen.
    pub chosen: RwSignal<bool>,
    /// The kind of reason.
    pub reason: RwSignal<Option<NotApplicable>>,
    /// The reason in a sentence.
    pub because: RwSignal<String>,
    /// Whether the user tried to go on while something is missing.
    pub refused: RwSignal<bool>,
}

impl NotApplicableFields {
    /// The fields, filled from the assessment.
    pub fn of(state: State, id: &PracticeId) -> Self {
        let given = state.with_untracked(|it| match it.response(id) {
            Some(Response::NotApplicable { reason, because }) => Some((*reason, because.clone())),
            _ => None,
        });
        let (reason, because) = given.map_or((None, String::new()), |(reason, because)| {
            (Some(reason), because)
        });
        Self {
            chosen: RwSignal::new(reason.is_some()),
            reason: RwSignal::new(reason),
            because: RwSignal::new(because),
            refused: RwSignal::new(false),
        }
    }

    /// Adopts an answer that is changed by undo or by another tab.
    fn adopt(self, given: Memo<Option<Response>>) {
        Effect::new(move |earlier: Option<()>| {
            let given = given.get();
            if earlier.is_none() || given == self.response() {
                return;
            }
            if let Some(Response::NotApplicable { reason, because }) = given {
                self.reason.set(Some(reason));
                self.because.set(because);
                self.chosen.set(true);
            } else {
                self.chosen.set(false);
            }
        });
    }

    /// Whether something is missing.
    pub fn incomplete(self) -> bool {
        self.chosen.get() && (self.lacks_reason() || self.lacks_because())
    }

    fn lacks_reason(self) -> bool {
        self.reason.with(Option::is_none)
    }

    fn lacks_because(self) -> bool {
        self.because.with(|text| text.trim().is_empty())
    }

    /// The response; `None` until the reason is complete.
    fn response(self) -> Option<Response> {
        let because = self.because.get_untracked();
        let reason = self.reason.get_untracked()?;
        (!because.trim().is_empty()).then_some(Response::NotApplicable { reason, because })
    }
}

/// The choices for one practice, below its question.
pub fn answering(
    state: State,
    text: &'static PracticeText,
    fields: NotApplicableFields,
) -> AnyView {
    let session = Session::get();
    let id = &text.id;
    let given = Memo::new(move |_| state.with(|it| it.response(id).cloned()));
    fields.adopt(given);
    let respond = move |response: Option<Response>| {
        fields.chosen.set(false);
        session.edit(|it| it.respond(id, response));
    };
    let row = move |response: Response, criterion: &'static str| {
        let name = labels::response(Some(&response));
        let icon = Sign::of_response(Some(&response));
        let wanted = response.clone();
        let checked =
            flag(move || !fields.chosen.get() && given.with(|it| it.as_ref() == Some(&wanted)));
        level(icon, name, criterion, checked, move || {
            respond(Some(response.clone()));
        })
    };
    let levels = Level::ALL.map(|level| row(level.into(), text.levels.criterion(level)));
    view! {
        <fieldset class="levels">
            <legend>
                <h1 class="page-title" tabindex="-1">{text.question.as_str()}</h1>
            </legend>
            {Vec::from(levels)}
            {row(
                Response::DontKnow,
                "Nobody here can say. It counts as not assured until somebody looks.",
            )}
            {level(
                Sign::Dash,
                "Not applicable",
                "It can’t matter here. Say why.",
                flag(move || fields.chosen.get()),
                move || {
                    fields.chosen.set(true);
                    keep(session, id, fields);
                },
            )}
        </fieldset>
        {when(move || fields.chosen.get(), move || reason(session, id, fields))}
        <p class="actions">
            {when(
                move || given.with(Option::is_some) || fields.chosen.get(),
                move || {
                    view! {
                        <button
                            type="button"
                            class="button button--quiet button--small"
                            on:click=move |_| respond(None)
                        >
                            "Take the answer back"
                        </button>
                    }
                        .into_any()
                },
            )}
        </p>
    }
    .into_any()
}

/// Stores the response once its reason is complete; until then the earlier answer stays.
fn keep(session: Session, id: &PracticeId, fields: NotApplicableFields) {
    if let Some(response) = fields.response() {
        session.edit(|it| it.respond(id, Some(response)));
    }
}

/// A radio button for one level.
fn level(
    icon: Sign,
    name: &'static str,
    criterion: &'static str,
    checked: Signal<bool>,
    choose: impl Fn() + 'static,
) -> AnyView {
    let choose: Box<dyn Fn()> = Box::new(choose);
    view! {
        <label class="level">
            <input type="radio" name="response" prop:checked=checked on:change=move |_| choose()/>
            {sign(icon)}
            <span class="level__name">{name}</span>
            <span class="level__criterion">{criterion}</span>
        </label>
    }
    .into_any()
}

/// The notice that the choice and its texts are not stored yet.
fn not_kept() -> AnyView {
    view! {
        <p class="hint" role="status">
            "Not saved yet: it takes a reason and a sentence. Until then the earlier answer stands."
        </p>
    }
    .into_any()
}

/// The fields for the reason.
fn reason(session: Session, id: &'static PracticeId, fields: NotApplicableFields) -> AnyView {
    let keep = move || keep(session, id, fields);
    let lacks_reason = move || fields.refused.get() && fields.lacks_reason();
    let lacks_because = move || fields.refused.get() && fields.lacks_because();
    let error = |id: &'static str, text: &'static str| {
        move || view! { <p class="field__error" id=id>{text}</p> }.into_any()
    };
    let choices = NotApplicable::ALL.map(|reason| {
        choice(
            "radio",
            "reason",
            labels::reason(reason).to_owned(),
            Some(labels::reason_hint(reason)),
            flag(move || fields.reason.get() == Some(reason)),
            move |_| {
                fields.reason.set(Some(reason));
                keep();
            },
        )
    });
    view! {
        <fieldset class="choices" id="reason">
            <legend>"Why is it not applicable?"</legend>
            {when(lacks_reason, error("reason-error", "Choose a reason."))}
            {Vec::from(choices)}
        </fieldset>
        <div class="field" class:field--invalid=flag(lacks_because)>
            <label for="because">"In a sentence"</label>
            <p class="hint">"For the next reader: an auditor, or you in a year."</p>
            {when(lacks_because, error("because-error", "Write why it does not apply."))}
            <input
                id="because"
                type="text"
                aria-describedby="because-error"
                aria-invalid=word(move || lacks_because().then_some("true"))
                prop:value=value(move || fields.because.get())
                on:input=move |event| {
                    fields.because.set(event_target_value(&event));
                    keep();
                }
            />
        </div>
        {when(move || fields.incomplete(), not_kept)}
    }
    .into_any()
}
