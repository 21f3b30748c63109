//! The pages that are not in the first load, and what is fetched with them.
//! Code that only these functions reach is compiled to files of its own: one for each name in `wasm_split`, and some
//! that several share. Each function returns a function pointer, so that only the first call waits for a file. Any other
//! reference to these pages, or other code here, moves them into the first load.

use leptos::prelude::*;
use leptos::wasm_split::{SplitLoaderError, wasm_split};

use super::home::{DrawPart, field, table};
use super::{
    accessibility, beliefs, bin, check, domain, explore, model, not_found, open, practice,
    practices, privacy, report, results, services, snapshots, workshop as workshop_pages,
};
use crate::browser::clock;
use crate::route::{Route, Step, View};
use crate::state::{Analyze, EvidenceAccess, FileAccess, analyze_with_evidence};
use demarc_core::library::{import, saving};

/// Draws the page of a route of one group. For a route of another group, it draws the page of an unknown address.
pub type Draw = fn(&Route) -> AnyView;

/// Reads a file of texts, by its index; whether it could.
pub type ReadTexts = fn(usize, &[u8]) -> bool;

/// What a file brought, with the names of the catalog, which are in the files of the pages.
fn with_names<T>(brought: T) -> Result<T, SplitLoaderError> {
    let _ = demarc_edition::catalog();
    Ok(brought)
}

#[wasm_split(texts, wasm_split_path = leptos::wasm_split, fallible)]
pub fn texts() -> Result<ReadTexts, SplitLoaderError> {
    Ok(|index, bytes| demarc_edition::read_texts(index, bytes).is_ok())
}

#[wasm_split(ask, wasm_split_path = leptos::wasm_split, fallible)]
pub fn ask() -> Result<Draw, SplitLoaderError> {
    let draw: Draw = |route| match route {
        Route::Assessment(_, Step::Services) => services::page(),
        Route::Assessment(_, Step::Beliefs) => beliefs::page(),
        Route::Assessment(_, Step::Practices) => practices::page(),
        Route::Assessment(_, Step::Domain(id)) => domain::page(id),
        Route::Assessment(_, Step::Practice(id)) => practice::page(id),
        Route::Assessment(_, Step::Check) => check::page(),
        _ => not_found::page(),
    };
    with_names(draw)
}

#[wasm_split(home, wasm_split_path = leptos::wasm_split, fallible)]
pub fn home() -> Result<DrawPart, SplitLoaderError> {
    with_names(field)
}

#[wasm_split(list, wasm_split_path = leptos::wasm_split, fallible)]
pub fn list() -> Result<DrawPart, SplitLoaderError> {
    Ok(table)
}

#[wasm_split(analysis, wasm_split_path = leptos::wasm_split, fallible)]
pub fn analysis() -> Result<Analyze, SplitLoaderError> {
    Ok(analyze_with_evidence)
}

#[wasm_split(evidence, wasm_split_path = leptos::wasm_split, fallible)]
pub fn evidence() -> Result<(Draw, EvidenceAccess), SplitLoaderError> {
    let draw: Draw = |route| match route {
        Route::Assessment(_, Step::Results(View::Evidence)) => results::evidence_page(),
        _ => not_found::page(),
    };
    with_names((draw, results::evidence_access()))
}

#[wasm_split(results, wasm_split_path = leptos::wasm_split, fallible)]
pub fn results() -> Result<Draw, SplitLoaderError> {
    let draw: Draw = |route| match route {
        Route::Assessment(_, Step::Results(view)) => results::page(view),
        _ => not_found::page(),
    };
    with_names(draw)
}

#[wasm_split(report, wasm_split_path = leptos::wasm_split, fallible)]
pub fn report() -> Result<Draw, SplitLoaderError> {
    let draw: Draw = |route| match route {
        Route::Assessment(_, Step::Report) => report::page(),
        _ => not_found::page(),
    };
    with_names(draw)
}

#[wasm_split(model, wasm_split_path = leptos::wasm_split, fallible)]
pub fn model() -> Result<Draw, SplitLoaderError> {
    let draw: Draw = |route| match route {
        Route::Model => model::page(),
        Route::Explore(one, other) => explore::page(one.as_ref(), other.as_ref()),
        _ => not_found::page(),
    };
    with_names(draw)
}

#[wasm_split(workshop, wasm_split_path = leptos::wasm_split, fallible)]
pub fn workshop() -> Result<Draw, SplitLoaderError> {
    let draw: Draw = |route| match route {
        Route::Join(invite) => workshop_pages::join(invite),
        Route::Assessment(_, Step::Workshop(view)) => workshop_pages::page(*view),
        _ => not_found::page(),
    };
    with_names(draw)
}

#[wasm_split(keep, wasm_split_path = leptos::wasm_split, fallible)]
pub fn keep() -> Result<(Draw, FileAccess), SplitLoaderError> {
    let draw: Draw = |route| match route {
        Route::Open => open::page(),
        Route::Bin => bin::page(),
        Route::Privacy => privacy::page(),
        Route::Accessibility => accessibility::page(),
        Route::Assessment(_, Step::Snapshots) => snapshots::page(),
        _ => not_found::page(),
    };
    let access = FileAccess {
        read: |contents, bytes| {
            let catalog = demarc_edition::outline();
            import::read(contents, bytes, catalog, clock::now()).map_err(|it| it.to_string())
        },
        write: saving::file_of,
    };
    with_names((draw, access))
}
