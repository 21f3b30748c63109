//! What becomes of a question: an agreed answer, somebody who goes and looks, or the parking lot. With an owner, a day,
//! what is held against it, and who was not asked. It is entered into the assessment as a step that can be undone.

use leptos::prelude::*;

use super::room::Room;
use super::{lists, words};
use crate::browser::focus;
use crate::components::reactive::{flag, live, text, value, when};
use crate::components::{choice, date_field, field};
use demarc_catalog::{Level, PracticeId};
use demarc_core::assessment::{NotApplicable, Response};
use demarc_core::labels;
use demarc_core::workshop::{Dissent, Outcome, OutcomeKind};

/// What is entered.
#[derive(Clone, Copy)]
struct Form {
    room: Room,
    practice: StoredValue<PracticeId>,
    outcome: RwSignal<Outcome>,
    /// Whether “not applicable” is chosen, and why.
    not_applicable: RwSignal<bool>,
    reason: RwSignal<NotApplicable>,
    because: RwSignal<String>,
    /// A dissent that is being written.
    role: RwSignal<Option<u8>>,
    holds: RwSignal<String>,
    problem: RwSignal<Option<&'static str>>,
    said: RwSignal<String>,
}

impl Form {
    fn new(room: Room, practice: &PracticeId) -> Self {
        let there = room.with_untracked(|it| it.outcomes.get(practice).cloned());
        let outcome = there.unwrap_or_else(|| proposed(room, practice));
        let (reason, because) = match &outcome.answer {
            Some(Response::NotApplicable { reason, because }) => (Some(*reason), because.clone()),
            _ => (None, String::new()),
        };
        Self {
            room,
            practice: StoredValue::new(practice.clone()),
            not_applicable: RwSignal::new(reason.is_some()),
            reason: RwSignal::new(reason.unwrap_or(NotApplicable::OFFERED[0])),
            because: RwSignal::new(because),
            outcome: RwSignal::new(outcome),
            role: RwSignal::new(None),
            holds: RwSignal::new(String::new()),
            problem: RwSignal::new(None),
            said: RwSignal::new(String::new()),
        }
    }

    fn is(self, kind: OutcomeKind) -> bool {
        self.outcome.with(|it| it.kind == kind)
    }

    /// Takes the dissent that is written into the list.
    fn add_dissent(self) {
        let because = self.holds.get_untracked().trim().to_owned();
        if because.is_empty() {
            return;
        }
        let role = self.role.get_untracked();
        self.outcome.update(|it| {
            it.dissent.push(Dissent {
                role,
                name: String::new(),
                because,
            });
        });
        self.holds.set(String::new());
    }

    /// Keeps what is entered; whether nothing is missing.
    fn save(self) -> bool {
        self.add_dissent();
        let mut outcome = self.outcome.get_untracked();
        if self.not_applicable.get_untracked() {
            let because = self.because.get_untracked().trim().to_owned();
            outcome.answer = (!because.is_empty()).then(|| Response::NotApplicable {
                reason: self.reason.get_untracked(),
                because,
            });
        }
        let problem = match outcome.kind {
            OutcomeKind::Agreed
                if outcome.answer.is_none() && self.not_applicable.get_untracked() =>
            {
                Some("Write why it does not apply.")
            }
            OutcomeKind::Agreed if outcome.answer.is_none() => {
                Some("Choose the answer that the room agrees on.")
            }
            OutcomeKind::GoAndLook if outcome.owner.trim().is_empty() => {
                Some("Write who goes and looks.")
            }
            _ => None,
        };
        self.problem.set(problem);
        if problem.is_some() {
            return false;
        }
        if outcome.kind != OutcomeKind::Agreed {
            // Until somebody has looked, nobody knows; what is parked changes nothing.
            outcome.answer = (outcome.kind == OutcomeKind::GoAndLook).then_some(Response::DontKnow);
        }
        let says = words::outcome(&outcome);
        self.room
            .conclude(vec![(self.practice.get_value(), outcome)]);
        self.said.set(format!("Kept. {says}."));
        true
    }

