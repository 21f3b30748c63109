//! One framework: what AWS brings to it, its statement of applicability if it has one, and its requirements.

use leptos::prelude::*;

use super::bar::chart;
use super::{HONESTLY, address, requirements, statement, summary, what_aws_brings};
use crate::components::sources;
use crate::state::State;
use demarc_catalog::{Framework, FrameworkId};
use demarc_core::analysis::{Analysis, framework};
use demarc_core::assessment::Assessment;

/// The page of a framework.
pub(super) fn page(
    state: State,
    id: &FrameworkId,
    assessment: &Assessment,
    analysis: &Analysis,
) -> AnyView {
    let (catalog, texts) = (state.catalog(), state.texts());
    let back = view! {
        <p>
            <a href=address(state, None)>"All frameworks"</a>
        </p>
    }
    .into_any();
    let standing = framework(id, catalog, texts, assessment, analysis);
    let (Some(standing), Some(framework)) = (standing, texts.framework(id)) else {
        return view! {
            {back}
            <p class="notice">{format!("This catalog has no framework called {id}.")}</p>
        }
        .into_any();
    };
    let statement = framework
        .statement
        .then(|| statement::section(state, &standing, assessment, analysis));
    view! {
        {back}
        <section class="framework" aria-labelledby="framework">
            <h2 id="framework">{framework.name.as_str()}</h2>
            <p class="meta">{edition(framework)}</p>
            <p>{summary(&standing)}</p>
            <p class="meta">{HONESTLY}</p>
            {chart(&standing)}
            {what_aws_brings(framework)}
            <details>
                <summary>"What is listed here, and the sources"</summary>
                <p>{framework.scope.as_str()}</p>
                {(!framework.sources.is_empty()).then(|| sources(&framework.sources))}
                <p class="meta">
                    "Publisher’s page: "
                    <a href=framework.url.as_str() rel="noopener noreferrer">
                        {framework.url.trim_start_matches("https://")}
                    </a>
                </p>
            </details>
        </section>
        {statement}
        {requirements::section(state, framework, &standing)}
    }
    .into_any()
}

fn edition(framework: &Framework) -> String {
    let checked = framework.checked.as_ref();
    let checked = checked.map(|day| format!(" Last held against its sources on {day}."));
    format!(
        "Edition: {}. Publisher: {}.{}",
        framework.version,
        framework.publisher,
        checked.unwrap_or_default(),
    )
}
