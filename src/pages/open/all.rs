//! One choice for all assessments of a file that are here too and differ.

use leptos::prelude::*;

use super::{Chosen, item};
use crate::components::choice;
use crate::components::reactive::flag;
use demarc_core::labels;
use demarc_core::library::import::{ImportAction, ImportItem};

/// The name of the group of radio buttons. It is no id of an assessment.
const GROUP: &str = "For all";

/// The choice; nothing where fewer than two differ.
pub fn choices(plan: &[ImportItem], chosen: Chosen) -> AnyView {
    let differ = plan.iter().zip(0..);
    let differ = differ.filter(|(it, _)| !it.choices().is_empty());
    let differ: Vec<usize> = differ.map(|(_, index)| index).collect();
    if differ.len() < 2 {
        return ().into_any();
    }
    let count = labels::count(differ.len(), "assessment", "assessments");
    let differ = StoredValue::new(differ);
    let is_for_all = move |wanted| {
        chosen.with(|chosen| {
            let of = |index: &usize| chosen.get(*index) == Some(&wanted);
            differ.with_value(|differ| differ.iter().all(of))
        })
    };
    let choose = move |wanted| {
        chosen.update(|chosen| {
            for index in differ.get_value() {
                if let Some(it) = chosen.get_mut(index) {
                    *it = wanted;
                }
            }
        });
    };
    let choices = ImportAction::FOR_ALL.map(|wanted| {
        let (name, hint) = item::action(wanted);
        choice(
            "radio",
            GROUP,
            name.to_owned(),
            Some(hint),
            flag(move || is_for_all(wanted)),
            move |_| choose(wanted),
        )
    });
    view! {
        <div class="card">
            <fieldset class="choices">
                <legend>{format!("{count} are here too and differ. What should happen with all of them?")}</legend>
                {choices.collect_view()}
            </fieldset>
            <p class="hint">"You can choose for each one below as well."</p>
        </div>
    }
    .into_any()
}