    /// Goes to the next question that has no outcome.
    fn go_on(self) {
        let room = self.room;
        let concluded = room.with_untracked(|it| it.outcomes.keys().cloned().collect::<Vec<_>>());
        let next = room.reveal.with_untracked(|it| {
            let it = it.as_ref()?;
            let mut all = it.talk.iter().chain(&it.look).chain(&it.agreed);
            let next = all.find(|it| !concluded.contains(&it.practice))?;
            Some(next.practice.clone())
        });
        room.ends.set(None);
        match next {
            Some(next) => {
                room.selected.set(Some(next));
                focus::first("#question");
            }
            None => focus::first("#revealed"),
        }
    }
}

/// What is proposed: the lower median where the room agrees; that somebody looks where half don't know.
fn proposed(room: Room, practice: &PracticeId) -> Outcome {
    let revealed = room
        .reveal
        .with_untracked(|it| it.as_ref()?.of(practice).cloned());
    let Some(it) = revealed else {
        return Outcome::default();
    };
    let tally = it.now();
    if tally.is_unknown() {
        return Outcome {
            kind: OutcomeKind::GoAndLook,
            ..Outcome::default()
        };
    }
    let level = it.proposed().filter(|_| tally.is_agreed());
    let there = room
        .state
        .with_untracked(|assessment| assessment.answers.get(practice).cloned());
    let there = there.unwrap_or_default();
    Outcome {
        answer: level.map(Response::from),
        owner: there.owner,
        due: there.due,
        ..Outcome::default()
    }
}

pub(super) fn form(room: Room, practice: &PracticeId) -> AnyView {
    let form = Form::new(room, practice);
    let kind = |kind: OutcomeKind, name: &'static str| {
        choice(
            "radio",
            "outcome",
            name.to_owned(),
            None,
            flag(move || form.is(kind)),
            move |_| form.outcome.update(|it| it.kind = kind),
        )
    };
    let go_back = lists::row_id(practice);
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if form.save() {
            focus::first("#next-question");
        } else {
            focus::first(".agree [role=alert]");
        }
    };
    let problem = move || {
        form.problem
            .get()
            .map(|problem| {
                view! { <p class="field__error" role="alert" tabindex="-1">{problem}</p> }
                    .into_any()
            })
            .into_any()
    };
    view! {
        <form class="agree card" on:submit=save novalidate>
            <fieldset class="choices agree__kinds">
                <legend>"What becomes of it"</legend>
                {kind(OutcomeKind::Agreed, "The room agrees on an answer")}
                {kind(OutcomeKind::GoAndLook, "Somebody goes and looks")}
                {kind(OutcomeKind::Parked, "It is parked")}
            </fieldset>
            {when(move || form.is(OutcomeKind::Agreed), move || answers(form))}
            {when(move || !form.is(OutcomeKind::Parked), move || owner(form))}
            {when(move || form.is(OutcomeKind::Agreed), move || reservations(form))}
            {live(problem)}
            <p class="actions">
                <button type="submit" class="button button--primary">"Keep it"</button>
                <button
                    type="button"
                    class="button"
                    id="next-question"
                    on:click=move |_| form.go_on()
                >
                    "Next question"
                </button>
                <button
                    type="button"
                    class="button button--quiet"
                    on:click=move |_| focus::restore(Some(go_back.clone()))
                >
                    "Back to the list"
                </button>
                <span role="status">{text(move || form.said.get())}</span>
            </p>
        </form>
    }
    .into_any()
}

/// The answer that is agreed on.
fn answers(form: Form) -> AnyView {
    let answer = |response: Response| {
        let wanted = response.clone();
        let checked = flag(move || {
            !form.not_applicable.get()
                && form.outcome.with(|it| it.answer.as_ref() == Some(&wanted))
        });
        choice(
            "radio",
            "agreed",
            labels::response(Some(&response)).to_owned(),
            None,
            checked,
            move |_| {
                form.not_applicable.set(false);
                form.outcome.update(|it| it.answer = Some(response.clone()));
            },
        )
    };
    let levels = Level::ALL.map(|level| answer(level.into()));
    view! {
        <fieldset class="choices agree__answers">
            <legend>"The answer"</legend>
            {levels.collect_view()}
            {answer(Response::DontKnow)}
            {choice(
                "radio",
                "agreed",
                "Not applicable".to_owned(),
                None,
                flag(move || form.not_applicable.get()),
                move |_| form.not_applicable.set(true),
            )}
        </fieldset>
        {when(move || form.not_applicable.get(), move || why_not(form))}
    }
    .into_any()
}

