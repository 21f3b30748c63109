//! The pages of frameworks and of the comparison: figures equal to the host's, use by keyboard, accessibility, all
//! widths.

use std::{env, fs};

use demarc_core::analysis::{
    Analysis, Applies, ChangeKind, Comparison, FrameworkStanding, Support, analyze, applicability,
    compare, framework, frameworks,
};
use demarc_core::assessment::{Assessment, AssessmentId, Moment, NotApplicable, Response};
use demarc_core::exchange::record::{read, write};
use demarc_core::labels;
use demarc_e2e::{Browser, Scheme, Server, WIDTHS, today};
use serde_json::json;
use thirtyfour::prelude::*;

/// The screens of this area: a name and the hash of the address.
const SCREENS: [(&str, &str); 7] = [
    ("frameworks", "#/a/example/results/frameworks"),
    ("framework-pci", "#/a/example/results/frameworks/pci-dss"),
    ("framework-iso", "#/a/example/results/frameworks/iso-27001"),
    ("framework-gdpr", "#/a/example/results/frameworks/gdpr"),
    (
        "framework-nist-csf",
        "#/a/example/results/frameworks/nist-csf",
    ),
    ("compare", "#/a/example/results/compare"),
    ("compare-snapshot", "#/a/0000000000000001/results/compare"),
];

/// The example, bound by ISO 27001 too, with evidence and a practice that is not applicable.
fn now() -> Assessment {
    let mut it = read(demarc_edition::EXAMPLE).unwrap();
    it.profile
        .facts
        .insert("framework.iso-27001".parse().unwrap());
    it.respond(
        &"iam.root".parse().unwrap(),
        Some(Response::NotApplicable {
            reason: NotApplicable::Architecture,
            because: "Root is closed by the organization".into(),
        }),
    );
    it.change_answer(&"data.classification".parse().unwrap(), |answer| {
        answer.evidence = "https://wiki.example.com/data".into();
    });
    it
}

/// Two earlier snapshots of the example, the older one first.
fn snapshots() -> [Assessment; 2] {
    let mut it = now();
    let days = |before: u64| {
        let milliseconds = 1_795_000_000_000 - before * 86_400_000;
        Moment::after(Moment::default(), milliseconds, 1)
    };
    let answered: Vec<_> = it.answers.keys().cloned().collect();
    for id in answered.iter().step_by(3) {
        it.respond(id, Some(Response::NotInPlace));
    }
    let middle = it.take_snapshot(AssessmentId::from_bits(2), "Workshop in fall", days(30));
    for id in answered.iter().skip(1).step_by(3) {
        it.respond(id, Some(Response::DontKnow));
    }
    for id in answered.iter().skip(2).step_by(9) {
        it.respond(id, None);
    }
    it.respond(&answered[4], Some(Response::Fully));
    let first = it.take_snapshot(AssessmentId::from_bits(1), "Before the audit", days(110));
    [first, middle]
}

fn host(it: &Assessment) -> Analysis {
    analyze(demarc_edition::catalog(), it, &today())
}

fn compared(before: &Assessment, after: &Assessment) -> Comparison {
    compare(demarc_edition::catalog(), &host(before), &host(after))
}

/// A browser with these assessments in its storage.
async fn keeping(server: &Server, kept: &[Assessment]) -> Browser {
    let browser = Browser::start().await;
    browser.look(1280, 900, Scheme::Light).await;
    browser.driver.goto(&server.address).await.unwrap();
    browser.driver.find(By::Css("main h1")).await.unwrap();
    for it in kept {
        let (key, text) = (
            json!(format!("demarc:v1:assessment:{}", it.id)),
            json!(write(it)),
        );
        browser
            .script(&format!("localStorage.setItem({key}, {text})"))
            .await;
    }
    browser.driver.refresh().await.unwrap();
    browser
}

async fn with_snapshots(server: &Server) -> Browser {
    let [first, middle] = snapshots();
    keeping(server, &[now(), first, middle]).await
}

async fn show(browser: &Browser, server: &Server, hash: &str) {
    let address = format!("{}{hash}", server.address);
    browser.driver.goto(address).await.unwrap();
    browser.driver.find(By::Css("main .views")).await.unwrap();
    browser.driver.find(By::Css("main h2")).await.unwrap();
    browser.driver.execute_async("const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done()))", Vec::new()).await.unwrap();
}

/// The texts of all elements that match, visible or in closed parts.
async fn texts(browser: &Browser, css: &str) -> Vec<String> {
    let script = format!(
        "return [...document.querySelectorAll({css:?})].map(it => it.textContent.trim().replace(/\\s+/g, ' '))"
    );
    let found = browser.script(&script).await;
    let found = found.as_array().unwrap().iter();
    found.map(|it| it.as_str().unwrap().to_owned()).collect()
}

