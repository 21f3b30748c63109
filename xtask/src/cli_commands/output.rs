//! What a command answers: its fields, and how the table of commands writes them.

/// What a command answers, or a part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Output {
    /// A text, a number, a truth value or a time, without parts.
    Value,
    /// Something whose parts the table does not name.
    Unknown,
    /// Named fields.
    Fields(Vec<(String, Output)>),
    /// Items of one kind.
    List(Box<Output>),
    /// Values of one kind under keys of any name.
    Map(Box<Output>),
}

impl Output {
    /// As the table writes it: `{Owner,Keys[{Id}],Tags<>}` has a value, a list of fields, and a map to values.
    pub fn write(&self, out: &mut String) {
        match self {
            Self::Value => {}
            Self::Unknown => out.push('?'),
            Self::List(item) => {
                out.push('[');
                item.write(out);
                out.push(']');
            }
            Self::Map(value) => {
                out.push('<');
                value.write(out);
                out.push('>');
            }
            Self::Fields(fields) => {
                out.push('{');
                for (place, (name, field)) in fields.iter().enumerate() {
                    if place > 0 {
                        out.push(',');
                    }
                    out.push_str(name);
                    field.write(out);
                }
                out.push('}');
            }
        }
    }

    /// Reads what [`Output::write`] wrote; `None` where it is no such text.
    pub fn read(text: &str) -> Option<Self> {
        let mut rest = text;
        let output = take(&mut rest)?;
        rest.is_empty().then_some(output)
    }
}

/// Takes one part off the front.
fn take(rest: &mut &str) -> Option<Output> {
    let mut skip = |mark| skip(rest, mark);
    if skip('?') {
        Some(Output::Unknown)
    } else if skip('[') {
        let item = Box::new(take(rest)?);
        self::skip(rest, ']').then_some(Output::List(item))
    } else if skip('<') {
        let value = Box::new(take(rest)?);
        self::skip(rest, '>').then_some(Output::Map(value))
    } else if skip('{') {
        let mut fields = Vec::new();
        while !self::skip(rest, '}') {
            if !fields.is_empty() && !self::skip(rest, ',') {
                return None;
            }
            let end = rest.find(['?', '[', ']', '<', '>', '{', '}', ','])?;
            let (name, after) = rest.split_at(end);
            if name.is_empty() {
                return None;
            }
            *rest = after;
            fields.push((name.to_owned(), take(rest)?));
        }
        Some(Output::Fields(fields))
    } else {
        Some(Output::Value)
    }
}

/// Whether the mark stands at the front; takes it off.
fn skip(rest: &mut &str, mark: char) -> bool {
    let after = rest.strip_prefix(mark);
    *rest = after.unwrap_or(rest);
    after.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_can_be_read() {
        for text in [
            "{}",
            "?",
            "{A}",
            "{A,B?,C[]}",
            "{Keys[{Id,Tags<>}],Next}",
            "{A[[{B}]],C<[{D}]>}",
        ] {
            let output = Output::read(text).expect(text);
            let mut written = String::new();
            output.write(&mut written);
            assert_eq!(written, text);
        }
    }

    #[test]
    fn what_nobody_wrote_is_refused() {
        for text in ["{", "{A", "{A}}", "{,A}", "{A[}", "]", "{A B{}"] {
            assert_eq!(Output::read(text), None, "{text}");
        }
    }
}
