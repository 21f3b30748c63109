//! The service mix: search, groups, presets, variants.
//! The services come from the catalog; no id is written here.

mod undecided;

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use crate::browser::focus;
use crate::components::reactive::{flag, text, value, when};
use crate::components::{choice, frame};
use crate::route::Step;
use crate::state::{Session, State};
use demarc_catalog::{Category, Preset, Service, ServiceRef, ServiceText, Variant, VariantText};
use demarc_core::assessment::Assessment;
use demarc_core::labels;

use undecided::Undecided;

/// The page of the service mix.
pub fn page() -> AnyView {
    let state = State::get();
    let catalog = state.catalog();
    let search = RwSignal::new(String::new());
    let found = move || {
        let services = catalog.services.iter();
        match search.with(|typed| services.filter(|it| it.matches(typed)).count()) {
            0 => "No service is called so. Try a part of its name, or what it does.".to_owned(),
            count => labels::count(count, "service", "services"),
        }
    };
    let undecided = Undecided::of(state);
    let chosen = move || {
        let count = state.with(Assessment::service_count);
        let chosen = format!("{} chosen", labels::count(count, "service", "services"));
        match undecided.count() {
            0 => chosen,
            more => format!("{chosen}, {more} more once you choose how you run it"),
        }
    };
    let go_on = move |event: MouseEvent| {
        if undecided.refuse() {
            event.prevent_default();
            focus::first(".error-summary");
        }
    };
    view! {
        <main id="main" class="page page--wide" tabindex="-1">
            {frame(state)}
            {when(move || undecided.is_refused(), move || undecided::error_summary(undecided, search))}
            <h1 class="page-title" tabindex="-1">"Which services do you run?"</h1>
            <p class="lede">
                "Start from a preset or pick one by one. Answers you already gave are kept when you change this later."
            </p>
            <div class="search">
                <label for="search">"Search services"</label>
                <input
                    id="search"
                    type="search"
                    autocomplete="off"
                    prop:value=value(move || search.get())
                    on:input=move |event| search.set(event_target_value(&event))
                />
                <p class="hint" role="status">{text(found)}</p>
            </div>
            <section aria-labelledby="presets" hidden=flag(move || search.with(|typed| !typed.trim().is_empty()))>
                <h2 id="presets">"Presets"</h2>
                <p class="hint">"A preset adds its services to your choice; pressed again, it removes them."</p>
                <ul class="presets">
                    {catalog.presets.iter().map(|it| preset(state, it, undecided)).collect_view()}
                </ul>
            </section>
            {catalog.categories.iter().map(|it| group(state, it, search, undecided)).collect_view()}
            <div class="selection">
                <span role="status">{text(chosen)}</span>
                <a class="button button--primary" href=state.at(Step::Beliefs).to_string() on:click=go_on>
                    "Continue to who does what"
                </a>
            </div>
        </main>
    }
    .into_any()
}

fn preset(state: State, preset: &'static Preset, undecided: Undecided) -> AnyView {
    let session = Session::get();
    let complete = move || {
        let all = state.with(|it| preset.services.iter().all(|one| it.services.contains(one)));
        all.to_string()
    };
    let names = preset
        .services
        .iter()
        .filter_map(|it| state.catalog().deployment(it));
    let names: Vec<&str> = names.map(|it| it.service.short_name()).collect();
    let toggle = move |_| {
        undecided.settle(preset);
        session.edit(|it| it.toggle_preset(preset));
    };
    view! {
        <li>
            <button type="button" class="preset" aria-pressed=value(complete) on:click=toggle>
                <strong>{preset.name.as_str()}</strong>
                <span>{preset.summary.as_str()}</span>
                <small>{names.join(", ")}</small>
            </button>
        </li>
    }
    .into_any()
}

fn group(
    state: State,
    category: &'static Category,
    search: RwSignal<String>,
    undecided: Undecided,
) -> AnyView {
    let services = move || {
        let ids = category.services.iter();
        ids.filter_map(move |id| state.catalog().service(id))
    };
    let hidden = flag(move || search.with(|typed| !services().any(|it| it.matches(typed))));
    let heading = format!("group-{}", category.id);
    let rows = services().filter_map(|service| {
        let text = state.service_text(&service.id)?;
        Some(service_row(state, service, text, search, undecided))
    });
    let labelledby = heading.clone();
    view! {
        <section class="service-group" hidden=hidden aria-labelledby=labelledby>
            <h2 id=heading>{category.name.as_str()}</h2>
            <ul>{rows.collect_view()}</ul>
        </section>
    }
    .into_any()
}

