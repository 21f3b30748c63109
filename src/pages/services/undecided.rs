//! The services that are ticked and have no variant chosen yet. They are on the page only: the assessment has a service
//! once it is known how it is run.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use crate::browser::focus;
use crate::components::Unstored;
use crate::components::reactive::live;
use crate::state::State;
use demarc_catalog::{Preset, Service};

/// The services without a variant.
#[derive(Clone, Copy)]
pub(super) struct Undecided {
    state: State,
    ticked: RwSignal<Vec<&'static Service>>,
    /// Whether the user tried to go on while there are some.
    pub(super) refused: RwSignal<bool>,
}

impl Undecided {
    /// None yet, on the page of the open assessment.
    pub(super) fn of(state: State) -> Self {
        let it = Self {
            state,
            ticked: RwSignal::new(Vec::new()),
            refused: RwSignal::new(false),
        };
        let unstored = Unstored::mark();
        Effect::new(move || unstored.set(it.count() > 0));
        it
    }

    /// The services; a service that a preset or an undo has chosen is not among them. Tracked.
    fn services(self) -> Vec<&'static Service> {
        let mut services = self.ticked.get();
        services.retain(|service| !self.state.with(|it| it.has_service(&service.id)));
        services
    }

    /// The number of services; tracked.
    pub(super) fn count(self) -> usize {
        self.services().len()
    }

    /// Whether a service is among them; tracked.
    pub(super) fn has(self, service: &'static Service) -> bool {
        self.ticked
            .with(|it| it.iter().any(|other| other.id == service.id))
            && !self.state.with(|it| it.has_service(&service.id))
    }

    /// Adds a service.
    pub(super) fn add(self, service: &'static Service) {
        self.refused.set(false);
        self.ticked.update(|it| {
            it.retain(|other| other.id != service.id);
            it.push(service);
        });
    }

    /// Removes the services of a preset, which names their variants.
    pub(super) fn settle(self, preset: &Preset) {
        self.ticked.update(|it| {
            it.retain(|service| !preset.services.iter().any(|it| it.is_of(&service.id)));
        });
    }

    /// Removes a service.
    pub(super) fn remove(self, service: &'static Service) {
        self.ticked
            .update(|it| it.retain(|other| other.id != service.id));
    }

    /// Notes that the user wants to go on. Whether that is refused.
    pub(super) fn refuse(self) -> bool {
        let refused = untrack(move || self.count() > 0);
        self.refused.set(refused);
        refused
    }

    /// Whether going on was refused, and would be refused again; tracked.
    pub(super) fn is_refused(self) -> bool {
        self.refused.get() && self.count() > 0
    }
}

/// The id of the variants of a service on the page.
pub(super) fn fieldset(service: &Service) -> String {
    format!("variants-{}", service.id)
}

/// The list of the services without a variant, above the page.
pub(super) fn error_summary(undecided: Undecided, search: RwSignal<String>) -> AnyView {
    let item = move |service: &'static Service| {
        let go = move |event: MouseEvent| {
            event.prevent_default();
            // The service may be hidden by what is searched for.
            if search.with_untracked(|typed| !service.matches(typed)) {
                search.set(String::new());
            }
            let first = format!("#{} input", fieldset(service));
            request_animation_frame(move || {
                focus::on_field(&first);
            });
        };
        view! {
            <li>
                <a href=format!("#{}", fieldset(service)) on:click=go>
                    {format!("Choose how you run {}", service.name)}
                </a>
            </li>
        }
        .into_any()
    };
    let items = move || {
        let items = undecided.services().into_iter().map(item);
        items.collect_view().into_any()
    };
    view! {
        <div class="error-summary" role="alert" tabindex="-1">
            <h2>"There is a problem"</h2>
            <p>"A service is part of the assessment once you say how you run it."</p>
            <ul>{live(items)}</ul>
        </div>
    }
    .into_any()
}
