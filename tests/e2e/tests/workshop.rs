//! A workshop from the invite to agreed answers: a facilitator's browser, participants' browsers, and whatever a chat
//! makes of their codes.

use demarc_core::workshop::{
    Ballot, HandedIn, Invite, PersonId, Questionnaire, Sealable, Sealed, Sealing, Vote, write_code,
};
use demarc_e2e::{Browser, Scheme, Server, first_page};
use serde_json::json;
use thirtyfour::prelude::*;

/// Seals by the browser's cryptography, apart from the app's own code.
const SEAL: &str = "const [body, to, info, tag, done] = arguments;
    const bytes = (it) => new Uint8Array(it);
    (async () => {
        const { subtle } = crypto;
        const pair = await subtle.generateKey('X25519', true, ['deriveBits']);
        const fresh = new Uint8Array(await subtle.exportKey('raw', pair.publicKey));
        const workshop = await subtle.importKey('raw', bytes(to), 'X25519', true, []);
        const secret = await subtle.deriveBits({ name: 'X25519', public: workshop }, pair.privateKey, 256);
        const hkdf = await subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
        const how = { name: 'HKDF', hash: 'SHA-256', salt: bytes([...fresh, ...to]), info: bytes(info) };
        const key = await subtle.deriveKey(how, hkdf, { name: 'AES-GCM', length: 256 }, false, ['encrypt']);
        const gcm = { name: 'AES-GCM', iv: new Uint8Array(12), additionalData: bytes([1, ...tag]), tagLength: 96 };
        const content = new Uint8Array(await subtle.encrypt(gcm, key, bytes(body)));
        done({ fresh: [...fresh], content: [...content] });
    })();";

/// The facilitator's browser, at a workshop of the example that was just started.
async fn started() -> (Server, Browser, Invite) {
    let (server, browser) = first_page(
        "window.violations = []; addEventListener('securitypolicyviolation', it => window.violations.push(it.violatedDirective));",
    )
    .await;
    browser.click("button", "Try a filled-in example").await;
    browser.heading("Results: Example: web shop").await;
    browser.click("a", "Workshop").await;
    browser.heading("Workshop").await;
    if browser.driver.find(By::Css("#expected")).await.is_err() {
        browser.click("a", "Start another workshop").await;
    }
    let expected = browser.driver.find(By::Css("#expected")).await.unwrap();
    expected.send_keys("12").await.unwrap();
    browser.click("button", "Start the workshop").await;
    let invite = invite_of(&browser).await;
    (server, browser, invite)
}

async fn invite_of(browser: &Browser) -> Invite {
    browser
        .until("return document.querySelector('#invite-text')?.value.includes('JOIN1-')")
        .await;
    let text = browser
        .script("return document.querySelector('#invite-text').value")
        .await;
    Invite::read(text.as_str().unwrap(), demarc_edition::catalog()).unwrap()
}

/// The sealed code of a ballot.
async fn sealed(browser: &Browser, invite: &Invite, of: &Questionnaire, ballot: &Ballot) -> String {
    let info = Sealing::new(Sealable::Code, invite.tag, &[0; 32], &invite.public_key).info;
    let arguments = vec![
        json!(ballot.pack(of)),
        json!(invite.public_key),
        json!(info),
        json!(invite.tag.0),
    ];
    let made = browser.driver.execute_async(SEAL, arguments).await.unwrap();
    let bytes = |name: &str| -> Vec<u8> {
        let bytes = made.json()[name].as_array().unwrap().iter();
        bytes.map(|it| it.as_u64().unwrap() as u8).collect()
    };
    let sealed = Sealed {
        tag: invite.tag,
        fresh: bytes("fresh").try_into().unwrap(),
        content: bytes("content"),
    };
    write_code(&sealed).unwrap()
}

/// A ballot in which every question has this answer.
fn ballot(number: u32, of: &Questionnaire, vote: Vote) -> Ballot {
    let mut it = Ballot::new(PersonId(number), (number % 6) as u8);
    it.handed_in = HandedIn(40_000_000 + number);
    for practice in &of.practices {
        it.vote(practice, Some(vote));
    }
    it
}