fn service_row(
    state: State,
    service: &'static Service,
    text: &'static ServiceText,
    search: RwSignal<String>,
    undecided: Undecided,
) -> AnyView {
    let session = Session::get();
    let chosen = move || state.with(|it| it.has_service(&service.id));
    let is_ticked = move || chosen() || undecided.has(service);
    let choose = move |event| {
        if !event_target_checked(&event) {
            undecided.remove(service);
            session.edit(|it| it.remove_service(&service.id));
        } else if let Some(found) = search.with_untracked(|it| service.found_as(it)) {
            session.edit(|it| it.add_service(found));
        } else {
            undecided.add(service);
        }
    };
    let ending = text.lifecycle.as_ref().map(|it| {
        view! { <span class="service__ending">{labels::lifecycle(it)}</span> }.into_any()
    });
    view! {
        <li class="service" hidden=flag(move || search.with(|typed| !service.matches(typed)))>
            <label>
                <input type="checkbox" prop:checked=flag(is_ticked) on:change=choose/>
                <span class="service__name">{service.name.as_str()}</span>
                <span class="service__summary">{text.customer.as_str()}</span>
                {ending}
            </label>
            {when(
                move || is_ticked() && !service.variants.is_empty(),
                move || variants(state, service, text, undecided),
            )}
        </li>
    }
    .into_any()
}

/// When a variant closes or ends, and what has replaced it; empty for most.
fn ending(service: &Service, variant: &Variant, text: &VariantText) -> Option<AnyView> {
    let mut told = text
        .lifecycle
        .as_ref()
        .map_or_else(String::new, labels::lifecycle);
    let successors = service.variants.iter();
    let successors = successors.filter(|it| variant.replaced_by.contains(&it.id));
    let successors: Vec<&str> = successors.map(|it| it.name.as_str()).collect();
    if !successors.is_empty() {
        let which = successors.join(" or ");
        told = format!("Choose which of its successors it is: {which}. {told}");
    }
    (!told.is_empty()).then(|| view! { <p class="service__ending">{told}</p> }.into_any())
}

/// The variants of a service that is ticked.
fn variants(
    state: State,
    service: &'static Service,
    text: &'static ServiceText,
    undecided: Undecided,
) -> AnyView {
    let session = Session::get();
    // A variant that others have replaced is there only for an assessment that has it.
    let is_shown = move |variant: &Variant| {
        let reference = ServiceRef::new(&service.id, Some(&variant.id));
        variant.is_offered() || state.with_untracked(|it| it.services.contains(&reference))
    };
    let choices = service.variants.iter().zip(&text.variants);
    let choices = choices.filter(|(variant, _)| is_shown(variant));
    let choices = choices.map(|(variant, text)| {
        let reference = ServiceRef::new(&service.id, Some(&variant.id));
        let used = move || state.with(|it| it.services.contains(&reference));
        let choose = move |event: leptos::ev::Event| {
            let on = event_target_checked(&event);
            session.edit(|it| it.set_variant(&service.id, &variant.id, on));
            // Without a variant the service stays ticked and asks for one; it goes when it is unticked itself.
            if state.with_untracked(|it| it.has_service(&service.id)) {
                undecided.remove(service);
            } else {
                undecided.add(service);
            }
        };
        let tick = choice(
            "checkbox",
            service.id.as_str(),
            variant.name.clone(),
            Some(&text.note),
            flag(used),
            choose,
        );
        view! {
            {tick}
            {ending(service, variant, text)}
        }
        .into_any()
    });
    let hint = format!("undecided-{}", service.id);
    let described = hint.clone();
    let asks = move || {
        let class = if undecided.refused.get() {
            "field__error"
        } else {
            "hint"
        };
        view! {
            <p id=hint.clone() class=class>
                "Choose how you run it. Until then it is not saved, and not part of the assessment."
            </p>
        }
        .into_any()
    };
    view! {
        <fieldset id=undecided::fieldset(service) class="service__variants" aria-describedby=described>
            <legend>"How do you run it? Choose all that you use."</legend>
            {when(move || undecided.has(service), asks)}
            {choices.collect_view()}
        </fieldset>
    }
    .into_any()
}
