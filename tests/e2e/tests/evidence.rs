//! Findings of scanners beside the answers: reading files, contradictions and how they are settled, what other pages show,
//! and what is kept.

use demarc_e2e::{Browser, Server, first_page, observed};
use serde_json::json;
use thirtyfour::prelude::*;

/// A file of Prowler's with one passing and two failing findings of two checks, as semicolons and quotes allow.
const PROWLER: &str = "AUTH_METHOD;TIMESTAMP;ACCOUNT_UID;FINDING_UID;PROVIDER;CHECK_ID;STATUS;MUTED;REGION;RESOURCE_UID;PROWLER_VERSION
profile;DAY 10:00:00;111122223333;f-1;aws;iam_user_mfa_enabled_console_access;FAIL;False;eu-central-1;arn:aws:iam::111122223333:user/ana-zyx;5.34.0
profile;DAY 10:00:00;111122223333;f-2;aws;iam_user_mfa_enabled_console_access;PASS;False;eu-central-1;arn:aws:iam::111122223333:user/ben-zyx;5.34.0
profile;DAY 10:00:00;111122223333;f-3;aws;s3_bucket_public_access;FAIL;False;eu-central-1;\"arn:aws:s3:::shop-zyx;\n\"\"x\"\"\";5.34.0
profile;DAY 10:00:00;111122223333;f-4;aws;a_check_of_tomorrow;FAIL;False;eu-central-1;arn:aws:s3:::shop-zyx;5.34.0
";

/// Whether any copy that the browser keeps has a text.
const IS_KEPT: &str = "const [text, done] = arguments;
    const here = Object.values({ ...localStorage }).some((it) => it.includes(text));
    const open = indexedDB.open('demarc:v1');
    open.onsuccess = () => {
        const all = open.result.transaction('records').objectStore('records').getAll();
        all.onsuccess = () => done(here || all.result.some((it) => it.includes(text)));
    };";

/// Opens the evidence of the filled-in example.
async fn evidence() -> (Server, Browser) {
    let (server, browser) = first_page(
        "window.violations = []; addEventListener('securitypolicyviolation', it => window.violations.push(it.violatedDirective));",
    )
    .await;
    browser.click("button", "Try a filled-in example").await;
    browser.heading("Results: Example: web shop").await;
    browser.click("a", "Evidence").await;
    browser
        .named("button", "Try it with made-up findings")
        .await;
    (server, browser)
}

async fn with_findings() -> (Server, Browser) {
    let (server, browser) = evidence().await;
    browser
        .click("button", "Try it with made-up findings")
        .await;
    browser
        .until("return document.querySelectorAll('.contradiction').length === 5")
        .await;
    (server, browser)
}

/// Drops files where the page asks for them: names with the scripts that make their contents.
async fn drop_findings(browser: &Browser, files: &[(&str, String)]) {
    let files: Vec<String> = files
        .iter()
        .map(|(name, content)| format!("data.items.add(new File([{content}], {}));", json!(name)))
        .collect();
    let script = format!(
        "const data = new DataTransfer(); {}
         document.querySelector('.dropzone').dispatchEvent(new DragEvent('drop', {{ dataTransfer: data, bubbles: true, cancelable: true }}))",
        files.join("\n")
    );
    browser.script(&script).await;
}

