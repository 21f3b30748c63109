//! Writes `docs/performance.md` and the figures in README from one run.

use std::path::Path;

use super::figures::Figures;
use super::tables;
use crate::failure::Failure;
use crate::project;

/// After this line the document is written by hand, and stays.
const BY_HAND: &str = "<!-- From here on by hand: `cargo xtask bench` keeps it. -->";
/// What README's figures stand between.
const IN_README: [&str; 2] = ["<!-- figures: cargo xtask bench -->", "<!-- /figures -->"];

/// Facts about a run, by name.
pub type Facts = Vec<(String, String)>;

/// The tables, for the terminal; nothing of what was not measured.
pub fn terminal(figures: &Figures) -> String {
    let parts = [
        tables::comparison(figures),
        tables::lighthouse(figures),
        tables::engine(figures),
        tables::changes(figures),
        tables::evidence(figures),
    ];
    parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

/// Writes the document and README's table.
///
/// # Errors
/// When a file can't be read or written, or README has no place for the table.
pub fn write(figures: &Figures, facts: &Facts) -> Result<(), Failure> {
    let path = project::root().join("docs/performance.md");
    let before = std::fs::read_to_string(&path).unwrap_or_default();
    let by_hand = before.split_once(BY_HAND).map_or("\n", |(_, rest)| rest);
    put(
        &path,
        &format!("{}{BY_HAND}{by_hand}", generated(figures, facts)),
    )?;
    let path = project::root().join("README.md");
    let readme = std::fs::read_to_string(&path)
        .map_err(|error| Failure::new(format!("README.md can't be read: {error}")))?;
    put(&path, &with_figures(&readme, &tables::short(figures))?)?;
    println!("wrote docs/performance.md and the figures in README.md");
    Ok(())
}

/// README with this table in its place.
fn with_figures(readme: &str, table: &str) -> Result<String, Failure> {
    let [begin, end] = IN_README;
    let parts = readme
        .split_once(begin)
        .and_then(|(before, rest)| Some((before, rest.split_once(end)?.1)));
    let (before, after) = parts.ok_or_else(|| {
        Failure::new(format!(
            "README.md has no place for figures: {begin} and {end}"
        ))
    })?;
    Ok(format!("{before}{begin}\n{table}{end}{after}"))
}

fn put(path: &Path, text: &str) -> Result<(), Failure> {
    std::fs::write(path, text)
        .map_err(|error| Failure::new(format!("{} can't be written: {error}", path.display())))
}

fn generated(figures: &Figures, facts: &Facts) -> String {
    let mut text = INTRODUCTION.to_owned();
    text.push_str("\n| | |\n|---|---|\n");
    for (name, value) in facts {
        text.push_str(&format!("| {name} | {value} |\n"));
    }
    for (words, table) in [
        (COMPARISON, tables::comparison(figures)),
        (LIGHTHOUSE, tables::lighthouse(figures)),
        (ENGINE, tables::engine(figures)),
        (CHANGES, tables::changes(figures)),
        (EVIDENCE, tables::evidence(figures)),
    ] {
        text.push_str(words);
        text.push_str(table.trim_end());
        text.push('\n');
    }
    text.push('\n');
    text
}

const INTRODUCTION: &str = "\
# How fast Demarc is, and beside what

This page is written by `cargo xtask bench`; all its numbers are of one run of that command. They are medians, and each
ratio is the median of the ratios within a round: the candidates take turns, so that what else the machine does hits
each of them.
";

const COMPARISON: &str = "
## Beside the alternatives

The same questionnaire, made from our catalog: in Demarc, in SurveyJS, in a small React page, and the first screen as a
static page, which is as good as it can get. What the others leave out is in
[their description](../benches/peers/README.md).

- A new headless Chromium each time, with a new profile, and a server at an address it has not seen: nothing is cached.
  The server is on the same machine, speaks HTTP/1.1 and gzips as GitHub Pages does (level 6). The page is 1280 by 900.
  Demarc runs without its service worker, which from 2 s after the start keeps all files for a visit without a network.
- Slower: the developer tools' “4× slowdown” of the processor and their “Fast 4G” (165 ms until a response begins, 9 Mbit/s
  down and 1.5 up, of which nine tenths arrive).
- Bytes are of bodies as they were transferred. Those *until* something are of files that had arrived whole by then; all
  together is what the server has sent once nothing was asked for any more for a second.
- Demarc’s first screen can be used when its app has taken over and the frame is out; that of a questionnaire is its
  first question.
- A question can be answered when a choice is there, is enabled, and the frame with it is out. A new user of Demarc
  clicks “Start an assessment” in the moment that it is there; a returning one opens the address of a question with an
  assessment on the device. The others begin with their first question.
- Blocking time is what tasks take above 50 ms each, until nothing happens for a second. It is usually counted from the
  first paint on, which flatters who paints only when all scripts have run; so it is here from the beginning too.
- All questions are answered once, at full depth, with real presses of the mouse, once the page is idle. From the press,
  as the event is stamped, to the message that the frame after it sends: handlers, styles, layout and paint are in it.
  Demarc analyzes and saves when that frame is out, SurveyJS and React save before: that is in the main thread’s time.
  Slower, it is so for the answers and for the results; the way from question to question is as fast as can be.
- Saving in localStorage is the time in `setItem` alone, which all share. The main thread’s time for an answer is all that
  it does from the press until it is idle again: in Demarc, writing to IndexedDB too.
- Memory is after the results have shown and garbage was collected. WebAssembly’s is the size of its linear memory, which
  the browser does not count as heap.

";

const LIGHTHOUSE: &str = "
## Lighthouse

Its mobile profile, on the first page, and on the practices and the results of the example, each as a first visit to the
site with the example already on the device.

";

const ENGINE: &str = "
## The engine by itself

On the host, as criterion measures it: every fact holds, every question is answered, beliefs on every cell. Ten and a
hundred catalogs are copies of ours side by side under other ids, on the same layers. Linear growth has the power 1: with
the number of catalogs, which has a bar, and with what comes out. With every service of every copy chosen, each practice
meets the layers of as many more services, and the analysis names each of these places: what comes out grows with the
square, and so must the time. In the browser the analysis is of the largest assessment there can be, compiled as the app
is, but with the ordinary standard library and without wasm-opt.

";

const CHANGES: &str = "
## Changes on the results

Work is what the main thread does until styles and layout are done; painted is when the next frame is out, the wait for
it included; followed is when that frame is out which shows what comes of it in the rest of the page: the analysis, and
saving on the device, come between the two.

";

const EVIDENCE: &str = "
## Reading findings

A file as Prowler 5 writes it, OCSF as JSON, which the benchmark makes, the same each time: from the choice of the file until
the page says what was found. Beside it, in the same page, what the browser takes for `JSON.parse(await file.text())` of the
same file. Memory is by how much that of the page’s process, which its workers share, was larger at most than before, of
what it has by itself.

";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_takes_its_place_and_nothing_else() {
        let [begin, end] = IN_README;
        let readme = format!("before\n{begin}\nold\n{end}\nafter\n");
        let new = with_figures(&readme, "new\n").expect("it has a place");
        assert_eq!(new, format!("before\n{begin}\nnew\n{end}\nafter\n"));
        assert_eq!(with_figures(&new, "new\n").expect("it still has"), new);
        assert!(with_figures("before", "new\n").is_err());
    }
}
