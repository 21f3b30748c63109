//! The field in which somebody names services: suggestions while typing, what is named, the line through its stack, and
//! the button that starts an assessment with it. The field, the button and the stack are in `index.html`.

mod chips;

use std::sync::Mutex;

use leptos::portal::Portal;
use leptos::prelude::*;

use super::drop;
use crate::browser::{clock, fields, focus, page};
use crate::components::reactive::{live, value, when};
use crate::route::Step;
use crate::shell::{BUSY, SERVICES, START};
use crate::state::{self, Library};
use demarc_catalog::line::{SharedLayer, line_over};
use demarc_catalog::{Catalog, Deployment, Owner};
use demarc_core::assessment::{AssessmentId, Moment};
use demarc_core::labels;
use demarc_core::library::starting::{Starting, being_typed, suggested};

/// How many suggestions are shown at most.
const MOST: usize = 8;

/// What is named, for when somebody leaves the page and comes back.
static LEFT: Mutex<Option<Starting>> = Mutex::new(None);

/// The handle on the field.
#[derive(Clone, Copy)]
struct Field {
    library: Library,
    /// What is named.
    named: RwSignal<Starting>,
    /// What is in the field.
    typed: RwSignal<String>,
    /// Whether suggestions are shown.
    is_open: RwSignal<bool>,
    /// The index of the suggestion that Enter takes.
    active: RwSignal<Option<usize>>,
    /// What has to be done before the assessment can start.
    problem: RwSignal<String>,
}

/// Everything around the field, and the sign that files can be dropped.
pub fn field(library: Library) -> AnyView {
    let left = LEFT.lock().ok().and_then(|mut it| it.take());
    let field = Field {
        library,
        named: RwSignal::new(left.unwrap_or_default()),
        typed: RwSignal::new(String::new()),
        is_open: RwSignal::new(false),
        active: RwSignal::new(None),
        problem: RwSignal::new(String::new()),
    };
    field.listen();
    field.draw();
    Effect::new(move || leave(Some(field.named.get())));
    let is_shown = Memo::new(move |_| {
        let is_any = field.named.with(|it| !it.services.is_empty());
        is_any || field.is_open.get() || field.problem.with(|it| !it.is_empty())
    });
    // The hero is on the page only once this page is drawn.
    let is_on_page = RwSignal::new(false);
    Effect::new(move || is_on_page.set(true));
    let named = move || {
        // Asked first: before the hero is on the page, there is nothing to mount in.
        let is_mounted = is_on_page.get() && is_shown.get();
        let mount = page::element("hero-chosen").filter(|_| is_mounted);
        mount.map_or_else(
            || ().into_any(),
            |mount| {
                view! {
                    <Portal mount>
                        {live(move || field.suggestions())} {chips::chips(field)}
                        {when(
                            move || field.problem.with(|it| !it.is_empty()),
                            move || view! { <p class="field__error" role="alert">{field.problem.get()}</p> }.into_any(),
                        )}
                    </Portal>
                }
                .into_any()
            },
        )
    };
    view! {
        {live(named)}
        {drop::sign()}
    }
    .into_any()
}

/// Keeps what is named for when somebody comes back.
fn leave(named: Option<Starting>) {
    if let Ok(mut left) = LEFT.lock() {
        *left = named;
    }
}

fn catalog() -> &'static Catalog {
    demarc_edition::catalog()
}

/// The id of a suggestion.
fn option_id(index: usize) -> String {
    format!("hero-option-{index}")
}

impl Field {
    /// Listens to the field and to the button.
    fn listen(self) {
        let input = window_event_listener(leptos::ev::input, move |event| {
            if page::target_id(&event) == SERVICES {
                self.read(false);
                self.is_open.set(true);
            }
        });
        let keys = window_event_listener(leptos::ev::keydown, move |event| {
            if page::target_id(&event) == SERVICES
                && !event.is_composing()
                && self.press(&event.key())
            {
                event.prevent_default();
            }
        });
        let leave = window_event_listener(leptos::ev::focusout, move |event| {
            if page::target_id(&event) == SERVICES {
                self.close();
            }
        });
        let click = window_event_listener(leptos::ev::click, move |event| {
            if page::attribute_around(&event, "data-do").as_deref() == Some("start") {
                self.start();
            }
        });
        on_cleanup(move || {
            input.remove();
            keys.remove();
            leave.remove();
            click.remove();
        });
        Effect::new(move || {
            // What was typed before this was there.
            self.read(false);
            if page::attribute(START, BUSY).is_some() {
                page::set_attribute(START, BUSY, None);
                self.start();
            } else if !self.typed.read_untracked().is_empty() && focus::is_on("#hero-services") {
                self.is_open.set(true);
            }
        });
    }

