//! A framework's requirements in groups, each with the practices that carry it, filtered by state and by text.
//! Every row is drawn once and filtering hides rows, so that a list of hundreds keeps up with typing.

use leptos::prelude::*;

use super::bar::{mark, small};
use super::carriers::carried_by;
use crate::components::reactive::{flag, text};
use crate::state::State;
use demarc_catalog::Framework;
use demarc_core::analysis::{
    FrameworkStanding, Requirement, RequirementFilter, RequirementIndex, Support,
};
use demarc_core::labels;

/// With more requirements than this, groups are opened one by one.
const ALL_OPEN: usize = 120;

fn indexed(requirements: &[Requirement<'_>]) -> Vec<RequirementIndex> {
    requirements.iter().map(RequirementIndex::from).collect()
}

/// All requirements.
pub(super) fn section(
    state: State,
    framework: &'static Framework,
    standing: &FrameworkStanding<'_>,
) -> AnyView {
    let filter = RwSignal::new(RequirementFilter::default());
    let rows = indexed(&standing.requirements);
    let total = labels::requirements(rows.len());
    let rows = StoredValue::new(rows);
    let count = move || filter.with(|it| rows.with_value(|all| it.count(all)));
    let opened = standing.requirements.len() <= ALL_OPEN;
    let mut index = 0;
    let groups = framework.groups().into_iter().map(|(name, ids)| {
        let requirements = standing.requirements.get(index..index + ids.len());
        index += ids.len();
        group(
            state,
            framework,
            name,
            requirements.unwrap_or_default(),
            filter,
            opened,
        )
    });
    let groups = groups.collect_view();
    view! {
        <section class="requirements" aria-labelledby="requirements">
            <h3 id="requirements">"One by one"</h3>
            {controls(standing, filter)}
            <p class="hint" role="status">
                {text(move || match count() {
                    0 => format!("None of {total} fits."),
                    count => format!("{count} of {total}"),
                })}
            </p>
            {groups}
        </section>
    }
    .into_any()
}

/// The filter fields.
fn controls(standing: &FrameworkStanding<'_>, filter: RwSignal<RequirementFilter>) -> AnyView {
    let options = Support::ALL.into_iter().filter_map(|support| {
        let count = standing.count(support);
        let name = labels::support(support);
        let option = || {
            view! { <option value=support.key()>{format!("{name} ({count})")}</option> }.into_any()
        };
        (count > 0).then(option)
    });
    let options = options.collect_view();
    let choose = move |event| {
        let support = Support::from_key(&event_target_value(&event));
        filter.update(|it| it.support = support);
    };
    let find = move |event| {
        let typed = event_target_value(&event);
        filter.update(|it| it.set_words(&typed));
    };
    view! {
        <div class="filters">
            <label>
                "State "
                <select on:change=choose>
                    <option value="">"All"</option>
                    {options}
                </select>
            </label>
            <label class="filters__search">
                "Find an id or a practice " <input type="search" autocomplete="off" on:input=find />
            </label>
        </div>
    }
    .into_any()
}

/// Requirements whose ids share a prefix.
fn group(
    state: State,
    framework: &'static Framework,
    name: &'static str,
    requirements: &[Requirement<'_>],
    filter: RwSignal<RequirementFilter>,
    opened: bool,
) -> AnyView {
    let all = indexed(requirements);
    let total = all.len();
    let rows = requirements
        .iter()
        .zip(&all)
        .map(|(requirement, found_by)| {
            let found_by = found_by.clone();
            let hidden = flag(move || !filter.with(|it| it.matches(&found_by)));
            row(state, requirement, hidden)
        });
    let rows = rows.collect_view();
    let caption = if name.is_empty() {
        "Requirements".to_owned()
    } else {
        format!("Requirements {name}")
    };
    let table = view! {
        <table class="table requirements__table">
            <caption class="visually-hidden">{caption}</caption>
            <thead>
                <tr>
                    <th scope="col">"Requirement"</th>
                    <th scope="col">"State"</th>
                    <th scope="col">"Practices behind it"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any();
    if name.is_empty() {
        return table;
    }
    let in_place = requirements
        .iter()
        .filter(|it| it.support == Support::InPlace)
        .count();
    let total_named = labels::requirements(total);
    let bar = small(framework.id.as_str(), requirements);
    let all = StoredValue::new(all);
    let count = Memo::new(move |_| filter.with(|it| all.with_value(|all| it.count(all))));
    let status = move || match count.get() {
        shown if shown == total => format!("{total_named}, {in_place} in place"),
        shown => format!("{shown} of {total}"),
    };
    let open = flag(move || opened || filter.with(RequirementFilter::is_narrow));
    view! {
        <details class="requirements__group" prop:open=open hidden=flag(move || count.get() == 0)>
            <summary>
                {name} " " <span class="meta">{text(status)}</span> {bar}
            </summary>
            {table}
        </details>
    }
    .into_any()
}

fn row(state: State, requirement: &Requirement<'_>, hidden: Signal<bool>) -> AnyView {
    let deeper = requirement.support == Support::InPlace && requirement.goes_deeper();
    let deeper = deeper.then(|| {
        view! { <p class="meta">"As far as it is asked: a deeper assessment asks more."</p> }
            .into_any()
    });
    view! {
        <tr hidden=hidden>
            <th scope="row">{requirement.id.to_owned()}</th>
            <td>{mark(requirement.support)}</td>
            <td>{carried_by(state, requirement)} {deeper}</td>
        </tr>
    }
    .into_any()
}
