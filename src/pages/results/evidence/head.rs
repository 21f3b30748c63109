//! The sentence with both scores, what the findings are of, and how many practices have which verdict.

use leptos::prelude::*;

use super::Page;
use crate::browser::focus;
use crate::components::{BandMark, Sign, band, band_scale, sign};
use crate::state::State;
use demarc_core::analysis::Score;
use demarc_core::evidence::{Evidence, Verdict, Weighed};
use demarc_core::labels;

pub(super) fn head(page: Page, weighed: &Weighed) -> AnyView {
    let (sentence, said) = page.state.analyzed(|analysis| {
        let said = &analysis.whole;
        (
            labels::evidence::said_and_supported(said, weighed),
            said.score,
        )
    });
    let both = said.zip(weighed.supported_score());
    let explained = weighed.explained().count();
    let explained = (explained > 0).then(|| {
        let text = match explained {
            1 => "1 contradiction is explained and counts as answered.".to_owned(),
            more => format!("{more} contradictions are explained and count as answered."),
        };
        view! { <p>{text}</p> }.into_any()
    });
    view! {
        <section class="evidence-head" aria-labelledby="evidence-says">
            <h2 id="evidence-says" class="headline" tabindex="-1">{sentence}</h2>
            {both.map(|(said, supported)| line(&said, &supported))}
            <p>{format!("The findings are of {}.", labels::evidence::coverage(&weighed.coverage))}</p>
            {explained}
            <ul class="verdicts" aria-label="Practices by verdict">{counts(weighed)}</ul>
        </section>
    }
    .into_any()
}

/// The score that the findings support, and a sentence on it with what they are of, for the overview.
pub(super) fn supported(state: State) -> Option<(f64, String)> {
    let page = Page::new(state);
    if page.evidence.with(Evidence::is_empty) {
        return None;
    }
    page.weighed.with(|weighed| {
        let weighed = weighed.as_ref()?;
        let supported = weighed.supported_score()?.value;
        let sentence = state
            .analyzed(|analysis| labels::evidence::said_and_supported(&analysis.whole, weighed));
        let of = labels::evidence::coverage(&weighed.coverage);
        Some((supported, format!("{sentence} Seen: {of}.")))
    })
}

/// The score that the findings support and the one that was said, on one line. The sentence above it gives the same
/// figures.
fn line(said: &Score, supported: &Score) -> AnyView {
    let lowest = supported.value.min(said.value);
    let marks = [
        BandMark::Range("band__lost", lowest, said.value),
        BandMark::Score("band__supported", supported.value),
        BandMark::Score("band__score", said.value),
    ];
    view! {
        {band(&marks)}
        {band_scale("band-scale", |it| it.starts_at().to_string())}
        <p class="band-key meta" aria-hidden="true">
            <span class="band-key__said">"what you answered"</span>
            " "
            <span class="band-key__supported">"with contradicted answers lowered"</span>
        </p>
    }
    .into_any()
}

/// How many practices have each verdict; a press leads to them.
fn counts(weighed: &Weighed) -> Vec<AnyView> {
    let all = Verdict::ALL.into_iter();
    let all = all.map(|verdict| (verdict, weighed.with(verdict).count()));
    all.filter(|(_, count)| *count > 0)
        .map(|(verdict, count)| {
            let go = move |_| {
                let selector = format!("#{}", section_id(verdict));
                focus::on_field(&format!("{selector} summary"));
                focus::on_field(&selector);
            };
            view! {
                <li>
                    <button type="button" class="verdicts__one" on:click=go>
                        <strong>{count}</strong>
                        <span>{mark(verdict)} {labels::evidence::verdict(verdict)}</span>
                    </button>
                </li>
            }
            .into_any()
        })
        .collect()
}

/// The sign of a verdict.
pub(super) fn mark(verdict: Verdict) -> AnyView {
    let sign = sign(Sign::of_evidence(verdict));
    view! { <span class=format!("verdict verdict--{}", verdict.key()) aria-hidden="true">{sign}</span> }
        .into_any()
}

/// The id of the heading of the practices with a verdict.
pub(super) fn section_id(verdict: Verdict) -> String {
    format!("evidence-{}", verdict.key())
}
