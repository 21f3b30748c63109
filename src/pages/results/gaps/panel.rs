//! Everything about the gap that is chosen: its answer, who sees to it and by when, what to do, what counts, what was
//! found. It is drawn for this one gap. Every change is an edit of the assessment at once.

use leptos::ev::Event;
use leptos::prelude::*;

use super::super::{assign, copying, explain};
use super::now::{Now, look};
use super::{Page, row};
use crate::browser::focus;
use crate::components::reactive::{flag, live, text, value, word};
use crate::components::{Sign, fact, field, findings, kind_mark, mark, of_catalog, printed, sign};
use crate::route::Step;
use crate::state::State;
use demarc_catalog::{Level, Practice, PracticeId, PracticeText};
use demarc_core::assessment::{Answer, Phase, Response};
use demarc_core::labels;

/// The id of the panel.
pub(super) const ID: &str = "gap-panel";
/// Its heading, which takes the focus.
pub(super) const NAME: &str = "#gap-name";

/// The answers that need no reason, which can be chosen here.
const RESPONSES: [Response; 5] = [
    Response::NotInPlace,
    Response::Started,
    Response::Mostly,
    Response::Fully,
    Response::DontKnow,
];

pub(super) fn panel(page: Page) -> AnyView {
    let each = move || page.chosen.get().into_iter().collect::<Vec<_>>();
    // The panel of another gap is another panel: what is typed and not finished stays with its own.
    view! {
        <div class="gap-panel" id=ID>
            <For each=each key=PracticeId::clone children=move |id| of(page, &id)/>
        </div>
    }
    .into_any()
}

fn of(page: Page, id: &PracticeId) -> Option<AnyView> {
    let state = page.state;
    let practice = state.catalog().practice(id)?;
    let id = &practice.id;
    let text_of = state.practice_text(id)?;
    let now = Memo::new(move |_| {
        state.analysis.track();
        state.with(|_| ());
        look(state, id)
    });
    let answer = Signal::derive(move || now.with(|it| it.answer.clone()));
    let suffix = id.as_str().replace('.', "-");
    let domain = state.catalog().domain(&id.domain());
    let meta = format!(
        "{} · impact {} · {}",
        domain.map_or("", |it| &it.name),
        practice.impact.get(),
        labels::effort(practice.effort)
    );
    let priority = move || {
        let priority = now.with(|it| it.gap.as_ref().map(|gap| labels::hundredths(gap.priority)));
        priority.map_or_else(String::new, |it| format!(" · priority {it}"))
    };
    let panel = view! {
        <section aria-labelledby="gap-name">
            {steps(page, id)}
            <h3 id="gap-name" tabindex="-1">{practice.title.as_str()}</h3>
            <p class="gap-panel__marks">{live(move || now.with(marks))}</p>
            <p class="meta">{meta} {text(priority)}</p>
            <div class="gap-panel__fields">
                <label class="gap__level">
                    <span>"Answer" {hidden(" to", practice)}</span>
                    {level(page, id, now)}
                </label>
                <label class="gap__phase">
                    <span>"Roadmap" {hidden(" for", practice)}</span>
                    {phase(page, id, answer)}
                </label>
                {assign::fields(state, practice, answer, &suffix)}
            </div>
            {live(move || now.with(accepted))}
            <p class="gap-panel__step">
                <strong>"This week: "</strong>
                {of_catalog(&text_of.guide.first_step)}
            </p>
            {criteria(text_of, now)}
            {findings(move |access| (access.panel)(id))}
            {notes(page, id, answer)}
            {guide(text_of)}
            {made_of(state, practice)}
            <p class="actions">
                <a
                    class="button button--small"
                    href=state.at(Step::Practice(id.clone())).to_string()
                >
                    "Open the question"
                </a>
                {copying::finding(state, practice)}
            </p>
        </section>
    };
    Some(panel.into_any())
}

/// Where the gap is in the list, and the ways to others and back.
fn steps(page: Page, id: &'static PracticeId) -> AnyView {
    let place = move || {
        page.shown.track();
        let order = page.order();
        let at = order.iter().position(|it| it == id);
        at.map_or_else(String::new, |at| format!("{} of {}", at + 1, order.len()))
    };
    let step = |by: isize, of: Sign, name: &'static str| {
        let go = move |_| {
            if let Some(to) = page.beside(by) {
                page.choose(&to);
                focus::first(NAME);
            }
        };
        view! {
            <button type="button" class="button button--small" aria-label=name title=name on:click=go>
                {sign(of)}
            </button>
        }
        .into_any()
    };
    view! {
        <div class="gap-panel__steps">
            <button
                type="button"
                class="button button--small gap-panel__back"
                on:click=move |_| page.close()
            >
                "Back to the list"
            </button>
            <span class="meta">{text(place)}</span>
            {step(-1, Sign::Up, "Previous gap")}
            {step(1, Sign::Down, "Next gap")}
        </div>
    }
    .into_any()
}

fn marks(now: &Now) -> AnyView {
    match &now.gap {
        None => mark("mark mark--closed", Sign::Tick, "Closed".into_any()),
        Some(gap) => {
            let kinds = gap
                .kinds()
                .map(|kind| view! { {kind_mark(kind)} " " }.into_any());
            let kinds = kinds.collect_view();
            view! { {row::states(gap)} {kinds} }.into_any()
        }
    }
}

