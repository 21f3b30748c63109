//! The fields of an accepted risk: the level that the practice keeps, by whom, until when, and why.
//! Every change is an edit of the assessment at once. What is not complete is kept there as a draft.

use std::cell::RefCell;
use std::collections::BTreeSet;

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::{choice, date_field, printed};
use crate::browser::{clock, focus};
use crate::components::reactive::{flag, live, value, when, word};
use crate::state::{Session, State};
use demarc_catalog::PracticeId;
use demarc_core::assessment::{
    Acceptance, AcceptancePart, Answer, Assessment, AssessmentId, NotApplicable, Response,
};
use demarc_core::labels;

/// Whether “risk accepted” is chosen for a practice; tracked.
pub fn is_chosen(state: State, id: &PracticeId) -> bool {
    state.with(|it| it.answers.get(id).is_some_and(Answer::accepts_risk))
}

/// Whether it is chosen and lacks a required part; tracked.
pub fn is_incomplete(state: State, id: &PracticeId) -> bool {
    let lacks = |it: &Answer| it.accepts_risk() && it.accepted_risk().is_none();
    state.with(|it| it.answers.get(id).is_some_and(lacks))
}

/// What is entered so far; tracked.
fn entered(state: State, id: &PracticeId) -> Acceptance {
    state.with(|it| given(it, id))
}

/// The acceptance that an assessment has for a practice, complete or not; blank without one.
fn given(assessment: &Assessment, id: &PracticeId) -> Acceptance {
    let answer = assessment.answers.get(id);
    let acceptance = answer.and_then(|it| it.acceptance.clone());
    acceptance.unwrap_or_default()
}

/// The ids of the text fields of the required parts.
fn field_id(part: AcceptancePart) -> &'static str {
    match part {
        AcceptancePart::By => "accepted-by",
        AcceptancePart::Because => "accepted-because",
    }
}

/// The fields. `refused` is whether the user tried to go on while something is missing.
pub fn fields(state: State, id: &'static PracticeId, refused: RwSignal<bool>) -> AnyView {
    let session = Session::get();
    let write = move |change: fn(&mut Acceptance, String), text: String| {
        session.edit(|it| {
            let mut acceptance = given(it, id);
            change(&mut acceptance, text);
            it.enter_acceptance(id, acceptance);
        });
    };
    let required = move |part: AcceptancePart,
                         label: &'static str,
                         hint: &'static str,
                         read: fn(Acceptance) -> String,
                         change: fn(&mut Acceptance, String)| {
        let field = field_id(part);
        let lacks = move || refused.get() && entered(state, id).lacks(part);
        let error = format!("{field}-error");
        let told = error.clone();
        let draw = move || {
            view! { <p class="field__error" id=told.clone()>{labels::lacking(part)}</p> }.into_any()
        };
        let described = format!("{field}-hint {error}");
        let invalid = word(move || lacks().then_some("true"));
        let given = value(move || read(entered(state, id)));
        let enter = move |event: leptos::ev::Event| write(change, event_target_value(&event));
        let control = match part {
            AcceptancePart::By => view! {
                <input
                    id=field
                    type="text"
                    autocomplete="off"
                    aria-describedby=described
                    aria-invalid=invalid
                    prop:value=given
                    on:input=enter
                />
            }
            .into_any(),
            AcceptancePart::Because => view! {
                <textarea
                    id=field
                    rows="3"
                    aria-describedby=described
                    aria-invalid=invalid
                    prop:value=given
                    on:input=enter
                ></textarea>
            }
            .into_any(),
        };
        view! {
            <div class="field" class:field--invalid=flag(lacks)>
                <label for=field>{label}</label>
                <p class="hint" id=format!("{field}-hint")>{hint}</p>
                {when(lacks, draw)}
                {control}
                {printed(given)}
            </div>
        }
        .into_any()
    };
    let until = Signal::derive(move || entered(state, id).until);
    let set_until = move |until| {
        session.edit(|it| {
            let acceptance = Acceptance {
                until,
                ..given(it, id)
            };
            it.enter_acceptance(id, acceptance);
        });
    };
    let until = date_field(
        "accepted-until".to_owned(),
        "accepted-until-hint",
        false,
        until,
        set_until,
    );
    view! {
        {live(move || expired(state, id))}
        {levels(state, session, id)}
        {required(
            AcceptancePart::By,
            "Accepted by",
            "The person or body entitled to it",
            |it| it.by,
            |it, text| it.by = text,
        )}
        <div class="field">
            <label for="accepted-until">"Until"</label>
            <p class="hint" id="accepted-until-hint">
                "The last day. After it, this is an ordinary gap again. Without a day it stays accepted until somebody withdraws it."
            </p>
            {until}
        </div>
        {required(
            AcceptancePart::Because,
            "Why",
            "For the next reader: an auditor, or you in a year",
            |it| it.because,
            |it, text| it.because = text,
        )}
        {when(move || is_incomplete(state, id), draft)}
    }
    .into_any()
}

