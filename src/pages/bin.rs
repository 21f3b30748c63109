//! What was deleted and can be brought back, and what could not be read and was set aside.
//! It changes nothing but what its buttons say.

use leptos::prelude::*;

use crate::components::reactive::live;
use crate::document;
use crate::route::Route;
use crate::state::State;
use demarc_core::labels;
use demarc_core::store::{BIN_KEEPS, Binned, Unreadable};

/// The bin, and what was set aside.
pub fn page() -> AnyView {
    let state = State::get();
    state.read_inventory();
    view! {
        <main id="main" class="page" tabindex="-1">
            <h1 class="page-title" tabindex="-1">"Deleted and set aside"</h1>
            {live(move || contents(state))}
            <p class="actions">
                <a class="button" href=Route::Home.to_string()>"Back to your assessments"</a>
            </p>
        </main>
    }
    .into_any()
}

fn contents(state: State) -> AnyView {
    let kept = state.kept.get();
    let deleted = kept.bin.into_iter().map(|it| binned(state, it));
    let deleted = deleted.collect_view();
    let bin = if deleted.is_empty() {
        view! { <p>"Nothing is deleted."</p> }.into_any()
    } else {
        view! { <ul class="assessment-list">{deleted}</ul> }.into_any()
    };
    let aside = kept.unreadable.into_iter().map(|it| unreadable(state, it));
    let aside = aside.collect_view();
    let aside = (!aside.is_empty()).then(|| {
        view! {
            <h2>"Set aside"</h2>
            {aside}
        }
        .into_any()
    });
    view! {
        <h2>"Deleted"</h2>
        <p>"What you delete is kept here for 30 days, and then removed for good."</p>
        {bin}
        {aside}
    }
    .into_any()
}

fn binned(state: State, it: Binned) -> AnyView {
    let Binned {
        key,
        deleted,
        assessment,
    } = it;
    let name = match &assessment.snapshot {
        Some(snapshot) => format!(
            "{} (snapshot of {})",
            snapshot.label,
            labels::name(&assessment.name)
        ),
        None => labels::name(&assessment.name).to_owned(),
    };
    let when = format!(
        "Deleted {}. Kept until {}.",
        document::moment(deleted),
        document::moment(deleted.saturating_add(BIN_KEEPS)),
    );
    let bring_back = move |_| {
        state.bring_back(&assessment.id, deleted);
        document::focus("h1");
    };
    let key = key.to_string();
    view! {
        <li class="assessment">
            <h3>{name.clone()}</h3>
            <p class="meta">{when}</p>
            <p class="actions">
                <button
                    type="button"
                    class="button button--small"
                    aria-label=format!("Bring back {name}")
                    on:click=bring_back
                >
                    "Bring back"
                </button>
                {discarding(state, key, name)}
            </p>
        </li>
    }
    .into_any()
}

/// A record that could not be read, with what can be done about it.
pub fn unreadable(state: State, record: Unreadable) -> AnyView {
    let Unreadable {
        key,
        text,
        message,
        newer,
    } = record;
    let fate = if newer {
        "It is left as it is."
    } else {
        "It is set aside as it was found. You can save it as a file, to look into it or to ask for help."
    };
    view! {
        <div class="notice notice--error">
            <p>
                <strong>"Something kept here can’t be read"</strong>
            </p>
            <p>{message}</p>
            <p>{fate}</p>
            <p class="actions">
                <button
                    type="button"
                    class="button button--small"
                    on:click=move |_| document::save_file("demarc-unreadable.json", &text)
                >
                    "Save it as a file"
                </button>
                {discarding(state, key, "what can’t be read".to_owned())}
            </p>
        </div>
    }
    .into_any()
}

/// The button that deletes for good, which asks once more: nothing brings that back.
fn discarding(state: State, key: String, name: String) -> AnyView {
    let asked = RwSignal::new(false);
    let key = StoredValue::new(key);
    live(move || {
        let button = |class: &'static str, text: &'static str, act: fn(State, &str)| {
            view! {
                <button
                    type="button"
                    class=class
                    aria-label=format!("{text}: {name}")
                    on:click=move |_| {
                        asked.update(|it| *it = !*it);
                        key.with_value(|key| act(state, key));
                    }
                >
                    {text}
                </button>
            }
            .into_any()
        };
        if !asked.get() {
            let ask = |_: State, _: &str| document::focus("[data-keep] button");
            return button(
                "button button--small button--danger",
                "Delete for good",
                ask,
            );
        }
        let keep = |_: State, _: &str| document::focus("h1");
        let discard = |state: State, key: &str| {
            state.discard(key);
            document::focus("h1");
        };
        view! {
            <span class="actions" data-keep="">
                <span>"It can’t be brought back then."</span>
                {button("button button--small", "Keep it", keep)}
                {button("button button--small button--danger", "Yes, delete for good", discard)}
            </span>
        }
        .into_any()
    })
}
