//! A section of the belief check after it is answered: the owner of each layer, and the reason.
//! It compares beliefs with the catalog, and changes nothing.

use leptos::prelude::*;

use super::{ServiceStatements, belief};
use crate::components::{Sign, css, duty, kind_mark, sign};
use crate::route::Step;
use crate::state::State;
use demarc_catalog::Owner;
use demarc_core::analysis::{BeliefStatement, GapKind, Verdict};
use demarc_core::assessment::Belief;
use demarc_core::labels;

/// How many practices are named; the rest is counted.
const PRACTICES: usize = 4;

pub(super) fn section(
    state: State,
    section: &ServiceStatements,
    change: impl Fn(leptos::ev::MouseEvent) + 'static,
) -> AnyView {
    let change: Box<dyn Fn(leptos::ev::MouseEvent)> = Box::new(change);
    let told = section.iter().map(|it| told(state, it)).collect_view();
    view! {
        <ul class="told">{told}</ul>
        <p class="actions">
            <button type="button" class="button button--small button--quiet" on:click=change>
                "Change my answers"
            </button>
            <span class="hint">"What you say before you are told is what counts."</span>
        </p>
    }
    .into_any()
}

fn told(state: State, statement: &BeliefStatement) -> AnyView {
    let BeliefStatement { cell, owner } = statement;
    let catalog = state.catalog();
    let believed = belief(state, statement);
    let verdict = believed.map(|it| Verdict::of(it, *owner));
    let deployment = catalog.deployment(&cell.service);
    let reason = deployment.and_then(|it| state.texts().reason(&it, &cell.layer));
    let operator = deployment.and_then(|it| it.operator());
    let reason = reason.zip(deployment);
    let reason = reason.map(|(reason, deployment)| duty(reason, &deployment));
    let layer = catalog.layer(&cell.layer).map_or("", |it| &it.name);
    view! {
        <li class=css::told(verdict)>
            <div>
                <h3>{layer}</h3>
                <p class="told__verdict">{verdict_text(believed, *owner, operator, verdict)}</p>
                {reason}
                {practices(state, statement)}
            </div>
            {sides(layer, *owner, believed)}
        </li>
    }
    .into_any()
}

/// The belief, and who owns the layer.
fn verdict_text(
    believed: Option<Belief>,
    owner: Owner,
    operator: Option<&str>,
    verdict: Option<Verdict>,
) -> AnyView {
    let holds = format!("it is {}", labels::owned_by(owner, operator));
    let name = believed.map_or("", labels::belief);
    match (believed, verdict) {
        (None, _) => format!("Not asked; {holds}.").into_any(),
        (_, Some(Verdict::Agrees)) => view! {
            {sign(Sign::Tick)}
            {format!(" Right: {holds}.")}
        }
        .into_any(),
        (_, Some(Verdict::Unsure)) => format!("You were not sure; {holds}.").into_any(),
        (_, Some(Verdict::Assumption)) => view! {
            {kind_mark(GapKind::Assumption)}
            " "
            <strong>{format!("You believed: {name}. But {holds}.")}</strong>
        }
        .into_any(),
        (_, Some(Verdict::OverReach)) => view! {
            {kind_mark(GapKind::OverReach)}
            " "
            {format!("You believed: {name}. But {holds}.")}
        }
        .into_any(),
        _ => format!("You believed: {name}. But {holds}.").into_any(),
    }
}

/// The layer on the side of its owner, or on both sides, with the belief on the side that it named.
fn sides(layer: &str, owner: Owner, believed: Option<Belief>) -> AnyView {
    let side = |name: &'static str, class: &'static str, holds: bool, was_believed: bool| {
        let layer = holds.then(|| view! { <strong>{layer.to_owned()}</strong> }.into_any());
        let was_believed = was_believed.then(|| view! { <em>"you said"</em> }.into_any());
        let class = if holds { class } else { "told__side" };
        view! {
            <div class=class>
                <span>{name}</span>
                {layer}
                {was_believed}
            </div>
        }
        .into_any()
    };
    let believed_as = |own: Belief| believed == Some(own) || believed == Some(Belief::Shared);
    view! {
        <div class="told__sides" aria-hidden="true">
            {side(
                "AWS",
                "told__side owner--aws",
                matches!(owner, Owner::Aws | Owner::Shared),
                believed_as(Belief::Aws),
            )}
            <div class="demarc__rule"></div>
            {side(
                "You",
                "told__side owner--customer",
                owner.leaves_customer_a_share(),
                believed_as(Belief::Customer),
            )}
        </div>
    }
    .into_any()
}

/// The practices that meet the customer's share.
fn practices(state: State, statement: &BeliefStatement) -> Option<AnyView> {
    let practices = state.analyzed(|it| {
        let cell = it.cell(&statement.cell);
        cell.map(|it| it.practices.clone()).unwrap_or_default()
    });
    if practices.is_empty() {
        return None;
    }
    let links = practices.iter().take(PRACTICES).enumerate();
    let links = links.map(|(index, id)| {
        let title = state.catalog().practice(id).map_or("", |it| &it.title);
        view! {
            {if index > 0 { ", " } else { "" }}
            <a href=state.at(Step::Practice(id.clone())).to_string()>{title}</a>
        }
        .into_any()
    });
    let links = links.collect_view();
    let more = practices.len().saturating_sub(PRACTICES);
    let more = (more > 0).then(|| format!(", and {more} more"));
    Some(
        view! { <p class="meta">"Your share is asked about in: " {links} {more} "."</p> }
            .into_any(),
    )
}
