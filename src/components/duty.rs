//! Why a layer has its owner: a sentence, or the part of each party, with AWS's page.

use leptos::prelude::*;

use super::css;
use demarc_catalog::{Deployment, Duty, Reason};
use demarc_core::labels;

/// The reason for the owner of a layer.
pub fn duty(reason: &'static Reason, deployment: &Deployment<'_>) -> AnyView {
    let source = view! {
        <a href=reason.source.as_str() rel="noopener noreferrer">"AWS’s page on it"</a>
    }
    .into_any();
    let patching = reason.patching.map(|it| {
        view! {
            <p class="meta">
                "Patching: " <strong>{labels::patching(it)}</strong>
            </p>
        }
        .into_any()
    });
    match &reason.duty {
        Duty::Whole(text) => view! { <p>{text.as_str()} " " {source}</p> }.into_any(),
        Duty::Halves(halves) => {
            let halves = halves.iter().map(|(party, text)| {
                let name = labels::party(*party, deployment.operator()).to_owned();
                view! {
                    <div class="half">
                        <dt class=css::party(*party)>{name}</dt>
                        <dd>{text.as_str()}</dd>
                    </div>
                }
                .into_any()
            });
            view! {
                <dl class="halves">{halves.collect_view()}</dl>
                {patching}
                <p>{source}</p>
            }
            .into_any()
        }
    }
}
