//! Frameworks: those that bind the user, the others, and each requirement by requirement.
//! No text says that anybody complies.

mod bar;
mod carriers;
mod one;
mod requirements;
mod statement;

use leptos::prelude::*;

use self::bar::{bar, table};
use crate::components::fact;
use crate::components::reactive::live;
use crate::route::{Step, View};
use crate::state::State;
use demarc_catalog::{Framework, FrameworkId};
use demarc_core::analysis::{Analysis, FrameworkStanding, Support, frameworks};
use demarc_core::assessment::Assessment;
use demarc_core::labels;

/// The limit of what Demarc can say, on every page about frameworks.
const HONESTLY: &str = "This shows how the practices stand that each requirement needs. Whether you meet a framework is not for Demarc to say: requirements ask more than practices on AWS, and only your own assessment or auditor can judge it.";

pub(super) fn view(state: State, framework: Option<&FrameworkId>) -> AnyView {
    match framework {
        None => analyzed(state, overview),
        Some(id) => {
            let id = id.clone();
            analyzed(state, move |state, assessment, analysis| {
                one::page(state, &id, assessment, analysis)
            })
        }
    }
}

/// Draws from the assessment and its analysis; redraws only on a change that did not come from this page.
fn analyzed(
    state: State,
    draw: impl Fn(State, &Assessment, &Analysis) -> AnyView + Send + 'static,
) -> AnyView {
    live(move || {
        state.track_redraws();
        let drawn = state.analysis.with_untracked(|analysis| {
            let analysis = analysis.as_ref()?;
            state.with_untracked(|assessment| Some(draw(state, assessment, analysis)))
        });
        drawn.into_any()
    })
}

/// All frameworks.
fn overview(state: State, assessment: &Assessment, analysis: &Analysis) -> AnyView {
    let (catalog, texts) = (state.catalog(), state.texts());
    let all = frameworks(catalog, texts, assessment, analysis);
    let (bound, others): (Vec<_>, Vec<_>) = all.iter().partition(|it| it.binds);
    let held = if bound.is_empty() {
        view! {
            <p>
                "Your situation names no rules you are held to. "
                <a href=state.at(Step::Situation).to_string()>"Say which"</a> " to see them here first."
            </p>
        }
        .into_any()
    } else {
        bound
            .iter()
            .map(|it| card(state, it, true))
            .collect_view()
            .into_any()
    };
    let other = labels::count(others.len(), "other framework", "other frameworks");
    let others = others.iter().map(|it| card(state, it, false));
    view! {
        <section class="frameworks" aria-labelledby="held">
            <h2 id="held">"Rules you are held to"</h2>
            <p class="meta">{HONESTLY}</p>
            {held}
        </section>
        <section class="frameworks" aria-labelledby="others">
            <h2 id="others">"Others"</h2>
            <details open=bound.is_empty()>
                <summary>{other}</summary>
                {others.collect_view()}
            </details>
            <details>
                <summary>"All frameworks as a table"</summary>
                {table(&all)}
            </details>
        </section>
    }
    .into_any()
}

/// A framework in short; if it binds the user, with what AWS brings to it.
fn card(state: State, standing: &FrameworkStanding<'_>, binds: bool) -> AnyView {
    let framework = state.texts().framework(&standing.framework.id);
    let address = address(state, Some(standing.framework.id.clone()));
    view! {
        <article class="framework">
            <h3>
                <a href=address>{standing.framework.name.clone()}</a>
            </h3>
            <p class="meta">{format!("Edition: {}", standing.framework.version)}</p>
            <p>{summary(standing)}</p>
            {bar(standing)}
            {framework.filter(|_| binds).map(what_aws_brings)}
        </article>
    }
    .into_any()
}

/// The standing of a framework, in a sentence or two.
fn summary(standing: &FrameworkStanding<'_>) -> String {
    let all = standing.requirements.len();
    let asked = standing.asked();
    let in_place = standing.count(Support::InPlace);
    let sentence = match in_place {
        _ if asked == 0 => "This assessment asks about none of them.".to_owned(),
        0 => "For none of these is every practice that it needs in place yet.".to_owned(),
        some => format!("For {some} of these every practice that it needs is in place."),
    };
    let deeper = match standing.asked_deeper() {
        0 => String::new(),
        some => format!(" A deeper assessment would ask about {some} more."),
    };
    format!(
        "Practices you are asked about decide {asked} of its {}. {sentence}{deeper}",
        labels::requirements(all),
    )
}

/// What a customer inherits, where the evidence is, and what is never covered.
fn what_aws_brings(framework: &'static Framework) -> AnyView {
    let evidence = framework.evidence.iter();
    let evidence = evidence.map(|it| view! { <li>{it.as_str()}</li> }.into_any());
    let evidence = evidence.collect_view();
    let evidence = if evidence.is_empty() {
        "None: AWS publishes no report about it.".into_any()
    } else {
        view! { <ul>{evidence}</ul> }.into_any()
    };
    view! {
        <dl class="facts">
            {fact("Inherited from AWS", framework.inherited.as_str().into_any())} {fact("AWS’s evidence", evidence)}
            {fact("Never covered by it", framework.never.as_str().into_any())}
        </dl>
    }
    .into_any()
}

/// The address of a framework's page, or of the page of all frameworks.
fn address(state: State, framework: Option<FrameworkId>) -> String {
    let step = Step::Results(View::Frameworks(framework));
    state.at(step).to_string()
}
