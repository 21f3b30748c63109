//! The time from a change on the results until the page shows it.

use demarc_catalog::Depth;
use demarc_core::analysis::analyze;
use demarc_core::assessment::{Assessment, AssessmentId, Response};
use demarc_core::exchange::record::{read, write};
use demarc_e2e::{Browser, Pages, today};
use serde_json::json;

use crate::candidate::{Candidate, Kind};
use crate::condition::Condition;
use crate::driver::fresh;
use crate::sample::Samples;

/// How often each change is made. The first time is not counted.
const TIMES: usize = 21;

/// The script that makes a change again and again and measures it. `work` is the main thread's time until styles and
/// layout are done. `painted` ends with the next frame, waiting included. `followed` ends with the frame that shows the
/// new analysis.
const MEASURE: &str = "
    const [change, times, done] = [new Function('index', arguments[0]), arguments[1], arguments[2]];
    const frame = () => new Promise(done => requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => done();
        channel.port2.postMessage(0);
    }));
    (async () => {
        const [work, painted, followed] = [[], [], []];
        for (let index = 0; index < times; index++) {
            await new Promise(done => setTimeout(done, 200));
            await frame();
            const start = performance.now();
            change(index);
            for (let turn = 0; turn < 20; turn++) await null;
            document.body.offsetHeight;
            work.push(performance.now() - start);
            await frame();
            painted.push(performance.now() - start);
            await new Promise(done => setTimeout(done));
            await frame();
            followed.push(performance.now() - start);
        }
        const sorted = all => all.slice(1).sort((one, other) => one - other);
        const of = all => [all[all.length >> 1], all[Math.ceil(all.length * .95) - 1]];
        done([work, painted, followed].flatMap(all => of(sorted(all))));
    })();";

/// The median and the 95th percentile of each figure.
const FIGURES: [&str; 6] = [
    "work.p50",
    "work.p95",
    "painted.p50",
    "painted.p95",
    "followed.p50",
    "followed.p95",
];

const CHANGES: [(&str, &str, &str); 3] = [
    (
        "an answer in the list of gaps",
        "gaps",
        "const level = document.querySelector('.gap__level select');
         level.value = index % 2 ? 'mostly' : 'not-in-place';
         level.dispatchEvent(new Event('change', { bubbles: true }));",
    ),
    (
        "a gap marked as closed",
        "what-if",
        "document.querySelectorAll('.what-if__list input')[index].click();",
    ),
    (
        "a gap moved on the roadmap",
        "roadmap",
        "document.querySelector(`[aria-labelledby=phase-${index % 2 ? 'next' : 'now'}] .stage__move button:last-child`).click();",
    ),
];

/// The example, and a copy of it with every question asked and no practice fully in place.
fn assessments() -> [Assessment; 2] {
    let example = read(demarc_edition::EXAMPLE).expect("the example can be read");
    let mut all = example.duplicate(AssessmentId::from_bits(1), "Full depth");
    all.profile.depth = Depth::Full;
    for practice in &demarc_edition::catalog().practices {
        all.respond(&practice.id, Some(Response::Started));
    }
    [example, all]
}

/// Measures every change in Demarc under both conditions.
pub async fn measure(candidates: &[Candidate], samples: &mut Samples) {
    let ours = candidates.iter().find(|it| it.kind == Kind::Demarc);
    let ours = ours.expect("Demarc is a candidate");
    for condition in Condition::ALL {
        let browser = fresh(condition).await;
        let pages = ours.site.serve().expect("a port is free");
        browser
            .driver
            .goto(&pages.address)
            .await
            .expect("it is served");
        for it in assessments() {
            let record = json!([format!("demarc:v1:assessment:{}", it.id), write(&it)]);
            browser
                .script(&format!("localStorage.setItem(...{record})"))
                .await;
            let gaps = analyze(demarc_edition::catalog(), &it, &today()).gaps.len();
            for (name, view, change) in CHANGES {
                let figures = changed(&pages, &browser, &it, view, change).await;
                let mut of = samples.of(Kind::Demarc, condition, 0);
                for (part, figure) in FIGURES.into_iter().zip(figures) {
                    of.keep(&format!("change.{name}, of {gaps}.{part}"), figure);
                }
            }
        }
    }
}

/// Measures one change and returns its figures.
async fn changed(
    pages: &Pages,
    browser: &Browser,
    it: &Assessment,
    view: &str,
    change: &str,
) -> [Option<f64>; FIGURES.len()] {
    let address = format!("{}#/a/{}/results/{view}", pages.address, it.id);
    browser
        .driver
        .goto(address)
        .await
        .expect("the view is there");
    browser.driver.refresh().await.expect("the view is there");
    browser
        .until("return document.querySelector('main section li') !== null")
        .await;
    let figures = browser
        .driver
        .execute_async(MEASURE, vec![json!(change), json!(TIMES)])
        .await
        .expect("the change can be made");
    std::array::from_fn(|index| figures.json()[index].as_f64())
}
