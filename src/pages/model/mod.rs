//! The model as a short illustrated read, without an assessment: two sides, seven duties in two halves, service models,
//! best practices, and what AWS brings to each framework.

mod figure;
mod parts;

use leptos::prelude::*;

use crate::browser::focus;
use crate::components::fact;
use crate::route::Route;
use crate::state::State;
use demarc_catalog::FrameworkKind;
use demarc_core::labels;

/// A chapter: its id with `#`, as the focus selector, and its heading.
type Heading = (&'static str, &'static str);

const AWS: Heading = ("#aws-side", "Security of the cloud: AWS’s side");
const YOU: Heading = ("#your-side", "Security in the cloud: your side");
const PAIRS: Heading = ("#pairs", "One duty, two halves");
const MODELS: Heading = ("#models", "The line moves with the service");
const BEST: Heading = ("#best", "Best practices");
const FRAMEWORKS: Heading = (
    "#frameworks",
    "Frameworks: what AWS brings, and what it never covers",
);

/// The page of the model.
pub fn page() -> AnyView {
    let state = State::get();
    let texts = state.texts();
    let links = [AWS, YOU, PAIRS, MODELS, BEST, FRAMEWORKS].map(|(id, heading)| {
        let jump = move |event: leptos::ev::MouseEvent| {
            // The hash names the page, so focus moves by hand.
            event.prevent_default();
            focus::first(id);
        };
        view! {
            <li>
                <a href=Route::Model.to_string() on:click=jump>{heading}</a>
            </li>
        }
        .into_any()
    });
    let domains = state.catalog().domains.iter().map(|domain| {
        let count = state.catalog().practices_in(&domain.id).count();
        let count = labels::count(count, "practice", "practices");
        parts::card(
            domain.name.clone(),
            vec![
                view! { <p>{domain.summary.as_str()}</p> }.into_any(),
                view! { <p class="meta">{count}</p> }.into_any(),
            ],
        )
    });
    let best = texts.best_practices.iter();
    let rules = texts.frameworks.iter();
    let rules = rules.filter(|it| it.kind == FrameworkKind::Rules);
    view! {
        <main id="main" class="page page--wide read" tabindex="-1">
            <div class="read__top">
                <div>
                    <h1 class="page-title" tabindex="-1">"The shared responsibility model"</h1>
                    <p class="lede">
                        "AWS secures the cloud; you secure what you put in it. What is neither AWS’s doing nor yours is nobody’s, and that is where things go wrong."
                    </p>
                    <p>
                        "This page tells the model in a few minutes, with what the usual short versions of it get wrong. To see the line in one service, "
                        <a href=Route::Explore(None, None).to_string()>"explore it layer by layer"</a> "."
                    </p>
                    <nav aria-label="On this page">
                        <ol class="toc">{Vec::from(links)}</ol>
                    </nav>
                </div>
                {figure::line(&texts.areas, &state.catalog().domains)}
            </div>
            {chapter(
                AWS,
                "For each area: what AWS does, and where that ends.",
                view! { <div class="card-grid">{texts.areas.iter().map(parts::area).collect_view()}</div> }
                    .into_any(),
            )}
            {chapter(
                YOU,
                "These are the chapters of your side, as an assessment asks for them.",
                view! { <div class="card-grid">{domains.collect_view()}</div> }.into_any(),
            )}
            {chapter(
                PAIRS,
                "The same thing is often secured twice: by AWS underneath, and by you on top.",
                view! { <ul class="pairs">{texts.pairs.iter().map(|it| parts::pair(state, it)).collect_view()}</ul> }
                    .into_any(),
            )}
            {chapter(
                MODELS,
                "Three common words say roughly how much a provider runs. The small stacks show what holds for the services usually named, from the data center at the top to the audit at the bottom: AWS’s part is blue and on the left, yours amber and on the right.",
                view! {
                    <div class="card-grid">
                        {texts.models.iter().map(|it| parts::model(state, it)).collect_view()}
                    </div>
                    <h3>"AWS’s own three classes"</h3>
                    <div class="card-grid">{texts.classes.iter().map(parts::class).collect_view()}</div>
                }
                    .into_any(),
            )}
            {chapter(
                BEST,
                "What the model’s usual advice means today, and which practices ask for it.",
                view! {
                    <dl class="facts">
                        {best
                            .map(|it| fact(&it.name, parts::best_practice(state, it)))
                            .collect_view()}
                    </dl>
                }
                    .into_any(),
            )}
            {chapter(
                FRAMEWORKS,
                "You inherit part of an audit from AWS, and never all of it.",
                rules.map(parts::framework).collect_view().into_any(),
            )}
        </main>
    }
    .into_any()
}

fn chapter((id, heading): Heading, lead: &'static str, inside: AnyView) -> AnyView {
    let id = id.trim_start_matches('#');
    view! {
        <section aria-labelledby=id>
            <h2 id=id tabindex="-1">{heading}</h2>
            <p>{lead}</p>
            {inside}
        </section>
    }
    .into_any()
}
