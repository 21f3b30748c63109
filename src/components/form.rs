//! Parts that every form has: a field with its label, and a choice among several.

use leptos::ev::Event;
use leptos::prelude::*;

use super::reactive::text;

/// A control with its label. A hint has the id `<id>-hint`, for the control's `aria-describedby`.
pub fn field(
    id: &'static str,
    label: &'static str,
    hint: Option<&'static str>,
    control: AnyView,
) -> AnyView {
    let hint =
        hint.map(|hint| view! { <p class="hint" id=format!("{id}-hint")>{hint}</p> }.into_any());
    view! {
        <div class="field">
            <label for=id>{label}</label>
            {hint}
            {control}
        </div>
    }
    .into_any()
}

/// What is in a field, for print: a field prints only the lines that show on the screen.
pub fn printed(value: Signal<String>) -> AnyView {
    view! { <div class="printed" dir="auto">{text(move || value.get())}</div> }.into_any()
}

/// A radio button or a checkbox with its label and a hint.
pub fn choice(
    kind: &'static str,
    group: &str,
    label: String,
    hint: Option<&'static str>,
    checked: Signal<bool>,
    choose: impl Fn(Event) + 'static,
) -> AnyView {
    choice_of(kind, group, label.into_any(), hint, checked, choose)
}

/// The same, with a label that is more than a text.
pub fn choice_of(
    kind: &'static str,
    group: &str,
    label: AnyView,
    hint: Option<&'static str>,
    checked: Signal<bool>,
    choose: impl Fn(Event) + 'static,
) -> AnyView {
    let choose: Box<dyn Fn(Event)> = Box::new(choose);
    let hint = hint.map(|hint| view! { <span class="choice__hint">{hint}</span> }.into_any());
    view! {
        <label class="choice">
            <input type=kind name=group.to_owned() prop:checked=checked on:change=choose/>
            <span class="choice__label">{label}</span>
            {hint}
        </label>
    }
    .into_any()
}
