//! One assessment of the table, and what can be done with it.

use leptos::prelude::*;

use super::{Table, score};
use crate::browser::{clock, focus};
use crate::components::reactive::{flag, text, value, when};
use crate::components::{Sign, sign};
use crate::pages::home::shown_name;
use crate::route::{Route, Step, View};
use crate::state::Library;
use demarc_core::assessment::Assessment;
use demarc_core::labels;
use demarc_core::library::{Resume, Summary};

/// The row, and the row of its actions while they are shown.
pub(super) fn row(table: Table, assessment: Assessment) -> AnyView {
    let assessment = StoredValue::new(assessment);
    let summary = Memo::new(move |_| assessment.with_value(|it| table.summary(it)));
    let of_summary = move |read: fn(&Summary) -> String| {
        text(move || summary.with(|it| it.as_ref().map(read).unwrap_or_default()))
    };
    let address = value(move || {
        let step = match summary.get().map(|it| it.resume) {
            None if assessment.with_value(|it| !it.services.is_empty()) => Step::Practices,
            None | Some(Resume::Situation) => Step::Situation,
            Some(Resume::Practices) => Step::Practices,
            Some(Resume::Results) => Step::Results(View::Overview),
        };
        Route::Assessment(assessment.with_value(|it| it.id.clone()), step).to_string()
    });
    let name = assessment.with_value(shown_name);
    let services = assessment.with_value(Assessment::service_count);
    let services = labels::count(services, "service", "services");
    let changed = assessment.with_value(|it| match it.edits.latest().milliseconds() {
        0 => "–".to_owned(),
        latest => clock::moment(latest),
    });
    let is_open = flag(move || {
        let open = table.open;
        open.with(|open| assessment.with_value(|it| open.contains(&it.id)))
    });
    let toggle = move |_| {
        let id = assessment.with_value(|it| it.id.clone());
        table.open.update(|open| {
            if !open.remove(&id) {
                open.insert(id);
            }
        });
    };
    let percent = value(move || {
        summary
            .get()
            .and_then(|it| it.score)
            .unwrap_or_default()
            .to_string()
    });
    view! {
        <tbody class="assessment">
            <tr>
                <th scope="row">
                    <div class="assessment__name clamped">
                        <a href=address>{name.clone()}</a>
                    </div>
                    <span class="meta">{services}</span>
                </th>
                <td data-label="Answered" class="assessment__answered">
                    {of_summary(|it| format!("{} of {}", it.answered, it.in_scope))}
                </td>
                <td data-label="Score" class="assessment__score">
                    <span class="score" style=("--score", percent)>
                        <strong>{of_summary(score)}</strong>
                        {of_summary(|it| it.grade.map(|it| labels::grade(Some(it)).to_owned()).unwrap_or_default())}
                    </span>
                </td>
                <td data-label="Overdue" class="assessment__overdue" class:is-overdue=move || summary.get().is_some_and(|it| it.overdue > 0)>
                    {of_summary(|it| if it.overdue > 0 { format!("{} overdue", it.overdue) } else { "–".to_owned() })}
                </td>
                <td data-label="Changed" class="assessment__changed">
                    {changed}
                </td>
                <td class="assessment__more">
                    <button
                        type="button"
                        class="button button--small button--quiet"
                        aria-label=format!("Actions for {name}")
                        aria-expanded=value(move || is_open.get().to_string())
                        on:click=toggle
                    >
                        {sign(Sign::Dots)}
                    </button>
                </td>
            </tr>
            {when(move || is_open.get(), move || actions(table.library, assessment))}
        </tbody>
    }
    .into_any()
}

/// The row of actions.
fn actions(library: Library, assessment: StoredValue<Assessment>) -> AnyView {
    let name = assessment.with_value(shown_name);
    let action = |does: &'static str, act: fn(Library, &Assessment)| {
        let act = move |_| assessment.with_value(|it| act(library, it));
        view! {
            <button
                type="button"
                class="button button--small button--quiet"
                aria-label=format!("{does} {name}")
                on:click=act
            >
                {does}
            </button>
        }
        .into_any()
    };
    let duplicate = |library: Library, it: &Assessment| {
        library.put(&it.duplicate(
            library.fresh_id(),
            format!("{} (copy)", labels::name(&it.name)),
        ));
    };
    let delete = move |_| {
        assessment.with_value(|it| library.delete(it));
        focus::first(".toast button");
    };
    let renaming = RwSignal::new(false);
    let id_of = move |part| assessment.with_value(|it| part_id(part, it));
    view! {
        <tr class="assessment__actions">
            <td colspan="6">
                <p class="actions">
                    <button
                        type="button"
                        class="button button--small button--quiet"
                        id=id_of("rename")
                        aria-label=format!("Rename {name}")
                        aria-expanded=value(move || renaming.get().to_string())
                        on:click=move |_| {
                            renaming.update(|on| *on = !*on);
                            if renaming.get_untracked() {
                                focus::restore(Some(id_of("name")));
                            }
                        }
                    >
                        "Rename"
                    </button>
                    {action("Duplicate", duplicate)} {action("Save as a file", Library::save_as_file)}
                    <button
                        type="button"
                        class="button button--small button--danger"
                        aria-label=format!("Delete {name}")
                        on:click=delete
                    >
                        "Delete"
                    </button>
                </p>
                {when(move || renaming.get(), move || rename(library, assessment, renaming))}
            </td>
        </tr>
    }
    .into_any()
}

/// The id of an element in an assessment's row.
fn part_id(part: &'static str, assessment: &Assessment) -> String {
    format!("{part}-{}", assessment.id)
}

/// The form for renaming.
fn rename(
    library: Library,
    assessment: StoredValue<Assessment>,
    renaming: RwSignal<bool>,
) -> AnyView {
    let before = assessment.with_value(|it| it.name.clone());
    let name = StoredValue::new(before.clone());
    let id_of = move |part| assessment.with_value(|it| part_id(part, it));
    let rename = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let text = name.with_value(|it| it.trim().to_owned());
        if !text.is_empty() {
            assessment.with_value(|it| library.rename(it, text));
            // The list redraws.
            focus::restore(Some(id_of("rename")));
        }
    };
    view! {
        <form class="field" on:submit=rename>
            <label>
                "New name"
                <input
                    type="text"
                    id=id_of("name")
                    value=before
                    on:input=move |event| name.set_value(event_target_value(&event))
                />
            </label>
            <p class="actions">
                <button type="submit" class="button button--small">"Save the name"</button>
                <button
                    type="button"
                    class="button button--small button--quiet"
                    on:click=move |_| {
                        renaming.set(false);
                        focus::restore(Some(id_of("rename")));
                    }
                >
                    "Cancel"
                </button>
            </p>
        </form>
    }
    .into_any()
}