/// Writes a text into the field for what came back, and has it read.
async fn paste(browser: &Browser, text: &str) {
    let arguments = vec![json!(text)];
    let script = "const field = document.querySelector('#replies');
        field.value = arguments[0];
        field.dispatchEvent(new Event('input', { bubbles: true }));";
    browser.driver.execute(script, arguments).await.unwrap();
    browser.click("button", "Read the codes").await;
}

/// Answers as a participant does, on a phone; gives the code.
async fn answer(browser: &Browser, address: &str, level: &str, comment: bool) -> String {
    browser.look(390, 844, Scheme::Light).await;
    browser.driver.goto(address).await.unwrap();
    browser.heading("Who takes care of what?").await;
    choose(browser, "Security").await;
    browser.click("button", "Begin").await;
    let mut number = 0;
    loop {
        number += 1;
        browser
            .until(&format!(
                "const at = document.querySelector('.join__position, .lede')?.textContent ?? '';
                 return at.trim().startsWith('{number} of ') || document.querySelector('h1').textContent === 'Check your answers'"
            ))
            .await;
        let at = browser.text("h1").await;
        if at == "Check your answers" {
            break;
        }
        let is_statement = at.ends_with("who takes care of it?");
        choose(browser, if is_statement { "Us" } else { level }).await;
        if number == 1 && comment {
            browser.click("summary", "Add a sentence").await;
            let field = browser.driver.find(By::Css("#comment")).await.unwrap();
            field.send_keys("Only on paper.").await.unwrap();
        }
        let next = browser.driver.find(By::Css("[type=submit]")).await.unwrap();
        next.click().await.unwrap();
    }
    browser.click("button", "Hand in").await;
    browser.heading("Send this code to the facilitator").await;
    let code = browser
        .script("return document.querySelector('#code').value")
        .await;
    code.as_str().unwrap().to_owned()
}

async fn choose(browser: &Browser, name: &str) {
    let path =
        format!("//label[contains(@class,'choice')][.//span[normalize-space()='{name}']]/input");
    let radio = browser.driver.find(By::XPath(path)).await.unwrap();
    radio.scroll_into_view().await.unwrap();
    radio.click().await.unwrap();
}

/// What a chat makes of codes: quotes, names and times, broken lines, marks.
fn chat(codes: &[String]) -> String {
    let mut text = String::from("Ana Kowalska 10:02\nHere you go 👇\n");
    for (number, code) in codes.iter().enumerate() {
        text += &match number % 4 {
            0 => format!("[10:{number:02}, 2.12.2026] Person {number}: {code}\n"),
            1 => {
                let lines = code.as_bytes().chunks(40);
                let lines = lines.map(|it| format!("> {}", std::str::from_utf8(it).unwrap()));
                format!(
                    "On Wed, Person {number} wrote:\n{}\n",
                    lines.collect::<Vec<_>>().join("\n")
                )
            }
            2 => format!("*Person {number}*  `{code}`\nsent from my phone\n"),
            _ => format!("Person {number}\n“{}”\n", code.to_lowercase()),
        };
    }
    text
}

