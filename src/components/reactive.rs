//! Parts of a page that follow what they read. Each hides its closure behind one type, so that what the compiler
//! would make for every closure is made once: the download is what users wait for.

use leptos::prelude::*;

/// A part that is drawn anew whenever something it reads changes.
pub fn live(draw: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    fn erased(draw: Box<dyn Fn() -> AnyView + Send>) -> AnyView {
        (move || draw()).into_any()
    }
    erased(Box::new(draw))
}

/// A part that is there while a condition holds. It is drawn when that changes, not with all that is read for it.
pub fn when(
    holds: impl Fn() -> bool + Send + Sync + 'static,
    draw: impl Fn() -> AnyView + Send + 'static,
) -> AnyView {
    let holds = memo(holds);
    live(move || if holds.get() { draw() } else { ().into_any() })
}

/// A text that follows what it reads.
pub fn text(read: impl Fn() -> String + Send + 'static) -> AnyView {
    fn erased(read: Box<dyn Fn() -> String + Send>) -> AnyView {
        (move || read()).into_any()
    }
    erased(Box::new(read))
}

/// A truth for an attribute or a property, told on when it changes.
pub fn flag(holds: impl Fn() -> bool + Send + Sync + 'static) -> Signal<bool> {
    memo(holds).into()
}

/// A text for an attribute or a property.
pub fn value(read: impl Fn() -> String + Send + Sync + 'static) -> Signal<String> {
    Signal::derive(read)
}

/// A word for an attribute that is there only while it has one.
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