    /// Reads what is typed: takes the services that are named, and leaves the rest in the field.
    fn read(self, is_finished: bool) {
        let before = fields::text(SERVICES);
        let mut named = self.named.get_untracked();
        let rest = named.take(catalog(), &before, is_finished);
        if self.named.with_untracked(|it| *it != named) {
            self.named.set(named);
        }
        // Nothing is set while nothing was taken: somebody may be typing in the middle.
        if rest.trim_end() != before.trim_end() {
            fields::set_text(SERVICES, &rest);
        }
        self.typed.set(fields::text(SERVICES));
        self.active.set(None);
        self.problem.set(String::new());
    }

    /// The services that are suggested for what is being typed.
    fn suggested(self) -> Vec<Deployment<'static>> {
        self.typed.with(|typed| {
            self.named
                .with(|named| suggested(catalog(), being_typed(typed), named, MOST))
        })
    }

    fn close(self) {
        self.is_open.set(false);
        self.active.set(None);
    }

    /// Acts on a key; whether that is all that it does.
    fn press(self, key: &str) -> bool {
        let count = untrack(|| self.suggested()).len();
        let active = self.active.get_untracked();
        match key {
            "ArrowDown" | "ArrowUp" if count > 0 => {
                let is_down = key == "ArrowDown";
                self.is_open.set(true);
                self.active.set(Some(match active {
                    None if is_down => 0,
                    None => count - 1,
                    Some(at) if is_down => (at + 1) % count,
                    Some(at) => (at + count - 1) % count,
                }));
            }
            "Enter" => match active {
                Some(index) => self.choose(index),
                None if !self.typed.read_untracked().trim().is_empty() => {
                    self.finish();
                }
                None => self.start(),
            },
            "Escape" if self.is_open.get_untracked() => self.close(),
            "Backspace" if self.typed.read_untracked().is_empty() => {
                self.named.update(|it| drop(it.services.pop()));
            }
            _ => return false,
        }
        true
    }

    /// Takes a suggestion in place of what is being typed.
    fn choose(self, index: usize) {
        if let Some(deployment) = untrack(|| self.suggested()).get(index) {
            self.named
                .update(|it| it.add(&deployment.service.id, Some(deployment.reference())));
        }
        let typed = self.typed.get_untracked();
        let rest = typed.trim_end().strip_suffix(being_typed(&typed));
        fields::set_text(SERVICES, rest.unwrap_or_default());
        self.read(false);
        self.close();
    }

    /// Takes all that is typed; says what names no service, or several. Whether nothing is left.
    fn finish(self) -> bool {
        self.read(true);
        let typed = self.typed.get_untracked();
        let last = being_typed(&typed);
        if last.is_empty() {
            self.close();
            return true;
        }
        let is_any = !catalog().suggest(last).is_empty();
        self.problem.set(if is_any {
            format!("“{last}” can be several services: choose one.")
        } else {
            format!(
                "“{last}” is no service that Demarc knows. Try another name of it, or what it does."
            )
        });
        self.is_open.set(is_any);
        focus::on_id(SERVICES);
        false
    }

    /// Starts an assessment of what is named: at its first question. Without services, at the situation.
    fn start(self) {
        if !self.finish() {
            return;
        }
        let named = self.named.get_untracked();
        if let Some(index) = named.undecided() {
            self.problem.set(chips::question(&named, index));
            focus::first(".chip[data-undecided] select");
            return;
        }
        self.named.set(Starting::default());
        leave(None);
        if named.services.is_empty() {
            super::act(self.library, "start");
            return;
        }
        let at = Moment::after(Moment::default(), clock::now(), 0);
        let library = self.library;
        let assessment = named.assessment(library.fresh_id(), library.fresh_name(), at);
        let first = state::analysis(&assessment, None, None);
        let first = first.and_then(|it| it.first_open().cloned());
        library.start(assessment, first.map_or(Step::Practices, Step::Practice));
    }

    /// Keeps the static parts of the hero as what is named: the field's attributes, the stack, the sentence, the button.
    fn draw(self) {
        let shown = Memo::new(move |_| {
            self.typed.with(|typed| {
                self.named
                    .with(|it| it.with_typed(catalog(), being_typed(typed)))
            })
        });
        Effect::new(move || {
            let layers = shown.with(|it| {
                let deployments = it.deployments(catalog());
                (!deployments.is_empty()).then(|| line_over(&catalog().layers, &deployments))
            });
            let sentence = layers.as_deref().map(labels::line_over);
            let sentence = sentence.or_else(|| page::attribute("#hero-line", "data-else"));
            page::set_text("#hero-line", &sentence.unwrap_or_default());
            page::set_attribute("#hero", "data-live", layers.as_ref().map(|_| ""));
            draw_stack(&layers.unwrap_or_else(usual));
        });
        Effect::new(move || page::set_text(START, &shown.with(button)));
        Effect::new(move || {
            let suggestions = self.suggested().len();
            let is_open = self.is_open.get() && suggestions > 0;
            let active = self.active.get().filter(|_| is_open).map(option_id);
            let set = |name, value: &str| page::set_attribute("#hero-services", name, Some(value));
            set("role", "combobox");
            set("aria-autocomplete", "list");
            set("aria-controls", "hero-options");
            set("aria-expanded", if is_open { "true" } else { "false" });
            page::set_attribute("#hero-services", "aria-activedescendant", active.as_deref());
        });
    }

    fn suggestions(self) -> AnyView {
        let found = self.suggested();
        if !self.is_open.get() || found.is_empty() {
            return ().into_any();
        }
        let options = found.into_iter().enumerate().map(|(index, it)| {
            let is_active = value(move || (self.active.get() == Some(index)).to_string());
            view! {
                <li
                    id=option_id(index)
                    role="option"
                    aria-selected=is_active
                    on:mousedown=|event| event.prevent_default()
                    on:click=move |_| self.choose(index)
                >
                    {it.name()}
                </li>
            }
            .into_any()
        });
        view! {
            <ul id="hero-options" class="options" role="listbox" aria-label="Services">
                {options.collect_view()}
            </ul>
        }
        .into_any()
    }
}

