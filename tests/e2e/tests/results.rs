//! The views of the results: figures equal to the host's, changes that are saved, and use by keyboard.

use demarc_catalog::{Level, PracticeId};
use demarc_core::analysis::{Analysis, CellState, GapKind, analyze, columns, roadmap};
use demarc_core::assessment::{Assessment, Phase, Response};
use demarc_core::exchange::record::read;
use demarc_core::labels;
use demarc_e2e::{Browser, Scheme, Server, today};
use serde_json::json;
use thirtyfour::prelude::*;

/// Opens a view of the example's results.
async fn view(name: &str) -> (Server, Browser) {
    let server = Server::start();
    let browser = Browser::start().await;
    browser.look(1280, 900, Scheme::Light).await;
    browser.driver.goto(&server.address).await.unwrap();
    browser.click("button", "Try a filled-in example").await;
    browser.heading("Results: Example: web shop").await;
    let address = format!("{}#/a/example/results/{name}", server.address);
    browser.driver.goto(address).await.unwrap();
    browser.until("return document.querySelector('.views [aria-current]').textContent !== 'Overview' && document.querySelector('main section h2') !== null").await;
    (server, browser)
}

async fn kept(browser: &Browser) -> Assessment {
    browser.saved().await;
    let text = browser
        .script("return localStorage.getItem('demarc:v1:assessment:example')")
        .await;
    read(text.as_str().expect("a record is kept")).expect("the record can be read")
}

fn host(assessment: &Assessment) -> Analysis {
    analyze(demarc_edition::catalog(), assessment, &today())
}

fn title(id: &PracticeId) -> String {
    demarc_edition::catalog()
        .practice(id)
        .unwrap()
        .title
        .clone()
}

fn titles(analysis: &Analysis) -> Vec<String> {
    analysis
        .gaps
        .iter()
        .map(|gap| title(&gap.practice))
        .collect()
}

async fn texts(browser: &Browser, css: &str) -> Vec<String> {
    let script =
        format!("return [...document.querySelectorAll({css:?})].map(it => it.textContent.trim())");
    let found = browser.script(&script).await;
    let found = found.as_array().unwrap().iter();
    found.map(|it| it.as_str().unwrap().to_owned()).collect()
}

/// Chooses an option by its name in the field with this label.
async fn choose(browser: &Browser, label: &str, option: &str) {
    let script = format!(
        "const select = [...document.querySelectorAll('label')].find(it => it.firstChild.textContent.trim() === {label:?}).querySelector('select');
         select.value = [...select.options].find(it => it.textContent === {option:?}).value;
         select.dispatchEvent(new Event('change', {{ bubbles: true }}));"
    );
    browser.script(&script).await;
}