/// The level that the practice keeps.
fn levels(state: State, session: Session, id: &'static PracticeId) -> AnyView {
    let kept = Memo::new(move |_| {
        let given = state.with(|it| it.response(id).cloned());
        given
            .filter(Response::is_gap)
            .unwrap_or(Response::NotInPlace)
    });
    let choices = Response::GAPS.map(|response| {
        let name = labels::response(Some(&response)).to_owned();
        let wanted = response.clone();
        let checked = flag(move || kept.with(|it| *it == wanted));
        choice("radio", "accepted-level", name, None, checked, move |_| {
            session.edit(|it| it.respond(id, Some(response.clone())));
        })
    });
    view! {
        <fieldset class="choices" id="acceptance">
            <legend>"How far is it in place meanwhile?"</legend>
            <p class="hint">"It counts as this level: accepting a risk does not lift the score."</p>
            {Vec::from(choices)}
        </fieldset>
    }
    .into_any()
}

/// The notice that the choice does not count yet.
fn draft() -> AnyView {
    view! {
        <p class="hint" role="status">
            "Kept as a draft. It counts once it says who accepts the risk, and why; until then an earlier answer stands."
        </p>
    }
    .into_any()
}

/// The notice that the last day has passed.
fn expired(state: State, id: &PracticeId) -> AnyView {
    let acceptance = entered(state, id);
    match &acceptance.until {
        Some(until) if !acceptance.holds_on(&clock::day()) => view! {
            <p class="notice notice--warning">
                {format!(
                    "The acceptance ended on {}: this is an ordinary gap again. Set a new day, or choose a level above.",
                    labels::day(until),
                )}
            </p>
        }
        .into_any(),
        _ => ().into_any(),
    }
}

/// What is missing, when the user tries to go on.
pub fn error_summary(state: State, id: &'static PracticeId) -> AnyView {
    let missing = move || {
        let acceptance = entered(state, id);
        let parts = AcceptancePart::ALL.into_iter();
        let links = parts.filter(|part| acceptance.lacks(*part)).map(|part| {
            let go = move |event: MouseEvent| {
                event.prevent_default();
                focus::first(match part {
                    AcceptancePart::By => "#accepted-by",
                    AcceptancePart::Because => "#accepted-because",
                });
            };
            view! {
                <li>
                    <a href=format!("#{}", field_id(part)) on:click=go>{labels::lacking(part)}</a>
                </li>
            }
            .into_any()
        });
        links.collect_view().into_any()
    };
    view! {
        <div class="error-summary" role="alert" tabindex="-1">
            <h2>"There is a problem"</h2>
            <ul>{live(missing)}</ul>
        </div>
    }
    .into_any()
}

thread_local! {
    /// The answers for which the offer below was declined, as long as the app is open.
    static DECLINED: RefCell<BTreeSet<(AssessmentId, PracticeId)>> = const { RefCell::new(BTreeSet::new()) };
}

/// Whether the offer below was declined for a practice of the open assessment.
pub fn is_declined(state: State, id: &PracticeId) -> bool {
    let answer = state.with_untracked(|it| Some((it.id.clone(), id.clone())));
    answer.is_some_and(|it| DECLINED.with_borrow(|declined| declined.contains(&it)))
}

/// The offer to make an accepted risk of “not applicable” by business decision.
pub fn offer(state: State, id: &'static PracticeId) -> AnyView {
    let session = Session::get();
    let declined = RwSignal::new(is_declined(state, id));
    let holds = move || !declined.get() && !is_chosen(state, id) && is_decided(state, id);
    let change = move |_| {
        session.edit(|it| it.choose_acceptance(id));
        focus::first("#accepted-by");
    };
    let keep = move |_| {
        let answer = state.with_untracked(|it| Some((it.id.clone(), id.clone())));
        DECLINED.with_borrow_mut(|it| it.extend(answer));
        declined.set(true);
    };
    when(
        move || !state.shows_snapshot() && holds(),
        move || {
            view! {
                <div class="notice">
                    <p>
                        "This is an accepted risk: “not applicable” by business decision. As “risk accepted” it says by whom and until when, counts as its level, and stands in the register. Your sentence is taken over. Change it?"
                    </p>
                    <p class="actions">
                        <button type="button" class="button button--small" on:click=change>
                            "Change it"
                        </button>
                        <button type="button" class="button button--small button--quiet" on:click=keep>
                            "Keep it as it is"
                        </button>
                    </p>
                </div>
            }
            .into_any()
        },
    )
}

/// Whether a practice is answered as not applicable by business decision; tracked.
fn is_decided(state: State, id: &PracticeId) -> bool {
    state.with(|it| {
        matches!(
            it.response(id),
            Some(Response::NotApplicable {
                reason: NotApplicable::BusinessDecision,
                ..
            })
        )
    })
}
