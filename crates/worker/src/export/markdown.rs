//! Documents as Markdown: CommonMark with tables, as GitHub, GitLab and wikis render it.
//! User text is escaped, so that nothing in it becomes markup.

use demarc_core::report::{Block, Cell, Document, Span, Table};
use demarc_core::text::{self, Piece};

use crate::export::subject::ExportSubject;
use crate::export::text::JOINER;
use crate::export::{Error, address};

/// The report.
pub fn write(subject: &ExportSubject<'_>) -> Result<Vec<u8>, Error> {
    Ok(draw(&subject.document()).into_bytes())
}

/// A document as Markdown.
fn draw(document: &Document) -> String {
    let mut out = String::new();
    push(
        &mut out,
        &format!("# {}", escaped(&text::line(&document.title))),
    );
    if !document.cover.is_empty() {
        let lines = document
            .cover
            .iter()
            .map(|(name, text)| format!("- **{}:** {}", escaped(name), escaped(&text::line(text))));
        push(&mut out, &lines.collect::<Vec<_>>().join("\n"));
    }
    for section in &document.sections {
        push(
            &mut out,
            &format!("## {}", escaped(&text::line(&section.title))),
        );
        for block in &section.blocks {
            push(&mut out, &self::block(block));
        }
    }
    out
}

/// Appends a block and the empty line after it.
fn push(out: &mut String, part: &str) {
    if part.is_empty() {
        return;
    }
    if !out.is_empty() {
        out.push('\n');
    }
    out.push_str(part);
    out.push('\n');
}

fn block(block: &Block) -> String {
    match block {
        Block::Heading(text) => format!("### {}", escaped(&text::line(text))),
        Block::Paragraph(spans) => self::spans(spans, "\\\n"),
        Block::List { numbered, items } => {
            let mut lines = Vec::with_capacity(items.len());
            for (index, item) in items.iter().enumerate() {
                let mark = if *numbered {
                    format!("{}. ", index + 1)
                } else {
                    "- ".to_owned()
                };
                let broken = format!("\\\n{}", " ".repeat(mark.len()));
                lines.push(format!("{mark}{}", self::spans(item, &broken)));
            }
            lines.join("\n")
        }
        Block::Table(table) => self::table(table),
    }
}

fn table(table: &Table) -> String {
    let line = |cells: &mut dyn Iterator<Item = String>| {
        let mut line = "|".to_owned();
        for cell in cells {
            line.push(' ');
            line.push_str(&cell);
            line.push_str(" |");
        }
        line
    };
    let headings = table
        .columns
        .iter()
        .map(|(heading, _)| escaped(&text::line(heading)));
    let mut lines = vec![
        format!("**{}**\n", escaped(&text::line(&table.caption))),
        line(&mut headings.into_iter()),
        line(&mut table.columns.iter().map(|_| "---".to_owned())),
    ];
    if table.caption.trim().is_empty() {
        lines.remove(0);
    }
    for row in &table.rows {
        lines.push(line(&mut row.iter().map(cell)));
    }
    lines.join("\n")
}

/// A line break in a cell, as HTML, which all renderers of tables support.
const IN_CELL: &str = "<br>";

/// A cell on one line.
fn cell(cell: &Cell) -> String {
    spans(&cell.spans, IN_CELL)
}

/// Code, which has no backtick in it. A table is split at its bars before code is recognized.
fn code(text: &str, is_in_cell: bool) -> String {
    let text = text::line(text);
    if is_in_cell {
        format!("`{}`", text.replace('|', "\\|"))
    } else {
        format!("`{text}`")
    }
}

/// A text of the catalog: words are escaped, and code stays code.
pub fn of_catalog(text: &str) -> String {
    let pieces = text::pieces(text).map(|piece| match piece {
        Piece::Words(words) => {
            let begun = words.trim_start();
            format!("{}{}", &words[..words.len() - begun.len()], escaped(begun))
        }
        Piece::Code(text) => code(text, false),
    });
    pieces.collect()
}

fn spans(spans: &[Span], broken: &str) -> String {
    spans.iter().map(|it| span(it, broken)).collect()
}

fn span(span: &Span, broken: &str) -> String {
    if span.code {
        return code(&span.text, broken == IN_CELL);
    }
    let text = &span.text;
    // Emphasis must not include the spaces around a text.
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return if text.is_empty() { "" } else { " " }.to_owned();
    }
    let before = if text.starts_with(char::is_whitespace) {
        " "
    } else {
        ""
    };
    let after = if text.ends_with(char::is_whitespace) {
        " "
    } else {
        ""
    };
    let lines: Vec<_> = trimmed
        .lines()
        .map(str::trim)
        .filter(|it| !it.is_empty())
        // An address within a link would be a nested link.
        .map(|it| escape(it, span.link.is_none()))
        .collect();
    let mut text = lines.join(broken);
    if let Some(address) = &span.link {
        text = format!("[{text}](<{}>)", address_of(address));
    }
    if span.strong {
        text = format!("**{text}**");
    }
    format!("{before}{text}{after}")
}