#[tokio::test(flavor = "multi_thread")]
async fn twelve_answer_and_the_room_agrees() {
    let (server, browser, invite) = started().await;
    let of = invite.questionnaire(demarc_edition::catalog());
    assert!(of.practices.len() >= 10 && !of.statements.is_empty());

    // One answers on a phone, with a sentence.
    let phone = Browser::start().await;
    let address = format!(
        "{}#/join/{}",
        server.address,
        invite.write(demarc_edition::catalog())
    );
    let mut codes = vec![answer(&phone, &address, "Not in place", true).await];
    assert!(phone.text(".notice").await.contains("Send this file, too"));
    // Ten others: all but one say fully; of one question most do not know.
    let fully = Vote::Level(demarc_catalog::Level::Fully);
    let with = |mut it: Ballot, second: Vote| {
        it.vote(&of.practices[1], Some(second));
        it
    };
    let not_in_place = Vote::Level(demarc_catalog::Level::NotInPlace);
    for number in 1..=10 {
        let second = if number <= 7 {
            Vote::DontKnow
        } else {
            not_in_place
        };
        let it = with(ballot(number, &of, fully), second);
        codes.push(sealed(&browser, &invite, &of, &it).await);
    }
    // The twelfth handed in twice; the later counts.
    let early = ballot(11, &of, Vote::DontKnow);
    let mut late = with(ballot(11, &of, fully), not_in_place);
    late.handed_in = HandedIn(50_000_000);
    codes.push(sealed(&browser, &invite, &of, &early).await);
    codes.push(sealed(&browser, &invite, &of, &late).await);

    let mut text = chat(&codes);
    // The same code once more, one that is cut off, one with another letter, and one of another workshop.
    let other = Invite {
        tag: demarc_core::workshop::WorkshopTag([9, 9, 9]),
        ..invite.clone()
    };
    let foreign = sealed(&browser, &other, &of, &early).await;
    let cut = &codes[2][..60];
    let mut wrong = codes[3].clone();
    wrong.replace_range(50..51, if &wrong[50..51] == "7" { "8" } else { "7" });
    text += &format!(
        "\n{}\n\nBen: {cut}\n\nCem: {wrong}\n\nDee: {foreign}\n",
        codes[1]
    );
    paste(&browser, &text).await;
    browser
        .until("return document.querySelector('#collect').textContent === '12 of 12 are in'")
        .await;
    let failed = browser.text(".reads").await;
    assert!(failed.contains("Cut off: "), "{failed}");
    assert!(failed.contains("A character of "), "{failed}");
    assert!(failed.contains("another workshop"), "{failed}");
    assert_eq!(
        browser
            .script("return document.querySelectorAll('.reads__failed').length")
            .await,
        3
    );
    // Nothing of the answers shows before.
    assert_eq!(
        browser
            .script("return document.querySelectorAll('.dots').length")
            .await,
        0
    );

    browser.click("button", "Reveal the answers").await;
    browser
        .until("return !!document.querySelector('#revealed')")
        .await;
    // One against eleven is talked about, and not agreed.
    let talk = browser
        .script("return document.querySelectorAll('[aria-labelledby=talk] .reveal-row').length")
        .await;
    assert_eq!(talk, 5);
    let first = browser.text("[aria-labelledby=talk] .reveal-row").await;
    assert!(first.contains("1 not in place · 11 fully"), "{first}");
    let look = browser.text("[aria-labelledby=look] .reveal-row").await;
    assert!(look.contains("7 don’t know"), "{look}");

    // The room agrees on an answer, with a reservation; it is an edit of the assessment, and can be undone.
    let row = browser
        .driver
        .find(By::Css("[aria-labelledby=talk] .reveal-row"))
        .await
        .unwrap();
    row.click().await.unwrap();
    browser
        .until("return document.querySelectorAll('.question-panel .dot').length >= 12")
        .await;
    choose(&browser, "Started").await;
    let owner = browser.driver.find(By::Css("#agree-owner")).await.unwrap();
    owner.clear().await.unwrap();
    owner.send_keys("Platform team").await.unwrap();
    browser
        .click(
            "summary",
            "What somebody still holds against it, and who was not asked",
        )
        .await;
    let holds = browser.driver.find(By::Css("#agree-holds")).await.unwrap();
    holds.send_keys("Nobody has tried it.").await.unwrap();
    browser.click("button", "Keep it").await;
    browser.until("return document.querySelector('[aria-labelledby=talk] .reveal-row').textContent.includes('Agreed with reservation: Started')").await;
    browser.saved().await;
    browser.driver.refresh().await.unwrap();
    browser.until("return document.querySelector('[aria-labelledby=talk] .reveal-row')?.textContent.includes('Agreed with reservation: Started')").await;
    assert_eq!(browser.script("return window.violations").await, json!([]));
}

