//! Fetching the parts that are not in the first load, and drawing the pages in them.
//! When a part is fetched, and how far it has come, is the business of `loading`.

use std::pin::Pin;
use std::sync::OnceLock;

use leptos::prelude::*;

use crate::browser::fetch;
use crate::loading::{self, Part};
use crate::pages::split::{self, Draw};
use crate::route::Route;
use crate::state::ReadFile;

/// The file of the styles, beside the app.
const STYLES: &str = "later.css";

/// What draws the pages of each part that is there. Texts and styles draw nothing: theirs stay empty.
static DRAW: [OnceLock<Draw>; Part::ALL.len()] = [const { OnceLock::new() }; Part::ALL.len()];

/// What reads files, once it is there.
static READ_FILE: OnceLock<ReadFile> = OnceLock::new();

/// Fetches a part; whether it is there then.
pub fn load(part: Part) -> Pin<Box<dyn Future<Output = bool>>> {
    Box::pin(fetched(part))
}

async fn fetched(part: Part) -> bool {
    let draw = match part {
        Part::Texts => {
            let bytes = fetch::bytes(demarc_edition::TEXTS_FILE);
            return match (split::texts().await, bytes.await) {
                (Ok(read), Some(bytes)) => read(&bytes),
                _ => false,
            };
        }
        Part::Styles => return fetch::styles(STYLES).await,
        Part::Ask => split::ask().await,
        Part::Results => split::results().await,
        Part::Report => split::report().await,
        Part::Model => split::model().await,
        Part::Keep => split::keep().await.map(|(draw, read)| {
            // Already set when the part was fetched twice: to the same function.
            let _ = READ_FILE.set(read);
            draw
        }),
    };
    // What draws a part is the same whoever fetched it first.
    draw.map(|draw| DRAW[part as usize].set(draw)).is_ok()
}

/// The page of a route; `None` before the part that draws it is there. Call it only once [`Loading`](loading::Loading)
/// has all that the route needs: texts and styles are not looked for here.
pub fn page(route: &Route) -> Option<AnyView> {
    let mut needed = loading::needs(route).iter();
    let draw = needed.find_map(|part| DRAW[*part as usize].get())?;
    Some(draw(route))
}

/// What reads files: it comes with the pages that show them. `None` when it could not be fetched.
pub fn read_file() -> Pin<Box<dyn Future<Output = Option<ReadFile>>>> {
    Box::pin(async {
        if READ_FILE.get().is_none() {
            fetched(Part::Keep).await;
        }
        READ_FILE.get().copied()
    })
}