async fn press(browser: &Browser, keys: impl Into<TypingData>) {
    let focused = browser.driver.active_element().await.unwrap();
    focused.send_keys(keys).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_of_gaps_is_the_hosts_and_narrows_orders_and_groups() {
    let (_server, browser) = view("gaps").await;
    let assessment = kept(&browser).await;
    let analysis = host(&assessment);
    let names = ".gap__open";
    assert_eq!(texts(&browser, names).await, titles(&analysis));

    choose(&browser, "Domain", "Backup and recovery").await;
    let narrowed = analysis
        .gaps
        .iter()
        .filter(|gap| gap.domain.as_str() == "backup");
    let narrowed: Vec<_> = narrowed.map(|gap| title(&gap.practice)).collect();
    assert!(!narrowed.is_empty());
    assert_eq!(texts(&browser, names).await, narrowed);
    let count = format!("{} of {} gaps", narrowed.len(), analysis.gaps.len());
    assert_eq!(browser.text("section .actions [role=status]").await, count);

    // The filter is still set after a visit to another page.
    browser.click("a", "Roadmap").await;
    browser
        .until("return document.querySelector('.roadmap') !== null")
        .await;
    browser.click("a", "Gaps").await;
    browser
        .until("return document.querySelector('.gaps') !== null")
        .await;
    assert_eq!(texts(&browser, names).await, narrowed);
    browser.click("button", "Show all").await;
    assert_eq!(texts(&browser, names).await, titles(&analysis));

    // A chip narrows to a kind, tells how many there are, and widens again.
    browser
        .script("document.querySelector('.chip').click()")
        .await;
    browser
        .until("return document.querySelector('.chip[aria-pressed=true]') !== null")
        .await;
    let assumed = analysis
        .gaps
        .iter()
        .filter(|gap| gap.kind == GapKind::Assumption);
    let assumed: Vec<_> = assumed.map(|gap| title(&gap.practice)).collect();
    assert_eq!(texts(&browser, names).await, assumed);
    let count = browser.text(".chip[aria-pressed=true] .chip__count").await;
    assert_eq!(count, assumed.len().to_string());
    browser
        .script("document.querySelector('.chip').click()")
        .await;
    browser
        .until("return document.querySelector('.chip[aria-pressed=true]') === null")
        .await;
    assert_eq!(texts(&browser, names).await, titles(&analysis));

    choose(&browser, "Sort by", "Effort").await;
    let mut ordered: Vec<_> = analysis.gaps.iter().collect();
    ordered.sort_by_key(|gap| gap.effort);
    let ordered: Vec<_> = ordered.iter().map(|gap| title(&gap.practice)).collect();
    assert_eq!(texts(&browser, names).await, ordered);

    choose(&browser, "Group by", "Kind").await;
    let groups = texts(&browser, ".gaps__group").await;
    assert!(
        groups.len() > 1 && groups[0].starts_with("Assumption ("),
        "{groups:?}"
    );

    let search = browser
        .driver
        .find(By::Css("input[type=search]"))
        .await
        .unwrap();
    search.send_keys("backup").await.unwrap();
    browser
        .until("return document.querySelectorAll('.gap').length < 10")
        .await;
    let texts_of = demarc_edition::texts().unwrap();
    for shown in texts(&browser, names).await {
        let practice = demarc_edition::catalog()
            .practices
            .iter()
            .find(|it| it.title == shown)
            .unwrap();
        let question = &texts_of.practice(&practice.id).unwrap().question;
        let note = assessment
            .answers
            .get(&practice.id)
            .map_or("", |it| &it.note);
        let all = format!("{shown} {question} {note}").to_lowercase();
        assert!(all.contains("backup"), "{all}");
    }
    assert_eq!(browser.complaints().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_owners_and_dates_are_given_in_place_and_in_bulk() {
    let (_server, browser) = view("gaps").await;
    let first = host(&kept(&browser).await).gaps[0].practice.clone();
    let word = first.as_str().replace('.', "-");
    // The panel beside the list is about the first gap.
    let owner = browser
        .driver
        .find(By::Id(format!("owner-{word}")))
        .await
        .unwrap();
    owner.clear().await.unwrap();
    owner.send_keys("Ana").await.unwrap();
    press(&browser, Key::Tab).await;
    // The panel was not drawn again, so focus is still in the field.
    let due = format!("return document.activeElement.id === 'due-{word}'");
    browser.until(&due).await;
    assert_eq!(kept(&browser).await.answers[&first].owner, "Ana");
    for css in [".gap:first-child .mark", ".gap-panel .mark"] {
        let marks = texts(&browser, css).await;
        assert!(!marks.contains(&"Unowned".to_owned()), "{marks:?}");
    }
    assert_eq!(browser.text(".gap:first-child .gap__who").await, "Ana");

    // An answer that closes a gap leaves its row in place.
    let before = texts(&browser, ".gap__open").await;
    browser
        .script("const level = document.querySelector('.gap__level select'); level.value = 'fully'; level.dispatchEvent(new Event('change', { bubbles: true }));")
        .await;
    browser
        .until("return ['.gap', '.gap-panel'].every(it => document.querySelector(it + ' .mark').textContent.trim() === 'Closed')")
        .await;
    assert_eq!(
        kept(&browser).await.response(&first),
        Some(&Response::Fully)
    );
    assert_eq!(texts(&browser, ".gap__open").await, before);
    browser.click("button", "Undo").await;
    browser
        .until("return document.querySelector('.gap .mark').textContent.trim() !== 'Closed'")
        .await;
    // The list shows the state after the undo.
    assert_eq!(texts(&browser, ".gap__open").await, before);

    // A change of several gaps is one step of undo.
    let picks = browser
        .driver
        .find_all(By::Css(".gap__pick"))
        .await
        .unwrap();
    for pick in &picks[1..4] {
        pick.scroll_into_view().await.unwrap();
        pick.click().await.unwrap();
    }
    assert_eq!(
        browser.text(".selection [role=status]").await,
        "3 gaps selected"
    );
    let owner = browser
        .driver
        .find(By::Css(".selection input[type=text]"))
        .await
        .unwrap();
    owner.send_keys("Bo").await.unwrap();
    let due = "const due = document.querySelector('.selection input[type=date]'); due.value = '2027-02-03'; due.dispatchEvent(new Event('change', { bubbles: true }));";
    browser.script(due).await;
    browser.script("const phase = document.querySelector('.selection select'); phase.value = 'later'; phase.dispatchEvent(new Event('change', { bubbles: true }));").await;
    let before = kept(&browser).await;
    browser.click("button", "Apply").await;
    browser
        .until("return !document.querySelector('form.selection')")
        .await;
    let after = kept(&browser).await;
    let given = after.answers.values().filter(|it| {
        it.owner == "Bo"
            && it.phase == Some(Phase::Later)
            && it
                .due
                .as_ref()
                .is_some_and(|it| it.as_str() == "2027-02-03")
    });
    assert_eq!(given.count(), 3);
    browser.click("button", "Undo").await;
    let undone = kept(&browser).await;
    assert_eq!(undone.answers, before.answers);
    assert_eq!(browser.complaints().await, [""; 0]);
}

/// Whether a row, by its place, is the chosen one, is about what the panel is about, and is the one tab stop.
fn is_chosen(row: usize) -> String {
    format!(
        "const row = document.querySelectorAll('.gap')[{row}];
         return row.getAttribute('aria-current') === 'true'
             && document.querySelectorAll('.gap[aria-current]').length === 1
             && row.querySelector('.gap__open').tabIndex === 0
             && document.querySelectorAll('.gap__open[tabindex=\"0\"]').length === 1
             && document.getElementById('gap-name').textContent === row.querySelector('.gap__open').textContent"
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_of_gaps_is_walked_by_keys() {
    let (_server, browser) = view("gaps").await;
    browser.until(&is_chosen(0)).await;
    browser
        .script("document.querySelector('.gap__open').focus()")
        .await;
    press(&browser, "j").await;
    press(&browser, Key::Down).await;
    browser.until(&is_chosen(2)).await;
    press(&browser, "k").await;
    browser.until(&is_chosen(1)).await;
    let on_row = "return document.activeElement === document.querySelectorAll('.gap__open')[1]";
    assert_eq!(browser.script(on_row).await, true);

    // Enter goes to the panel, where J and K go on and letters in a field are letters.
    press(&browser, Key::Enter).await;
    let on_name = "return document.activeElement.id === 'gap-name'";
    browser.until(on_name).await;
    press(&browser, "j").await;
    browser.until(&is_chosen(2)).await;
    browser.until(on_name).await;
    let note = browser.driver.find(By::Id("gap-note")).await.unwrap();
    note.clear().await.unwrap();
    note.send_keys("jk").await.unwrap();
    browser.until(&is_chosen(2)).await;
    press(&browser, Key::Escape).await;
    browser
        .until("return document.activeElement === document.querySelectorAll('.gap__open')[2]")
        .await;
    let third = host(&kept(&browser).await).gaps[2].practice.clone();
    assert_eq!(kept(&browser).await.answers[&third].note, "jk");

    // Arrows keep to the boxes, and the space bar selects.
    browser
        .script("document.querySelectorAll('.gap__pick')[2].focus()")
        .await;
    press(&browser, Key::Down).await;
    press(&browser, " ").await;
    browser
        .until("return document.querySelectorAll('.gap__pick')[3].checked")
        .await;
    press(&browser, Key::End).await;
    let last = host(&kept(&browser).await).gaps.len() - 1;
    browser.until(&is_chosen(last)).await;
    press(&browser, Key::Down).await;
    browser.until(&is_chosen(last)).await;
    assert_eq!(browser.complaints().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_panel_of_a_gap_takes_the_place_of_the_list_on_phones() {
    let (_server, browser) = view("gaps").await;
    browser.look(360, 800, Scheme::Light).await;
    let shows = |css: &str| format!("return document.querySelector('{css}').checkVisibility()");
    browser.until(&shows(".gaps")).await;
    assert_eq!(browser.script(&shows(".gap-panel")).await, false);
    let row = browser
        .driver
        .find_all(By::Css(".gap__open"))
        .await
        .unwrap();
    row[3].scroll_into_view().await.unwrap();
    row[3].click().await.unwrap();
    browser.until(&shows(".gap-panel")).await;
    browser.until(&is_chosen(3)).await;
    browser
        .until("return document.activeElement.id === 'gap-name'")
        .await;
    for css in [".gaps", ".gap-filters"] {
        assert_eq!(browser.script(&shows(css)).await, false, "{css}");
    }
    assert_eq!(browser.violations().await, [""; 0]);
    browser
        .script("document.querySelector('[aria-label=\"Next gap\"]').click()")
        .await;
    browser.until(&is_chosen(4)).await;
    browser.click("button", "Back to the list").await;
    browser
        .until("return document.activeElement === document.querySelectorAll('.gap__open')[4]")
        .await;
    assert_eq!(browser.script(&shows(".gap-panel")).await, false);
    assert_eq!(browser.complaints().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_typed_and_not_finished_stays_with_its_gap() {
    let (_server, browser) = view("gaps").await;
    let before = kept(&browser).await;
    // A gap without a date: day and month alone are no date.
    browser
        .script("document.querySelectorAll('.gap__open')[3].focus()")
        .await;
    browser.until(&is_chosen(3)).await;
    let fourth = host(&before).gaps[3].practice.clone();
    assert_eq!(before.answers[&fourth].due, None);
    browser
        .script("document.querySelector('.gap-panel [type=date]').focus()")
        .await;
    press(&browser, "1201").await;
    browser
        .script("document.querySelectorAll('.gap__open')[1].focus()")
        .await;
    browser.until(&is_chosen(1)).await;
    let second = host(&before).gaps[1].practice.clone();
    let due = before.answers[&second]
        .due
        .as_ref()
        .map(ToString::to_string);
    let shown = browser
        .script("return document.querySelector('.gap-panel [type=date]').value")
        .await;
    assert_eq!(shown, json!(due.unwrap_or_default()));
    assert_eq!(kept(&browser).await.answers, before.answers);
    assert_eq!(browser.complaints().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_roadmap_is_the_hosts_and_is_moved_by_keys() {
    let (_server, browser) = view("roadmap").await;
    let columns = async |browser: &Browser| {
        let mut columns = Vec::new();
        for phase in Phase::ALL {
            let css = format!("[aria-labelledby=phase-{}] li a", phase.key());
            columns.push(texts(browser, &css).await);
        }
        columns
    };
    let planned = |assessment: &Assessment| -> Vec<Vec<String>> {
        let plan = roadmap(&host(assessment).gaps, assessment);
        let stages = plan.phases.iter();
        stages
            .map(|it| it.items.iter().map(|it| title(&it.practice)).collect())
            .collect()
    };
    let before = kept(&browser).await;
    assert_eq!(columns(&browser).await, planned(&before));

    // The picture is the host's too: the days of work of each owner, in its table.
    let loads = roadmap(&host(&before).gaps, &before).loads(demarc_edition::catalog(), &before);
    let expected: Vec<_> = loads
        .iter()
        .map(|it| {
            let [now, next, later] = it.days;
            format!("{}{now}{next}{later}", it.overdue)
        })
        .collect();
    let rows = "return [...document.querySelectorAll('figure table')[0].tBodies[0].rows].map(it => [...it.cells].slice(1).map(it => it.textContent).join(''))";
    assert!(loads.len() > 3);
    assert_eq!(browser.script(rows).await, json!(expected));

    let first = host(&before).gaps[0].practice.clone();
    let word = first.as_str().replace('.', "-");
    browser
        .script(&format!("document.getElementById('later-{word}').focus()"))
        .await;
    press(&browser, Key::Enter).await;
    browser.until(&format!("return document.activeElement.id === 'later-{word}' && document.activeElement.closest('section').getAttribute('aria-labelledby') === 'phase-next'")).await;
    let moved = kept(&browser).await;
    assert_eq!(moved.answers[&first].phase, Some(Phase::Next));
    assert_eq!(columns(&browser).await, planned(&moved));

    // At the last phase the button to move on is gone, and the other button has focus.
    press(&browser, Key::Enter).await;
    browser
        .until(&format!(
            "return document.activeElement.id === 'sooner-{word}'"
        ))
        .await;

    let capacity = browser
        .driver
        .find(By::Css("input[type=number]"))
        .await
        .unwrap();
    capacity.clear().await.unwrap();
    capacity.send_keys("40").await.unwrap();
    press(&browser, Key::Tab).await;
    let set = kept(&browser).await;
    assert_eq!(set.plan.capacity.map(|it| it.days()), Some(40));
    assert_eq!(columns(&browser).await, planned(&set));
    browser.click("button", "Plan anew by priority").await;
    let anew = kept(&browser).await;
    assert!(anew.answers.values().all(|it| it.phase.is_none()));
    assert_eq!(columns(&browser).await, planned(&anew));
    assert_eq!(browser.complaints().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_matrix_is_walked_by_arrow_keys_and_each_cell_opens() {
    let (_server, browser) = view("matrix").await;
    let analysis = host(&kept(&browser).await);
    let letters = texts(&browser, ".matrix .cell__owner").await;
    let shown = columns(demarc_edition::catalog(), &analysis.services);
    let cells = analysis.services.iter().flat_map(|row| {
        let shown = shown.iter();
        shown.map(|column| &row.cells[column.layers.start])
    });
    let owners: Vec<_> = cells.map(|cell| labels::owner_letter(cell.owner)).collect();
    assert_eq!(letters, owners);
    // Each cell has the color and, for who does not see it, the name of its state.
    let cells = analysis.services.iter().flat_map(|row| {
        let shown = shown.iter();
        shown.map(move |column| (row, &row.cells[column.layers.start]))
    });
    let states: Vec<_> = cells
        .map(|(row, cell)| analysis.cell_state(row, cell))
        .collect();
    let classes = "return [...document.querySelectorAll('.matrix td')].map(it => it.className.match(/heat--(.*)/)[1])";
    let keys: Vec<_> = states.iter().map(|it| it.key()).collect();
    assert_eq!(browser.script(classes).await, json!(keys));
    let cells = texts(&browser, ".matrix td").await;
    for (cell, state) in cells.iter().zip(&states) {
        let name = labels::cell_state(*state).to_lowercase();
        let says = cell.contains(&name);
        assert_eq!(says, *state != CellState::NotYours, "{cell}: {name}");
    }
    let stops = "return document.querySelectorAll('.matrix [tabindex=\"0\"]').length";
    assert_eq!(browser.script(stops).await, json!(1));

    browser
        .script("document.getElementById('cell-0-0').focus()")
        .await;
    press(&browser, Key::Down).await;
    let row = &analysis.services[1];
    let has_duties = |index: &usize| !row.cells[shown[*index].layers.start].practices.is_empty();
    let target = (1..shown.len()).find(has_duties).unwrap();
    let id = format!("cell-1-{target}");
    for _ in 0..target {
        press(&browser, Key::Right).await;
    }
    assert_eq!(
        browser.script("return document.activeElement.id").await,
        json!(id)
    );
    assert_eq!(browser.script(stops).await, json!(1));
    press(&browser, Key::Enter).await;
    browser
        .until("return document.querySelector('dialog').open")
        .await;
    let cell = &row.cells[shown[target].layers.start];
    let layer = demarc_edition::catalog().layer(&cell.layer).unwrap();
    let service = demarc_edition::catalog().deployment(&row.service).unwrap();
    let heading = format!("{}: {}", service.name(), layer.name);
    assert_eq!(browser.text("dialog h2").await, heading);
    let duties: Vec<_> = cell.practices.iter().map(title).collect();
    assert_eq!(texts(&browser, "dialog ul a").await, duties);
    assert_eq!(browser.violations().await, [""; 0]);
    press(&browser, Key::Escape).await;
    browser
        .until(&format!(
            "return !document.querySelector('dialog').open && document.activeElement.id === '{id}'"
        ))
        .await;
    press(&browser, Key::End).await;
    press(&browser, Key::Right).await;
    assert_eq!(
        browser.script("return document.activeElement.id").await,
        json!(format!("cell-1-{}", shown.len() - 1))
    );
    assert_eq!(browser.complaints().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_if_changes_nothing_until_it_is_kept() {
    let (_server, browser) = view("what-if").await;
    let before = kept(&browser).await;
    browser.click("button", "The first 5").await;
    let gaps = host(&before).gaps;
    let closed: demarc_core::assessment::SortedSet<_> = gaps
        .iter()
        .take(5)
        .map(|gap| gap.practice.clone())
        .collect();
    let then = host(&before.as_if_closed(&closed));
    let score = labels::score(then.whole.score.map(|it| it.value));
    assert_eq!(
        texts(&browser, ".figures div:first-child strong").await,
        [score]
    );
    assert_eq!(
        browser.text(".what-if__outcome h3").await,
        format!("Grade: {}", labels::grade(then.whole.grade))
    );
    assert_eq!(kept(&browser).await, before);
    browser.click("button", "Answer 5 gaps with “fully”").await;
    browser
        .until("return document.querySelectorAll('.what-if__list :checked').length === 0")
        .await;
    let after = kept(&browser).await;
    assert_eq!(host(&after).gaps, then.gaps);
    browser.click("button", "Undo").await;
    assert_eq!(kept(&browser).await.answers, before.answers);
    assert_eq!(browser.complaints().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn targets_are_set_and_charts_are_saved() {
    let (_server, browser) = view("domains").await;
    let analysis = host(&kept(&browser).await);
    let expected: Vec<_> = analysis
        .domains
        .iter()
        .map(|it| labels::score(it.standing.score.map(|it| it.value)))
        .collect();
    assert_eq!(texts(&browser, ".scores__row strong").await, expected);
    let rows = texts(&browser, "figure:first-of-type tbody td:nth-of-type(1)").await;
    assert_eq!(rows, expected);

    browser.script("const target = document.querySelector('.scores__target select'); target.value = 'fully'; target.dispatchEvent(new Event('change', { bubbles: true }));").await;
    browser.until("return document.querySelector('.chart__aim') !== null && document.querySelector('.chart__target') !== null").await;
    let set = kept(&browser).await;
    assert_eq!(
        set.plan.targets.get(&analysis.domains[0].domain),
        Some(Level::Fully)
    );
    let (_, missing) = host(&set).against(&set.plan.targets).farthest.unwrap();
    let says = browser.text("section[aria-labelledby=domains] .lede").await;
    assert!(
        says.starts_with("0 of 1 target reached.") && says.ends_with(&format!("{missing} to go.")),
        "{says}"
    );

    // Records every saved file instead of downloading it.
    let catch_files = "window.saved = [];
        const make = URL.createObjectURL;
        URL.createObjectURL = blob => { window.blob = blob; return make(blob); };
        HTMLAnchorElement.prototype.click = async function () {
            const [name, blob] = [this.download, window.blob];
            window.saved.push([name, blob.type, blob.size, blob.type.startsWith('image/svg') ? await blob.text() : '']);
        };";
    browser.script(catch_files).await;
    browser
        .script("for (const button of document.querySelectorAll('figure button')) button.click()")
        .await;
    browser.until("return window.saved.length === 8").await;
    let saved = browser.script("return window.saved").await;
    for file in saved.as_array().unwrap() {
        let (name, kind) = (file[0].as_str().unwrap(), file[1].as_str().unwrap());
        assert!(file[2].as_u64().unwrap() > 2000, "{name}");
        assert!(
            name.ends_with(".png") == (kind == "image/png"),
            "{name} {kind}"
        );
        if let Some(svg) = file[3].as_str().filter(|it| !it.is_empty()) {
            assert!(svg.starts_with("<svg") && svg.contains("<title>") && svg.contains("<desc>"));
            assert!(
                svg.contains("fill=\"rgb(") && !svg.contains("class=\""),
                "{svg}"
            );
        }
    }
    assert_eq!(browser.complaints().await, [""; 0]);
}
