//! The services that are named, each with the way in which it is run.

use leptos::prelude::*;

use super::{Field, catalog};
use crate::browser::focus;
use crate::components::reactive::live;
use crate::components::{Sign, sign};
use crate::shell::SERVICES;
use demarc_catalog::{Service, ServiceRef};
use demarc_core::library::starting::{NamedService, Starting};

/// The list of what is named.
pub(super) fn chips(field: Field) -> AnyView {
    live(move || {
        let named = field.named.get().services;
        if named.is_empty() {
            return ().into_any();
        }
        let chips = named.iter().enumerate();
        let chips = chips.filter_map(|(index, it)| chip(field, index, it));
        view! {
            <ul class="chips" aria-label="The services">
                {chips.collect_view()}
            </ul>
        }
        .into_any()
    })
}

/// What asks for the way in which a service is run, by its index.
pub(super) fn question(named: &Starting, index: usize) -> String {
    let service = named.services.get(index);
    let service = service.and_then(|it| catalog().service(&it.service));
    format!(
        "Choose how you run {}.",
        service.map_or("it", Service::short_name)
    )
}

fn chip(field: Field, index: usize, named: &NamedService) -> Option<AnyView> {
    let service = catalog().service(&named.service)?;
    let name = service.short_name();
    let remove = move |_| {
        field.named.update(|it| it.remove(index));
        field.problem.set(String::new());
        focus::on_id(SERVICES);
    };
    let way = (!service.variants.is_empty()).then(|| way(field, index, service, named));
    Some(
        view! {
            <li class="chip" data-undecided=named.reference.is_none().then_some("")>
                <span class="chip__name">{name}</span>
                {way}
                <button type="button" class="chip__remove" aria-label=format!("Remove {name}") on:click=remove>
                    {sign(Sign::Cross)}
                </button>
            </li>
        }
        .into_any(),
    )
}

/// The choice of how a service is run.
fn way(field: Field, index: usize, service: &'static Service, named: &NamedService) -> AnyView {
    let chosen = named.reference.clone();
    let options = service.ways("").into_iter().filter_map(|reference| {
        let deployment = catalog().deployment(&reference)?;
        let is_chosen = chosen.as_ref() == Some(&reference);
        Some(
            view! {
                <option value=reference.to_string() selected=is_chosen>
                    {deployment.variant?.name.as_str()}
                </option>
            }
            .into_any(),
        )
    });
    let ask = named.reference.is_none().then(|| {
        view! {
            <option value="" selected disabled>
                "How do you run it?"
            </option>
        }
        .into_any()
    });
    let choose = move |event: leptos::ev::Event| {
        if let Ok(reference) = event_target_value(&event).parse::<ServiceRef>() {
            field.named.update(|it| it.decide(index, reference));
            field.problem.set(String::new());
            // The list was drawn anew.
            focus::restore(Some(id(index)));
        }
    };
    view! {
        <select
            id=id(index)
            class="chip__way"
            aria-label=format!("How you run {}", service.short_name())
            aria-invalid=named.reference.is_none().then_some("true")
            on:change=choose
        >
            {ask}
            {options.collect_view()}
        </select>
    }
    .into_any()
}

/// The id of the choice of a service, by its index.
fn id(index: usize) -> String {
    format!("hero-way-{index}")
}
