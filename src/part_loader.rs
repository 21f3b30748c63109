//! Fetching the parts that are not in the first load, and drawing the pages in them.
//! When a part is fetched, and how far it has come, is the business of `loading`.

use std::pin::Pin;
use std::sync::OnceLock;

use leptos::prelude::*;

use crate::browser::fetch;
use crate::loading::{self, Part};
use crate::pages::home;
use crate::pages::split::{self, Draw};
use crate::route::Route;
use crate::state::{self, FileAccess};
use demarc_edition::TEXTS_FILES;

/// The files of styles, beside the app: of the pages that ask, of what the first page has more, and of all others.
const ASK_STYLES: &str = "ask.css";
const HOME_STYLES: &str = "home.css";
const LIST_STYLES: &str = "list.css";
const STYLES: &str = "later.css";

/// What draws the pages of each part that is there. Texts and styles draw nothing: theirs stay empty.
static DRAW: [OnceLock<Draw>; Part::COUNT] = [const { OnceLock::new() }; Part::COUNT];

/// What reads and writes files, once it is there.
static FILE_ACCESS: OnceLock<FileAccess> = OnceLock::new();

/// Fetches a part; whether it is there then.
pub fn load(part: Part) -> Pin<Box<dyn Future<Output = bool>>> {
    Box::pin(fetched(part))
}

async fn fetched(part: Part) -> bool {
    let index = part.index();
    if index < TEXTS_FILES {
        let bytes = fetch::bytes_in_app(&demarc_edition::texts_file(index));
        return match (split::texts().await, bytes.await) {
            (Ok(read), Some(bytes)) => read(index, &bytes),
            _ => false,
        };
    }
    let draw = match part {
        Part::ASK => {
            let styles = fetch::styles(ASK_STYLES);
            let pages = split::ask().await;
            if !styles.await {
                return false;
            }
            pages
        }
        Part::HOME => {
            let styles = fetch::styles(HOME_STYLES);
            let field = split::home().await.map(home::set_field);
            return styles.await && field.is_ok();
        }
        Part::LIST => {
            let styles = fetch::styles(LIST_STYLES);
            let table = split::list().await.map(home::set_table);
            return styles.await && table.is_ok();
        }
        Part::ANALYSIS => {
            return split::analysis().await.map(state::set_analyze).is_ok();
        }
        Part::EVIDENCE => split::evidence().await.map(|(draw, access)| {
            access.set();
            draw
        }),
        Part::RESULTS => split::results().await,
        Part::REPORT => split::report().await,
        Part::MODEL => split::model().await,
        Part::WORKSHOP => split::workshop().await,
        Part::KEEP => split::keep().await.map(|(draw, access)| {
            // Already set when the part was fetched twice: to the same function.
            let _ = FILE_ACCESS.set(access);
            draw
        }),
        _ => return fetch::styles(STYLES).await,
    };
    // What draws a part is the same whoever fetched it first.
    draw.map(|draw| DRAW[index].set(draw)).is_ok()
}

/// The page of a route; `None` before the part that draws it is there. Call it only once [`Loading`](loading::Loading)
/// has all that the route needs: texts and styles are not looked for here.
pub fn page(route: &Route) -> Option<AnyView> {
    let mut needed = loading::needs(route).each();
    let draw = needed.find_map(|part| DRAW[part.index()].get())?;
    Some(draw(route))
}

/// What reads and writes files: it comes with the pages that show them. `None` when it could not be fetched.
pub fn file_access() -> Pin<Box<dyn Future<Output = Option<FileAccess>>>> {
    Box::pin(async {
        if FILE_ACCESS.get().is_none() {
            fetched(Part::KEEP).await;
        }
        FILE_ACCESS.get().copied()
    })
}
