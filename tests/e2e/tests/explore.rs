//! The pages that explore the model: choosing a service, the stack by mouse and keyboard, two services side by side,
//! “How the line moves”, the page about the model, and printing them.

use std::{env, fs};

use demarc_catalog::{Catalog, Deployment, Owner, Shift, Texts};
use demarc_core::labels;
use demarc_e2e::{Browser, Scheme, Server, WIDTHS};
use serde_json::json;
use thirtyfour::TypingData;
use thirtyfour::prelude::*;

/// The screens of this area: a name and the hash of the address.
const SCREENS: [(&str, &str); 6] = [
    ("explore", "#/explore"),
    ("explore-service", "#/explore/rds/custom-oracle"),
    ("explore-absent", "#/explore/shield/standard"),
    ("explore-two", "#/explore/ec2/vs/lambda/zip"),
    ("explore-unknown", "#/explore/mainframe"),
    ("model", "#/model"),
];

async fn start(hash: &str) -> (Server, Browser) {
    let server = Server::start();
    let browser = Browser::start().await;
    browser.look(1440, 900, Scheme::Light).await;
    show(&browser, &server, hash).await;
    (server, browser)
}

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

fn catalog() -> &'static Catalog {
    demarc_edition::catalog()
}

fn texts() -> &'static Texts {
    demarc_edition::texts().unwrap()
}

fn deployment(id: &str) -> Deployment<'static> {
    catalog().deployment(&id.parse().unwrap()).unwrap()
}

