//! Exploring the model: choosing a service, the stack by pointer and by keyboard, two side by side, how the line
//! moves, and the read.

use std::{env, fs};

use demarc_e2e::{Browser, Scheme, Server};
use serde_json::json;

/// The kinds of screen: a name and an address's hash.
const SCREENS: [(&str, &str); 6] = [
    ("explore", "#/explore"),
    ("explore-service", "#/explore/rds/custom"),
    ("explore-absent", "#/explore/shield/standard"),
    ("explore-two", "#/explore/ec2/vs/lambda/zip"),
    ("explore-unknown", "#/explore/mainframe"),
    ("model", "#/model"),
];

async fn show(browser: &Browser, server: &Server, hash: &str) {
    browser
        .driver
        .goto(format!("{}{hash}", server.address))
        .await
        .unwrap();
    browser
        .until(
            "return !document.querySelector('[aria-busy]') && !!document.querySelector('main h1')",
        )
        .await;
}

/// Pictures of the screens, and of what is printed, into the folder that `DEMARC_SCREENSHOTS` names.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "pictures to look at"]
async fn explore_can_be_pictured() {
    let server = Server::start();
    let browser = Browser::start().await;
    let folder = env::var("DEMARC_SCREENSHOTS").expect("DEMARC_SCREENSHOTS names a folder");
    fs::create_dir_all(&folder).unwrap();
    browser.driver.goto(&server.address).await.unwrap();
    for scheme in Scheme::ALL {
        for (width, height) in [(360, 800), (768, 1024), (1440, 900), (1920, 1080)] {
            for (name, hash) in SCREENS {
                browser.look(width, height, scheme).await;
                show(&browser, &server, hash).await;
                let whole = "return document.documentElement.scrollHeight";
                let full = browser.script(whole).await.as_u64().unwrap();
                let picture = async |part: &str| {
                    let picture = browser.driver.screenshot_as_png().await.unwrap();
                    let name = format!("{folder}/{name}-{width}-{}{part}.png", scheme.name());
                    fs::write(name, picture).unwrap();
                };
                picture("").await;
                let parameters = json!({ "width": width, "height": full.clamp(u64::from(height), 9000), "deviceScaleFactor": 1, "mobile": false });
                // The screen stays as high as it is: only the picture is of all.
                drop(parameters);
                let clip = json!({ "captureBeyondViewport": true, "clip": { "x": 0, "y": 0, "width": width, "height": full.min(9000), "scale": 1 } });
                let shot = browser.devtools("Page.captureScreenshot", clip).await;
                fs::write(
                    format!("{folder}/{name}-{width}-{}-full.b64", scheme.name()),
                    shot["data"].as_str().unwrap(),
                )
                .unwrap();
            }
        }
    }
    for (name, hash) in SCREENS {
        browser.look(1440, 900, Scheme::Light).await;
        show(&browser, &server, hash).await;
        let pdf = browser
            .devtools(
                "Page.printToPDF",
                json!({ "printBackground": true, "paperWidth": 8.27, "paperHeight": 11.69 }),
            )
            .await;
        fs::write(
            format!("{folder}/{name}.pdf.b64"),
            pdf["data"].as_str().unwrap(),
        )
        .unwrap();
    }
}
