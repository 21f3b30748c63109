//! Reactive parts of a view. Each erases the type of its closure, so that generic code is compiled once instead of once
//! for every closure: this keeps the download small.
//!
//! A browser that translates the page replaces texts by `font` elements. A text that is changed later has to be replaced
//! with what is around it then, because the text itself is no longer on the page.

use leptos::prelude::*;

use crate::browser::page;

/// A view that redraws when a signal that it reads changes. On a translated page it is replaced as a whole.
pub fn live(draw: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    fn erased(draw: Box<dyn Fn() -> AnyView + Send>) -> AnyView {
        let mut flipped = false;
        let redraw = move || {
            let drawn = draw();
            if !page::is_translated() {
                return drawn;
            }
            // Leptos changes a view of the same type in place, and replaces one of another type.
            flipped = !flipped;
            if flipped {
                vec![drawn].into_any()
            } else {
                drawn
            }
        };
        redraw.into_any()
    }
    erased(Box::new(draw))
}

/// A view that is present while a condition holds. It redraws when the condition changes, not when its signals do.
pub fn when(
    holds: impl Fn() -> bool + Send + Sync + 'static,
    draw: impl Fn() -> AnyView + Send + 'static,
) -> AnyView {
    let holds = memo(holds);
    live(move || if holds.get() { draw() } else { ().into_any() })
}

/// A text that follows the signals it reads, as an element whose content is replaced.
pub fn text(read: impl Fn() -> String + Send + Sync + 'static) -> AnyView {
    let read = value(read);
    view! { <span prop:textContent=read></span> }.into_any()
}

/// A boolean for an attribute or a property, which notifies only when its value changes.
pub fn flag(holds: impl Fn() -> bool + Send + Sync + 'static) -> Signal<bool> {
    memo(holds).into()
}

/// A text for an attribute or a property.
pub fn value(read: impl Fn() -> String + Send + Sync + 'static) -> Signal<String> {
    Signal::derive(read)
}

/// The value of an optional attribute; with `None` the attribute is absent.
pub fn word(
    read: impl Fn() -> Option<&'static str> + Send + Sync + 'static,
) -> Signal<Option<&'static str>> {
    Signal::derive(read)
}

fn memo(holds: impl Fn() -> bool + Send + Sync + 'static) -> Memo<bool> {
    fn erased(holds: Box<dyn Fn() -> bool + Send + Sync>) -> Memo<bool> {
        Memo::new(move |_| holds())
    }
    erased(Box::new(holds))
}
