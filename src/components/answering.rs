//! Answering a practice: the levels, don't know, risk accepted, and not applicable with its reason.
//! Every change is an edit of the assessment at once; there is no submit button.

use std::sync::OnceLock;

use leptos::prelude::*;

use super::{Sign, acceptance, choice, printed, sign};
use crate::browser::focus;
use crate::components::reactive::{flag, value, when, word};
use crate::state::{Session, State};
use demarc_catalog::{Level, PracticeId, PracticeText};
use demarc_core::assessment::{NotApplicable, NotApplicableDraft, Response};
use demarc_core::labels;

/// The choice of not applicable, whose reason may still be missing: then the assessment has it as a draft. The fields
/// remember what was written when another answer is chosen in between.
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
        let entered = state.with_untracked(|it| it.entered_not_applicable(id));
        let chosen = entered.is_some();
        let NotApplicableDraft { reason, because } = entered.unwrap_or_default();
        Self {
            chosen: RwSignal::new(chosen),
            reason: RwSignal::new(reason),
            because: RwSignal::new(because),
            refused: RwSignal::new(false),
        }
    }

    /// Adopts what is entered by undo or by another tab.
    fn adopt(self, entered: Memo<Option<NotApplicableDraft>>) {
        Effect::new(move |earlier: Option<()>| {
            let entered = entered.get();
            let shown = self.chosen.get_untracked().then(|| self.entered());
            if earlier.is_none() || entered == shown {
                return;
            }
            self.chosen.set(entered.is_some());
            if let Some(NotApplicableDraft { reason, because }) = entered {
                self.reason.set(reason);
                self.because.set(because);
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

    /// What is entered.
    fn entered(self) -> NotApplicableDraft {
        NotApplicableDraft {
            reason: self.reason.get_untracked(),
            because: self.because.get_untracked(),
        }
    }
}

/// The response that is given; `None` while “risk accepted” is chosen.
fn given(state: State, id: &PracticeId) -> Option<Response> {
    state.with(|it| {
        let answer = it.answers.get(id).filter(|it| !it.accepts_risk())?;
        answer.response.clone()
    })
}

/// The choices for one practice, below its question.
pub fn answering(
    state: State,
    text: &'static PracticeText,
    fields: NotApplicableFields,
) -> AnyView {
    let session = Session::get();
    let id = &text.id;
    let given = Memo::new(move |_| given(state, id));
    fields.adopt(Memo::new(move |_| {
        state.with(|it| it.entered_not_applicable(id))
    }));
    let respond = move |response: Option<Response>| {
        fields.chosen.set(false);
        session.edit(|it| it.respond_without_acceptance(id, response));
    };
    let accepts = Memo::new(move |_| !fields.chosen.get() && acceptance::is_chosen(state, id));
    let row = move |key: char, response: Response, short: &'static str, criterion| {
        let name = labels::response(Some(&response));
        let icon = Sign::of_response(Some(&response));
        let wanted = response.clone();
        let checked =
            flag(move || !fields.chosen.get() && given.with(|it| it.as_ref() == Some(&wanted)));
        let row = Row {
            key,
            icon,
            name,
            short,
            criterion,
        };
        level(row, checked, move || respond(Some(response.clone())))
    };
    let levels = Level::ALL.into_iter().zip('1'..).map(|(level, key)| {
        let (short, criterion) = (text.short.criterion(level), text.levels.criterion(level));
        row(key, level.into(), short, Some(criterion))
    });
    let risk_accepted = Row {
        key: '6',
        icon: Sign::Diamond,
        name: labels::RISK_ACCEPTED,
        short: "Somebody entitled to it leaves this open",
        criterion: None,
    };
    let not_applicable = Row {
        key: '7',
        icon: Sign::Dash,
        name: "Not applicable",
        short: "It can’t matter here",
        criterion: None,
    };
    let all = ALL_CRITERIA.get_or_init(|| ArcRwSignal::new(false));
    let shows_all = flag(|| all.get());
    view! {
        <fieldset class="levels" class:levels--all=shows_all on:keydown=on_key>
            <legend>
                <h1 class="page-title" tabindex="-1">{text.question.as_str()}</h1>
            </legend>
            {levels.collect_view()}
            {row('5', Response::DontKnow, "Nobody here can say", None)}
            {level(
                risk_accepted,
                accepts.into(),
                move || {
                    fields.chosen.set(false);
                    session.edit(|it| it.choose_acceptance(id));
                },
            )}
            {level(
                not_applicable,
                flag(move || fields.chosen.get()),
                move || {
                    fields.chosen.set(true);
                    keep(session, id, fields);
                },
            )}
            <p class="levels__hint" aria-hidden="true">
                "Point at a level or choose one to read its criteria."
            </p>
        </fieldset>
        <p class="levels__more">
            <label>
                <input
                    type="checkbox"
                    prop:checked=shows_all
                    on:change=move |event| all.set(event_target_checked(&event))
                />
                "Criteria of all levels"
            </label>
            {when(
                move || given.with(Option::is_some) || fields.chosen.get() || accepts.get(),
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
        {when(move || accepts.get(), move || acceptance::fields(state, id, fields.refused))}
        {when(move || fields.chosen.get(), move || reason(session, id, fields))}
    }
    .into_any()
}

/// Stores what is entered: as a draft until the reason is complete.
fn keep(session: Session, id: &PracticeId, fields: NotApplicableFields) {
    session.edit(|it| it.enter_not_applicable(id, fields.entered()));
}

/// Whether the criteria of all levels show at once, as long as the app is open.
static ALL_CRITERIA: OnceLock<ArcRwSignal<bool>> = OnceLock::new();

/// What stands in the row of a level.
struct Row {
    /// The key that chooses it.
    key: char,
    icon: Sign,
    name: &'static str,
    short: &'static str,
    criterion: Option<&'static str>,
}

/// A radio button for one level. Its criterion shows while it is chosen or pointed at.
fn level(row: Row, checked: Signal<bool>, choose: impl Fn() + 'static) -> AnyView {
    let choose: Box<dyn Fn()> = Box::new(choose);
    let described = row.criterion.map(|_| format!("criterion-{}", row.key));
    let criterion = row.criterion.map(|it| {
        view! {
            <span class="level__criterion" id=described.clone()>
                <strong>{row.name}": "</strong>
                {it}
            </span>
        }
        .into_any()
    });
    view! {
        <label class="level">
            <input
                type="radio"
                name="response"
                aria-describedby=described.clone()
                prop:checked=checked
                on:change=move |_| choose()
            />
            {sign(row.icon)}
            <span class="level__name">{row.name}</span>
            <span class="level__short">{row.short}</span>
            <kbd class="level__key" aria-hidden="true">{row.key.to_string()}</kbd>
            {criterion}
        </label>
    }
    .into_any()
}

/// While the question or one of its answers has focus, a digit chooses an answer, and Enter on the question goes on.
fn on_key(event: leptos::ev::KeyboardEvent) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    let key = event.key();
    let pressed = match key.as_str() {
        "Enter" => focus::is_on("h1") && focus::press(".question [type=submit]"),
        "1" | "2" | "3" | "4" | "5" | "6" | "7" => {
            focus::press(&[".level:nth-of-type(", &key, ") > input"].concat())
        }
        _ => false,
    };
    if !pressed {
        return;
    }
    event.prevent_default();
}

/// The notice that the choice does not count yet.
fn not_counted() -> AnyView {
    view! {
        <p class="hint" role="status">
            "Saved as a draft. It counts once it has a reason and a sentence; until then an earlier answer stands."
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
    // A reason that is not offered is shown where it was given.
    let given = fields.reason.get_untracked();
    let reasons = NotApplicable::ALL.into_iter();
    let reasons = reasons.filter(|it| NotApplicable::OFFERED.contains(it) || given == Some(*it));
    let choices = reasons.map(|reason| {
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
            {choices.collect_view()}
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
            {printed(fields.because.into())}
        </div>
        {when(move || fields.incomplete(), not_counted)}
    }
    .into_any()
}
