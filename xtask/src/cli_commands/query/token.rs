//! The signs and names of an expression.

/// A sign or a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Token {
    /// A name, quoted or not.
    Name(String),
    /// A text between `'`, or JSON between backticks.
    Literal,
    /// A number, in an index.
    Number,
    /// `[]`
    Flatten,
    /// `[?`
    Filter,
    /// `==`, `!=`, `<`, `<=`, `>`, `>=`
    Compare,
    /// `||`
    Or,
    /// `&&`
    And,
    /// A sign of one letter.
    Sign(char),
}

/// The tokens of an expression; `None` if a letter is none, or a quote has no end.
pub fn tokens(query: &str) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut rest = query.trim_start();
    while let Some(first) = rest.chars().next() {
        let (token, length) = match first {
            'a'..='z' | 'A'..='Z' | '_' => {
                let is_part = |it: char| it.is_ascii_alphanumeric() || it == '_';
                let length = rest.find(|it| !is_part(it)).unwrap_or(rest.len());
                (Token::Name(rest.get(..length)?.to_owned()), length)
            }
            '0'..='9' | '-' => {
                let digits = rest.get(1..)?;
                let length = digits.find(|it: char| !it.is_ascii_digit());
                (Token::Number, 1 + length.unwrap_or(digits.len()))
            }
            '"' => {
                let length = quoted(rest, '"')?;
                let name = serde_json::from_str(rest.get(..length)?).ok()?;
                (Token::Name(name), length)
            }
            '\'' | '`' => (Token::Literal, quoted(rest, first)?),
            _ => sign(rest, first)?,
        };
        tokens.push(token);
        rest = rest.get(length..)?.trim_start();
    }
    Some(tokens)
}

/// The sign at the front, and its length.
fn sign(rest: &str, first: char) -> Option<(Token, usize)> {
    let second = rest.chars().nth(1);
    let token = match (first, second) {
        ('[', Some(']')) => (Token::Flatten, 2),
        ('[', Some('?')) => (Token::Filter, 2),
        ('|', Some('|')) => (Token::Or, 2),
        ('&', Some('&')) => (Token::And, 2),
        ('=' | '!' | '<' | '>', Some('=')) => (Token::Compare, 2),
        ('<' | '>', _) => (Token::Compare, 1),
        ('.' | '*' | '[' | ']' | '{' | '}' | '(' | ')' | ',' | ':' | '|' | '&' | '!' | '@', _) => {
            (Token::Sign(first), 1)
        }
        _ => return None,
    };
    Some(token)
}

/// The length of what a quote begins, with both quotes.
fn quoted(rest: &str, quote: char) -> Option<usize> {
    let mut letters = rest.char_indices().skip(1);
    while let Some((at, letter)) = letters.next() {
        if letter == '\\' {
            letters.next();
        } else if letter == quote {
            return Some(at + 1);
        }
    }
    None
}
