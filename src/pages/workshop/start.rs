//! Starting a workshop: which questions, with beliefs or without, how many people, which roles.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::recovery::{self, FreshKey};
use crate::browser::{address, clock, keys, random, sealing};
use crate::components::reactive::{flag, text, value, when};
use crate::components::{choice, field};
use crate::route::{Route, Step, WorkshopView};
use crate::state::{Library, State};
use demarc_catalog::DomainId;
use demarc_core::analysis::{CellRef, GapKind, statements};
use demarc_core::exchange::record;
use demarc_core::exchange::workshop::WorkshopFile;
use demarc_core::workshop::{Invite, MOST_ROLES, QuestionSet, ROLES, Setup, WorkshopTag};

/// The questions to choose from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Choice {
    Quick,
    Domains,
    Gaps,
    Contradicted,
}

/// What is entered.
#[derive(Clone, Copy)]
struct Form {
    state: State,
    choice: RwSignal<Choice>,
    domains: RwSignal<Vec<DomainId>>,
    beliefs: RwSignal<bool>,
    expected: RwSignal<String>,
    roles: RwSignal<String>,
    problem: RwSignal<Option<&'static str>>,
    busy: RwSignal<bool>,
}

impl Form {
    fn set(self) -> QuestionSet {
        let depth = self
            .state
            .with(|it| Some(it.profile.depth))
            .unwrap_or_default();
        let gaps = |contradicted: bool| {
            self.state.analyzed(|it| {
                let gaps = it.gaps.iter().filter(|it| !it.is_accepted());
                let gaps = gaps.filter(|it| {
                    !contradicted
                        || it.kind == GapKind::Contradicted
                        || it.marks.contains(&GapKind::Contradicted)
                });
                gaps.map(|it| it.practice.clone()).collect::<Vec<_>>()
            })
        };
        match self.choice.get() {
            Choice::Quick => QuestionSet::Quick,
            Choice::Domains => QuestionSet::Domains(depth, self.domains.get()),
            Choice::Gaps => QuestionSet::Practices(gaps(false)),
            Choice::Contradicted => QuestionSet::Practices(gaps(true)),
        }
    }

    fn statements(self) -> Vec<CellRef> {
        if !self.beliefs.get() {
            return Vec::new();
        }
        let (catalog, texts) = (self.state.catalog(), self.state.texts());
        let all = self.state.with(|it| statements(catalog, texts, it));
        all.into_iter().flatten().map(|it| it.cell).collect()
    }

    fn invite(self, tag: WorkshopTag, public_key: [u8; 32]) -> Option<Invite> {
        let (set, statements) = (self.set(), self.statements());
        let catalog = self.state.catalog();
        let mut invite = self
            .state
            .with(|it| Some(Invite::of(catalog, it, set, statements, tag, public_key)))?;
        invite.roles = self.roles.with(|it| roles(it));
        invite.expected = self.expected.with(|it| it.trim().parse().unwrap_or(0));
        Some(invite)
    }

    /// What would be asked: questions and statements.
    fn asked(self) -> (usize, usize) {
        let invite = self.invite(WorkshopTag([0; 3]), [0; 32]);
        let asked = invite.map(|it| it.questionnaire(self.state.catalog()));
        asked.map_or((0, 0), |it| (it.practices.len(), it.statements.len()))
    }
}

/// The roles of a text with a role on each line.
fn roles(text: &str) -> Vec<String> {
    let lines = text.lines().map(str::trim).filter(|it| !it.is_empty());
    let roles: Vec<String> = lines.take(MOST_ROLES).map(str::to_owned).collect();
    if roles.is_empty() {
        ROLES.map(str::to_owned).to_vec()
    } else {
        roles
    }
}

