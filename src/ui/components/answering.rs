//! Answering a practice: the levels, don't know, not applicable with its reason, and the notes beside the answer.
//! Every change goes into the assessment at once; nothing waits for a button.

use leptos::prelude::*;

use crate::assessment::{Answer, NotApplicable, Response};
use crate::catalog::{Date, Level, Practice};
use crate::ui::state::State;
use crate::ui::words;

/// A choice of not applicable that still lacks its reason.
#[derive(Clone, Copy)]
pub struct NotApplicableFields {
    /// Whether not applicable is chosen.
    pub chosen: RwSignal<bool>,
    /// The kind of reason.
    pub reason: RwSignal<Option<NotApplicable>>,
    /// The reason in a sentence.
    pub because: RwSignal<String>,
    /// Whether somebody tried to go on without them.
    pub refused: RwSignal<bool>,
}

impl NotApplicableFields {
    /// The fields as the assessment has them.
    pub fn of(state: State, practice: &Practice) -> Self {
        let given = state.with_untracked(|it| match it.response(&practice.id) {
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

    /// Whether something is missing.
    pub fn incomplete(self) -> bool {
        self.chosen.get()
            && (self.reason.get().is_none() || self.because.with(|text| text.trim().is_empty()))
    }

    /// The response as far as it is given: nothing until the reason is complete.
    fn response(self) -> Option<Response> {
        let because = self.because.get_untracked();
        let reason = self.reason.get_untracked()?;
        (!because.trim().is_empty()).then_some(Response::NotApplicable { reason, because })
    }
}

/// The choices for one practice.
#[component]
pub fn Answering(
    practice: &'static Practice,
    fields: NotApplicableFields,
    children: Children,
) -> impl IntoView {
    let state = State::get();
    let id = &practice.id;
    let response = Memo::new(move |_| state.with(|it| it.response(id).cloned()));
    let respond = move |response: Response| {
        fields.chosen.set(false);
        state.edit(|it| it.respond(id, Some(response)));
    };
    let not_applicable = move || {
        fields.chosen.set(true);
        state.edit(|it| it.respond(id, fields.response()));
    };
    let row = move |icon, name, criterion: &'static str, wanted: Response| {
        let checked = {
            let wanted = wanted.clone();
            move || !fields.chosen.get() && response.with(|given| given.as_ref() == Some(&wanted))
        };
        view! {
            <label class="level">
                <input
                    type="radio"
                    name="response"
                    prop:checked=checked
                    on:change=move |_| respond(wanted.clone())
                />
                <span class="level__icon" aria-hidden="true">{icon}</span>
                <span class="level__name">{name}</span>
                <span class="level__criterion">{criterion}</span>
            </label>
        }
    };
    view! {
        <fieldset class="levels">
            <legend>{children()}</legend>
            {Level::ALL
                .into_iter()
                .map(|level| {
                    row(
                        words::level_icon(level),
                        words::level(level),
                        practice.levels.criterion(level),
                        level.into(),
                    )
                })
                .collect_view()}
            {row(
                "?",
                "Don’t know",
                "Nobody here can say. It counts as not assured until somebody looks.",
                Response::DontKnow,
            )}
            <label class="level">
                <input
                    type="radio"
                    name="response"
                    prop:checked=move || fields.chosen.get()
                    on:change=move |_| not_applicable()
                />
                <span class="level__icon" aria-hidden="true">"–"</span>
                <span class="level__name">"Not applicable"</span>
                <span class="level__criterion">"It can’t matter here. Say why."</span>
            </label>
        </fieldset>
        <Show when=move || fields.chosen.get()>
            <Reason practice fields/>
        </Show>
        <p class="actions">
            <Show when=move || response.with(Option::is_some) || fields.chosen.get()>
                <button
                    type="button"
                    class="button button--quiet button--small"
                    on:click=move |_| {
                        fields.chosen.set(false);
                        state.edit(|it| it.respond(id, None));
                    }
                >
                    "Take the answer back"
                </button>
            </Show>
        </p>
    }
}

/// Why it is not applicable.
#[component]
fn Reason(practice: &'static Practice, fields: NotApplicableFields) -> impl IntoView {
    let state = State::get();
    let keep = move || state.edit(|it| it.respond(&practice.id, fields.response()));
    let lacks_reason = move || fields.refused.get() && fields.reason.get().is_none();
    let lacks_because =
        move || fields.refused.get() && fields.because.with(|it| it.trim().is_empty());
    view! {
        <fieldset class="choices" id="reason">
            <legend>"Why is it not applicable?"</legend>
            <Show when=lacks_reason>
                <p class="field__error" id="reason-error">"Choose a reason."</p>
            </Show>
            {NotApplicable::ALL
                .into_iter()
                .map(|reason| {
                    view! {
                        <label class="choice">
                            <input
                                type="radio"
                                name="reason"
                                prop:checked=move || fields.reason.get() == Some(reason)
                                on:change=move |_| {
                                    fields.reason.set(Some(reason));
                                    keep();
                                }
                            />
                            <span class="choice__label">{words::reason(reason)}</span>
                            <span class="choice__hint">{words::reason_hint(reason)}</span>
                        </label>
                    }
                })
                .collect_view()}
        </fieldset>
        <div class="field" class:field--invalid=lacks_because>
            <label for="because">"In a sentence"</label>
            <p class="hint">"For the next reader: an auditor, or you in a year."</p>
            <Show when=lacks_because>
                <p class="field__error" id="because-error">"Write why it does not apply."</p>
            </Show>
            <input
                id="because"
                type="text"
                aria-invalid=move || lacks_because().then_some("true")
                prop:value=move || fields.because.get()
                on:input=move |event| {
                    fields.because.set(event_target_value(&event));
                    keep();
                }
            />
        </div>
    }
}

/// Note, owner, date and evidence.
#[component]
pub fn Notes(practice: &'static Practice) -> impl IntoView {
    let state = State::get();
    let id = &practice.id;
    let read = move |part: fn(&Answer) -> String| {
        move || state.with(|it| it.answers.get(id).map(part).unwrap_or_default())
    };
    let write = move |part: fn(&mut Answer, String)| {
        move |event| {
            let text = event_target_value(&event);
            state.edit(|it| {
                part(it.answer_mut(id), text);
                it.drop_if_empty(id);
            });
        }
    };
    view! {
        <details class="more" open=move || state.with_untracked(|it| it.answers.get(id).is_some_and(has_notes))>
            <summary>"Note, owner, date, evidence"</summary>
            <div class="field">
                <label for="note">"Note"</label>
                <textarea
                    id="note"
                    rows="3"
                    prop:value=read(|it| it.note.clone())
                    on:input=write(|it, text| it.note = text)
                ></textarea>
            </div>
            <div class="field">
                <label for="owner">"Owner"</label>
                <p class="hint" id="owner-hint">"The person or team who sees to it"</p>
                <input
                    id="owner"
                    type="text"
                    autocomplete="off"
                    aria-describedby="owner-hint"
                    prop:value=read(|it| it.owner.clone())
                    on:input=write(|it, text| it.owner = text)
                />
            </div>
            <div class="field">
                <label for="due">"Due"</label>
                <input
                    id="due"
                    type="date"
                    prop:value=read(|it| it.due.as_ref().map(ToString::to_string).unwrap_or_default())
                    on:change=write(|it, text| it.due = Date::try_from(text).ok())
                />
            </div>
            <div class="field">
                <label for="evidence">"Evidence"</label>
                <p class="hint" id="evidence-hint">"A link, or where to find it"</p>
                <input
                    id="evidence"
                    type="text"
                    autocomplete="off"
                    aria-describedby="evidence-hint"
                    prop:value=read(|it| it.evidence.clone())
                    on:input=write(|it, text| it.evidence = text)
                />
            </div>
        </details>
    }
}

fn has_notes(answer: &Answer) -> bool {
    !(answer.note.is_empty() && answer.owner.is_empty() && answer.evidence.is_empty())
        || answer.due.is_some()
}
