//! Markdown, read by a parser of CommonMark.

use demarc_core::exchange::Format;
use pulldown_cmark::{Event, Options, Parser, Tag};

use crate::common::{CATALOG_VERSION, each};

#[test]
fn what_people_type_is_no_markup() {
    each(Format::Markdown, |name, assessment, bytes| {
        let text = std::str::from_utf8(bytes).expect("UTF-8");
        assert!(text.contains(CATALOG_VERSION));
        let events = Parser::new_ext(
            text,
            Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_MATH,
        );
        let mut shown = String::new();
        for event in events {
            match event {
                Event::InlineHtml(html) => assert_eq!(html.as_ref(), "<br>", "{name}"),
                Event::Html(html) => panic!("{name}: {html}"),
                // The only code is the catalog's.
                Event::Code(code) => assert!(code.starts_with("pond list "), "{name}: {code}"),
                Event::InlineMath(math) | Event::DisplayMath(math) => panic!("{name}: {math}"),
                Event::Start(
                    Tag::Strikethrough | Tag::Image { .. } | Tag::CodeBlock(_) | Tag::BlockQuote(_),
                ) => {
                    panic!("{name}: {event:?}")
                }
                Event::Start(Tag::Link { dest_url, .. }) => {
                    assert!(dest_url.starts_with("https://"), "{name}: {dest_url}");
                    assert!(!dest_url.contains("example.org/x"));
                }
                Event::Text(text) => shown.push_str(&text),
                Event::SoftBreak | Event::HardBreak => shown.push(' '),
                _ => {}
            }
        }
        // A name with markup in it is shown as it was typed.
        let title = assessment
            .name
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        assert!(shown.contains(&title), "{name}");
    });
}
