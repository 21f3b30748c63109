//! The belief check: statements about the chosen services, answered before the catalog's answer is shown.

mod reveal;

use leptos::prelude::*;

use crate::browser::focus;
use crate::components::reactive::{flag, live, text};
use crate::components::{choice, frame};
use crate::route::Step;
use crate::state::{Session, State};
use demarc_catalog::ServiceRef;
use demarc_core::analysis::{self, BeliefStatement, Verdict, statements};
use demarc_core::assessment::{Belief, SortedSet};
use demarc_core::labels;

/// The belief statements about one service.
type ServiceStatements = Vec<BeliefStatement>;

/// The sections whose answers are shown. A shown section is locked: a belief counts only as it was before the answer.
type Revealed = RwSignal<SortedSet<ServiceRef>>;

/// The belief check.
pub fn page() -> AnyView {
    let state = State::get();
    let sections = Memo::new(move |_| {
        let assessment = state.with(|it| Some(it.clone()));
        assessment.map_or_else(Vec::new, |it| {
            statements(state.catalog(), state.texts(), &it)
        })
    });
    // On return, sections that are answered in full show their answers again.
    let answered = untrack(move || {
        sections.with(|it| {
            let answered = it.iter().filter(|it| unanswered(state, it) == 0);
            answered.filter_map(of).collect::<SortedSet<_>>()
        })
    });
    let revealed = RwSignal::new(answered);
    let skip = state.at(Step::Practices).to_string();
    view! {
        <main id="main" class="page" tabindex="-1">
            {frame(state)}
            <h1 class="page-title" tabindex="-1">"Who does what?"</h1>
            <p class="lede">
                "Say who you think takes care of each of these, before Demarc tells. What everybody takes to be AWS’s job and is not, nobody does."
            </p>
            <p>
                <a href=skip>"Skip this step"</a>
            </p>
            {live(move || sections.with(|it| all(state, it, revealed)))}
        </main>
    }
    .into_any()
}

/// The service of a section.
fn of(section: &ServiceStatements) -> Option<ServiceRef> {
    Some(section.first()?.cell.service.clone())
}

/// The answer to a statement; tracked.
fn belief(state: State, statement: &BeliefStatement) -> Option<Belief> {
    let cell = &statement.cell;
    state.with(|it| it.belief(&cell.service, &cell.layer))
}

fn unanswered(state: State, section: &ServiceStatements) -> usize {
    state.with(|it| analysis::unanswered(section, it))
}

fn all(state: State, sections: &[ServiceStatements], revealed: Revealed) -> AnyView {
    if sections.is_empty() {
        return view! {
            <p class="notice">
                "There is nothing to ask yet: the questions are drawn from the services you run. "
                <a href=state.at(Step::Services).to_string()>"Choose your services"</a>
            </p>
        }
        .into_any();
    }
    let count = sections.len();
    let each = sections.iter().enumerate();
    let each = each.map(|(index, it)| section(state, it, index, count, revealed));
    view! {
        {each.collect_view()}
        {live(move || so_far(state, revealed))}
        <p class="actions">
            <a class="button button--primary" href=state.at(Step::Practices).to_string()>
                "Continue to practices"
            </a>
        </p>
    }
    .into_any()
}

/// The statements about one service: to be answered, or with their owners.
fn section(
    state: State,
    section: &ServiceStatements,
    index: usize,
    count: usize,
    revealed: Revealed,
) -> AnyView {
    let Some(service) = of(section) else {
        return ().into_any();
    };
    let deployment = state.catalog().deployment(&service);
    let name = deployment.map_or_else(|| service.to_string(), |it| it.name());
    let id = format!("section-{index}");
    let is_revealed = {
        let service = service.clone();
        move || revealed.with(|it| it.contains(&service))
    };
    // Showing and hiding both move focus to the heading: the focused button is removed.
    let redraw = {
        let id = id.clone();
        move |show: bool| {
            revealed.update(|it| {
                if show {
                    it.insert(service.clone());
                } else {
                    it.remove(&service);
                }
            });
            focus::restore(Some(id.clone()));
        }
    };
    let statements = StoredValue::new(section.clone());
    let body = move || {
        let redraw = redraw.clone();
        statements.with_value(|it| {
            if is_revealed() {
                reveal::section(state, it, move |_| redraw(false))
            } else {
                questions(state, it, move |_| redraw(true))
            }
        })
    };
    let labelledby = id.clone();
    view! {
        <section class="beliefs" aria-labelledby=labelledby>
            <p class="meta">{format!("Section {} of {count}", index + 1)}</p>
            <h2 id=id tabindex="-1">{name}</h2>
            {live(body)}
        </section>
    }
    .into_any()
}