fn why_not(form: Form) -> AnyView {
    let reasons = NotApplicable::OFFERED.map(|reason| {
        choice(
            "radio",
            "reason",
            labels::reason(reason).to_owned(),
            None,
            flag(move || form.reason.get() == reason),
            move |_| form.reason.set(reason),
        )
    });
    let because = line("agree-because", form.because);
    view! {
        <fieldset class="choices agree__answers">
            <legend>"Why is it not applicable?"</legend>
            {reasons.collect_view()}
        </fieldset>
        {field("agree-because", "In a sentence", None, because)}
    }
    .into_any()
}

/// A field of one line.
fn line(id: &'static str, of: RwSignal<String>) -> AnyView {
    view! {
        <input
            id=id
            type="text"
            autocomplete="off"
            prop:value=value(move || of.get())
            on:input=move |event| of.set(event_target_value(&event))
        />
    }
    .into_any()
}

fn owner(form: Form) -> AnyView {
    let owner = view! {
        <input
            id="agree-owner"
            type="text"
            autocomplete="off"
            prop:value=value(move || form.outcome.with(|it| it.owner.clone()))
            on:input=move |event| form.outcome.update(|it| it.owner = event_target_value(&event))
        />
    };
    let label = if form
        .outcome
        .with_untracked(|it| it.kind == OutcomeKind::GoAndLook)
    {
        "Who goes and looks?"
    } else {
        "Owner"
    };
    let due = Signal::derive(move || form.outcome.with(|it| it.due.clone()));
    let due = date_field("agree-due".to_owned(), "", false, due, move |date| {
        form.outcome.update(|it| it.due = date);
    });
    view! {
        <div class="agree__who">
            {field("agree-owner", label, None, owner.into_any())}
            {field("agree-due", "By when", None, due)}
        </div>
    }
    .into_any()
}

/// What is held against the answer, and who was not asked.
fn reservations(form: Form) -> AnyView {
    let roles = form.room.with_untracked(|it| it.setup.roles.clone());
    let options = roles.iter().enumerate().map(|(place, role)| {
        view! { <option value=place.to_string()>{role.clone()}</option> }.into_any()
    });
    let choose = move |event: leptos::ev::Event| {
        form.role.set(event_target_value(&event).parse().ok());
    };
    let held = move || {
        let setup = form.room.with_untracked(|it| Some(it.setup.clone()));
        let all = form.outcome.with(|it| it.dissent.clone());
        let rows = all.into_iter().enumerate().map(|(index, it)| {
            let who = it.role.zip(setup.as_ref()).map(|(role, setup)| format!("{}: ", setup.role(role)));
            let remove = move |_| form.outcome.update(|it| drop(it.dissent.remove(index)));
            view! {
                <li>
                    {who}
                    <bdi>{it.because}</bdi>
                    " "
                    <button type="button" class="button button--small button--quiet" on:click=remove>
                        "Remove"
                    </button>
                </li>
            }
            .into_any()
        });
        view! { <ul class="agree__held">{rows.collect_view()}</ul> }.into_any()
    };
    let not_asked = view! {
        <input
            id="agree-not-asked"
            type="text"
            autocomplete="off"
            prop:value=value(move || form.outcome.with(|it| it.not_asked.clone()))
            on:input=move |event| form.outcome.update(|it| it.not_asked = event_target_value(&event))
        />
    };
    let open = form
        .outcome
        .with_untracked(|it| !it.dissent.is_empty() || !it.not_asked.is_empty());
    view! {
        <details class="more" open=open>
            <summary>"What somebody still holds against it, and who was not asked"</summary>
            {live(held)}
            <div class="agree__who">
                <div class="field">
                    <label for="agree-role">"Role"</label>
                    <select id="agree-role" on:change=choose>
                        <option value="">"Not said"</option>
                        {options.collect_view()}
                    </select>
                </div>
                {field("agree-holds", "What they hold, in a sentence", None, line("agree-holds", form.holds))}
            </div>
            <p class="actions">
                <button type="button" class="button button--small" on:click=move |_| form.add_dissent()>
                    "Add it"
                </button>
            </p>
            {field("agree-not-asked", "Who should have been asked and was not?", None, not_asked.into_any())}
        </details>
    }
    .into_any()
}
