//! The accessibility statement. Its text is in `catalog/accessibility.toml`; a change of what it describes changes it.

use leptos::prelude::*;

use crate::components::table;
use crate::state::State;
use demarc_catalog::{Conformance, CriteriaGroup};

/// The accessibility statement.
pub fn page() -> AnyView {
    let statement = &State::get().texts().accessibility;
    let criteria = statement.criterion.iter().map(row);
    let list = |points: &'static [String]| {
        let points = points
            .iter()
            .map(|point| view! { <li>{point.as_str()}</li> });
        view! { <ul>{points.collect_view()}</ul> }.into_any()
    };
    let day = statement.checked.as_ref().map(ToString::to_string);
    view! {
        <main id="main" class="page" tabindex="-1">
            <h1 class="page-title" tabindex="-1">"Accessibility"</h1>
            <p class="lede">{statement.lead.as_str()}</p>
            <p>"As of "<time datetime=day.clone()>{day.clone()}</time>"."</p>
            <h2>"Known to fall short"</h2>
            {list(&statement.short)}
            <h2>"Tested with every change"</h2>
            {list(&statement.tested)}
            <h2>"Tried by hand"</h2>
            {list(&statement.by_hand)}
            <h2>"Criterion by criterion"</h2>
            <p>"The criteria of WCAG 2.2, levels A and AA. “Met” means met as far as was tried."</p>
            {table("Criteria, as a table".to_owned(), "table table--stacked criteria", &["About", "Standing", "How"], criteria.collect())}
            <h2>"Tell us"</h2>
            <p>{statement.tell.as_str()}</p>
        </main>
    }
    .into_any()
}

fn row(criterion: &'static CriteriaGroup) -> AnyView {
    let standing = match criterion.standing {
        Conformance::Met => "Met",
        Conformance::Unsure => "Not fully tried",
        Conformance::Short => "Falls short",
        Conformance::Absent => "Nothing of it here",
    };
    view! {
        <tr>
            <th scope="row">
                {criterion.name.as_str()} <span class="meta">{criterion.numbers.join(", ")}</span>
            </th>
            <td data-label="Standing">{standing}</td>
            <td data-label="How">{criterion.how.as_str()}</td>
        </tr>
    }
    .into_any()
}