pub(super) fn form(state: State) -> AnyView {
    let form = Form {
        state,
        choice: RwSignal::new(Choice::Quick),
        domains: RwSignal::new(Vec::new()),
        beliefs: RwSignal::new(true),
        expected: RwSignal::new(String::new()),
        roles: RwSignal::new(ROLES.join("\n")),
        problem: RwSignal::new(None),
        busy: RwSignal::new(false),
    };
    let library = Library::get();
    let asked = Memo::new(move |_| form.asked());
    let of_set = |set: Choice, name: &'static str, hint: &'static str| {
        choice(
            "radio",
            "set",
            name.to_owned(),
            Some(hint),
            flag(move || form.choice.get() == set),
            move |_| form.choice.set(set),
        )
    };
    let summary = move || {
        let (questions, beliefs) = asked.get();
        if questions == 0 {
            return "No question would be asked. Choose others, or choose services first."
                .to_owned();
        }
        let minutes = (questions * 30 + beliefs * 10).div_ceil(60);
        let questions = demarc_core::labels::count(questions, "question", "questions");
        let beliefs = if beliefs == 0 {
            String::new()
        } else {
            format!(
                " and {}",
                demarc_core::labels::count(beliefs, "statement", "statements")
            )
        };
        format!("{questions}{beliefs}: about {minutes} minutes for each person.")
    };
    let start = move |with_invite: bool| {
        if form.busy.get_untracked() {
            return;
        }
        if asked.get_untracked().0 == 0 {
            form.problem
                .set(Some("Choose questions that apply to this assessment."));
            return;
        }
        form.busy.set(true);
        form.problem.set(None);
        spawn_local(async move {
            let started = begin(form, library, with_invite).await;
            form.busy.try_set(false);
            match started {
                Ok(route) => address::go(&route),
                Err(problem) => drop(form.problem.try_set(Some(problem))),
            }
        });
    };
    let expected = view! {
        <input
            id="expected"
            type="number"
            min="2"
            max="200"
            inputmode="numeric"
            aria-describedby="expected-hint"
            prop:value=value(move || form.expected.get())
            on:input=move |event| form.expected.set(event_target_value(&event))
        />
    };
    let role_list = view! {
        <textarea
            id="roles"
            rows="6"
            aria-describedby="roles-hint"
            prop:value=value(move || form.roles.get())
            on:input=move |event| form.roles.set(event_target_value(&event))
        ></textarea>
    };
    view! {
        <p class="lede">
            "Everybody answers alone, on a phone or laptop, before anybody speaks. Then the room sees where it disagrees, and agrees on answers. No server, no account: answers come back to you as sealed codes."
        </p>
        {is_example(state).then(|| example(state, library))}
        <form class="workshop-start" on:submit=move |event| {
            event.prevent_default();
            start(true);
        }>
            <fieldset class="choices">
                <legend>"Which questions?"</legend>
                {of_set(Choice::Quick, "The quick set", "What matters most everywhere")}
                {of_set(Choice::Domains, "Domains", "All questions of this assessment in the domains that you choose")}
                {when(
                    move || form.choice.get() == Choice::Domains,
                    move || domains(form),
                )}
                {of_set(Choice::Gaps, "The open gaps", "What was answered, and is not fully in place")}
                {of_set(Choice::Contradicted, "What findings contradict", "Answers above what the checks of scanners allow")}
            </fieldset>
            <fieldset class="choices">
                <legend>"Who does what?"</legend>
                {choice(
                    "checkbox",
                    "beliefs",
                    "Ask who takes care of what, too".to_owned(),
                    Some("Statements about your services: what the room believes shows beside what is true"),
                    flag(move || form.beliefs.get()),
                    move |event| form.beliefs.set(event_target_checked(&event)),
                )}
            </fieldset>
            {field("expected", "How many people do you expect?", Some("Eight to twelve work best. You see how many of them are in."), expected.into_any())}
            {field("roles", "Roles to choose from", Some("One on each line, 16 at most. Roles show whether those who run something see it as others do."), role_list.into_any())}
            <p class="workshop-start__says" role="status">{text(summary)}</p>
            {when(
                move || form.problem.with(Option::is_some),
                move || view! { <p class="notice notice--error" role="alert">{text(move || form.problem.get().unwrap_or_default().to_owned())}</p> }.into_any(),
            )}
            <p class="actions">
                <button type="submit" class="button button--primary" aria-busy=value(move || form.busy.get().to_string())>
                    "Start the workshop"
                </button>
                <button type="button" class="button" on:click=move |_| start(false)>
                    "Start without devices: count hands"
                </button>
            </p>
        </form>
    }
    .into_any()
}