/// The owners that layers usually have, as `index.html` draws them.
fn usual() -> Vec<SharedLayer> {
    let mut before = 100;
    let layers = catalog().layers.iter();
    let usual = layers.map(|layer| {
        before = match layer.usual {
            Owner::Aws | Owner::Operator => 100,
            Owner::Shared => 50,
            Owner::Customer => 0,
            Owner::Absent => before,
        };
        SharedLayer {
            owner: layer.usual,
            percent: before,
        }
    });
    usual.collect()
}

/// Draws the stack: the rows of `index.html`, the last layer first.
fn draw_stack(layers: &[SharedLayer]) {
    let rows = page::all(".hero__layer");
    let mut above = layers.last().map_or(100, |it| it.percent);
    for (row, layer) in rows.iter().zip(layers.iter().rev()) {
        let class = match layer.owner {
            Owner::Customer => "hero__layer hero__layer--you",
            Owner::Shared => "hero__layer hero__layer--shared",
            Owner::Absent => "hero__layer hero__layer--none",
            Owner::Aws | Owner::Operator => "hero__layer hero__layer--aws",
        };
        row.set_class_name(class);
        page::set_property(row, "--at", &format!("{}%", layer.percent));
        page::set_property(row, "--from", &format!("{above}%"));
        above = layer.percent;
    }
}

/// What the button says: how many questions about these services the quick set has, and how long they take.
fn button(services: &Starting) -> String {
    let count = services.references().count();
    if count == 0 {
        return "Start an assessment".to_owned();
    }
    let it = services.assessment(AssessmentId::from_bits(0), String::new(), Moment::default());
    let those = if count == 1 { "it" } else { "those" };
    let Some(analysis) = state::analysis(&it, None, None) else {
        return format!("Check {those}");
    };
    let questions = analysis.whole.in_scope;
    format!(
        "Check {those} · {} · about {}",
        labels::count(questions, "question", "questions"),
        labels::count(labels::quick_minutes(questions), "minute", "minutes")
    )
}
