//! The service worker: the second visit, a visit without a network, and open pages when a new version is published.

use std::fs;
use std::path::{Path, PathBuf};

use demarc_e2e::{Browser, Scheme, Server, Trouble};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use thirtyfour::prelude::*;

const TITLE: &str = "Find the line between AWS’s job and yours";
const NEW_TITLE: &str = "Find the border between AWS’s job and yours";
const ASKED: &str = "return document.body.textContent.includes('A new version of Demarc is here')";
pub const IS_KEPT: &str = "return document.documentElement.dataset.offline === ''
    && navigator.serviceWorker.controller !== null";

/// A browser after a first visit that ended when the service worker had stored all files.
async fn visited(server: &Server) -> Browser {
    let browser = Browser::start().await;
    browser.look(1280, 900, Scheme::Light).await;
    browser.driver.goto(&server.address).await.unwrap();
    browser.until(IS_KEPT).await;
    browser
}

/// Runs an asynchronous script and returns its result.
pub async fn awaited(browser: &Browser, script: &str) -> Value {
    let script = format!(
        "const done = arguments[0]; (async () => {{ {script} }})().then(done, error => done(String(error)))"
    );
    let outcome = browser.driver.execute_async(script, Vec::new()).await;
    outcome.unwrap().json().clone()
}

/// Looks for a new version, as the browser does from time to time, until the page asks its user. One attempt can be too
/// early: the attempt of another tab, from before the new version, can still be under way.
async fn is_asked(browser: &Browser) {
    for _ in 0..60 {
        look_for_a_new_version(browser).await;
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        if browser.script(ASKED).await == true {
            return;
        }
    }
    panic!("nobody is asked for a new version");
}

async fn look_for_a_new_version(browser: &Browser) {
    let script = "(await navigator.serviceWorker.getRegistration()).update().catch(() => {}); return 'asked'";
    assert_eq!(awaited(browser, script).await, "asked");
}

/// The temporary folders of a test. Dropping them deletes them.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let (from, name) = entry.map(|it| (it.path(), it.file_name())).unwrap();
        if from.is_dir() {
            copy(&from, &to.join(name));
        } else {
            fs::copy(&from, to.join(name)).unwrap();
        }
    }
}

/// A copy of the site that is another version.
struct NewVersion {
    folder: Folder,
    /// Its script of the app, as its page names it.
    app: String,
}

/// Makes a new version of the site: another heading on the first page, another script for making files, and a service
/// worker that lists these files.
fn new_version(server: &Server, name: &str, (title, new_title): (&str, &str)) -> NewVersion {
    let folder = std::env::temp_dir().join(format!("demarc-{name}-{}", std::process::id()));
    copy(&server.published(), &folder);
    let app = app_folder(&folder);
    let changed = folder.join(&app).join("exporter/worker.js");
    let script = fs::read_to_string(&changed).unwrap();
    let new_script = format!("{script}// {name}\n");
    fs::write(&changed, &new_script).unwrap();
    let list = folder.join(&app).join("files.json");
    let files = fs::read_to_string(&list).unwrap();
    let new_files = files.replace(&hash(&script), &hash(&new_script));
    assert_ne!(files, new_files);
    fs::write(&list, &new_files).unwrap();
    let new_app = format!("app-{}", &hash(&new_files)[..32]);
    fs::rename(folder.join(&app), folder.join(&new_app)).unwrap();

    let page = folder.join("index.html");
    let before = fs::read_to_string(&page).unwrap();
    let after = before.replace(title, new_title).replace(&app, &new_app);
    assert!(before.contains(title) && after.contains(&new_app));
    fs::write(&page, &after).unwrap();
    let worker = folder.join("sw.js");
    let text = fs::read_to_string(&worker).unwrap();
    let (first, mut rest) = text
        .split_once('\n')
        .map(|(a, b)| (a, b.to_owned()))
        .unwrap();
    assert!(first.starts_with("const VERSION = "));
    for (old, new) in [
        (&script, &new_script),
        (&files, &new_files),
        (&before, &after),
    ] {
        assert!(rest.contains(&hash(old)));
        rest = rest.replace(&hash(old), &hash(new));
    }
    let rest = rest.replace(&app, &new_app);
    fs::write(&worker, format!("const VERSION = \"{name}\";\n{rest}")).unwrap();
    let folder = Folder(folder);
    let app = format!("{new_app}/demarc.js");
    NewVersion { folder, app }
}

