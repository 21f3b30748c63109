//! The model itself, without an assessment: AWS's areas, your domains, service models, example pairs, best practices,
//! and what AWS brings to each framework.
//! It shows the catalog and knows no answer.

use leptos::prelude::*;

use crate::catalog::{Area, BestPractice, Framework, FrameworkKind, Pair, PracticeId, ServiceId};
use crate::ui::components::{fact, sources};
use crate::ui::state::State;

/// The model.
pub fn page() -> AnyView {
    let state = State::get();
    let texts = state.texts();
    let domains = state.catalog().domains.iter();
    let domains = domains.map(|it| fact(&it.name, it.summary.as_str().into_any()));
    let models = texts.models.iter().map(|model| {
        let examples = format!("Often named: {}", service_names(state, &model.examples));
        card(
            format!("{} ({})", model.name, model.short),
            vec![
                view! { <p>{model.summary.as_str()}</p> }.into_any(),
                view! { <p class="meta">{examples}</p> }.into_any(),
                view! { <p>{model.note.as_str()}</p> }.into_any(),
            ],
        )
    });
    let rules = texts.frameworks.iter();
    let frameworks = rules
        .filter(|it| it.kind == FrameworkKind::Rules)
        .map(framework);
    let classes = texts.classes.iter().map(|class| {
        let summary = view! { <p>{class.summary.as_str()}</p> }.into_any();
        card(class.name.clone(), vec![summary, sources(&class.sources)])
    });
    view! {
        <main id="main" class="page page--wide" tabindex="-1">
            <h1 class="page-title" tabindex="-1">"The shared responsibility model"</h1>
            <p class="lede">
                "AWS secures the cloud; you secure what you put in it. Where the line runs depends on the service."
            </p>
            <section aria-labelledby="aws-side">
                <h2 id="aws-side">"AWS’s side"</h2>
                <div class="card-grid">{texts.areas.iter().map(area).collect_view()}</div>
            </section>
            <section aria-labelledby="your-side">
                <h2 id="your-side">"Your side"</h2>
                <dl class="facts">{domains.collect_view()}</dl>
            </section>
            <section aria-labelledby="models">
                <h2 id="models">"Service models"</h2>
                <div class="card-grid">{models.collect_view()} {classes.collect_view()}</div>
            </section>
            <section aria-labelledby="pairs">
                <h2 id="pairs">"Two halves of one duty"</h2>
                <div class="scroller" tabindex="0" role="region" aria-label="The pairs as a table">
                    <table class="table">
                        <thead>
                            <tr>
                                <th scope="col">"AWS"</th>
                                <th scope="col">"You"</th>
                                <th scope="col">"To mind"</th>
                            </tr>
                        </thead>
                        <tbody>{texts.pairs.iter().map(pair).collect_view()}</tbody>
                    </table>
                </div>
            </section>
            <section aria-labelledby="best">
                <h2 id="best">"Best practices"</h2>
                <dl class="facts">
                    {texts.best_practices.iter().map(|it| best_practice(state, it)).collect_view()}
                </dl>
            </section>
            <section aria-labelledby="frameworks">
                <h2 id="frameworks">"Frameworks: what AWS brings, and what it never covers"</h2>
                <div class="card-grid">{frameworks.collect_view()}</div>
            </section>
        </main>
    }
    .into_any()
}

/// What a customer inherits for a framework. Its requirements are its publisher's.
fn framework(framework: &'static Framework) -> AnyView {
    let evidence = format!(
        "Edition: {}. Evidence: {}",
        framework.version,
        framework.evidence.join("; ")
    );
    card(
        framework.name.clone(),
        vec![
            view! { <p>{framework.inherited.as_str()}</p> }.into_any(),
            view! { <p><strong>"Never covered: "</strong>{framework.never.as_str()}</p> }
                .into_any(),
            view! { <p class="meta">{evidence}</p> }.into_any(),
            sources(&framework.sources),
        ],
    )
}

fn card(name: String, parts: Vec<AnyView>) -> AnyView {
    view! {
        <article class="card">
            <h3>{name}</h3>
            {parts}
        </article>
    }
    .into_any()
}

fn area(area: &'static Area) -> AnyView {
    let points = area.points.iter();
    let points = points.map(|point| view! { <li>{point.as_str()}</li> }.into_any());
    card(
        area.name.clone(),
        vec![
            view! { <p>{area.summary.as_str()}</p> }.into_any(),
            view! { <ul>{points.collect_view()}</ul> }.into_any(),
            view! { <p><strong>"Where it ends: "</strong>{area.limits.as_str()}</p> }.into_any(),
            sources(&area.sources),
        ],
    )
}

fn pair(pair: &'static Pair) -> AnyView {
    view! {
        <tr>
            <td>{pair.aws.as_str()}</td>
            <td>{pair.customer.as_str()}</td>
            <td>{pair.note.as_deref().unwrap_or("–")}</td>
        </tr>
    }
    .into_any()
}

fn best_practice(state: State, best: &'static BestPractice) -> AnyView {
    let asked = format!("Asked by: {}", practice_titles(state, &best.practices));
    let what = view! {
        {best.summary.as_str()}
        <p class="meta">{asked}</p>
    };
    fact(&best.name, what.into_any())
}

fn practice_titles(state: State, ids: &[PracticeId]) -> String {
    let titles = ids.iter().filter_map(|id| state.catalog().practice(id));
    titles
        .map(|it| it.title.as_str())
        .collect::<Vec<_>>()
        .join(", ")
}

fn service_names(state: State, ids: &[ServiceId]) -> String {
    let services = ids.iter().filter_map(|id| state.catalog().service(id));
    services
        .map(|it| it.name.as_str())
        .collect::<Vec<_>>()
        .join(", ")
}
