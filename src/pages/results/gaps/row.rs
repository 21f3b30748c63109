//! One gap of the list: its title, its answer, its owner and due date; details on demand.
//! Every change is an edit of the assessment at once.

use leptos::ev::Event;
use leptos::prelude::*;

use super::super::{assign, copying, explain};
use super::now::{Now, Rows};
use crate::components::reactive::{flag, live, text, when};
use crate::components::{Sign, css, kind_mark, mark, of_catalog, sign};
use crate::route::Step;
use crate::state::{Session, State};
use demarc_catalog::{Level, Practice, PracticeId};
use demarc_core::analysis::{Gap, GapKind};
use demarc_core::assessment::Response;
use demarc_core::labels;

/// The answers that need no reason, which can be chosen in the list.
const RESPONSES: [Response; 5] = [
    Response::NotInPlace,
    Response::Started,
    Response::Mostly,
    Response::Fully,
    Response::DontKnow,
];

pub(super) fn row(
    state: State,
    gap: &Gap,
    rows: Rows,
    selected: RwSignal<Vec<PracticeId>>,
) -> Option<AnyView> {
    let practice = state.catalog().practice(&gap.practice)?;
    let id = &practice.id;
    let suffix = id.as_str().replace('.', "-");
    let is_selected = flag(move || selected.with(|it| it.contains(id)));
    let select = move |event: Event| {
        let is_checked = event_target_checked(&event);
        selected.update(|it| {
            it.retain(|other| other != id);
            if is_checked {
                it.push(id.clone());
            }
        });
    };
    let now = rows.add(state, id);
    let answer = Signal::derive(move || now.with(|it| it.answer.clone()));
    let marks = move || {
        now.with(|it| match &it.gap {
            None => mark("mark mark--closed", Sign::Tick, "Closed".into_any()),
            Some(gap) => {
                let kinds = gap.kinds().map(kind).collect_view();
                view! { {states(gap)} {kinds} }.into_any()
            }
        })
    };
    let priority = move || {
        let priority = now.with(|it| it.gap.as_ref().map(|gap| labels::hundredths(gap.priority)));
        priority.unwrap_or_else(|| "–".to_owned())
    };
    let meta = format!(
        "Impact {} · {}",
        practice.impact.get(),
        labels::effort(practice.effort)
    );
    let opened = RwSignal::new(false);
    let open = move |_| opened.set(true);
    let snapshot = state.shows_snapshot();
    let pick = (!snapshot).then(|| {
        view! {
            <input
                class="gap__pick"
                type="checkbox"
                aria-label=format!("Select “{}”", practice.title)
                prop:checked=is_selected
                on:change=select
            />
        }
        .into_any()
    });
    let row = view! {
        <li class="gap">
            {pick}
            <div class="gap__what">
                <a href=state.at(Step::Practice(id.clone())).to_string()>{practice.title.as_str()}</a>
                <p>{live(marks)}</p>
                <p class="meta">
                    {meta} " · priority " {text(priority)}
                </p>
            </div>
            <label class="gap__level">
                <span>
                    "Answer"
                    <span class="visually-hidden">{format!(" to “{}”", practice.title)}</span>
                </span>
                {level(state, practice, now)}
            </label>
            {assign::fields(state, practice, answer, &suffix)}
            <details class="gap__more" on:toggle=open>
                <summary>
                    "More"
                    <span class="visually-hidden">{format!(" about “{}”", practice.title)}</span>
                </summary>
                {when(move || opened.get(), move || more(state, practice))}
            </details>
        </li>
    };
    Some(row.into_any())
}

/// The answer, edited in the row.
fn level(state: State, practice: &'static Practice, now: RwSignal<Now>) -> AnyView {
    let session = Session::get();
    let id = &practice.id;
    let options = RESPONSES.iter().map(|response| {
        let selected = flag(move || now.with(|it| it.answer.counted_response() == Some(response)));
        let name = labels::response(Some(response));
        view! { <option value=response.key() prop:selected=selected>{name}</option> }.into_any()
    });
    let choose = move |event: Event| {
        let chosen = Response::from_key(&event_target_value(&event));
        session.edit(|it| it.respond(id, chosen));
    };
    view! {
        <select disabled=state.shows_snapshot() on:change=choose>
            {options.collect_view()}
        </select>
    }
    .into_any()
}

/// The marks of what is decided about the gap, and of its date.
pub(in crate::pages::results) fn states(gap: &Gap) -> AnyView {
    let acceptance = gap.acceptance.map(|it| {
        view! {
            <span class=css::acceptance(it) title=labels::acceptance_hint(it)>
                {sign(Sign::Diamond)} {labels::acceptance(it)}
            </span>
            " "
        }
        .into_any()
    });
    let overdue = gap.overdue().map(|by| {
        let late = mark(
            "mark mark--overdue",
            Sign::Exclamation,
            labels::overdue_mark(by).into_any(),
        );
        view! { {late} " " }.into_any()
    });
    view! { {acceptance} {overdue} }.into_any()
}

fn kind(kind: GapKind) -> AnyView {
    view! { {kind_mark(kind)} " " }.into_any()
}

/// The details, drawn when they are opened: the list can have 160 rows.
fn more(state: State, practice: &'static Practice) -> AnyView {
    let Some(text) = state.practice_text(&practice.id) else {
        return ().into_any();
    };
    let made_of = state.analysis.with_untracked(|analysis| {
        let analysis = analysis.as_ref()?;
        let (gap, finding) = (analysis.gap(&practice.id)?, analysis.finding(&practice.id)?);
        Some(explain::priority(state, practice, gap, finding))
    });
    view! {
        <p>{text.question.as_str()}</p>
        <p>{of_catalog(&text.why)}</p>
        <p>
            <strong>"First step: "</strong>
            {of_catalog(&text.guide.first_step)}
        </p>
        <p>
            <strong>{format!("{}: ", labels::level(Level::Fully))}</strong>
            {text.levels.fully.as_str()}
        </p>
        <p class="actions">{copying::finding(state, practice)}</p>
        {made_of}
    }
    .into_any()
}
