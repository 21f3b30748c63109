//! Choosing a service: by search, from the list of all, or from a menu.
//! The services come from the catalog; no id is written here.

use leptos::prelude::*;

use crate::browser::address;
use crate::components::reactive::{live, text, value};
use crate::route::Route;
use crate::state::State;
use demarc_catalog::{Category, Service, ServiceRef};
use demarc_core::labels;

/// A search field with the services whose names match. Enter opens the first.
pub fn search(state: State) -> AnyView {
    let typed = RwSignal::new(String::new());
    let found = move || {
        let catalog = state.catalog();
        typed.with(|typed| catalog.find_services(typed).collect::<Vec<_>>())
    };
    let count = move || match (typed.with(|it| it.trim().is_empty()), found().len()) {
        (true, _) => "A part of its name, or what it does.".to_owned(),
        (_, 0) => "No service is called so. Try a part of its name, or what it does.".to_owned(),
        (_, count) => labels::count(count, "service", "services"),
    };
    let go = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let Some(service) = found().first() {
            address::go(&of(service));
        }
    };
    let links = move || {
        let links = found().into_iter().map(link);
        view! { <ul class="service-links">{links.collect_view()}</ul> }.into_any()
    };
    view! {
        <form class="search" role="search" on:submit=go>
            <label for="search">"Find a service"</label>
            <input
                id="search"
                type="search"
                autocomplete="off"
                aria-describedby="found"
                prop:value=value(move || typed.get())
                on:input=move |event| typed.set(event_target_value(&event))
            />
            <p class="hint" id="found" role="status">{text(count)}</p>
            {live(links)}
        </form>
    }
    .into_any()
}

/// All services, grouped by category.
pub fn all(state: State) -> AnyView {
    let count = state.catalog().services.len();
    let groups = state.catalog().categories.iter();
    view! {
        <section aria-labelledby="all-services">
            <h2 id="all-services">{format!("All {}", labels::count(count, "service", "services"))}</h2>
            <div class="service-groups">
                {groups.map(|it| group(state, it)).collect_view()}
            </div>
        </section>
    }
    .into_any()
}

fn group(state: State, category: &'static Category) -> AnyView {
    let services = category.services.iter();
    let links = services
        .filter_map(|id| state.catalog().service(id))
        .map(link);
    view! {
        <div class="service-links-group">
            <h3>{category.name.as_str()}</h3>
            <ul class="service-links">{links.collect_view()}</ul>
        </div>
    }
    .into_any()
}

fn of(service: &Service) -> Route {
    Route::Explore(Some(ServiceRef::new(&service.id, None)), None)
}

/// A link to a service's page.
/// A service as a link, in a list.
pub fn link(service: &'static Service) -> AnyView {
    view! {
        <li>
            <a href=of(service).to_string()>{service.name.as_str()}</a>
        </li>
    }
    .into_any()
}

/// A menu of all deployments, and a button that compares the chosen one with this one.
pub fn beside(state: State, one: ServiceRef, other: Option<&ServiceRef>) -> AnyView {
    let chosen = RwSignal::new(other.map(ToString::to_string).unwrap_or_default());
    let groups = state.catalog().categories.iter().map(|category| {
        let services = category.services.iter();
        let options = services
            .filter_map(|id| state.catalog().service(id))
            .flat_map(Service::deployments)
            .filter(|it| it.reference() != one)
            .map(|it| {
                let id = it.reference().to_string();
                let selected = other.is_some_and(|other| other.to_string() == id);
                view! { <option value=id selected=selected>{it.name_in_a_sentence()}</option> }
                    .into_any()
            });
        view! { <optgroup label=category.name.as_str()>{options.collect_view()}</optgroup> }
            .into_any()
    });
    let groups = groups.collect_view();
    let go = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let Ok(other) = chosen.get_untracked().parse() {
            address::go(&Route::Explore(Some(one.clone()), Some(other)));
        }
    };
    view! {
        <form class="beside actions" on:submit=go>
            <label for="beside">"Compare with"</label>
            <select id="beside" required on:change=move |event| chosen.set(event_target_value(&event))>
                <option value="">"Choose a service"</option>
                {groups}
            </select>
            <button type="submit" class="button">"Side by side"</button>
        </form>
    }
    .into_any()
}