/// The accessible names of the rows of a stack: the layer and its owner, for each service.
fn said(deployments: &[Deployment<'_>]) -> Vec<String> {
    let layers = catalog().layers.iter();
    let rows = layers.map(|layer| {
        let owners = deployments.iter().map(|deployment| {
            let operator = texts().in_place_of_aws(deployment, &layer.id);
            match (deployment.owner(&layer.id), operator) {
                (Owner::Aws, _) => "AWS".to_owned(),
                (Owner::Customer, _) => "you".to_owned(),
                (Owner::Shared, None) => "shared".to_owned(),
                (Owner::Shared, Some(name)) => format!("shared by {name} and you"),
                (Owner::Absent, _) => "nobody".to_owned(),
                (Owner::Operator, name) => name.unwrap().to_owned(),
            }
        });
        format!(
            "{}: {}",
            layer.name,
            owners.collect::<Vec<_>>().join(", then ")
        )
    });
    rows.collect()
}

/// The visible texts of the rows, without marks.
async fn rows(browser: &Browser) -> Vec<String> {
    let script = "return [...document.querySelectorAll('.layer__name')]
        .map(it => it.textContent.replace(/\\s+/g, ' ').replace(/, (differs|moved)$/, '').trim())";
    strings(browser, script).await
}

async fn strings(browser: &Browser, script: &str) -> Vec<String> {
    let found = browser.script(script).await;
    let found = found.as_array().unwrap().iter();
    found.map(|it| it.as_str().unwrap().to_owned()).collect()
}

async fn press(browser: &Browser, key: impl Into<TypingData>) {
    let active = browser.driver.active_element().await.unwrap();
    active.send_keys(key).await.unwrap();
}

/// Presses Tab until the element with focus matches.
async fn tab_to(browser: &Browser, css: &str) {
    for _ in 0..60 {
        let there = format!("return document.activeElement.matches({css:?})");
        if browser.script(&there).await == true {
            return;
        }
        press(browser, Key::Tab).await;
    }
    panic!("Tab never comes to {css}");
}

async fn hash(browser: &Browser) -> String {
    let hash = browser.script("return location.hash").await;
    hash.as_str().unwrap().to_owned()
}

/// The layer whose detail is visible. Panics unless it is exactly one.
async fn seen(browser: &Browser) -> String {
    let script = "return [...document.querySelectorAll('.layer__detail')]
        .filter(it => getComputedStyle(it).visibility === 'visible' && it.checkVisibility()).map(it => it.id)";
    let seen = strings(browser, script).await;
    assert_eq!(seen.len(), 1, "{seen:?}");
    seen[0].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_service_is_drawn_as_the_catalog_has_it() {
    let (server, browser) = start("#/explore").await;
    for deployment in catalog().deployments() {
        let address = format!("{}#/explore/{}", server.address, deployment.reference());
        browser.driver.goto(address).await.unwrap();
        browser.heading(&deployment.service.name).await;
        if let Some(variant) = deployment.variant {
            let current = format!(
                "return document.querySelector('main nav [aria-current]')?.textContent === {:?}",
                variant.name
            );
            browser.until(&current).await;
        }
        assert_eq!(
            rows(&browser).await,
            said(&[deployment]),
            "{}",
            deployment.reference()
        );
    }
    assert_eq!(browser.complaints().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_is_found_by_what_it_does() {
    let (_server, browser) = start("#/explore").await;
    let links = strings(
        &browser,
        "return [...document.querySelectorAll('.service-groups a')].map(it => it.textContent)",
    )
    .await;
    let names: Vec<&str> = catalog()
        .services
        .iter()
        .map(|it| it.name.as_str())
        .collect();
    assert_eq!(links, names);

    tab_to(&browser, "#search").await;
    press(&browser, "nothing is called so").await;
    browser
        .until("return document.querySelector('#found').textContent.startsWith('No service is called so')")
        .await;
    browser
        .script("document.querySelector('#search').select()")
        .await;
    press(&browser, "postgresql").await;
    browser
        .until("return document.querySelector('#found').textContent === `${document.querySelectorAll('.search a').length} services`")
        .await;
    press(&browser, Key::Enter).await;
    browser.heading("Amazon RDS").await;
    browser.heading_has_focus().await;
    assert_eq!(browser.driver.title().await.unwrap(), "Amazon RDS · Demarc");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_layer_says_who_does_what_and_why_by_keyboard_alone() {
    let (_server, browser) = start("#/explore/rds/custom-oracle").await;
    // The first layer with a part for the customer is open.
    assert_eq!(seen(&browser).await, "layer-guest-os");
    tab_to(&browser, ".layer__button").await;
    assert_eq!(seen(&browser).await, "layer-facilities");
    for _ in 0..4 {
        press(&browser, Key::Down).await;
    }
    assert_eq!(seen(&browser).await, "layer-runtime");
    press(&browser, Key::Up).await;
    press(&browser, Key::Down).await;
    press(&browser, Key::Enter).await;
    let expanded = "return [...document.querySelectorAll('[aria-expanded=true]')].map(it => it.getAttribute('aria-controls'))";
    assert_eq!(strings(&browser, expanded).await, ["layer-runtime"]);
    let custom = deployment("rds/custom-oracle");
    let reason = texts().reason(&custom, &"runtime".parse().unwrap());
    let reason = reason.unwrap();
    let shown = browser.text("#layer-runtime").await;
    assert!(shown.contains("Shared: each does a part"), "{shown}");
    assert_eq!(reason.halves().len(), 2);
    for (_, half) in reason.halves() {
        assert!(shown.contains(half), "{shown}");
    }
    // The next Tab goes to the link to the source.
    press(&browser, Key::Tab).await;
    let link = browser.script("return document.activeElement.href").await;
    assert_eq!(link, json!(reason.source));
    assert_eq!(seen(&browser).await, "layer-runtime");
    // After closing, no detail is open, but that of the layer with focus shows.
    browser
        .script("document.querySelector('[aria-expanded=true]').focus()")
        .await;
    press(&browser, " ").await;
    assert_eq!(strings(&browser, expanded).await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn pointing_at_a_layer_shows_it_and_choosing_keeps_it() {
    let (_server, browser) = start("#/explore/ec2").await;
    let row = async |index: usize| {
        let rows = browser
            .driver
            .find_all(By::Css(".layer__button"))
            .await
            .unwrap();
        rows[index].clone()
    };
    browser
        .driver
        .action_chain()
        .move_to_element_center(&row(8).await)
        .perform()
        .await
        .unwrap();
    assert_eq!(seen(&browser).await, "layer-identity");
    let heading = browser.driver.find(By::Css("h1")).await.unwrap();
    browser
        .driver
        .action_chain()
        .move_to_element_center(&heading)
        .perform()
        .await
        .unwrap();
    assert_eq!(seen(&browser).await, "layer-guest-os");
    row(10).await.click().await.unwrap();
    browser
        .driver
        .action_chain()
        .move_to_element_center(&heading)
        .perform()
        .await
        .unwrap();
    assert_eq!(seen(&browser).await, "layer-data");
    // On a phone the detail opens below its layer.
    browser.look(360, 800, Scheme::Light).await;
    assert_eq!(seen(&browser).await, "layer-data");
    let below = "const li = document.querySelector('.layer--open');
        return li.lastElementChild.getBoundingClientRect().top >= li.firstElementChild.getBoundingClientRect().bottom - 1";
    assert_eq!(browser.script(below).await, true);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_services_stand_side_by_side_with_what_moves_between_them() {
    let (server, browser) = start("#/explore/ec2").await;
    tab_to(&browser, "#beside").await;
    press(&browser, "AWS Lambda (Z").await;
    press(&browser, Key::Tab).await;
    press(&browser, Key::Enter).await;
    browser
        .heading("EC2 instance and AWS Lambda (Zip package)")
        .await;
    assert_eq!(hash(&browser).await, "#/explore/ec2/instance/vs/lambda/zip");
    for (from, to) in [
        ("ec2", "lambda/zip"),
        ("lambda/zip", "ec2"),
        ("rds", "vpc"),
        ("vpc", "s3"),
        ("sqs", "sns"),
    ] {
        show(&browser, &server, &format!("#/explore/{from}/vs/{to}")).await;
        let (one, other) = (deployment(from), deployment(to));
        browser
            .heading(&format!(
                "{} and {}",
                one.name_in_a_sentence(),
                other.name_in_a_sentence()
            ))
            .await;
        assert_eq!(rows(&browser).await, said(&[one, other]));
        let shift = Shift::between(&catalog().layers, &one, &other);
        let marked = "return document.querySelectorAll('.layer--differs').length";
        assert_eq!(
            browser.script(marked).await,
            json!(shift.count()),
            "{from} {to}"
        );
        let told =
            "return [...document.querySelectorAll('.explore__sum li')].map(it => it.textContent)";
        assert_eq!(strings(&browser, told).await, labels::shift(&shift));
    }
    show(&browser, &server, "#/explore/ec2/vs/lambda/zip").await;
    browser.click("a", "Swap").await;
    browser
        .heading("AWS Lambda (Zip package) and EC2 instance")
        .await;
    assert_eq!(hash(&browser).await, "#/explore/lambda/zip/vs/ec2/instance");
    browser.click("a", "Only EC2").await;
    browser.heading("Amazon EC2").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_line_moves_from_stop_to_stop() {
    let (server, browser) = start("#/explore").await;
    let stops: Vec<Deployment<'_>> = texts()
        .stops
        .iter()
        .map(|it| catalog().deployment(&it.id).unwrap())
        .collect();
    let last = stops.len() - 1;
    tab_to(&browser, ".moves__told .button--primary").await;
    for (index, stop) in stops.iter().enumerate() {
        assert_eq!(rows(&browser).await, said(&[*stop]));
        let told = browser.text(".moves__told [role=status]").await;
        assert!(
            told.contains(&stop.name_in_a_sentence()) && told.contains(&texts().stops[index].text),
            "{told}"
        );
        let moved = "return document.querySelectorAll('.moves .layer--differs').length";
        let shift = index
            .checked_sub(1)
            .map(|it| Shift::between(&catalog().layers, &stops[it], stop));
        assert_eq!(
            browser.script(moved).await,
            json!(shift.map_or(0, |it| it.count()))
        );
        let at_end = "return document.activeElement.getAttribute('aria-disabled')";
        assert_eq!(
            browser.script(at_end).await,
            json!((index == last).to_string())
        );
        press(&browser, Key::Enter).await;
    }
    // After the last stop, “next” stays at the last. The arrow keys do the same.
    assert_eq!(rows(&browser).await, said(&stops[last..]));
    press(&browser, Key::Left).await;
    assert_eq!(rows(&browser).await, said(&stops[last - 1..last]));
    browser.click("button", "1. EC2 instance").await;
    assert_eq!(rows(&browser).await, said(&stops[..1]));

    let glides = "const style = it => getComputedStyle(document.querySelector('.moves .side'), it).transitionDuration;
        return [style('::before'), style('::after')]";
    assert_eq!(strings(&browser, glides).await, ["0.7s", "0.7s"]);
    let still = json!({ "features": [{ "name": "prefers-reduced-motion", "value": "reduce" }] });
    browser.devtools("Emulation.setEmulatedMedia", still).await;
    assert_eq!(strings(&browser, glides).await, ["0s", "0s"]);
    show(&browser, &server, "#/").await;
    browser
        .click("a", "Explore who does what, service by service")
        .await;
    browser
        .heading("Explore: who does what, service by service")
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_service_leads_to_the_others() {
    let (server, browser) = start("#/explore/mainframe").await;
    browser
        .heading("There is no service called “mainframe” here")
        .await;
    show(&browser, &server, "#/explore/ec2/vs/rds/nothing").await;
    browser
        .heading("There is no service called “rds/nothing” here")
        .await;
    browser.click("a", "Amazon S3").await;
    browser.heading("Amazon S3").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_read_holds_the_whole_model_and_leads_into_it() {
    let (_server, browser) = start("#/model").await;
    let page = browser
        .script("return document.querySelector('main').textContent")
        .await;
    let page = page.as_str().unwrap();
    let texts = texts();
    let areas = texts
        .areas
        .iter()
        .flat_map(|it| [&it.name, &it.summary, &it.limits]);
    let models = texts.models.iter().flat_map(|it| [&it.summary, &it.note]);
    let pairs = texts.pairs.iter().flat_map(|it| [&it.aws, &it.customer]);
    let best = texts
        .best_practices
        .iter()
        .flat_map(|it| [&it.name, &it.summary]);
    for text in areas.chain(models).chain(pairs).chain(best) {
        assert!(page.contains(text.as_str()), "{text}");
    }
    tab_to(&browser, ".toc li:nth-child(4) a").await;
    press(&browser, Key::Enter).await;
    browser
        .until("return document.activeElement.id === 'models'")
        .await;
    assert_eq!(hash(&browser).await, "#/model");
    press(&browser, Key::Tab).await;
    press(&browser, Key::Enter).await;
    browser.heading("Amazon EC2").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn paper_holds_every_layer_and_every_stop() {
    let (server, browser) = start("#/explore/rds/custom-oracle").await;
    let print = json!({ "media": "print" });
    browser.devtools("Emulation.setEmulatedMedia", print).await;
    let hidden = "return [...document.querySelectorAll('.layer__detail')].filter(it => !it.checkVisibility({ visibilityProperty: true })).map(it => it.id)";
    assert_eq!(strings(&browser, hidden).await, [""; 0]);
    show(&browser, &server, "#/explore").await;
    let table = "const it = document.querySelector('.moves__table');
        return [it.checkVisibility(), it.rows.length, it.rows[0].cells.length]";
    let size = json!([true, catalog().layers.len() + 1, texts().stops.len() + 1]);
    assert_eq!(browser.script(table).await, size);
}

#[tokio::test(flavor = "multi_thread")]
async fn axe_finds_no_violation_and_nothing_scrolls_sideways() {
    let (server, browser) = start("#/explore").await;
    let mut found = Vec::new();
    for (name, hash) in SCREENS {
        show(&browser, &server, hash).await;
        browser
            .script("document.querySelectorAll('details').forEach(it => it.open = true)")
            .await;
        for scheme in Scheme::ALL {
            for (width, height) in [(1440, 900), (360, 800)] {
                browser.look(width, height, scheme).await;
                for violation in browser.violations().await {
                    found.push(format!("{name} {} {width}: {violation}", scheme.name()));
                }
            }
        }
        for width in WIDTHS {
            browser.look(width, 800, Scheme::Light).await;
            let over = "return document.documentElement.scrollWidth - innerWidth";
            let over = browser.script(over).await;
            if over.as_i64() != Some(0) {
                found.push(format!("{name} at {width} scrolls by {over}"));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    assert_eq!(browser.complaints().await, [""; 0]);
}

/// Writes pictures of the screens and of the printed pages to the folder of `DEMARC_SCREENSHOTS`.
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
                // The viewport keeps its height; the picture shows the whole page.
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
