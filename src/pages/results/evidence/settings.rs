//! What the findings are measured against: the accounts of the assessment, and the age up to which findings count.

use leptos::prelude::*;

use super::Page;
use crate::browser::files;
use crate::components::reactive::{flag, live, value, when, word};
use crate::components::{Unstored, field, with_evidence};
use crate::state::Library;
use demarc_core::evidence::{AGE_LIMIT, Accounts};
use demarc_core::exchange::evidence::EvidenceFile;
use demarc_core::labels;

/// The ages that are offered, in days.
const AGES: [u32; 5] = [30, 60, AGE_LIMIT, 180, 365];

pub(super) fn section(page: Page) -> AnyView {
    if page.is_fixed() {
        return ().into_any();
    }
    let is_kept = move || page.evidence.with(|it| !it.is_empty());
    view! {
        <section aria-labelledby="evidence-settings" class="card">
            <h2 id="evidence-settings">"What the findings are measured against"</h2>
            {accounts(page)}
            {age(page)}
            {when(is_kept, move || live(move || actions(page)))}
        </section>
    }
    .into_any()
}

/// The field for the accounts; nothing for a snapshot.
pub(super) fn accounts(page: Page) -> AnyView {
    if page.is_fixed() {
        return ().into_any();
    }
    let kept = Memo::new(move |_| page.evidence.with(|it| it.accounts.clone()));
    let typed = RwSignal::new(None::<String>);
    let shown = value(move || {
        typed.get().unwrap_or_else(|| match kept.get() {
            None => String::new(),
            Some(Accounts::Number(number)) => number.to_string(),
            Some(Accounts::List(ids)) => ids.join("\n"),
        })
    });
    let problem = RwSignal::new(None::<String>);
    let unstored = Unstored::mark();
    let enter = move |event| {
        // A number may be the beginning of an account ID, so it counts only when the field is left.
        typed.set(Some(event_target_value(&event)));
        unstored.set(true);
    };
    let leave = move |event| {
        let text: String = event_target_value(&event);
        match Accounts::parse(&text) {
            Ok(accounts) => {
                problem.set(None);
                typed.set(None);
                unstored.set(false);
                if kept.get_untracked() != accounts {
                    page.edit(|entries, at| entries.set_accounts(accounts.as_ref(), at));
                }
            }
            Err(why) => problem.set(Some(why)),
        }
    };
    let lacks = move || problem.with(Option::is_some);
    view! {
        <div class="field" class:field--invalid=flag(lacks)>
            <label for="accounts">"AWS accounts in this assessment"</label>
            <p class="hint" id="accounts-hint">
                "How many there are, or their 12-digit account IDs, one a line: what findings of scanners are measured against. With IDs, findings of other accounts count for nothing."
            </p>
            {when(
                lacks,
                move || {
                    view! {
                        <p class="field__error" id="accounts-error">
                            {problem.get().unwrap_or_default()}
                        </p>
                    }
                        .into_any()
                },
            )}
            <textarea
                id="accounts"
                rows="2"
                inputmode="numeric"
                autocomplete="off"
                spellcheck="false"
                aria-describedby="accounts-hint accounts-error"
                aria-invalid=word(move || lacks().then_some("true"))
                prop:value=shown
                on:input=enter
                on:change=leave
            ></textarea>
        </div>
    }
    .into_any()
}

fn age(page: Page) -> AnyView {
    let kept = Memo::new(move |_| {
        page.evidence
            .with(demarc_core::evidence::Evidence::counts_for)
    });
    let options = move || {
        let mut ages = AGES.to_vec();
        ages.push(kept.get());
        ages.sort_unstable();
        ages.dedup();
        let options = ages.into_iter().map(|days| {
            let text = labels::count(usize::try_from(days).unwrap_or_default(), "day", "days");
            let is_chosen = flag(move || kept.get() == days);
            view! { <option value=days prop:selected=is_chosen>{text}</option> }.into_any()
        });
        options.collect_view().into_any()
    };
    let choose = move |event| {
        let days: Option<u32> = event_target_value(&event).parse().ok();
        page.edit(|entries, at| entries.set_age_limit(days.filter(|it| *it != AGE_LIMIT), at));
    };
    let control = view! {
        <select id="age" aria-describedby="age-hint" on:change=choose>
            {live(options)}
        </select>
    };
    field(
        "age",
        "Findings count for",
        Some("Older ones are shown and count for nothing."),
        control.into_any(),
    )
}

/// Saving all evidence as a file, and deleting it.
fn actions(page: Page) -> AnyView {
    let Some(of) = page.of.get_value() else {
        return ().into_any();
    };
    let library = Library::get();
    let save = move |_| {
        let text = page
            .evidence
            .with_untracked(|it| EvidenceFile::from(it).write());
        files::save_text("evidence.demarc.json", &text);
    };
    view! {
        {with_evidence(page.state)}
        <p class="actions">
            <button type="button" class="button button--small" on:click=save>
                "Save the evidence alone as a file"
            </button>
            <button
                type="button"
                class="button button--small button--danger"
                on:click=move |_| library.delete_evidence(&of)
            >
                "Delete all evidence"
            </button>
        </p>
    }
    .into_any()
}
