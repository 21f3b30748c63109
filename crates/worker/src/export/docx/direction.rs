//! Paragraphs and runs in the direction of their text. docx-rs can't set that of a run: such a run has a style that
//! `parts` replaces.

use demarc_core::text;
use docx_rs::{BreakType, Paragraph, Run};

/// The style that stands for the direction of a run, as docx-rs writes it, and the element for the direction.
pub const MARK: (&str, &str) = ("<w:rStyle w:val=\"RightToLeft\" />", "<w:rtl />");

/// A paragraph of one line with a style.
pub fn line(style: &str, text: &str) -> Paragraph {
    let text = text::line(text);
    let runs_left = text::is_right_to_left(&text);
    let paragraph = set(Paragraph::new().style(style), runs_left);
    add(paragraph, &text, runs_left, Run::new)
}

/// The paragraph in a direction. From right to left, its first line begins and its bullet stands at the right.
pub fn set(mut paragraph: Paragraph, runs_left: bool) -> Paragraph {
    if runs_left {
        paragraph.property = paragraph.property.bidi(true);
    }
    paragraph
}

/// Adds a text to a paragraph, in runs of one direction. A line break of the text is one of the paragraph.
pub fn add(
    paragraph: Paragraph,
    text: &str,
    paragraph_runs_left: bool,
    run: impl Fn() -> Run,
) -> Paragraph {
    let runs = text::runs(text, paragraph_runs_left).into_iter();
    runs.fold(paragraph, |paragraph, (text, runs_left)| {
        let mut run = run();
        if runs_left {
            run = run.style("RightToLeft");
        }
        for (number, line) in text.split('\n').enumerate() {
            if number > 0 {
                run = run.add_break(BreakType::TextWrapping);
            }
            run = run.add_text(line);
        }
        paragraph.add_run(run)
    })
}