/// Presses Tab until what has the focus matches.
async fn tab_to(browser: &Browser, css: &str) {
    for _ in 0..150 {
        let script = format!("return document.activeElement.matches({})", json!(css));
        if browser.script(&script).await == true {
            return;
        }
        press(browser, Key::Tab).await;
    }
    panic!("Tab does not lead to {css}");
}

/// Presses keys, wherever the focus is.
async fn press(browser: &Browser, keys: impl Into<TypingData>) {
    let pressed = browser.driver.action_chain().send_keys(keys);
    pressed.perform().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_facilitator_needs_no_mouse() {
    let (_server, browser, invite) = started().await;
    let of = invite.questionnaire(demarc_edition::catalog());
    let mut text = String::new();
    for (number, vote) in [
        (1, Vote::Level(demarc_catalog::Level::Fully)),
        (2, Vote::Level(demarc_catalog::Level::NotInPlace)),
    ] {
        text += &sealed(&browser, &invite, &of, &ballot(number, &of, vote)).await;
        text += " ";
    }
    browser.script("document.querySelector('h1').focus()").await;
    tab_to(&browser, "#replies").await;
    press(&browser, text.as_str()).await;
    tab_to(&browser, "#replies ~ button, .actions button").await;
    press(&browser, Key::Enter).await;
    browser
        .until("return document.querySelector('#collect').textContent === '2 of 12 are in'")
        .await;
    tab_to(&browser, "#reveal").await;
    press(&browser, Key::Enter).await;
    browser
        .until("return document.activeElement.id === 'revealed'")
        .await;
    tab_to(&browser, ".reveal-row").await;
    press(&browser, Key::Enter).await;
    browser
        .until("return document.activeElement.id === 'question'")
        .await;
    tab_to(&browser, "[name=agreed]").await;
    press(&browser, Key::Down).await;
    tab_to(&browser, "#agree-owner").await;
    press(&browser, "Ana").await;
    press(&browser, Key::Enter).await;
    browser
        .until("return document.activeElement.id === 'next-question' && !!document.querySelector('.reveal-row .mark--closed')")
        .await;
    press(&browser, Key::Enter).await;
    browser
        .until("return document.activeElement.id === 'question'")
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn hands_are_counted_by_keys_and_the_projector_follows() {
    let (_server, browser, _) = started().await;
    browser
        .script("document.querySelector('#hands').open = true; document.querySelector('.counter').focus()")
        .await;
    for keys in ["1", "4", "4", "5"] {
        press(&browser, keys).await;
    }
    press(&browser, Key::Backspace).await;
    browser
        .until("return document.querySelector('.counter .meta').textContent === '3 hands counted'")
        .await;
    press(&browser, Key::Enter).await;
    browser
        .until("return document.querySelector('#hands').textContent.includes('Question 2 of')")
        .await;
    browser.saved().await;
    let facilitator = browser.driver.window().await.unwrap();
    let here = browser.driver.current_url().await.unwrap().to_string();
    let projector = browser.driver.new_tab().await.unwrap();
    browser
        .driver
        .switch_to_window(projector.clone())
        .await
        .unwrap();
    let screen = format!("{}/screen", here.rsplit_once('/').unwrap().0);
    browser.driver.goto(&screen).await.unwrap();
    browser
        .until("return !!document.querySelector('.screen .qr')")
        .await;
    assert_eq!(
        browser
            .script("return document.querySelectorAll('.dots').length")
            .await,
        0
    );
    browser.driver.switch_to_window(facilitator).await.unwrap();
    browser.click("button", "Reveal the answers").await;
    browser
        .until("return !!document.querySelector('.reveal-row')")
        .await;
    let row = browser.driver.find(By::Css(".reveal-row")).await.unwrap();
    row.click().await.unwrap();
    browser.driver.switch_to_window(projector).await.unwrap();
    browser
        .until("return document.querySelectorAll('.screen .dot--hand').length >= 3")
        .await;
    // It is read from the other end of the room.
    browser.look(1920, 1080, Scheme::Light).await;
    let smallest = browser
        .script("const seen = [...document.querySelectorAll('.screen *')].filter(it => [...it.childNodes].some(node => node.nodeType === 3 && node.data.trim()) && !it.closest('.visually-hidden'));
            return Math.min(...seen.map(it => parseFloat(getComputedStyle(it).fontSize) * (it.ownerSVGElement ? it.getScreenCTM().a : 1)))")
        .await;
    assert!(smallest.as_f64().unwrap() >= 24.0, "{smallest}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_example_has_a_finished_workshop_and_who_said_what_is_forgotten() {
    let (_server, browser, _) = started().await;
    browser.click("a", "Start another workshop").await;
    browser
        .click(
            "button",
            "Look at a finished workshop of nine made-up people",
        )
        .await;
    browser
        .until("return !!document.querySelector('.reveal-row')")
        .await;
    let believed = browser.text("[aria-labelledby=believed]").await;
    assert!(
        believed.contains(" of 9 believed that AWS takes care of it."),
        "{believed}"
    );
    assert_eq!(browser.violations().await, Vec::<String>::new());
    // Without roles, none are apart: the question may have another place.
    let title = browser.text(".reveal-row__title").await;
    let tally = format!(
        "return [...document.querySelectorAll('.reveal-row')].find(it => it.textContent.startsWith({})).querySelector('.reveal-row__tally').textContent",
        json!(title)
    );
    let before = browser.script(&tally).await;
    browser
        .click("summary", "Save, make anonymous, delete")
        .await;
    browser.click("button", "Forget who said what…").await;
    browser.click("button", "Forget it for good").await;
    browser
        .until("return !document.querySelector('#forget-who')")
        .await;
    assert_eq!(browser.script(&tally).await, before);
    browser.click("button", "Delete the workshop…").await;
    browser.click("button", "Delete it for good").await;
    browser
        .until("return document.querySelector('main').textContent.includes('This workshop is not on this device')")
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_workshops_have_no_violation() {
    let (server, browser, invite) = started().await;
    let join = format!(
        "{}#/join/{}",
        server.address,
        invite.write(demarc_edition::catalog())
    );
    let here = browser.driver.current_url().await.unwrap().to_string();
    let screen = format!("{}/screen", here.rsplit_once('/').unwrap().0);
    let mut found = Vec::new();
    for (width, height) in [(320, 640), (390, 844), (1920, 1080)] {
        for scheme in Scheme::ALL {
            browser.look(width, height, scheme).await;
            let start = here.replace(&invite.tag.to_string(), "new");
            let asks = format!("{}#/join", server.address);
            for address in [&here, &start, &screen, &asks, &join] {
                browser.driver.goto(address).await.unwrap();
                browser.until("return !!document.querySelector('main h1') && document.querySelector('h1').textContent !== 'Loading…'").await;
                browser
                    .script("document.querySelectorAll('details').forEach(it => it.open = true)")
                    .await;
                for violation in browser.violations().await {
                    found.push(format!("{address} {width} {}: {violation}", scheme.name()));
                }
                let wide = "return document.documentElement.scrollWidth > document.documentElement.clientWidth";
                if browser.script(wide).await == true {
                    found.push(format!("{address} scrolls sideways at {width}"));
                }
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_invite_is_told() {
    let server = Server::start();
    let browser = Browser::start().await;
    browser.look(390, 844, Scheme::Light).await;
    browser
        .driver
        .goto(format!(
            "{}#/join/JOIN1-0123456789ABCDEFGHJK",
            server.address
        ))
        .await
        .unwrap();
    browser.heading("Join a workshop").await;
    let told = browser.text(".notice").await;
    assert!(
        told.contains("The end of the invite is missing")
            || told.contains("was changed on its way"),
        "{told}"
    );
    let field = browser
        .driver
        .find(By::Css("#invite-pasted"))
        .await
        .unwrap();
    field
        .send_keys("DEMARC1-0123456789ABCDEFGHJK")
        .await
        .unwrap();
    browser.click("button", "Open the invite").await;
    browser
        .until(
            "return document.querySelector('.notice').textContent.includes('somebody’s answers')",
        )
        .await;
}
