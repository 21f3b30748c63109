//! The cards of the model's page: one function for each kind of content.

use leptos::prelude::*;

use crate::components::sources;
use crate::components::stack::{Column, small};
use crate::route::Route;
use crate::state::State;
use demarc_catalog::{
    Area, BestPractice, Framework, Pair, PracticeId, ServiceClass, ServiceModel, ServiceRef,
};

/// A card: a name with its content.
pub fn card(name: String, parts: Vec<AnyView>) -> AnyView {
    view! {
        <article class="card">
            <h3>{name}</h3>
            {parts}
        </article>
    }
    .into_any()
}

/// An area of AWS's side, and its limit.
pub fn area(area: &'static Area) -> AnyView {
    let points = area.points.iter();
    let points = points.map(|point| view! { <li>{point.as_str()}</li> }.into_any());
    card(
        area.name.clone(),
        vec![
            view! { <p>{area.summary.as_str()}</p> }.into_any(),
            view! { <p><strong>"Where it ends: "</strong>{area.limits.as_str()}</p> }.into_any(),
            view! {
                <details class="more">
                    <summary>"In detail"</summary>
                    <ul>{points.collect_view()}</ul>
                    {sources(&area.sources)}
                </details>
            }
            .into_any(),
        ],
    )
}

/// The two halves of one duty, above and below the line.
pub fn pair(state: State, pair: &'static Pair) -> AnyView {
    let note = pair.note.as_deref();
    let note = note.map(|note| view! { <p>{note}</p> }.into_any());
    view! {
        <li>
            <div class="demarc">
                <p class="demarc__aws">
                    <strong>"AWS: "</strong>
                    {pair.aws.as_str()}
                </p>
                <div class="demarc__rule" aria-hidden="true"></div>
                <p class="demarc__you">
                    <strong>"You: "</strong>
                    {pair.customer.as_str()}
                </p>
            </div>
            {note}
            {asked(state, &pair.practices)}
            {sources(&pair.sources)}
        </li>
    }
    .into_any()
}

/// A service model, with the stacks of its usual examples.
pub fn model(state: State, model: &'static ServiceModel) -> AnyView {
    let examples = model.examples.iter().filter_map(|id| {
        let reference = ServiceRef::new(id, None);
        let column = Column::of(state, &reference)?;
        let route = Route::Explore(Some(reference), None).to_string();
        Some(
            view! {
                <li>
                    <a href=route>
                        {small(&state.catalog().layers, column)} {column.way.service.short_name()}
                    </a>
                </li>
            }
            .into_any(),
        )
    });
    card(
        format!("{} ({})", model.name, model.short),
        vec![
            view! { <p>{model.summary.as_str()}</p> }.into_any(),
            view! { <ul class="examples actions" aria-label="Services usually named">{examples.collect_view()}</ul> }
                .into_any(),
            view! { <p><strong>"What that hides: "</strong>{model.note.as_str()}</p> }.into_any(),
            sources(&model.sources),
        ],
    )
}

/// One of AWS's service classes.
pub fn class(class: &'static ServiceClass) -> AnyView {
    let summary = view! { <p>{class.summary.as_str()}</p> }.into_any();
    card(class.name.clone(), vec![summary, sources(&class.sources)])
}

/// A best practice in its current form.
pub fn best_practice(state: State, best: &'static BestPractice) -> AnyView {
    view! {
        {best.summary.as_str()}
        {asked(state, &best.practices)}
    }
    .into_any()
}

/// What a customer inherits for a framework. The texts of requirements belong to their publisher and are not shown.
pub fn framework(framework: &'static Framework) -> AnyView {
    let evidence = format!(
        "Edition: {}. Evidence: {}",
        framework.version,
        framework.evidence.join("; ")
    );
    view! {
        <details class="more">
            <summary>{framework.name.as_str()}</summary>
            <p>{framework.inherited.as_str()}</p>
            <p>
                <strong>"Never covered: "</strong>
                {framework.never.as_str()}
            </p>
            <p class="meta">{evidence}</p>
            {sources(&framework.sources)}
        </details>
    }
    .into_any()
}

/// The practices of an assessment that cover something.
fn asked(state: State, ids: &[PracticeId]) -> AnyView {
    let titles = ids.iter().filter_map(|id| state.catalog().practice(id));
    let titles: Vec<&str> = titles.map(|it| it.title.as_str()).collect();
    view! { <p class="meta">"Asked by: " {titles.join(", ")}</p> }.into_any()
}