/// The name of the app's folder in a site.
fn app_folder(site: &Path) -> String {
    let files = fs::read_dir(site).unwrap().filter_map(Result::ok);
    let mut names = files.filter_map(|it| it.file_name().into_string().ok());
    names.find(|it| it.starts_with("app-")).unwrap()
}

fn hash(text: &str) -> String {
    let digest = Sha256::digest(text);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_second_visit_asks_the_network_for_no_file() {
    let server = Server::start();
    let browser = visited(&server).await;
    browser.driver.refresh().await.unwrap();
    browser.heading(TITLE).await;
    let fetched = "return [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].map(it => [it.name, it.workerStart > 0, it.transferSize])";
    browser
        .until("return performance.getEntriesByType('resource').some(it => it.name.includes('/texts.bin'))")
        .await;
    let fetched = browser.script(fetched).await;
    let fetched = fetched.as_array().unwrap();
    assert!(fetched.len() > 5, "{fetched:?}");
    for one in fetched
        .iter()
        .filter(|it| !it[0].as_str().unwrap().contains("icon"))
    {
        assert_eq!(one[1], true, "{one}");
        assert_eq!(one[2], 0, "{one}");
    }
    let said = browser.named("p", "Works without a network.").await;
    said.wait_until().displayed().await.unwrap();
    assert_eq!(browser.complaints().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_kept_has_the_hosts_headers_and_is_not_what_others_put_there() {
    let server = Server::start();
    let browser = visited(&server).await;
    let header = "const kept = await fetch('./'); return kept.headers.get('X-Frame-Options')";
    assert_eq!(awaited(&browser, header).await, "DENY");
    let put = "const [name] = await caches.keys();
        const cache = await caches.open(name);
        const page = new URL('index.html', location);
        const before = Boolean(await cache.match(page));
        await cache.put(page, new Response('<h1>Other</h1>', { headers: { 'Content-Type': 'text/html' } }));
        return before";
    assert_eq!(awaited(&browser, put).await, true);
    browser.driver.refresh().await.unwrap();
    browser.heading(TITLE).await;
    browser
        .until("return document.title.startsWith('Demarc')")
        .await;
}

/// What the page of another site of the origin does: it breaks the stored script that starts the app, and puts its own
/// into a cache of its making, with everything that could vouch for it.
pub const POISON: &str = "const name = (await caches.keys()).find(it => it.startsWith('demarc:'));
    const cache = await caches.open(name);
    const boot = (await cache.keys()).map(it => it.url).find(it => it.endsWith('/boot.js'));
    const good = await (await cache.match(boot)).text();
    const type = { headers: { 'Content-Type': 'text/javascript' } };
    const poison = () => new Response(`document.documentElement.dataset.poison = '';${good}`, type);
    await cache.put(boot, KIND);
    const other = await caches.open(name.replace(/:[^:]*$/, ':zzz'));
    for (const page of ['', 'index.html']) await other.put(new URL('../' + page, boot), new Response('<h1>Other</h1>'));
    await other.put(boot, poison());
    const list = new URL('files.json', boot);
    const files = await (await cache.match(list)).json();
    files['boot.js'] = [...new Uint8Array(await crypto.subtle.digest('SHA-256', await (await poison()).arrayBuffer()))]
        .map(it => it.toString(16).padStart(2, '0')).join('');
    await other.put(list, Response.json(files));
    await other.put(new URL('../served', boot), new Response(''));
    return 'put'";

#[tokio::test(flavor = "multi_thread")]
async fn another_site_of_the_origin_puts_no_script_into_the_app() {
    let server = Server::start();
    let browser = visited(&server).await;
    for kind in ["new Response('broken')", "poison()"] {
        browser.driver.goto(&server.other_site).await.unwrap();
        let script = POISON.replace("KIND", kind);
        assert_eq!(awaited(&browser, &script).await, "put");
        // The damaged file is fetched again: the second visit needs no network.
        for trouble in [None, Some(Trouble::Gone)] {
            browser.driver.goto("about:blank").await.unwrap();
            if let Some(trouble) = trouble {
                server.trouble(trouble, "/");
            }
            browser.driver.goto(&server.address).await.unwrap();
            browser.heading(TITLE).await;
            browser
                .until("return !document.documentElement.dataset.starting")
                .await;
            let is_poisoned = "return 'poison' in document.documentElement.dataset";
            assert_eq!(browser.script(is_poisoned).await, false, "{kind}");
        }
        server.mend();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_right_bytes_with_other_headers_or_from_another_address_are_not_served() {
    let server = Server::start();
    let browser = visited(&server).await;
    // A page that leads away, and a script whose imports would be looked for elsewhere.
    let put = "const [name] = await caches.keys();
        const cache = await caches.open(name);
        const page = new URL('index.html', location);
        const headers = { 'Content-Type': 'text/html', Refresh: '0; url=/other/' };
        await cache.put(page, new Response(await (await cache.match(page)).text(), { headers }));
        const boot = new URL(document.getElementById('boot').src);
        await cache.put(boot, await fetch(boot + '?elsewhere', { cache: 'reload' }));
        return [(await cache.match(page)).headers.get('Refresh'), (await cache.match(boot)).url.endsWith('?elsewhere')]";
    assert_eq!(
        awaited(&browser, put).await,
        json!(["0; url=/other/", true])
    );
    let answered = "const page = await fetch('./');
        const boot = await fetch(document.getElementById('boot').src);
        return [page.headers.get('Refresh'), page.headers.get('X-Frame-Options'), boot.url.endsWith('/boot.js')]";
    assert_eq!(
        awaited(&browser, answered).await,
        json!([null, "DENY", true])
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_older_versions_files_are_served_with_the_hash_that_their_address_names() {
    let server = Server::start();
    let browser = visited(&server).await;
    let new = new_version(&server, "later", (TITLE, NEW_TITLE));
    server.publish(new.folder.0.clone());
    is_asked(&browser).await;
    // As when another tab takes the new version: this page stays one of the old version.
    let takes_over = "const registration = await navigator.serviceWorker.getRegistration();
        const changed = new Promise(done => navigator.serviceWorker.addEventListener('controllerchange', done));
        registration.waiting.postMessage('take over');
        await changed; return 'changed'";
    assert_eq!(awaited(&browser, takes_over).await, "changed");
    let fetched = |file: &str| {
        format!(
            "const {{ exporter }} = document.getElementById('boot').dataset;
             const response = await fetch(exporter + '../{file}');
             return response.ok && !(await response.text()).startsWith('poison')"
        )
    };
    for (file, forged) in [
        ("report.wasm", false),
        ("texts.bin", false),
        ("exporter/worker.js", true),
    ] {
        assert_eq!(awaited(&browser, &fetched(file)).await, true, "{file:?}");
        let poison = format!(
            "const {{ exporter }} = document.getElementById('boot').dataset;
             const app = new URL(exporter + '../', location);
             const file = new URL('{file}', app);
             const bytes = new TextEncoder().encode('poison');
             const hash = [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))]
                 .map(it => it.toString(16).padStart(2, '0')).join('');
             for (const name of await caches.keys()) {{
                 const cache = await caches.open(name);
                 const stored = await cache.match(file);
                 if (!stored) continue;
                 await cache.put(file, new Response(bytes, {{ headers: stored.headers }}));
                 const list = await cache.match(new URL('files.json', app));
                 if (!list || !{forged}) continue;
                 const files = {{ ...await list.json(), '{file}': hash }};
                 await cache.put(new URL('files.json', app), new Response(JSON.stringify(files), {{ headers: list.headers }}));
             }}
             return 'put'"
        );
        assert_eq!(awaited(&browser, &poison).await, "put");
        // The server has the new version only.
        assert_eq!(awaited(&browser, &fetched(file)).await, false, "{file:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_works_without_a_network() {
    let server = Server::start();
    let browser = visited(&server).await;
    let downloads = std::env::temp_dir().join(format!("demarc-offline-{}", std::process::id()));
    fs::create_dir_all(&downloads).unwrap();
    let downloads = Folder(downloads);
    let settings = json!({ "behavior": "allow", "downloadPath": downloads.0 });
    browser
        .devtools("Browser.setDownloadBehavior", settings)
        .await;
    // The browser's own cache does not help either.
    browser
        .devtools("Network.clearBrowserCache", json!({}))
        .await;
    server.trouble(Trouble::Gone, "/");

    browser.driver.refresh().await.unwrap();
    browser.click("button", "Start an assessment").await;
    browser.heading("Your situation").await;
    browser.click("a", "Assessments").await;
    browser.click("button", "Try a filled-in example").await;
    browser.heading("Results: Example: web shop").await;
    browser.saved().await;
    for (hash, heading) in [
        ("#/model", "The shared responsibility model"),
        ("#/privacy", "Privacy"),
    ] {
        browser
            .driver
            .goto(format!("{}{hash}", server.address))
            .await
            .unwrap();
        browser.heading(heading).await;
    }
    for format in ["xlsx", "docx"] {
        browser
            .driver
            .goto(format!("{}#/a/example/report", server.address))
            .await
            .unwrap();
        let button = By::Css(format!("[data-format={format}]"));
        let button = browser.driver.find(button).await.unwrap();
        button.scroll_into_view().await.unwrap();
        button.click().await.unwrap();
        let done = format!(
            "return document.querySelector('[data-format={format}]').closest('li').querySelector('.file__done') !== null"
        );
        browser.until(&done).await;
    }
    browser
        .driver
        .goto(format!("{}rescue.html", server.address))
        .await
        .unwrap();
    browser.heading("Save what is kept").await;
    browser
        .until("return !document.getElementById('save').hidden")
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_version_asks_and_mixes_nothing() {
    let server = Server::start();
    let browser = visited(&server).await;
    let others =
        "await caches.open('somebody-else'); await caches.open('demarc:/other/:1'); return 'made'";
    assert_eq!(awaited(&browser, others).await, "made");
    browser.click("button", "Start an assessment").await;
    browser.heading("Your situation").await;
    let first_tab = browser.driver.window().await.unwrap();
    let second_tab = browser.driver.new_tab().await.unwrap();
    browser
        .driver
        .switch_to_window(second_tab.clone())
        .await
        .unwrap();
    browser.driver.goto(&server.address).await.unwrap();
    browser.click("button", "Try a filled-in example").await;
    browser.heading("Results: Example: web shop").await;
    // A tab that goes to the background before it has looked for a new version can make others wait.
    browser.until(IS_KEPT).await;
    browser.script("window.marker = 1").await;

    browser
        .driver
        .switch_to_window(first_tab.clone())
        .await
        .unwrap();
    browser.script("window.marker = 1").await;
    let new = new_version(&server, "newer", (TITLE, NEW_TITLE));
    server.publish(new.folder.0.clone());
    is_asked(&browser).await;
    // Nothing changes by itself, and a reload shows the old version until the user accepts the new one.
    assert_eq!(browser.script("return window.marker").await, 1);
    browser.click("button", "Later").await;
    browser
        .until("return !document.querySelector('.toast')")
        .await;
    browser.driver.refresh().await.unwrap();
    browser.until(ASKED).await;
    browser.click("a", "Assessments").await;
    browser.heading(TITLE).await;
    browser.driver.back().await.unwrap();
    browser.heading("Your situation").await;

    let name = browser
        .driver
        .find(By::Css("main input[type=text]"))
        .await
        .unwrap();
    name.send_keys(" typed last").await.unwrap();
    browser.script("window.marker = 1").await;
    browser.click("button", "Reload now").await;
    browser
        .until("return window.marker === undefined && document.querySelector('main h1') !== null")
        .await;
    browser.heading("Your situation").await;
    browser
        .until(
            "return document.querySelector('main input[type=text]').value.endsWith(' typed last')",
        )
        .await;
    let app = "return document.getElementById('boot').dataset.js";
    assert_eq!(browser.script(app).await, new.app.as_str());
    browser.click("a", "Assessments").await;
    browser.heading(NEW_TITLE).await;

    // The other tab goes on with the old version, also with files that it has not fetched and the server no longer has.
    browser.driver.switch_to_window(second_tab).await.unwrap();
    browser.until(ASKED).await;
    assert_eq!(browser.script("return window.marker").await, 1);
    let exporter = "const { exporter } = document.getElementById('boot').dataset;
        const response = await fetch(exporter + 'worker.js');
        return [response.ok, (await response.text()).includes('newer')]";
    assert_eq!(awaited(&browser, exporter).await, json!([true, false]));
    assert_eq!(browser.complaints().await, [""; 0]);
    browser.click("button", "Reload now").await;
    browser
        .until("return window.marker === undefined && document.querySelector('main h1') !== null")
        .await;
    assert_eq!(browser.script(app).await, new.app.as_str());

    // After one more version the caches of the first are gone. Caches of others stay.
    let newest = new_version(&server, "newest", (NEW_TITLE, TITLE));
    server.publish(newest.folder.0.clone());
    is_asked(&browser).await;
    browser.click("button", "Reload now").await;
    let is_newest = format!(
        "return document.getElementById('boot')?.dataset.js === '{}'",
        newest.app
    );
    browser.until(&is_newest).await;
    browser.until(IS_KEPT).await;
    let kept = awaited(&browser, "return (await caches.keys()).sort()").await;
    let here = server.address.strip_prefix(&server.origin).unwrap();
    let (newer, newest) = (
        format!("demarc:{here}:newer"),
        format!("demarc:{here}:newest"),
    );
    assert_eq!(
        kept,
        json!([newer, newest, "demarc:/other/:1", "somebody-else"])
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_version_that_does_not_come_as_a_whole_is_not_taken() {
    let server = Server::start();
    let browser = visited(&server).await;
    // As when a cache between browser and server has another version of the page.
    let new = new_version(&server, "stale", (TITLE, NEW_TITLE));
    fs::copy(
        server.published().join("index.html"),
        new.folder.0.join("index.html"),
    )
    .unwrap();
    server.publish(new.folder.0.clone());
    look_for_a_new_version(&browser).await;
    let settled = "const registration = await navigator.serviceWorker.getRegistration();
        while (registration.installing) await new Promise(done => setTimeout(done, 50));
        return [registration.waiting === null, (await caches.keys()).some(it => it.endsWith('stale'))]";
    assert_eq!(awaited(&browser, settled).await, json!([true, false]));
    assert_eq!(browser.script(ASKED).await, false);
    browser.driver.refresh().await.unwrap();
    browser.heading(TITLE).await;
    browser.click("button", "Try a filled-in example").await;
    browser.heading("Results: Example: web shop").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_opened_with_the_installed_app_is_shown() {
    let server = Server::start();
    let browser = Browser::start().await;
    browser
        .before_every_page(
            "Object.defineProperty(window, 'launchQueue', { value: { setConsumer: consumer => window.launched = consumer } })",
        )
        .await;
    browser.driver.goto(&server.address).await.unwrap();
    browser
        .until("return typeof window.launched === 'function'")
        .await;
    let file = json!(demarc_edition::EXAMPLE);
    let launch = format!(
        "window.launched({{ files: [{{ getFile: async () => new File([{file}], 'shop.demarc.json') }}] }})"
    );
    browser.script(&launch).await;
    browser.heading("What is in “shop.demarc.json”").await;
}
