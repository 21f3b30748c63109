//! What is shown beside texts and in place of them: signs, errors, messages, long names, fields, and pages for
//! addresses that lead nowhere.

use demarc_e2e::{Browser, Scheme, Server};
use serde_json::{Value, json};
use thirtyfour::prelude::*;

/// Opens the example at a width, in a browser that counts violations of the content security policy.
async fn example(width: u32, height: u32) -> (Server, Browser) {
    let server = Server::start();
    let browser = Browser::start().await;
    browser.look(width, height, Scheme::Light).await;
    browser
        .before_every_page(
            "window.refused = []; addEventListener('securitypolicyviolation', it => refused.push(it.violatedDirective));",
        )
        .await;
    browser.driver.goto(&server.address).await.unwrap();
    browser.click("button", "Try a filled-in example").await;
    browser.heading("Results: Example: web shop").await;
    (server, browser)
}

async fn go(browser: &Browser, server: &Server, hash: &str, heading: &str) {
    let address = format!("{}{hash}", server.address);
    browser.driver.goto(address).await.unwrap();
    browser.heading(heading).await;
}

/// The pages with signs: hash and heading.
const PAGES: [(&str, &str); 9] = [
    ("#/a/example/practices/iam", "Identity and access"),
    ("#/a/example/check", "Check your answers"),
    ("#/a/example/results", "Results: Example: web shop"),
    ("#/a/example/results/gaps", "Results: Example: web shop"),
    ("#/a/example/results/roadmap", "Results: Example: web shop"),
    ("#/a/example/results/matrix", "Results: Example: web shop"),
    ("#/a/example/results/domains", "Results: Example: web shop"),
    (
        "#/a/example/results/frameworks",
        "Results: Example: web shop",
    ),
    ("#/a/example/report", "Report"),
];

/// The symbols among the visible texts and the contents of style sheets, and the signs that are not square, have no
/// size, or do not have the color of the text that they stand in.
const SIGNS: &str = "
    const symbol = /[\\u2190-\\u2211\\u2213-\\u2bff\\u2022]/;
    const found = [];
    for (const it of document.querySelectorAll('body *')) {
        const own = [...it.childNodes].filter(it => it.nodeType === Node.TEXT_NODE).map(it => it.data).join('');
        if (symbol.test(own)) found.push('text: ' + own.trim());
        for (const part of ['::before', '::after']) {
            const { content } = getComputedStyle(it, part);
            if (symbol.test(content)) found.push(part + ' ' + content + ' of ' + it.className);
        }
    }
    let signs = 0;
    for (const it of document.querySelectorAll('.sign')) {
        if (!it.checkVisibility()) continue;
        signs++;
        const { width, height } = it.getBoundingClientRect();
        const { fill, color } = getComputedStyle(it);
        const path = it.firstElementChild.getBBox();
        if (it.getAttribute('aria-hidden') !== 'true') found.push('not hidden: ' + it.parentElement.outerHTML);
        if (Math.abs(width - height) > .01 || width < 8) found.push([width, height, it.parentElement.outerHTML.slice(0, 90)].join(' '));
        if (fill !== color) found.push(`${fill} in ${color}: ` + it.parentElement.className);
        if (path.width <= 0 || path.x < 0 || path.y < 0 || path.x + path.width > 16 || path.y + path.height > 16) found.push('out of its square: ' + it.firstElementChild.getAttribute('d'));
    }
    return [found, signs]";

#[tokio::test(flavor = "multi_thread")]
async fn every_sign_is_drawn_and_none_is_a_letter_of_a_font() {
    let (server, browser) = example(1280, 900).await;
    for (hash, heading) in PAGES {
        go(&browser, &server, hash, heading).await;
        browser
            .until("return document.querySelector('.sign, .sign-at') !== null")
            .await;
        let signs = browser.script(SIGNS).await;
        assert_eq!(signs[0], json!([]), "{hash}");
    }
}