/// The file of Prowler's, of three days ago.
async fn prowler(browser: &Browser) -> String {
    let day = "return new Date(Date.now() - 3 * 86400000).toISOString().slice(0, 10)";
    let day = browser.script(day).await;
    PROWLER.replace("DAY", day.as_str().unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn contradictions_are_shown_and_settled() {
    let (_server, browser) = with_findings().await;
    let headline = browser.text("#evidence-says").await;
    assert_eq!(headline, "You said 58; the findings support at most 54.");
    assert_eq!(browser.violations().await, Vec::<String>::new());
    // Lowering an answer is one step, and can be undone.
    browser
        .click("button", "Lower to “Started”: Multi-factor authentication")
        .await;
    browser
        .until("return document.querySelectorAll('.contradiction').length === 4")
        .await;
    browser.click("button", "Undo").await;
    browser
        .until("return document.querySelectorAll('.contradiction').length === 5")
        .await;
    // An explanation needs a sentence, and lasts.
    browser.click("button", "Explain…: Availability").await;
    browser.click("button", "Save the explanation").await;
    let problem = browser.text(".explain-form .field__error").await;
    assert_eq!(problem, "Write why the answer stands.");
    let sentence = browser
        .driver
        .find(By::Css(".explain-form textarea"))
        .await
        .unwrap();
    sentence
        .send_keys("The replica is for reports only.")
        .await
        .unwrap();
    assert_eq!(browser.violations().await, Vec::<String>::new());
    browser.click("button", "Save the explanation").await;
    browser
        .until("return document.querySelectorAll('.contradiction').length === 4")
        .await;
    browser.saved().await;
    browser.driver.refresh().await.unwrap();
    browser
        .until("return document.querySelectorAll('.contradiction').length === 4")
        .await;
    let kept = browser.text("main").await;
    assert!(
        kept.contains("Not part of this assessment: The replica is for reports only."),
        "{kept}"
    );
    // All at once, as one step.
    browser
        .click("button", "Lower all 4 answers to what the checks allow")
        .await;
    browser
        .until("return document.querySelectorAll('.contradiction').length === 0")
        .await;
    let headline = browser.text("#evidence-says").await;
    assert!(
        headline.ends_with("every contradiction is explained, so that stands."),
        "{headline}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn other_pages_show_what_was_found() {
    let (_server, browser) = with_findings().await;
    browser.click("a", "Overview").await;
    browser
        .until("return document.querySelector('main').textContent.includes('the findings support at most 54')")
        .await;
    browser.click("a", "Gaps").await;
    let marks = "return document.querySelectorAll('.gap .mark--contradicted').length === 5";
    browser.until(marks).await;
    browser
        .script("location.hash = '#/a/example/practices/iam.mfa'")
        .await;
    browser
        .until("return document.querySelector('.found-panel')?.textContent.includes('iam_user_mfa_enabled_console_access')")
        .await;
    assert_eq!(browser.violations().await, Vec::<String>::new());
    // The question has it also when it is what is opened.
    browser.driver.refresh().await.unwrap();
    browser
        .until(
            "return document.querySelector('.found-panel')?.textContent.includes('2 of 15 failed')",
        )
        .await;
    // So do other pages, for which what reads evidence comes later than they do.
    for (hash, shows) in [
        ("results", ".fixes .mark--contradicted"),
        ("results/gaps", ".gap .mark--contradicted"),
        ("results/matrix", ".cell__contradicted"),
    ] {
        browser
            .script(&format!("location.hash = '#/a/example/{hash}'"))
            .await;
        browser.driver.refresh().await.unwrap();
        browser
            .until(&format!(
                "return document.querySelector('{shows}') !== null"
            ))
            .await;
    }
    // A practice that no check is about has no panel.
    browser
        .script("location.hash = '#/a/example/practices/incident.access'")
        .await;
    browser.heading("Can responders enter every account at once through prepared emergency access, even without the identity provider?").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn files_are_read_to_counts_and_nothing_else_is_kept() {
    let (server, browser) = evidence().await;
    let text = json!(prowler(&browser).await).to_string();
    drop_findings(
        &browser,
        &[
            ("prowler.csv", text),
            ("notes.txt", json!("nothing of a scanner").to_string()),
        ],
    )
    .await;
    browser
        .until("return document.querySelectorAll('.dropzone__done > li').length === 2")
        .await;
    let said = browser.text(".dropzone__done").await;
    assert!(
        said.contains("prowler.csv: Prowler 5.34.0: 1 passed, 2 failed."),
        "{said}"
    );
    assert!(
        said.contains("notes.txt: The file is in no format"),
        "{said}"
    );
    let headline = browser.text("#evidence-says").await;
    assert!(
        headline.starts_with("You said 58; the findings support at most"),
        "{headline}"
    );
    let files = browser.text(".scans").await;
    for part in ["prowler.csv", "Prowler 5.34.0", "a_check_of_tomorrow"] {
        assert!(files.contains(part), "{part}: {files}");
    }
    browser.saved().await;
    for (text, is_kept) in [
        ("iam_user_mfa_enabled_console_access", true),
        ("zyx", false),
        ("arn:aws", false),
        ("f-1", false),
    ] {
        let kept = IS_KEPT.replace(
            "const [text, done] = arguments;",
            &format!("const text = {}; const done = arguments[0];", json!(text)),
        );
        assert_eq!(browser.script_later(&kept).await, is_kept, "{text}");
    }
    assert_eq!(browser.script("return window.violations").await, json!([]));
    assert_eq!(server.missed(""), Vec::<String>::new());
    // The same file again is the same scan.
    let text = json!(prowler(&browser).await).to_string();
    drop_findings(&browser, &[("prowler.csv", text)]).await;
    browser
        .until("return document.querySelectorAll('.dropzone__done > li').length === 1")
        .await;
    let rows = browser
        .script("return document.querySelectorAll('.scans tbody tr').length")
        .await;
    assert_eq!(rows, 1);
    browser.click("button", "Remove: prowler.csv").await;
    browser
        .named("button", "Try it with made-up findings")
        .await;
    observed(
        "A file that is no scanner’s",
        "findings",
        "a message that names what Demarc reads; files beside it are read",
        1,
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_large_file_shows_how_far_it_is_and_can_be_canceled() {
    let (_server, browser) = evidence().await;
    // Some 200 MB: one finding again and again, each with an identity of its own.
    let header = "'[' + Array.from({ length: 4000 }, (_, n) => JSON.stringify({ metadata: { event_code: 'iam_root_mfa_enabled', product: { name: 'Prowler', version: '5.34.0' } }, finding_info: { uid: 'u' + n }, status_code: 'PASS', class_uid: 2004, cloud: { provider: 'aws', region: 'eu-central-1', account: { uid: '111122223333' } }, time_dt: '2026-11-20T10:00:00', unmapped: 'x'.repeat(1500) })).join(',')";
    let rest = "...Array(30).fill(',' + JSON.stringify({ pad: 'y'.repeat(6e6) })), ']'";
    drop_findings(
        &browser,
        &[("large.ocsf.json", format!("{header}, {rest}"))],
    )
    .await;
    browser
        .until("return document.querySelector('#evidence-progress')?.value > 0")
        .await;
    // The page answers meanwhile.
    let start = browser
        .script("return document.querySelector('#evidence-progress').max > 1e8")
        .await;
    assert_eq!(start, true);
    browser.click("button", "Cancel").await;
    browser
        .until("return document.querySelector('.dropzone__done')?.textContent.includes('Canceled. Nothing of it was kept.')")
        .await;
    browser
        .named("button", "Try it with made-up findings")
        .await;
    // Another file is read after it.
    let text = json!(prowler(&browser).await).to_string();
    drop_findings(&browser, &[("prowler.csv", text)]).await;
    browser
        .until("return document.querySelector('.scans')?.textContent.includes('prowler.csv')")
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn deleted_evidence_is_in_the_bin_and_comes_back() {
    let (_server, browser) = with_findings().await;
    browser.click("button", "Delete all evidence").await;
    browser
        .named("button", "Try it with made-up findings")
        .await;
    browser.script("location.hash = '#/bin'").await;
    browser.click("button", "Bring back").await;
    browser
        .script("location.hash = '#/a/example/results/evidence'")
        .await;
    browser
        .until("return document.querySelectorAll('.contradiction').length === 5")
        .await;
}
