//! The service mix: search, groups, presets, variants.
//! The services come from the catalog; none is known here.

use leptos::prelude::*;

use crate::catalog::{Category, Preset, Service, ServiceRef};
use crate::ui::components::Steps;
use crate::ui::route::Step;
use crate::ui::state::State;
use crate::ui::words;

/// The service mix.
#[component]
pub fn Services() -> impl IntoView {
    let state = State::get();
    let catalog = state.catalog();
    let search = RwSignal::new(String::new());
    let chosen = move || state.with(|it| it.services.len());
    let found = Memo::new(move |_| {
        search.with(|words| {
            catalog
                .services
                .iter()
                .filter(|it| matches(it, words))
                .count()
        })
    });
    view! {
        <main id="main" class="page" tabindex="-1">
            <Steps/>
            <h1 class="page-title" tabindex="-1">"Which services do you run?"</h1>
            <p class="lede">"Start from a preset or pick one by one. Answers you already gave are kept when you change this later."</p>
            <section aria-labelledby="presets">
                <h2 id="presets">"Presets"</h2>
                <p class="hint">"A preset adds its services to your choice."</p>
                <ul class="presets">
                    {catalog.presets.iter().map(|preset| view! { <PresetButton preset/> }).collect_view()}
                </ul>
            </section>
            <div class="search">
                <label for="search">"Search services"</label>
                <input
                    id="search"
                    type="search"
                    autocomplete="off"
                    prop:value=move || search.get()
                    on:input=move |event| search.set(event_target_value(&event))
                />
                <p class="hint" role="status">
                    {move || words::count(found.get(), "service", "services")}
                </p>
            </div>
            {catalog
                .categories
                .iter()
                .map(|category| view! { <Group category search/> })
                .collect_view()}
            <div class="selection">
                <span role="status">
                    {move || format!("{} chosen", words::count(chosen(), "service", "services"))}
                </span>
                <a class="button button--primary" href=state.at(Step::Practices).to_string()>
                    "Continue to practices"
                </a>
            </div>
        </main>
    }
}

/// Whether every word typed is in a service's name, id, keywords or features.
fn matches(service: &Service, typed: &str) -> bool {
    let mut hay = format!("{} {}", service.name, service.id);
    for keyword in &service.keywords {
        hay.push(' ');
        hay.push_str(keyword);
    }
    for name in service
        .features
        .iter()
        .map(|it| &it.name)
        .chain(service.variants.iter().map(|it| &it.name))
    {
        hay.push(' ');
        hay.push_str(name);
    }
    let hay = hay.to_lowercase();
    typed
        .to_lowercase()
        .split_whitespace()
        .all(|word| hay.contains(word))
}

#[component]
fn PresetButton(preset: &'static Preset) -> impl IntoView {
    let state = State::get();
    let complete =
        move || state.with(|it| preset.services.iter().all(|one| it.services.contains(one)));
    view! {
        <li>
            <button
                type="button"
                class="preset"
                aria-pressed=move || complete().to_string()
                on:click=move |_| {
                    state.edit(|it| preset.services.iter().for_each(|one| it.add_service(one.clone())));
                }
            >
                <strong>{preset.name.as_str()}</strong>
                <span>{preset.summary.as_str()}</span>
            </button>
        </li>
    }
}

#[component]
fn Group(category: &'static Category, search: RwSignal<String>) -> impl IntoView {
    let catalog = State::get().catalog();
    let services: Vec<&'static Service> = category
        .services
        .iter()
        .filter_map(|id| catalog.service(id))
        .collect();
    let of_group = services.clone();
    let hidden = move || search.with(|typed| !of_group.iter().any(|it| matches(it, typed)));
    view! {
        <section class="service-group" hidden=hidden aria-labelledby=format!("group-{}", category.id)>
            <h2 id=format!("group-{}", category.id)>{category.name.as_str()}</h2>
            <ul>
                {services
                    .into_iter()
                    .map(|service| view! { <ServiceRow service search/> })
                    .collect_view()}
            </ul>
        </section>
    }
}

#[component]
fn ServiceRow(service: &'static Service, search: RwSignal<String>) -> impl IntoView {
    let state = State::get();
    let chosen = Memo::new(move |_| state.with(|it| it.has_service(&service.id)));
    let choose = move |event| {
        let on = event_target_checked(&event);
        state.edit(|it| {
            if on {
                it.add_service(ServiceRef::new(
                    &service.id,
                    service.variants.first().map(|it| &it.id),
                ));
            } else {
                it.remove_service(&service.id);
            }
        });
    };
    view! {
        <li class="service" hidden=move || search.with(|typed| !matches(service, typed))>
            <label>
                <input type="checkbox" prop:checked=move || chosen.get() on:change=choose/>
                <span class="service__name">{service.name.as_str()}</span>
                <span class="service__summary">{service.customer.as_str()}</span>
            </label>
            <Show when=move || chosen.get() && !service.variants.is_empty()>
                <fieldset class="service__variants">
                    <legend>"How do you run it? Choose all that you use."</legend>
                    {service
                        .variants
                        .iter()
                        .map(|variant| {
                            let reference = ServiceRef::new(&service.id, Some(&variant.id));
                            let used = move || state.with(|it| it.services.contains(&reference));
                            view! {
                                <label class="choice">
                                    <input
                                        type="checkbox"
                                        prop:checked=used
                                        on:change=move |event| {
                                            let on = event_target_checked(&event);
                                            state.edit(|it| it.set_variant(&service.id, &variant.id, on));
                                            if !on && state.with_untracked(|it| it.services.contains(&ServiceRef::new(&service.id, Some(&variant.id)))) {
                                                keep_checked(&event);
                                            }
                                        }
                                    />
                                    <span class="choice__label">{variant.name.as_str()}</span>
                                    <span class="choice__hint">{variant.note.as_str()}</span>
                                </label>
                            }
                        })
                        .collect_view()}
                </fieldset>
            </Show>
        </li>
    }
}

/// The last way a service is run stays chosen, and its box shows so.
fn keep_checked(event: &leptos::ev::Event) {
    use wasm_bindgen::JsCast;
    let input: Option<web_sys::HtmlInputElement> =
        event.target().and_then(|target| target.dyn_into().ok());
    if let Some(input) = input {
        input.set_checked(true);
    }
}
