//! The grade with its band and cap, and what the score is made of.
//! It knows one standing.

use leptos::prelude::*;

use crate::analysis::{Score, Standing};
use crate::ui::route::Step;
use crate::ui::state::State;
use crate::ui::words;

pub(super) fn panel(state: State, standing: &Standing) -> impl IntoView + use<> {
    let caps = standing
        .missing_cornerstones
        .iter()
        .filter_map(|id| state.catalog().practice(id))
        .map(|practice| {
            view! {
                <li>
                    <a href=state.at(Step::Practice(practice.id.clone())).to_string()>{practice.title.as_str()}</a>
                </li>
            }
        })
        .collect_view();
    let capped = !standing.missing_cornerstones.is_empty();
    view! {
        <section class=words::grade_class(standing.grade) aria-labelledby="grade">
            <h2 id="grade">"Grade: " {words::grade(standing.grade)}</h2>
            {standing.score.map(|score| view! { <p>{in_words(&score)}</p> })}
            {standing.score.map(|score| band(&score))}
            {capped
                .then(|| {
                    view! {
                        <div>
                            <p>"Cornerstones not in place. Until they are, the grade is developing at best:"</p>
                            <ul>{caps}</ul>
                        </div>
                    }
                })}
            {standing.score.map(|score| made_of(&score))}
        </section>
    }
}

fn in_words(score: &Score) -> String {
    let value = words::score(Some(score.value));
    let (low, high) = (
        words::score(Some(score.low)),
        words::score(Some(score.high)),
    );
    if score.made_of.unknown + score.made_of.unanswered == 0 {
        format!("Score {value} of 100.")
    } else {
        format!(
            "Score {value} of 100. Depending on what you don’t know or have not answered, between {low} and {high}."
        )
    }
}

fn band(score: &Score) -> impl IntoView + use<> {
    let width = score.high - score.low;
    view! {
        <svg class="band" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
            <rect class="band__track" x="0" y="4" width="100" height="4"></rect>
            <rect class="band__range" x=score.low y="3" width=width height="6"></rect>
            {[40, 70, 90]
                .into_iter()
                .map(|tick| view! { <rect class="band__tick" x=tick y="2" width="0.4" height="8"></rect> })
                .collect_view()}
            <rect class="band__score" x=(score.value - 0.5).clamp(0.0, 99.0) y="0" width="1" height="12"></rect>
        </svg>
    }
}

fn made_of(score: &Score) -> impl IntoView + use<> {
    let weight = |twelfths: u32| format!("{:.2}", f64::from(twelfths) / 12.0);
    let sum = score.made_of;
    let rows = [
        ("Weight of what is answered", sum.answered),
        ("of it earned by the levels", sum.earned),
        (
            "of it answered with don’t know (earns nothing)",
            sum.unknown,
        ),
        (
            "Weight of what is not answered yet (not in the score)",
            sum.unanswered,
        ),
    ];
    view! {
        <details class="explain">
            <summary>"How this score is made"</summary>
            <table class="table make-up">
                <tbody>
                    {rows
                        .into_iter()
                        .map(|(name, twelfths)| {
                            view! {
                                <tr>
                                    <th scope="row">{name}</th>
                                    <td>{weight(twelfths)}</td>
                                </tr>
                            }
                        })
                        .collect_view()}
                </tbody>
            </table>
            <p>
                {format!(
                    "100 × {} ÷ {} = {:.1}, shown rounded down. A practice weighs its impact (1 to 5), a quarter more for each fact of your situation that raises it, half more at most.",
                    weight(sum.earned),
                    weight(sum.answered),
                    score.value,
                )}
            </p>
        </details>
    }
}
