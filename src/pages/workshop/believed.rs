//! What the room believed of layers, beside whose they are.

use leptos::prelude::*;

use super::room::Room;
use super::words;
use crate::components::reactive::live;
use crate::components::{Sign, sign};
use demarc_core::analysis::Verdict;
use demarc_core::assessment::Belief;
use demarc_core::labels;
use demarc_core::workshop::BelievedLayer;

pub(super) fn section(room: Room) -> AnyView {
    live(move || {
        let mut all = room.revealed(|it| it.believed.clone());
        if all.is_empty() {
            return ().into_any();
        }
        // The most dangerous first: what most took to be AWS's, and is not.
        all.sort_by_key(|it| {
            std::cmp::Reverse((it.with(Verdict::Assumption), it.is_in_conflict()))
        });
        let rows = all.iter().map(|it| row(room, it));
        view! {
            <section class="believed" aria-labelledby="believed">
                <h2 id="believed">"What the room believed"</h2>
                <ul class="reveal-list">{rows.collect_view()}</ul>
            </section>
        }
        .into_any()
    })
}

fn row(room: Room, it: &BelievedLayer) -> AnyView {
    let deployment = room.state.catalog().deployment(&it.cell.service);
    let operator = deployment.and_then(|it| it.operator());
    let asked = it.asked();
    let wrong = it.with(Verdict::Assumption);
    let says = if wrong > 0 {
        let by_aws = it.counts.get(&Belief::Aws).copied().unwrap_or_default();
        format!("{by_aws} of {asked} believed that AWS takes care of it.")
    } else if it.is_in_conflict() {
        "The room does not agree.".to_owned()
    } else {
        format!("{} of {asked} were right.", it.with(Verdict::Agrees))
    };
    let counts = it.counts.iter().map(|(belief, count)| {
        let name = match (belief, operator) {
            (Belief::Operator, Some(name)) => name,
            (belief, _) => labels::belief(*belief),
        };
        format!("{name} {count}")
    });
    let counts = counts.collect::<Vec<_>>().join(" · ");
    let truth = format!("It is {}.", labels::owned_by(it.owner, operator));
    let (class, mark) = if wrong > 0 {
        (
            "believed__row believed__row--wrong",
            Some(sign(Sign::Unequal)),
        )
    } else {
        ("believed__row", None)
    };
    view! {
        <li class=class>
            <h3>{words::cell(room, &it.cell)} " " {mark}</h3>
            <p><strong>{says}</strong> " " {truth}</p>
            <p class="meta">{counts}</p>
        </li>
    }
    .into_any()
}
