//! A field for a date: the browser's own. Browsers report every half-typed date; only a complete one is written.
//! While somebody types, nothing is written back into the field, because that would empty its other parts.

use std::rc::Rc;

use leptos::ev::{Event, KeyboardEvent};
use leptos::prelude::*;

use super::unstored::Unstored;
use crate::browser::fields;
use crate::components::reactive::{live, word};
use crate::state::Session;
use demarc_catalog::Date;
use demarc_core::assessment::{EnteredDate, FIRST_DAY, LAST_DAY};
use demarc_core::labels;

/// What stores a date, or that there is none.
type Write = StoredValue<Rc<dyn Fn(Option<Date>)>, LocalStorage>;

/// The state of a field.
#[derive(Clone, Copy)]
struct DateField {
    /// The text that the field is given; what is typed into it is in the field only.
    shown: RwSignal<String>,
    /// The stored date, as far as the field knows.
    stored: StoredValue<Option<Date>>,
    /// The date that was stored when typing began.
    before: StoredValue<Option<Date>>,
    /// What the field holds, if that can't be stored.
    unfinished: StoredValue<Option<EnteredDate>>,
    /// What is wrong with it, once the field is left.
    problem: RwSignal<Option<String>>,
    /// Whether something was typed since the field has focus.
    typing: StoredValue<bool>,
    unstored: Unstored,
    session: Session,
    write: Write,
}

/// The field and, below it, what is wrong with its content. `hint` is the id of a text that describes it, if there is
/// one; `write` gets each complete date, and `None` when all parts are emptied.
pub fn date_field(
    id: String,
    hint: &'static str,
    readonly: bool,
    stored: Signal<Option<Date>>,
    write: impl Fn(Option<Date>) + 'static,
) -> AnyView {
    let now = stored.get_untracked();
    let field = DateField {
        shown: RwSignal::new(text_of(now.as_ref())),
        stored: StoredValue::new(now.clone()),
        before: StoredValue::new(now),
        unfinished: StoredValue::new(None),
        problem: RwSignal::new(None),
        typing: StoredValue::new(false),
        unstored: Unstored::mark(),
        session: Session::get(),
        write: StoredValue::new_local(Rc::new(write)),
    };
    Effect::new(move || field.follow(stored.get()));
    let error = format!("{id}-error");
    let described = format!("{hint} {error}");
    let problem = move || match field.problem.get() {
        None => ().into_any(),
        Some(problem) => {
            let error = error.clone();
            view! { <p class="field__error" id=error role="alert">{problem}</p> }.into_any()
        }
    };
    view! {
        <input
            id=id
            type="date"
            min=FIRST_DAY
            max=LAST_DAY
            readonly=readonly
            aria-describedby=described
            aria-invalid=word(move || field.problem.with(Option::is_some).then_some("true"))
            prop:value=field.shown
            on:input=move |event| field.hear(&event)
            on:change=move |event| field.hear(&event)
            on:keyup=move |event| field.hear(&event)
            on:keydown=move |event| field.hear_key(&event)
            on:blur=move |event| field.leave(&event)
        />
        {live(problem)}
    }
    .into_any()
}

fn text_of(date: Option<&Date>) -> String {
    date.map(ToString::to_string).unwrap_or_default()
}

impl DateField {
    /// Takes what was typed.
    fn hear(self, event: &Event) {
        if self.unstored.is_gone() {
            return;
        }
        let (text, has_parts) = fields::date(event);
        let stored = self.stored.get_value();
        if !has_parts && text == text_of(stored.as_ref()) {
            return self.finish();
        }
        if !self.typing.get_value() {
            self.typing.set_value(true);
            self.before.set_value(stored);
            self.session.end_step();
        }
        match EnteredDate::read(&text, has_parts).to_keep() {
            Ok(date) => {
                self.finish();
                self.stored.set_value(date.clone());
                self.write.get_value()(date);
            }
            Err(unfinished) => {
                self.unfinished.set_value(Some(unfinished));
                self.unstored.set(true);
            }
        }
    }

    /// Before a key acts: Enter may send the form, and what is typed and not finished is undone first.
    fn hear_key(self, event: &KeyboardEvent) {
        let held = event.ctrl_key() || event.meta_key();
        let is_undo = held && !event.shift_key() && event.key() == "z";
        if event.key() == "Enter" {
            self.hear(event);
            self.judge();
        } else if is_undo && self.unfinished.with_value(Option::is_some) {
            event.prevent_default();
            event.stop_propagation();
            self.show();
        }
    }

    /// Judges what is in the field that was left.
    fn leave(self, event: &Event) {
        if self.unstored.is_gone() {
            return;
        }
        self.hear(event);
        if self.typing.get_value() {
            self.take_back_parts();
            self.typing.set_value(false);
            self.session.end_step();
        }
        self.judge();
    }

    /// Where what is left can't be stored, stores again what was there before: a day or month that was typed on the way is
    /// no date that anybody entered.
    fn take_back_parts(self) {
        let before = self.before.get_value();
        let is_unfinished = self.unfinished.with_value(Option::is_some);
        if is_unfinished && self.stored.with_value(|it| *it != before) {
            self.stored.set_value(before.clone());
            self.write.get_value()(before);
        }
    }

    /// Says what is wrong.
    fn judge(self) {
        if let Some(unfinished) = self.unfinished.get_value() {
            let problem = self
                .stored
                .with_value(|it| labels::unfinished_date(&unfinished, it.as_ref()));
            self.problem.set(Some(problem));
        }
    }

    /// Follows a date that was stored elsewhere: by undo, or by another tab. What is being typed stays.
    fn follow(self, date: Option<Date>) {
        let is_typed = self.typing.get_value() && self.unfinished.with_value(Option::is_some);
        if !is_typed && self.stored.with_value(|it| *it != date) {
            self.stored.set_value(date);
            self.show();
        }
    }

    /// Shows the stored date in place of what is typed.
    fn show(self) {
        self.shown
            .set(self.stored.with_value(|it| text_of(it.as_ref())));
        self.finish();
    }

    /// Nothing in the field is unfinished.
    fn finish(self) {
        self.unfinished.set_value(None);
        self.unstored.set(false);
        if self.problem.with_untracked(Option::is_some) {
            self.problem.set(None);
        }
    }
}
