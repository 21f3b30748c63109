//! Copies what a view shows as text. The text is the report's, so that both agree.

use leptos::prelude::*;

use crate::components::copy;
use crate::state::State;
use demarc_catalog::Practice;
use demarc_core::assessment::Chapter;
use demarc_core::labels;
use demarc_core::report;

/// Copies a chapter of the report; its text is made on the click.
pub(super) fn chapter(state: State, chapter: Chapter) -> AnyView {
    copy(labels::chapter(chapter), move || {
        state.analysis.with_untracked(|analysis| {
            let section = analysis.as_ref().map(|analysis| {
                state.with_untracked(|it| {
                    Some(state.with_subject(it, analysis, |it| it.chapter(chapter)))
                })
            });
            section.flatten().map(|it| it.to_text()).unwrap_or_default()
        })
    })
}

/// Copies one finding.
pub(super) fn finding(state: State, practice: &'static Practice) -> AnyView {
    copy(&practice.title, move || {
        state.analysis.with_untracked(|analysis| {
            let blocks = analysis.as_ref().map(|analysis| {
                state.with_untracked(|it| {
                    state.with_subject(it, analysis, |it| it.finding(&practice.id))
                })
            });
            report::to_text(&blocks.unwrap_or_default())
        })
    })
}