/// The number of requirements that the filter does not hide.
const SHOWN: &str =
    "return document.querySelectorAll('.requirements__table tbody tr:not([hidden])').length";

#[tokio::test(flavor = "multi_thread")]
async fn frameworks_show_the_figures_of_the_host() {
    let server = Server::start();
    let browser = with_snapshots(&server).await;
    let (it, catalog, content) = (
        now(),
        demarc_edition::catalog(),
        demarc_edition::texts().unwrap(),
    );
    let analysis = host(&it);
    let all = frameworks(catalog, content, &it, &analysis);

    show(&browser, &server, SCREENS[0].1).await;
    let cells = texts(&browser, ".counts tbody :is(th, td)").await;
    let row = |standing: &FrameworkStanding<'_>| {
        let mut row = vec![
            standing.framework.name.clone(),
            standing.requirements.len().to_string(),
        ];
        row.extend(Support::ALL.map(|it| standing.count(it).to_string()));
        row
    };
    assert_eq!(cells, all.iter().flat_map(row).collect::<Vec<_>>());
    let bound = all.iter().filter(|it| it.binds);
    let bound: Vec<_> = bound.map(|it| it.framework.name.clone()).collect();
    assert_eq!(texts(&browser, "[aria-labelledby=held] h3").await, bound);

    for id in ["pci-dss", "nist-csf"] {
        show(
            &browser,
            &server,
            &format!("#/a/example/results/frameworks/{id}"),
        )
        .await;
        let standing = framework(&id.parse().unwrap(), catalog, content, &it, &analysis).unwrap();
        let total = standing.requirements.len();
        assert_eq!(browser.script(SHOWN).await, total);
        for support in Support::ALL {
            let count = standing.count(support);
            let select = format!(
                "const select = document.querySelector('.requirements select'); select.value = {:?};
                 select.dispatchEvent(new Event('change', {{ bubbles: true }})); return select.value",
                support.key()
            );
            let chosen = browser.script(&select).await;
            if count == 0 {
                assert_eq!(chosen, "", "{support:?} is not offered");
                continue;
            }
            browser.until(&format!("{SHOWN} === {count}")).await;
            assert_eq!(
                browser.text(".requirements [role=status]").await,
                format!("{count} of {}", labels::requirements(total))
            );
        }
    }
    assert_eq!(browser.complaints().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_statement_has_a_line_for_every_control() {
    let server = Server::start();
    let browser = with_snapshots(&server).await;
    let (it, catalog, content) = (
        now(),
        demarc_edition::catalog(),
        demarc_edition::texts().unwrap(),
    );
    let analysis = host(&it);
    let id = "iso-27001".parse().unwrap();
    let standing = framework(&id, catalog, content, &it, &analysis).unwrap();
    let lines = applicability(&standing, &it);
    show(
        &browser,
        &server,
        "#/a/example/results/frameworks/iso-27001",
    )
    .await;
    browser.click("summary", "The statement: 93 controls").await;
    let expected: Vec<String> = lines
        .iter()
        .map(|it| labels::applies(it.applies).to_owned())
        .collect();
    assert_eq!(
        texts(&browser, ".statement tbody td:nth-of-type(1)").await,
        expected
    );
    let expected: Vec<String> = standing
        .requirements
        .iter()
        .zip(&lines)
        .map(|(requirement, line)| {
            labels::why_applies(
                catalog,
                &analysis,
                line,
                requirement.support,
                requirement.exception,
            )
        })
        .collect();
    assert_eq!(
        texts(&browser, ".statement tbody td:nth-of-type(2)").await,
        expected
    );
    assert!(lines.iter().any(|it| it.applies == Applies::Inherited));
    let evidence = texts(&browser, ".statement tbody td:nth-of-type(5)").await;
    assert!(
        evidence
            .iter()
            .any(|it| it.contains("https://wiki.example.com/data"))
    );
    // The page never says that somebody complies.
    let page = browser.text("main").await.to_lowercase();
    for word in ["compliant", "you comply", "certified against"] {
        assert!(!page.contains(word), "{word}");
    }
    // A framework without a Statement of Applicability shows none.
    show(&browser, &server, "#/a/example/results/frameworks/pci-dss").await;
    assert_eq!(texts(&browser, ".statement").await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_framework_is_read_by_keyboard() {
    let server = Server::start();
    let browser = with_snapshots(&server).await;
    show(&browser, &server, SCREENS[0].1).await;
    tab_to(&browser, "PCI DSS").await;
    press(&browser, Key::Enter + "").await;
    browser
        .until("return document.querySelector('main h2')?.textContent === 'PCI DSS'")
        .await;
    tab_to(&browser, "State All").await;
    press(&browser, "Partly").await;
    let it = now();
    let analysis = host(&it);
    let id = "pci-dss".parse().unwrap();
    let texts = demarc_edition::texts().unwrap();
    let standing = framework(&id, demarc_edition::catalog(), texts, &it, &analysis).unwrap();
    let count = standing.count(Support::Partly);
    browser.until(&format!("{SHOWN} === {count}")).await;
    press(&browser, Key::Tab + "").await;
    press(&browser, "8.3.1").await;
    let fits = standing
        .requirements
        .iter()
        .filter(|it| it.support == Support::Partly && it.id.contains("8.3.1"))
        .count();
    browser.until(&format!("{SHOWN} === {fits}")).await;
    press(&browser, "no such thing").await;
    browser.until(&format!("{SHOWN} === 0")).await;
    assert_eq!(
        browser.text(".requirements [role=status]").await,
        "None of 257 requirements fits."
    );
    // An id in the address that the catalog does not have gives a message.
    show_unknown(&browser, &server).await;
}

async fn show_unknown(browser: &Browser, server: &Server) {
    let address = format!("{}#/a/example/results/frameworks/nothing", server.address);
    browser.driver.goto(address).await.unwrap();
    browser.until("return document.querySelector('main .notice')?.textContent.includes('no framework called nothing')").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_comparison_shows_the_figures_of_the_host() {
    let server = Server::start();
    let browser = with_snapshots(&server).await;
    let ([first, middle], now) = (snapshots(), now());
    show(&browser, &server, "#/a/example/results/compare").await;
    shows(
        &browser,
        &compared(&middle, &now),
        "From “Workshop in fall” to now, the score rose from",
    )
    .await;

    tab_to(&browser, "From").await;
    press(&browser, Key::Up + "").await;
    browser
        .until(
            "return document.querySelector('.headline').textContent.includes('Before the audit')",
        )
        .await;
    shows(
        &browser,
        &compared(&first, &now),
        "From “Before the audit” to now, the score rose from",
    )
    .await;
    press(&browser, Key::Tab + "").await;
    press(&browser, Key::Up + "").await;
    browser.until("return document.querySelector('.headline').textContent.includes('to “Workshop in fall”')").await;
    shows(
        &browser,
        &compared(&first, &middle),
        "From “Before the audit” to “Workshop in fall”, the score ",
    )
    .await;
    press(&browser, Key::Up + "").await;
    browser.until("return document.querySelector('.headline').textContent === 'Choose two different ones.'").await;

    // A snapshot is compared with the assessment of today.
    show(&browser, &server, "#/a/0000000000000001/results/compare").await;
    shows(
        &browser,
        &compared(&first, &now),
        "From “Before the audit” to now",
    )
    .await;
    assert_eq!(
        texts(&browser, "[aria-labelledby=over-time] tbody tr")
            .await
            .len(),
        3
    );
    let scores =
        [&first, &middle, &now].map(|it| labels::score(host(it).whole.score.map(|it| it.value)));
    assert_eq!(
        texts(
            &browser,
            "[aria-labelledby=over-time] tbody td:nth-of-type(1)"
        )
        .await,
        scores
    );
    assert_eq!(
        texts(&browser, "#score-over-time .chart__text--strong").await,
        scores
    );
    assert_eq!(browser.complaints().await, [""; 0]);
}

/// Asserts that the page shows this comparison.
async fn shows(browser: &Browser, comparison: &Comparison, headline: &str) {
    let said = browser.text(".headline").await;
    assert!(said.starts_with(headline), "{said}");
    let shown = comparison
        .domains
        .iter()
        .map(|(_, shift)| shift)
        .chain([&comparison.whole]);
    let changes: Vec<String> = shown
        .map(|shift| match shift.points() {
            None => "–".to_owned(),
            Some(0) => "0".to_owned(),
            Some(it) if it > 0 => format!("+{it}"),
            Some(it) => format!("−{}", -it),
        })
        .collect();
    assert_eq!(texts(browser, ".shifts td:last-child").await, changes);
    // The direction is drawn, besides the plus or minus.
    let signs = browser
        .script("return document.querySelectorAll('.shifts td:last-child > .sign').length")
        .await;
    let moved = changes.iter().filter(|it| it.starts_with(['+', '−']));
    assert_eq!(signs, moved.count());
    let kinds = ChangeKind::ALL
        .into_iter()
        .filter(|it| *it != ChangeKind::Unchanged);
    let lists: Vec<String> = kinds
        .map(|kind| (kind, comparison.of_kind(kind).count()))
        .filter(|(_, count)| *count > 0)
        .map(|(kind, count)| labels::change(kind, count))
        .collect();
    assert_eq!(
        texts(browser, "[aria-labelledby=compare] h3").await[1..],
        lists
    );
    let changed = comparison
        .practices
        .iter()
        .filter(|it| it.kind != ChangeKind::Unchanged)
        .count();
    assert_eq!(texts(browser, ".changes li").await.len(), changed);
    let marks = texts(browser, ".changes__gap").await;
    let count = |word: &str| marks.iter().filter(|it| *it == word).count();
    assert_eq!(
        (count("Gap closed"), count("New gap")),
        (comparison.closed.len(), comparison.opened.len())
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_snapshot_one_can_be_taken() {
    let server = Server::start();
    let browser = keeping(&server, &[now()]).await;
    show(&browser, &server, "#/a/example/results/compare").await;
    tab_to(&browser, "Take a snapshot now").await;
    press(&browser, Key::Enter + "").await;
    browser.until("return document.querySelector('.headline')?.textContent.includes('the score stayed at')").await;
    browser
        .until("return document.activeElement.id === 'from'")
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn axe_finds_nothing_and_nothing_scrolls_sideways() {
    let server = Server::start();
    let browser = with_snapshots(&server).await;
    let mut found = Vec::new();
    for scheme in Scheme::ALL {
        for width in [1280, 320] {
            browser.look(width, 800, scheme).await;
            for (name, hash) in SCREENS {
                show(&browser, &server, hash).await;
                browser.script("for (const it of document.querySelectorAll('main details')) it.open = true").await;
                for violation in browser.violations().await {
                    found.push(format!("{name} at {width}, {}: {violation}", scheme.name()));
                }
            }
        }
    }
    for width in WIDTHS {
        browser.look(width, 800, Scheme::Light).await;
        for (name, hash) in SCREENS {
            show(&browser, &server, hash).await;
            let over = browser
                .script("return document.documentElement.scrollWidth - innerWidth")
                .await;
            if over.as_i64() != Some(0) {
                found.push(format!("{name} at {width}: {over}"));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    assert_eq!(browser.complaints().await, [""; 0]);
}

/// Presses keys in the element with focus.
async fn press(browser: &Browser, keys: impl Into<TypingData>) {
    let focused = browser.driver.active_element().await.unwrap();
    focused.send_keys(keys).await.unwrap();
}

/// Presses Tab until the element with focus has this text or label.
async fn tab_to(browser: &Browser, name: &str) {
    for _ in 0..80 {
        press(browser, Key::Tab + "").await;
        let found = browser
            .script("const it = document.activeElement; return (it.labels?.[0] ?? it).textContent.trim().replace(/\\s+/g, ' ')")
            .await;
        if found.as_str().is_some_and(|it| it.starts_with(name)) {
            return;
        }
    }
    panic!("Tab never comes to {name:?}");
}

/// Writes pictures of the screens to the folder of `DEMARC_SCREENSHOTS`.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "pictures to look at, when DEMARC_SCREENSHOTS names a folder"]
async fn the_screens_can_be_pictured() {
    let server = Server::start();
    let browser = with_snapshots(&server).await;
    let folder = env::var("DEMARC_SCREENSHOTS").expect("DEMARC_SCREENSHOTS names a folder");
    fs::create_dir_all(&folder).unwrap();
    for (name, hash) in SCREENS {
        // The file is base64, as DevTools returns it; `base64 -d` decodes it.
        show(&browser, &server, hash).await;
        let pdf = browser
            .devtools("Page.printToPDF", json!({ "printBackground": true }))
            .await;
        fs::write(
            format!("{folder}/{name}.pdf.base64"),
            pdf["data"].as_str().unwrap(),
        )
        .unwrap();
    }
    for scheme in Scheme::ALL {
        for width in [320, 360, 768, 1440, 1920] {
            for (name, hash) in SCREENS {
                browser.look(width, 900, scheme).await;
                show(&browser, &server, hash).await;
                let height = browser
                    .script("return document.documentElement.scrollHeight")
                    .await;
                let height = u32::try_from(height.as_u64().unwrap().clamp(900, 3600)).unwrap();
                browser.look(width, height, scheme).await;
                let picture = browser.driver.screenshot_as_png().await.unwrap();
                fs::write(
                    format!("{folder}/{name}-{width}-{}.png", scheme.name()),
                    picture,
                )
                .unwrap();
            }
        }
    }
}
