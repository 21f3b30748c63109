//! Compares the assessment with a snapshot, or two snapshots: choosing the two sides, and what differs.

mod changes;
mod findings;
mod over_time;

use leptos::prelude::*;

use crate::browser::{clock, focus};
use crate::components::reactive::{flag, live, text};
use crate::loading::Loading;
use crate::route::Step;
use crate::state::{EvidenceAccess, Library, State};
use demarc_core::analysis::{Analysis, ChangeKind, Comparison, Standing, analyze, compare};
use demarc_core::assessment::{Assessment, AssessmentId};
use demarc_core::evidence::Weighed;
use demarc_core::labels;
use demarc_core::library::versions::{usual_base, versions};
use demarc_core::store::EVIDENCE;
use demarc_core::text;

/// An assessment or a snapshot that can be compared, with its analysis.
#[derive(Clone)]
struct Side {
    assessment: Assessment,
    analysis: Analysis,
    /// When it was taken, in milliseconds since 1970; now for the open assessment.
    at: u64,
    /// What findings say beside it, once what reads them is there.
    weighed: Option<Weighed>,
}

impl Side {
    /// `evidence` is the record of its evidence.
    fn of(state: State, assessment: Assessment, evidence: Option<&str>) -> Self {
        let snapshot = assessment.snapshot.as_ref();
        let at = snapshot.map_or_else(clock::now, |it| it.taken.milliseconds());
        let today = clock::day();
        let access = EvidenceAccess::get();
        let found = evidence.and_then(|it| (access?.analyze)(&assessment, it, &today));
        let (analysis, weighed) = match found {
            Some((analysis, _, weighed)) => (analysis, Some(weighed)),
            None => (analyze(state.catalog(), &assessment, &today), None),
        };
        Self {
            assessment,
            analysis,
            at,
            weighed,
        }
    }

    /// Its name, with day and time.
    fn dated(&self) -> String {
        match &self.assessment.snapshot {
            Some(snapshot) => format!(
                "{}, {}",
                text::line(&snapshot.label),
                clock::moment(self.at)
            ),
            None => "Now".to_owned(),
        }
    }
}

pub(super) fn view(state: State) -> AnyView {
    let library = Library::get();
    library.read_inventory();
    let chosen = RwSignal::new((None, None));
    live(move || {
        state.track_redraws();
        let sides = sides(state, library);
        if sides.len() < 2 {
            return alone(state, library);
        }
        page(state, sides, chosen)
    })
}

/// The snapshots in order of time, then the open assessment.
fn sides(state: State, library: Library) -> Vec<Side> {
    let open = state.with_untracked(|it| Some(it.clone()));
    let Some(open) = open else {
        return Vec::new();
    };
    library.with_inventory(|kept| {
        let all = versions(&open, kept).into_iter();
        let side = |it: Assessment| {
            let mut records = kept.others_of(&EVIDENCE);
            let record = records.find(|(id, _)| **id == it.id).map(|(_, text)| text);
            if record.is_some() {
                Loading::request_evidence();
            }
            Side::of(state, it, record)
        };
        all.map(side).collect()
    })
}

/// The page while there is nothing to compare with.
fn alone(state: State, library: Library) -> AnyView {
    let take = move |_| {
        library.take_snapshot("Snapshot");
        focus::first("#from");
    };
    let snapshot = state.shows_snapshot();
    view! {
        <section aria-labelledby="compare">
            <h2 id="compare">"Compare"</h2>
            <p>
                "There is nothing to compare with yet. A snapshot keeps all answers as they are now, under a name: take one today, and see here next quarter what improved, what fell and what is new."
            </p>
            {(!snapshot)
                .then(|| {
                    view! {
                        <p class="actions">
                            <button type="button" class="button button--primary" on:click=take>
                                "Take a snapshot now"
                            </button>
                            <a class="button button--quiet" href=state.at(Step::Snapshots).to_string()>
                                "Give it a name of your own"
                            </a>
                        </p>
                    }
                        .into_any()
                })}
        </section>
    }
    .into_any()
}

/// The chosen sides; `None` means the default.
type ChosenSides = RwSignal<(Option<AssessmentId>, Option<AssessmentId>)>;