/// Whether the open assessment is the example that Demarc brings along.
fn is_example(state: State) -> bool {
    let example = record::read(demarc_edition::EXAMPLE);
    example.is_ok_and(|example| state.with_untracked(|it| it.name == example.name))
}

/// Offers a finished workshop of made-up people for the example.
fn example(state: State, library: Library) -> AnyView {
    let open = move |_| {
        let of = state.with_untracked(|it| Some(it.id.clone()));
        let file = WorkshopFile::read(demarc_edition::EXAMPLE_WORKSHOP.as_bytes());
        let (Some(of), Ok(file)) = (of, file) else {
            return;
        };
        library.edit_workshops(&of, |entries, _| {
            entries.merge(&file.entries);
        });
        address::go(&state.at(Step::Workshop(WorkshopView::Of(file.tag))));
    };
    view! {
        <p class="actions">
            <button type="button" class="button" id="example-workshop" on:click=open>
                "Look at a finished workshop of nine made-up people"
            </button>
        </p>
    }
    .into_any()
}

fn domains(form: Form) -> AnyView {
    let all = form.state.catalog().domains.iter().map(move |domain| {
        let id = domain.id.clone();
        let shown = id.clone();
        choice(
            "checkbox",
            "domain",
            domain.name.clone(),
            None,
            flag(move || form.domains.with(|it| it.contains(&shown))),
            move |event| {
                let is_on = event_target_checked(&event);
                form.domains.update(|it| {
                    it.retain(|other| *other != id);
                    if is_on {
                        it.push(id.clone());
                    }
                });
            },
        )
    });
    view! {
        <div class="workshop-start__domains" role="group" aria-label="Domains">{all.collect_view()}</div>
    }
    .into_any()
}

const NO_KEYS: &str = "This browser can’t make the keys that answers are sealed with. Chrome and Edge can from version 133, Firefox from 130, Safari from 17, on a page that is served securely. Without devices you can hold the workshop here: count hands.";
const NOT_KEPT: &str = "This browser keeps no keys, in a private window perhaps, so that answers could not be opened after a reload. Use an ordinary window, or count hands.";

/// Starts the workshop; gives its address.
async fn begin(form: Form, library: Library, with_invite: bool) -> Result<Route, &'static str> {
    let tag = WorkshopTag::from_bits(random::bits());
    let mut public = [0; 32];
    if with_invite {
        let fresh = sealing::generate().await.map_err(|_| NO_KEYS)?;
        keys::keep(tag, &fresh.keys).await.map_err(|_| NOT_KEPT)?;
        public = fresh.keys.public;
        recovery::offer(FreshKey {
            tag,
            public,
            copy: fresh.copy,
        });
    }
    let catalog = form.state.catalog();
    let invite =
        untrack(|| form.invite(tag, public)).ok_or("The assessment is not open any more.")?;
    let asked = invite.questionnaire(catalog);
    let setup = Setup {
        started: clock::day(),
        invite: if with_invite {
            invite.write(catalog)
        } else {
            String::new()
        },
        edition: invite.edition.clone(),
        practices: asked.practices,
        statements: asked.statements,
        roles: invite.roles,
        expected: invite.expected,
    };
    let of = form.state.with_untracked(|it| Some(it.id.clone()));
    let of = of.ok_or("The assessment is not open any more.")?;
    library.edit_workshops(&of, |entries, at| entries.start_workshop(tag, &setup, at));
    Ok(form.state.at(Step::Workshop(WorkshopView::Of(tag))))
}
