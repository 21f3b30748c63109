//! One service: its stack with the line, its variants, defaults, features, practices and sources.

use leptos::prelude::*;

use super::chooser;
use super::stack::stack;
use crate::components::reactive::word;
use crate::components::stack::Column;
use crate::components::{fact, line, sources};
use crate::route::Route;
use crate::state::State;
use demarc_catalog::{Deployment, Lifecycle, Owner, ServiceRef, Variant};
use demarc_core::labels;

/// The page of one service.
pub fn page(state: State, column: Column) -> AnyView {
    let Column {
        way: deployment,
        text,
    } = column;
    let note = column
        .way
        .index()
        .and_then(|index| text.variants.get(index));
    let note = note.map(|it| view! { <p>{it.note.as_str()}</p> }.into_any());
    view! {
        <main id="main" class="page page--wide explore" tabindex="-1">
            <div class="explore__head">
                <p class="meta">{kind(state, deployment)}</p>
                <h1 class="page-title" tabindex="-1">{deployment.service.name.as_str()}</h1>
                {variants(deployment)}
                {text.lifecycle(deployment.index()).map(ending)}
                {chooser::beside(state, deployment.reference(), None)}
                <p class="explore__sum">{sum(state, deployment)}</p>
            </div>
            {stack(state, vec![column])}
            <section aria-labelledby="who">
                <h2 id="who">"In two sentences"</h2>
                {note}
                {line(&text.aws, &text.customer)}
            </section>
            {defaults(column)}
            {features(column)}
            {practices(state, deployment)}
            {assurance(state, deployment)}
            {behind(column)}
        </main>
    }
    .into_any()
}

/// The name of its class, and of its service model unless that contradicts the class.
fn kind(state: State, deployment: Deployment<'static>) -> AnyView {
    let texts = state.texts();
    let service = deployment.service;
    let class = texts.classes.iter().find(|it| it.id == service.class);
    let model = texts.models.iter().find(|it| {
        it.id == service.model && class.is_some_and(|class| class.models.contains(&it.id))
    });
    let names = class
        .map(|it| &it.name)
        .into_iter()
        .chain(model.map(|it| &it.short));
    let sentence: String = names.map(|name| format!(" · {name}")).collect();
    view! {
        <a href=Route::Explore(None, None).to_string()>"All services"</a>
        {sentence}
    }
    .into_any()
}

/// When the service or the variant closes or ends.
fn ending(lifecycle: &'static Lifecycle) -> AnyView {
    view! {
        <p class="notice">
            {labels::lifecycle(lifecycle)}
            " "
            <a href=lifecycle.source.as_str() rel="noopener noreferrer">"AWS’s page on it"</a>
        </p>
    }
    .into_any()
}

/// The number of layers by owner.
pub fn sum(state: State, deployment: Deployment<'static>) -> String {
    let layers = &state.catalog().layers;
    let of = |owner: Owner| demarc_catalog::line::count(layers, &deployment, owner);
    let of_operator = match (of(Owner::Operator), deployment.operator()) {
        (0, _) => String::new(),
        (count, name) => format!(", {count} {}’s", name.unwrap_or("the operator")),
    };
    let absent = match of(Owner::Absent) {
        0 => String::new(),
        absent => format!(" {absent} nobody’s."),
    };
    format!(
        "{} AWS’s, {} yours, {} shared{of_operator}.{absent}",
        labels::count(of(Owner::Aws), "layer is", "layers are"),
        of(Owner::Customer),
        of(Owner::Shared),
    )
}

/// The variants of the service, each as a link.
fn variants(deployment: Deployment<'static>) -> AnyView {
    if deployment.variant.is_none() {
        return ().into_any();
    }
    let shown = |variant: &&Variant| {
        variant.is_offered() || deployment.variant.is_some_and(|it| it.id == variant.id)
    };
    let links = deployment.service.variants.iter().filter(shown);
    let links = links.map(|variant| {
        let current = deployment.variant.is_some_and(|it| it.id == variant.id);
        let to = ServiceRef::new(&deployment.service.id, Some(&variant.id));
        view! {
            <li>
                <a
                    href=Route::Explore(Some(to), None).to_string()
                    aria-current=word(move || current.then_some("page"))
                >
                    {variant.name.as_str()}
                </a>
            </li>
        }
        .into_any()
    });
    view! {
        <nav aria-label="Ways it is run">
            <ul class="nav-list">{links.collect_view()}</ul>
        </nav>
    }
    .into_any()
}

