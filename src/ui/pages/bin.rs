//! What was deleted and can be brought back, and what could not be read and was set aside.
//! It changes nothing but what its buttons say.

use leptos::prelude::*;

use crate::storage::{BIN_KEEPS, Binned, Unreadable};
use crate::ui::document;
use crate::ui::live::live;
use crate::ui::route::Route;
use crate::ui::state::State;
use crate::ui::words;

/// The bin, and what was set aside.
pub fn page() -> AnyView {
    let state = State::get();
    state.read_shelf();
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
    let name = match &assessment.frozen {
        Some(frozen) => format!(
            "{} (snapshot of {})",
            frozen.label,
            words::name(&assessment.name)
        ),
        None => words::name(&assessment.name).to_owned(),
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
    let discard = move |_| {
        state.discard(&key.to_string());
        document::focus("h1");
    };
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
                <button
                    type="button"
                    class="button button--small button--danger"
                    aria-label=format!("Delete for good: {name}")
                    on:click=discard
                >
                    "Delete for good"
                </button>
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
    let discard = move |_| {
        state.discard(&key);
        document::focus("h1");
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
                <button type="button" class="button button--small button--danger" on:click=discard>
                    "Delete it for good"
                </button>
            </p>
        </div>
    }
    .into_any()
}
