//! The stack of layers as the result: AWS's part, and the user's part, filled as far as it is met.

use leptos::prelude::*;

use crate::components::{Sign, sign};
use crate::route::{Step, View};
use crate::state::State;
use demarc_core::analysis::{Analysis, LayerStanding};
use demarc_core::labels;

/// The stack; nothing without services.
pub(super) fn section(state: State, analysis: &Analysis) -> Option<AnyView> {
    let stack = analysis.stack(state.catalog());
    if stack.is_empty() {
        return None;
    }
    let rows: Vec<AnyView> = stack.iter().map(row).collect();
    let services = labels::count(analysis.services.len(), "service", "services");
    Some(
        view! {
            <section class="result-stack" aria-labelledby="stack">
                <h2 id="stack">
                    "Where the line runs"
                    <span class="meta">{format!(" over your {services}")}</span>
                </h2>
                <ul class="result-stack__layers">{rows}</ul>
                <p class="result-stack__key meta">
                    <span class="result-stack__key-aws">"AWS"</span>
                    <span class="result-stack__key-met">"yours, in place"</span>
                    <span class="result-stack__key-open">"yours, open"</span>
                    <a href=state.at(Step::Results(View::Matrix)).to_string()>"Service by service"</a>
                </p>
            </section>
        }
        .into_any(),
    )
}

fn row(layer: &LayerStanding<'_>) -> AnyView {
    let yours = layer.percent_yours();
    let score = layer.score.map_or(0.0, |it| it.value);
    let met = labels::hundredths(score);
    let says = match (yours, layer.duties) {
        (0, _) => "all AWS’s".to_owned(),
        (_, 0) => "no duty asked".to_owned(),
        (_, duties) => format!("{} of {duties} met", layer.met),
    };
    let mistaken = (layer.mistaken > 0).then(|| {
        let says = labels::count(layer.mistaken, "wrong belief", "wrong beliefs");
        let spoken = says.clone();
        view! {
            <span class="result-stack__mistaken" title=says>
                {sign(Sign::Unequal)}
                <span class="visually-hidden">{spoken}</span>
            </span>
        }
        .into_any()
    });
    view! {
        <li class="result-stack__layer" style=("--yours", format!("{yours}%")) style=("--met", format!("{met}%"))>
            <span class="result-stack__name">{layer.column.name.to_owned()} {mistaken}</span>
            <span class="result-stack__bar" aria-hidden="true">
                <span class="result-stack__aws"></span>
                <span class="result-stack__yours"></span>
            </span>
            <span class="result-stack__says">{says}</span>
        </li>
    }
    .into_any()
}