/// What holds by default.
fn defaults(column: Column) -> AnyView {
    let defaults = column.text.defaults.iter().map(|default| {
        let since = default.since.as_ref();
        let since = since.map(|it| view! { <strong>{format!("Since {it}: ")}</strong> }.into_any());
        view! {
            <li>
                {since}
                {default.note.as_str()}
                {sources(std::slice::from_ref(&default.source))}
            </li>
        }
        .into_any()
    });
    let defaults = defaults.collect_view();
    if defaults.is_empty() {
        return ().into_any();
    }
    view! {
        <section aria-labelledby="defaults">
            <h2 id="defaults">"What holds without your doing"</h2>
            <ul>{defaults}</ul>
        </section>
    }
    .into_any()
}

/// Features that have a name of their own.
fn features(column: Column) -> AnyView {
    let features = column.text.features.iter();
    let features = features.map(|it| fact(&it.name, it.note.as_str().into_any()));
    let features = features.collect_view();
    if features.is_empty() {
        return ().into_any();
    }
    view! {
        <section aria-labelledby="features">
            <h2 id="features">"Parts with a name of their own"</h2>
            <dl class="facts">{features}</dl>
        </section>
    }
    .into_any()
}

/// The practices that meet the customer's side, by domain.
fn practices(state: State, deployment: Deployment<'static>) -> AnyView {
    let mut count = 0;
    let domains = state.catalog().domains.iter().filter_map(|domain| {
        let practices = state.catalog().practices_in(&domain.id);
        let titles: Vec<&str> = practices
            .filter(|it| it.is_asked_for(&deployment))
            .map(|it| it.title.as_str())
            .collect();
        count += titles.len();
        (!titles.is_empty()).then(|| fact(&domain.name, titles.join(", ").into_any()))
    });
    let domains = domains.collect_view();
    let heading = format!(
        "{} your side",
        labels::count(count, "practice meets", "practices meet")
    );
    view! {
        <section aria-labelledby="met-by">
            <h2 id="met-by">{heading}</h2>
            <p>
                "An assessment asks which of them are in place, besides those that every account needs. "
                <a href=Route::Home.to_string()>"Start one"</a>
            </p>
            <dl class="facts">{domains}</dl>
        </section>
    }
    .into_any()
}

/// Whether the service is in scope of each assurance program, with AWS's list and its day.
fn assurance(state: State, deployment: Deployment<'static>) -> AnyView {
    let scope = state.texts().scope(&deployment.service.id);
    let rows = scope.map(|(program, is_in)| {
        let is_in = match is_in {
            Some(true) => "In scope",
            Some(false) => "Not on the list",
            None => "Not known: it is newer than the list, or is there under another name",
        };
        let read = format!("AWS’s list as of {}", labels::day(&program.checked));
        let what = view! {
            {is_in} ". "
            <a class="meta" href=program.source.as_str() rel="noopener noreferrer">{read}</a>
        };
        fact(&program.name, what.into_any())
    });
    view! {
        <section aria-labelledby="assurance">
            <h2 id="assurance">"AWS’s assurance programs"</h2>
            <dl class="facts">{rows.collect_view()}</dl>
        </section>
    }
    .into_any()
}

/// The sources, and the day of the last review.
fn behind(column: Column) -> AnyView {
    let own = column
        .way
        .index()
        .and_then(|index| column.text.variants.get(index));
    let own = own.filter(|it| !it.sources.is_empty());
    view! {
        <section aria-labelledby="behind">
            <h2 id="behind">"Where this comes from"</h2>
            {sources(&column.text.sources)}
            {own.map(|it| sources(&it.sources))}
            <p class="meta">{format!("Held against them on {}.", column.text.checked)}</p>
        </section>
    }
    .into_any()
}
