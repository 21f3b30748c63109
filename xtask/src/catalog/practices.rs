//! The figures of practices: how many each depth asks, how long reading takes, and how facts weigh.

use demarc_catalog::{Catalog, Depth, Level, Practice, PracticeText, Texts};

/// The fewest and most practices that the depth quick asks in any situation.
const QUICK: (usize, usize) = (12, 14);
/// The fewest and most practices that the depth standard asks at most.
const STANDARD: (usize, usize) = (60, 80);
/// The most minutes of reading and answering at the depth quick.
const QUICK_MINUTES: f64 = 8.0;
/// The words that a person reads in a minute.
const WORDS_A_MINUTE: f64 = 240.0;
/// The seconds between the last word and the answer.
const ANSWERING: f64 = 5.0;

/// Prints the figures.
pub fn print(catalog: &Catalog, texts: &Texts) {
    println!(
        "\n{:<36} {:>8} {:>8} {:>6} {:>6} {:>13}",
        "practices", "quick", "standard", "full", "all", "cornerstones"
    );
    let row = |name: &str, of: &dyn Fn(&Practice) -> bool| {
        let count = |keep: &dyn Fn(&Practice) -> bool| {
            catalog
                .practices
                .iter()
                .filter(|it| of(it) && keep(it))
                .count()
        };
        println!(
            "  {name:<34} {:>8} {:>8} {:>6} {:>6} {:>13}",
            count(&|it| it.depth == Depth::Quick),
            count(&|it| it.depth == Depth::Standard),
            count(&|it| it.depth == Depth::Full),
            count(&|_| true),
            count(&|it| it.cornerstone),
        );
    };
    for domain in &catalog.domains {
        row(&domain.name, &|it| it.id.is_in(&domain.id));
    }
    row("total", &|_| true);
    for depth in Depth::ALL {
        let (words, minutes) = reading(catalog, texts, depth);
        println!(
            "  reading at depth {:<17} {words:>8} words {minutes:>6.1} minutes",
            depth.key()
        );
    }
    let unseen = texts.practices.iter().filter(|it| it.unseen.is_some());
    println!("  without a direct check {:>20}", unseen.count());
}

/// The number of practices that a depth asks in some situation.
fn asked(catalog: &Catalog, depth: Depth) -> impl Iterator<Item = &Practice> {
    catalog.practices.iter().filter(move |it| it.depth <= depth)
}

/// The words of the questions of a depth in their short forms, and the minutes that reading and answering takes.
fn reading(catalog: &Catalog, texts: &Texts, depth: Depth) -> (usize, f64) {
    let questions = asked(catalog, depth);
    let words = questions.filter_map(|it| Some(words_of(it, texts.practice(&it.id)?)));
    let words: usize = words.sum();
    // Counts below 2^52 are exact as floating-point numbers.
    #[expect(clippy::cast_precision_loss, reason = "thousands at most")]
    let (read, answered) = (words as f64, asked(catalog, depth).count() as f64);
    let minutes = read / WORDS_A_MINUTE + answered * ANSWERING / 60.0;
    (words, minutes)
}

/// The words that a question shows before anything is opened.
fn words_of(practice: &Practice, text: &PracticeText) -> usize {
    let short = &text.short;
    let levels = Level::ALL.map(|level| short.criterion(level));
    let parts = [&practice.title, &text.question, &short.aws, &short.you].map(String::as_str);
    let all = parts.into_iter().chain(levels);
    all.map(|it| it.split_whitespace().count()).sum()
}

/// The bars that the practices miss.
pub fn below(catalog: &Catalog, texts: &Texts) -> Vec<String> {
    let mut below = Vec::new();
    let bars = [(Depth::Quick, QUICK), (Depth::Standard, STANDARD)];
    for (depth, (fewest, most)) in bars {
        let count = asked(catalog, depth).count();
        if !(fewest..=most).contains(&count) {
            below.push(format!(
                "{} asks {count} practices, not {fewest} to {most}",
                depth.key()
            ));
        }
    }
    let (_, minutes) = reading(catalog, texts, Depth::Quick);
    if minutes > QUICK_MINUTES {
        below.push(format!(
            "quick takes {minutes:.1} minutes, not {QUICK_MINUTES}"
        ));
    }
    below
}