fn questions(
    state: State,
    section: &ServiceStatements,
    show: impl Fn(leptos::ev::MouseEvent) + 'static,
) -> AnyView {
    let show: Box<dyn Fn(leptos::ev::MouseEvent)> = Box::new(show);
    let fields = section.iter().map(|it| question(state, it)).collect_view();
    let all = section.len();
    let statements = section.clone();
    let left = move || match unanswered(state, &statements) {
        0 => "All are answered.".to_owned(),
        left if left == all => {
            "Answer them first: what you believed counts only before you are told.".to_owned()
        }
        left => format!("{left} of {all} are not answered, and will count as not asked."),
    };
    view! {
        {fields}
        <p class="actions">
            <button type="button" class="button" on:click=show>
                "Show who does what"
            </button>
            <span class="hint">{text(left)}</span>
        </p>
    }
    .into_any()
}

fn question(state: State, statement: &BeliefStatement) -> AnyView {
    let session = Session::get();
    let cell = &statement.cell;
    let Some(layer) = state.catalog().layer(&cell.layer) else {
        return ().into_any();
    };
    let group = format!("{}-{}", cell.service, cell.layer);
    let deployment = state.catalog().deployment(&cell.service);
    let operator = deployment.and_then(|it| it.operator());
    let choices = Belief::offered(operator.is_some()).iter().map(|belief| {
        let belief = *belief;
        let (of, asked) = (statement.clone(), cell.clone());
        choice(
            "radio",
            &group,
            match (belief, operator) {
                (Belief::Operator, Some(name)) => name.to_owned(),
                _ => labels::belief(belief).to_owned(),
            },
            None,
            flag(move || self::belief(state, &of) == Some(belief)),
            move |_| session.edit(|it| it.believe(&asked.service, &asked.layer, Some(belief))),
        )
    });
    view! {
        <fieldset class="choices belief">
            <legend>{layer.name.as_str()} ": who takes care of it?"</legend>
            <p class="hint">{layer.summary.as_str()}</p>
            <div class="belief__choices">{choices.collect_view()}</div>
        </fieldset>
    }
    .into_any()
}

/// The counts by verdict, of the shown sections only.
fn so_far(state: State, revealed: Revealed) -> AnyView {
    let shown = revealed.get();
    let count = |verdict: Verdict| {
        state.analyzed(|it| {
            let checks = it.beliefs_with(verdict);
            checks.filter(|it| shown.contains(&it.cell.service)).count()
        })
    };
    let rows = [
        (
            Verdict::Assumption,
            "taken to be AWS’s, and yours at least in part",
        ),
        (Verdict::OverReach, "taken to be yours, and AWS’s"),
        (Verdict::Differs, "otherwise than you thought"),
        (Verdict::Unsure, "not sure"),
        (Verdict::Agrees, "right"),
    ];
    let rows = rows.map(|(verdict, verdict_label)| (verdict, count(verdict), verdict_label));
    if rows.iter().all(|(_, count, _)| *count == 0) {
        return ().into_any();
    }
    let rows = rows.into_iter().filter(|(_, count, _)| *count > 0);
    let rows = rows.map(|(verdict, count, verdict_label)| {
        view! {
            <li>
                <strong>{count}</strong>
                " "
                {verdict_label}
                {(verdict == Verdict::Assumption).then_some(": the most dangerous kind of gap")}
            </li>
        }
        .into_any()
    });
    view! {
        <section class="card" aria-labelledby="so-far">
            <h2 id="so-far">"What came of it"</h2>
            <ul>{rows.collect_view()}</ul>
        </section>
    }
    .into_any()
}