fn page(state: State, sides: Vec<Side>, chosen: ChosenSides) -> AnyView {
    let over_time = over_time::section(&sides);
    let open = state.with_untracked(|it| Some(it.id.clone()));
    let last = sides.len() - 1;
    let ids: Vec<AssessmentId> = sides.iter().map(|it| it.assessment.id.clone()).collect();
    let usual = open.and_then(|open| usual_base(&ids, &open)).unwrap_or(0);
    let names: Vec<String> = sides.iter().map(Side::dated).collect();
    let ids = StoredValue::new(ids);
    let indexes = move || {
        chosen.with(|(from, to)| {
            let index = |id: &Option<AssessmentId>| {
                ids.with_value(|all| all.iter().position(|it| Some(it) == id.as_ref()))
            };
            (index(from).unwrap_or(usual), index(to).unwrap_or(last))
        })
    };
    let choice = move |id: &'static str, label: &'static str, is_from: bool| {
        let options = names.iter().enumerate().map(|(index, name)| {
            let selected = flag(move || index == if is_from { indexes().0 } else { indexes().1 });
            view! {
                <option value=index.to_string() prop:selected=selected>
                    {name.clone()}
                </option>
            }
            .into_any()
        });
        let choose = move |event| {
            let index = event_target_value(&event).parse().ok();
            let id = index.and_then(|index: usize| ids.with_value(|it| it.get(index).cloned()));
            chosen.update(|it| if is_from { it.0 = id } else { it.1 = id });
        };
        view! {
            <label>
                {label} <select id=id on:change=choose>{options.collect_view()}</select>
            </label>
        }
        .into_any()
    };
    let (from, to) = (choice("from", "From ", true), choice("to", "To ", false));
    let sides = StoredValue::new(sides);
    let compared = Memo::new(move |_| {
        let (from, to) = indexes();
        sides.with_value(|sides| {
            let (from, to) = (sides.get(from)?, sides.get(to)?);
            Some(compare(state.catalog(), &from.analysis, &to.analysis))
        })
    });
    let summary = move || {
        let summary = with_both(sides, indexes(), compared, headline);
        summary.unwrap_or_else(|| "Choose two different ones.".to_owned())
    };
    let differs = move || {
        let differs =
            |comparison: &Comparison, from: &Side, to: &Side| between(state, comparison, from, to);
        with_both(sides, indexes(), compared, differs).into_any()
    };
    view! {
        <section class="compare" aria-labelledby="compare">
            <h2 id="compare">"Compare"</h2>
            <div class="filters">{from} {to}</div>
            <p class="headline" role="status">
                {text(summary)}
            </p>
            {live(differs)}
        </section>
        {over_time}
    }
    .into_any()
}

/// Reads the comparison of the two sides; `None` if they are the same one.
fn with_both<T>(
    sides: StoredValue<Vec<Side>>,
    (from, to): (usize, usize),
    compared: Memo<Option<Comparison>>,
    read: impl Fn(&Comparison, &Side, &Side) -> T,
) -> Option<T> {
    sides.with_value(|sides| {
        let (from, to) = (sides.get(from)?, sides.get(to)?);
        let is_same = from.assessment.id == to.assessment.id;
        compared.with(|it| {
            it.as_ref()
                .filter(|_| !is_same)
                .map(|it| read(it, from, to))
        })
    })
}

/// What differs between two sides.
fn between(state: State, comparison: &Comparison, from: &Side, to: &Side) -> AnyView {
    view! {
        <p>{counted(comparison)}</p>
        {changes::situation(state, &from.assessment, &to.assessment)}
        {findings::section(state, from.weighed.as_ref(), to.weighed.as_ref())}
        {changes::domains(state, comparison)}
        {changes::practices(state, comparison)}
    }
    .into_any()
}

/// The change of the score, in a sentence.
fn headline(comparison: &Comparison, from: &Side, to: &Side) -> String {
    let side = |standing: &Option<Standing>| {
        let standing = standing.as_ref();
        (
            labels::score(standing.and_then(|it| it.score).map(|it| it.value)),
            standing.map_or(labels::grade(None), labels::grade_of),
        )
    };
    let whole = &comparison.whole;
    let ((was, grade_was), (is, grade_is)) = (side(&whole.before), side(&whole.after));
    let moved = match whole.points() {
        None => format!("the score went from {was} to {is}"),
        Some(0) => format!("the score stayed at {is}"),
        Some(points) if points > 0 => format!("the score rose from {was} to {is}"),
        Some(_) => format!("the score fell from {was} to {is}"),
    };
    let graded = if grade_was == grade_is {
        format!("the grade is still {}", grade_is.to_ascii_lowercase())
    } else {
        format!(
            "the grade went from {} to {}",
            grade_was.to_ascii_lowercase(),
            grade_is.to_ascii_lowercase()
        )
    };
    let named = |side: &Side| match &side.assessment.snapshot {
        Some(snapshot) => format!("“{}”", text::line(&snapshot.label)),
        None => "now".to_owned(),
    };
    format!(
        "From {} to {}, {moved}, and {graded}.",
        named(from),
        named(to)
    )
}

/// The changes of practices and gaps, in numbers.
fn counted(comparison: &Comparison) -> String {
    let count = |kind| comparison.of_kind(kind).count();
    let practices = |count| labels::count(count, "practice", "practices");
    let gaps = |count| labels::count(count, "gap", "gaps");
    let mut summary = format!(
        "{} improved, {} fell, {} answered since. {} closed, {} opened",
        practices(count(ChangeKind::Improved)),
        count(ChangeKind::Fell),
        count(ChangeKind::Answered),
        gaps(comparison.closed.len()),
        comparison.opened.len(),
    );
    if !comparison.dropped.is_empty() {
        summary.push_str(&format!(
            ", {} gone without being closed",
            comparison.dropped.len()
        ));
    }
    summary.push('.');
    summary
}