/// A font whose letters are twice as wide and high does not change a sign.
#[tokio::test(flavor = "multi_thread")]
async fn a_sign_is_as_large_in_every_font() {
    let (server, browser) = example(1280, 900).await;
    go(&browser, &server, PAGES[3].0, PAGES[3].1).await;
    browser
        .until("return document.querySelector('.mark > .sign') !== null")
        .await;
    let sizes = "return ['serif', 'fantasy', 'sans-serif'].map(font => {
        document.documentElement.style.setProperty('--font', font);
        const box = document.querySelector('.mark > .sign').getBoundingClientRect();
        return [box.width, box.height].map(it => it.toFixed(2)).join(' ');
    })";
    let sizes = browser.script(sizes).await;
    assert!(sizes[0] == sizes[1] && sizes[1] == sizes[2], "{sizes}");
}

#[tokio::test(flavor = "multi_thread")]
async fn signs_are_seen_in_forced_colors() {
    let (server, browser) = example(1280, 900).await;
    let forced = json!({ "features": [{ "name": "forced-colors", "value": "active" }] });
    browser.devtools("Emulation.setEmulatedMedia", forced).await;
    go(&browser, &server, PAGES[3].0, PAGES[3].1).await;
    browser
        .until("return document.querySelector('.mark > .sign') !== null")
        .await;
    // A sign has the color of text; a mask has a background of that color.
    let colors = "
        const text = getComputedStyle(document.body).color;
        const sign = getComputedStyle(document.querySelector('.mark > .sign')).fill;
        const status = getComputedStyle(document.querySelector('.save-status__text'), '::before').backgroundColor;
        return [sign === text, status === text, matchMedia('(forced-colors: active)').matches]";
    assert_eq!(browser.script(colors).await, json!([true, true, true]));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_error_has_a_sign_only_when_there_is_one() {
    let (server, browser) = example(1280, 900).await;
    let errors = "return [...document.querySelectorAll('.field__error')].filter(it => it.checkVisibility()).map(it => it.textContent)";
    go(&browser, &server, PAGES[4].0, PAGES[4].1).await;
    browser
        .until("return document.querySelectorAll('.stage').length === 3")
        .await;
    assert_eq!(browser.script(errors).await, json!([]));
    // One day is less than any gap takes: what is moved to the first phase is too much for it.
    let move_up = "const button = document.querySelector('[id^=sooner-]'); button?.click(); return button === null";
    browser
        .script("const field = document.querySelector('input[type=number]'); field.value = '1'; field.dispatchEvent(new Event('change'))")
        .await;
    browser.script(move_up).await;
    browser.script(move_up).await;
    browser
        .until("return document.querySelectorAll('.field__error').length > 0")
        .await;
    let shown = browser.script(errors).await;
    let shown = shown.as_array().unwrap();
    assert!(
        shown
            .iter()
            .all(|it| it.as_str().unwrap().contains("than there is room for")),
        "{shown:?}"
    );
    let empty = "const error = document.createElement('p'); error.className = 'field__error';
        document.querySelector('main').append(error); return error.checkVisibility()";
    assert_eq!(browser.script(empty).await, false);
}

#[tokio::test(flavor = "multi_thread")]
async fn fields_are_large_enough_for_phones() {
    let (server, browser) = example(360, 740).await;
    let small = "return [...document.querySelectorAll('input:not([type=radio], [type=checkbox], [type=file]), select, textarea')]
        .map(it => [it.outerHTML.slice(0, 90), parseFloat(getComputedStyle(it).fontSize)])
        .filter(([, size]) => size < 16)";
    for width in [320, 360, 767] {
        browser.look(width, 740, Scheme::Light).await;
        for (hash, heading) in PAGES.into_iter().chain([
            ("#/a/example/situation", "Your situation"),
            ("#/a/example/services", "Which services do you run?"),
            ("#/a/example/results/what-if", "Results: Example: web shop"),
            ("#/a/example/results/compare", "Results: Example: web shop"),
            ("#/a/example/snapshots", "Snapshots"),
        ]) {
            go(&browser, &server, hash, heading).await;
            if hash.ends_with("gaps") {
                browser
                    .until("return document.querySelector('.gap') !== null")
                    .await;
                browser.click("button", "Select all shown").await;
            }
            let small = browser.script(small).await;
            assert_eq!(small, json!([]), "{hash} at {width}");
        }
    }
}

/// Controls of the page that are covered when they are scrolled to: each is focused, which scrolls to it.
const COVERED: &str = "
    const can = 'main a[href], main button, main input, main select, main textarea, main summary';
    const all = [...document.querySelectorAll(can)].filter(it => it.checkVisibility() && !it.disabled);
    const found = [];
    for (const it of all) {
        it.focus();
        if (document.activeElement !== it) continue;
        const { left, top, width, height } = it.getClientRects()[0];
        // Of a field of several lines, browsers bring the line with the caret into view.
        const heights = it.matches('textarea') ? [.1] : [.1, .5, .9];
        const points = heights.map(y => document.elementFromPoint(left + width / 2, top + height * y));
        if (points.some(there => there?.closest('.toasts'))) found.push(it.outerHTML.slice(0, 90));
    }
    return [found, all.length]";

#[tokio::test(flavor = "multi_thread")]
async fn a_message_at_the_bottom_covers_nothing_that_is_scrolled_to() {
    let (server, browser) = example(360, 640).await;
    // A long message that stays: another tab deleted the assessment, and what is entered here is kept as a copy.
    let practice = demarc_edition::texts().unwrap().practices.iter();
    let mut practice = practice.filter(|it| it.id.as_str() == "iam.root");
    let question = &practice.next().expect("the catalog has it").question;
    go(
        &browser,
        &server,
        "#/a/example/practices/iam.root",
        question,
    )
    .await;
    let here = browser.driver.window().await.unwrap();
    let there = browser.driver.new_tab().await.unwrap();
    browser.driver.switch_to_window(there).await.unwrap();
    browser.driver.goto(&server.address).await.unwrap();
    browser.row_action("Delete").await;
    browser
        .until("return document.querySelector('.assessment') === null")
        .await;
    browser.driver.switch_to_window(here).await.unwrap();
    let says = |what: &str| {
        format!("return document.querySelector('.toast')?.textContent.includes({what:?}) ?? false")
    };
    browser.until(&says("deleted in another tab")).await;
    browser
        .script("document.querySelectorAll('.level input')[2].click()")
        .await;
    browser.until(&says("kept as a copy")).await;
    let copy = browser.script("return location.hash.split('/')[2]").await;
    let copy = copy.as_str().unwrap();
    for (width, height) in [(360, 640), (1280, 700)] {
        browser.look(width, height, Scheme::Light).await;
        for hash in [
            "services",
            "practices/iam.root",
            "results/gaps",
            "situation",
        ] {
            browser
                .script(&format!("location.hash = '#/a/{copy}/{hash}'"))
                .await;
            browser
                .until(&format!(
                    "return document.querySelector('[data-save-status]') !== null && location.hash.endsWith('{hash}')"
                ))
                .await;
            browser.until("return document.querySelector('.toast') !== null && document.querySelector('main button, main [type=checkbox]') !== null").await;
            if hash.ends_with("gaps") {
                browser.click("button", "Select all shown").await;
                browser
                    .until("return document.querySelector('form.selection') !== null")
                    .await;
            }
            // The height that is kept free is measured once the message is laid out.
            browser.until("return getComputedStyle(document.documentElement).getPropertyValue('--covered') === document.querySelector('.toasts').offsetHeight + 'px'").await;
            let tab = browser.driver.action_chain().send_keys(Key::Tab);
            tab.perform().await.unwrap();
            let covered = browser.script(COVERED).await;
            assert_eq!(covered[0], json!([]), "{hash} at {width}");
            assert!(covered[1].as_u64() > Some(5), "{hash}: {covered}");
            // The end of the page is seen above the message too.
            let last = "const end = [...document.querySelectorAll('main a[href], main button')].filter(it => it.checkVisibility()).at(-1);
                scrollTo(0, document.documentElement.scrollHeight);
                return end.getBoundingClientRect().bottom <= document.querySelector('.toasts').getBoundingClientRect().top";
            assert_eq!(browser.script(last).await, true, "{hash} at {width}");
        }
    }
    assert_eq!(browser.complaints().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_name_is_cut_with_an_ellipsis_and_can_be_read_in_full() {
    let server = Server::start();
    let browser = Browser::start().await;
    browser.look(360, 740, Scheme::Light).await;
    browser.driver.goto(&server.address).await.unwrap();
    let name = "Abteilungsübergreifende ".repeat(30);
    let long = demarc_edition::EXAMPLE.replacen("Example: web shop", &name, 1);
    browser.drop_file("long.json", &long).await;
    browser.heading("What is in “long.json”").await;
    browser.click("button", "Open").await;
    browser
        .until("return !document.querySelector('h1').textContent.includes('long.json')")
        .await;
    let cut = async |css: &str| {
        let script = format!(
            "const it = document.querySelector({css:?}); const {{ webkitLineClamp, overflowY }} = getComputedStyle(it);
             return [it.scrollHeight > it.clientHeight + 2, webkitLineClamp, overflowY, it.clientHeight < 200, it.textContent.length > 600]"
        );
        browser.script(&script).await
    };
    let whole = json!([true, "5", "hidden", true, true]);
    // Nobody points at a name.
    let away = browser.driver.action_chain().move_to(0, 0);
    away.perform().await.unwrap();
    browser
        .driver
        .goto(format!("{}#/", server.address))
        .await
        .unwrap();
    browser
        .until("return document.querySelector('.assessment__name') !== null")
        .await;
    assert_eq!(cut(".assessment__name").await, whole);
    // Its link shows all of it when it has focus.
    browser
        .script("document.querySelector('.assessment__name a').focus()")
        .await;
    assert_eq!(cut(".assessment__name").await[0], false);
    browser
        .driver
        .goto(format!("{}#/a/example/results", server.address))
        .await
        .unwrap();
    browser
        .until("return document.querySelector('.views') !== null")
        .await;
    assert_eq!(cut("h1").await, whole);
    // So does the title when somebody points at it.
    let title = browser.driver.find(By::Css("h1")).await.unwrap();
    let point = browser.driver.action_chain().move_to_element_center(&title);
    point.perform().await.unwrap();
    browser
        .until("const it = document.querySelector('h1'); return it.scrollHeight <= it.clientHeight + 2")
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_practice_that_is_gone_or_not_asked_says_so() {
    let (server, browser) = example(1280, 900).await;
    go(
        &browser,
        &server,
        "#/a/example/practices/app.gone",
        "There is no practice app.gone in this catalog",
    )
    .await;
    let nearest = browser
        .script("return [...document.querySelectorAll('main ul a')].map(it => it.hash)")
        .await;
    let nearest = nearest.as_array().unwrap();
    assert!(!nearest.is_empty() && nearest.len() <= 3);
    assert!(nearest.iter().all(|it| {
        it.as_str()
            .unwrap()
            .starts_with("#/a/example/practices/app.")
    }));
    browser.click("a", "See all practices").await;
    browser.heading("Your practices").await;
    // Of the example's catalog, a practice that its situation does not ask.
    let example = demarc_core::exchange::record::read(demarc_edition::EXAMPLE).unwrap();
    let catalog = demarc_edition::catalog();
    let analysis = demarc_core::analysis::analyze(catalog, &example, &demarc_e2e::today());
    let unasked = catalog
        .practices
        .iter()
        .find(|it| analysis.finding(&it.id).is_none());
    let unasked = unasked.expect("the example does not ask all");
    let text = demarc_edition::texts()
        .unwrap()
        .practice(&unasked.id)
        .unwrap();
    go(
        &browser,
        &server,
        &format!("#/a/example/practices/{}", unasked.id),
        &text.question,
    )
    .await;
    let notice = browser.text(".notice--warning").await;
    assert!(
        notice.contains("This practice is not asked in this assessment"),
        "{notice}"
    );
    browser.click("a", "Check your answers").await;
    browser.heading("Check your answers").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn addresses_are_repaired_where_they_can_be() {
    let server = Server::start();
    let browser = Browser::start().await;
    browser.look(1280, 900, Scheme::Light).await;
    browser
        .before_every_page(
            "window.refused = []; addEventListener('securitypolicyviolation', it => refused.push(it.violatedDirective));",
        )
        .await;
    for (broken, heading, hash) in [
        ("%23/explore/rds", "Amazon RDS", "#/explore/rds"),
        ("%23%2Fexplore%2Frds", "Amazon RDS", "#/explore/rds"),
        (
            "%23/Explore/RDS/?utm_source=mail",
            "Amazon RDS",
            "#/Explore/RDS/",
        ),
        ("#/Explore/RDS?x=1", "Amazon RDS", "#/Explore/RDS?x=1"),
        ("#/MODEL/", "The shared responsibility model", "#/MODEL/"),
    ] {
        browser.driver.goto("about:blank").await.unwrap();
        let address = format!("{}{broken}", server.address);
        browser.driver.goto(address).await.unwrap();
        browser.heading(heading).await;
        let at = browser
            .script("return [location.pathname, location.hash]")
            .await;
        assert_eq!(at, json!(["/demarc/", hash]), "{broken}");
    }
    for missing in ["nowhere", "nowhere/deep/down.html", "%20"] {
        let address = format!("{}{missing}", server.address);
        browser.driver.goto(address).await.unwrap();
        browser.heading("There is no such page").await;
        assert_eq!(browser.script("return refused").await, json!([]));
        assert_eq!(browser.violations().await, [""; 0]);
        browser.click("a", "Go to the first page").await;
        browser
            .until("return document.querySelector('[data-do=start]') !== null")
            .await;
        let at: Value = browser.script("return location.pathname").await;
        assert_eq!(at, "/demarc/", "{missing}");
    }
    // The hash of a mail gateway leads to the app of this site, whatever the path begins with.
    let address = format!("{}//elsewhere.example/%23/explore", server.origin);
    browser.driver.goto(address).await.unwrap();
    browser.until("return location.hash === '#/explore'").await;
    let origin = browser.script("return location.origin").await;
    assert_eq!(origin, server.origin.as_str());
}

/// Each row has the room that it needs: one that has too little lies over the next one.
#[tokio::test(flavor = "multi_thread")]
async fn no_row_of_the_gaps_lies_over_the_next() {
    let (server, browser) = example(1280, 900).await;
    let over = "return [...document.querySelectorAll('.gap')].filter(row => {
        const { bottom } = row.getBoundingClientRect();
        return [...row.children].some(it => it.getBoundingClientRect().bottom > bottom + 1);
    }).map(row => row.textContent.slice(0, 60))";
    for width in [320, 360, 600, 768, 1280] {
        browser.look(width, 800, Scheme::Light).await;
        go(&browser, &server, PAGES[2].0, PAGES[2].1).await;
        go(&browser, &server, PAGES[3].0, PAGES[3].1).await;
        browser
            .until("return document.querySelectorAll('.gap').length > 20")
            .await;
        assert_eq!(browser.script(over).await, json!([]), "{width}");
        let heights = "return [...document.querySelectorAll('.gap')].map(it => it.offsetHeight).sort((a, b) => a - b)";
        let heights = browser.script(heights).await;
        let heights = heights.as_array().unwrap();
        // A row is one line of cells, or two where there is no room for columns.
        let most = if width < 1000 { 80 } else { 46 };
        assert!(
            heights[heights.len() / 2].as_u64() <= Some(most),
            "{width}: {heights:?}"
        );
    }
}