/// An address between `<` and `>`, which allow all characters except themselves and line breaks.
fn address_of(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for character in address.chars() {
        match character {
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '\\' => out.push_str("%5C"),
            '|' => out.push_str("%7C"),
            it if it.is_control() => {}
            it => out.push(it),
        }
    }
    out
}

/// Text escaped so that nothing in it is markup or a mention, at any position; only addresses stay links.
pub fn escaped(text: &str) -> String {
    escape(text, true)
}

fn escape(text: &str, links: bool) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            out.push('\n');
        }
        escape_line(line, links, &mut out);
    }
    out
}

fn escape_line(line: &str, links: bool, out: &mut String) {
    // Four spaces would start a code block.
    let line = line.trim_start_matches([' ', '\t']);
    // A number at the start would begin a list.
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let mut linked = 0;
    for (index, character) in line.char_indices() {
        if index < linked {
            continue;
        }
        if links && let Some(address) = address::at(line, index) {
            out.push('<');
            out.push_str(address);
            out.push('>');
            linked = index + address.len();
            continue;
        }
        // A slash at the start would begin a quick action of GitLab.
        let begins = index == 0 && matches!(character, '#' | '+' | '-' | '=' | '~' | ':' | '/');
        let numbers = digits > 0 && index == digits && matches!(character, '.' | ')');
        let anywhere = matches!(
            character,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '&' | '~' | '$'
        );
        let calls = calls(line, index, character);
        // GitLab does not read an escaped sign as a reference.
        if begins || numbers || anywhere || calls {
            out.push('\\');
        }
        if !character.is_control() {
            out.push(character);
        }
        // GitHub does, unless an invisible character separates the sign from what follows. So it is with an address that
        // may not be a link.
        if calls || links && address::is_joint(line, index) {
            out.push(JOINER);
        }
    }
}

/// Whether trackers would read this sign and what follows as a mention or a reference: `@name`, `#12`, `GH-12`, `!12`
/// and `%12`. An `@` in an email address is not a mention.
fn calls(line: &str, index: usize, sign: char) -> bool {
    let (before, after) = line.split_at(index);
    let mut after = after.chars().skip(1);
    let next = after.next().unwrap_or(' ');
    match sign {
        '@' => {
            (next.is_ascii_alphanumeric() || next == '_')
                && !before.ends_with(|it: char| it.is_ascii_alphanumeric())
        }
        '#' | '!' | '%' => next.is_ascii_digit(),
        '-' => {
            let is_issue = |it: &str| it.eq_ignore_ascii_case("gh");
            next.is_ascii_digit()
                && before
                    .len()
                    .checked_sub(2)
                    .and_then(|it| before.get(it..))
                    .is_some_and(is_issue)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_type_becomes_no_markup() {
        assert_eq!(
            escaped("# a\n- b\n1. c\n*d* <b> | `e`"),
            "\\# a\n\\- b\n1\\. c\n\\*d\\* \\<b\\> \\| \\`e\\`"
        );
        assert_eq!(escaped("a-b 1.2 x#y"), "a-b 1.2 x#y");
        assert_eq!(
            escaped("see https://a.example/x_y?a=1&b=2, *now*"),
            "see <https://a.example/x_y?a=1&b=2>, \\*now\\*"
        );
        let linked = Span::link("https://a.example/x_y", "https://a.example/x_y");
        assert_eq!(
            span(&linked, "<br>"),
            "[https://a.example/x\\_y](<https://a.example/x_y>)"
        );
        assert_eq!(address_of("https://a/<b>|\n"), "https://a/%3Cb%3E%7C");
        assert_eq!(
            escaped("https://user:pw@host.example ftp://b"),
            "https:\u{2060}//user:pw@host.example ftp:\u{2060}//b"
        );
        assert_eq!(escaped("/close\n/tmp"), "\\/close\n\\/tmp");
    }

    #[test]
    fn code_of_the_catalog_stays_code() {
        assert_eq!(
            of_catalog("Use `aws x --query '*|[0]'` for * and `b`."),
            "Use `aws x --query '*|[0]'` for \\* and `b`."
        );
        let spans = Span::of_catalog("Use `a | b`.");
        assert_eq!(self::spans(&spans, IN_CELL), "Use `a \\| b`.");
        assert_eq!(self::spans(&spans, "\n"), "Use `a | b`.");
        // What is typed is no code.
        assert_eq!(span(&Span::plain("`a`"), IN_CELL), "\\`a\\`");
    }

    #[test]
    fn nobody_is_called() {
        assert_eq!(
            escaped("@octo-cat, see #12 in a/b#3 (gh-4, !5, %6)"),
            "\\@\u{2060}octo-cat, see \\#\u{2060}12 in a/b\\#\u{2060}3 (gh\\-\u{2060}4, \\!\u{2060}5, \\%\u{2060}6)"
        );
        assert_eq!(escaped("é@a"), "é\\@\u{2060}a");
        for text in ["ana@example.org", "C# 7", "a @ b", "100%", "SEC-12", "Go!"] {
            assert_eq!(escaped(text), text);
        }
    }

    #[test]
    fn emphasis_holds_to_words() {
        let strong = Span::strong(" a\n\nb ");
        assert_eq!(spans(&[strong, Span::plain("c")], "<br>"), " **a<br>b** c");
    }
}
