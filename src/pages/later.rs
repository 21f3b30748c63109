//! What comes after the first load: the catalog's words, and the pages but the first, each group of them compiled to a
//! file of its own. It knows what a page needs and how that is fetched; when, and how far it has come, is the state's.

use std::sync::OnceLock;

use leptos::prelude::*;
use leptos::wasm_split::{SplitLoaderError, wasm_split};

use super::{
    accessibility, beliefs, bin, check, domain, explore, model, open, practice, practices, privacy,
    report, results, services, snapshots,
};
use crate::document;
use crate::route::{Route, Step};
use demarc_core::exchange::file::{self, Contents};

/// A file that the app fetches once it runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The catalog's words.
    Texts,
    /// The styles of pages that come later.
    Styles,
    /// The pages that ask: from the services to the check of the answers.
    Ask,
    /// The results.
    Results,
    /// The report and its files.
    Report,
    /// The model: the read, and exploring it.
    Model,
    /// The pages about what is kept: files, snapshots, the bin, privacy; and accessibility.
    Keep,
}

impl Part {
    /// All, the one that most pages need first.
    pub const ALL: [Self; 7] = [
        Self::Texts,
        Self::Styles,
        Self::Ask,
        Self::Results,
        Self::Report,
        Self::Model,
        Self::Keep,
    ];
}

/// What the page of a route needs before it can be drawn. `index.html` asks for the largest of it along with the app.
pub fn needs(route: &Route) -> &'static [Part] {
    match route {
        // The first page, and the first questions: whoever starts an assessment waits for nothing.
        Route::Home | Route::Unknown(_) | Route::Assessment(_, Step::Situation) => &[],
        Route::Model | Route::Explore(..) => &[Part::Texts, Part::Styles, Part::Model],
        Route::Bin | Route::Privacy => &[Part::Keep],
        Route::Accessibility => &[Part::Texts, Part::Styles, Part::Keep],
        Route::Open | Route::Assessment(_, Step::Snapshots) => &[Part::Texts, Part::Keep],
        Route::Assessment(_, Step::Results(_)) => &[Part::Texts, Part::Styles, Part::Results],
        Route::Assessment(_, Step::Report) => &[Part::Texts, Part::Styles, Part::Report],
        Route::Assessment(_, Step::Practices) => &[Part::Ask],
        Route::Assessment(_, Step::Beliefs) => &[Part::Texts, Part::Styles, Part::Ask],
        Route::Assessment(..) => &[Part::Texts, Part::Ask],
    }
}

/// The file of the styles, beside the app.
const STYLES: &str = "later.css";

/// Draws the page of a route, which is of the group that this came with.
type Draw = fn(&Route) -> AnyView;

/// What draws each group's pages, once it is there. Words and styles draw nothing: their places stay empty.
static DRAW: [OnceLock<Draw>; Part::ALL.len()] = [const { OnceLock::new() }; Part::ALL.len()];

/// Reads what is in a file, or says why it can't be read.
pub type ReadFile = fn(&[u8]) -> Result<Contents, String>;

static READ_FILE: OnceLock<ReadFile> = OnceLock::new();

/// What reads files: it comes with the pages that show them. None when it could not be fetched.
pub async fn read_file() -> Option<ReadFile> {
    if READ_FILE.get().is_none() {
        fetch(Part::Keep).await;
    }
    READ_FILE.get().copied()
}

/// The page of a route; none before all that it needs is there.
pub fn page(route: &Route) -> Option<AnyView> {
    let draw = needs(route)
        .iter()
        .find_map(|piece| DRAW[*piece as usize].get())?;
    Some(draw(route))
}

/// Fetches a piece; whether it is there now. One that could not be had can be asked for again.
pub async fn fetch(piece: Part) -> bool {
    let draw = match piece {
        Part::Texts => {
            let bytes = document::fetch(demarc_edition::TEXTS_FILE);
            return match (texts().await, bytes.await) {
                (Ok(read), Some(bytes)) => read(&bytes),
                _ => false,
            };
        }
        Part::Styles => return document::load_styles(STYLES).await,
        Part::Ask => ask().await,
        Part::Results => results().await,
        Part::Report => report().await,
        Part::Model => model().await,
        Part::Keep => keep().await.map(|(draw, read)| {
            let _ = READ_FILE.set(read);
            draw
        }),
    };
    // What draws a group is the same whoever fetched it first.
    draw.map(|draw| DRAW[piece as usize].set(draw)).is_ok()
}

// The pages themselves. All that only the functions below lead to is compiled to the files that come later, one for
// each name in `wasm_split` and some for what several share. They hand out what draws, so that only the first call
// waits for a file and every page is drawn at once.

#[wasm_split(texts, wasm_split_path = leptos::wasm_split, fallible)]
fn texts() -> Result<fn(&[u8]) -> bool, SplitLoaderError> {
    Ok(|bytes| demarc_edition::read_texts(bytes).is_ok())
}

#[wasm_split(ask, wasm_split_path = leptos::wasm_split, fallible)]
fn ask() -> Result<Draw, SplitLoaderError> {
    Ok(|route| match route {
        Route::Assessment(_, Step::Services) => services::page(),
        Route::Assessment(_, Step::Beliefs) => beliefs::page(),
        Route::Assessment(_, Step::Practices) => practices::page(),
        Route::Assessment(_, Step::Domain(id)) => domain::page(id),
        Route::Assessment(_, Step::Practice(id)) => practice::page(id),
        Route::Assessment(_, Step::Check) => check::page(),
        _ => ().into_any(),
    })
}

#[wasm_split(results, wasm_split_path = leptos::wasm_split, fallible)]
fn results() -> Result<Draw, SplitLoaderError> {
    Ok(|route| match route {
        Route::Assessment(_, Step::Results(view)) => results::page(view),
        _ => ().into_any(),
    })
}

#[wasm_split(report, wasm_split_path = leptos::wasm_split, fallible)]
fn report() -> Result<Draw, SplitLoaderError> {
    Ok(|_| report::page())
}

#[wasm_split(model, wasm_split_path = leptos::wasm_split, fallible)]
fn model() -> Result<Draw, SplitLoaderError> {
    Ok(|route| match route {
        Route::Explore(one, other) => explore::page(one.as_ref(), other.as_ref()),
        _ => model::page(),
    })
}

#[wasm_split(keep, wasm_split_path = leptos::wasm_split, fallible)]
fn keep() -> Result<(Draw, ReadFile), SplitLoaderError> {
    let draw: Draw = |route| match route {
        Route::Open => open::page(),
        Route::Bin => bin::page(),
        Route::Privacy => privacy::page(),
        Route::Accessibility => accessibility::page(),
        Route::Assessment(_, Step::Snapshots) => snapshots::page(),
        _ => ().into_any(),
    };
    Ok((draw, |bytes| {
        file::read(bytes).map_err(|problem| problem.to_string())
    }))
}