fn hidden(preposition: &'static str, practice: &'static Practice) -> AnyView {
    let of = format!("{preposition} “{}”", practice.title);
    view! { <span class="visually-hidden">{of}</span> }.into_any()
}

/// The answer.
fn level(page: Page, id: &'static PracticeId, now: Memo<Now>) -> AnyView {
    let session = page.session;
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
        <select disabled=page.state.shows_snapshot() on:change=choose>
            {options.collect_view()}
        </select>
    }
    .into_any()
}

/// The phase of the roadmap.
fn phase(page: Page, id: &'static PracticeId, answer: Signal<Answer>) -> AnyView {
    let session = page.session;
    let option = |phase: Option<Phase>| {
        let (value, name) = phase.map_or(("", "By priority"), |it| (it.key(), labels::phase(it)));
        let selected = flag(move || answer.with(|it| it.phase == phase));
        view! { <option value=value prop:selected=selected>{name}</option> }.into_any()
    };
    let mut options = vec![option(None)];
    options.extend(Phase::ALL.map(|it| option(Some(it))));
    let choose = move |event: Event| {
        let phase = Phase::from_key(&event_target_value(&event));
        session.edit(|it| it.change_answer(id, |answer| answer.phase = phase));
    };
    view! {
        <select disabled=page.state.shows_snapshot() on:change=choose>
            {options}
        </select>
    }
    .into_any()
}

/// Who accepts the risk, until when, and why.
fn accepted(now: &Now) -> AnyView {
    let state = now.gap.as_ref().and_then(|it| it.acceptance);
    let says = state.zip(now.answer.accepted_risk());
    let says = says.map(|(state, risk)| labels::acceptance_in_full(state, risk));
    says.map(|it| view! { <p class="gap-panel__accepted">{it}</p> }.into_any())
        .into_any()
}

/// What each level takes; the present one is marked.
fn criteria(text_of: &'static PracticeText, now: Memo<Now>) -> AnyView {
    let lines = Level::ALL.into_iter().rev().map(|level| {
        let current = word(move || {
            let is = now.with(|it| it.answer.counted_response().and_then(Response::level))
                == Some(level);
            is.then_some("true")
        });
        let response = Response::from_key(level.key());
        let criterion = match level {
            Level::Fully => text_of.levels.criterion(level),
            _ => text_of.short.criterion(level),
        };
        view! {
            <li aria-current=current>
                {sign(Sign::of_response(response.as_ref()))}
                <span><strong>{labels::level(level)} ": "</strong>{criterion}</span>
            </li>
        }
        .into_any()
    });
    view! {
        <h4>"What counts as in place"</h4>
        <ol class="criteria">{lines.collect_view()}</ol>
    }
    .into_any()
}

/// The note and where the evidence is.
fn notes(page: Page, id: &'static PracticeId, answer: Signal<Answer>) -> AnyView {
    let session = page.session;
    let snapshot = page.state.shows_snapshot();
    let read = move |part: fn(&Answer) -> String| value(move || answer.with(part));
    let write = move |part: fn(&mut Answer, String)| {
        move |event: Event| {
            let text = event_target_value(&event);
            session.edit(|it| it.change_answer(id, |answer| part(answer, text)));
        }
    };
    let noted = read(|it| it.note.clone());
    let note = view! {
        <textarea
            id="gap-note"
            rows="3"
            readonly=snapshot
            prop:value=noted
            on:input=write(|it, text| it.note = text)
        ></textarea>
        {printed(noted)}
    };
    let evidence = view! {
        <input
            id="gap-evidence"
            type="text"
            autocomplete="off"
            aria-describedby="gap-evidence-hint"
            readonly=snapshot
            prop:value=read(|it| it.evidence.clone())
            on:input=write(|it, text| it.evidence = text)
        />
    };
    view! {
        {field("gap-note", "Note", None, note.into_any())}
        {field("gap-evidence", "Evidence", Some("A link, or where to find it"), evidence.into_any())}
    }
    .into_any()
}

/// Why it matters, and how to put it in place.
fn guide(text_of: &'static PracticeText) -> AnyView {
    let guide = &text_of.guide;
    let automation = format!("{} {}", guide.automation, labels::cost(guide.cost));
    view! {
        <details class="more">
            <summary>"Why it matters"</summary>
            <p>{text_of.question.as_str()}</p>
            <p>{of_catalog(&text_of.why)}</p>
        </details>
        <details class="more">
            <summary>"How to put it in place"</summary>
            <dl class="facts">
                {fact("To last", of_catalog(&guide.fix))}
                {fact("Usually owned by", guide.role.as_str().into_any())}
                {fact("How to verify", of_catalog(&guide.verify))}
                {fact("Automated by", automation.into_any())}
            </dl>
        </details>
    }
    .into_any()
}

/// How the priority is made.
fn made_of(state: State, practice: &'static Practice) -> AnyView {
    let made_of = state.analysis.with_untracked(|analysis| {
        let analysis = analysis.as_ref()?;
        let (gap, finding) = (analysis.gap(&practice.id)?, analysis.finding(&practice.id)?);
        Some(explain::priority(state, practice, gap, finding))
    });
    made_of.into_any()
}
