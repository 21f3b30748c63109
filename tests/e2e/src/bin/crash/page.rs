//! The pages that the harness looks at: the question in the app, and a page of the site without the app.

use std::collections::BTreeMap;
use std::time::Duration;

use demarc_core::assessment::{Assessment, AssessmentId};
use demarc_core::exchange::record::write;
use demarc_e2e::{Browser, Server};
use serde_json::json;

use crate::largest::largest;
use crate::plan;
use crate::stored::{self, Stored};

/// Makes a page without a mirror.
const NO_MIRROR: &str =
    "IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError') };";

/// The step that set the image for the cover, which its color says.
const IMAGE: &str = "const [done] = arguments;
    const address = localStorage.getItem('demarc:v1:logo')?.split(' ').at(-1);
    if (!address) return done(null);
    const image = new Image();
    image.onload = () => {
        const canvas = document.createElement('canvas');
        canvas.width = canvas.height = 8;
        const context = canvas.getContext('2d');
        context.drawImage(image, 0, 0);
        const [red, green] = context.getImageData(4, 4, 1, 1).data;
        done(String(red * 256 + green));
    };
    image.onerror = () => done('damaged');
    image.src = address;";

/// What the page shows: its address, whether it is a question, and what the app says about saving.
const SHOWN: &str = "return {
    address: location.href,
    asks: !!document.querySelector('.levels'),
    status: document.querySelector('[data-save-status]')?.dataset.saveStatus,
};";
/// How often the question is opened before the harness gives up.
const NAVIGATIONS: usize = 4;

/// An assessment without answers, whose report is drawn at once.
pub fn small() -> Assessment {
    Assessment::new(AssessmentId::from_bits(2), "Small")
}

/// Stores the largest assessment and the small one in a browser that has nothing yet.
pub async fn fill(browser: &Browser, server: &Server) {
    let mut largest = largest();
    for answer in largest.answers.values_mut() {
        answer.note = "A note of the length that people write in workshops. ".repeat(3);
    }
    leave(browser, server).await;
    for it in [largest, small()] {
        let (id, text) = (&it.id, json!(write(&it)));
        let script = format!("localStorage.setItem('demarc:v1:assessment:{id}', {text})");
        browser.script(&script).await;
    }
}

/// Goes to the first question in the app, and waits until the app says that all is saved.
pub async fn open(browser: &Browser, server: &Server) {
    let (id, first) = (largest().id, plan::PRACTICES[0]);
    let address = format!("{}#/a/{id}/practices/{first}", server.address);
    let mut last = serde_json::Value::Null;
    for _ in 0..NAVIGATIONS {
        browser.driver.goto(&address).await.unwrap();
        for _ in 0..200 {
            tokio::time::sleep(Duration::from_millis(50)).await;
            last = browser.script(SHOWN).await;
            // Firefox can end a navigation that was asked for before this one after it.
            if last["address"] != address.as_str() {
                break;
            }
            if last["asks"] == true && (last["status"] == "saved" || last["status"] == "saved-once")
            {
                return;
            }
        }
    }
    panic!("the question does not show as saved: {last}");
}

/// Starts the app anew in a page without IndexedDB. Chromium only.
pub async fn open_without_mirror(browser: &Browser, server: &Server) {
    let without = json!({ "source": NO_MIRROR });
    let added = "Page.addScriptToEvaluateOnNewDocument";
    let added = browser.devtools(added, without).await;
    leave(browser, server).await;
    open(browser, server).await;
    let removed = "Page.removeScriptToEvaluateOnNewDocument";
    browser.devtools(removed, added).await;
}

/// Goes to a page of the site without the app.
pub async fn leave(browser: &Browser, server: &Server) {
    let page = format!("{}robots.txt", server.address);
    browser.driver.goto(&page).await.unwrap();
}

/// What localStorage has, read on any page of the site.
pub async fn read(browser: &Browser) -> Stored {
    let entries = browser.script("return { ...localStorage }").await;
    let entries: BTreeMap<String, String> =
        serde_json::from_value(entries).expect("localStorage has texts");
    let mut found = stored::read(&entries, &largest().id);
    if let Some(color) = browser.script_later(IMAGE).await.as_str() {
        found.insert(plan::IMAGE.to_owned(), color.to_owned());
    }
    found
}
